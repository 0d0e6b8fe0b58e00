"""The gloss: what each card says, how high it is, and where the cards stand. No painting, no Qt.

A card keeps to the line of its claim. The current card never moves; those before it give way upwards and
those after it downwards, each only as far as it must.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from annotator import language
from annotator.editing.cards import IMPLICIT, REPORTING, StatementCard, Voice, card_of, voices_of
from annotator.language import tr
from annotator.model import SpanAnnotation
from ui.text.reading import Reading

GAP: Final = 8.0
"""Between two cards, px."""
TOP, TITLE, FACTS, FACTS_WITH_CUE, WORDS, BOTTOM = 10.0, 21.0, 22.5, 28.5, 27.0, 7.5
"""The rows of a card from top to bottom, px: padding, source, facts, a line of the claim's words, padding."""
PILLS: Final = 24.5
"""The row of answers on the current card, with the space above it, px."""
QUIET: Final = 24.0
"""The height of a claim without a source, px."""
SIGIL_Y: Final = 18.5
"""The number's centre below a card's top, px."""
_PAUSES: Final = "،,؛;:.-–… "
_QUOTATION_MARKS: Final = '“”"«»‘’'
# Which answers stand on a card, by the default scheme's names; another scheme shows its first ones.
_SOURCE_FACTS: Final = ("kind", "naming")
_STATEMENT_FACTS: Final = ("verifiability", "reporting", "certainty")
_IMPERSONAL: Final = "impersonal"
_OTHER: Final = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """What a card says about one of those who say it.

    Attributes:
        name: the words that name them, or what stands for them; None: nobody is named or meant.
        facts: their kind and naming, and whose words they stand in or quote.
        cue: the reporting words, or None.
        implicit: nothing in the text names them.
    """

    name: str | None
    facts: str = ""
    cue: str | None = None
    implicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the gloss says about one statement.

    Attributes:
        statement: the span's id.
        number: as above its first letter.
        speakers: who says it, each with their own cue; without any name, the card is one quiet line.
        words: what is stated, without the quotation marks around it.
        note: what a quiet line says instead of a source.
        answers: of the statement's attributes; shown while it is current.
        current: whether it is the current statement.
        depth: in how many other statements it is reported.
    """

    statement: str
    number: int
    speakers: tuple[Speaker, ...]
    words: str
    note: str
    answers: tuple[str, ...]
    current: bool
    depth: int = 0

    @property
    def source(self) -> str | None:
        """Everybody who says it, or None."""
        names = [speaker.name for speaker in self.speakers if speaker.name is not None]
        return " · ".join(names) if names else None

    @property
    def cue(self) -> str | None:
        """The first reporting word, or None."""
        return next((speaker.cue for speaker in self.speakers if speaker.cue is not None), None)

    @property
    def is_quiet(self) -> bool:
        """Whether it is one line without a frame."""
        return self.source is None and not self.current


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A card's wish: the y of its top (px), its height, and whether it is the current one."""

    wanted: float
    height: float
    current: bool = False


def place(slots: Sequence[Slot], gap: float = GAP) -> list[float]:
    """Return the y of each card's top, in reading order and without overlaps.

    The current card stands where it wants; without one, the first does.
    """
    tops = _downwards(slots, gap)
    fixed = next((n for n, slot in enumerate(slots) if slot.current), None)
    if fixed is None:
        return tops
    tops[fixed:] = _downwards(slots[fixed:], gap)
    for n in range(fixed - 1, -1, -1):
        tops[n] = min(tops[n], tops[n + 1] - gap - slots[n].height)
    return tops


def _downwards(slots: Sequence[Slot], gap: float) -> list[float]:
    tops: list[float] = []
    free = float("-inf")
    for slot in slots:
        top = max(slot.wanted, free)
        tops.append(top)
        free = top + slot.height + gap
    return tops


def card(reading: Reading, statement: SpanAnnotation, *, current: bool) -> Card:
    """Return what the gloss says about a statement, in the interface's language."""
    return worded(reading, card_of(reading, statement), current=current)


def worded(reading: Reading, known: StatementCard, *, current: bool = False) -> Card:
    """Return what is known about a statement in the interface's language."""
    statement = known.statement
    speakers = [_speaker(reading, known, voice) for voice in known.voices]
    if known.inside is not None and speakers:
        speakers[0] = replace(speakers[0], facts=_joined(_told_by(reading, known.inside), speakers[0].facts))
    return Card(
        statement=statement.id,
        number=reading.statements.number(statement) or 0,
        speakers=tuple(speakers),
        words=" … ".join(bare_words(part) for part in known.parts),
        note=note(reading, known),
        answers=tuple(answers(reading, statement, _STATEMENT_FACTS)) if current else (),
        current=current,
        depth=known.depth,
    )


def _speaker(reading: Reading, known: StatementCard, voice: Voice) -> Speaker:
    cue = " · ".join(cue.quote for cue in voice.cues) or None
    if voice.source is not None:
        facts = _joined(*answers(reading, voice.source, _SOURCE_FACTS))
        if voice.quoting:
            facts = _joined(facts, tr("quoting {source}", source=_names(voice.quoting)))
        if voice.through:
            facts = _joined(tr("according to {source}", source=_names(voice.through)), facts)
        return Speaker(name=voice.source.quote, facts=facts, cue=cue)
    if voice.implicit is None:
        return Speaker(name=None, cue=cue)
    question, name = implicit_words(reading, known, voice.implicit)
    if voice.last is not None:
        return Speaker(name=voice.last.quote, facts=name, cue=cue, implicit=True)
    if voice.implicit == _OTHER:
        name, question = question, name
    return Speaker(name=name, facts=question, cue=cue, implicit=True)


def implicit_words(reading: Reading, known: StatementCard, implicit: str) -> tuple[str, str]:
    """Return the question about an implicit source and its answer, in the scheme's words."""
    code = language.current()
    for span in (known.statement, *known.quotes):
        label = reading.label(span)
        attribute = None if label is None else label.attribute(IMPLICIT)
        choice = next((v for v in attribute.values if v.value == implicit), None) if attribute else None
        if attribute is not None and choice is not None:
            return attribute.names.in_language(code), choice.names.in_language(code)
    return "", implicit


def note(reading: Reading, known: StatementCard) -> str:
    """Return what stands in the place of a source where there is none."""
    if known.continues is not None:
        number = reading.number(known.continues.id)
        return tr("Continued") if number is None else tr("Continues {number}", number=number)
    if known.statement.attributes.get(REPORTING) == _IMPERSONAL:
        return tr("Impersonal")
    return tr("The publisher") if known.impersonal else tr("No source")


def bare_words(statement: SpanAnnotation) -> str:
    """Return what is stated, without the quotation marks around it."""
    return statement.quote.strip().strip(_QUOTATION_MARKS) if _is_quoted(statement) else statement.quote


def _told_by(reading: Reading, outer: SpanAnnotation) -> str:
    """Return in whose words a statement is reported: by name, else by number."""
    names = [voice.source for voice in voices_of(reading, outer) if voice.source is not None]
    if names:
        return tr("according to {source}", source=_names(names))
    number = reading.number(outer.id)
    return "" if number is None else tr("within {number}", number=number)


def _names(sources: Sequence[SpanAnnotation]) -> str:
    return " · ".join(source.quote for source in sources)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def answers(reading: Reading, span: SpanAnnotation, preferred: Sequence[str]) -> list[str]:
    """Return the names of a span's answers: of the preferred attributes, else of the first as many."""
    label = reading.label(span)
    if label is None:
        return []
    names = [a.name for a in label.attributes if a.name != IMPLICIT]
    chosen = [n for n in preferred if n in names] or names[: len(preferred)]
    found = []
    for name in chosen:
        attribute, value = label.attribute(name), span.attributes.get(name)
        if attribute is not None and value is not None:
            choice = next((v for v in attribute.values if v.value == value), None)
            found.append(choice.names.in_language(language.current()) if choice is not None else value)
    return found


def height(card: Card, lines: int) -> float:
    """Return a card's height in px, with its words on so many lines."""
    if card.is_quiet:
        return QUIET
    pills = PILLS if card.answers else 0.0
    return TOP + speakers_height(card) + lines * WORDS + pills + BOTTOM


def speakers_height(card: Card) -> float:
    """Return how much of a card is about who says it, px."""
    speakers = card.speakers or (Speaker(name=None),)
    return sum(TITLE + facts_height(speaker) for speaker in speakers)


def facts_height(speaker: Speaker) -> float:
    """Return the height of what stands under a name, px."""
    if speaker.cue is not None:
        return FACTS_WITH_CUE
    return FACTS if speaker.facts else 0.0


def fit(words: str, width: float, lines: int, advance: Callable[[str], float]) -> list[str]:
    """Break words into at most so many lines, with "…" where they go on. Words are never cut.

    A single word wider than the line stands alone on it and is clipped by whoever draws it.
    """
    left = words.split()
    made: list[str] = []
    while left and len(made) < lines:
        count = _fitting(left, width, advance)
        if len(made) == lines - 1 and count < len(left):
            count = _fitting(left, width - advance("…"), advance)
            made.append(" ".join(left[:count]).rstrip(_PAUSES) + "…")
            return made
        made.append(" ".join(left[:count]))
        left = left[count:]
    return made


def _fitting(words: Sequence[str], width: float, advance: Callable[[str], float]) -> int:
    """Return how many of the words fit on one line, at least one.

    Words do not join across a space, so their widths add up.
    """
    space = advance(" ")
    used = -space
    for count, word in enumerate(words):
        used += space + advance(word)
        if used > width:
            return max(count, 1)
    return len(words)


def _is_quoted(statement: SpanAnnotation) -> bool:
    words = statement.quote.strip()
    return words[:1] in _QUOTATION_MARKS and words[-1:] in _QUOTATION_MARKS
