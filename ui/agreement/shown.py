"""All that the page of agreement shows first, in the language in use."""

from __future__ import annotations

from dataclasses import dataclass

from ui.agreement.cards import CardFigure
from ui.agreement.figures import Estimates
from ui.plots.figures import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureShown:
    """One of the first figures with what it is told apart by.

    Attributes:
        card: the figure itself.
        pairs: the same of each two readers.
        labels: the same by label.
    """

    card: CardFigure
    pairs: Figure
    labels: Estimates


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementShown:
    """The agreement of two readers, or of all.

    Attributes:
        chosen: the number of the pair that is looked at among the items of `pairs`, or None.
        letters: the sigla of the two: "A·B", or "".
        measures: a card each.
        matrices: what one called it and what the other did, each with what it is of; none without a pair.
        notice: what to bear in mind, or "".
    """

    chosen: int | None
    letters: str
    measures: tuple[MeasureShown, ...]
    matrices: tuple[tuple[str, Figure], ...]
    notice: str = ""
