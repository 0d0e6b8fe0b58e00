"""A text is corrected, and all that was said about it moves along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from annotator.editing import rules
from annotator.editing.change import Change, Step, TextChange
from annotator.editing.commands import planning
from annotator.editing.moving import made_ready, moved_set
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import Message, msg, msgn
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Span, SpanAnnotation, digest
from annotator.text import tokens
from annotator.text.alignment import refined
from annotator.text.replacements import Movement, Replacements, inverted, replaced
from annotator.text.storable import impossible

_LONGEST_NAMED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What `CorrectText` comes to.

    Attributes:
        step: what is saved.
        before: the document with all its readings as it is.
        after: the same as it will be.
    """

    step: Step
    before: AnnotatedDocument
    after: AnnotatedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectText:
    """Replace words of a document's text, in all its readings at once.

    A span moves with its words. What is put in at its edge stays outside, unless it goes on the word that
    the span begins or ends with. If words are replaced across its edge, it takes in what they have
    become. A span none of whose words is left goes, with its relations.

    Attributes:
        document_id: which document.
        replacements: in order, sharing no character; line ends are line feeds.
    """

    document_id: str
    replacements: Replacements

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the correction; None if the text reads so already.

        Raises:
            RuleError: no text can hold a character of it, nothing would be left of the text, or spans would
                come to lie so as the scheme does not allow.
        """
        correction = self.outcome(state)
        return None if correction is None else correction.step

    def outcome(self, state: ProjectState) -> Correction | None:
        """Return all that would come of it; see `plan`."""
        before = state.document(self.document_id)
        settled = refined(before.text, [replace(one, text=_checked(one.text)) for one in self.replacements])
        if not settled:
            return None
        text = replaced(before.text, settled)
        if not text.strip():
            raise RuleError(
                msg("Nothing would be left of the text. Delete the document instead."), code="E_EMPTY"
            )
        after = replace(before, text=text, sha256=digest(text))
        change = TextChange(before=before, after=after, replacements=settled)
        readings = state.sets(self.document_id)
        plans = [_Plan(state, reading, change) for reading in readings]
        changes: list[Change] = [one for plan in plans for one in plan.first]
        changes.append(change)
        changes += [one for plan in plans for one in plan.then]
        return Correction(
            step=Step(name=_name(before.text, settled), changes=tuple(changes)),
            before=AnnotatedDocument(document=before, sets=readings),
            after=AnnotatedDocument(document=after, sets=tuple(plan.reading for plan in plans)),
        )


class _Plan:
    """What becomes of one reading.

    Attributes:
        first: changes in the old text, so that what is left moves there and back again.
        then: changes in the new text.
        reading: as it will be.
    """

    def __init__(self, state: ProjectState, reading: AnnotationSet, change: TextChange) -> None:
        self.then: list[Change] = []
        self._old, self._new = change.before.text, change.after.text
        self._there = Movement(change.replacements)
        self.first, ready = made_ready(reading, change)
        arrived = moved_set(ready, change)
        spans = {key: self._completed(arrived, key, reading.spans[key]) for key in arrived.spans}
        self.reading = replace(arrived, spans=MappingProxyType(spans))
        for key, span in spans.items():
            if span is not arrived.spans[key] or ready.spans[key] is not reading.spans[key]:
                _check(state, change.after, self.reading, span)

    def _completed(self, reading: AnnotationSet, key: str, before: SpanAnnotation) -> SpanAnnotation:
        """Return a span that has moved, with what now goes on the word that it begins or ends with."""
        span = reading.spans[key]
        start, end = span.span.start, span.span.end
        was = before.span
        if start == end or not self._there.meets(was.start, was.end):
            return span
        put_before, put_behind = self._there.end(was.start), self._there.start(was.end)
        if end < put_behind and _word(self._old, was.end - 1)[1] == was.end:
            end = max(end, min(_word(self._new, end - 1)[1], put_behind))
        if put_before < start and _word(self._old, was.start)[0] == was.start:
            start = min(start, max(_word(self._new, start)[0], put_before))
        place = Span(start, end)
        if place == span.span:
            return span
        whole = replace(span, span=place, quote=place.of(self._new))
        self.then.append(planning.span_change(reading, before=span, after=whole))
        return whole


def _word(text: str, place: int) -> tuple[int, int]:
    """Return the token that the character at `place` is in, or the character alone."""
    found = tokens.word_at(text, place)
    return found if found is not None and found[0] <= place < found[1] else (place, place + 1)


def _check(state: ProjectState, document: Document, reading: AnnotationSet, span: SpanAnnotation) -> None:
    """Check a span whose edges have not only moved against those it now shares words with."""
    others = [one for one in reading.spans.values() if one.span.overlaps(span.span)]
    try:
        rules.check_span(state.scheme, document, span, others)
    except RuleError as error:
        raise RuleError(
            msg(
                "In a reading by {reader} spans would get into each other's way: {reason} "
                "Or replace fewer words at once.",
                reader=reading.annotator.name if reading.annotator else reading.owner.value,
                reason=error.message,
            ),
            code=error.code,
        ) from error


def _checked(words: str) -> str:
    """Return words that are put in, with line feeds at line ends.

    Raises:
        RuleError: no text can hold one of the characters.
    """
    place = impossible(words)
    if place is not None:
        code = f"{ord(words[place]):04X}"
        raise RuleError(msg("The character U+{code} can't stand in a text.", code=code), code="E_CHARACTER")
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _name(text: str, replacements: Replacements) -> Message:
    """Return what the step is called: by its words, if there is one place."""
    if len(replacements) > 1:
        return msgn("Correct a place of the text", "Correct {count} places of the text", len(replacements))
    (one,) = replacements
    (back,) = inverted(text, replacements)
    new = replaced(text, replacements)
    left = max(one.start - _cut(text, one.start)[0], back.start - _cut(new, back.start)[0])
    right = max(_cut(text, one.end)[1] - one.end, _cut(new, back.end)[1] - back.end)
    was = _named(text[one.start - left : one.end + right])
    now = _named(new[back.start - left : back.end + right])
    if not was and not now:
        return msg("Change blanks or line breaks of the text")
    if not was:
        return msg("Put “{words}” into the text", words=now)
    if not now:
        return msg("Take “{words}” out of the text", words=was)
    return msg("Correct “{before}” to “{after}”", before=was, after=now)


def _cut(text: str, place: int) -> tuple[int, int]:
    """Return the token that goes on across `place`, or the place itself."""
    found = tokens.word_at(text, place)
    return found if found is not None and found[0] < place < found[1] else (place, place)


def _named(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_NAMED else f"{line[:_LONGEST_NAMED].rstrip()}…"
