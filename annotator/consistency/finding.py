"""One thing that somebody should look at, and how it could be mended."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.editing.commands.fixes import Fix
from annotator.language import Message
from annotator.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule has found.

    Attributes:
        rule: the rule's code.
        message: what is wrong, in one sentence.
        document_id: where.
        set_id: the reading, or None: it has not begun.
        span_ids: the spans concerned, the first is the one to look at.
        relation_ids: the relations concerned.
        place: the stretch of text to look at.
        words: what stands there, in one line.
        fix: what would mend it, to be shown before it is done, or None: a person has to decide.
    """

    rule: str
    message: Message
    document_id: str
    set_id: str | None
    span_ids: tuple[str, ...] = ()
    relation_ids: tuple[str, ...] = ()
    place: Span
    words: str = ""
    fix: Fix | None = None

    @property
    def order(self) -> tuple[int, int, str, tuple[str, ...]]:
        """The sort key: as a reader meets them."""
        return self.place.start, self.place.end, self.rule, self.span_ids
