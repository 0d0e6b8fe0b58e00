"""What coefficients are called, what they mean, and where their definitions come from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from annotator.agreement import Counted, Figure, Over, Reason, Undefined
from annotator.agreement.comparing import Aspect
from annotator.language import Message, msg, msgn
from annotator.workspace.agreement.request import Measure

_F1: Final = "Hripcsak & Rothschild 2005, doi:10.1197/jamia.M1733"
_UNITIZING: Final = "Krippendorff, Mathet, Bouvry & Widlöcher 2016, doi:10.1007/s11135-015-0266-1"


class Meaning(NamedTuple):
    """What a figure is.

    Attributes:
        name: what it is called.
        short: the same over a narrow column.
        words: what is compared.
        source: where the definition comes from, as it is cited.
    """

    name: Message
    short: Message
    words: Message
    source: str


def _same(text: str) -> Message:
    """Return a text that is the same in all languages."""
    return Message(text=text)


MEANINGS: Final[dict[Measure, Meaning]] = {
    Measure.EXACT: Meaning(
        msg("F1, exact ends"),
        msg("F1 exact"),
        msg("Spans with the same ends and label. F1 = 2 · matched / (first + second)."),
        _F1,
    ),
    Measure.OVERLAP: Meaning(
        msg("F1 by overlap"),
        msg("F1 overlap"),
        msg("Spans with the same label and a character in common, each matched once."),
        _F1,
    ),
    Measure.CHARACTERS: Meaning(
        msg("F1 by characters"),
        msg("F1 letters"),
        msg("Characters covered with the same label."),
        _F1,
    ),
    Measure.SPAN: Meaning(
        msg("F1 without labels"),
        msg("F1 unlabelled"),
        msg("Spans with the same ends in the same layer, whatever their labels."),
        _F1,
    ),
    Measure.BORDER: Meaning(
        msg("Border similarity"),
        msg("Borders"),
        msg("Places where spans of a label begin or end; one character apart counts half."),
        "Fournier 2013, https://aclanthology.org/P13-1167",
    ),
    Measure.KAPPA: Meaning(
        msg("Cohen's kappa"),
        msg("κ Cohen"),
        msg("Labels of characters, beyond what chance would bring two readers with their own habits."),
        "Cohen 1960, doi:10.1177/001316446002000104",
    ),
    Measure.FLEISS: Meaning(
        msg("Fleiss' kappa"),
        msg("κ Fleiss"),
        msg("The same for several readers, with chance in common."),
        "Fleiss 1971, doi:10.1037/h0031619",
    ),
    Measure.ALPHA: Meaning(
        msg("Krippendorff's α, nominal"),
        _same("α"),
        msg("Labels of characters, beyond chance, for any number of readers, some of whom may be missing."),
        "Krippendorff 2011, https://repository.upenn.edu/asc_papers/43",
    ),
    Measure.U: Meaning(
        msg("Krippendorff's uα, 2016"),
        _same("uα"),
        msg("Where units begin and end and what they are called, with what is no unit."),
        _UNITIZING,
    ),
    Measure.UNIT: Meaning(
        msg("Krippendorff's |u|α, 2016"),
        _same("|u|α"),
        msg("Only where there are units, whatever they are called."),
        _UNITIZING,
    ),
    Measure.CODED: Meaning(
        msg("Krippendorff's cuα, 2016"),
        _same("cuα"),
        msg("Only what units are called where two readers have units."),
        _UNITIZING,
    ),
    Measure.U_2004: Meaning(
        msg("Krippendorff's αU, 2004"),
        _same("αU"),
        msg("The older alpha for unitizing, as other programs have it: another figure than uα."),
        "Krippendorff 1995, doi:10.2307/271061; Krippendorff 2004, Content Analysis, 2nd edition, 11.6",
    ),
    Measure.GAMMA: Meaning(
        msg("γ, of one document"),
        _same("γ"),
        msg("Spans of all readers aligned at once, against readings turned round at random."),
        "Mathet, Widlöcher & Métivier 2015, doi:10.1162/COLI_a_00227",
    ),
}
"""In the order in which they are shown."""
BOOTSTRAP: Final = Meaning(
    msg("95% intervals"),
    msg("95% intervals"),
    msg("Percentiles of 1,000 resamples of the documents; of the paragraphs where there is one document."),
    "Efron & Tibshirani 1993, An Introduction to the Bootstrap",
)
UNDEFINED: Final = Meaning(
    msg("Undefined"),
    msg("Undefined"),
    msg("Where nothing was compared, or everybody used one category throughout: never 1, never 0."),
    "",
)
ATTIMAM: Final = Meaning(
    msg("AttImam's five figures"),
    msg("AttImam"),
    msg(
        "Exact match of what both found, accuracy of characters, F1 of finding, kappa of characters, and "
        "agr: the share of one reader's spans that overlap the other's, both ways."
    ),
    "AttImam, https://catalog.ldc.upenn.edu/LDC2022T02; Wiebe, Wilson & Cardie 2005, "
    "doi:10.1007/s10579-005-7880-9",
)
_REASONS: Final = {
    Reason.NO_COMMON_DOCUMENT: msg("undefined (no common document)"),
    Reason.NOTHING: msg("undefined (nothing to compare)"),
    Reason.NO_VARIATION: msg("undefined (no variation)"),
    Reason.TOO_MUCH: msg("undefined (given up)"),
}
_ASPECTS: Final = {
    Aspect.MISSING: msg("only the first has it"),
    Aspect.EXTRA: msg("only the second has it"),
    Aspect.BOUNDARY: msg("other ends"),
    Aspect.LABEL: msg("another label"),
    Aspect.ATTRIBUTE: msg("other answers"),
}


def differs_words(aspects: Collection[Aspect]) -> list[Message]:
    """Return in what two spans differ."""
    return [words for aspect, words in _ASPECTS.items() if aspect in aspects]


def value_words(figure: Figure) -> Message:
    """Return a figure's value with its interval, "0.872 [0.80, 0.95]", or why there is none."""
    if isinstance(figure.value, Undefined):
        return _REASONS[figure.value.reason]
    if figure.interval is None:
        return _same(f"{figure.value:.3f}")
    return _same(f"{figure.value:.3f} [{figure.interval.low:.2f}, {figure.interval.high:.2f}]")


def compared_words(figure: Figure) -> Message:
    """Return how much a figure rests on."""
    n = figure.n
    return {
        Counted.SPANS: msgn("{count} span", "{count} spans", n),
        Counted.CHARACTERS: msgn("{count} character", "{count} characters", n),
        Counted.TOKENS: msgn("{count} token", "{count} tokens", n),
        Counted.RELATIONS: msgn("{count} relation", "{count} relations", n),
        Counted.ANSWERS: msgn("{count} answer", "{count} answers", n),
        Counted.BORDERS: msgn("{count} border", "{count} borders", n),
    }[figure.counted]


def over_words(figure: Figure) -> Message | None:
    """Return what the interval of a figure was drawn from, None if it has none."""
    if figure.interval is None:
        return None
    n = figure.interval.n
    if figure.interval.over is Over.PARAGRAPHS:
        return msgn(
            "One document: intervals are over its {count} paragraph, not over documents.",
            "One document: intervals are over its {count} paragraphs, not over documents.",
            n,
        )
    return msgn("Intervals are over {count} document.", "Intervals are over {count} documents.", n)
