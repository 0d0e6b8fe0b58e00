"""A plot's figure as a table with tabs, as spreadsheets take it from the clipboard."""

from __future__ import annotations

from annotator.language import tr
from ui.agreement.figures import Estimate, Estimates, ReaderHead
from ui.plots.figures import Figure, Head


def as_table(figure: Figure) -> str:
    """Return a matrix as rows and columns with their heads, figures by label as a row each."""
    if isinstance(figure, Estimates):
        rows = [[tr("Label"), tr("Value"), tr("From"), tr("To"), tr("Rests on")]]
        rows += [
            [item.name, item.shown, _bound(item.low), _bound(item.high), item.rests_on]
            for item in figure.items
            if isinstance(item, Estimate)
        ]
    else:
        heads = [_name(head) for head in figure.heads]
        cells = {item.place: item.shown for item in figure.items}
        rows = [["", *heads]]
        rows += [
            [head, *(cells.get((row, column), "") for column in range(len(heads)))]
            for row, head in enumerate(heads)
        ]
    return "\n".join("\t".join(row) for row in rows)


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _name(head: Head) -> str:
    return f"{head.siglum} {head.name}" if isinstance(head, ReaderHead) else head.name
