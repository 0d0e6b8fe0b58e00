"""The dialogs of a window, for tests that look at all of them."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import ui.dialogs
from annotator.adjudication.deciding import AcceptAgreements
from annotator.editing.drafts import begin
from annotator.errors import InputError
from annotator.language import msg
from annotator.model import Span
from annotator.team.matrix import matrix
from annotator.workspace import ImportReport
from annotator.workspace.packets import Given, Homecoming, PacketPreview, look_at
from ui.adjudication.accepting import AcceptDialog
from ui.agreement.choice import DocumentsChoice
from ui.agreement.definitions import DefinitionsDialog
from ui.conductor import Conductor
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.base import Dialog
from ui.dialogs.check import CheckDialog
from ui.dialogs.entity import EntityDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.fix import FixDialog
from ui.dialogs.import_files import ImportDialog
from ui.dialogs.imported import ImportedDialog
from ui.dialogs.label_all import LabelAllDialog
from ui.dialogs.labels import DeleteLabelDialog, MergeLabelDialog
from ui.dialogs.message import MessageDialog
from ui.dialogs.new_project import NewProjectDialog
from ui.dialogs.numbers import NumbersDialog
from ui.dialogs.question import QuestionDialog
from ui.dialogs.repair import RepairDialog
from ui.dialogs.review_spans import ReviewDialog
from ui.dialogs.sample import SampleDialog
from ui.dialogs.sharing import SharingDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.dialogs.split_label import SplitLabelDialog
from ui.dialogs.trash import TrashDialog
from ui.people.dialog import PeopleDeeds, PeopleDialog
from ui.people.who import WhoDialog
from ui.team.bring_home import BringHomeDialog
from ui.team.came_home import CameHomeDialog
from ui.team.conflicts_dialog import ConflictsDialog
from ui.team.hand_out import HandOutDialog
from ui.team.handed_out import HandedOutDialog


def nothing_came(project: Path) -> Homecoming:
    """Return a homecoming at which a file was refused."""
    refusal = InputError(msg("This is <b>no</b> packet."), code="E_PACKET_OTHER")
    refused = PacketPreview(path=Path("a.hashiya"), refusal=refusal)
    return Homecoming(
        project=project,
        files=(refused.path,),
        previews=(refused,),
        changes=(),
        union=look_at(project, ()).union,
        since=0,
        add_labels=False,
    )


def dialogs(conductor: Conductor) -> list[Dialog]:
    """Return one of each dialog; none is shown."""
    window, colors = conductor.window, conductor.window.theme
    workspace = conductor.session.workspace
    labels: dict[str, Any] = {"count": workspace.history.label_use, "perform": conductor.session.attempt}
    return [
        NewProjectDialog(window, colors, reader="Salma", make=lambda _asked: None),
        ImportDialog(window, colors, workspace, [Path("a.txt")]),
        ImportedDialog(
            window,
            colors,
            ImportReport(
                documents=1,
                sets=1,
                spans=2,
                relations=0,
                known=1,
                warnings=(msg("This looks odd."),),
                added=("RIVER",),
            ),
        ),
        ExportDialog(window, colors, workspace),
        NumbersDialog(window, colors, workspace.path, title=workspace.title),
        BackupsDialog(window, colors, workspace.path, workspace.backups()),
        TrashDialog(window, colors, (), contents=workspace.history.trashed, restore=None),
        PeopleDialog(
            window,
            colors,
            workspace,
            PeopleDeeds(perform=conductor.session.attempt, call_me=print, be=print, plan=lambda: None),
        ),
        WhoDialog(window, colors, name="Salma", call_me=print),
        SampleDialog(window, colors, ("d1", "d2"), seed=7),
        SharingDialog(
            window,
            colors,
            documents={"d1": "One", "d2": "Two"},
            people=workspace.annotators(),
            reader=workspace.reader,
            there=(),
            done=matrix(workspace.documents(), workspace.annotators(), ()),
            seed=7,
            perform=conductor.session.attempt,
        ),
        DeleteLabelDialog(window, colors, workspace.scheme, "PERS", **labels),
        MergeLabelDialog(window, colors, workspace.scheme, "PERS", **labels),
        SplitLabelDialog(window, colors, begin(workspace.scheme), "CLAIM", count=lambda *_: 0),
        LabelAllDialog(
            window,
            colors,
            document=workspace.document(workspace.documents()[0].id),
            reading=None,
            scheme=workspace.scheme,
            places=[Span(0, 4)],
            label="PERS",
            more=2,
            perform=conductor.session.attempt,
        ),
        AcceptDialog(
            window,
            colors,
            conductor.session,
            AcceptAgreements(document_id=workspace.documents()[0].id),
            1234,
        ),
        FixDialog(
            window,
            colors,
            rule="edge_space",
            project=workspace.path,
            fixes=[],
            more=2,
            perform=conductor.session.attempt,
        ),
        EntityDialog(
            window,
            colors,
            forms=["كيم", "الزعيم"],
            name=None,
            link=None,
            asks_links=False,
            gazetteer=None,
            keep_gazetteer=lambda _path: None,
        ),
        CheckDialog(window, colors, workspace.path, has_backups=True),
        RepairDialog(window, colors, workspace.path),
        QuestionDialog(
            window, colors, title="Leave?", sentence="It would be lost:", action="Leave", details="1"
        ),
        ShortcutsDialog(window, colors, conductor.actions.rows()),
        MessageDialog(window, colors, title="Import", sentence="This looks odd:", details="line 1"),
        ReviewDialog(window, colors, workspace.scheme, ()),
        HandOutDialog(window, colors, workspace),
        HandedOutDialog(
            window,
            colors,
            Given(annotator=workspace.reader, documents=("d1",), by=workspace.reader),
            Path("a.hashiya"),
        ),
        BringHomeDialog(window, colors, workspace, ()),
        CameHomeDialog(window, colors, nothing_came(workspace.path), 2),
        ConflictsDialog(window, colors, workspace, ()),
        DefinitionsDialog(window, colors),
        DocumentsChoice(window, colors, {"d1": "<b>مقال</b>"}, ("d1",)),
        *filter(
            None,
            (
                conductor.corrections.dialog(),
                conductor.talk.dialog(),
                conductor.guidelines.dialog(),
                conductor.pictures.dialog(),
                conductor.looks.appearance_dialog(),
            ),
        ),
    ]


def kinds(base: type[Dialog] = Dialog) -> set[type[Dialog]]:
    """Return the classes of all dialogs that are opened, which are those that no other is made from."""
    for module in pkgutil.iter_modules(ui.dialogs.__path__):
        importlib.import_module(f"ui.dialogs.{module.name}")
    made = base.__subclasses__()
    return {base} if not made else set().union(*(kinds(kind) for kind in made))
