"""M in a real window: it goes to where the same words stand without a label, or says that they don't."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.editing.commands import AddSpan
from annotator.model import Span
from annotator.workspace import Workspace
from ui.conductor import Conductor

MakeWindow = Callable[..., Conductor]

_TEXT = "زار موسكو اليوم.\n" + "سطر بين الاثنين.\n" * 60 + "عاد من موسكو وموسكو بعيدة عن موسكوفي."
_FIRST, _SECOND, _THIRD = (
    Span(place, place + 5) for place in (4, _TEXT.index("موسكو", 20), _TEXT.index("وموسكو") + 1)
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_M, _TWIN = Qt.Key.Key_M, Qt.Key(ord("ة"))


@pytest.fixture
def conductor(make_window: MakeWindow, tmp_path: Path) -> Conductor:
    (tmp_path / "خبر.txt").write_text(_TEXT, encoding="utf-8")
    with Workspace.create(tmp_path / "p.hashiya", title="P", reader="Salma") as workspace:
        workspace.import_files([tmp_path / "خبر.txt"])
    made = make_window(tmp_path / "p.hashiya")
    document = made.session.document
    assert document is not None
    assert document.text.rstrip("\n") == _TEXT
    return made


def _press(conductor: Conductor, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> Span | None:
    QTest.keyClick(conductor.window.view, key, modifier or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()
    return conductor.window.view.selection


def _label(conductor: Conductor, label: str, span: Span) -> None:
    document_id, reading = conductor.session.document_id, conductor.session.annotation_set
    assert document_id is not None
    set_id = None if reading is None else reading.id
    assert conductor.session.perform(AddSpan(document_id=document_id, set_id=set_id, label=label, span=span))


@pytest.mark.parametrize("key", [_M, _TWIN])
def test_m_selects_the_next_place_in_sight_and_goes_round(conductor: Conductor, key: Qt.Key) -> None:
    view = conductor.window.view
    view.select(_FIRST)
    assert _press(conductor, key) == _SECOND
    assert view.viewport().rect().contains(view.point_of(_SECOND.start))
    assert ("M", "next match") in [(hint.key, hint.text) for hint in conductor.window.status.hints]
    assert [_press(conductor, key) for _ in range(2)] == [_THIRD, _FIRST]


def test_from_a_word_selected_with_its_conjunction_it_finds_the_word_alone(conductor: Conductor) -> None:
    conductor.window.view.select(Span(_THIRD.start - 1, _THIRD.end))
    assert [_press(conductor, _M) for _ in range(3)] == [_FIRST, _SECOND, _THIRD]
    conductor.window.view.select(Span(_THIRD.start - 1, _THIRD.end))
    assert _press(conductor, _M, _SHIFT) == _SECOND


@pytest.mark.parametrize("key", [_M, _TWIN])
def test_shift_and_m_goes_back(conductor: Conductor, key: Qt.Key) -> None:
    conductor.window.view.select(_FIRST)
    assert [_press(conductor, key, _SHIFT) for _ in range(3)] == [_THIRD, _SECOND, _FIRST]


def test_from_a_span_it_passes_those_with_its_label_only(conductor: Conductor) -> None:
    view = conductor.window.view
    for label, span in (("GPE", _FIRST), ("ORG", _SECOND), ("GPE", _THIRD)):
        _label(conductor, label, span)
    reading = conductor.session.annotation_set
    assert reading is not None
    view.set_current(next(s.id for s in reading.in_text_order() if s.span == _FIRST))
    assert _press(conductor, _M) == _SECOND
    # Its label is still what is asked for, and this was the only place without it.
    assert _press(conductor, _M) == _SECOND
    assert "without the label" in conductor.window.notice.text


def test_from_selected_words_it_passes_all_labels_but_not_claims(conductor: Conductor) -> None:
    _label(conductor, "ORG", _SECOND)
    _label(conductor, "CLAIM", Span(_SECOND.start, len(_TEXT) - 1))
    conductor.window.view.select(_FIRST)
    assert _press(conductor, _M) == _THIRD


def test_m_and_a_label_key_in_turn_label_every_place(conductor: Conductor) -> None:
    view = conductor.window.view
    view.select(_FIRST)
    for _ in range(2):
        _press(conductor, Qt.Key.Key_3)
        _press(conductor, _M)
    _press(conductor, Qt.Key.Key_3)
    reading = conductor.session.annotation_set
    assert reading is not None
    assert [(s.label, s.span) for s in reading.in_text_order()] == [
        ("GPE", span) for span in (_FIRST, _SECOND, _THIRD)
    ]
    current = view.current_span
    assert _press(conductor, _M) is None
    assert view.current_span == current
    assert "nowhere else" in conductor.window.notice.text


def test_with_nothing_chosen_it_says_what_to_do_first(conductor: Conductor) -> None:
    conductor.window.view.select(None)
    assert _press(conductor, _M) is None
    assert conductor.window.notice.text.startswith("Select words or choose a span first")


def test_words_that_stand_once_are_said_to_stand_nowhere_else(conductor: Conductor) -> None:
    once = Span(_TEXT.index("بعيدة"), _TEXT.index("بعيدة") + 5)
    conductor.window.view.select(once)
    assert _press(conductor, _M) == once
    assert conductor.window.notice.text == "These words stand nowhere else in the document without a label."
