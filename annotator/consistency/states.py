"""Readings that are called finished although somebody still has a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.consistency.finding import Finding
from annotator.consistency.registry import Code
from annotator.consistency.writing import shortened
from annotator.language import msg
from annotator.model import AnnotationSet, Remark, Span, SpanAnnotation, State

_DONE = frozenset({State.FINISHED, State.REVIEWED})


def findings(
    reading: AnnotationSet, flagged: Iterable[SpanAnnotation], remarks: Iterable[Remark]
) -> Iterator[Finding]:
    """Yield what is still open in a reading that is finished.

    Args:
        reading: its state, ids and spans count.
        flagged: its spans with a flag.
        remarks: those on its document; only open ones on this reading or on the document itself count.
    """
    if reading.state not in _DONE:
        return
    open_remarks = [r for r in remarks if r.is_open and r.set_id in {None, reading.id}]
    talked_about = {r.span_id for r in open_remarks}
    for span in flagged:
        if span.id not in talked_about:
            yield Finding(
                rule=Code.FLAGS,
                message=msg(
                    "The reading is finished, and “{words}” has a flag.", words=shortened(span.quote)
                ),
                document_id=reading.document_id,
                set_id=reading.id,
                span_ids=(span.id,),
                place=span.span,
                words=" ".join(span.quote.split()),
            )
    for remark in open_remarks:
        about = None if remark.span_id is None else reading.spans.get(remark.span_id)
        yield Finding(
            rule=Code.FLAGS,
            message=msg(
                "The reading is finished, and a remark is open: “{text}”", text=shortened(remark.text, 60)
            ),
            document_id=reading.document_id,
            set_id=reading.id,
            span_ids=() if about is None else (about.id,),
            relation_ids=() if remark.relation_id is None else (remark.relation_id,),
            place=Span(0, 0) if about is None else about.span,
            words=" ".join(remark.quote.split()),
        )
