"""Edges moved by key, relations gone along by key, and what of both is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import Relation, Span
from ui.conductor import Conductor
from ui.settings import Settings
from ui.text.showing import Showing

MakeWindow = Callable[..., Conductor]
_ALT = Qt.KeyboardModifier.AltModifier


def _free_letter(conductor: Conductor) -> str:
    """Return an entity behind which a letter is free, so that its end may go there."""
    reading = conductor.session.annotation_set
    assert reading is not None
    return next(span.id for span in reading.in_text_order() if span.label == "PERS")


def _related(conductor: Conductor) -> Relation:
    reading = conductor.session.annotation_set
    assert reading is not None
    return next(iter(reading.relations.values()))


def _place(conductor: Conductor, span_id: str) -> Span:
    reading = conductor.session.annotation_set
    assert reading is not None
    return reading.spans[span_id].span


def test_a_burst_of_keys_is_one_step_to_undo(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    view, span_id = conductor.window.view, _free_letter(conductor)
    before = _place(conductor, span_id)
    view.set_current(span_id)
    for _ in range(3):
        QTest.keyPress(view, Qt.Key.Key_Right, _ALT)
    QTest.keyRelease(view, Qt.Key.Key_Alt)
    assert _place(conductor, span_id).end < before.end
    conductor.actions.actions["undo"].trigger()
    assert _place(conductor, span_id) == before
    assert view.motion.flashed == {span_id}


def test_one_key_goes_to_the_other_end(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    relation = _related(conductor)
    conductor.window.view.set_current(relation.target)
    assert "J" in [hint.key for hint in conductor.window.status._shown_hints]
    QTest.keyClick(conductor.window.view, Qt.Key.Key_J)
    QApplication.processEvents()
    now = conductor.window.view.current_span
    assert now != relation.target
    reading = conductor.session.annotation_set
    assert reading is not None
    assert any({r.source, r.target} == {relation.target, now} for r in reading.relations.values())


def test_which_relations_are_drawn_and_whether_anything_moves_is_remembered(
    make_window: MakeWindow, samples: Path, settings: Settings
) -> None:
    conductor = make_window(samples)
    assert conductor.actions.actions["relations_current"].isChecked()
    conductor.actions.actions["relations_always"].trigger()
    conductor.window.view.viewport().repaint()
    assert len(conductor.window.view.painted.relations) > 1
    conductor.actions.actions["still"].trigger()
    assert (settings.relations, settings.still) == (Showing.ALWAYS, False)
    other = make_window(samples)
    assert other.actions.actions["relations_always"].isChecked()
    assert not other.window.view.motion.reduced


def test_damaged_settings_draw_the_relations_of_the_current_span(settings: Settings) -> None:
    settings._values.setValue("relations", "sometimes")
    assert settings.relations is Showing.CURRENT
    assert settings.still is None
