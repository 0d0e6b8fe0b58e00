"""Who says what, in a table under the page: reached by keys, followed, and printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.editing.commands import AddSpan, DeleteRelations, ImportDocuments
from annotator.model import AnnotatedDocument, Document, Span, digest
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.panels.statements_model import Column, StatementRow, rows_of
from ui.panels.statements_panel import StatementsPanel
from ui.pictures.cards import print_cards

MakeWindow = Callable[..., Conductor]
_TEXT = "أكد سليم أن الجسر أغلق، ونفى نديم ذلك. وقال ناطق إن النهر فاض."
_SPANS = (
    ("CUE", "أكد"),
    ("SOURCE", "سليم"),
    ("CLAIM", "الجسر أغلق"),
    ("CUE", "نفى"),
    ("SOURCE", "نديم"),
    ("SOURCE", "ناطق"),
    ("CLAIM", "النهر فاض"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    document = Document(id="d", title="الجسر", text=_TEXT, sha256=digest(_TEXT))
    with Workspace.create(path, title="تجربة", reader="Salma") as workspace:
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        for label, words in _SPANS:
            reading = workspace.active_set("d")
            start = _TEXT.index(words)
            workspace.perform(
                AddSpan(
                    document_id="d",
                    set_id=None if reading is None else reading.id,
                    label=label,
                    span=Span(start, start + len(words)),
                )
            )
    return path


def _open(conductor: Conductor, qtbot: QtBot) -> StatementsPanel:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(conductor.window.view, Qt.Key.Key_G, modifiers)
    panel = conductor.statements.panel
    assert panel is not None
    qtbot.waitUntil(panel.table.hasFocus)
    return panel


def _span(conductor: Conductor, words: str) -> str:
    reading = conductor.session.annotation_set
    assert reading is not None
    return next(span.id for span in reading.spans.values() if span.quote == words)


def _rows(panel: StatementsPanel) -> list[tuple[int | None, str, str, str]]:
    return [(row.number, row.source, row.cue, row.words) for row in panel.model.rows]


def _tie(conductor: Conductor, words: str, keys: str) -> None:
    """Make a span current in the text and press keys there."""
    conductor.window.view.setFocus()
    conductor.window.view.set_current(_span(conductor, words))
    QTest.keyClicks(conductor.window.view, keys)


def test_what_is_tied_to_nothing_is_on_top_and_leaves_when_it_is_attached(
    make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    conductor = make_window(project)
    panel = _open(conductor, qtbot)
    assert _rows(panel) == [
        (1, "", "", "الجسر أغلق"),
        (2, "", "", "النهر فاض"),
        (None, "سليم", "", ""),
        (None, "نديم", "", ""),
        (None, "ناطق", "", ""),
        (None, "", "أكد", ""),
        (None, "", "نفى", ""),
    ]
    assert panel.missing.text() == (
        "2 statements without a source · 3 sources of nothing · 2 cues of nothing"
    )
    _tie(conductor, "النهر فاض", "r")
    qtbot.waitUntil(lambda: (2, "ناطق", "", "النهر فاض") in _rows(panel))
    assert _rows(panel)[-1] == (2, "ناطق", "", "النهر فاض")


def test_the_same_key_again_attaches_the_next_nearest_and_each_source_keeps_its_cue(
    make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    conductor = make_window(project)
    panel = _open(conductor, qtbot)
    _tie(conductor, "سليم", "u")
    _tie(conductor, "نديم", "u")
    _tie(conductor, "الجسر أغلق", "rruu")
    expected = [(1, "سليم", "أكد", "الجسر أغلق"), (1, "نديم", "نفى", "الجسر أغلق")]
    qtbot.waitUntil(lambda: _rows(panel)[-2:] == expected)
    shown = [panel.model.index(n, Column.WORDS).data() for n in range(panel.model.rowCount())][-2:]
    assert shown == ["الجسر أغلق", ""]


def test_moving_in_the_table_moves_in_the_text_and_enter_leads_there(
    make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    conductor = make_window(project)
    panel = _open(conductor, qtbot)
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    assert conductor.window.view.current_span == _span(conductor, "النهر فاض")
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert conductor.window.view.hasFocus()


def test_a_claim_is_attached_from_its_row_and_the_row_stays_chosen(
    make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    conductor = make_window(project)
    panel = _open(conductor, qtbot)
    panel.table.setCurrentIndex(panel.model.index(1, 0))
    QTest.keyClick(panel.table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: (2, "ناطق", "", "النهر فاض") in _rows(panel))
    chosen = panel.model.rows[panel.table.currentIndex().row()]
    assert chosen.words == "النهر فاض"
    reading = conductor.session.annotation_set
    assert reading is not None
    conductor.session.perform(
        DeleteRelations(document_id="d", set_id=reading.id, relation_ids=tuple(reading.relations))
    )
    qtbot.waitUntil(lambda: (2, "", "", "النهر فاض") in _rows(panel))


def test_the_row_follows_the_current_span_of_the_text(
    make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    conductor = make_window(project)
    panel = _open(conductor, qtbot)
    for words in ("النهر فاض", "نديم"):
        conductor.window.view.set_current(_span(conductor, words))
        row = panel.model.rows[panel.table.currentIndex().row()]
        assert words in (row.words, row.source)


def test_the_filter_shows_only_what_is_tied_to_nothing(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    panel = _open(make_window(samples), qtbot)
    everything = len(_rows(panel))
    panel.filter.set_choice(True)
    panel.filter.chosen.emit(True)  # noqa: FBT003 - the item's data
    alone = panel.model.rowCount()
    assert 0 < alone < everything
    assert all(row.orphan for row in panel.model.rows)
    panel.filter.set_choice(False)
    panel.filter.chosen.emit(False)  # noqa: FBT003 - the item's data
    assert alone + panel.model.rowCount() == everything


def test_another_drawer_takes_its_place_and_a_screen_reader_hears_a_whole_row(
    make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    conductor = make_window(project)
    panel = _open(conductor, qtbot)
    _tie(conductor, "النهر فاض", "r")
    qtbot.waitUntil(lambda: panel.model.rows[-1].source == "ناطق")
    last = panel.model.index(panel.model.rowCount() - 1, Column.NUMBER)
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == "2 ناطق النهر فاض"
    assert panel.table.accessibleName() == "Who says what"
    conductor.actions.actions["all_spans"].trigger()
    QApplication.processEvents()
    assert not panel.isVisible()
    assert not conductor.actions.actions["statements"].isChecked()


def test_the_language_of_the_table_changes_with_the_window(
    make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    conductor = make_window(project)
    panel = _open(conductor, qtbot)
    assert panel.model.rows[0].note == "No source"
    conductor.looks.speak("ar")
    qtbot.waitUntil(lambda: panel.model.rows[0].note == "بلا مصدر")


def test_a_narrow_window_leaves_room_for_what_is_said(
    make_window: MakeWindow, project: Path, qtbot: QtBot
) -> None:
    conductor = make_window(project)
    panel = _open(conductor, qtbot)
    conductor.window.resize(760, 640)
    QApplication.processEvents()
    assert conductor.window.width() == 760
    assert panel.table.columnWidth(Column.WORDS) > 180


def _pdf(path: Path) -> QPdfWriter:
    writer = QPdfWriter(str(path))
    writer.setResolution(300)
    a5 = QPageSize(QPageSize.PageSizeId.A5)
    writer.setPageLayout(QPageLayout(a5, QPageLayout.Orientation.Portrait, QMarginsF()))
    return writer


def test_the_cards_are_printed_on_as_many_pages_as_they_need(
    make_window: MakeWindow, samples: Path, tmp_path: Path
) -> None:
    sheet = make_window(samples).window.view.sheet
    assert sheet is not None
    rows = rows_of(sheet.reading)
    pages = [print_cards(_pdf(tmp_path / f"{n}.pdf"), "خبر", rows[:n]) for n in (1, len(rows))]
    assert pages[0] == 1
    assert pages[1] > 1
    assert (tmp_path / "1.pdf").stat().st_size > 1000


def test_a_statement_longer_than_a_page_goes_on_on_the_next(tmp_path: Path, make_window: MakeWindow) -> None:
    make_window()
    row = StatementRow(span="s", number=1, source="سليم", cue="قال", words="كلمة " * 900, note="")
    assert print_cards(_pdf(tmp_path / "long.pdf"), "خبر", [row]) > 1
