"""The plots of a report as SVG: labels against labels, and F1 by label as point and interval.

Both run from right to left in an Arabic page: rows have their names at the right, and the axis begins there.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.agreement import F1, Cell, Undefined
from annotator.language import Message, msg
from annotator.workspace.agreement.report import AgreementReport, Line
from annotator.workspace.agreement.request import Measure
from annotator.workspace.agreement.tables import label_named

FEW: Final = 8
"""A point that rests on fewer spans of each reader is hollow."""
_CELL: Final = 28
_NAMES: Final = 104
_SLANTED: Final = 92
_ROW: Final = 26
_AXIS: Final = 300
_VALUES: Final = 116
_TOP: Final = 26
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A drawing whose places are given from the side where reading begins, in pixels."""

    width: float
    height: float
    code: str

    @property
    def mirrored(self) -> bool:
        return self.code == "ar"

    @property
    def direction(self) -> str:
        return "rtl" if self.mirrored else "ltr"

    def x(self, place: float) -> float:
        return self.width - place if self.mirrored else place

    def box(self, place: float, top: float, side: float, *, more: str) -> str:
        left = self.x(place + side) if self.mirrored else place
        return f'<rect x="{left:g}" y="{top:g}" width="{side:g}" height="{side:g}" rx="4" {more}/>'

    def words(self, place: float, base: float, text: str, *, kind: str = "", anchor: str = "start") -> str:
        # With a direction, "start" is the side where reading begins.
        return (
            f'<text x="{self.x(place):g}" y="{base:g}" class="{kind}" text-anchor="{anchor}" '
            f'direction="{self.direction}">{html.escape(text)}</text>'
        )

    def closed(self, parts: Iterator[str], said: str) -> str:
        return (
            f'<svg viewBox="0 0 {self.width:g} {self.height:g}" width="{self.width:g}" '
            f'height="{self.height:g}" role="img" aria-label="{html.escape(said)}">{"".join(parts)}</svg>'
        )


def confusion_plot(report: AgreementReport, code: str) -> str:
    """Return what the first reader (rows) called what against what the second did; "" without a pair.

    Args:
        report: the figures.
        code: the page's language, "ar" or "en".
    """
    used = {label for cell in report.confusion for label in cell if label is not None}
    order: list[str | None] = [one.code for one in report.scheme.labels if one.code in used]
    order += sorted(used.difference(one for one in order if one is not None))
    order.append(None)
    if not report.confusion:
        return ""
    sheet = _Sheet(_NAMES + len(order) * _CELL + _SLANTED / 2, _SLANTED + len(order) * _CELL + 4, code)
    said = msg("What the first reader called it, and the second").in_language(code)
    return sheet.closed(_matrix(sheet, report, order), said)


def _matrix(sheet: _Sheet, report: AgreementReport, order: Sequence[str | None]) -> Iterator[str]:
    names = [label_named(report.scheme, one).in_language(sheet.code) for one in order]
    most = max(report.confusion.values())
    for n, name in enumerate(names):
        yield sheet.words(0, _SLANTED + n * _CELL + 19, name, kind="q")
        middle = sheet.x(_NAMES + (n + 0.5) * _CELL)
        turn = 45 if sheet.mirrored else -45
        yield f'<g transform="translate({middle:g} {_SLANTED - 6}) rotate({turn})">'
        yield f'<text class="q" direction="{sheet.direction}">{html.escape(name)}</text></g>'
    for row, left in enumerate(order):
        for column, right in enumerate(order):
            count = report.confusion.get(Cell(left, right), 0)
            place, top = _NAMES + column * _CELL, _SLANTED + row * _CELL
            middle = sheet.x(place + _CELL / 2)
            if not count:
                yield f'<circle cx="{middle:g}" cy="{top + _CELL / 2:g}" r="1" class="dot"/>'
                continue
            kind = "same" if left == right else "other"
            depth = 0.12 + 0.6 * math.sqrt(count / most)
            more = f'class="{kind}" fill-opacity="{depth:.2f}"'
            yield f"<g><title>{html.escape(names[row])} · {html.escape(names[column])}: {count}</title>"
            yield sheet.box(place + 1.5, top + 1.5, _CELL - 3, more=more)
            yield f'<text x="{middle:g}" y="{top + 18.5:g}" text-anchor="middle" class="n">{count}</text></g>'


def label_plot(report: AgreementReport, code: str) -> str:
    """Return exact F1 by label as point and interval, all labels together as a dashed line; "" without any.

    Args:
        report: the figures.
        code: the page's language, "ar" or "en".
    """
    lines = [line for line in report.labels if isinstance(line.figures.get(Measure.EXACT), F1)]
    if not lines:
        return ""
    sheet = _Sheet(_NAMES + _AXIS + _VALUES, _TOP + len(lines) * _ROW + 8, code)
    return sheet.closed(_estimates(sheet, report, lines), msg("F1 by label").in_language(code))


def _estimates(sheet: _Sheet, report: AgreementReport, lines: Sequence[Line]) -> Iterator[str]:
    bottom = _TOP + len(lines) * _ROW

    def at(value: float) -> float:
        return sheet.x(_NAMES + value * _AXIS)

    for tick in _TICKS:
        yield f'<line x1="{at(tick):g}" x2="{at(tick):g}" y1="{_TOP}" y2="{bottom}" class="grid"/>'
        yield f'<text x="{at(tick):g}" y="{_TOP - 8}" text-anchor="middle" class="q">{tick:g}</text>'
    overall = report.overall.get(Measure.EXACT)
    if overall is not None and not isinstance(overall.value, Undefined):
        place = at(overall.value)
        yield f'<line x1="{place:g}" x2="{place:g}" y1="{_TOP}" y2="{bottom}" class="all"/>'
    for n, line in enumerate(lines):
        figure = line.figures[Measure.EXACT]
        middle = _TOP + (n + 0.5) * _ROW
        yield sheet.words(0, middle + 4.5, _called(report, line).in_language(sheet.code))
        if not isinstance(figure, F1) or isinstance(figure.value, Undefined):
            yield sheet.words(_NAMES + _AXIS + 12, middle + 4.5, "–", kind="q")
            continue
        kind = "few" if min(figure.left, figure.right) < FEW else "point"
        if figure.interval is not None:
            low, high = at(figure.interval.low), at(figure.interval.high)
            yield f'<line x1="{low:g}" x2="{high:g}" y1="{middle:g}" y2="{middle:g}" class="reach {kind}"/>'
            for end in (low, high):
                yield (
                    f'<line x1="{end:g}" x2="{end:g}" y1="{middle - 4:g}" y2="{middle + 4:g}" '
                    f'class="reach {kind}"/>'
                )
        yield f'<circle cx="{at(figure.value):g}" cy="{middle:g}" r="4.5" class="{kind}"/>'
        yield sheet.words(_NAMES + _AXIS + 12, middle + 4.5, f"{figure.value:.2f}", kind="n")
        yield sheet.words(_NAMES + _AXIS + 58, middle + 4.5, f"{figure.left}·{figure.right}", kind="q")


def _called(report: AgreementReport, line: Line) -> Message:
    return label_named(report.scheme, line.code)
