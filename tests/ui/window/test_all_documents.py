"""The table of all documents: found, sorted, drawn, shared out, and changed many at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.editing.commands import AddRemark, ImportDocuments
from annotator.model import AnnotatedDocument, Document, Matter, State, digest
from annotator.team.matrix import matrix
from annotator.workspace import Workspace
from annotator.workspace.finding import Trouble, state_of
from ui.conductor import Conductor
from ui.dialogs.sample import SampleDialog
from ui.dialogs.sharing import SharingDialog
from ui.documents import columns
from ui.documents.page import DocumentsPage, Sample

MakeWindow = Callable[..., Conductor]
_TITLES = ("هدنة", "أوبك", "Reuters", "زلزال", "قمة", "سد النهضة")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with six short documents."""
    path = tmp_path / "p.hashiya"
    with Workspace.create(path, title="News", reader="Salma") as workspace:
        texts = [f"قال الوزير {number}." for number in range(len(_TITLES))]
        documents = [
            Document(
                id=f"d{number}",
                title=title,
                text=text,
                sha256=digest(text),
                metadata={"desk": ("سياسة", "اقتصاد")[number % 2], "pages": 10 - number},
            )
            for number, (title, text) in enumerate(zip(_TITLES, texts, strict=True))
        ]
        workspace.perform(ImportDocuments(documents=tuple(AnnotatedDocument(document=d) for d in documents)))
    return path


def _page(conductor: Conductor) -> DocumentsPage:
    conductor.actions.actions["all_documents"].trigger()
    assert conductor.documents.is_shown
    return conductor.documents.page


def _ids(page: DocumentsPage) -> str:
    return "".join(one.removeprefix("d") for one in page.model.ids)


def _states(conductor: Conductor) -> list[State]:
    return [state_of(one) for one in conductor.session.workspace.documents()]


def test_fields_narrow_the_table_down_together(make_window: MakeWindow, project: Path) -> None:
    conductor = make_window(project)
    page = _page(conductor)
    filters = page.filters
    assert _ids(page) == "012345"
    filters.key.setCurrentIndex(filters.key.findText("desk"))
    filters.key.activated.emit(filters.key.currentIndex())
    filters.value.setText("اقتصاد")
    assert _ids(page) == "135"
    filters.words.setText("اوبك")
    assert _ids(page) == "1"
    assert page.count.text() == "1 of 6"
    page.show_all.click()
    assert _ids(page) == "012345"
    conductor.session.perform(AddRemark(document_id="d4", matter=Matter.QUESTION))
    filters.trouble.set_choice(Trouble.REMARKS)
    filters.trouble.activated.emit(filters.trouble.currentIndex())
    assert _ids(page) == "4", "a remark made while the table is shown counts"


def test_columns_are_chosen_and_sorted_by_and_remembered(make_window: MakeWindow, project: Path) -> None:
    conductor = make_window(project)
    page = _page(conductor)
    (pages,) = (action for action in page.columns_menu().actions() if action.text() == "pages")
    pages.trigger()
    assert page.model.columns[-1] == "metadata:pages"
    page.sort.set_choice("metadata:pages")
    page.sort.activated.emit(page.sort.currentIndex())
    assert _ids(page) == "543210", "10 comes after 9"
    page.turn.click()
    assert _ids(page) == "012345"
    page.table.horizontalHeader().sectionClicked.emit(0)
    assert page.model.order == (columns.TITLE, False)
    assert page.model.line(0).summary.title == "Reuters"
    conductor.session.leave()
    conductor.open(project)
    again = _page(conductor)
    assert "metadata:pages" in again.model.columns
    assert again.model.order == (columns.TITLE, False)


def test_several_documents_get_a_state_by_one_step(make_window: MakeWindow, project: Path) -> None:
    conductor = make_window(project)
    page = _page(conductor)
    page.table.choose({"d1", "d2", "d5"})
    (finished,) = (action for action in page.state_menu().actions() if action.text() == "Finished")
    finished.trigger()
    assert _states(conductor).count(State.FINISHED) == 3
    assert page.table.chosen == ("d1", "d2", "d5"), "what is chosen stays so"
    assert page.model.line(1).summary.active is not None
    conductor.editing.undo()
    assert _states(conductor) == [State.NEW] * 6


def test_del_puts_what_is_chosen_into_the_trash_and_no_span(make_window: MakeWindow, project: Path) -> None:
    conductor = make_window(project)
    page = _page(conductor)
    page.table.choose({"d0", "d3"})
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert _ids(page) == "1245"
    conductor.editing.undo()
    assert _ids(page) == "012345"


def test_keys_of_the_text_do_nothing_while_it_is_out_of_sight(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    conductor.window.view.next_span()
    before = conductor.session.annotation_set
    shown = conductor.session.document_id
    page = _page(conductor)
    for part in (page.table, page.foot.open, page.filters.state):
        part.setFocus()
        for key in (Qt.Key.Key_1, Qt.Key.Key_R, Qt.Key.Key_F5):
            QTest.keyClick(part, key)
        QTest.keyClick(part, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
    assert conductor.session.annotation_set == before
    assert conductor.session.document_id == shown


def test_enter_opens_and_escape_leads_back(make_window: MakeWindow, project: Path) -> None:
    conductor = make_window(project)
    page = _page(conductor)
    page.table.setCurrentIndex(page.model.index(3, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert conductor.session.document_id == "d3"
    assert conductor.window.shows_work
    assert not conductor.actions.actions["all_documents"].isChecked()
    page = _page(conductor)
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert conductor.window.shows_work
    assert conductor.window.view.hasFocus()


def test_a_sample_is_drawn_by_a_seed_and_shown(make_window: MakeWindow, project: Path) -> None:
    conductor = make_window(project)
    page = _page(conductor)
    dialog = SampleDialog(conductor.window, conductor.window.theme, page.model.ids, seed=7)
    dialog.count.setValue(2)
    first = dialog.sample
    assert len(first.ids) == 2
    assert "7" in first.words
    assert dialog.primary.text() == "Show 2 documents"
    dialog.seed.setValue(8)
    dialog.seed.setValue(7)
    assert dialog.sample == first
    dialog.in_turn.setChecked(True)
    dialog.nth.setValue(3)
    assert dialog.sample.ids == {"d0", "d3"}
    conductor.documents.show_sample(first)
    assert set(page.model.ids) == first.ids == set(page.table.chosen)
    assert first.words in page.count.text()
    page.show_all.click()
    assert _ids(page) == "012345"


def _sharing(conductor: Conductor) -> SharingDialog:
    workspace = conductor.session.workspace
    return SharingDialog(
        conductor.window,
        conductor.window.theme,
        documents={one.id: one.title for one in workspace.documents()},
        people=workspace.annotators(),
        reader=workspace.reader,
        there=workspace.assignments(),
        done=matrix(workspace.documents(), workspace.annotators(), workspace.assignments()),
        seed=3,
        perform=conductor.session.attempt,
    )


def test_documents_are_shared_out_and_then_changed_by_hand(make_window: MakeWindow, project: Path) -> None:
    conductor = make_window(project)
    page = _page(conductor)
    dialog = _sharing(conductor)
    dialog.name.setText(" Huda ")
    dialog.add.click()
    model = dialog.model
    assert [model.load(one) for one in dialog.people.chosen] == [3, 3]
    dialog.readers.setValue(2)
    assert [model.load(one) for one in dialog.people.chosen] == [6, 6]
    cell = model.index(0, 2)
    assert model.setData(cell, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert QAccessible.queryAccessibleInterface(dialog.matrix) is not None
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole).startswith("Huda does not read")
    dialog.confirm()
    workspace = conductor.session.workspace
    names = {one.id: one.name for one in workspace.annotators()}
    assert sorted(names.values()) == sorted(["Huda", workspace.reader.name])
    assert len(workspace.assignments()) == 11
    page.filters.mine.setChecked(True)
    assert _ids(page) == "012345"
    again = _sharing(conductor)
    assert not again.primary.isEnabled(), "it shows what is so"
    again.people.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert again.command.take
    conductor.editing.undo()
    assert _ids(page) == ""
    page.filters.mine.setChecked(False)
    assert [one.name for one in workspace.annotators()] == []


def test_ten_thousand_documents_are_shown_at_once_and_looked_into_behind(
    make_window: MakeWindow, project: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.deeds.documents._FEW", 3)
    conductor = make_window(project)
    page = _page(conductor)
    assert page.model.rowCount() == 6
    assert page.model.metadata_keys == (), "nobody has looked yet"
    qtbot.waitUntil(lambda: page.model.metadata_keys == ("desk", "pages"))
    page.show_sample(Sample(ids=frozenset({"d1"}), words="1"))
    conductor.session.leave()
    assert page.model.rowCount() == 0


def test_a_project_that_can_only_be_looked_at_changes_nothing(make_window: MakeWindow, project: Path) -> None:
    conductor = make_window()
    conductor.session.look(project, reader="Salma")
    page = _page(conductor)
    page.table.choose({"d1"})
    assert not page.foot.state.isEnabled()
    assert not page.foot.share.isEnabled()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert _ids(page) == "012345"


def test_each_part_has_a_name_and_no_words_are_left_in_the_other_language(
    make_window: MakeWindow, project: Path
) -> None:
    conductor = make_window(project)
    page = _page(conductor)
    filters = page.filters
    parts = (filters.state, filters.annotator, filters.label, filters.trouble, filters.key, page.sort)
    for part in (*parts, filters.words, filters.value, page.table, page.close_button):
        assert part.accessibleName()
    assert page.model.data(page.model.index(0, 6), Qt.ItemDataRole.AccessibleTextRole) is not None
