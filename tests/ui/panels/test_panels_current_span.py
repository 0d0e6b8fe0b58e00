from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.model import AnnotationSet, Attribute, AttributeValue, LabelScheme, Names
from ui.panels.caption import Caption
from ui.panels.current_span_panel import CurrentSpanPanel
from ui.panels.span_links import links_of
from ui.panels.wording import first_and_last


@pytest.fixture
def panel(qtbot: QtBot, readings: AnnotationSet, scheme: LabelScheme) -> CurrentSpanPanel:
    panel = CurrentSpanPanel()
    qtbot.addWidget(panel)
    panel.set_keys({"note": "N", "attribution": "R", "cue": "U"})
    panel.resize(288, 520)
    panel.show_span(readings.spans["claim"], readings, scheme)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def show(panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme) -> Callable[[str], None]:
    return lambda key: panel.show_span(readings.spans[key], readings, scheme)


def test_it_says_what_the_span_is_where_it_is_and_its_first_and_last_words(
    panel: CurrentSpanPanel, readings: AnnotationSet, show: Callable[[str], None]
) -> None:
    span = readings.spans["claim"].span
    assert panel.label_name.text() == "Claim"
    assert panel.offsets.text() == f"{span.start} – {span.end}"
    assert panel.offsets.accessibleName() == f"Characters {span.start} to {span.end}"
    assert panel.words.text() == "المفاوضات انتهت"
    show("orphan")
    assert panel.words.text() == "الوفد غادر … الأحد"


def test_a_span_at_the_very_start_is_shown(panel: CurrentSpanPanel, show: Callable[[str], None]) -> None:
    show("cue")
    assert panel.offsets.text().startswith("0 – ")


def test_choosing_an_answer_tells_it_and_not_set_takes_it_back(panel: CurrentSpanPanel, qtbot: QtBot) -> None:
    field = panel.form.fields["certainty"]
    field.setFocus()
    with qtbot.waitSignal(panel.attribute_chosen, timeout=1000) as told:
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert told.args == ["certainty", "certain"]
    with qtbot.waitSignal(panel.attribute_chosen, timeout=1000) as told:
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert told.args == ["certainty", None]


def test_showing_a_span_tells_nothing(
    panel: CurrentSpanPanel, qtbot: QtBot, show: Callable[[str], None]
) -> None:
    with qtbot.assertNotEmitted(panel.attribute_chosen), qtbot.assertNotEmitted(panel.comment_changed):
        for key in ("source", "place", "orphan", "claim"):
            show(key)


def test_the_wheel_over_an_answer_never_changes_it(panel: CurrentSpanPanel, qtbot: QtBot) -> None:
    field = panel.form.fields["certainty"]
    place = field.rect().center()
    wheel = QWheelEvent(
        place.toPointF(),
        field.mapToGlobal(place).toPointF(),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's own signature
    )
    before = field.currentIndex()
    with qtbot.assertNotEmitted(panel.attribute_chosen):
        QApplication.sendEvent(field, wheel)
    assert field.currentIndex() == before


def test_a_required_answer_that_is_missing_is_said_in_words_and_marked(
    panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme
) -> None:
    panel.show_span(readings.spans["source"], readings, scheme)
    kind, naming = panel.form.fields["kind"], panel.form.fields["naming"]
    assert kind.is_needed
    assert kind.currentText() == "Required"
    assert kind.accessibleName() == "Kind: required, not set"
    assert not naming.is_needed
    assert naming.accessibleName() == "Naming"
    answered = replace(readings.spans["source"], attributes={"naming": "named", "kind": "official"})
    panel.show_span(answered, readings, scheme)
    again = panel.form.fields["kind"]
    assert again is kind  # the rows stay while the questions are the same
    assert not again.is_needed
    assert kind.accessibleName() == "Kind"


def test_the_missing_answer_s_sign_is_a_shape(
    panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme
) -> None:
    panel.show_span(readings.spans["source"], readings, scheme)
    kind = panel.form.fields["kind"]
    marked = kind.grab().toImage()
    kind.set_needed(False)
    assert marked.copy(8, 4, 18, 18) != kind.grab().toImage().copy(8, 4, 18, 18)


def test_an_answer_keeps_the_focus_when_the_span_changes_under_it(
    panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme, qtbot: QtBot
) -> None:
    field = panel.form.fields["polarity"]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    panel.show_span(replace(readings.spans["claim"], attributes={"polarity": "negated"}), readings, scheme)
    assert field.hasFocus()
    assert field.currentData() == "negated"


def test_source_and_cue_are_links_that_lead_there(panel: CurrentSpanPanel, qtbot: QtBot) -> None:
    assert [row.accessibleName() for row in panel.links] == [
        "Source: \u2068وزير الخارجية\u2069. Go there",
        "Cue: \u2068أعلن\u2069. Go there",
    ]
    with qtbot.waitSignal(panel.jump_requested, timeout=1000) as jump:
        qtbot.mouseClick(panel.links[0], Qt.MouseButton.LeftButton)
    assert jump.args == ["source"]
    with qtbot.waitSignal(panel.detach_requested, timeout=1000) as detach:
        qtbot.keyClick(panel.links[1], Qt.Key.Key_Delete)
    assert detach.args == ["r2"]


def test_a_source_lists_its_claims(
    panel: CurrentSpanPanel, show: Callable[[str], None], qtbot: QtBot
) -> None:
    show("source")
    assert [row.link.label.code for row in panel.links] == ["CLAIM"]
    with qtbot.waitSignal(panel.jump_requested, timeout=1000) as jump:
        qtbot.keyClick(panel.links[0], Qt.Key.Key_Return)
    assert jump.args == ["claim"]


def test_a_claim_without_source_shows_the_gap_and_how_to_fill_it(
    panel: CurrentSpanPanel, show: Callable[[str], None], qtbot: QtBot
) -> None:
    show("orphan")
    assert [row.accessibleName() for row in panel.links] == [
        "Source: None. R adds one",
        "Cue: None. U adds one",
    ]
    with qtbot.waitSignal(panel.attach_requested, timeout=1000) as attach:
        qtbot.mouseClick(panel.links[0], Qt.MouseButton.LeftButton)
    assert attach.args == ["attribution"]


def test_an_entity_has_no_gaps(readings: AnnotationSet, scheme: LabelScheme) -> None:
    assert links_of(readings.spans["place"], readings, scheme) == ()


def test_the_implicit_source_is_asked_only_where_no_source_is_attached(
    panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme
) -> None:
    assert "implicit_source" not in panel.form.fields
    panel.show_span(readings.spans["orphan"], readings, scheme)
    assert "implicit_source" in panel.form.fields
    answered = replace(readings.spans["claim"], attributes={"implicit_source": "other"})
    panel.show_span(answered, readings, scheme)
    assert "implicit_source" in panel.form.fields  # an answer that is there is never hidden


def test_a_note_is_saved_by_enter_and_by_leaving_the_field(
    panel: CurrentSpanPanel, qtbot: QtBot, type_words: Callable[..., None]
) -> None:
    panel.focus_note()
    qtbot.waitUntil(panel.note.hasFocus)
    type_words(panel.note, "راجع")
    with qtbot.waitSignal(panel.comment_changed, timeout=1000) as told:
        qtbot.keyClick(panel.note, Qt.Key.Key_Return)
    assert told.args == ["claim", "راجع"]
    type_words(panel.note, "ه")
    with qtbot.waitSignal(panel.comment_changed, timeout=1000) as told:
        panel.form.fields["polarity"].setFocus()
    assert told.args == ["claim", "راجعه"]


def test_escape_takes_a_note_s_edit_back(
    panel: CurrentSpanPanel,
    readings: AnnotationSet,
    scheme: LabelScheme,
    qtbot: QtBot,
    type_words: Callable[..., None],
) -> None:
    panel.show_span(replace(readings.spans["claim"], comment="قديم"), readings, scheme)
    panel.focus_note()
    type_words(panel.note, "جديد")
    with qtbot.assertNotEmitted(panel.comment_changed):
        qtbot.keyClick(panel.note, Qt.Key.Key_Escape)
        panel.flush()
    assert panel.note.text() == "قديم"


def test_a_note_half_written_goes_to_the_span_it_was_written_for(
    panel: CurrentSpanPanel, show: Callable[[str], None], qtbot: QtBot, type_words: Callable[..., None]
) -> None:
    panel.focus_note()
    type_words(panel.note, "مهم")
    with qtbot.waitSignal(panel.comment_changed, timeout=1000) as told:
        show("source")
    assert told.args == ["claim", "مهم"]
    assert panel.note.text() == ""


def test_a_note_being_written_survives_a_change_of_the_same_span(
    panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme, type_words: Callable[..., None]
) -> None:
    panel.focus_note()
    type_words(panel.note, "نصف")
    panel.show_span(replace(readings.spans["claim"], flagged=True), readings, scheme)
    assert panel.note.text() == "نصف"


def test_an_emptied_note_is_none(
    panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme, qtbot: QtBot
) -> None:
    panel.show_span(replace(readings.spans["claim"], comment="x"), readings, scheme)
    panel.focus_note()
    panel.note.clear()
    with qtbot.waitSignal(panel.comment_changed, timeout=1000) as told:
        qtbot.keyClick(panel.note, Qt.Key.Key_Return)
    assert told.args == ["claim", None]


def test_the_flag_is_asked_for_and_shown_when_it_is_so(
    panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.flag_toggled, timeout=1000) as told:
        qtbot.mouseClick(panel.flag, Qt.MouseButton.LeftButton)
    assert told.args == [True]
    assert not panel.flag.isChecked()
    panel.show_span(replace(readings.spans["claim"], flagged=True), readings, scheme)
    assert panel.flag.isChecked()
    assert panel.flag.accessibleName() == "Remove the flag"
    with qtbot.waitSignal(panel.flag_toggled, timeout=1000) as told:
        qtbot.mouseClick(panel.flag, Qt.MouseButton.LeftButton)
    assert told.args == [False]


def test_the_menu_relabels_and_deletes(panel: CurrentSpanPanel, qtbot: QtBot) -> None:
    menu = panel.more_menu()
    submenu = menu.findChildren(QMenu)[0]
    delete = next(action for action in menu.actions() if action.text() == "Delete the span")
    quote = next(action for action in submenu.actions() if action.text() == "Quote\tF6")
    claim = next(action for action in submenu.actions() if action.text() == "Claim\tF5")
    assert not claim.isEnabled()
    with qtbot.waitSignal(panel.relabel_requested, timeout=1000) as told:
        quote.trigger()
    assert told.args == ["QUOTE"]
    with qtbot.waitSignal(panel.delete_requested, timeout=1000):
        delete.trigger()


def test_without_a_span_one_sentence_says_how_to_get_one(panel: CurrentSpanPanel) -> None:
    panel.show_span(None, None, None)
    assert panel._empty.isVisible()
    assert not panel.note.isVisible()
    assert not panel.flag.isVisible()
    assert panel._empty.text() == "Click a span in the text, or press Tab there, to see it here."


def test_everything_that_takes_focus_has_a_name(panel: CurrentSpanPanel, show: Callable[[str], None]) -> None:
    for key in ("claim", "source", "orphan", "place"):
        show(key)
        takers = [w for w in panel.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
        named = [w for w in takers if w.isVisible()]
        assert named
        assert all(w.accessibleName() for w in named)


def test_targets_are_large_enough(panel: CurrentSpanPanel) -> None:
    for widget in (panel.flag, panel.more, panel.note, *panel.form.fields.values(), *panel.links):
        assert widget.height() >= 24


def test_words_and_sides_follow_the_language(panel: CurrentSpanPanel, switch: Callable[..., None]) -> None:
    name = next(c for c in panel.findChildren(Caption) if c.text() == "Certainty")
    assert name.mapTo(panel, QPoint()).x() < panel.form.fields["certainty"].mapTo(panel, QPoint()).x()
    switch(panel)
    assert panel.label_name.text() == "ادعاء"
    assert panel.note.placeholderText() == "«Note on this span»"
    assert panel.form.fields["certainty"].itemText(0) == "«Not set»"
    assert panel.form.fields["certainty"].accessibleName() == "درجة اليقين"
    name = next(c for c in panel.findChildren(Caption) if c.text() == "درجة اليقين" and c.isVisible())
    assert name.mapTo(panel, QPoint()).x() > panel.form.fields["certainty"].mapTo(panel, QPoint()).x()
    assert panel.flag.mapTo(panel, QPoint()).x() < panel.width() / 2
    assert panel.links[0].accessibleName() == "«مصدر: وزير الخارجية. Go there»"


def test_names_with_markup_are_shown_letter_by_letter(
    panel: CurrentSpanPanel, readings: AnnotationSet, scheme: LabelScheme
) -> None:
    bold = Names(ar="<b>س</b>", en="<b>x</b>")
    attribute = Attribute(name="a", names=bold, values=(AttributeValue(value="v", names=bold),), note=bold)
    claim = scheme.label("CLAIM")
    assert claim is not None
    label = replace(claim, names=bold, attributes=(attribute,))
    odd = replace(scheme, labels=(label,))
    panel.show_span(replace(readings.spans["claim"], quote="<b>قال</b>"), readings, odd)
    assert panel.label_name.text() == "<b>x</b>"
    captions = panel.findChildren(Caption)
    assert all(caption.textFormat() == Qt.TextFormat.PlainText for caption in captions)
    assert panel.form.fields["a"].toolTip() == "<qt>&lt;b&gt;x&lt;/b&gt;</qt>"
    assert panel.words.text() == "<b>قال</b>"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("قال", "قال"),
        ("وزير\nالخارجية المصري", "وزير الخارجية المصري"),
        ("واحد اثنان ثلاثة أربعة", "واحد اثنان … أربعة"),
        ("", ""),
    ],
)
def test_long_spans_are_told_by_their_edges(quote: str, shown: str) -> None:
    assert first_and_last(quote) == shown


def test_both_directions_of_a_relation_are_links(readings: AnnotationSet, scheme: LabelScheme) -> None:
    assert [link.other.id for link in links_of(readings.spans["cue"], readings, scheme) if link.other] == [
        "claim"
    ]
    names = [link.names.en for link in links_of(readings.spans["claim"], readings, scheme)]
    assert names == ["Source", "Cue"]
