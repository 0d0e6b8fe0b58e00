"""The gloss: what each card says, how high it is, and where the cards stand. No painting, no Qt.

A card keeps to the line of its claim. The current card never moves; those before it give way upwards and
those after it downwards, each only as far as it must.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from annotator import language
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
_REPORTING, _IMPERSONAL = "reporting", "impersonal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the gloss says about one statement.

    Attributes:
        statement: the span's id.
        number: as above its first letter.
        source: the words of whom it is attributed to; None makes it one quiet line.
        facts: kind and naming of the source.
        cue: the reporting word, or None.
        words: what is stated, without the quotation marks around it.
        note: what a quiet line says instead of a source.
        answers: of the statement's attributes; shown while it is current.
        current: whether it is the current statement.
    """

    statement: str
    number: int
    source: str | None
    facts: str
    cue: str | None
    words: str
    note: str
    answers: tuple[str, ...]
    current: bool

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
    sources = reading.sources_of(statement.id)
    cues = reading.cues_of(statement.id)
    impersonal = statement.attributes.get(_REPORTING) == _IMPERSONAL
    return Card(
        statement=statement.id,
        number=reading.statements.number(statement) or 0,
        source=" · ".join(source.quote for source in sources) if sources else None,
        facts=" · ".join(answers(reading, sources[0], _SOURCE_FACTS)) if sources else "",
        cue=cues[0].quote if cues else None,
        words=statement.quote.strip().strip(_QUOTATION_MARKS) if _is_quoted(statement) else statement.quote,
        note=tr("Impersonal") if impersonal else tr("No source"),
        answers=tuple(answers(reading, statement, _STATEMENT_FACTS)) if current else (),
        current=current,
    )


def answers(reading: Reading, span: SpanAnnotation, preferred: Sequence[str]) -> list[str]:
    """Return the names of a span's answers: of the preferred attributes, else of the first as many."""
    label = reading.label(span)
    if label is None:
        return []
    names = [a.name for a in label.attributes]
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
    facts = 0.0
    if card.facts or card.cue is not None:
        facts = FACTS if card.cue is None else FACTS_WITH_CUE
    pills = PILLS if card.answers else 0.0
    return TOP + TITLE + facts + lines * WORDS + pills + BOTTOM


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
