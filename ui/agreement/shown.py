"""All that the page of agreement shows at once, in the language in use."""

from __future__ import annotations

from dataclasses import dataclass, field

from ui.agreement.cards import CardFigure
from ui.agreement.figures import Estimates
from ui.agreement.table import FiguresShown
from ui.plots.figures import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementShown:
    """The agreement of two readers, and of all.

    Attributes:
        pairs: readers against readers.
        chosen: the number of the pair that is looked at, or None.
        letters: the sigla of the two: "A·B".
        cards: the first four figures.
        confusion: what one called it, and what the other did.
        estimates: F1 by label.
        tables: more figures.
        notice: what to bear in mind, or "".
    """

    pairs: Figure
    chosen: int | None
    letters: str
    cards: tuple[CardFigure, ...]
    confusion: Figure
    estimates: Estimates
    tables: tuple[FiguresShown, ...] = field(default=())
    notice: str = ""
