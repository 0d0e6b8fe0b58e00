"""What plots have in common: each item answers where it is drawn, and arrows reach every one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui import fonts
from ui.panels.painting import LTR, RTL
from ui.plots.drawing import Look
from ui.plots.figures import Figure, Head, Item
from ui.plots.making import drawing
from ui.theme import theme

_START = date(2024, 1, 1)
_NAMES = ("شخص", "كيان جيوسياسي طويل الاسم", "Organisation", "ق")


@pytest.fixture(autouse=True)
def _faces(qapp: QApplication) -> None:
    assert qapp is not None
    fonts.load()


def _bars() -> Figure:
    items = [
        Item(name=name, value=float(n * 7), shown=str(n * 7), pick=None, group=f"g{n // 2}")
        for n, name in enumerate(_NAMES)
    ]
    return Figure(title="t", note="", items=tuple(items))


def _timeline() -> Figure:
    days = [_START + timedelta(days=n) for n in (0, 1, 2, 400, 1200)]
    items = [Item(name=str(day), value=3.0, shown="3", pick=None, day=day) for day in days]
    return Figure(title="t", note="", items=tuple(items), is_timeline=True)


def _matrix() -> Figure:
    places = [(0, 0), (0, 3), (1, 1), (2, 0), (3, 2)]
    items = [Item(name=str(at), value=2.0, shown="2", pick=None, place=at) for at in places]
    heads = tuple(Head(name=name, label=None) for name in _NAMES)
    return Figure(title="t", note="", items=tuple(items), heads=heads)


@pytest.mark.parametrize("make", [_bars, _timeline, _matrix])
@pytest.mark.parametrize("direction", [LTR, RTL])
@pytest.mark.parametrize("width", [320.0, 900.0])
def test_an_item_answers_where_it_is(
    make: Callable[[], Figure], direction: Qt.LayoutDirection, width: float
) -> None:
    made = drawing(make(), width)
    for place in range(len(made.figure.items)):
        rect = made.rect(place, direction)
        assert made.at(rect.center(), direction) == place
        assert 0 <= rect.left() <= rect.right() <= made.width + 1e-6
        assert 0 <= rect.top() <= rect.bottom() <= made.height + 1e-6


@pytest.mark.parametrize("make", [_bars, _timeline, _matrix])
@pytest.mark.parametrize("direction", [LTR, RTL])
def test_arrows_reach_every_item(make: Callable[[], Figure], direction: Qt.LayoutDirection) -> None:
    made = drawing(make(), 900)
    reached, waiting = {0}, [0]
    while waiting:
        at = waiting.pop()
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            to = made.step(at, key, direction)
            if to not in reached:
                reached.add(to)
                waiting.append(to)
    assert reached == set(range(len(made.figure.items)))


def _picture(figure: Figure, direction: Qt.LayoutDirection, name: str) -> QImage:
    made = drawing(figure, 500)
    picture = QImage(round(made.width), round(made.height), QImage.Format.Format_RGB32)
    picture.fill(theme(name).color("page"))
    painter = QPainter(picture)
    made.paint(painter, Look(theme=theme(name), direction=direction, current=0, focused=True))
    painter.end()
    return picture


@pytest.mark.parametrize("name", ["light", "hc_dark"])
def test_time_runs_the_way_one_reads(name: str) -> None:
    figure = _timeline()
    middle = 200
    quiet = {theme(name).color(role).rgb() for role in ("page", "hair")}
    inked = {}
    for direction in (LTR, RTL):
        picture = _picture(figure, direction, name)
        inked[direction] = [x for x in range(picture.width()) if picture.pixel(x, middle) not in quiet]
    assert min(inked[LTR]) < picture.width() / 4
    assert max(inked[RTL]) > picture.width() * 3 / 4
    width = picture.width() - 1
    mirrored = sorted(width - x for x in inked[RTL])
    assert all(abs(a - b) <= 1 for a, b in zip(mirrored, inked[LTR], strict=True))
