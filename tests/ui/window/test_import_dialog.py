"""The import dialog: what files are and hold is seen and decided before anything is written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.progress import Progress
from annotator.text.damage import Damage
from annotator.workspace.naming import Joining
from annotator.workspace.surveying import FileChoice
from ui.conductor import Conductor
from ui.dialogs import import_files
from ui.dialogs.import_files import ImportDialog
from ui.dialogs.imported import ImportedDialog
from ui.importing import writing
from ui.importing.command import command_line
from ui.panels.choice_field import ChoiceField
from ui.settings import Settings

MakeWindow = Callable[..., Conductor]
MakeDialog = Callable[..., ImportDialog]
ROWS = "سليم B-PERSON\nخان I-PERSON\nزار O\nنهر B-RIVER\n\n"
NOISY = ROWS + "خطأ OO\n\n"


@pytest.fixture
def make_dialog(
    make_window: MakeWindow, samples: Path, settings: Settings, qtbot: QtBot
) -> Callable[..., ImportDialog]:
    conductors: list[Conductor] = []

    def make(*paths: Path) -> ImportDialog:
        if not conductors:
            conductors.append(make_window(samples))
        window, session = conductors[0].window, conductors[0].session
        dialog = ImportDialog(window, window.theme, session.workspace, paths, settings=settings)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.is_working, timeout=10000)
        return dialog

    return make


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def choose(field: object, value: object) -> None:
    """Choose as a person does: the field tells it."""
    field.set_choice(value)  # type: ignore[attr-defined]
    field.chosen.emit(value)  # type: ignore[attr-defined]


def wants(field: ChoiceField) -> bool:
    """Tell whether a field is marked as wanting an answer."""
    return field.is_needed


def seen(part: QWidget) -> bool:
    return part.isVisible()


def settle(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=10000)


def bring_in(dialog: ImportDialog, qtbot: QtBot) -> None:
    assert dialog.blocker == ""
    dialog.primary.click()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=10000)


def test_format_encoding_and_documents_are_shown_before_anything_is_written(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    words = "قالت الوزيرة إن المدينة القديمة ستفتح أبوابها قريبا"
    dialog = make_dialog(written(tmp_path / "قديم.txt", words, "cp1256"))
    before = dialog._workspace.documents()
    pane = dialog.body.pane
    assert pane.format_field.currentText() == "Plain text, recognised"
    assert pane.encoding_field.currentText() == "Windows-1256, recognised"
    assert [(row.title, row.line) for row in pane.preview.rows] == [("قديم", words)]
    assert dialog.primary.text() == "Import 1 document"
    assert dialog._workspace.documents() == before
    bring_in(dialog, qtbot)
    new = dialog._workspace.documents()[-1]
    assert dialog._workspace.document(new.id).text == words


def test_an_encoding_that_is_not_sure_is_chosen_by_the_line_that_can_be_read(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = make_dialog(written(tmp_path / "a.txt", "وصل الوفد", "cp1256"))
    pane = dialog.body.pane
    assert not dialog.primary.isEnabled()
    assert "choose its encoding" in dialog.body.hint.text()
    assert seen(pane.question)
    assert [row.value for row in pane.preview.rows][:1] == ["cp1256"]
    pane.preview.setFocus()
    QTest.keyClick(pane.preview, Qt.Key.Key_Return)
    settle(dialog, qtbot)
    assert not seen(pane.question)
    assert [row.line for row in pane.preview.rows] == ["وصل الوفد"]
    assert "--encoding cp1256" in dialog.body.command.text()
    bring_in(dialog, qtbot)


def test_a_wrong_recognition_is_overridden(make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = make_dialog(written(tmp_path / "a.txt", ROWS))
    choose(dialog.body.pane.format_field, "conll")
    settle(dialog, qtbot)
    assert [row.title for row in dialog.body.pane.preview.rows] == ["سليم خان زار نهر"]
    assert "--format conll" in dialog.body.command.text()


@pytest.mark.parametrize(("answer", "text"), [("keep", "ﻗﺎل سليم"), ("mend", "قال سليم")])
def test_letter_shapes_are_asked_about_and_never_changed_unasked(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot, answer: str, text: str
) -> None:
    dialog = make_dialog(written(tmp_path / "a.txt", "ﻗﺎل سليم"))
    field = dialog.body.pane.damage_fields[Damage.FORMS]
    assert field.isVisible()
    assert wants(field)
    assert not dialog.primary.isEnabled()
    choose(field, answer)
    settle(dialog, qtbot)
    assert not wants(field)
    bring_in(dialog, qtbot)
    new = dialog._workspace.documents()[-1]
    assert dialog._workspace.document(new.id).text == text


def test_a_damaged_file_can_be_left_out_or_read_with_signs(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    damaged = tmp_path / "a.txt"
    damaged.write_bytes("قال سليم للناس".encode() + b"\xff")
    dialog = make_dialog(damaged, written(tmp_path / "b.txt", "خبر جديد"))
    field = dialog.body.pane.damage_fields[Damage.BYTES]
    assert wants(field)
    assert not dialog.primary.isEnabled()
    choose(field, "keep")
    settle(dialog, qtbot)
    assert dialog.primary.text() == "Import 1 document"
    choose(field, "mend")
    settle(dialog, qtbot)
    assert dialog.primary.text() == "Import 2 documents"
    assert [row.line for row in dialog.body.pane.preview.rows] == ["قال سليم للناس\ufffd"]
    bring_in(dialog, qtbot)


def test_labels_are_mapped_added_or_left_out_and_come_in_one_step(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = ROWS + "مدريد B-City\n\n"
    dialog = make_dialog(written(tmp_path / "a.conll", rows))
    workspace = dialog._workspace
    before = workspace.scheme
    fields = dialog.body.names.fields
    assert fields["PERSON"].currentData() == "PERS"  # as a map of the scheme says
    assert fields["RIVER"].currentData() is Joining.ADD
    choose(fields["City"], None)
    choose(dialog.body.names.layer_field, "sources")
    assert '--map \'{"PERSON": "PERS", "City": null}\' --add-labels --layer sources' in (
        dialog.body.command.text()
    )
    bring_in(dialog, qtbot)
    assert dialog.report is not None
    assert (dialog.report.spans, dialog.report.added) == (2, ("RIVER",))
    added = workspace.scheme.label("RIVER")
    assert added is not None
    assert added.layer == "sources"
    assert workspace.undo() is not None
    assert workspace.scheme == before
    assert len(workspace.documents()) == 2


def test_problems_are_listed_by_line_and_only_left_out_if_that_is_wanted(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = make_dialog(written(tmp_path / "a.conll", NOISY))
    listed = [dialog.body.problems.item(row).text() for row in range(dialog.body.problems.count())]
    assert ["a.conll, line 6: “OO” is no tag" in words for words in listed] == [True]
    assert not dialog.primary.isEnabled()
    dialog.confirm()
    assert not dialog.is_working
    dialog.body.skip_field.setChecked(True)
    assert dialog.primary.isEnabled()
    bring_in(dialog, qtbot)
    assert dialog.report is not None
    assert len(dialog.report.problems) == 1


def test_a_rule_that_is_broken_is_said_in_the_dialog_and_nothing_comes_in(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    spans = '{"label": "PERS", "start": 0, "end": 5}, {"label": "ORG", "start": 3, "end": 8}'
    dialog = make_dialog(written(tmp_path / "a.jsonl", f'{{"text": "قال سليم", "spans": [{spans}]}}\n'))
    before = dialog._workspace.documents()
    dialog.primary.click()
    settle(dialog, qtbot)
    assert "a.jsonl, line 1: In the layer" in dialog._error.text()
    assert dialog.isVisible()
    assert dialog._workspace.documents() == before


def test_escape_stops_the_looking_and_then_closes(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    dialog = make_dialog()

    def slow(*_: object, progress: Progress, **__: object) -> None:
        begun.set()
        while True:
            progress.step()
            threading.Event().wait(0.001)

    monkeypatch.setattr(import_files, "survey_file", slow)
    dialog.add([written(tmp_path / "a.txt", "خبر")])
    assert begun.wait(5)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(dialog, qtbot)
    assert dialog.isVisible()
    assert dialog.files == ()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_escape_stops_the_import_and_leaves_nothing(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = make_dialog(written(tmp_path / "a.conll", ROWS))
    workspace = dialog._workspace
    before, scheme, steps = workspace.documents(), workspace.scheme, workspace.undo_name
    begun = threading.Event()

    def slow(*_: object, progress: Progress, **__: object) -> None:
        begun.set()
        while True:
            progress.step()
            threading.Event().wait(0.001)

    monkeypatch.setattr(import_files, "settle", slow)
    dialog.primary.click()
    assert begun.wait(5)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(dialog, qtbot)
    assert (workspace.documents(), workspace.scheme, workspace.undo_name) == (before, scheme, steps)
    assert dialog.report is None


def test_cancel_is_heard_while_documents_are_written(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_SECONDS_BETWEEN", 0)
    dialog = make_dialog(written(tmp_path / "a.conll", ROWS))
    workspace = dialog._workspace
    before, scheme = workspace.documents(), workspace.scheme
    shown: list[tuple[int, int]] = []

    def advance(done: int, total: int) -> None:
        if total > 0:  # before that, names are settled in the background
            shown.append((done, total))
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    monkeypatch.setattr(dialog, "_advance", advance)
    dialog.primary.click()
    qtbot.waitUntil(lambda: bool(shown) and not dialog.is_working, timeout=10000)
    assert shown == [(1, 3)]
    assert dialog.isVisible()
    assert dialog.report is None
    assert (workspace.documents(), workspace.scheme) == (before, scheme)
    monkeypatch.undo()
    bring_in(dialog, qtbot)


def test_files_dropped_on_the_dialog_join_the_others(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = make_dialog(written(tmp_path / "a.txt", "خبر أول"))
    (tmp_path / "more").mkdir()
    written(tmp_path / "more" / "b.txt", "خبر ثان")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "more"))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(event)
    settle(dialog, qtbot)
    assert [file.choice.path.name for file in dialog.files] == ["a.txt", "b.txt"]
    assert dialog.primary.text() == "Import 2 documents"


def test_a_document_that_is_here_already_is_named_so(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    path = written(tmp_path / "a.txt", "خبر أول")
    bring_in(make_dialog(path), qtbot)
    dialog = make_dialog(path)
    assert dialog.body.pane.preview.rows[0].about.endswith("here already")


def test_the_choices_are_kept_for_the_next_import(
    make_dialog: MakeDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = make_dialog(written(tmp_path / "a.conll", NOISY))
    dialog.body.annotator_field.setText("ليلى, «س»")
    dialog.body.skip_field.setChecked(True)
    choose(dialog.body.names.fields["RIVER"], "LOC")
    bring_in(dialog, qtbot)
    again = make_dialog(written(tmp_path / "b.conll", NOISY + "آخر O\n"))
    assert again.body.annotator == "ليلى, «س»"
    assert again.body.skips
    assert again.body.names.fields["RIVER"].currentData() == "LOC"
    assert again.body.names.fields["PERSON"].currentData() == "PERS"


def test_the_command_line_can_be_copied(make_dialog: MakeDialog, tmp_path: Path) -> None:
    dialog = make_dialog(written(tmp_path / "a.txt", "خبر أول"))
    dialog.body.copy.click()
    assert QApplication.clipboard().text() == dialog.body.command.text()
    assert dialog.body.command.text().startswith("hashiya import ")


def test_the_command_line_tells_files_apart_that_are_read_differently() -> None:
    choices = [
        FileChoice(path=Path("a b.txt"), encoding="cp1256", mend=frozenset({Damage.FORMS})),
        FileChoice(path=Path("c.txt")),
        FileChoice(path=Path("d.jsonl")),
    ]
    line = command_line(
        Path("p.hashiya"), choices, decisions={}, layer="entities", annotator="ليلى", skip_bad=True
    )
    shared = "--annotator 'ليلى' --skip-bad"
    assert line == (
        f"hashiya import p.hashiya 'a b.txt' --encoding cp1256 --mend forms {shared}"
        f" && hashiya import p.hashiya c.txt d.jsonl {shared}"
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_part_has_a_name_and_no_words_overlap(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot, language: str
) -> None:
    conductor = make_window(samples, language=language)
    window = conductor.window
    files = [written(tmp_path / "a.conll", NOISY), written(tmp_path / "b.txt", "وصل الوفد", "cp1256")]
    dialog = ImportDialog(window, window.theme, conductor.session.workspace, files)
    dialog.show()
    settle(dialog, qtbot)
    body = dialog.body
    for part in (body.list, body.pane.preview, body.problems, body.command, *body.names.fields.values()):
        assert part.accessibleName()
    assert dialog.height() <= 740
    boxes = [
        QRect(part.mapTo(body, QPoint(0, 0)), part.size())
        for part in (body.pane, body.names, body._problems_sheet)
        if part.isVisible()
    ]
    assert len(boxes) == 3
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)


def test_the_result_says_what_came_what_joined_and_what_did_not(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    conductor = make_window(samples)

    def confirmed(dialog: ImportDialog) -> int:
        dialog.show()
        settle(dialog, qtbot)
        dialog.body.skip_field.setChecked(True)
        bring_in(dialog, qtbot)
        return dialog.result()

    def read(dialog: ImportedDialog) -> int:
        labels = [label.text() for label in dialog.findChildren(QLabel) if hasattr(label, "text")]
        told.extend([*labels, dialog.details.toPlainText()])
        return 0

    monkeypatch.setattr(ImportDialog, "exec", confirmed)
    monkeypatch.setattr(ImportedDialog, "exec", read)
    conductor.window.dropped.emit([written(tmp_path / "a.conll", NOISY)])
    said = "\n".join(told)
    assert "1 new document, 1 new reading, 2 spans, 0 relations." in said
    assert "1 label has joined the scheme: RIVER." in said
    assert "a.conll, line 6: “OO” is no tag" in said
    assert "One undo takes all of it back." in said
