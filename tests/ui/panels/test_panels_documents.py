from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from annotator.model import State
from ui.panels.documents_model import DocumentsModel, spoken
from ui.panels.documents_panel import DocumentsPanel
from ui.panels.painting import LTR, RTL, direction_of
from ui.panels.state_mark import DocumentState, document_state, paint_state, state_name
from ui.theme import theme


@pytest.fixture
def panel(qtbot: QtBot, summary: Callable[..., Any]) -> DocumentsPanel:
    panel = DocumentsPanel()
    qtbot.addWidget(panel)
    panel.resize(288, 400)
    panel.set_documents(
        [
            summary("a", "أسعار النفط", State.FINISHED, 97),
            summary("b", "لقاء في القاهرة", State.IN_PROGRESS, 1),
            summary("c", "Reuters: سوق الحبوب"),
            summary("d", "مؤتمر المناخ", State.FINISHED, 12, gold=True),
        ]
    )
    panel.set_current("b")
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def _titles(panel: DocumentsPanel) -> list[str]:
    model = panel.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_typing_shows_only_titles_with_these_words_however_they_are_spelt(
    panel: DocumentsPanel, type_words: Callable[..., None]
) -> None:
    type_words(panel.search, "اسعار")
    assert _titles(panel) == ["أسعار النفط"]
    panel.search.clear()
    type_words(panel.search, "القاهره")
    assert _titles(panel) == ["لقاء في القاهرة"]
    panel.search.clear()
    type_words(panel.search, "REUTERS")
    assert _titles(panel) == ["Reuters: سوق الحبوب"]


def test_enter_in_the_search_opens_the_first_hit(
    panel: DocumentsPanel, qtbot: QtBot, type_words: Callable[..., None]
) -> None:
    type_words(panel.search, "مناخ")
    with qtbot.waitSignal(panel.opened, timeout=1000) as opened:
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert opened.args == ["d"]


def test_enter_in_an_empty_search_opens_nothing(panel: DocumentsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.opened):
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)


def test_down_leads_from_the_search_into_the_list_and_enter_opens(
    panel: DocumentsPanel, qtbot: QtBot
) -> None:
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    qtbot.waitUntil(panel.list.hasFocus)
    with qtbot.waitSignal(panel.opened, timeout=1000) as opened:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert opened.args == ["c"]  # the open document is b; down goes to the next


def test_escape_empties_the_search_and_shows_all_again(
    panel: DocumentsPanel, qtbot: QtBot, type_words: Callable[..., None]
) -> None:
    type_words(panel.search, "نفط")
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert panel.search.text() == ""
    assert len(_titles(panel)) == 4


def test_a_click_opens_a_document(panel: DocumentsPanel, qtbot: QtBot) -> None:
    place = panel.list.visualRect(panel.list.model().index(0, 0)).center()
    with qtbot.waitSignal(panel.opened, timeout=1000) as opened:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["a"]


def test_no_hit_is_said_in_a_sentence_with_the_way_out(
    panel: DocumentsPanel, type_words: Callable[..., None]
) -> None:
    type_words(panel.search, "<b>")
    assert panel._nothing.isVisible()
    assert "<b>" in panel._nothing.text()
    assert panel.way_out.isVisible()
    assert panel.way_out.text() == "Show all"
    assert panel._nothing.textFormat() == Qt.TextFormat.PlainText
    panel.search.clear()
    assert not panel._nothing.isVisible()


def test_only_documents_in_one_state_are_shown(panel: DocumentsPanel) -> None:
    panel.filter.choose(DocumentState.FINISHED)
    assert _titles(panel) == ["أسعار النفط"]
    assert panel.filter.isChecked()
    assert panel.filter.accessibleName() == "Only: Finished"
    panel.filter.choose(DocumentState.REVIEWED)
    assert _titles(panel) == ["مؤتمر المناخ"]
    panel.filter.choose(None)
    assert len(_titles(panel)) == 4
    assert not panel.filter.isChecked()


def test_the_menu_of_states_says_how_many_are_in_each(panel: DocumentsPanel) -> None:
    actions = panel.filter.menu().actions()
    assert [action.text().split("\t") for action in actions] == [
        ["All states", "4"],
        ["New", "1"],
        ["In progress", "1"],
        ["Finished", "1"],
        ["Reviewed", "1"],
        ["Ignored", "0"],
    ]
    assert [action.isChecked() for action in actions] == [True, *[False] * 5]
    actions[2].trigger()
    assert _titles(panel) == ["لقاء في القاهرة"]


def test_the_search_looks_among_those_of_the_state(
    panel: DocumentsPanel, type_words: Callable[..., None]
) -> None:
    panel.filter.choose(DocumentState.IN_PROGRESS)
    type_words(panel.search, "القاهرة")
    assert _titles(panel) == ["لقاء في القاهرة"]
    panel.filter.choose(DocumentState.FINISHED)
    assert _titles(panel) == []
    assert "القاهرة" in panel._nothing.text()
    assert "Finished" in panel._nothing.text()
    panel.way_out.click()
    assert len(_titles(panel)) == 4
    assert panel.search.text() == ""
    assert panel.search.hasFocus()


def test_a_document_leaves_the_list_with_its_state_and_comes_with_it(
    panel: DocumentsPanel, summary: Callable[..., Any]
) -> None:
    panel.filter.choose(DocumentState.IN_PROGRESS)
    panel.update_document(summary("b", "لقاء في القاهرة", State.FINISHED, 1))
    assert _titles(panel) == []
    assert panel._nothing.text() == "No document is in the state “In progress”."
    assert panel.way_out.text() == "Show all"
    panel.update_document(summary("c", "Reuters: سوق الحبوب", State.IN_PROGRESS, 1))
    assert _titles(panel) == ["Reuters: سوق الحبوب"]
    assert not panel.way_out.isVisible()


def test_a_project_without_documents_offers_to_import(panel: DocumentsPanel, qtbot: QtBot) -> None:
    panel.set_documents([])
    assert panel._nothing.text().startswith("No documents yet.")
    with qtbot.waitSignal(panel.import_wanted):
        panel.way_out.click()


def test_progress_counts_finished_and_reviewed_and_follows_updates(
    panel: DocumentsPanel, summary: Callable[..., Any]
) -> None:
    assert panel._finished.text() == "2 of 4 finished"
    panel.update_document(summary("b", "لقاء في القاهرة", State.FINISHED, 5))
    assert panel._finished.text() == "3 of 4 finished"
    assert panel._progress.share == 0.75
    panel.update_document(summary("b", "لقاء في القاهرة", State.IN_PROGRESS, 5))
    assert panel._finished.text() == "2 of 4 finished"


def test_a_document_is_spoken_with_its_state_and_spans(summary: Callable[..., Any]) -> None:
    assert "In progress, 1 span" in spoken(summary("x", "خبر", State.IN_PROGRESS, 1))
    assert spoken(summary("x", "خبر")).endswith("New")


def test_a_hundred_thousand_documents_are_found_and_updated_by_row(
    qtbot: QtBot, summary: Callable[..., Any]
) -> None:
    model = DocumentsModel()
    model.set_documents([summary(str(n), f"خبر رقم {n}", State.NEW, 0) for n in range(100_000)])
    model.search("رقم ٩٩٩٩٩")
    assert [model.summary(row).id for row in range(model.rowCount())] == ["99999"]
    model.search("")
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last, _roles: changed.extend((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.modelReset):
        model.update_document(summary("50000", "خبر رقم 50000", State.FINISHED, 3))
    assert changed == [50_000, 50_000]
    assert model.finished == 1


def test_a_new_title_is_found_by_its_new_words(summary: Callable[..., Any]) -> None:
    model = DocumentsModel()
    model.set_documents([summary("a", "قديم")])
    model.search("جديد")
    assert model.rowCount() == 0
    model.search("")
    model.update_document(summary("a", "جديد"))
    model.search("جديد")
    assert model.row_of("a") == 0


def test_the_list_measures_one_row_not_all(panel: DocumentsPanel) -> None:
    assert isinstance(panel.list, QListView)
    assert panel.list.uniformItemSizes()


def test_titles_run_by_their_letters_and_stand_at_the_start_side_in_both_languages() -> None:
    assert direction_of("Reuters: سوق الحبوب في مصر") == RTL
    assert direction_of("Reuters on grain") == LTR


def test_words_follow_the_language(panel: DocumentsPanel, switch: Callable[..., None]) -> None:
    switch(panel)
    assert panel._heading.text() == "«Documents»"
    assert panel.search.placeholderText() == "«Search titles»"
    assert panel.search.accessibleName() == "«Search titles»"
    assert panel.list.accessibleName() == "«Documents»"
    assert panel._finished.text() == "«2 of 4 finished»"


def test_the_row_mirrors(panel: DocumentsPanel, switch: Callable[..., None]) -> None:
    """The mark of the state stands at the start side: its accent is there, and not at the other side."""

    def accented(left: int, right: int) -> bool:
        row = panel.list.visualRect(panel.list.model().index(0, 0))
        y = panel.list.viewport().mapTo(panel, row.center()).y()
        picture = panel.grab().toImage()
        accent = theme("light").color("accent").rgb()
        return any(picture.pixel(x, y) == accent for x in range(left, right))

    width = panel.width()
    assert accented(15, 40)
    assert not accented(width - 40, width - 15)
    switch(panel)
    assert accented(width - 40, width - 15)
    assert not accented(15, 40)


def test_states_differ_in_shape_not_only_in_colour() -> None:
    pictures = []
    for state in DocumentState:
        picture = QImage(20, 20, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        paint_state(painter, picture.rect().toRectF(), state, theme("hc_light"))
        painter.end()
        pictures.append(bytes(picture.constBits()))
    assert len(set(pictures)) == len(DocumentState)


def test_a_finished_gold_reading_makes_a_document_reviewed(summary: Callable[..., Any]) -> None:
    assert document_state(summary("a", "خبر", State.FINISHED, 3, gold=True)) is DocumentState.REVIEWED
    assert document_state(summary("a", "خبر", State.IGNORED, 3)) is DocumentState.IGNORED
    assert state_name(DocumentState.REVIEWED) == "Reviewed"


def test_the_open_document_is_brought_into_view(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    panel = DocumentsPanel()
    qtbot.addWidget(panel)
    panel.resize(288, 300)
    panel.show()
    qtbot.waitExposed(panel)
    panel.set_documents([summary(str(n), f"خبر {n}") for n in range(500)])
    panel.set_current("400")
    assert panel.list.currentIndex().row() == 400
    qtbot.waitUntil(
        lambda: panel.list.viewport().rect().intersects(panel.list.visualRect(panel.list.currentIndex()))
    )
    assert panel.list.indexAt(QPoint(50, 10)) != QModelIndex()
