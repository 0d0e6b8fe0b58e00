"""Which source, or cue, belongs to a claim: a guess for one key."""

from __future__ import annotations

from annotator.model import AnnotationSet, RelationType, SpanAnnotation


def nearest_end(
    annotation_set: AnnotationSet, text: str, kind: RelationType, target: SpanAnnotation
) -> SpanAnnotation | None:
    """Return the nearest span that could be the source of a relation into `target`, or None.

    Those already joined to it are passed over. Spans of the same paragraph come first, then the fewest
    code points between; of two equally near, the one before, since a source is usually named first.
    """
    joined = {
        r.source for r in annotation_set.relations.values() if r.type == kind.code and r.target == target.id
    }
    candidates = [
        span
        for span in annotation_set.spans.values()
        if span.label in kind.domain and span.id not in joined and span.id != target.id
    ]
    return min(candidates, key=lambda span: _distance(text, span, target), default=None)


def _distance(text: str, span: SpanAnnotation, target: SpanAnnotation) -> tuple[bool, int, bool, int]:
    before = span.span.start <= target.span.start
    first, second = (span.span, target.span) if before else (target.span, span.span)
    gap = max(0, second.start - first.end)
    elsewhere = text.find("\n", first.end, second.start) != -1 if gap else False
    return elsewhere, gap, not before, span.span.start
