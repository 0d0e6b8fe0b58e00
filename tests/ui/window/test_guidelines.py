"""Guidelines beside the text: the current label's and the project's, searched, written, and their past."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.editing.change import SchemeChange
from annotator.editing.commands import ReviseScheme
from annotator.workspace import ChangeSet
from ui.conductor import Conductor
from ui.guidelines.blocks import Block, Kind, blocks, found_in
from ui.panels.painting import LTR, RTL
from ui.panels.prose import Prose

MakeWindow = Callable[..., Conductor]

_GUIDE = """# كيف نقرر

كل **ادعاء** جملة <b>تُصدَّق</b>.

- المصدر أقرب من يُنسب إليه القول.
- Reuters و«رويترز» مصدر واحد.

English stands from left to right.
"""


def test_markdown_becomes_blocks_of_plain_words() -> None:
    found = blocks("## عنوان\n\nسطر *مهم*\nو[رابط](https://x.org)\n\n3. ثالث\n   - داخل\n\n> اقتباس\n\n---\n")
    assert found == (
        Block(kind=Kind.HEADING, text="عنوان", level=2),
        Block(kind=Kind.PARAGRAPH, text="سطر مهم ورابط (https://x.org)"),
        Block(kind=Kind.ITEM, text="ثالث", marker="3."),
        Block(kind=Kind.ITEM, text="داخل", level=1, marker="•"),
        Block(kind=Kind.QUOTE, text="اقتباس"),
        Block(kind=Kind.RULE, text=""),
    )
    assert blocks("") == ()
    assert [one.text for one in blocks("|أ|ب|\n|-|-|\n|1|2|")] == ["أ · ب", "1 · 2"]


def test_what_is_found_stands_under_its_heading() -> None:
    all_blocks = blocks("# أول\n\nهنا\n\n# ثان\n\nاحمد قال\n\nغيره")
    assert [one.text for one in found_in(all_blocks, "أحمد")] == ["ثان", "احمد قال"]
    assert found_in(all_blocks, " ") == all_blocks
    assert found_in(all_blocks, "لا شيء") == ()


def _with_guidelines(conductor: Conductor) -> None:
    scheme = conductor.session.workspace.scheme
    labels = tuple(
        replace(one, guideline="لا يدخل فيه الفعل.", examples=("الصادرات ارتفعت",))
        if one.code == "CLAIM"
        else one
        for one in scheme.labels
    )
    conductor.session.perform(ReviseScheme(scheme=replace(scheme, guidelines=_GUIDE, labels=labels)))


def _claim(conductor: Conductor) -> str:
    reading = conductor.session.annotation_set
    assert reading is not None
    return next(span.id for span in reading.in_text_order() if span.label == "CLAIM")


def test_the_panel_follows_the_current_label(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _with_guidelines(conductor)
    conductor.actions.actions["guidelines"].trigger()
    reading = conductor.guidelines.panel.reading
    assert "كيف نقرر" in reading.words
    assert "لا يدخل فيه الفعل." not in reading.words
    conductor.window.view.set_current(_claim(conductor))
    assert "لا يدخل فيه الفعل." in reading.words
    assert "الصادرات ارتفعت" in reading.words
    assert "كل ادعاء جملة <b>تُصدَّق</b>." in reading.words, "what is no Markdown is shown letter by letter"
    sides = {part.accessibleName(): part.layoutDirection() for part in reading.findChildren(Prose)}
    assert sides["Reuters و«رويترز» مصدر واحد."] == RTL
    assert sides["English stands from left to right."] == LTR
    QTest.keyClick(conductor.guidelines.panel.search, Qt.Key.Key_Escape)
    assert not conductor.guidelines.is_shown
    assert not conductor.actions.actions["guidelines"].isChecked()


def test_the_search_looks_into_all_labels(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _with_guidelines(conductor)
    conductor.actions.actions["guidelines"].trigger()
    panel = conductor.guidelines.panel
    panel.search.setText("الفعل")
    assert "لا يدخل فيه الفعل." in panel.reading.words, "found though no claim is current"
    assert "كيف نقرر" not in panel.reading.words
    panel.search.setText("زرافة")
    assert not panel.nothing.isHidden()
    assert "زرافة" in panel.nothing.text()


def test_several_parts_are_written_as_one_step_without_reading_a_document(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    heard: list[ChangeSet] = []
    conductor.session.changed.connect(heard.append)
    dialog = conductor.guidelines.dialog()
    assert dialog is not None
    dialog.part.set_choice("")
    dialog.part.chosen.emit("")
    dialog.editor.setPlainText("# عام\n")
    dialog.show_preview()
    assert "عام" in dialog.preview.words
    dialog.part.set_choice("PERS")
    dialog.part.chosen.emit("PERS")
    dialog.editor.setPlainText("الاسم كله")
    dialog.part.set_choice("")
    dialog.part.chosen.emit("")
    assert dialog.editor.toPlainText() == "# عام\n", "what is written of a part stays while another is shown"
    dialog.confirm()
    scheme = conductor.session.workspace.scheme
    person = scheme.label("PERS")
    assert person is not None
    assert (scheme.guidelines, person.guideline) == ("# عام\n", "الاسم كله")
    assert [type(change) for change_set in heard for change in change_set.changes] == [SchemeChange]
    conductor.editing.undo()
    assert conductor.session.workspace.scheme.guidelines == ""


def test_an_earlier_version_comes_back_from_the_list(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    for text in ("أول", "ثان"):
        scheme = conductor.session.workspace.scheme
        conductor.session.perform(ReviseScheme(scheme=replace(scheme, guidelines=text)))
    conductor.window.view.set_current(None)
    dialog = conductor.guidelines.dialog()
    assert dialog is not None
    assert dialog.version.count() == 3, "now, the one before, and the empty one at first"
    dialog.version.setCurrentIndex(1)
    dialog.version.chosen.emit(dialog.version.currentData())
    assert dialog.editor.toPlainText() == "أول"
    dialog.confirm()
    assert conductor.session.workspace.scheme.guidelines == "أول"


def test_enter_begins_a_line_and_control_enter_saves(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    dialog = conductor.guidelines.dialog()
    assert dialog is not None
    dialog.show()
    dialog.activateWindow()
    dialog.editor.setFocus()
    QTest.keyClick(dialog.editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.editor.toPlainText().endswith("\n")


def test_a_project_that_can_only_be_looked_at_is_not_written(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window()
    conductor.session.look(samples, reader="Salma")
    conductor.actions.actions["guidelines"].trigger()
    assert not conductor.guidelines.panel.edit.isEnabled()
    assert not conductor.actions.actions["write_guidelines"].isEnabled()
