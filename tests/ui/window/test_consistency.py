"""What does not fit together, in a real window: counted while one works, shown, mended and switched off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.consistency import Finding, Rule
from annotator.editing.commands import AddSpan
from annotator.model import Span
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.consistency.panel import ConsistencyPanel
from ui.dialogs.fix import FixDialog

MakeWindow = Callable[..., Conductor]

_TEXT = "زار موسكو، ثم عاد من موسكو وموسكو بعيدة.\n" + "سطر بين الاثنين.\n" * 40 + "آخر سطر: موسكو"
_MOSCOW = [n for n in range(len(_TEXT)) if _TEXT.startswith("موسكو", n)]
_KEYS = Qt.Key


@pytest.fixture
def conductor(make_window: MakeWindow, tmp_path: Path) -> Conductor:
    (tmp_path / "أول.txt").write_text(_TEXT, encoding="utf-8")
    (tmp_path / "ثان.txt").write_text("بكين بعيدة عن موسكو.", encoding="utf-8")
    with Workspace.create(tmp_path / "p.hashiya", title="P", reader="Salma") as workspace:
        workspace.import_files([tmp_path / "أول.txt", tmp_path / "ثان.txt"])
    made = make_window(tmp_path / "p.hashiya")
    _label(made, "GPE", _MOSCOW[0], _MOSCOW[0] + 6)
    return made


def _label(conductor: Conductor, label: str, start: int, end: int) -> None:
    document_id, reading = conductor.session.document_id, conductor.session.annotation_set
    assert document_id is not None
    conductor.session.perform(
        AddSpan(
            document_id=document_id,
            set_id=None if reading is None else reading.id,
            label=label,
            span=Span(start, end),
        )
    )
    _wait(conductor)


def _wait(conductor: Conductor) -> None:
    QApplication.processEvents()
    while not conductor.consistency.is_ready:
        QApplication.processEvents()
    QApplication.processEvents()


def _open(conductor: Conductor) -> ConsistencyPanel:
    QTest.keyClick(conductor.window.view, _KEYS.Key_F9)
    _wait(conductor)
    panel = conductor.consistency.panel
    assert panel is not None
    return panel


def _rows(panel: ConsistencyPanel) -> list[str]:
    rows = (panel.model.row(number) for number in range(panel.model.rowCount()))
    return [
        f"{row.code}: {panel.model.count(row.code)}" if isinstance(row, Rule) else f"- {row.words}"
        for row in rows
        if row is not None
    ]


def _places(conductor: Conductor) -> list[tuple[int, int]]:
    reading = conductor.session.annotation_set
    assert reading is not None
    return [(span.span.start, span.span.end) for span in reading.in_text_order()]


def _fix(conductor: Conductor, act: Callable[[FixDialog], None], press: Callable[[], None]) -> None:
    """Do something in the list of what a fix would do."""
    done: list[bool] = []

    class Watcher(FixDialog):
        def exec(self) -> int:
            self.show()
            while self.is_working:
                QApplication.processEvents()
            act(self)
            done.append(True)
            self.hide()
            return self.result()

    import ui.dialogs.fix as module

    before, module.FixDialog = module.FixDialog, Watcher  # type: ignore[misc]
    try:
        press()
    finally:
        module.FixDialog = before  # type: ignore[misc]
    assert done == [True]
    _wait(conductor)


def test_the_status_bar_counts_while_one_works(conductor: Conductor) -> None:
    status = conductor.window.status
    assert status.findings.text() == "4 findings"
    _label(conductor, "GPE", _MOSCOW[3], _MOSCOW[3] + 5)
    assert status.findings.text() == "3 findings"
    conductor.editing.undo()
    _wait(conductor)
    assert status.findings.text() == "4 findings"


def test_groups_open_and_lead_to_their_places_by_keyboard(conductor: Conductor) -> None:
    view, panel = conductor.window.view, _open(conductor)
    assert panel.table.hasFocus()
    assert _rows(panel) == ["edge_punctuation: 1", "unlabelled_elsewhere: 3"]
    QTest.keyClick(panel.table, _KEYS.Key_Down)
    QTest.keyClick(panel.table, _KEYS.Key_Return)
    assert len(_rows(panel)) == 5
    for _ in range(3):
        QTest.keyClick(panel.table, _KEYS.Key_Down)
    place = view.selection
    assert place == Span(_MOSCOW[3], _MOSCOW[3] + 5)
    assert view.viewport().rect().contains(view.point_of(place.start))
    assert panel.table.hasFocus()
    QTest.keyClick(panel.table, _KEYS.Key_Return)
    assert view.hasFocus()
    QTest.keyClick(view, _KEYS.Key_F9)
    assert not panel.isVisible()


def test_the_list_follows_an_edit_and_keeps_its_place(conductor: Conductor) -> None:
    panel = _open(conductor)
    panel.model.toggle("unlabelled_elsewhere")
    panel._choose(3)
    chosen = panel.current
    _label(conductor, "GPE", _MOSCOW[1], _MOSCOW[1] + 5)
    assert _rows(panel)[1:] == ["unlabelled_elsewhere: 2", "- موسكو", "- موسكو"]
    assert isinstance(chosen, Finding)
    assert isinstance(panel.current, Finding)
    assert panel.current.place == chosen.place


def test_all_findings_of_a_rule_are_mended_after_a_look_and_undone_as_one(conductor: Conductor) -> None:
    panel = _open(conductor)
    panel._choose(1)

    def act(dialog: FixDialog) -> None:
        rows = [dialog.list.rows.index(n).data(Qt.ItemDataRole.UserRole) for n in range(3)]
        assert [row.words for row in rows] == ["موسكو"] * 3
        assert {row.note for row in rows} == {"becomes Geopolitical"}
        QTest.keyClick(dialog.list, _KEYS.Key_Space)
        assert dialog.primary.text() == "Fix 2 places"
        QTest.keyClick(dialog.list, _KEYS.Key_Return)

    _fix(conductor, act, panel.fix_all.click)
    assert [start for start, _ in _places(conductor)] == [_MOSCOW[0], *_MOSCOW[2:]]
    assert _rows(panel) == ["edge_punctuation: 1", "unlabelled_elsewhere: 1"]
    conductor.editing.undo()
    _wait(conductor)
    assert [start for start, _ in _places(conductor)] == [_MOSCOW[0]]


def test_one_finding_is_mended_and_says_what_becomes_of_it(conductor: Conductor) -> None:
    panel = _open(conductor)
    panel._toggle(panel.model.row(0))  # type: ignore[arg-type]
    QTest.keyClick(panel.table, _KEYS.Key_Down)

    def act(dialog: FixDialog) -> None:
        assert dialog.list.rows.index(0).data(Qt.ItemDataRole.UserRole).note.startswith("becomes “")
        dialog.primary.click()

    _fix(conductor, act, panel.fix.click)
    assert _places(conductor) == [(_MOSCOW[0], _MOSCOW[0] + 5)]


def test_a_rule_is_switched_off_for_the_project_and_on_again(conductor: Conductor) -> None:
    panel = _open(conductor)
    actions = {action.text(): action for action in panel.rules_menu().actions()}
    actions["The same words without a label"].trigger()
    _wait(conductor)
    assert _rows(panel) == ["edge_punctuation: 1"]
    assert conductor.session.workspace.scheme.silenced == {"unlabelled_elsewhere"}
    assert panel.rules.text() == "Rules · 1 off"
    actions = {action.text(): action for action in panel.rules_menu().actions()}
    assert not actions["The same words without a label"].isChecked()
    actions["The same words without a label"].trigger()
    _wait(conductor)
    assert conductor.session.workspace.scheme.silenced == frozenset()
    assert _rows(panel) == ["edge_punctuation: 1", "unlabelled_elsewhere: 3"]


def test_the_whole_project_is_looked_through_and_leads_to_other_documents(conductor: Conductor) -> None:
    conductor.editing.next_document()
    _label(conductor, "LOC", 0, 4)
    panel = _open(conductor)
    panel.scope.set_choice("all")
    panel.scope.chosen.emit("all")
    _wait(conductor)
    assert "label_used_once: 2" in _rows(panel)
    assert "unlabelled_elsewhere: 4" in _rows(panel)
    assert not panel.table.isColumnHidden(2)
    panel.model.toggle("edge_punctuation")
    panel._choose(1)
    QTest.keyClick(panel.table, _KEYS.Key_Return)
    QApplication.processEvents()
    summary = conductor.session.summary
    assert summary is not None
    assert summary.title == "أول"
    assert conductor.window.view.current_span is not None


def test_f4_walks_through_the_findings(conductor: Conductor) -> None:
    view = conductor.window.view
    view.set_current(None)
    view.move_caret(0, extend=False)
    QTest.keyClick(view, _KEYS.Key_F4)
    assert view.current_span is not None
    assert "punctuation" in conductor.window.notice.text
    QTest.keyClick(view, _KEYS.Key_F4)
    assert view.selection == Span(_MOSCOW[1], _MOSCOW[1] + 5)
    QTest.keyClick(view, _KEYS.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert view.current_span is not None


def test_a_long_text_is_looked_at_in_a_worker_and_what_is_done_meanwhile_counts(
    make_window: MakeWindow, tmp_path: Path
) -> None:
    (tmp_path / "طويل.txt").write_text(f"{_TEXT}\n" * 30, encoding="utf-8")
    with Workspace.create(tmp_path / "q.hashiya", title="Q", reader="Salma") as workspace:
        workspace.import_files([tmp_path / "طويل.txt"])
    conductor = make_window(tmp_path / "q.hashiya")
    document_id = conductor.session.document_id
    assert document_id is not None
    conductor.session.perform(
        AddSpan(document_id=document_id, set_id=None, label="GPE", span=Span(_MOSCOW[1], _MOSCOW[1] + 5))
    )
    assert conductor.consistency.checker is None
    _label(conductor, "GPE", _MOSCOW[2], _MOSCOW[2] + 5)
    assert conductor.window.status.findings.text() == f"{30 * 4 - 2} findings"


def test_a_project_that_is_left_while_it_is_looked_through_is_forgotten(
    conductor: Conductor, samples: Path
) -> None:
    panel = _open(conductor)
    panel.scope.set_choice("all")
    panel.scope.chosen.emit("all")
    assert not conductor.consistency.is_ready
    assert conductor.open(samples)
    _wait(conductor)
    assert not panel.is_of_project
    assert conductor.consistency.checker is not None
    assert conductor.consistency.checker.document_id == conductor.session.document_id
    conductor.session.leave()
    _wait(conductor)
    assert conductor.consistency.checker is None


def test_in_a_project_that_can_only_be_looked_at_nothing_is_mended(conductor: Conductor) -> None:
    path = conductor.session.workspace.path
    conductor.session.leave()
    conductor.session.look(path, reader="Salma")
    _wait(conductor)
    panel = _open(conductor)
    panel._choose(1)
    assert not panel.fix_all.isEnabled()
    assert not any(action.isEnabled() for action in panel.rules_menu().actions())
