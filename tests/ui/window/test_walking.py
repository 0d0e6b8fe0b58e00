"""From the text to the desk and back without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model import SpanAnnotation
from ui.conductor import Conductor

MakeWindow = Callable[..., Conductor]


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def _go_to_claim(conductor: Conductor) -> SpanAnnotation:
    """Make a claim with a source current, as Tab would, and return it."""
    reading = conductor.session.annotation_set
    assert reading is not None
    tied = {relation.target for relation in reading.relations.values()}
    claim = next(span for span in reading.in_text_order() if span.label == "CLAIM" and span.id in tied)
    conductor.window.view.set_current(claim.id)
    QApplication.processEvents()  # Qt shows what a layout has been given in its next round
    return claim


def test_tab_walks_through_the_current_span_as_it_is_read(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _go_to_claim(conductor)
    panel = conductor.window.desk.current
    expected = [panel.flag, panel.more, *panel.form.stops, *panel.links, panel.note]
    assert len(expected) > 6
    panel.flag.setFocus()
    walked: list[QWidget] = [_focused()]
    for _ in expected[1:]:
        QTest.keyClick(_focused(), Qt.Key.Key_Tab)
        walked.append(_focused())
    assert walked == expected


def test_one_key_leads_to_the_question_that_needs_an_answer(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    claim = _go_to_claim(conductor)
    panel = conductor.window.desk.current
    conductor.answering.set_attribute("verifiability", None)
    assert panel.form.fields["verifiability"].is_needed
    QTest.keyClick(conductor.window.view, Qt.Key.Key_A)
    assert _focused() is panel.form.fields["verifiability"]
    QTest.keyClick(_focused(), Qt.Key.Key_Down)
    answered = conductor.session.span(claim.id)
    assert answered is not None
    assert answered.attributes["verifiability"] == "checkable"


@pytest.mark.parametrize("place", ["search", "list", "flag", "answer", "note"])
def test_escape_leads_back_to_the_text(make_window: MakeWindow, samples: Path, place: str) -> None:
    conductor = make_window(samples)
    claim = _go_to_claim(conductor)
    desk = conductor.window.desk
    places = {
        "search": desk.documents.search,
        "list": desk.documents.list,
        "flag": desk.current.flag,
        "answer": next(iter(desk.current.form.fields.values())),
        "note": desk.current.note,
    }
    places[place].setFocus()
    QTest.keyClick(places[place], Qt.Key.Key_Escape)
    assert _focused() is conductor.window.view
    assert conductor.window.view.current_span == claim.id


def test_a_note_is_written_and_enter_goes_on_in_the_text(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    claim = _go_to_claim(conductor)
    QTest.keyClick(conductor.window.view, Qt.Key.Key_N)
    QTest.keyClicks(_focused(), "doubtful")
    QTest.keyClick(_focused(), Qt.Key.Key_Return)
    written = conductor.session.span(claim.id)
    assert written is not None
    assert written.comment == "doubtful"
    assert _focused() is conductor.window.view
