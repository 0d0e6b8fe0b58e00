"""What a table is: columns that say what their cells hold, and rows that know the spans behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from annotator.language import Message
from annotator.model import State
from annotator.statistics.counts import Reader
from annotator.statistics.picking import Pick


class Cells(StrEnum):
    """What the cells of a column hold. A key is for programs, and people don't see it."""

    KEY = "key"
    WORDS = "words"
    READER = "reader"
    STATE = "state"
    DAY = "day"
    LABEL = "label"
    LAYER = "layer"
    QUESTION = "question"
    ANSWER = "answer"
    COUNT = "count"
    RATE = "rate"
    MINUTES = "minutes"

    @property
    def is_number(self) -> bool:
        """Whether the cells are numbers."""
        return self in {Cells.COUNT, Cells.RATE, Cells.MINUTES}


Cell = str | int | float | date | Reader | State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        code: what exports call it.
        head: what a person reads above it.
        cells: what its cells hold.
    """

    code: str
    head: Message
    cells: Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row.

    Attributes:
        cells: one for each column.
        pick: the spans behind it, None where there are none.
        label: the code of the label that answers in it belong to, or "".
    """

    cells: tuple[Cell, ...]
    pick: Pick | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        name: what exports call it.
        title: what a person reads.
        columns: from the start side.
        rows: in the order of the scheme, of the project or of time.
    """

    name: str
    title: Message
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def visible(self) -> list[int]:
        """Return the places of the columns that a person sees."""
        return [place for place, column in enumerate(self.columns) if column.cells is not Cells.KEY]
