"""Where a person is: the current span in the open reading, and those chosen with it."""

from __future__ import annotations

from collections.abc import Callable

from annotator.language import Message, msg
from annotator.model import SpanAnnotation
from ui.session import Session
from ui.text.view import TextView


def current_place(
    session: Session, view: TextView, say: Callable[[Message], None]
) -> tuple[str, str, SpanAnnotation] | None:
    """Return the document's id, the reading's and the current span; without one, say how to choose one."""
    reading, span = session.annotation_set, session.span(view.current_span)
    if reading is None or span is None:
        say(msg("Choose a span first: click it, or press Tab."))
        return None
    return reading.document_id, reading.id, span


def chosen_ids(view: TextView) -> tuple[str, ...]:
    """Return the ids of the current span and of those chosen with it; none if none is current."""
    return () if view.current_span is None else (view.current_span, *sorted(view.chosen))
