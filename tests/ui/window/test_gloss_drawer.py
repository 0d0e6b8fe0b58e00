"""The gloss of a window too narrow for it: a tab, and a drawer over the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.conductor import Conductor
from ui.settings import Settings
from ui.text.gloss_drawer import GlossDrawer
from ui.theme import measures

MakeWindow = Callable[..., Conductor]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def narrow(make_window: MakeWindow, samples: Path) -> Conductor:
    conductor = make_window(samples)
    conductor.window.resize(900, 700)
    QApplication.processEvents()
    return conductor


def _drawer(conductor: Conductor) -> GlossDrawer:
    QApplication.processEvents()
    return conductor.window.work.gloss


def _press(conductor: Conductor, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(conductor.window.view, key, modifiers)
    QApplication.processEvents()


def _middle(drawer: GlossDrawer, card: int) -> QPoint:
    placed = drawer.cards[card]
    return (QPointF(placed.rect.center()) * placed.scale).toPoint()


@pytest.mark.parametrize("width", [760, 800, 980, 1000, 1180, 1199, 1200, 1440])
def test_the_text_stays_comfortable_and_the_gloss_beside_it_from_1000_pixels(
    make_window: MakeWindow, samples: Path, width: int
) -> None:
    conductor = make_window(samples)
    conductor.window.resize(width, 700)
    QApplication.processEvents()
    sheet = conductor.window.view.sheet
    assert sheet is not None
    assert sheet.page.text_width >= measures().least_text
    assert sheet.page.text_left >= 20
    assert sheet.page.has_gloss == (width >= 1000)
    assert _drawer(conductor).tab.isVisible() == (width < 1000)
    assert not _drawer(conductor).isVisible()


def test_the_tab_has_the_number_of_statements_and_follows_it(narrow: Conductor) -> None:
    reading = narrow.session.annotation_set
    assert reading is not None
    claims = [s for s in reading.in_text_order() if s.label == "CLAIM"]
    sheet = narrow.window.view.sheet
    assert sheet is not None
    count = len(sheet.reading.statements)
    assert count >= len(claims)
    tab = _drawer(narrow).tab
    assert tab.accessibleName() == f"The gloss: {count} statements"
    narrow.window.view.set_current(claims[0].id)
    _press(narrow, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert tab.accessibleName() == f"The gloss: {count - 1} statements"


@pytest.mark.parametrize("key", [Qt.Key.Key_G, Qt.Key(ord("ل"))])
def test_ctrl_g_draws_the_gloss_out_and_puts_it_away(narrow: Conductor, key: Qt.Key) -> None:
    column = narrow.window.view.sheet.page.text_width if narrow.window.view.sheet else 0
    _press(narrow, key, CONTROL)
    drawer = _drawer(narrow)
    assert drawer.isVisible()
    assert drawer.tab.isChecked()
    assert drawer.cards
    assert narrow.window.view.hasFocus()
    assert narrow.window.view.sheet is not None
    assert narrow.window.view.sheet.page.text_width == column
    _press(narrow, key, CONTROL)
    assert not drawer.isVisible()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_drawer_lies_at_the_outer_edge(make_window: MakeWindow, samples: Path, language: str) -> None:
    conductor = make_window(samples, language=language)
    conductor.window.resize(900, 700)
    conductor.actions.actions["gloss"].trigger()
    drawer = _drawer(conductor)
    page = conductor.window.view.viewport().rect()
    if language == "ar":
        assert drawer.geometry().left() == page.left()
        assert drawer.tab.geometry().left() == drawer.geometry().right() + 1
    else:
        assert drawer.geometry().right() == page.right()
        assert drawer.tab.geometry().right() == drawer.geometry().left() - 1
    assert drawer.height() == page.height()


def test_a_card_in_the_drawer_makes_its_statement_current(narrow: Conductor) -> None:
    narrow.actions.actions["gloss"].trigger()
    drawer = _drawer(narrow)
    drawer.grab()
    wanted = drawer.cards[1].card.statement
    QTest.mouseClick(drawer, Qt.MouseButton.LeftButton, pos=_middle(drawer, 1))
    assert narrow.window.view.current_span == wanted
    drawer.grab()
    assert [placed.card.statement for placed in drawer.cards if placed.card.current] == [wanted]


def test_a_click_beside_the_cards_does_not_reach_the_text_below(narrow: Conductor) -> None:
    view = narrow.window.view
    view.next_span()
    narrow.actions.actions["gloss"].trigger()
    drawer = _drawer(narrow)
    before = (view.caret, view.current_span)
    QTest.mouseClick(drawer, Qt.MouseButton.LeftButton, pos=QPoint(20, 2))
    assert (view.caret, view.current_span) == before


def test_escape_puts_the_gloss_away_before_it_lets_go_of_the_span(narrow: Conductor) -> None:
    view = narrow.window.view
    view.next_span()
    narrow.actions.actions["gloss"].trigger()
    _press(narrow, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not _drawer(narrow).isVisible()
    assert view.current_span is not None
    assert not narrow.actions.actions["gloss"].isChecked()


def test_a_drawer_left_out_is_out_the_next_time_but_never_where_there_is_room(
    narrow: Conductor, make_window: MakeWindow, samples: Path, settings: Settings
) -> None:
    narrow.actions.actions["gloss"].trigger()
    assert settings.is_out("gloss")
    again = make_window(samples)
    assert not _drawer(again).isVisible()
    assert not again.actions.actions["gloss"].isVisible()
    again.window.resize(900, 700)
    assert _drawer(again).isVisible()
    assert again.actions.actions["gloss"].isVisible()


def test_the_drawer_follows_the_text(narrow: Conductor) -> None:
    narrow.actions.actions["gloss"].trigger()
    drawer = _drawer(narrow)
    drawer.grab()
    first = drawer.cards[0]
    narrow.window.view.scroll_by(40)
    drawer.grab()
    moved = next(placed for placed in drawer.cards if placed.card.statement == first.card.statement)
    assert moved.line_y == first.line_y - 40


def test_desk_and_gloss_do_not_lie_over_the_page_at_once(narrow: Conductor) -> None:
    window, gloss = narrow.window, narrow.actions.actions["gloss"]
    window.work.rail.documents.click()
    gloss.trigger()
    assert (window.desk.isVisible(), _drawer(narrow).isVisible()) == (False, True)
    window.work.rail.documents.click()
    assert (window.desk.isVisible(), _drawer(narrow).isVisible()) == (True, False)
    assert not gloss.isChecked()
