"""What each figure means, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from annotator.language import Message, msg, tr
from annotator.workspace.agreement.request import Measure
from ui.agreement.naming import measure_name
from ui.dialogs.base import Dialog, reading_box
from ui.theme import Theme

_SIZE: Final = QSize(640, 460)

_MEANINGS: Final[dict[Measure, tuple[Message, str]]] = {
    Measure.EXACT: (
        msg("Spans with the same ends and label. F1 = 2 · matched / (first + second)."),
        "Hripcsak & Rothschild 2005, doi:10.1197/jamia.M1733",
    ),
    Measure.OVERLAP: (
        msg("Spans with the same label and a character in common, each matched once."),
        "Hripcsak & Rothschild 2005, doi:10.1197/jamia.M1733",
    ),
    Measure.CHARACTERS: (
        msg("Characters covered with the same label."),
        "Hripcsak & Rothschild 2005, doi:10.1197/jamia.M1733",
    ),
    Measure.SPAN: (
        msg("Spans with the same ends in the same layer, whatever their labels."),
        "Hripcsak & Rothschild 2005, doi:10.1197/jamia.M1733",
    ),
    Measure.KAPPA: (
        msg("Labels of characters, beyond what chance would bring two readers with their own habits."),
        "Cohen 1960, doi:10.1177/001316446002000104",
    ),
    Measure.FLEISS: (
        msg("The same for several readers, with chance in common."),
        "Fleiss 1971, doi:10.1037/h0031619",
    ),
    Measure.ALPHA: (
        msg("Labels of characters, beyond chance, for any number of readers, some of whom may be missing."),
        "Krippendorff 2011, repository.upenn.edu/asc_papers/43",
    ),
    Measure.U: (
        msg("Where units begin and end and what they are called, with what is no unit."),
        "Krippendorff, Mathet, Bouvry & Widlöcher 2016, doi:10.1007/s11135-015-0266-1",
    ),
    Measure.UNIT: (
        msg("Only where there are units, whatever they are called."),
        "Krippendorff, Mathet, Bouvry & Widlöcher 2016, doi:10.1007/s11135-015-0266-1",
    ),
    Measure.CODED: (
        msg("Only what units are called where two readers have units."),
        "Krippendorff, Mathet, Bouvry & Widlöcher 2016, doi:10.1007/s11135-015-0266-1",
    ),
}


class DefinitionsDialog(Dialog):
    """Lists the figures with their meanings and their sources. They can be copied."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme, title=tr("Definitions and references"), action=tr("Close"))
        self.cancel.hide()
        self.words = reading_box(lines(), tr("Definitions and references"))
        self.words.setMinimumSize(_SIZE)
        self.add_wide(self.words)


def lines() -> Iterator[str]:
    """Yield the lines of the list, in the language in use."""
    for measure, (meaning, source) in _MEANINGS.items():
        yield measure_name(measure)
        yield str(meaning)
        yield source
        yield ""
    yield tr("95% intervals")
    yield tr(
        "Percentiles of 1,000 resamples of the documents; of the paragraphs where there is one document."
    )
    yield "Efron & Tibshirani 1993, An Introduction to the Bootstrap"
    yield ""
    yield tr("Undefined")
    yield tr("Where nothing was compared, or everybody used one category throughout: never 1, never 0.")
