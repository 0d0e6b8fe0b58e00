"""Ctrl+F in a real window: found in any spelling, walked, labelled one by one or all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.editing.commands import AddSpan
from annotator.model import Span
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.label_all import LabelAllDialog

MakeWindow = Callable[..., Conductor]

_TEXT = (
    "أكد الوزير الخبر.\n" + "سطر بين الاثنين.\n" * 40 + "ثم اكد النائب وأكَّدَ الناطق.\n" + "ونفى المتأكد ذلك."
)
_PLACES = [
    Span(start, start + len(word))
    for word, start in (
        ("أكد", 0),
        ("اكد", _TEXT.index("اكد")),
        ("أكَّدَ", _TEXT.index("وأكَّدَ") + 1),
    )
]
_KEYS = Qt.Key
_CTRL, _SHIFT, _NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def conductor(make_window: MakeWindow, tmp_path: Path) -> Conductor:
    (tmp_path / "خبر.txt").write_text(_TEXT, encoding="utf-8")
    (tmp_path / "آخر.txt").write_text("أكد هذا، واكد ذاك.", encoding="utf-8")
    with Workspace.create(tmp_path / "p.hashiya", title="P", reader="Salma") as workspace:
        workspace.import_files([tmp_path / "خبر.txt", tmp_path / "آخر.txt"])
    return make_window(tmp_path / "p.hashiya")


def _rounds(conductor: Conductor) -> None:
    QApplication.processEvents()
    while conductor.finding.is_searching:
        QApplication.processEvents()
    QApplication.processEvents()


def _press(conductor: Conductor, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> Span | None:
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, key, modifier)
    _rounds(conductor)
    return conductor.window.view.selection


def _write(conductor: Conductor, words: str) -> Span | None:
    conductor.window.find_bar.field.setText(words)
    _rounds(conductor)
    return conductor.window.view.selection


def _labels(conductor: Conductor) -> list[tuple[str, int, int]]:
    reading = conductor.session.annotation_set
    spans = [] if reading is None else reading.in_text_order()
    return [(span.label, span.span.start, span.span.end) for span in spans]


@pytest.mark.parametrize("key", [_KEYS.Key_F, _KEYS(ord("ب"))])
def test_ctrl_f_finds_any_spelling_and_enter_goes_round(conductor: Conductor, key: Qt.Key) -> None:
    bar = conductor.window.find_bar
    _press(conductor, key, _CTRL)
    assert QApplication.focusWidget() is bar.field
    assert _write(conductor, "اكد") == _PLACES[0]
    assert bar.count == "1 of 4"
    assert [_press(conductor, _KEYS.Key_Return) for _ in range(2)] == _PLACES[1:]
    assert bar.count == "3 of 4"
    assert QApplication.focusWidget() is bar.field
    last = Span(_TEXT.index("تأكد") + 1, _TEXT.index("تأكد") + 4)
    assert [_press(conductor, _KEYS.Key_Return) for _ in range(2)] == [last, _PLACES[0]]
    assert _press(conductor, _KEYS.Key_Return, _SHIFT) == last
    assert bar.count == "4 of 4"


def test_what_the_first_letters_found_is_let_go_when_the_words_are_nowhere(conductor: Conductor) -> None:
    _press(conductor, _KEYS.Key_F, _CTRL)
    assert _write(conductor, "الناط") is not None
    assert _write(conductor, "الناطور") is None
    before = conductor.session.annotation_set
    _press(conductor, _KEYS.Key_Escape)
    _press(conductor, _KEYS.Key_1)
    assert conductor.session.annotation_set == before
    assert _write(conductor, "الناطق") is not None


def test_what_is_found_is_brought_into_sight_and_outlined(conductor: Conductor) -> None:
    view = conductor.window.view
    _press(conductor, _KEYS.Key_F, _CTRL)
    _write(conductor, "النائب")
    place = view.selection
    assert place is not None
    assert view.viewport().rect().contains(view.point_of(place.start))
    _press(conductor, _KEYS.Key_Escape)
    view.select(None)
    with_outline = view.grab().toImage()
    conductor.finding.close()
    assert _differing(with_outline, view.grab().toImage()) > 20


def _differing(one: QImage, other: QImage) -> int:
    accent = QColor("#0B5B5E")
    return sum(
        one.pixelColor(x, y) != other.pixelColor(x, y)
        and one.pixelColor(x, y).green() <= accent.green() + 120
        for x in range(0, one.width(), 2)
        for y in range(0, one.height(), 2)
    )


def test_whole_words_and_letter_by_letter(conductor: Conductor) -> None:
    bar = conductor.window.find_bar
    _press(conductor, _KEYS.Key_F, _CTRL)
    _write(conductor, "اكد")
    assert not bar.proclitics.isEnabled()
    bar.whole_words.click()
    _rounds(conductor)
    assert bar.count == "1 of 2"
    bar.proclitics.click()
    _rounds(conductor)
    assert bar.count == "1 of 3"
    bar.folded.click()
    _rounds(conductor)
    assert bar.count == "1 of 1"
    assert conductor.window.view.selection == _PLACES[1]


def test_f3_goes_on_from_the_text_and_escape_ends_the_search(conductor: Conductor) -> None:
    window = conductor.window
    _press(conductor, _KEYS.Key_F, _CTRL)
    _write(conductor, "اكد")
    _press(conductor, _KEYS.Key_Escape)
    assert window.view.hasFocus()
    assert window.find_bar.isVisible()
    assert _press(conductor, _KEYS.Key_F3) == _PLACES[1]
    assert [hint.key for hint in window.status.hints] == ["F3", "1–9", "Ctrl+F3", "Esc"]
    assert _press(conductor, _KEYS.Key_F3, _SHIFT) == _PLACES[0]
    assert _press(conductor, _KEYS.Key_Escape) == _PLACES[0]
    assert not window.find_bar.isVisible()


def test_after_escape_a_digit_labels_the_place_and_goes_on(conductor: Conductor) -> None:
    _press(conductor, _KEYS.Key_F, _CTRL)
    _write(conductor, "اكد")
    _press(conductor, _KEYS.Key_Escape)
    assert _press(conductor, _KEYS.Key_3) == _PLACES[1]
    assert _press(conductor, _KEYS.Key_F8) == _PLACES[2]
    assert _labels(conductor) == [("GPE", 0, 3), ("CUE", _PLACES[1].start, _PLACES[1].end)]


@pytest.mark.parametrize("key", [_KEYS.Key_3, _KEYS(ord("٣"))])
def test_in_the_field_ctrl_and_a_digit_label_the_place(conductor: Conductor, key: Qt.Key) -> None:
    _press(conductor, _KEYS.Key_F, _CTRL)
    _write(conductor, "اكد")
    assert _press(conductor, key, _CTRL) == _PLACES[1]
    assert _labels(conductor) == [("GPE", 0, 3)]
    assert conductor.window.find_bar.field.text() == "اكد"
    assert conductor.window.find_bar.field.hasFocus()


def test_the_selected_words_are_what_is_looked_for(conductor: Conductor) -> None:
    view = conductor.window.view
    view.select(_PLACES[1])
    _press(conductor, _KEYS.Key_F, _CTRL)
    assert conductor.window.find_bar.field.text() == "اكد"
    assert view.selection == _PLACES[1]


def test_the_search_follows_to_another_document(conductor: Conductor) -> None:
    _press(conductor, _KEYS.Key_F, _CTRL)
    _write(conductor, "اكد")
    conductor.editing.next_document()
    _rounds(conductor)
    assert conductor.window.find_bar.count == "2 places"


def test_nothing_found_is_said(conductor: Conductor) -> None:
    bar = conductor.window.find_bar
    _press(conductor, _KEYS.Key_F, _CTRL)
    _write(conductor, "زلزال")
    assert bar.count == "Found nowhere"
    assert not bar.next.isEnabled()
    _write(conductor, "")
    assert bar.count == ""


def _label_all(conductor: Conductor, act: Callable[[LabelAllDialog], None]) -> None:
    """Open the list of all places and do something in it."""
    done: list[bool] = []

    class Watcher(LabelAllDialog):
        def exec(self) -> int:
            self.show()
            QApplication.processEvents()
            act(self)
            done.append(True)
            result = self.result()
            self.hide()
            return result

    import ui.dialogs.label_all as module

    before, module.LabelAllDialog = module.LabelAllDialog, Watcher  # type: ignore[misc]
    try:
        conductor.actions.actions["label_all"].trigger()
    finally:
        module.LabelAllDialog = before  # type: ignore[misc]
    assert done == [True]


def test_all_places_are_labelled_in_one_step_after_a_look(conductor: Conductor) -> None:
    _press(conductor, _KEYS.Key_F, _CTRL)
    _write(conductor, "اكد")
    conductor.window.find_bar.whole_words.click()
    conductor.window.find_bar.proclitics.click()

    def act(dialog: LabelAllDialog) -> None:
        dialog.labels.set_choice("CUE")
        dialog.labels.chosen.emit("CUE")
        assert dialog.primary.text() == "Label 3 places"
        QTest.keyClick(dialog.list, _KEYS.Key_Down)
        QTest.keyClick(dialog.list, _KEYS.Key_Space)
        assert dialog.primary.text() == "Label 2 places"
        QTest.keyClick(dialog.list, _KEYS.Key_Return)

    _label_all(conductor, act)
    assert [(start, end) for _, start, end in _labels(conductor)] == [
        (_PLACES[0].start, _PLACES[0].end),
        (_PLACES[2].start, _PLACES[2].end),
    ]
    conductor.editing.undo()
    assert _labels(conductor) == []


def test_what_has_the_label_or_may_not_have_it_cannot_be_ticked(conductor: Conductor) -> None:
    document_id = conductor.session.document_id
    assert document_id is not None
    conductor.session.perform(AddSpan(document_id=document_id, set_id=None, label="CUE", span=_PLACES[0]))
    reading = conductor.session.annotation_set
    assert reading is not None
    crossing = Span(_PLACES[1].start + 1, _PLACES[1].end + 3)
    conductor.session.perform(
        AddSpan(document_id=document_id, set_id=reading.id, label="SOURCE", span=crossing)
    )
    conductor.window.view.select(_PLACES[2])
    _press(conductor, _KEYS.Key_F, _CTRL)
    _write(conductor, "اكد")

    def act(dialog: LabelAllDialog) -> None:
        assert dialog.label == "CUE"
        rows = [dialog.list.rows.index(n).data(Qt.ItemDataRole.UserRole) for n in range(3)]
        assert [row.possible for row in rows] == [False, False, True]
        assert rows[0].note == "labelled already"
        assert "across" in rows[1].note
        dialog.all.click()
        assert dialog.list.rows.ticked[:1] == [2]
        dialog.none.click()
        assert not dialog.primary.isEnabled()
        dialog.reject()

    _label_all(conductor, act)


def test_in_a_narrow_window_the_bar_takes_two_rows(conductor: Conductor) -> None:
    window = conductor.window
    _press(conductor, _KEYS.Key_F, _CTRL)
    wide = window.find_bar.height()
    window.resize(800, 700)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
    assert window.find_bar.height() > wide
    assert window.width() == 800
