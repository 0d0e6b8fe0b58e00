"""Figures of agreement as a person reads them: value, interval, what it rests on, or why there is none."""

from __future__ import annotations

from typing import Final

from annotator.agreement import F1, Counted, Figure, Interval, Reason, Undefined, Value
from annotator.language import msg, tr, trn

NONE: Final = "–"
_REASONS: Final = {
    Reason.NO_COMMON_DOCUMENT: msg("no document that both have read"),
    Reason.NOTHING: msg("nothing to compare"),
    Reason.NO_VARIATION: msg("everybody used one category throughout"),
    Reason.TOO_MUCH: msg("the search for it was given up"),
}


def value_words(value: Value, digits: int = 3) -> str:
    """Return a value with so many digits after the point, or a dash where there is none."""
    return NONE if isinstance(value, Undefined) else f"{value:.{digits}f}"


def interval_words(interval: Interval | None) -> str:
    """Return an interval as "[0.80, 0.95]", or ""."""
    return "" if interval is None else f"[{interval.low:.2f}, {interval.high:.2f}]"


def reason_words(value: Value) -> str:
    """Return why a value is undefined, or ""."""
    return str(_REASONS[value.reason]) if isinstance(value, Undefined) else ""


def counted_words(figure: Figure) -> str:
    """Return what a figure counts, with its number."""
    number = f"{figure.n:,}"
    match figure.counted:
        case Counted.CHARACTERS:
            return trn("{number} character", "{number} characters", figure.n, number=number)
        case Counted.TOKENS:
            return trn("{number} word", "{number} words", figure.n, number=number)
        case Counted.RELATIONS:
            return trn("{number} relation", "{number} relations", figure.n, number=number)
        case Counted.ANSWERS:
            return trn("{number} answer", "{number} answers", figure.n, number=number)
        case Counted.BORDERS:
            return trn("{number} border", "{number} borders", figure.n, number=number)
        case _:
            return trn("{number} span", "{number} spans", figure.n, number=number)


def rests_on(figure: Figure) -> str:
    """Return in a sentence what a figure rests on, or why it is undefined."""
    if isinstance(figure.value, Undefined):
        return reason_words(figure.value)
    if not isinstance(figure, F1):
        return tr("over {count}", count=counted_words(figure))
    numbers = {
        "matched": f"{figure.matched:,}",
        "left": f"{figure.left:,}",
        "right": f"{figure.right:,}",
    }
    match figure.counted:
        case Counted.CHARACTERS:
            return trn(
                "{matched} character of {left} and {right}",
                "{matched} characters of {left} and {right}",
                figure.matched,
                **numbers,
            )
        case Counted.RELATIONS:
            return trn(
                "{matched} relation of {left} and {right}",
                "{matched} relations of {left} and {right}",
                figure.matched,
                **numbers,
            )
        case _:
            return trn(
                "{matched} span of {left} and {right}",
                "{matched} spans of {left} and {right}",
                figure.matched,
                **numbers,
            )
