"""The numbers: seen as plots and as tables, walked by keyboard, and each opening its own spans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.editing.commands import AddSpan
from annotator.model import Span
from annotator.statistics import TABLES, PickedSpan
from ui.conductor import Conductor
from ui.dialogs.numbers import NumbersDialog
from ui.pigments import contrast, parse
from ui.plots.drawing import mixed
from ui.plots.figures import MOST_BARS
from ui.plots.numbers_table import NumbersModel
from ui.plots.plot import Plot
from ui.plots.scale import ticks
from ui.plots.shades import shade
from ui.theme import THEMES, theme

MakeWindow = Callable[..., Conductor]


def _numbers(conductor: Conductor, qtbot: QtBot, name: str = "labels") -> NumbersDialog:
    conductor.actions.actions["numbers"].trigger()
    dialog = conductor.numbers.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_working and dialog.page.shown_table is not None)
    dialog.page.choose(name)
    QApplication.processEvents()
    return dialog


def _opened(dialog: NumbersDialog, qtbot: QtBot) -> tuple[PickedSpan, ...]:
    qtbot.waitUntil(lambda: dialog._looking is None)
    return dialog.page.spans.spans


def test_each_bar_opens_as_many_spans_as_it_is_long(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    dialog = _numbers(make_window(samples), qtbot)
    plot = dialog.page.card.plot
    assert len(plot.items) > 5
    for place, item in enumerate(plot.items):
        plot.go_to(place)
        plot.open()
        found = _opened(dialog, qtbot)
        assert len(found) == item.value, item.said
        assert item.label is not None
        assert {one.annotation.label for one in found} == {item.label.code}


def test_the_keyboard_leads_from_a_bar_to_the_span_on_the_page(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    conductor = make_window(samples)
    dialog = _numbers(conductor, qtbot)
    plot = dialog.page.card.plot
    QTest.keyClick(plot, Qt.Key.Key_End)
    QTest.keyClick(plot, Qt.Key.Key_Up)
    assert plot.current == len(plot.items) - 2
    QTest.keyClick(plot, Qt.Key.Key_Return)
    spans = _opened(dialog, qtbot)
    last = spans[-1]
    assert last.document_id != conductor.session.document_id
    listed = dialog.page.spans
    listed.setCurrentIndex(listed.model().index(len(spans) - 1, 0))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert conductor.session.document_id == last.document_id
    assert conductor.window.view.current_span == last.annotation.id
    assert dialog.isVisible(), "it stays beside the page"


def test_a_click_opens_the_bar_under_it(make_window: MakeWindow, samples: Path, qtbot: QtBot) -> None:
    dialog = _numbers(make_window(samples), qtbot)
    plot = dialog.page.card.plot
    middle = plot.drawn().rect(2, plot.layoutDirection()).center().toPoint()
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=middle)
    assert plot.current == 2
    assert len(_opened(dialog, qtbot)) == plot.items[2].value


def test_every_plot_is_said_and_has_a_table_within_the_keyboard_s_reach(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    dialog = _numbers(make_window(samples), qtbot)
    card = dialog.page.card
    assert QAccessible.queryAccessibleInterface(card.plot).role() == QAccessible.Role.Chart
    for name in TABLES:
        dialog.page.choose(name)
        assert card.plot.accessibleName() == card.figure.title != ""
        if card.plot.items:
            assert card.plot.items[0].shown in card.plot.accessibleDescription()
        shown = dialog.page.shown_table
        assert shown is not None
        assert card.table.model().rowCount() == len(shown.rows)
    dialog.page.choose("labels")
    assert card.as_table.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(card.as_table, Qt.Key.Key_Space)
    assert card.table.isVisibleTo(dialog)
    QTest.keyClick(card.table, Qt.Key.Key_Down)
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    assert len(_opened(dialog, qtbot)) == card.plot.items[1].value
    QTest.keySequence(card.table, "Ctrl+C")
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[0] == "Label"
    assert len(lines) == card.table.model().rowCount() + 1


@pytest.mark.parametrize(("spoken", "from_right"), [("en", False), ("ar", True)])
def test_bars_grow_from_the_side_where_reading_begins(
    make_window: MakeWindow, samples: Path, qtbot: QtBot, spoken: str, *, from_right: bool
) -> None:
    dialog = _numbers(make_window(samples, language=spoken), qtbot)
    plot = dialog.page.card.plot
    longest = max(range(len(plot.items)), key=lambda n: plot.items[n].value)
    shortest = min(range(len(plot.items)), key=lambda n: plot.items[n].value)
    bars = [_bar(plot, row) for row in (longest, shortest)]
    assert bars[0].width() > bars[1].width() > 0
    if from_right:
        assert bars[0].right() == bars[1].right()
        assert bars[0].right() > plot.width() / 2
    else:
        assert bars[0].left() == bars[1].left()
        assert bars[0].left() < plot.width() / 2


def _bar(plot: Plot, row: int) -> QRect:
    """Return where in a row the bar is drawn, by its colour."""
    plot.clearFocus()
    picture = plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rect = plot.drawn().rect(row, plot.layoutDirection())
    y = round(rect.center().y())
    wanted = mixed(plot.theme.color("accent"), plot.theme.color("page"), 0.72)
    found = [x for x in range(picture.width()) if picture.pixelColor(x, y) == wanted]
    return QRect(found[0], y, found[-1] - found[0], 1)


@pytest.mark.parametrize(("spoken", "forth"), [("en", Qt.Key.Key_Right), ("ar", Qt.Key.Key_Left)])
def test_arrows_in_a_matrix_go_where_they_point(
    make_window: MakeWindow, samples: Path, qtbot: QtBot, spoken: str, forth: Qt.Key
) -> None:
    dialog = _numbers(make_window(samples, language=spoken), qtbot, "together")
    plot = dialog.page.card.plot
    before = plot.drawn().rect(plot.current, plot.layoutDirection())
    row, column = plot.items[plot.current].place
    QTest.keyClick(plot, forth)
    after = plot.drawn().rect(plot.current, plot.layoutDirection())
    assert plot.items[plot.current].place[0] == row
    assert plot.items[plot.current].place[1] > column
    assert (after.x() > before.x()) is (spoken == "en")
    QTest.keyClick(plot, Qt.Key.Key_Down)
    assert plot.items[plot.current].place[0] > row
    QTest.keyClick(plot, Qt.Key.Key_Return)
    first, second = (plot.figure.heads[n].label for n in plot.items[plot.current].place)
    assert first is not None
    assert second is not None
    assert {one.annotation.label for one in _opened(dialog, qtbot)} == {first.code, second.code}


def test_the_day_of_today_opens_what_was_made_today(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    conductor = make_window(samples)
    session = conductor.session
    before = set() if session.annotation_set is None else set(session.annotation_set.spans)
    assert session.document_id is not None
    assert session.annotation_set is not None
    place = Span(0, 3)
    made = AddSpan(document_id=session.document_id, set_id=session.annotation_set.id, label="LAW", span=place)
    session.perform(made)
    dialog = _numbers(conductor, qtbot, "days")
    plot = dialog.page.card.plot
    (today,) = plot.items
    assert today.value == 1
    plot.open()
    (found,) = _opened(dialog, qtbot)
    assert found.annotation.id not in before
    assert found.annotation.span == place


def test_one_reader_s_numbers_and_another_count(make_window: MakeWindow, samples: Path, qtbot: QtBot) -> None:
    conductor = make_window(samples)
    dialog = _numbers(conductor, qtbot, "annotators")
    page = dialog.page
    total = page.figures.spans.value.text()
    assert page.readers.count() >= 2
    page.readers.setCurrentIndex(1)
    (item,) = page.card.plot.items
    assert page.figures.spans.value.text() == f"{item.value:,.0f}"
    page.readers.setCurrentIndex(0)
    session = conductor.session
    assert session.document_id is not None
    assert session.annotation_set is not None
    session.perform(
        AddSpan(
            document_id=session.document_id,
            set_id=session.annotation_set.id,
            label="LAW",
            span=Span(0, 3),
        )
    )
    dialog.again.click()
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert int(page.figures.spans.value.text()) == int(total) + 1
    assert page.shown_table is not None
    assert page.shown_table.name == "annotators", "what was chosen stays"


def test_tables_and_plots_become_files(
    make_window: MakeWindow, samples: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = _numbers(make_window(samples, language="ar"), qtbot)
    dialog.save_table(tmp_path / "t.csv")
    text = (tmp_path / "t.csv").read_bytes().decode("utf-8-sig")
    assert text.startswith("label,label_name,")
    assert "شخص" in text
    dialog.save_picture(tmp_path / "p.png")
    picture = QImage(str(tmp_path / "p.png"))
    assert picture.width() == 1800
    page = dialog.theme.color("page")
    assert picture.pixelColor(2, 2) == page
    dialog.save_picture(tmp_path / "p.svg")
    svg = (tmp_path / "p.svg").read_text(encoding="utf-8")
    assert "<path" in svg
    assert "<text" not in svg, "letters are outlines: joined whatever fonts there are"
    dialog.save_table(tmp_path / "no" / "t.csv")
    assert dialog._error.isVisibleTo(dialog)


def test_the_numbers_go_with_their_project_and_their_language(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    conductor = make_window(samples)
    _numbers(conductor, qtbot)
    conductor.looks.speak("ar")
    QApplication.processEvents()  # Qt says it a second time
    assert conductor.numbers.dialog is None
    dialog = _numbers(conductor, qtbot)
    conductor.session.leave()
    assert conductor.numbers.dialog is None
    assert not dialog.isVisible()


def test_an_empty_project_has_empty_plots(make_window: MakeWindow, tmp_path: Path, qtbot: QtBot) -> None:
    from annotator.workspace import Workspace

    path = tmp_path / "empty.hashiya"
    Workspace.create(path, title="-", reader="Salma").close()
    dialog = _numbers(make_window(path), qtbot)
    for name in TABLES:
        dialog.page.choose(name)
        plot = dialog.page.card.plot
        plot.grab()
        assert plot.drawn().at(QPointF(10, 10), plot.layoutDirection()) is None
        QTest.keyClick(plot, Qt.Key.Key_Return)


@pytest.mark.parametrize("name", THEMES)
def test_every_shade_of_a_matrix_can_be_read(name: str) -> None:
    colors = theme(name)
    for percent in range(1, 101):
        one = shade(colors, percent / 100)
        assert contrast(parse(one.ground.name()), parse(colors.hex(one.ink))) >= 4.4  # whole channels


@pytest.mark.parametrize("highest", [0.0, 0.4, 1.0, 3.0, 7.5, 99.0, 100.0, 12345.0])
def test_an_axis_has_round_numbers_that_reach_the_highest(highest: float) -> None:
    found = ticks(highest, 5)
    assert found[0] == 0
    assert found[-1] >= highest
    assert 2 <= len(found) <= 7


def test_a_table_of_ten_thousand_rows_reads_only_what_is_in_sight(
    make_window: MakeWindow, samples: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = _numbers(make_window(samples), qtbot)
    numbers = dialog._numbers
    assert numbers is not None
    line = numbers.counts.lines[0]
    numbers.counts.lines = [replace(line, document_id=str(n)) for n in range(10_000)]
    asked: list[int] = []
    read = NumbersModel.data

    def data(model: NumbersModel, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked.append(index.row())
        return read(model, index, role)

    monkeypatch.setattr(NumbersModel, "data", data)
    dialog.page.choose("documents")
    dialog.page.card.as_table.click()
    QApplication.processEvents()
    assert dialog.page.card.table.model().rowCount() == 10_000
    assert len(dialog.page.card.plot.items) == MOST_BARS
    assert max(asked) < 100
