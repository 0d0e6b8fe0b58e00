"""Cases that the guidelines leave open stand beside them until somebody answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.adjudication.deciding import Decide
from annotator.adjudication.gaps import example, gaps
from annotator.adjudication.positions import positions
from annotator.editing.commands import ImportDocuments
from annotator.model import Verdict
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from tests.formats.several_readers import document, reading
from ui.conductor import Conductor
from ui.dialogs.guidelines import GuidelinesDialog
from ui.guidelines.blocks import Block, Kind, blocks

MakeWindow = Callable[..., Conductor]
TEXT = "قال سليم إن *باريس* بعيدة عن لندن."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project in which two cases are gaps of the guidelines: one of GPE, one of PERS."""
    sets = (
        reading(TEXT, "Salma", [("PERS", 4, 8), ("GPE", 12, 19)]),
        reading(TEXT, "Idris", [("PERS", 0, 8), ("LOC", 12, 19)]),
    )
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="T", scheme=default_scheme(), reader="Huda")) as workspace:
        workspace.perform(ImportDocuments(documents=(document(TEXT, *sets),)))
        for place in positions(
            workspace.document("d"), workspace.sets("d"), workspace.scheme, workspace.decisions("d")
        ):
            workspace.perform(
                Decide(
                    document_id="d",
                    key=place.key,
                    verdict=Verdict.READING,
                    variants=(0,),
                    reason="# cities",
                    gap=True,
                )
            )
    return path


def test_a_case_in_a_guideline_is_what_was_said_whatever_markdown_makes_of_it(project: Path) -> None:
    with closing(Workspace.look(project)) as workspace:
        first, second = gaps(workspace.decisions())
    assert blocks(example(second)) == (
        Block(kind=Kind.QUOTE, text="*باريس*"),
        Block(kind=Kind.PARAGRAPH, text="# cities"),
    )
    assert first.label == "PERS"


def test_a_gap_is_written_about_and_gone_in_one_step(
    make_window: MakeWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(project)
    conductor.actions.actions["guidelines"].trigger()
    listed = conductor.guidelines.panel.gaps
    assert listed.isVisible()
    assert "2 gaps" in listed.heading.text()
    assert [row.words.accessibleName() for row in listed.rows] == ["قال سليم", "*باريس*"]
    assert "*باريس*" in listed.rows[1].write.accessibleName()
    QApplication.processEvents()
    assert listed.area.height() >= sum(row.height() for row in listed.rows), "both are in sight"
    written = []

    def through(dialog: GuidelinesDialog) -> int:
        assert dialog.part.currentData() == "GPE"
        written.append(dialog.editor.toPlainText())
        dialog.editor.setPlainText(f"{written[0]}\nالمدن أماكن.")
        dialog.confirm()
        return 1

    monkeypatch.setattr(GuidelinesDialog, "exec", through)
    listed.rows[1].write.click()
    label = conductor.session.workspace.scheme.label("GPE")
    assert label is not None
    assert "باريس" in written[0]
    assert label.guideline.endswith("المدن أماكن.")
    assert [one.label for one in gaps(conductor.session.workspace.decisions())] == ["PERS"]
    assert len(listed.rows) == 1
    conductor.session.undo()
    assert len(gaps(conductor.session.workspace.decisions())) == len(listed.rows) == 2
    label = conductor.session.workspace.scheme.label("GPE")
    assert label is not None
    assert label.guideline == ""


def test_what_the_guidelines_answer_already_is_closed_without_a_word(
    make_window: MakeWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(project)
    conductor.actions.actions["guidelines"].trigger()
    listed = conductor.guidelines.panel.gaps
    version = conductor.session.workspace.scheme.version
    listed.rows[0].close_gap.click()
    listed.rows[0].close_gap.click()
    assert listed.isHidden()
    assert conductor.session.workspace.scheme.version == version
    asked: list[GuidelinesDialog] = []
    monkeypatch.setattr(GuidelinesDialog, "exec", asked.append)
    conductor.actions.actions["answer_gap"].trigger()
    assert asked == []
    assert "every case" in conductor.window.notice.text


def test_the_report_is_written_from_the_window_as_page_paper_and_table(
    make_window: MakeWindow, project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    conductor = make_window(project)
    for name, begins in (
        ("r.html", b"<!doctype html>"),
        ("r.pdf", b"%PDF-"),
        ("r.csv", b"\xef\xbb\xbfnumber,"),
    ):
        target = tmp_path / name
        conductor.reports.write(target)
        qtbot.waitUntil(lambda: not conductor.reports.jobs.names, timeout=20000)
        assert target.read_bytes().startswith(begins)
        assert name in conductor.window.notice.text


def test_the_report_is_not_for_those_who_read_blindly(
    make_window: MakeWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(project)
    monkeypatch.setattr(type(conductor.session.workspace), "sees_all", False)
    conductor.actions.actions["adjudication_report"].trigger()
    assert "Only a reviewer" in conductor.window.notice.text
    conductor.actions.actions["guidelines"].trigger()
    assert conductor.guidelines.panel.gaps.isHidden()
