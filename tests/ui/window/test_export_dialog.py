"""Exporting by hand: what would be lost stands there before a file is written."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.cli.program import main
from annotator.editing.commands import ImportDocuments
from annotator.model import Owner, Span, State
from annotator.workspace import Readings
from tests.formats.several_readers import document, reading
from ui.conductor import Conductor
from ui.dialogs.export import ExportDialog
from ui.exporting.choice import chosen_once

MakeWindow = Callable[..., Conductor]


def _export(conductor: Conductor, qtbot: QtBot, format_name: str) -> ExportDialog:
    dialog = ExportDialog(
        conductor.window, conductor.window.theme, conductor.session.workspace, conductor.settings
    )
    dialog.choose_format(format_name)
    dialog.show()
    _foreseen(dialog, qtbot)
    return dialog


def _foreseen(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.foreseen is not None, timeout=10000)


def test_the_losses_are_named_before_anything_is_written(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    conductor = make_window(samples)
    files = set(tmp_path.iterdir())
    dialog = _export(conductor, qtbot, "conll")
    assert set(tmp_path.iterdir()) == files
    foreseen = dialog.foreseen
    assert foreseen is not None
    assert foreseen.report.lost == len(dialog.table.rows) > 10
    assert str(foreseen.gone) in dialog.bar.accessibleName()
    for row in (row for row in dialog.table.rows if row.element == "span"):
        text = conductor.session.workspace.document(row.document_id).text
        assert text[row.start : row.end] == row.words
        assert row.before + row.words + row.after in text
        assert len(row.before + row.after) > 1


def test_a_span_of_the_report_is_shown_on_the_page(
    make_window: MakeWindow, samples: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)
    wanted = []

    def through(dialog: ExportDialog) -> int:
        dialog.choose_format("conll")
        dialog.show()
        _foreseen(dialog, qtbot)
        row = next(r for r in dialog.table.rows if r.element == "span" and r.start)
        wanted.append(row)
        dialog.table.setCurrentIndex(dialog.table.model().index(dialog.table.rows.index(row), 0))
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
        assert not dialog.isVisible()
        return 1

    monkeypatch.setattr(ExportDialog, "exec", through)
    conductor.files.export()
    (row,) = wanted
    assert conductor.session.document_id == row.document_id
    assert conductor.window.view.selection == Span(row.start or 0, row.end or 0)


def test_an_export_to_tokens_says_what_was_lost(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = _export(make_window(samples), qtbot, "conll")
    target = tmp_path / "out.conll"
    dialog.export_to(target)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=10000)
    assert "B-" in target.read_text(encoding="utf-8")
    assert "out.conll" in dialog.summary.text()
    assert dialog.report is not None
    assert dialog.foreseen is not None
    assert dialog.report.entries == dialog.foreseen.report.entries


def test_a_lossless_export_loses_nothing_and_needs_no_word_policy(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    dialog = _export(make_window(samples), qtbot, "hashiya-jsonl")
    assert not dialog.options.tokens.isEnabled()
    assert "nothing lost" in dialog.others.text()
    assert dialog.table.rows == ()
    assert dialog.nothing.isVisible()
    assert not dialog.way.isVisible()


def test_the_way_out_is_a_format_that_holds_what_this_one_loses(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    dialog = _export(make_window(samples), qtbot, "conll")
    assert dialog.foreseen is not None
    lost = dialog.foreseen.gone
    assert dialog.foreseen.nested
    dialog.way_out.click()
    assert dialog.formats.current.name == "wojood"
    _foreseen(dialog, qtbot)
    assert dialog.foreseen.nested == 0
    assert dialog.foreseen.gone < lost


def test_a_strict_export_that_would_lose_something_writes_nothing(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = _export(make_window(samples), qtbot, "conll")
    dialog.strict_field.setChecked(True)
    dialog.export_to(tmp_path / "strict.conll")
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=10000)
    assert "nothing has been written" in dialog._error.text()
    assert not (tmp_path / "strict.conll").exists()


def test_the_command_beside_it_writes_the_same_file(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = _export(make_window(samples), qtbot, "wojood")
    dialog.options.layers.take(["entities"])
    dialog.options.labels.take(["PERS", "ORG"])
    dialog.options.tokens.set_choice("split")
    dialog.export_to(tmp_path / "window.iob")
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=10000)
    words = shlex.split(dialog.command.text())
    assert words[:2] == ["hashiya", "export"]
    words[words.index(str(tmp_path / "window.iob"))] = str(tmp_path / "command.iob")
    assert main(words[1:]) == 0
    assert (tmp_path / "command.iob").read_bytes() == (tmp_path / "window.iob").read_bytes()


def test_the_last_choice_of_a_project_comes_back(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    conductor = make_window(samples)
    dialog = _export(conductor, qtbot, "wojood")
    dialog.options.labels.take(["PERS"])
    dialog.options.split.set_choice(("80,10,10", 7))
    dialog.export_to(tmp_path / "out.parts")
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=10000)
    again = ExportDialog(
        conductor.window, conductor.window.theme, conductor.session.workspace, conductor.settings
    )
    assert again.choice == dialog.choice
    assert again.choice.labels == ("PERS",)
    assert (again.choice.split, again.choice.seed) == ("80,10,10", 7)
    again.done(0)


@pytest.mark.parametrize(
    "damaged", [{}, {"format_name": "x", "readings": "nobody"}, {"format_name": "x", "states": 3}]
)
def test_a_damaged_choice_is_none(damaged: dict[str, object]) -> None:
    assert chosen_once(damaged) is None


def test_the_report_is_saved_whole(
    make_window: MakeWindow, samples: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = _export(make_window(samples), qtbot, "conll")
    target = tmp_path / "report.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog.save_report.click()
    said = json.loads(target.read_text(encoding="utf-8"))
    assert dialog.foreseen is not None
    assert len(said["entries"]) == len(dialog.foreseen.report.entries)
    assert said["losses"] == dialog.foreseen.report.lost


def test_people_can_go_under_letters_and_soft_labels_count_who_has_finished(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    dialog = _export(make_window(samples), qtbot, "soft-labels")
    assert dialog.options.states.currentText() == "Only finished, as shares need"
    dialog.options.names.set_choice(True)
    assert dialog.choice.pseudonyms
    assert "--pseudonyms" in dialog.choice.command(samples, Path("out"))
    dialog.choose_format("side-by-side")
    assert dialog.options.states.currentText() == "In any state"


def test_documents_without_gold_are_counted_and_gold_of_nobody_is_refused_before_anything_is_written(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    conductor = make_window(samples)
    text = "قال سليم خان"
    salma = reading(text, "Salma", [("PERS", 4, 12)], owner=Owner.IMPORTED)
    conductor.session.workspace.perform(ImportDocuments(documents=(document(text, salma, name="new"),)))
    dialog = _export(conductor, qtbot, "hashiya-jsonl")
    dialog.options.readings.set_choice((Readings.GOLD.value, ""))
    dialog.renew()
    _foreseen(dialog, qtbot)
    assert "1 document has no gold yet" in dialog.others.text()
    dialog.options.readings.set_choice((Readings.ANNOTATOR.value, "Salma"))
    dialog.options.states.addItem("new", (State.NEW.value,))
    dialog.options.states.set_choice((State.NEW.value,))
    dialog.renew()
    qtbot.waitUntil(lambda: "nothing to write" in dialog._error.text(), timeout=10000)
    assert (dialog.others.text(), dialog.summary.text()) == ("", "")
    assert dialog.foreseen is None


def test_whose_reading_goes_out_is_asked_in_the_words_of_the_dialog(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    conductor = make_window(samples)
    text = "قال سليم خان"
    both = [reading(text, name, [("PERS", 4, 12)], owner=Owner.IMPORTED) for name in ("Salma", "Idris")]
    conductor.session.workspace.perform(ImportDocuments(documents=(document(text, *both, name="new"),)))
    dialog = ExportDialog(
        conductor.window, conductor.window.theme, conductor.session.workspace, conductor.settings
    )
    dialog.choose_format("conll")
    qtbot.waitUntil(lambda: "one reading" in dialog._error.text(), timeout=10000)
    assert "“Readings”" in dialog._error.text()
    assert "--" not in dialog._error.text()
