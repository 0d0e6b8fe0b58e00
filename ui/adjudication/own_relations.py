"""What a relation of the adjudicator's own may be: its types, and the gold spans that it may join.

Nothing here knows Qt.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from annotator.adjudication.positions import Position
from annotator.model import AnnotationSet, LabelScheme, SpanAnnotation
from annotator.model.annotation import text_order
from ui.adjudication.edition import Edition, offered
from ui.adjudication.own import RelationDraft

SOURCE: Final = "source"
TARGET: Final = "target"


def ends(gold: AnnotationSet, scheme: LabelScheme, kind: str, which: str) -> list[SpanAnnotation]:
    """Return the gold spans that a relation of a type may lead from, or to, in the order of the text.

    Args:
        gold: the gold set.
        scheme: says which labels the type joins.
        kind: the code of the type.
        which: `SOURCE` or `TARGET`.
    """
    found = scheme.relation_type(kind)
    allowed = None if found is None else found.domain if which == SOURCE else found.range
    spans = (one for one in gold.spans.values() if not allowed or one.label in allowed)
    return sorted(spans, key=text_order)


def begun(
    position: Position,
    taken: Iterable[int],
    positions: Iterable[Position],
    edition: Edition,
    gold: AnnotationSet | None,
) -> RelationDraft | None:
    """Return the relation that the adjudicator begins with; None: gold has nothing that one could join.

    It is the one that gold has already, else that of the first reading taken, or of the first of all. Where
    an end is not in gold, the nearest span that may be one stands for it.

    Args:
        position: what is asked about.
        taken: the numbers of the readings that are chosen.
        positions: all of the document.
        edition: the readers.
        gold: the gold set.
    """
    if gold is None:
        return None
    made = next((gold.relations[key] for key in position.gold if key in gold.relations), None)
    if made is not None:
        return RelationDraft(type=made.type, source=gold.spans[made.source], target=gold.spans[made.target])
    there = offered(position)
    if not there:
        return None
    variant = there[min(taken, default=0)]
    read = variant.relations[0]
    who = next((who for who, ids in zip(variant.readers, variant.ids, strict=True) if read.id in ids), "")
    reader = edition.reader(who)
    if reader is None:
        return None
    standing, scheme = _standing(positions, gold), edition.scheme
    source = standing.get((who, read.source)) or _nearest(
        reader.spans[read.source], gold, scheme, read.type, SOURCE
    )
    target = standing.get((who, read.target)) or _nearest(
        reader.spans[read.target], gold, scheme, read.type, TARGET
    )
    if source is None or target is None:
        return None
    return RelationDraft(type=read.type, source=source, target=target)


def fitted(draft: RelationDraft, kind: str, gold: AnnotationSet, scheme: LabelScheme) -> RelationDraft:
    """Return a draft with another type; an end that this type does not join gives way to the nearest."""
    source = _kept(draft.source, gold, scheme, kind, SOURCE)
    target = _kept(draft.target, gold, scheme, kind, TARGET)
    return RelationDraft(type=kind, source=source, target=target)


def _kept(
    span: SpanAnnotation, gold: AnnotationSet, scheme: LabelScheme, kind: str, which: str
) -> SpanAnnotation:
    if span in ends(gold, scheme, kind, which):
        return span
    return _nearest(span, gold, scheme, kind, which) or span


def _standing(positions: Iterable[Position], gold: AnnotationSet) -> dict[tuple[str, str], SpanAnnotation]:
    """Return what gold has where readers have spans: (set id, span id) → the gold span."""
    return {
        (reader, key): gold.spans[one.gold[0]]
        for one in positions
        if not one.ends and one.gold and one.gold[0] in gold.spans
        for variant in one.variants
        for reader, ids in zip(variant.readers, variant.ids, strict=True)
        for key in ids
    }


def _nearest(
    span: SpanAnnotation, gold: AnnotationSet, scheme: LabelScheme, kind: str, which: str
) -> SpanAnnotation | None:
    found = ends(gold, scheme, kind, which)
    return min(found, key=lambda one: abs(one.span.start - span.span.start), default=None)
