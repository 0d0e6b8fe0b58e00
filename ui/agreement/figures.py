"""What the plots of agreement show besides what every plot does."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.language import isolate, tr
from ui.plots.figures import Figure, Head, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Item):
    """How often one label met another.

    Attributes:
        disputed: the labels differ, or only one reader has anything.
    """

    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate(Item):
    """A figure between 0 and 1 with what is known of its sureness.

    Attributes:
        low, high: the interval's ends, or None where there is none.
        is_defined: there is a value at all.
        is_sure: it rests on enough.
        rests_on: on what, in short: "12·14".
        rests_on_said: the same in words.
    """

    low: float | None = None
    high: float | None = None
    is_defined: bool = True
    is_sure: bool = True
    rests_on: str = ""
    rests_on_said: str = ""

    @property
    def said(self) -> str:
        """The figure in words, as a screen reader says it."""
        value = self.shown
        if self.low is not None and self.high is not None:
            value = tr(
                "{value}, between {low} and {high}",
                value=value,
                low=f"{self.low:.2f}",
                high=f"{self.high:.2f}",
            )
        return tr("{name}: {value}; {count}", name=isolate(self.name), value=value, count=self.rests_on_said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates(Figure):
    """Figures under each other on one axis.

    Attributes:
        overall: the figure of all together, or None.
    """

    overall: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderHead(Head):
    """A reader at a row and a column.

    Attributes:
        siglum: the letter that stands for the reader.
    """

    siglum: str
