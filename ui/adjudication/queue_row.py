"""What a row of the queue says about a position."""

from __future__ import annotations

from annotator.adjudication.positions import Position
from annotator.language import isolate, listed, tr, trc
from annotator.model import Verdict
from ui.adjudication import wording
from ui.adjudication.edition import Edition
from ui.adjudication.kinds import kind_name
from ui.adjudication.listing import is_incomplete
from ui.adjudication.queue_cell import QueueRow
from ui.adjudication.readers import sigla_of


def row_of(position: Position, edition: Edition) -> QueueRow:
    """Return a position's row, in the language in use."""
    words = wording.words_of(position, edition)
    caption = wording.caption_of(position, edition)
    later = position.decision is not None and position.decision.verdict is Verdict.LATER
    sign = ""
    if later:
        sign = trc("queue", "later")
    elif position.fresh:
        sign = trc("queue", "new work")
    elif is_incomplete(position):
        caption = tr("Not finished yet: {names}", names=sigla_of(edition.readers, position.missing))
    state = trc("queue", "settled") if position.settled else sign
    spoken = listed(part for part in (isolate(words), kind_name(position.dispute), caption, state) if part)
    return QueueRow(
        key=position.key,
        dispute=position.dispute,
        words=words,
        caption=caption,
        sign=sign,
        settled=position.settled,
        spoken=spoken,
    )
