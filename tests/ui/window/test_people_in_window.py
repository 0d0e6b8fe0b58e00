"""The people of a project in its window: who sits here, who they are, and whose reading is shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.editing.commands import AddSpan, ImportDocuments, SetState
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Role, Span, State, digest
from annotator.model.person import Identity, new_person_id
from annotator.model.sigla import sigla
from annotator.team.matrix import matrix
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.deeds.scheme import editor_of
from ui.dialogs.sharing import SharingDialog
from ui.people.dialog import PeopleDeeds, PeopleDialog
from ui.people.siglum import Sigla, offered_colours
from ui.people.who import WhoDialog
from ui.scheme.board import Kind, Place
from ui.settings import Settings

MakeWindow = Callable[..., Conductor]
_TEXT = "قال الوزير إن الجسر سيفتح غدا."


def _who(name: str) -> Identity:
    own = new_person_id()
    return Identity(name=name, ids=(own,), own=own)


def _read(path: Path, who: Identity | str, words: str, state: State = State.IN_PROGRESS) -> None:
    place = Span(_TEXT.index(words), _TEXT.index(words) + len(words))
    with closing(Workspace.open(path, reader=who)) as workspace:
        done = workspace.perform(AddSpan(document_id="d", set_id=None, label="SOURCE", span=place))
        assert done is not None
        own = next(one for one in workspace.sets("d") if one.annotator == workspace.reader)
        workspace.perform(SetState(document_id="d", set_id=own.id, state=state))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="P", reader="x")) as workspace:
        document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
    return path


@pytest.fixture
def shared(project: Path, settings: Settings) -> Path:
    """Return a project in which Salma, who sits here, reviews, and Nawar annotates."""
    _read(project, settings.identity, "الوزير")
    _read(project, _who("Nawar"), "الجسر", State.FINISHED)
    return project


@pytest.fixture
def of_nawar(project: Path, settings: Settings) -> Path:
    """Return a project in which Nawar reviews, and Salma, who sits here, annotates."""
    _read(project, _who("Nawar"), "الجسر", State.FINISHED)
    _read(project, settings.identity, "الوزير")
    return project


def _dialog(conductor: Conductor, qtbot: QtBot) -> PeopleDialog:
    people = conductor.people
    deeds = PeopleDeeds(
        perform=conductor.session.attempt, call_me=people.call_me, be=people.be, plan=lambda: None
    )
    dialog = PeopleDialog(conductor.window, conductor.window.theme, conductor.session.workspace, deeds)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _reading(conductor: Conductor) -> AnnotationSet | None:
    return conductor.session.annotation_set


def _agreed(workspace: Workspace) -> tuple[bool, tuple[str, ...]]:
    return workspace.scheme.blind, workspace.scheme.reasons


def _people(conductor: Conductor) -> dict[str, Role]:
    return {one.name: one.role for one in conductor.session.workspace.annotators()}


def _choose(dialog: PeopleDialog, name: str) -> None:
    dialog.table.choose(next(one.id for one in dialog.table.people.sigla.people if one.name == name))


def _row(dialog: PeopleDialog, name: str) -> list[str]:
    model = dialog.table.people
    row = next(row for row in range(model.rowCount()) if model.person(row).name == name)
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


# Who sits here


@pytest.mark.parametrize("closes", [False, True])
def test_who_sits_here_is_asked_once_and_never_in_the_way(
    make_window: MakeWindow, project: Path, tmp_path: Path, settings: Settings, *, closes: bool
) -> None:
    settings._values.clear()
    conductor = make_window(project)
    strip = conductor.people.strip
    assert strip is not None
    assert strip.isVisible()
    assert strip.field.text() == settings.login
    assert conductor.window.view.hasFocus()
    strip.field.setText("  ")
    strip.take.click()
    assert settings.asks_who, "an empty name is no answer"
    if closes:
        strip.close_button.click()
    else:
        strip.field.setText("  هالة  ")
        strip.field.returnPressed.emit()
    name = settings.login if closes else "هالة"
    assert not strip.isVisible()
    assert settings.reader == name
    assert conductor.session.workspace.reader.name == name
    conductor.session.leave()
    conductor.open(project)
    assert not strip.isVisible()
    assert Settings(tmp_path / "settings.ini").identity == settings.identity


def test_a_new_name_goes_into_the_project_and_undo_takes_it_out(
    make_window: MakeWindow, shared: Path, settings: Settings, qtbot: QtBot
) -> None:
    conductor = make_window(shared)
    dialog = WhoDialog(
        conductor.window, conductor.window.theme, name="Salma", call_me=conductor.people.call_me
    )
    qtbot.addWidget(dialog)
    dialog.name.setText("Nawar")
    dialog.confirm()
    assert "Nawar" in dialog._error.text()
    assert settings.reader == "Salma"
    dialog.name.setText("Salma Haddad")
    dialog.confirm()
    assert dialog.result() == WhoDialog.DialogCode.Accepted
    assert settings.reader == "Salma Haddad"
    assert "Salma Haddad" in _people(conductor)
    conductor.session.undo()
    assert "Salma" in _people(conductor)
    assert conductor.session.workspace.reader.name == "Salma"


def test_a_namesake_from_another_machine_is_pointed_out(make_window: MakeWindow, project: Path) -> None:
    _read(project, _who("Salma"), "الوزير")
    conductor = make_window(project)
    assert "Salma" in conductor.window.notice.text
    assert _reading(conductor) is None


# The people


def test_people_are_listed_with_what_they_have_done_and_somebody_is_added(
    make_window: MakeWindow, shared: Path, qtbot: QtBot
) -> None:
    conductor = make_window(shared)
    dialog = _dialog(conductor, qtbot)
    assert _row(dialog, "Salma") == ["Salma", "Reviewer", "0", "1", "0", "1"]
    assert _row(dialog, "Nawar") == ["Nawar", "Annotator", "0", "0", "1", "1"]
    letters = sigla(conductor.session.workspace.annotators(), "en")
    said = [dialog.table.people.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    reader = conductor.session.workspace.reader.id
    assert f"{letters[reader]} Salma, you" in said
    assert len({Sigla.of(conductor.session.workspace.annotators()).colours[one] for one in letters}) == 2
    # What can't be is said in the dialog.
    dialog.role.chosen.emit(Role.ANNOTATOR.value)
    assert "only reviewer" in dialog._error.text()
    assert dialog.role.currentData() == Role.REVIEWER.value
    dialog.newcomer.setText("Nawar")
    dialog.add.click()
    assert "Nawar" in dialog._error.text()
    dialog.newcomer.setText("هدى")
    dialog.add.click()
    assert dialog.table.chosen is not None
    assert dialog.table.chosen.name == "هدى"
    assert _people(conductor)["هدى"] is Role.ANNOTATOR


def test_a_person_is_renamed_given_a_part_and_a_colour_each_as_one_step(
    make_window: MakeWindow, shared: Path, qtbot: QtBot
) -> None:
    conductor = make_window(shared)
    dialog = _dialog(conductor, qtbot)
    _choose(dialog, "Nawar")
    dialog.name.setFocus()
    dialog.name.setText("نوار")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert _people(conductor)["نوار"] is Role.ANNOTATOR
    dialog.role.chosen.emit(Role.REVIEWER.value)
    assert _people(conductor)["نوار"] is Role.REVIEWER
    dialog.colours.chosen.emit(offered_colours()[4])
    dialog.usual.click()
    colours = [one.colour for one in conductor.session.workspace.annotators()]
    assert colours == [None, None]
    conductor.session.undo()
    assert offered_colours()[4] in [one.colour for one in conductor.session.workspace.annotators()]
    for _ in range(3):
        conductor.session.undo()
    assert _people(conductor) == {"Salma": Role.REVIEWER, "Nawar": Role.ANNOTATOR}


def test_who_reads_blindly_changes_only_themselves(
    make_window: MakeWindow, of_nawar: Path, qtbot: QtBot
) -> None:
    dialog = _dialog(make_window(of_nawar), qtbot)
    assert dialog.name.isEnabled()
    assert not dialog.role.isEnabled()
    assert not dialog.add.isEnabled()
    assert _row(dialog, "Nawar")[3:] == ["", "", ""]
    _choose(dialog, "Nawar")
    assert not dialog.name.isEnabled()
    assert not dialog.colours.isEnabled()


def test_who_says_that_they_are_the_reviewer_is_shown_all(
    make_window: MakeWindow, of_nawar: Path, settings: Settings, qtbot: QtBot
) -> None:
    conductor = make_window(of_nawar)
    assert conductor.window.desk.blind.isVisible()
    dialog = _dialog(conductor, qtbot)
    _choose(dialog, "Nawar")
    dialog.me.click()
    assert conductor.session.workspace.reader.name == "Nawar"
    assert not conductor.window.desk.blind.isVisible()
    summary = conductor.session.summary
    assert summary is not None
    assert len(summary.sets) == 2
    assert settings.identity.ids[0] == conductor.session.workspace.reader.id
    assert not dialog.me.isVisible()


# Whose reading


def _words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_another_s_reading_is_shown_by_key_to_look_at_and_not_to_change(
    make_window: MakeWindow, shared: Path, qtbot: QtBot
) -> None:
    conductor = make_window(shared)
    conductor.actions.actions["readings"].trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert _words_of(menu) == ["Salma · In progress · 1 span", "Nawar · Finished · 1 span"]
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    reading = _reading(conductor)
    assert reading is not None
    assert reading.annotator is not None
    assert reading.annotator.name == "Nawar"
    strip = conductor.readings.strip
    assert strip is not None
    assert strip.isVisible()
    assert "Nawar" in strip.words.text()
    view = conductor.window.view
    view.select(Span(0, 3))
    qtbot.keyClick(view, Qt.Key.Key_F8)
    assert "Nawar" in conductor.window.notice.text
    assert len(reading.spans) == 1
    strip.own.click()
    assert not strip.isVisible()
    view.select(Span(0, 3))
    qtbot.keyClick(view, Qt.Key.Key_F8)
    own = _reading(conductor)
    assert own is not None
    assert len(own.spans) == 2


def test_who_has_not_begun_begins_their_own_reading(
    make_window: MakeWindow, project: Path, qtbot: QtBot, settings: Settings
) -> None:
    with closing(Workspace.open(project, reader=settings.identity)) as workspace:
        workspace.perform(SetState(document_id="d", set_id=None, state=State.IN_PROGRESS))
        workspace.undo()
    _read(project, _who("Nawar"), "الجسر")
    with closing(Workspace.open(project, reader=_who("Huda"))) as workspace:
        assert not workspace.sees_all
    conductor = make_window(project)
    assert _reading(conductor) is None
    qtbot.keyClick(conductor.window.view, Qt.Key.Key_Right)
    conductor.window.view.select(Span(0, 3))
    qtbot.keyClick(conductor.window.view, Qt.Key.Key_F8)
    reading = _reading(conductor)
    assert reading is not None
    assert reading.annotator == conductor.session.workspace.reader


# What the project agrees on


def test_blindness_and_reasons_are_agreed_on_in_the_scheme(
    make_window: MakeWindow, shared: Path, qtbot: QtBot
) -> None:
    conductor = make_window(shared)
    workspace = conductor.session.workspace
    editor = editor_of(conductor.window, conductor.window.theme, workspace, adopt=conductor.session.attempt)
    qtbot.addWidget(editor)
    editor.show_place(Place(Kind.TEAM))
    form = editor.forms.team
    assert not form.sighted.isChecked()
    form.sighted.click()
    form.reasons.setPlainText("اللقب جزء  من الاسم\n\nالنقطة خارج المقطع\nاللقب جزء من الاسم\n")
    editor.confirm()
    assert _agreed(workspace) == (False, ("اللقب جزء من الاسم", "النقطة خارج المقطع"))
    conductor.session.undo()
    assert _agreed(workspace) == (True, ())


def test_the_scheme_is_not_for_who_reads_blindly_to_change(
    make_window: MakeWindow, of_nawar: Path, qtbot: QtBot
) -> None:
    conductor = make_window(of_nawar)
    editor = editor_of(
        conductor.window,
        conductor.window.theme,
        conductor.session.workspace,
        adopt=conductor.session.attempt,
    )
    qtbot.addWidget(editor)
    assert "reviewers" in editor.footer._words.text()
    conductor.actions.actions["delete_label"].trigger()
    assert "reviewers" in conductor.window.notice.text


def test_the_plan_shows_how_far_everybody_is(make_window: MakeWindow, shared: Path, qtbot: QtBot) -> None:
    conductor = make_window(shared)
    workspace = conductor.session.workspace
    dialog = SharingDialog(
        conductor.window,
        conductor.window.theme,
        documents={"d": "مقال"},
        people=workspace.annotators(),
        reader=workspace.reader,
        there=(),
        done=matrix(workspace.documents(), workspace.annotators(), ()),
        seed=3,
        perform=conductor.session.attempt,
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.readers.setValue(2)
    model = dialog.model
    names = [
        str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(1, model.columnCount())
    ]
    column = next(place for place, name in enumerate(names, start=1) if "Nawar" in name)
    assert names[column - 1].endswith("Nawar · 1 of 1")
    said = model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith(", Finished")
    assert "Nawar reads" in said
    field = dialog.seed.lineEdit()
    assert field.width() > field.fontMetrics().horizontalAdvance("123456"), "the number has room"
