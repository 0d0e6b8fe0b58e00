"""The positions of a document: where its readers meet, how they differ, and what has been decided.

```
A  [الاجتماع “سيعزز الصداقة بين البلدين”]     CLAIM ┐
B  [الاجتماع “سيعزز الصداقة بين] البلدين”      CLAIM ├ one position: the boundary differs
C  [الاجتماع “سيعزز الصداقة بين البلدين”]     CLAIM ┘ variants: A C, then B
```
The readers' sets are only looked at. What is decided goes into the gold set.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator.adjudication.collating import awaited, collate, is_complete, readers
from annotator.adjudication.homes import gold_of, is_about_relation
from annotator.adjudication.ledger import ledger
from annotator.adjudication.values import NOTHING_THERE, Place, Position, Variant
from annotator.model import AnnotationSet, Decision, Document, LabelScheme, Span, SpanAnnotation

__all__ = [
    "NOTHING_THERE",
    "Place",
    "Position",
    "Variant",
    "awaited",
    "difference",
    "gold_of",
    "is_complete",
    "lacking",
    "positions",
    "readers",
]


def positions(
    document: Document,
    sets: Iterable[AnnotationSet],
    scheme: LabelScheme,
    decisions: Iterable[Decision],
    relations: bool = True,  # noqa: FBT001, FBT002 - the contract with the screen
) -> tuple[Position, ...]:
    """Return all positions in the order of the text.

    A relation stands right behind the later of its ends, so that both are decided before it.

    Args:
        document: what was read.
        sets: all of its sets, the gold one among them: see `readers` for those that are compared.
        scheme: says which labels share a layer and what relation types mean.
        decisions: those about this document, in the order in which they were made.
        relations: whether relations have positions too.
    """
    there = tuple(sets)
    about = decisions if isinstance(decisions, tuple) else tuple(decisions)
    if any(one.document_id != document.id for one in about):
        about = tuple(one for one in about if one.document_id == document.id)
    if not relations:
        about = tuple(one for one in about if not is_about_relation(one, scheme))
    collation = collate(document, there, scheme, relations=relations)
    return ledger(collation, gold_of(there), about, scheme).positions


def difference(a: Span, b: Span) -> tuple[Span, ...]:
    """Return what `b` lacks of `a`, to be lit to the letter: none, one or two ranges of code points.

    Each is half-open, and never empty.
    """
    if not a.overlaps(b):
        return (a,) if len(a) else ()
    parts = (Span(a.start, max(a.start, b.start)), Span(min(a.end, b.end), a.end))
    return tuple(one for one in parts if len(one))


def lacking(place: Span, spans: Iterable[SpanAnnotation]) -> tuple[Span, ...]:
    """Return what spans leave out of a place, in half-open ranges of code points; without spans nothing."""
    left, there = [place], [one.span for one in spans]
    for span in there:
        left = [part for one in left for part in (difference(one, span) if one.overlaps(span) else (one,))]
    return tuple(left) if there else ()
