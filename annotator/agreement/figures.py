"""A figure of agreement: a number or the reason why there is none, how sure it is, and what it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a coefficient is undefined."""

    NO_COMMON_DOCUMENT = "no_common_document"
    """No document was read by all of those who are compared."""
    NOTHING = "nothing"
    """The common documents hold nothing of what is compared."""
    NO_VARIATION = "no_variation"
    """Everybody used one and the same category throughout: chance alone would explain it."""
    TOO_MUCH = "too_much"
    """The search for it was given up (γ of more than two readers)."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """No number: a value of its own, which is neither 1 nor 0 nor NaN."""

    reason: Reason


Value = float | Undefined


class Counted(StrEnum):
    """What the N of a figure counts."""

    SPANS = "spans"
    CHARACTERS = "characters"
    TOKENS = "tokens"
    RELATIONS = "relations"
    ANSWERS = "answers"
    BORDERS = "borders"


class Over(StrEnum):
    """What was drawn anew for an interval."""

    DOCUMENTS = "documents"
    PARAGRAPHS = "paragraphs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A bootstrap interval: so large a share of the resampled figures lies in `[low, high]`.

    Attributes:
        low, high: its ends.
        over: what was resampled.
        n: how many of these there are.
        share: 0.95 for a 95 % interval.
    """

    low: float
    high: float
    over: Over
    n: int
    share: float = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One coefficient.

    Attributes:
        value: the number, or why there is none.
        n: how much was compared.
        counted: what `n` counts.
        documents: how many documents were compared.
        interval: how far the value would vary with other documents; None where it can't be said.
    """

    value: Value
    n: int
    counted: Counted
    documents: int
    interval: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class F1(Figure):
    """Precision, recall and their harmonic mean, of the right reader against the left.

    `n` is left + right: each of what either has, once.

    Attributes:
        precision: matched share of what the right one has.
        recall: matched share of what the left one has.
        matched, left, right: how many both have, the left one has, the right one has.
    """

    precision: Value
    recall: Value
    matched: int
    left: int
    right: int


def ratio(numerator: float, denominator: float) -> Value:
    """Return a share, undefined where there is nothing to share."""
    return numerator / denominator if denominator else Undefined(Reason.NOTHING)


def defined(values: Iterable[Value]) -> list[float]:
    """Return those values that are numbers."""
    return [value for value in values if not isinstance(value, Undefined)]


def mean(values: Collection[Value]) -> Value:
    """Return the mean of the values that are defined; undefined, for the first's reason, if none is."""
    numbers = defined(values)
    if numbers:
        return sum(numbers) / len(numbers)
    first = next(iter(values), None)
    return first if isinstance(first, Undefined) else Undefined(Reason.NO_COMMON_DOCUMENT)
