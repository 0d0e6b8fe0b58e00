"""Which spans of many readers are about the same thing: at most one of each reader's.

Two readers are matched by `agreement.alignment`. Of more, what several have alike goes together first; of the
rest, what is matched between two of them, the nearest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from annotator.agreement.alignment import match
from annotator.agreement.units import Unit
from annotator.model import SpanAnnotation

Cluster = dict[int, SpanAnnotation]
"""The number of a reader → the span of that reader."""


def unit(span: SpanAnnotation) -> Unit:
    """Return a span as it is matched."""
    return Unit(span.span.start, span.span.end, span.label)


def clusters(
    readings: Sequence[Mapping[str, SpanAnnotation]], layer_of: Callable[[str], str]
) -> list[Cluster]:
    """Return the spans of all readers, each once, in groups that are about the same thing.

    Args:
        readings: the spans of each reader, by id.
        layer_of: the layer of a label; spans of different layers are never about the same thing.
    """
    alike = _alike(readings)
    found = [one for group in alike.values() for one in group]
    alone = [one for one in found if len(one) < len(readings)]
    joined = _Joined(alone)
    by_layer: defaultdict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(alone):
        by_layer[layer_of(next(iter(one.values())).label)].append(n)
    pairs = [
        pair
        for members in by_layer.values()
        for left, right in combinations(range(len(readings)), 2)
        for pair in _pairs(alone, members, left, right)
    ]
    for _, first, second in sorted(pairs):
        joined.join(first, second)
    return [one for one in found if len(one) == len(readings)] + joined.clusters()


def _alike(readings: Sequence[Mapping[str, SpanAnnotation]]) -> dict[tuple[str, int, int], list[Cluster]]:
    """Return what readers have with the same label at the same place."""
    alike: dict[tuple[str, int, int], list[Cluster]] = {}
    for reader, spans in enumerate(readings):
        for span in spans.values():
            place = span.span
            group = alike.setdefault((span.label, place.start, place.end), [])
            for one in group:
                if reader not in one:
                    one[reader] = span
                    break
            else:
                group.append({reader: span})
    return alike


def _pairs(
    alone: Sequence[Cluster], members: Sequence[int], left: int, right: int
) -> Iterator[tuple[tuple[float, Unit, Unit, int, int], int, int]]:
    """Yield what is matched between two readers, of what they don't have alike: how near, and the two.

    Equally near ones come by what they are, and never by the order in which readers came to have them.
    """
    lefts = [n for n in members if left in alone[n] and right not in alone[n]]
    rights = [n for n in members if right in alone[n] and left not in alone[n]]
    if not lefts or not rights:
        return
    ones, others = [unit(alone[n][left]) for n in lefts], [unit(alone[n][right]) for n in rights]
    for pair in match(ones, others):
        if pair.left is not None and pair.right is not None:
            one, other = ones[pair.left], others[pair.right]
            key = _farness(one, other), one, other, left, right
            yield key, lefts[pair.left], rights[pair.right]


def _farness(one: Unit, other: Unit) -> float:
    """Return the contrary of how near two spans are, as the matching sees it."""
    common = min(one.end, other.end) - max(one.start, other.start)
    both = one.end - one.start + other.end - other.start
    same = one[:2] == other[:2] or one.label == other.label
    return -(2 * common / both if both else 1) - same


class _Joined:
    """Clusters that are joined where they have no reader in common."""

    def __init__(self, alone: Sequence[Cluster]) -> None:
        self._of = list(range(len(alone)))
        self._clusters = {n: dict(one) for n, one in enumerate(alone)}

    def _find(self, n: int) -> int:
        while self._of[n] != n:
            n = self._of[n]
        return n

    def join(self, first: int, second: int) -> None:
        one, other = self._find(first), self._find(second)
        if one == other or not self._clusters[one].keys().isdisjoint(self._clusters[other]):
            return
        self._clusters[one].update(self._clusters.pop(other))
        self._of[other] = one

    def clusters(self) -> list[Cluster]:
        return list(self._clusters.values())
