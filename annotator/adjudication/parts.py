"""Spans that one reader has cut in pieces and another has not: they stand together as one position.

```
A  [إن روسيا بعيدة، وإن الحدود مغلقة]      CLAIM
B  [إن روسيا بعيدة]، [وإن الحدود مغلقة]    CLAIM, twice
```
The matching gives A's span to one of B's, and leaves the other alone. It is put to them here, afterwards: the
figures of agreement go on counting what the matching says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from annotator.adjudication.clusters import Cluster
from annotator.model import Span, SpanAnnotation
from annotator.model.intervals import IntervalIndex

Gathered = dict[int, tuple[SpanAnnotation, ...]]
"""The number of a reader → the spans of that reader, in the order of the text."""


def gathered(
    clusters: Sequence[Cluster], readers: int, linked: Callable[[int, str, str], bool]
) -> list[Gathered]:
    """Return the clusters, those that are pieces of another's span with that one.

    A piece has the label of the whole, most of it lies in the whole, and its reader has another piece there,
    apart from it and not related to it. Who has the whole has nothing that answers to the piece.

    Args:
        clusters: at most one span of each reader.
        readers: how many there are.
        linked: tells whether a reader, by number, has related two spans, by their ids.
    """
    made: list[Gathered | None] = [{who: (span,) for who, span in one.items()} for one in clusters]
    wholes = _wholes(clusters)
    if wholes:
        index = IntervalIndex((span.span.start, span.span.end, key) for key, (_, _, span) in wholes.items())
        alone = [n for n, one in enumerate(clusters) if len(one) < readers]
        # By what is there, and not in the order in which it came.
        for n in sorted(alone, key=lambda n: min(_by_place(*one) for one in clusters[n].items())):
            piece = made[n]
            first = clusters[n][min(clusters[n])].span
            near = [wholes[key] for key in index.touching(first.start, first.end)]
            for host, who, whole in sorted(near, key=lambda one: _by_place(*one[1:])):
                there = made[host]
                if host == n or piece is None or there is None or who in piece:
                    continue
                if _belongs(piece, there, whole, linked):
                    made[host] = {
                        reader: _in_order((*there.get(reader, ()), *piece.get(reader, ())))
                        for reader in sorted({*there, *piece})
                    }
                    made[n] = piece = None
    return [one for one in made if one is not None]


def _wholes(clusters: Sequence[Cluster]) -> dict[str, tuple[int, int, SpanAnnotation]]:
    """Return the spans that others may have cut: (number of the cluster, number of the reader, span)."""
    return {
        f"{n}/{who}": (n, who, span)
        for n, one in enumerate(clusters)
        if len({other.span for other in one.values()}) > 1
        for who, span in one.items()
    }


def _belongs(
    piece: Gathered, there: Gathered, whole: SpanAnnotation, linked: Callable[[int, str, str], bool]
) -> bool:
    spans = [span for parts in piece.values() for span in parts]
    if not all(one.label == whole.label and _lies_in(one.span, whole.span) for one in spans):
        return False
    pairs = [
        (who, one, other) for who, parts in piece.items() for one in parts for other in there.get(who, ())
    ]
    return bool(pairs) and all(
        one.label == other.label and not _meet(one.span, other.span) and not linked(who, one.id, other.id)
        for who, one, other in pairs
    )


def _lies_in(part: Span, whole: Span) -> bool:
    """Tell whether most of a span lies in another, longer one."""
    common = min(part.end, whole.end) - max(part.start, whole.start)
    return len(part) < len(whole) and 2 * common > len(part)


def _meet(one: Span, other: Span) -> bool:
    return one.overlaps(other) or one == other


def _by_place(reader: int, span: SpanAnnotation) -> tuple[int, int, int, str]:
    return span.span.start, -span.span.end, reader, span.id


def _in_order(spans: Iterable[SpanAnnotation]) -> tuple[SpanAnnotation, ...]:
    return tuple(sorted(spans, key=lambda one: (one.span.start, one.span.end, one.id)))


def are_parts(spans: Sequence[SpanAnnotation]) -> bool:
    """Tell whether spans may be the pieces of one: several of one label, apart from each other."""
    return (
        len(spans) > 1
        and len({one.label for one in spans}) == 1
        and not any(_meet(one.span, other.span) for one, other in pairwise(_in_order(spans)))
    )
