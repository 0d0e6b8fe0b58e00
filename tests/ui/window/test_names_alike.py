"""People whose names are one name, or hardly two: in the window they are told apart, and asked about."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.editing.change import AnnotatorChange, Step
from annotator.editing.commands import ImportDocuments
from annotator.editing.state import ProjectState
from annotator.language import msg
from annotator.model import AnnotatedDocument, Annotator, Document, digest, new_id
from annotator.model.person import new_person_id
from annotator.team.matrix import matrix
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.sharing import SharingDialog
from ui.exporting.options_pane import OptionsPane
from ui.people.dialog import PeopleDeeds, PeopleDialog
from ui.settings import Settings
from ui.team.hand_out import HandOutDialog

MakeWindow = Callable[..., Conductor]


class _Come:
    """People come as a merge brings them, whose names nobody here has checked."""

    def __init__(self, *names: str) -> None:
        self.people = tuple(Annotator(id=new_person_id(), name=name) for name in names)

    def plan(self, _state: ProjectState) -> Step:
        changes = tuple(AnnotatorChange(before=None, after=one) for one in self.people)
        return Step(name=msg("Change the text"), changes=changes)


def _project(path: Path, come: _Come, who: Any = "x") -> Path:
    with closing(Workspace.create(path, title="P", reader=who)) as workspace:
        document = Document(id="d", title="مقال", text="قال الوزير", sha256=digest("قال الوزير"))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        workspace.perform(come)
    return path


@pytest.fixture
def linas() -> _Come:
    return _Come("Lina", "Lina")


@pytest.fixture
def conductor(make_window: MakeWindow, tmp_path: Path, linas: _Come) -> Conductor:
    return make_window(_project(tmp_path / "p.hashiya", linas))


def test_a_packet_is_for_the_one_of_two_who_is_chosen(
    conductor: Conductor, linas: _Come, qtbot: QtBot
) -> None:
    dialog = HandOutDialog(
        conductor.window, conductor.window.theme, conductor.session.workspace, chosen=("d",)
    )
    qtbot.addWidget(dialog)
    shown = {dialog.whom.itemData(row): dialog.whom.itemText(row) for row in range(dialog.whom.count() - 1)}
    assert shown.keys() == {one.id for one in linas.people}
    places = []
    for one in linas.people:
        assert f"…{one.id[-6:]}" in shown[one.id]
        dialog.whom.set_choice(one.id)
        dialog.whom.chosen.emit(one.id)
        places.append(dialog.place.path)
        assert one.id not in dialog.words.text()
    assert len(set(places)) == 2
    dialog.confirm()
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=10000)
    assert dialog.made is not None
    assert dialog.made.annotator == linas.people[1]


@pytest.mark.parametrize("typed", ["lina", " LINA", "Lina"])
def test_somebody_new_who_is_hardly_new_is_not_handed_a_packet(
    conductor: Conductor, typed: str, qtbot: QtBot
) -> None:
    dialog = HandOutDialog(
        conductor.window, conductor.window.theme, conductor.session.workspace, chosen=("d",)
    )
    qtbot.addWidget(dialog)
    dialog.whom.set_choice("")
    dialog.whom.chosen.emit("")
    dialog.name.setText(typed)
    assert "is in the project already" in dialog.words.text()
    assert not dialog.primary.isEnabled()
    dialog.name.setText("Lina Haddad")
    assert dialog.primary.isEnabled()


def test_who_nearly_has_a_name_is_not_added_beside_it(conductor: Conductor, qtbot: QtBot) -> None:
    session = conductor.session
    deeds = PeopleDeeds(perform=session.attempt, call_me=lambda _: None, be=lambda _: None, plan=lambda: None)
    dialog = PeopleDialog(conductor.window, conductor.window.theme, session.workspace, deeds)
    qtbot.addWidget(dialog)
    names = [dialog.table.people.index(row, 0).data() for row in range(dialog.table.people.rowCount())]
    assert len(set(names)) == len(names)
    dialog.newcomer.setText("لينا")
    dialog.add.click()
    dialog.newcomer.setText("ليـنا")
    dialog.add.click()
    assert "hardly be told apart" in dialog._error.text()
    assert [one.name for one in session.workspace.annotators()].count("ليـنا") == 0


def test_a_plan_needs_as_many_people_as_readers_and_asks_who_is_meant(
    conductor: Conductor, qtbot: QtBot
) -> None:
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
    count = len(dialog.people.chosen)
    dialog.readers.setValue(9)
    said = dialog._error.text()
    assert "9" in said
    assert str(count) in said
    assert not dialog.primary.isEnabled()
    dialog.readers.setValue(count)
    assert dialog.primary.isEnabled()
    assert dialog._error.isHidden()
    dialog.name.setText("LINA")
    dialog.add.click()
    assert "hardly be told apart" in dialog._error.text()
    assert len(dialog.people.all) == len(workspace.annotators()) + (
        workspace.reader not in workspace.annotators()
    )
    rows = [dialog.people.item(row) for row in range(dialog.people.count())]
    assert len({row.text() for row in rows if row.checkState() is Qt.CheckState.Checked}) == count


def test_who_would_join_beside_their_own_name_is_told(
    make_window: MakeWindow, tmp_path: Path, settings: Settings
) -> None:
    other = settings.reader.upper()
    assert other != settings.reader
    conductor = make_window(_project(tmp_path / "q.hashiya", _Come(other)))
    assert f"“{other}” is in this project already" in conductor.window.notice.text


class _Named(_Come):
    """People who were named here before they came."""

    def __init__(self, *names: str) -> None:
        self.people = tuple(Annotator(id=new_id(), name=name) for name in names)


def test_who_is_named_in_the_project_is_offered_that_name_and_not_the_login(
    make_window: MakeWindow, tmp_path: Path, settings: Settings
) -> None:
    settings._values.clear()
    named = _Named(settings.login.title())
    conductor = make_window(_project(tmp_path / "q.hashiya", named))
    strip = conductor.people.strip
    assert strip is not None
    assert strip.field.text() == named.people[0].name
    # Who goes to work without an answer is nobody else.
    assert conductor.session.workspace.reader.id == named.people[0].id
    assert strip.isVisible()
    strip.take.click()
    assert conductor.session.workspace.reader.id == named.people[0].id
    assert settings.reader == named.people[0].name


def test_who_is_not_the_one_offered_does_not_rename_them(
    make_window: MakeWindow, tmp_path: Path, settings: Settings
) -> None:
    settings._values.clear()
    named = _Named(settings.login.title())
    conductor = make_window(_project(tmp_path / "q.hashiya", named))
    strip = conductor.people.strip
    assert strip is not None
    strip.field.setText("هالة")
    strip.take.click()
    workspace = conductor.session.workspace
    assert (workspace.reader.name, settings.reader) == ("هالة", "هالة")
    assert workspace.reader.id != named.people[0].id
    assert named.people[0] in workspace.annotators()


def test_who_writes_another_name_that_is_hardly_another_is_told(
    make_window: MakeWindow, tmp_path: Path, settings: Settings
) -> None:
    settings._values.clear()
    conductor = make_window(_project(tmp_path / "q.hashiya", _Named("هالة")))
    strip = conductor.people.strip
    assert strip is not None
    strip.field.setText("هاله")
    strip.take.click()
    assert "“هالة” is in this project already" in conductor.window.notice.text.replace("\u2068", "").replace(
        "\u2069", ""
    )


def test_readings_of_one_of_two_can_be_chosen_for_an_export(conductor: Conductor, qtbot: QtBot) -> None:
    from ui.dialogs.export import ExportDialog

    dialog = ExportDialog(conductor.window, conductor.window.theme, conductor.session.workspace)
    qtbot.addWidget(dialog)
    pane: OptionsPane = dialog.options
    values = [pane.readings.itemData(row) for row in range(pane.readings.count())]
    texts = [pane.readings.itemText(row) for row in range(pane.readings.count())]
    assert len(set(values)) == len(values)
    assert len(set(texts)) == len(texts)
