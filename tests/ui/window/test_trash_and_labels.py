"""Documents into the trash and out of it; labels deleted and merged after their count is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.editing.commands import DeleteDocuments
from annotator.model import AnnotationSet
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.base import reading_box
from ui.dialogs.labels import DeleteLabelDialog, MergeLabelDialog
from ui.dialogs.trash import TrashDialog

MakeWindow = Callable[..., Conductor]


def _reading(conductor: Conductor) -> AnnotationSet:
    reading = conductor.session.annotation_set
    assert reading is not None
    return reading


def _with(conductor: Conductor, label: str) -> set[str]:
    return {span.id for span in _reading(conductor).spans.values() if span.label == label}


def _titles(conductor: Conductor) -> list[str]:
    return [summary.title for summary in conductor.session.workspace.documents()]


def test_the_open_document_goes_into_the_trash_and_undo_brings_it_back(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    first, second = _titles(conductor)
    spans = dict(_reading(conductor).spans)
    gone = conductor.session.document_id
    conductor.actions.actions["delete_document"].trigger()
    assert _titles(conductor) == [second]
    summary = conductor.session.summary
    assert summary is not None
    assert summary.title == second, "the next document is open"
    assert first in conductor.window.notice.text
    conductor.editing.undo()
    assert _titles(conductor) == [first, second]
    assert gone is not None
    conductor.session.show(gone)
    assert dict(_reading(conductor).spans) == spans


def test_del_in_the_list_is_about_the_document_and_not_about_the_current_span(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    conductor.window.view.next_span()
    before = set(_reading(conductor).spans)
    shown = conductor.session.document_id
    panel = conductor.window.desk.documents
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.model().index(1, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    QApplication.processEvents()
    assert len(_titles(conductor)) == 1
    assert conductor.session.document_id == shown, "the open document stays open"
    assert set(_reading(conductor).spans) == before


def test_the_menu_of_a_row_offers_the_same(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    panel = conductor.window.desk.documents
    menu = panel.row_menu(panel.list.model().index(1, 0))
    (delete,) = (action for action in menu.actions() if action.text().startswith("Move to the trash"))
    delete.trigger()
    assert len(_titles(conductor)) == 1


def test_what_can_only_be_looked_at_keeps_its_documents(make_window: MakeWindow, samples: Path) -> None:
    with Workspace.open(samples, reader="Karim"):
        conductor = make_window(samples)
        panel = conductor.window.desk.documents
        panel.list.setFocus()
        QTest.keyClick(panel.list, Qt.Key.Key_Delete)
        assert len(_titles(conductor)) == 2
        assert not conductor.actions.actions["delete_document"].isEnabled()
        assert conductor.actions.actions["trash"].isEnabled()


def test_the_trash_says_what_it_holds_and_gives_several_back_as_one_step(
    make_window: MakeWindow, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)
    titles, spans = _titles(conductor), dict(_reading(conductor).spans)
    ids = tuple(summary.id for summary in conductor.session.workspace.documents())
    conductor.session.perform(DeleteDocuments(document_ids=ids))
    assert conductor.session.document is None
    seen: list[str] = []

    def use(dialog: TrashDialog) -> int:
        dialog.show()
        cells = [dialog.table.model().index(0, column).data() for column in range(4)]
        assert cells[0] in titles
        assert cells[2] == conductor.session.workspace.reader.name
        assert cells[3] == "Delete 2 documents"
        dialog.table.selectAll()
        seen.append(dialog.held.text())
        dialog.primary.click()
        return 1

    monkeypatch.setattr(TrashDialog, "exec", use)
    conductor.actions.actions["trash"].trigger()
    assert "2 documents" in seen[0]
    assert sorted(_titles(conductor)) == sorted(titles)
    conductor.session.show(ids[0])
    assert dict(_reading(conductor).spans) == spans
    conductor.editing.undo()
    assert _titles(conductor) == []


def test_what_the_scheme_no_longer_allows_is_said_in_the_trash(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    conductor.actions.actions["delete_document"].trigger()
    session = conductor.session
    from annotator.editing.commands import DeleteLabel

    session.perform(DeleteLabel(label="PERS"))
    history = session.workspace.history
    dialog = TrashDialog(
        conductor.window,
        conductor.window.theme,
        history.trash(),
        contents=history.trashed,
        restore=conductor.trash.restore,
    )
    dialog.show()
    dialog.primary.click()
    assert dialog.isVisible()
    assert "PERS" in dialog._error.text()
    assert len(_titles(conductor)) == 1


def _labels(conductor: Conductor, kind: type[DeleteLabelDialog | MergeLabelDialog], label: str) -> object:
    session = conductor.session
    return kind(
        conductor.window,
        conductor.window.theme,
        session.workspace.scheme,
        label,
        count=session.workspace.history.label_use,
        perform=session.attempt,
    )


def test_deleting_a_label_says_first_what_goes_and_is_one_step(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    use = conductor.session.workspace.history.label_use("SOURCE")
    assert use.spans > 1
    before, relations = dict(_reading(conductor).spans), dict(_reading(conductor).relations)
    conductor.window.view.scroll_by(300)
    first = conductor.window.view.first_visible
    dialog = _labels(conductor, DeleteLabelDialog, "SOURCE")
    assert isinstance(dialog, DeleteLabelDialog)
    words = dialog.words.text()
    assert f"{use.spans} spans, {use.relations} relations in {use.documents} documents" in words
    assert dialog.primary.text() == f"Delete {use.spans} spans"
    dialog.primary.click()
    assert not _with(conductor, "SOURCE")
    assert "SOURCE" not in {chip.label.code for chip in conductor.window.labels.chips}
    assert "label:SOURCE" not in conductor.actions.actions
    assert conductor.window.view.first_visible == first, "the place in the text stays"
    conductor.editing.undo()
    assert (dict(_reading(conductor).spans), dict(_reading(conductor).relations)) == (before, relations)
    assert "label:SOURCE" in conductor.actions.actions


def test_merging_labels_says_first_what_changes_and_is_one_step(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    persons, groups = _with(conductor, "PERS"), _with(conductor, "NORP")
    dialog = _labels(conductor, MergeLabelDialog, "PERS")
    assert isinstance(dialog, MergeLabelDialog)
    dialog.into_field.set_choice("PERS")
    dialog.into_field.chosen.emit("PERS")
    assert not dialog.primary.isEnabled()
    dialog.into_field.set_choice("NORP")
    dialog.into_field.chosen.emit("NORP")
    use = conductor.session.workspace.history.label_use("PERS")
    assert f"{use.spans} spans in {use.documents} documents" in dialog.words.text()
    assert dialog.primary.text() == f"Merge {use.spans} spans"
    dialog.primary.click()
    assert _with(conductor, "NORP") == persons | groups
    assert conductor.session.workspace.scheme.label("PERS") is None
    conductor.editing.undo()
    assert _with(conductor, "PERS") == persons


def test_what_prevents_a_merger_is_said_beside_it(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    before = dict(_reading(conductor).spans)
    dialog = _labels(conductor, MergeLabelDialog, "ORG")
    assert isinstance(dialog, MergeLabelDialog)
    dialog.into_field.set_choice("SOURCE")
    dialog.show()
    dialog.primary.click()
    assert dialog.isVisible()
    assert dialog._error.isVisible()
    assert dict(_reading(conductor).spans) == before


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Delete the label…", DeleteLabelDialog), ("Merge into another label…", MergeLabelDialog)],
)
def test_a_chip_s_menu_leads_to_both(
    make_window: MakeWindow,
    samples: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    kind: type[DeleteLabelDialog | MergeLabelDialog],
) -> None:
    conductor = make_window(samples)
    asked: list[str] = []

    def ask(dialog: DeleteLabelDialog | MergeLabelDialog) -> int:
        asked.append(dialog.label)
        return 0

    monkeypatch.setattr(kind, "exec", ask)
    (action,) = (a for a in conductor.window.labels.label_menu("ORG").actions() if a.text() == words)
    action.trigger()
    assert asked == ["ORG"]


@pytest.mark.parametrize("spoken", ["en", "ar"])
def test_the_latest_is_chosen_at_once_in_either_direction(
    make_window: MakeWindow, samples: Path, spoken: str
) -> None:
    conductor = make_window(samples, language=spoken)
    conductor.actions.actions["delete_document"].trigger()
    history = conductor.session.workspace.history
    dialog = TrashDialog(
        conductor.window, conductor.window.theme, history.trash(), contents=history.trashed, restore=print
    )
    dialog.show()
    assert dialog.chosen == history.trash()
    assert dialog.primary.isEnabled()
    assert dialog.held.text()


@pytest.mark.parametrize(("spoken", "at_right"), [("en", False), ("ar", True)])
def test_lines_to_be_read_begin_at_the_interface_s_side(
    make_window: MakeWindow, spoken: str, *, at_right: bool
) -> None:
    make_window(language=spoken)
    box = reading_box(["Delete Claim", "حذف ادعاء"], "Details")
    box.resize(400, 100)
    box.show()
    for row in range(2):
        layout = box.document().findBlockByNumber(row).layout()
        assert (layout.lineAt(0).naturalTextRect().left() > 200) is at_right
