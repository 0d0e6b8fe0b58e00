"""The seven kinds of questions, by keys: answered, refused, no longer asked, missing, of several spans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model import (
    AnnotationSet,
    Attribute,
    AttributeType,
    AttributeValue,
    Condition,
    LabelScheme,
    Names,
)
from ui.panels.choices_field import ChoicesField
from ui.panels.current_span_panel import CurrentSpanPanel


def _question(name: str, kind: AttributeType, *values: str, **more: object) -> Attribute:
    return Attribute(
        name=name,
        names=Names(ar=name, en=name.capitalize()),
        type=kind,
        values=tuple(AttributeValue(value=v, names=Names(ar=v, en=v.capitalize())) for v in values),
        **more,  # type: ignore[arg-type]
    )


_QUESTIONS = (
    _question("kind", AttributeType.CHOICE, "official", "media", "expert", required=True),
    _question("topics", AttributeType.CHOICES, "war", "trade", "law"),
    _question("quoted", AttributeType.YES_NO, required=True),
    _question("channel", AttributeType.TEXT, shown_when=Condition("kind", "media"), required=True),
    _question("people", AttributeType.NUMBER),
    _question("day", AttributeType.DATE, required=True),
    _question("link", AttributeType.LINK),
)


@pytest.fixture
def asking(scheme: LabelScheme) -> LabelScheme:
    """Return a scheme whose sources are asked all kinds of questions, and so are its documents."""
    labels = tuple(
        replace(one, attributes=_QUESTIONS) if one.code == "SOURCE" else one for one in scheme.labels
    )
    return replace(scheme, labels=labels, document_attributes=(_QUESTIONS[0], _QUESTIONS[5]))


@pytest.fixture
def panel(qtbot: QtBot) -> CurrentSpanPanel:
    made = CurrentSpanPanel()
    qtbot.addWidget(made)
    made.resize(288, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def show(
    panel: CurrentSpanPanel, readings: AnnotationSet, asking: LabelScheme
) -> Callable[..., list[tuple[str, object]]]:
    """Return a function that shows the source with answers, and then follows what is answered."""
    told: list[tuple[str, object]] = []
    answers: dict[str, str] = {}

    def follow(name: str, value: object) -> None:
        told.append((name, value))
        answers.pop(name, None)
        if isinstance(value, str):
            answers[name] = value
        source = replace(readings.spans["source"], attributes=dict(answers))
        panel.show_span(source, readings, asking)

    panel.attribute_chosen.connect(follow)
    panel.attribute_written.connect(lambda _span, name, value: follow(name, value))

    def begin(**given: str) -> list[tuple[str, object]]:
        answers.update(given)
        panel.show_span(replace(readings.spans["source"], attributes=dict(answers)), readings, asking)
        panel.activateWindow()
        QApplication.processEvents()
        return told

    return begin


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _type(words: str) -> None:
    QTest.keyClicks(_focused(), words)


def test_digits_answer_and_go_on_to_the_next_question(
    panel: CurrentSpanPanel, show: Callable[..., list[tuple[str, object]]]
) -> None:
    told = show()
    panel.focus_answers()
    assert _focused() is panel.form.fields["kind"]
    QTest.keyClick(_focused(), Qt.Key.Key_1)
    assert _focused() is panel.form.fields["topics"]
    for key in (Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_Return):
        QTest.keyClick(_focused(), key)
    assert _focused() is panel.form.fields["quoted"]
    QTest.keyClick(_focused(), Qt.Key(ord("٢")))  # on an Arabic keyboard
    assert _focused() is panel.form.texts["people"]
    assert told == [
        ("kind", "official"),
        ("topics", "law"),
        ("topics", "war|law"),  # in the scheme's order
        ("topics", "war|trade|law"),
        ("topics", "war|law"),
        ("quoted", "no"),
    ]


def test_zero_takes_an_answer_back(
    panel: CurrentSpanPanel, show: Callable[..., list[tuple[str, object]]]
) -> None:
    told = show(kind="official", topics="war|law")
    for name in ("kind", "topics"):
        panel.form.fields[name].setFocus()
        QTest.keyClick(_focused(), Qt.Key.Key_0)
    assert told == [("kind", None), ("topics", None)]


@pytest.mark.parametrize(
    ("name", "words"),
    [("people", "-12.5"), ("day", "2026-11"), ("link", "Q1490"), ("link", "https://example.org/a")],
)
def test_what_is_written_is_saved_by_enter(
    panel: CurrentSpanPanel,
    show: Callable[..., list[tuple[str, object]]],
    qtbot: QtBot,
    name: str,
    words: str,
) -> None:
    told = show(kind="official")
    panel.form.texts[name].setFocus()
    _type(words)
    with qtbot.waitSignal(panel.left, timeout=1000):
        QTest.keyClick(_focused(), Qt.Key.Key_Return)
    assert told == [(name, words)]


def test_arabic_digits_are_saved_as_what_they_mean(
    panel: CurrentSpanPanel,
    show: Callable[..., list[tuple[str, object]]],
    type_words: Callable[[QWidget, str], None],
) -> None:
    told = show(kind="official")
    panel.form.texts["people"].setFocus()
    type_words(panel.form.texts["people"], "١٢٫٥")
    QTest.keyClick(panel.form.texts["people"], Qt.Key.Key_Return)
    assert told == [("people", "12.5")]


@pytest.mark.parametrize(("name", "words"), [("people", "many"), ("day", "2026-13"), ("link", "x")])
def test_what_is_no_answer_is_kept_marked_and_explained(
    panel: CurrentSpanPanel,
    show: Callable[..., list[tuple[str, object]]],
    qtbot: QtBot,
    name: str,
    words: str,
) -> None:
    told = show(kind="official")
    field = panel.form.texts[name]
    field.setFocus()
    with qtbot.assertNotEmitted(panel.left):
        _type(words)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == []
    assert field.text() == words
    assert field.edge == "rubric"
    assert field.example() in field.accessibleDescription()
    field.setText("")
    assert field.accessibleDescription() == ""


def test_a_question_is_asked_only_beside_the_answer_that_it_hangs_on(
    panel: CurrentSpanPanel, show: Callable[..., list[tuple[str, object]]]
) -> None:
    show(kind="official")
    assert "channel" not in panel.form.texts
    panel.form.fields["kind"].setFocus()
    QTest.keyClick(_focused(), Qt.Key.Key_2)
    assert "channel" in panel.form.texts
    assert _focused() is panel.form.fields["topics"]


def test_an_answer_no_longer_asked_is_shown_and_can_be_taken_back(
    panel: CurrentSpanPanel, show: Callable[..., list[tuple[str, object]]], qtbot: QtBot
) -> None:
    told = show(kind="official", channel="Nile TV")
    stale = panel.form.stale["channel"]
    assert stale.words == "Nile TV"
    assert stale.accessibleName() == "Channel: Nile TV. No longer asked. Take the answer back"
    assert "channel" not in [one.name for one in panel.form.lacking]
    stale.setFocus()
    qtbot.keyClick(stale, Qt.Key.Key_Return)
    assert told == [("channel", None)]
    assert not panel.form.stale


def test_missing_answers_are_counted_and_come_first(
    panel: CurrentSpanPanel, show: Callable[..., list[tuple[str, object]]]
) -> None:
    show(kind="official")
    assert panel.questions.missing.text() == "2 answers missing"
    assert panel.form.texts["day"].accessibleName() == "Day: required, not set"
    assert panel.form.texts["day"].edge == "rubric"
    panel.focus_answers()
    assert _focused() is panel.form.fields["quoted"]
    QTest.keyClick(_focused(), Qt.Key.Key_1)
    assert panel.questions.missing.text() == "1 answer missing"
    show(quoted="yes", day="2026")
    assert panel.questions.missing.isHidden()


def test_a_question_is_reached_by_its_number(
    panel: CurrentSpanPanel, show: Callable[..., list[tuple[str, object]]]
) -> None:
    show(kind="official")
    panel.focus_question(4)
    assert _focused() is panel.form.texts["people"]
    panel.focus_question(9)  # there is none
    assert _focused() is panel.form.texts["people"]


def test_a_row_that_goes_gives_the_keyboard_back_to_the_text(
    panel: CurrentSpanPanel, show: Callable[..., list[tuple[str, object]]], qtbot: QtBot
) -> None:
    show(kind="media")
    panel.form.texts["channel"].setFocus()
    with qtbot.waitSignal(panel.left, timeout=1000):
        show(kind="official")


def test_the_ticks_of_several_choices_stay_open_and_close_by_enter(
    panel: CurrentSpanPanel, show: Callable[..., list[tuple[str, object]]]
) -> None:
    told = show(kind="official")
    field = panel.form.fields["topics"]
    assert isinstance(field, ChoicesField)
    menu = field.list_menu()
    menu.popup(field.mapToGlobal(field.rect().bottomLeft()))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_3)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()
    assert told == [("topics", "war"), ("topics", "war|law")]


def test_several_spans_show_what_they_share_and_take_one_answer(
    panel: CurrentSpanPanel, readings: AnnotationSet, asking: LabelScheme, qtbot: QtBot
) -> None:
    first = replace(readings.spans["source"], attributes={"kind": "official", "people": "3", "quoted": "yes"})
    other = replace(first, id="other", attributes={"kind": "media", "people": "3"})
    panel.show_span(first, readings, asking, several=[first, other])
    assert panel.label_name.text() == "2 spans: Source"
    assert panel.form.fields["kind"].currentIndex() == -1
    assert panel.form.texts["people"].text() == "3"
    assert panel.note.isHidden()
    assert not panel.links
    with qtbot.waitSignal(panel.attribute_chosen, timeout=1000) as told:
        QTest.keyClick(panel.form.fields["kind"], Qt.Key.Key_3)
    assert told.args == ["kind", "expert"]


def test_spans_of_several_labels_are_asked_what_all_are_asked(
    panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme
) -> None:
    claim, place = readings.spans["claim"], readings.spans["place"]
    panel.show_span(claim, readings, scheme, several=[claim, place])
    assert panel.label_name.text() == "2 spans"
    assert not panel.form.stops


def test_the_document_is_asked_about_where_no_span_is_current(
    panel: CurrentSpanPanel, readings: AnnotationSet, asking: LabelScheme, qtbot: QtBot
) -> None:
    panel.show_span(None, replace(readings, attributes={"day": "2026"}), asking)
    document = panel.document
    assert document.isVisible()
    assert document.form.texts["day"].text() == "2026"
    assert document.missing.text() == "1 answer missing"
    with qtbot.waitSignal(panel.document_answered, timeout=1000) as told:
        QTest.keyClick(document.form.fields["kind"], Qt.Key.Key_2)
    assert told.args == ["kind", "media"]


def test_a_current_span_makes_room_for_the_document_while_it_is_answered(
    panel: CurrentSpanPanel, readings: AnnotationSet, asking: LabelScheme, qtbot: QtBot
) -> None:
    panel.show_span(readings.spans["source"], readings, asking)
    assert panel.document.isHidden()
    panel.activateWindow()
    panel.focus_document_answers()
    assert panel.document.isVisible()
    assert panel.form.isHidden() or not panel.form.isVisible()
    with qtbot.waitSignal(panel.left, timeout=1000):
        QTest.keyClick(panel.document.form.texts["day"], Qt.Key.Key_Return)
    assert panel.document.isHidden()
    assert panel.form.isVisible()
