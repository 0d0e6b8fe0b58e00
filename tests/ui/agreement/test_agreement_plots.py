"""The plots of agreement: items answer where they are drawn, arrows reach them, signs say what counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui import fonts
from ui.agreement.confusion import Confusion
from ui.agreement.estimates import EstimatesPlot
from ui.agreement.figures import Cell, Estimate, Estimates, ReaderHead
from ui.agreement.pairs import Pairs
from ui.panels.painting import LTR, RTL
from ui.pigments import contrast, parse
from ui.plots.drawing import Drawing, Look
from ui.plots.figures import Figure, Head
from ui.plots.shades import shade
from ui.theme import THEMES, theme

_NAMES = ("شخص", "كيان جيوسياسي طويل الاسم", "Organisation", "لا شيء")
Make = Callable[[float], Drawing]


@pytest.fixture(autouse=True)
def _faces(qapp: QApplication) -> None:
    assert qapp is not None
    fonts.load()


def _confusion(width: float) -> Drawing:
    places = [(0, 0), (0, 3), (1, 1), (2, 0), (3, 2)]
    items = [
        Cell(name=str(at), value=2.0, shown="2", pick=at, place=at, disputed=at[0] != at[1]) for at in places
    ]
    heads = tuple(Head(name=name, label=None) for name in _NAMES)
    return Confusion(Figure(title="t", note="", items=tuple(items), heads=heads), width, room=400)


def _estimates(width: float) -> Drawing:
    items = [
        Estimate(
            name=name,
            value=0.25 * (n + 1),
            shown=f"{0.25 * (n + 1):.2f}",
            pick=n,
            low=None if n == 2 else 0.1,
            high=None if n == 2 else 0.9,
            is_sure=n != 1,
            is_defined=n != 3,
            rests_on="12·14",
        )
        for n, name in enumerate(_NAMES)
    ]
    return EstimatesPlot(Estimates(title="t", note="", items=tuple(items), overall=0.5), width, room=200)


def _pairs(width: float) -> Drawing:
    places = [(row, column) for row in range(3) for column in range(3) if row != column]
    items = [Estimate(name=str(at), value=0.9, shown="0.90", pick=at, place=at) for at in places]
    heads = tuple(ReaderHead(name=f"القارئ {n}", label=None, siglum="أبج"[n]) for n in range(3))
    return Pairs(Figure(title="t", note="", items=tuple(items), heads=heads), width)


_ALL = pytest.mark.parametrize("make", [_confusion, _estimates, _pairs])
_BOTH = pytest.mark.parametrize("direction", [LTR, RTL])


@_ALL
@_BOTH
@pytest.mark.parametrize("width", [150.0, 272.0, 900.0])
def test_an_item_of_agreement_answers_where_it_is(
    make: Make, direction: Qt.LayoutDirection, width: float
) -> None:
    made = make(width)
    for place in range(len(made.figure.items)):
        rect = made.rect(place, direction)
        assert made.at(rect.center(), direction) == place
        assert 0 <= rect.left() <= rect.right() <= made.width + 1e-6
        assert 0 <= rect.top() <= rect.bottom() <= made.height + 1e-6
    _picture(made, direction, "light")


@_ALL
@_BOTH
def test_arrows_reach_every_item_of_agreement(make: Make, direction: Qt.LayoutDirection) -> None:
    made = make(900)
    reached, waiting = {0}, [0]
    while waiting:
        at = waiting.pop()
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            to = made.step(at, key, direction)
            if to not in reached:
                reached.add(to)
                waiting.append(to)
    assert reached == set(range(len(made.figure.items)))


def test_cells_shrink_to_the_height_that_there_is() -> None:
    figure = _confusion(900).figure
    heights = [Confusion(figure, 900, room=room).height for room in (500.0, 260.0)]
    assert heights[0] > heights[1]
    assert heights[1] <= 260


@pytest.mark.parametrize("name", THEMES)
def test_a_dispute_has_an_edge_in_rubric_and_agreement_none(name: str) -> None:
    made = _confusion(400)
    picture = _picture(made, LTR, name)
    rubric = theme(name).color("rubric").rgb()
    edges = []
    for place in range(len(made.figure.items)):
        rect = made.rect(place, LTR).toRect()
        row = rect.center().y()
        edges.append(any(picture.pixel(x, row) == rubric for x in range(rect.left(), rect.right())))
    assert edges == [isinstance(item, Cell) and item.disputed for item in made.figure.items]


def test_a_figure_on_few_spans_is_hollow_and_an_undefined_one_is_no_point() -> None:
    made = _estimates(600)
    picture = _picture(made, LTR, "light")
    page, accent = theme("light").color("page").rgb(), theme("light").color("accent").rgb()
    middles = []
    for place, item in enumerate(made.figure.items):
        left, right = (_x(picture, made, share) for share in (0.0, 1.0))
        x = round(left + item.value * (right - left))
        middles.append(picture.pixel(x, round(made.rect(place, LTR).center().y())))
    assert middles[0] == accent
    assert middles[1] == page, "it rests on few spans"
    assert middles[2] == accent
    assert middles[3] != accent, "it is undefined"


@pytest.mark.parametrize("name", THEMES)
def test_every_shade_of_a_dispute_can_be_read(name: str) -> None:
    colors = theme(name)
    for percent in range(1, 101):
        one = shade(colors, percent / 100, "rubric")
        assert contrast(parse(one.ground.name()), parse(colors.hex(one.ink))) >= 4.4  # whole channels


def _picture(made: Drawing, direction: Qt.LayoutDirection, name: str) -> QImage:
    picture = QImage(round(made.width), round(made.height), QImage.Format.Format_RGB32)
    picture.fill(theme(name).color("page"))
    painter = QPainter(picture)
    made.paint(painter, Look(theme=theme(name), direction=direction, current=0))
    painter.end()
    return picture


def _x(picture: QImage, made: Drawing, share: float) -> int:
    """Return where the grid's first (0) or last (1) line is drawn."""
    hair: QColor = theme("light").color("hair")
    row = round(made.height) - 6
    found = [x for x in range(picture.width()) if picture.pixel(x, row) == hair.rgb()]
    return found[0] if share == 0.0 else found[-1]
