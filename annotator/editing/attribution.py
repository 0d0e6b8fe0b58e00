"""Which source, or cue, belongs to a claim: a guess for one key."""

from __future__ import annotations

from typing import Final

from annotator.editing.statements import ATTRIBUTION, CUE, INTRODUCES
from annotator.model import AnnotationSet, RelationType, SpanAnnotation

_CONTINUES: Final = "continues"


def nearest_end(
    annotation_set: AnnotationSet, text: str, kind: RelationType, target: SpanAnnotation
) -> SpanAnnotation | None:
    """Return the nearest span that could be the source of a relation into `target`, or None.

    Those already joined to it are passed over, and so are later parts of discontinuous spans. A source that
    the target's cue introduces comes first, and so does a cue that introduces its source. Then those of the
    same paragraph, outside the target before inside (whoever is named inside speaks inside), then the
    fewest code points between; of two equally near, the one before, since a source is usually named first.
    """
    relations = annotation_set.relations.values()
    joined = {r.source for r in relations if r.type == kind.code and r.target == target.id}
    joined |= {r.source for r in relations if r.type == _CONTINUES}
    told = {r.source for r in relations if r.type in {ATTRIBUTION, CUE} and r.target == target.id}
    pairs = [(r.source, r.target) for r in relations if r.type == INTRODUCES]
    introduced = {end for pair in pairs for end in pair if told.intersection(pair)}
    candidates = [
        span
        for span in annotation_set.spans.values()
        if span.label in kind.domain and span.id not in joined and span.id != target.id
    ]
    return min(
        candidates,
        key=lambda span: (span.id not in introduced, *_distance(text, span, target)),
        default=None,
    )


def first_part(annotation_set: AnnotationSet, span: SpanAnnotation) -> SpanAnnotation:
    """Return the part of a discontinuous span to which its relations attach: the first."""
    earlier = {r.source: r.target for r in annotation_set.relations.values() if r.type == _CONTINUES}
    seen = {span.id}
    while (before := earlier.get(span.id)) is not None and before not in seen:
        seen.add(before)
        span = annotation_set.spans[before]
    return span


def _distance(text: str, span: SpanAnnotation, target: SpanAnnotation) -> tuple[bool, bool, int, bool, int]:
    before = span.span.start <= target.span.start
    first, second = (span.span, target.span) if before else (target.span, span.span)
    gap = max(0, second.start - first.end)
    elsewhere = text.find("\n", first.end, second.start) != -1 if gap else False
    return elsewhere, target.span.contains(span.span), gap, not before, span.span.start
