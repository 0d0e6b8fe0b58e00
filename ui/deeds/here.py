"""Where a person is: the current span in the open reading, and those chosen with it."""

from __future__ import annotations

from collections.abc import Callable

from annotator.language import Message, msg
from annotator.model import SpanAnnotation
from ui.notice import advice
from ui.session import Session
from ui.text.view import TextView


def current_place(
    session: Session, view: TextView, say: Callable[[Message], None]
) -> tuple[str, str, SpanAnnotation] | None:
    """Return the document's id, the reading's and the current span; without one, say how to choose one."""
    reading, span = session.annotation_set, session.span(view.current_span)
    if reading is None or span is None:
        say(advice(msg("Choose a span first: click it, or press Tab.")))
        return None
    return reading.document_id, reading.id, span


def chosen_ids(view: TextView) -> tuple[str, ...]:
    """Return the ids of the current span and of those chosen with it; none if none is current."""
    return () if view.current_span is None else (view.current_span, *sorted(view.chosen))


def go_to_span(
    session: Session, view: TextView, *, document_id: str, set_id: str, span_id: str | None, start: int
) -> bool:
    """Show a span on the page, in the reading that it belongs to; return whether its document is there.

    Args:
        session: what is open.
        view: the page.
        document_id: where it is.
        set_id: the reading; the one shown stays if it is gone.
        span_id: the span; if it is gone or None, its place is shown.
        start: where it begins, in code points.
    """
    if not session.is_open or not session.workspace.has_document(document_id):
        return False
    if set_id in {one.id for one in session.workspace.summary(document_id).sets}:
        session.workspace.choose_set(document_id, set_id)
    session.show(document_id)
    if session.span(span_id) is not None:
        view.set_current(span_id)
    else:  # it is gone by now, but its place may help
        view.scroll_to(min(start, len(view.sheet.reading.text) if view.sheet else 0))
    return True
