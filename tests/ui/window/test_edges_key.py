"""G in a real window: it selects, it resizes, it says what it has done, and it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import Span
from ui.conductor import Conductor
from ui.settings import Settings

MakeWindow = Callable[..., Conductor]


def _press(conductor: Conductor, key: Qt.Key) -> None:
    QTest.keyClick(conductor.window.view, key)
    QApplication.processEvents()


def _hint(conductor: Conductor) -> str:
    return next((hint.text for hint in conductor.window.status.hints if hint.key == "G"), "")


def _conjunction(conductor: Conductor) -> Span:
    """Return a span of the reading that begins behind the conjunction of its word."""
    document, reading = conductor.session.document, conductor.session.annotation_set
    assert document is not None
    assert reading is not None
    for span in reading.in_text_order():
        before = document.text[span.span.start - 1 : span.span.start]
        if before == "و" and document.text[span.span.start - 2].isspace():
            return span.span
    pytest.fail("no span of the sample begins behind a conjunction")


def test_g_selects_and_the_bar_names_the_unit(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    view, stem = conductor.window.view, _conjunction(conductor)
    view.move_caret(stem.start + 1, extend=False)
    _press(conductor, Qt.Key.Key_G)
    assert view.selection is not None
    assert view.selection.start == stem.start
    assert _hint(conductor) == "edges: word without conjunction"
    _press(conductor, Qt.Key(ord("ل")))  # the same key with an Arabic layout
    assert view.selection == Span(stem.start - 1, view.selection.end)
    assert _hint(conductor) == "edges: word"


def test_g_moves_the_edges_of_the_current_span_and_undo_brings_them_back(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    view, stem = conductor.window.view, _conjunction(conductor)
    reading = conductor.session.annotation_set
    assert reading is not None
    chosen = next(span for span in reading.in_text_order() if span.span == stem)
    view.set_current(chosen.id)
    _press(conductor, Qt.Key.Key_G)
    made = conductor.session.span(chosen.id)
    assert made is not None
    assert made.span == Span(stem.start - 1, stem.end)
    assert view.current_span == chosen.id
    assert _hint(conductor).startswith("edges: ")
    conductor.editing.undo()
    back = conductor.session.span(chosen.id)
    assert back is not None
    assert back.span == stem


def test_the_double_click_setting_is_kept(make_window: MakeWindow, samples: Path, settings: Settings) -> None:
    conductor = make_window(samples)
    kept = [settings.whole_words]
    conductor.actions.actions["whole_words"].trigger()
    kept.append(settings.whole_words)
    assert kept == [False, True]
    assert conductor.window.view.edges.whole_words
    again = make_window()
    assert again.window.view.edges.whole_words
    assert again.actions.actions["whole_words"].isChecked()
