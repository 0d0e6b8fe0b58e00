"""What an adjudicator reads for themselves while it does not stand yet. Nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator.adjudication.resolving import Own, OwnRelation
from annotator.model import LabelScheme, Span, SpanAnnotation
from annotator.text.tokens import next_word, word_at

OWN_SET: Final = "own"
"""The id of the reading in which such spans stand on the page."""
Asked = tuple[str, Span, Mapping[str, str]]
"""A label's code, a place and the answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpansDraft:
    """Spans that belong to one decision.

    Attributes:
        spans: one or more, in the order in which they were begun; their ids are the page's own.
        at: the number of the one that is worked on.
    """

    spans: tuple[SpanAnnotation, ...]
    at: int = 0

    @classmethod
    def of(cls, readings: Iterable[Asked], text: str) -> SpansDraft:
        """Begin with these."""
        return cls(spans=tuple(_span(n, one, text) for n, one in enumerate(readings)))

    @property
    def current(self) -> SpanAnnotation:
        """The one that is worked on."""
        return self.spans[self.at]

    def changed(self, span: SpanAnnotation) -> SpansDraft:
        """Return the draft with another value of the one that is worked on."""
        return replace(self, spans=(*self.spans[: self.at], span, *self.spans[self.at + 1 :]))

    def turned(self, span_id: str | None) -> SpansDraft:
        """Return the draft with the span of this id to be worked on; an unknown one changes nothing."""
        at = next((n for n, one in enumerate(self.spans) if one.id == span_id), self.at)
        return replace(self, at=at)

    def more(self, place: Span, text: str) -> SpansDraft:
        """Return the draft with one more span, labelled as the present one, to be worked on."""
        number = 1 + max(int(one.id.removeprefix(OWN_SET)) for one in self.spans)
        added = _span(number, (self.current.label, place, self.current.attributes), text)
        return SpansDraft(spans=(*self.spans, added), at=len(self.spans))

    def fewer(self) -> SpansDraft:
        """Return the draft without the span that is worked on; the last one stays."""
        left = (*self.spans[: self.at], *self.spans[self.at + 1 :])
        return SpansDraft(spans=left, at=max(self.at - 1, 0)) if left else self

    def room(self, place: Span, text: str) -> Span | None:
        """Return where one more span may begin: the first words of a place that are free, else the next word.

        None: there is no word left.
        """
        for free in _free(place, self.spans):
            words = text[free.start : free.end]
            start = free.start + len(words) - len(words.lstrip())
            end = free.end - len(words) + len(words.rstrip())
            if start < end:
                return Span(start, end)
        last = max(one.span.end for one in self.spans)
        found = word_at(text, next_word(text, last) - 1)
        return None if found is None or found[0] < last else Span(*found)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationDraft:
    """A relation between two spans of gold.

    Attributes:
        type: the code of its type.
        source: the gold span that it leads from.
        target: the gold span that it leads to.
    """

    type: str
    source: SpanAnnotation
    target: SpanAnnotation


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """An answer to a question about the document; None: there is none."""

    question: str
    answer: str | None


Draft = SpansDraft | RelationDraft | AnswerDraft


def said(own: Draft, scheme: LabelScheme) -> Own:
    """Return a draft as a decision holds it; of each span those answers that its label asks for."""
    if isinstance(own, RelationDraft):
        return (OwnRelation(type=own.type, source=own.source.id, target=own.target.id),)
    if isinstance(own, AnswerDraft):
        return ((own.question, Span(0, 0), {} if own.answer is None else {own.question: own.answer}),)
    return tuple((one.label, one.span, _asked(one, scheme)) for one in own.spans)


def _asked(span: SpanAnnotation, scheme: LabelScheme) -> dict[str, str]:
    label = scheme.label(span.label)
    names = () if label is None else [attribute.name for attribute in label.attributes]
    return {name: answer for name, answer in span.attributes.items() if name in names}


def _span(number: int, asked: Asked, text: str) -> SpanAnnotation:
    label, place, answers = asked
    return SpanAnnotation(
        id=f"{OWN_SET}{number}", label=label, span=place, quote=place.of(text), attributes=dict(answers)
    )


def _free(place: Span, spans: Sequence[SpanAnnotation]) -> list[Span]:
    """Return the parts of a place that no span covers, in order."""
    at, found = place.start, []
    for one in sorted(spans, key=lambda one: one.span.start):
        found.append(Span(at, max(at, min(one.span.start, place.end))))
        at = max(at, one.span.end)
    return [*found, Span(min(at, place.end), place.end)]
