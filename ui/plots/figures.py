"""What a plot shows: a table turned into things with a name, a value and the spans behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from annotator.language import Message, isolate, msg, tr, trn
from annotator.model import Label, LabelScheme
from annotator.statistics import Cells, Numbers, Row, Table, shown
from annotator.statistics.bins import Kind

MOST_BARS: Final = 200
"""Nobody compares more bars than these; the table has every row."""

_NOTES: Final[Mapping[str, Message]] = {
    "labels": msg("Spans of each label."),
    "layers": msg("Spans of each layer."),
    "documents": msg("A bar for each reading, in the project's order."),
    "annotators": msg("All readings of each person together."),
    "days": msg("By hand, on each day. A pause of more than five minutes is no time spent."),
    "attribution": msg("Statements by who says them, and by what is answered about their sources."),
    "nesting": msg("In how many others a span lies, of whatever layer."),
    "together": msg("Sentences in which spans of both labels begin; of one label, at least two."),
    "inside": msg("Rows lie inside columns: pairs of spans, one in the other."),
    "answers": msg("Spans by what is answered about them."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A bar, a column or a cell.

    Attributes:
        name: what it is about.
        value: how much, at least 0.
        shown: the value as a person reads it.
        pick: what finds the spans behind it again, for whoever made the figure; None where there are none.
        label: whose mark stands beside the name, or None.
        group: the caption above it, or "".
        day: which day, on a time line.
        place: the row and column, in a matrix.
    """

    name: str
    value: float
    shown: str
    pick: object | None
    label: Label | None = None
    group: str = ""
    day: date | None = None
    place: tuple[int, int] = (0, 0)

    @property
    def full_name(self) -> str:
        """The name with the caption above it."""
        return f"{self.group} · {self.name}" if self.group else self.name

    @property
    def said(self) -> str:
        """The item in words, as a screen reader says it."""
        return tr("{name}: {value}", name=isolate(self.full_name), value=self.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What names a row and a column of a matrix."""

    name: str
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A plot's content.

    Attributes:
        title: what it is about.
        note: how it is counted.
        items: in the order in which the keyboard walks them.
        heads: of a matrix, from above and from the start side; else none.
        is_timeline: the items are days.
    """

    title: str
    note: str
    items: tuple[Item, ...]
    heads: tuple[Head, ...] = ()
    is_timeline: bool = False


def measures_of(table: Table) -> list[int]:
    """Return the columns that a plot of the table can show, the usual one first."""
    numbers = [place for place, column in enumerate(table.columns) if column.cells.is_number]
    usual = {"spans", "statements", "made", "sentences", "pairs"}
    if table.name == "nesting":
        numbers = [place for place in numbers if table.columns[place].code == "spans"]
    best = next((place for place in numbers if table.columns[place].code in usual), None)
    if table.name == "documents":
        best = next(place for place in numbers if table.columns[place].code == "spans")
    return sorted(numbers, key=lambda place: place != best)


def figure(table: Table, measure: int, numbers: Numbers) -> Figure:
    """Return a table as a plot of one of its columns."""
    note = str(_NOTES[table.name])
    title = tr("{table} · {column}", table=str(table.title), column=str(table.columns[measure].head))
    if table.name in {Kind.INSIDE, "together"}:
        heads, items = _matrix(table, measure, numbers.scheme)
        return Figure(title=str(table.title), note=note, items=items, heads=heads)
    if table.name == "days":
        return Figure(title=title, note=note, items=_timeline(table, measure), is_timeline=True)
    rows = table.rows
    if len(rows) > MOST_BARS:
        rows = tuple(sorted(rows, key=lambda row: -_value(row, measure))[:MOST_BARS])
        more = tr("The {count} largest are drawn; the table has all.", count=MOST_BARS)
        note = f"{note} {more}"
    items = tuple(_bars(table, rows, measure, numbers.scheme))
    return Figure(title=title, note=note, items=items)


def _bars(table: Table, rows: Sequence[Row], measure: int, scheme: LabelScheme) -> Iterator[Item]:
    groups, names = _naming(table)
    last = names[-1]
    for row in rows:
        label = scheme.label(str(row.cells[last])) if table.columns[last].cells is Cells.LABEL else None
        yield Item(
            name=" · ".join(_name(table, row, place, scheme) for place in names),
            value=_value(row, measure),
            shown=shown(table, row, measure, scheme),
            pick=row.pick,
            label=label,
            group=" · ".join(_name(table, row, place, scheme) for place in groups),
        )


def _naming(table: Table) -> tuple[list[int], list[int]]:
    """Return the columns that make a group's caption, and those that make a bar's name."""
    codes = {column.code: place for place, column in enumerate(table.columns)}
    match table.name:
        case "attribution":
            return [codes["question"]], [codes["answer"]]
        case "answers":
            return [codes["label"], codes["question"]], [codes["answer"]]
        case "nesting":
            return [codes["layer"]], [codes["depth"]]
        case "documents":
            return [], [codes["document"], codes["annotator"]]
        case _:
            return [], [0]


def _name(table: Table, row: Row, place: int, scheme: LabelScheme) -> str:
    words = shown(table, row, place, scheme)
    if table.columns[place].code == "depth":
        depth = int(str(row.cells[place]))
        return trn("In {count} other", "In {count} others", depth) if depth else tr("In no other")
    return words


def _timeline(table: Table, measure: int) -> tuple[Item, ...]:
    """Return an item for each day: the people together, where several worked."""
    by_day: defaultdict[date, list[Row]] = defaultdict(list)
    for row in table.rows:
        day = row.cells[0]
        if isinstance(day, date):
            by_day[day].append(row)
    items = []
    for day, rows in sorted(by_day.items()):
        value = sum(_value(row, measure) for row in rows)
        picks = [row.pick for row in rows if row.pick is not None]
        pick = picks[0] if len(picks) == 1 else replace(picks[0], author=None) if picks else None
        whole = all(isinstance(row.cells[measure], int) for row in rows)
        words = f"{value:,.0f}" if whole else f"{value:,.1f}"
        items.append(Item(name=day.isoformat(), value=value, shown=words, pick=pick, day=day))
    return tuple(items)


def _matrix(table: Table, measure: int, scheme: LabelScheme) -> tuple[tuple[Head, ...], tuple[Item, ...]]:
    used = {str(row.cells[place]) for row in table.rows for place in (0, 1)}
    codes = [label.code for label in scheme.labels if label.code in used]
    codes += sorted(used.difference(codes))
    at = {code: place for place, code in enumerate(codes)}
    known = [scheme.label(code) for code in codes]
    names: dict[str, str] = {}
    items = []
    for row in table.rows:
        one, two = str(row.cells[0]), str(row.cells[1])
        names[one], names[two] = shown(table, row, 0, scheme), shown(table, row, 1, scheme)
        items.append(
            Item(
                name=tr("{one} and {two}", one=names[one], two=names[two])
                if table.name == "together"
                else tr("{one} inside {two}", one=names[one], two=names[two]),
                value=_value(row, measure),
                shown=shown(table, row, measure, scheme),
                pick=row.pick,
                label=scheme.label(one),
                place=(at[one], at[two]),
            )
        )
    heads = tuple(Head(name=names[code], label=label) for code, label in zip(codes, known, strict=True))
    return heads, tuple(sorted(items, key=lambda item: item.place))


def _value(row: Row, measure: int) -> float:
    cell = row.cells[measure]
    return float(cell) if isinstance(cell, int | float) else 0.0
