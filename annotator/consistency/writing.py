"""From what a rule says about a span to a finding with its fix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from annotator.consistency.finding import Finding
from annotator.editing.commands.fixes import Fix
from annotator.language import Message
from annotator.model import Span, SpanAnnotation

_NONE: Mapping[str, str] = MappingProxyType({})


def shortened(words: str, limit: int = 40) -> str:
    """Return the words in one line, cut between words where they are more than `limit` code points."""
    line = " ".join(words.split())
    return line if len(line) <= limit else f"{line[: limit + 1].rpartition(' ')[0] or line[:limit]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a rule says about one span; the reading it stands in is known to whoever asks.

    Attributes:
        rule: the rule's code.
        message: what is wrong.
        span: the span.
        place: where it should stand, or None: where it stands, or a person has to decide.
        label: the label that it should have, or None: the one it has.
        answers: what it should answer.
        relation_ids: the relations concerned.
    """

    rule: str
    message: Message
    span: SpanAnnotation
    place: Span | None = None
    label: str | None = None
    answers: Mapping[str, str] = field(default_factory=lambda: _NONE)
    relation_ids: tuple[str, ...] = ()

    def finding(self, document_id: str, set_id: str) -> Finding:
        """Return the finding in a reading of a document."""
        fix = None
        if self.place is not None or self.label is not None or self.answers:
            fix = Fix(
                document_id=document_id,
                set_id=set_id,
                span_id=self.span.id,
                span=self.place or self.span.span,
                label=self.label or self.span.label,
                answers=self.answers,
            )
        return Finding(
            rule=self.rule,
            message=self.message,
            document_id=document_id,
            set_id=set_id,
            span_ids=(self.span.id,),
            relation_ids=self.relation_ids,
            place=self.span.span,
            words=" ".join(self.span.quote.split()),
            fix=fix,
        )
