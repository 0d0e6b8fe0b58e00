from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model import AnnotationSet, LabelScheme, Span, SpanAnnotation
from ui.panels.current_span_panel import CurrentSpanPanel

_TEXT = "وقال متحدث للصحيفة إن لبنان"
_ID = "paper"
Show = Callable[..., None]


def _paper(**answers: str) -> SpanAnnotation:
    start = _TEXT.index("لصحيفة")
    span = Span(start, start + len("لصحيفة"))
    return SpanAnnotation(id=_ID, label="ORG", span=span, quote=span.of(_TEXT), attributes=answers)


@pytest.fixture
def panel(qtbot: QtBot) -> CurrentSpanPanel:
    panel = CurrentSpanPanel()
    qtbot.addWidget(panel)
    panel.resize(288, 520)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def show(panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme) -> Show:
    return lambda span: panel.show_span(span, replace(readings, spans={span.id: span}), scheme, _TEXT)


def test_the_form_that_the_writing_hides_is_offered_as_one_row(panel: CurrentSpanPanel, show: Show) -> None:
    show(_paper())
    offer = panel.form.offers["canonical"]
    assert offer.words == "الصحيفة"
    assert offer.accessibleName() == "Set canonical form to \u2068الصحيفة\u2069"
    assert panel.form.stops == [offer]
    assert panel.form.isVisibleTo(panel)


@pytest.mark.parametrize("label", ["GPE", "DATE"])
def test_words_that_lack_nothing_show_no_row(panel: CurrentSpanPanel, show: Show, label: str) -> None:
    start = _TEXT.index("لبنان")
    span = Span(start, start + 5)
    show(SpanAnnotation(id="l", label=label, span=span, quote="لبنان"))
    assert panel.form.stops == []
    assert not panel.form.isVisibleTo(panel)


def test_a_label_that_does_not_ask_gets_no_offer(panel: CurrentSpanPanel, show: Show) -> None:
    show(replace(_paper(), label="PRODUCT"))
    assert panel.form.stops == []


def test_a_click_takes_the_offer_and_gives_the_keyboard_back(
    panel: CurrentSpanPanel, show: Show, qtbot: QtBot
) -> None:
    show(_paper())
    with (
        qtbot.waitSignal(panel.attribute_chosen, timeout=1000) as told,
        qtbot.waitSignal(panel.left, timeout=1000),
    ):
        qtbot.mouseClick(panel.form.offers["canonical"], Qt.MouseButton.LeftButton)
    assert told.args == ["canonical", "الصحيفة"]


def test_enter_takes_the_offer_too(panel: CurrentSpanPanel, show: Show, qtbot: QtBot) -> None:
    show(_paper())
    with qtbot.waitSignal(panel.attribute_chosen, timeout=1000) as told:
        qtbot.keyClick(panel.form.offers["canonical"], Qt.Key.Key_Return)
    assert told.args == ["canonical", "الصحيفة"]


def test_a_form_that_is_given_stands_in_a_field_and_can_be_rewritten(
    panel: CurrentSpanPanel, show: Show, qtbot: QtBot, type_words: Callable[[QWidget, str], None]
) -> None:
    show(_paper(canonical="الصحيفة"))
    field = panel.form.texts["canonical"]
    assert panel.form.offers == {}
    assert field.text() == "الصحيفة"
    assert field.accessibleName() == "Canonical form"
    field.setFocus()
    field.end(False)  # noqa: FBT003 - Qt's own signature
    type_words(field, " الأولى")
    with qtbot.waitSignal(panel.attribute_written, timeout=1000) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == [_ID, "canonical", "الصحيفة الأولى"]


def test_emptying_the_field_takes_the_form_away(panel: CurrentSpanPanel, show: Show, qtbot: QtBot) -> None:
    show(_paper(canonical="الصحيفة"))
    field = panel.form.texts["canonical"]
    field.setFocus()
    field.clear()
    with qtbot.waitSignal(panel.attribute_written, timeout=1000) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == [_ID, "canonical", None]
    show(_paper())
    assert panel.form.offers["canonical"].words == "الصحيفة"
    assert panel.form.texts == {}


def test_what_is_being_written_is_told_of_its_own_span_once(panel: CurrentSpanPanel, show: Show) -> None:
    show(_paper(canonical="الصحيفة"))
    field = panel.form.texts["canonical"]
    field.setFocus()
    field.setText("الجريدة")
    told: list[tuple[str, str, object]] = []
    panel.attribute_written.connect(lambda *said: told.append(said))
    show(replace(_paper(), id="other"))
    QApplication.processEvents()
    assert told == [(_ID, "canonical", "الجريدة")]


def test_a_span_shown_again_leaves_what_is_being_written(panel: CurrentSpanPanel, show: Show) -> None:
    show(_paper(canonical="الصحيفة"))
    field = panel.form.texts["canonical"]
    field.setText("الجر")
    show(replace(_paper(canonical="الصحيفة"), flagged=True))
    assert panel.form.texts["canonical"] is field
    assert field.text() == "الجر"
    show(_paper(canonical="المجلة"))
    assert field.text() == "المجلة"


def test_the_offer_is_made_in_the_language_in_use(
    panel: CurrentSpanPanel, show: Show, switch: Callable[[QWidget], None]
) -> None:
    show(_paper())
    switch(panel)
    offer = panel.form.offers["canonical"]
    assert offer.accessibleName().startswith("«Set canonical form to")
    assert panel.form.stops == [offer]
