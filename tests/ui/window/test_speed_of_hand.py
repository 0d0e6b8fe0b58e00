"""Keys that spare keys: words by letters, labels everywhere, several spans, last answers, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.editing.commands import AddSpan
from annotator.model import Attribute, AttributeType, Names, Span, SpanAnnotation
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.label_all import LabelAllDialog
from ui.panels.keyed_menu import KeyedMenu

MakeWindow = Callable[..., Conductor]

_TEXT = (
    "وقال سامي نور إن موسكو بعيدة، ثم زار موسكو.\n"
    + "سطر بلا أسماء يفصل بين هذا وذاك.\n" * 40
    + "عاد سامي من موسكو وموسكو في البال."
)
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_KEY = Qt.Key


@pytest.fixture
def conductor(make_window: MakeWindow, tmp_path: Path) -> Conductor:
    return make_window(_project(tmp_path))


def _project(folder: Path) -> Path:
    (folder / "خبر.txt").write_text(_TEXT, encoding="utf-8")
    names = Names(ar="الموضوع", en="Topic")
    about = Attribute(name="topic", names=names, type=AttributeType.TEXT, required=True)
    scheme = replace(default_scheme(), document_attributes=(about,))
    path = folder / "p.hashiya"
    with Workspace.create(path, title="P", reader="Salma", scheme=scheme) as workspace:
        workspace.import_files([folder / "خبر.txt"])
    return path


def _press(conductor: Conductor, key: Qt.Key | str, modifiers: Qt.KeyboardModifier | None = None) -> None:
    target: QWidget | None = QApplication.activePopupWidget() or QApplication.focusWidget()
    code = key if isinstance(key, Qt.Key) else Qt.Key(ord(key))
    QTest.keyClick(target or conductor.window.view, code, modifiers or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()
    if QApplication.activeWindow() is None:
        conductor.window.activateWindow()
        QApplication.processEvents()


def _letter(conductor: Conductor, words: str) -> str:
    """Return the letter that stands over the word that begins with these words."""
    places = conductor.window.view.letters.places
    return next(key for key, place in places.items() if _TEXT.startswith(words, place.start))


def _type_letter(conductor: Conductor, letter: str) -> None:
    _press(conductor, letter.upper(), _SHIFT if letter.isupper() else None)


def _words(conductor: Conductor) -> str:
    selection = conductor.window.view.selection
    return "" if selection is None else selection.of(_TEXT)


def _spans(conductor: Conductor) -> list[SpanAnnotation]:
    reading = conductor.session.annotation_set
    return [] if reading is None else reading.in_text_order()


def _add(conductor: Conductor, label: str, words: str, after: int = 0) -> str:
    document_id, reading = conductor.session.document_id, conductor.session.annotation_set
    assert document_id is not None
    start = _TEXT.index(words, after)
    set_id, span = None if reading is None else reading.id, Span(start, start + len(words))
    assert conductor.session.perform(AddSpan(document_id=document_id, set_id=set_id, label=label, span=span))
    return next(one.id for one in _spans(conductor) if (one.label, one.span) == (label, span))


# Words by their letters


@pytest.mark.parametrize("key", [_KEY.Key_F, "ب"])
def test_a_letter_takes_a_word_without_what_is_written_onto_it(
    conductor: Conductor, key: Qt.Key | str
) -> None:
    _press(conductor, key)
    _type_letter(conductor, _letter(conductor, "قال"))
    assert _words(conductor) == "قال"


def test_a_second_letter_reaches_on_and_the_letters_go(conductor: Conductor) -> None:
    _press(conductor, _KEY.Key_F)
    first, last = _letter(conductor, "سامي"), _letter(conductor, "نور")
    _type_letter(conductor, first)
    _type_letter(conductor, last)
    assert _words(conductor) == "سامي نور"
    assert not conductor.window.view.letters.isVisible()
    # Now the keys mean what they always do.
    _press(conductor, _KEY.Key_1)
    assert [(span.label, span.quote) for span in _spans(conductor)] == [("PERS", "سامي نور")]


def test_letters_are_typed_on_an_arabic_keyboard_too(conductor: Conductor) -> None:
    _press(conductor, _KEY.Key_F)
    assert _letter(conductor, "سامي") == "s"
    _press(conductor, "س")
    assert _words(conductor) == "سامي"


def test_a_label_key_after_the_first_letter_labels_that_word(conductor: Conductor) -> None:
    _press(conductor, _KEY.Key_F)
    _type_letter(conductor, _letter(conductor, "موسكو"))
    _press(conductor, _KEY.Key_3)
    assert [(span.label, span.quote) for span in _spans(conductor)] == [("GPE", "موسكو")]
    assert not conductor.window.view.letters.places


def test_space_goes_on_to_the_words_behind_and_escape_leaves_the_selection(conductor: Conductor) -> None:
    view = conductor.window.view
    view.select(Span(0, 4))
    _press(conductor, _KEY.Key_F)
    before = list(view.letters.places.values())
    _press(conductor, _KEY.Key_Space)
    assert next(iter(view.letters.places.values())) == before[-1]
    _press(conductor, _KEY.Key_Escape)
    assert not view.letters.places
    assert view.selection == Span(0, 4)


def test_no_letter_stands_over_another(conductor: Conductor) -> None:
    _press(conductor, _KEY.Key_F)
    boxes = list(conductor.window.view.letters.boxes().values())
    assert len(boxes) > 20
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])


# Labels


def test_zero_and_a_key_label_with_what_has_no_key_of_its_own(conductor: Conductor) -> None:
    conductor.window.view.select(Span(_TEXT.index("بعيدة"), _TEXT.index("بعيدة") + 5))
    _press(conductor, _KEY.Key_0)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, KeyedMenu)
    assert menu.actions()[2].text() == "Ordinal\t3"
    _press(conductor, "٣")
    assert [span.label for span in _spans(conductor)] == ["ORDINAL"]


def _dialog() -> LabelAllDialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, LabelAllDialog)]
    return next(one for one in found if one.isVisible())


def test_the_same_words_are_labelled_everywhere_after_a_look(conductor: Conductor) -> None:
    conductor.window.view.set_current(_add(conductor, "GPE", "موسكو"))
    _press(conductor, _KEY.Key_L)
    dialog = _dialog()
    assert dialog.primary.text() == "Label 3 places"
    _press(conductor, _KEY.Key_Down)
    _press(conductor, _KEY.Key_Space)
    assert dialog.primary.text() == "Label 2 places"
    _press(conductor, _KEY.Key_Return)
    places = [span.span.start for span in _spans(conductor)]
    # The و of the last is no part of the name.
    assert places == [_TEXT.index("موسكو"), _TEXT.index("موسكو."), _TEXT.index("وموسكو في") + 1]
    conductor.editing.undo()
    assert len(_spans(conductor)) == 1


def test_places_take_the_answers_along(conductor: Conductor) -> None:
    source = _add(conductor, "SOURCE", "سامي")
    conductor.window.view.set_current(source)
    conductor.answering.set_attribute("kind", "expert")
    conductor.answering.set_attribute("canonical", "سامي نور")
    _press(conductor, _KEY.Key_L)
    _press(conductor, _KEY.Key_Return)
    first, second = _spans(conductor)
    assert second.attributes["kind"] == "expert"
    assert "canonical" not in second.attributes
    assert first.attributes["canonical"] == "سامي نور"


def test_words_that_stand_nowhere_else_open_no_list(conductor: Conductor) -> None:
    conductor.window.view.set_current(_add(conductor, "PERS", "سامي نور"))
    _press(conductor, _KEY.Key_L)
    assert "nowhere else" in conductor.window.notice.text


# Several spans, and answers


def _choose_sources(conductor: Conductor) -> None:
    _add(conductor, "SOURCE", "سامي", 60)
    conductor.window.view.set_current(_add(conductor, "SOURCE", "سامي"))
    _press(conductor, _KEY.Key_S)


def test_spans_with_the_same_words_are_answered_together_in_one_step(conductor: Conductor) -> None:
    _choose_sources(conductor)
    panel = conductor.window.desk.current
    assert panel.label_name.text() == "2 spans: Source"
    _press(conductor, _KEY.Key_A)
    assert panel.form.fields["kind"].hasFocus()
    _press(conductor, _KEY.Key_6)
    assert [span.attributes.get("kind") for span in _spans(conductor)] == ["expert", "expert"]
    conductor.editing.undo()
    assert [span.attributes.get("kind") for span in _spans(conductor)] == [None, None]


def test_several_spans_are_joined_to_one_by_its_letter(conductor: Conductor) -> None:
    _add(conductor, "GPE", "موسكو", 60)
    _add(conductor, "GPE", "موسكو", 30)
    head = _add(conductor, "GPE", "موسكو")
    view = conductor.window.view
    view.set_current(head)
    _press(conductor, _KEY.Key_S)
    _press(conductor, _KEY.Key_R, _SHIFT)
    letter = next(key for key, place in view.letters.places.items() if place.span_id == head)
    _type_letter(conductor, letter)
    reading = conductor.session.annotation_set
    assert reading is not None
    assert [(r.type, r.target) for r in reading.relations.values()] == [("coref", head)] * 2
    assert view.picking is None
    assert not view.letters.places


def test_several_spans_are_deleted_and_relabelled_together(conductor: Conductor) -> None:
    _choose_sources(conductor)
    _press(conductor, _KEY.Key_F8)
    assert [span.label for span in _spans(conductor)] == ["CUE", "CUE"]
    _press(conductor, _KEY.Key_Delete)
    assert _spans(conductor) == []


def test_ctrl_and_a_click_choose_one_span_more_and_let_go_of_it(conductor: Conductor) -> None:
    other = _add(conductor, "GPE", "موسكو")
    first = _add(conductor, "PERS", "سامي نور")
    view = conductor.window.view
    view.set_current(first)
    at = view.rectangle_of(other).center()
    for chosen in (frozenset({other}), frozenset[str]()):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
        assert view.current_span == first
        assert view.chosen == chosen


def test_lines_of_the_table_are_chosen_together(conductor: Conductor) -> None:
    ids = [_add(conductor, "GPE", "موسكو"), _add(conductor, "GPE", "موسكو", 30)]
    conductor.window.view.set_current(ids[0])
    _press(conductor, "L", Qt.KeyboardModifier.ControlModifier)
    _press(conductor, _KEY.Key_Down, _SHIFT)
    view = conductor.window.view
    assert view.chosen | {view.current_span} == set(ids)
    assert conductor.window.desk.current.label_name.text() == "2 spans: Geopolitical"
    _press(conductor, _KEY.Key_Up)
    assert not view.chosen


def test_letting_go_of_the_current_span_lets_go_of_all(conductor: Conductor) -> None:
    _choose_sources(conductor)
    _press(conductor, _KEY.Key_Escape)
    assert not conductor.window.view.chosen
    assert conductor.window.desk.current.document.isVisible()


def test_one_key_answers_as_for_the_last(conductor: Conductor) -> None:
    first, second = _add(conductor, "SOURCE", "سامي"), _add(conductor, "SOURCE", "سامي", 60)
    conductor.window.view.set_current(first)
    conductor.answering.set_attribute("kind", "media")
    conductor.window.view.set_current(second)
    _press(conductor, "ؤ")  # the key C of an Arabic keyboard
    assert _spans(conductor)[1].attributes["kind"] == "media"
    _press(conductor, _KEY.Key_C)
    assert conductor.window.notice.text == "The answers are the same already."


@pytest.mark.parametrize("key", ["3", "٣"])
def test_a_question_is_reached_by_its_number_from_the_text(conductor: Conductor, key: str) -> None:
    conductor.window.view.set_current(_add(conductor, "CLAIM", "زار موسكو"))
    _press(conductor, key, _ALT)
    assert conductor.window.desk.current.form.fields["claim_type"].hasFocus()
    _press(conductor, _KEY.Key_1)
    _press(conductor, _KEY.Key_F)  # straight on to the next words
    assert conductor.window.view.hasFocus()
    assert [span.label for span in _spans(conductor)] == ["CLAIM"]
    assert _spans(conductor)[0].attributes["claim_type"] == "event"


def test_a_source_is_joined_to_its_name_and_its_cue_by_the_same_keys(conductor: Conductor) -> None:
    cue, person = _add(conductor, "CUE", "قال"), _add(conductor, "PERS", "سامي نور")
    source = _add(conductor, "SOURCE", "سامي نور")
    conductor.window.view.set_current(source)
    _press(conductor, _KEY.Key_R)
    _press(conductor, _KEY.Key_U)
    reading = conductor.session.annotation_set
    assert reading is not None
    ends = {(r.type, r.source, r.target) for r in reading.relations.values()}
    assert ends == {("refers_to", source, person), ("introduces", cue, source)}


def test_between_two_claims_either_way_is_offered(conductor: Conductor) -> None:
    first, second = _add(conductor, "CLAIM", "موسكو بعيدة"), _add(conductor, "CLAIM", "زار موسكو")
    view = conductor.window.view
    view.set_current(second)
    _press(conductor, _KEY.Key_R, _SHIFT)
    _type_letter(conductor, next(key for key, one in view.letters.places.items() if one.span_id == first))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, KeyedMenu)
    names = [action.text().split("\t") for action in menu.actions()]
    _press(conductor, dict(names)["Supports, the other way round"])
    reading = conductor.session.annotation_set
    assert reading is not None
    (relation,) = reading.relations.values()
    assert (relation.type, relation.source, relation.target) == ("supports", first, second)


# What is missing


def test_what_is_missing_is_counted_and_walked_through(conductor: Conductor) -> None:
    window = conductor.window
    source = _add(conductor, "SOURCE", "سامي")
    document_id = conductor.session.document_id
    # One about the source, one about the document.
    assert window.status.missing.text() == "2 answers missing"
    index = window.desk.documents.list.model().index(0, 0)
    assert "2 answers missing" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    window.view.set_current(None)
    _press(conductor, _KEY.Key_Q)
    assert window.view.current_span == source
    conductor.answering.set_attribute("kind", "media")
    assert window.status.missing.text() == "1 answer missing"
    _press(conductor, "ض")
    assert window.desk.current.document.form.texts["topic"].hasFocus()
    QTest.keyClicks(window.desk.current.document.form.texts["topic"], "3 bridges")
    _press(conductor, _KEY.Key_Return)
    assert document_id is not None
    (reading,) = conductor.session.workspace.sets(document_id)
    assert dict(reading.attributes) == {"topic": "3 bridges"}
    assert window.status.missing.isHidden()
    assert window.view.hasFocus()
    conductor.editing.undo()
    assert window.status.missing.text() == "1 answer missing"


def test_the_list_marks_documents_that_are_not_open(
    make_window: MakeWindow, samples: Path, qtbot: QtBot
) -> None:
    with Workspace.open(samples, reader="Salma") as workspace:
        documents = workspace.documents()
        for document in documents:
            reading = workspace.active_set(document.id)
            set_id = None if reading is None else reading.id
            workspace.perform(
                AddSpan(document_id=document.id, set_id=set_id, label="SOURCE", span=Span(0, 2))
            )
    conductor = make_window(samples)
    model = conductor.window.desk.documents.list.model()
    conductor.lacking.look_into_all()

    def said(row: int) -> str:
        return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    qtbot.waitUntil(lambda: conductor.lacking._job is None, timeout=30_000)
    assert ["1 answer missing" in said(row) for row in range(len(documents))] == [True, True]
