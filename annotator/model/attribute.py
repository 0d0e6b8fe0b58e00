"""Questions about a span or a document, and what counts as an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import regex

from annotator.model.names import Names
from annotator.text.direction import BIDI_CONTROLS

_CONTROLS: Final = regex.compile(r"[\p{Cc}\p{Zl}\p{Zp}]")
"""Line ends among them, and tabs, which would end a column."""
_NUMBER: Final = regex.compile(r"-?[0-9]+(\.[0-9]+)?")
_DATE: Final = regex.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LINK: Final = regex.compile(r"Q[1-9][0-9]*|[A-Za-z][A-Za-z0-9+.-]*:[^\s\p{Cc}]+")


class AttributeType(StrEnum):
    """How an attribute is answered. Every answer is one line of text, so that every format can carry it.

    ```
    choice    one value's code               named
    choices   codes in the scheme's order    named|official
    yes_no    yes or no                      yes
    text      a line in one's own words      الصحيفة
    number    decimal, ASCII digits          -12.5
    date      ISO 8601, as far as known      2026, 2026-11, 2026-11-27
    link      a URI or a Wikidata item       Q1490, https://example.org/a
    ```
    """

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    LINK = "link"

    @property
    def has_values(self) -> bool:
        """Whether the scheme lists the answers."""
        return self in {AttributeType.CHOICE, AttributeType.CHOICES}


YES: Final = "yes"
NO: Final = "no"
BETWEEN_CHOICES: Final = "|"
"""Stands between the codes of an answer with several choices; no code may hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeValue:
    """One choice of an attribute."""

    value: str
    names: Names


@dataclass(frozen=True, slots=True)
class Condition:
    """When an attribute is asked: another one of the same label has this answer, maybe among others."""

    attribute: str
    value: str

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Tell whether the answers say so."""
        return self.value in answers.get(self.attribute, "").split(BETWEEN_CHOICES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A question about a span or a document: with a fixed list of answers, or an answer of one's own.

    Attributes:
        name: the code that exports carry.
        names: what the form shows.
        type: how it is answered.
        values: the answers to choose from, in order; none where the type has no list.
        default: what a new span gets, or None.
        required: a missing answer is marked.
        note: when the question applies, or None.
        shown_when: the answer to another question without which this one is not asked, or None.
    """

    name: str
    names: Names
    type: AttributeType = AttributeType.CHOICE
    values: tuple[AttributeValue, ...] = ()
    default: str | None = None
    required: bool = False
    note: Names | None = None
    shown_when: Condition | None = None

    def allows(self, value: str) -> bool:  # noqa: PLR0911 - one for each type
        """Tell whether `value` is an answer, as `AttributeType` shows them.

        A text holds no bidi controls: unseen, they would turn the words around it.
        """
        match self.type:
            case AttributeType.CHOICE:
                return any(v.value == value for v in self.values)
            case AttributeType.CHOICES:
                return bool(value) and self.joined(self.chosen(value)) == value
            case AttributeType.YES_NO:
                return value in {YES, NO}
            case AttributeType.TEXT:
                visible = _CONTROLS.search(value) is None and BIDI_CONTROLS.isdisjoint(value)
                return visible and bool(value.strip())
            case AttributeType.NUMBER:
                return _NUMBER.fullmatch(value) is not None
            case AttributeType.DATE:
                return _is_date(value)
            case AttributeType.LINK:
                return _LINK.fullmatch(value) is not None and BIDI_CONTROLS.isdisjoint(value)

    def chosen(self, answer: str) -> tuple[str, ...]:
        """Return the codes of an answer with several choices."""
        return tuple(code for code in answer.split(BETWEEN_CHOICES) if code)

    def joined(self, codes: Iterable[str]) -> str:
        """Return the answer that chooses these codes: each once, in the scheme's order."""
        wanted = set(codes)
        return BETWEEN_CHOICES.join(v.value for v in self.values if v.value in wanted)

    def is_asked(self, answers: Mapping[str, str]) -> bool:
        """Tell whether the question makes sense beside these answers."""
        return self.shown_when is None or self.shown_when.holds(answers)


def missing(attributes: Iterable[Attribute], answers: Mapping[str, str]) -> tuple[Attribute, ...]:
    """Return the required attributes that are asked and not answered."""
    return tuple(a for a in attributes if a.required and a.name not in answers and a.is_asked(answers))


def _is_date(value: str) -> bool:
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
