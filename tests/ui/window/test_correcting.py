"""A typo is corrected in the window, and everything that was said about the text stays with its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.editing.commands import AddSpan, ImportDocuments
from annotator.model import AnnotatedDocument, Direction, Document, Span, digest
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.correct_text import CorrectTextDialog
from ui.panels.passage_edit import PassageEdit

MakeWindow = Callable[..., Conductor]
Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_TEXT = "عنوان\nقالت الصحيفه\u00a0ان الوزير سافر. ونفى الوزير ذلك.\nThe minister said no to Reuters.\nختام"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "paper.hashiya"
    document = Document(id="d", title="خبر", text=_TEXT, sha256=digest(_TEXT))
    with Workspace.create(path, title="Paper", reader="Salma") as workspace:
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        for label, words in (("ORG", "الصحيفه"), ("PERS", "الوزير"), ("ORG", "Reuters")):
            reading = workspace.active_set("d")
            start = _TEXT.index(words)
            workspace.perform(
                AddSpan(
                    document_id="d",
                    set_id=None if reading is None else reading.id,
                    label=label,
                    span=Span(start, start + len(words)),
                )
            )
    return path


def _answering(monkeypatch: pytest.MonkeyPatch, *keys: Callable[[CorrectTextDialog], None]) -> None:
    """Let a person at the keyboard answer the dialog, and press Enter."""

    def run(dialog: CorrectTextDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        for press in keys:
            press(dialog)
        QTest.keyClick(dialog.field, Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(CorrectTextDialog, "exec", run)


def _press(*keys: tuple[Qt.Key, Qt.KeyboardModifier] | str) -> Callable[[CorrectTextDialog], None]:
    def press(dialog: CorrectTextDialog) -> None:
        for key in keys:
            if isinstance(key, str):
                for letter in key:
                    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                    QApplication.sendEvent(dialog.field, event)
            else:
                QTest.keyClick(dialog.field, *key)

    return press


def _plain(key: Qt.Key) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    return key, Qt.KeyboardModifier.NoModifier


def _correct(conductor: Conductor) -> None:
    conductor.window.activateWindow()
    conductor.window.view.setFocus()
    QApplication.processEvents()
    QTest.keyClick(conductor.window.view, Key.Key_F2)
    QApplication.processEvents()


def _quotes(conductor: Conductor) -> list[str]:
    reading = conductor.session.annotation_set
    assert reading is not None
    return [span.quote for span in reading.in_text_order()]


def _text(conductor: Conductor) -> str:
    document = conductor.session.document
    assert document is not None
    return document.text


def test_a_word_is_corrected_by_key_and_its_span_is_listed(
    make_window: MakeWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(project)
    view = conductor.window.view
    view.move_caret(_TEXT.index("الصحيفه") + 2, extend=False)
    said: list[str] = []

    def look(dialog: CorrectTextDialog) -> None:
        said.append(dialog.summary.text())
        said.append(dialog.touched.item(0).text())

    _answering(monkeypatch, _press("الصحيفة"), look)
    _correct(conductor)
    assert _text(conductor) == _TEXT.replace("الصحيفه", "الصحيفة")
    assert "the words of 1 span change" in said[0].replace("\u2068", "").replace("\u2069", "")
    assert "الصحيفه" in said[1]
    assert "Salma" in said[1]
    assert _quotes(conductor) == ["الصحيفة", "الوزير", "Reuters"]
    assert view.sheet is not None
    assert view.sheet.reading.text == _text(conductor)
    assert dict(view.sheet.reading.spans) == dict(conductor.session.annotation_set.spans)  # type: ignore[union-attr]
    review = conductor.corrections.review
    assert review is not None
    assert review.list.count() == 1
    view.set_current(None)
    QTest.keyClick(review.list, Key.Key_Return)
    assert view.current_span is not None
    assert conductor.session.span(view.current_span).quote == "الصحيفة"  # type: ignore[union-attr]
    assert conductor.session.workspace.check() == []


def test_undo_and_redo_bring_text_and_page_back(
    make_window: MakeWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(project)
    view = conductor.window.view
    view.move_caret(_TEXT.index("قالت"), extend=False)
    _answering(monkeypatch, _press("و", _plain(Key.Key_Home), "نعم، "))
    _correct(conductor)
    after = _text(conductor)
    assert after == _TEXT.replace("قالت", "نعم، و")
    assert "Correct" in conductor.actions.actions["undo"].iconText()
    conductor.editing.undo()
    assert _text(conductor) == _TEXT
    assert _quotes(conductor) == ["الصحيفه", "الوزير", "Reuters"]
    assert view.sheet is not None
    assert view.sheet.reading.text == _TEXT
    conductor.editing.redo()
    assert _text(conductor) == after
    conductor.session.close()
    with Workspace.open(project, reader="Salma") as workspace:
        assert workspace.check() == []
        workspace.undo()
        assert workspace.document("d").text == _TEXT


def test_paragraphs_are_parted_by_shift_and_enter_and_joined_again(
    make_window: MakeWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(project)
    view = conductor.window.view
    place = _TEXT.index(" ونفى")
    view.select(Span(place, place + 1))
    _answering(monkeypatch, _press((Key.Key_Return, _SHIFT)))
    _correct(conductor)
    assert _text(conductor) == _TEXT.replace(". ونفى", ".\nونفى")
    assert view.sheet is not None
    assert view.sheet.paragraphs.count == 5
    view.select(Span(place, place + 1))
    _answering(monkeypatch, _press(" "))
    _correct(conductor)
    assert _text(conductor) == _TEXT
    assert view.sheet.paragraphs.count == 4


def test_the_place_the_current_span_and_turned_paragraphs_stay(
    make_window: MakeWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(project)
    view = conductor.window.view
    latin = _TEXT.index("The")
    view.move_caret(latin, extend=False)
    conductor.actions.actions["turn_paragraph"].trigger()
    reading = conductor.session.annotation_set
    assert reading is not None
    current = next(span.id for span in reading.spans.values() if span.quote == "Reuters")
    view.set_current(current)
    offset = view.verticalScrollBar().value()
    place = _TEXT.index("عنوان")
    view.select(Span(place, place + 5))
    _answering(monkeypatch, _press("عنوان طويل"))
    view.set_current(current)
    dialog = conductor.corrections.dialog()
    assert dialog is not None
    assert "Reuters" in dialog.field.document().firstBlock().text(), "a correction begins at the current span"
    view.select(Span(place, place + 5))
    _correct(conductor)
    assert view.sheet is not None
    assert view.sheet.turned == {latin + 5: Direction.RTL}
    assert conductor.settings.turned(conductor.session.workspace.project_id, "d") == view.sheet.turned
    assert view.verticalScrollBar().value() == offset


def test_only_what_changes_the_text_can_be_confirmed(make_window: MakeWindow, project: Path) -> None:
    conductor = make_window(project)
    conductor.window.view.move_caret(_TEXT.index("الصحيفه"), extend=False)
    dialog = conductor.corrections.dialog()
    assert dialog is not None
    assert not dialog.primary.isEnabled(), "nothing is corrected yet"
    dialog.field.insertPlainText("الصحيفة")
    assert dialog.primary.isEnabled()
    dialog.field.undo()
    assert not dialog.primary.isEnabled(), "it reads as before"


def test_the_history_lists_the_spans_again(
    make_window: MakeWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(project)
    conductor.window.view.move_caret(_TEXT.index("الوزير"), extend=False)
    _answering(monkeypatch, _press("الرئيس"))
    _correct(conductor)
    review = conductor.corrections.review
    assert review is not None
    review.close()
    assert not review.isVisible()
    conductor.actions.actions["history"].trigger()
    panel = conductor.window.history
    panel.table.activated.emit(panel.model.index(0, 0))
    again = conductor.corrections.review
    assert again is not None
    assert again is not review
    item = again.list.item(0)
    assert "الوزير" in item.text()
    assert "الرئيس" in item.text()


def test_a_project_for_looking_only_is_not_corrected(make_window: MakeWindow, project: Path) -> None:
    with Workspace.open(project, reader="Karim"):
        conductor = make_window(project)
        assert not conductor.actions.actions["correct"].isEnabled()


@pytest.mark.parametrize("words", ["a\u00a0b", "a\u2028b", "a\u2029b", "\u200fا\u200c😀ب", "a\tb\ufeff"])
@pytest.mark.usefixtures("qapp")
def test_what_is_not_touched_stays_whatever_qt_makes_of_it(words: str) -> None:
    field = PassageEdit(words, len(words), len(words))
    QTest.keyClicks(field, "x")
    (one,) = field.replacements
    assert (one.start, one.end, one.text) == (len(words), len(words), "x")
    QTest.keyClick(field, Key.Key_Backspace)
    assert field.replacements == ()
