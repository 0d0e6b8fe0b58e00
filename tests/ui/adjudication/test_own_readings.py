"""What no reader says: several spans for one decision, another relation, another answer, by keyboard."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.model import Attribute, AttributeType, AttributeValue, Dispute, Names, Span, Verdict
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from tests.ui.adjudication.adjudicator import ALT, CTRL, SHIFT, Adjudicator
from tests.ui.adjudication.conftest import TEXT, MakeProject, Open, Read
from ui.dialogs.guidelines import GuidelinesDialog

CLAIM = "الاجتماع سيعزز الصداقة بين البلدين"
SHORTER = "الاجتماع سيعزز الصداقة بين"


@pytest.fixture
def me(adjudicate: Open, read: MakeProject) -> Adjudicator:
    whole, short = Read(spans=[("CLAIM", CLAIM)]), Read(spans=[("CLAIM", SHORTER)])
    return adjudicate(read(one=whole, two=short))


# Several spans


def test_one_more_span_begins_where_the_first_leaves_words_free(me: Adjudicator) -> None:
    me.digit(me.digit_of("two"))
    me.press(Qt.Key.Key_E, Qt.Key.Key_B)
    row = me.page.apparatus.variants.own
    assert row is not None
    assert [span.of(TEXT) for span, _ in row.words.marked] == [SHORTER, "البلدين"]
    assert ("Tab", "next span") in me.hints
    me.decide()
    assert me.gold_spans == [("CLAIM", SHORTER), ("CLAIM", "البلدين")]
    (decision,) = me.decisions
    assert (decision.verdict, len(decision.gold)) == (Verdict.OWN, 2)
    me.press(Qt.Key.Key_Backspace)
    assert me.gold_spans == []


def test_each_of_several_spans_is_moved_labelled_and_dropped(me: Adjudicator) -> None:
    me.digit(me.digit_of("two"))
    me.press(Qt.Key.Key_E, Qt.Key.Key_B, Qt.Key.Key_F6)
    me.press(Qt.Key.Key_Backtab, modifier=SHIFT)
    me.press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, modifier=ALT)
    me.press(Qt.Key.Key_B)
    own = me.page.view.own_now
    assert own is not None
    assert [one.label for one in own.spans] == ["CLAIM", "QUOTE", "CLAIM"]
    me.press(Qt.Key.Key_Delete)
    me.decide()
    assert me.gold_spans == [("CLAIM", SHORTER[:-4]), ("QUOTE", "البلدين")]


def test_the_last_span_is_not_dropped_and_other_words_take_the_place_of_one_alone(me: Adjudicator) -> None:
    me.press(Qt.Key.Key_E, Qt.Key.Key_Delete)
    assert me.reads()
    me.press(Qt.Key.Key_B)
    me.press(Qt.Key.Key_Home)
    me.press(Qt.Key.Key_Left, modifier=CTRL | SHIFT)
    selected = me.page.view.selection
    assert selected is not None
    me.decide()
    assert me.gold_spans == [("CLAIM", selected.of(TEXT)), ("CLAIM", CLAIM)]


# A relation


def _words(shown: str) -> str:
    """Return what a list shows without the sign that keeps its direction."""
    return shown.lstrip("\u2067")


@pytest.fixture
def related(adjudicate: Open, read: MakeProject) -> Adjudicator:
    spans = [("SOURCE", "الوزير"), ("CLAIM", CLAIM), ("SOURCE", "كيم"), ("CUE", "قال")]
    one = Read(spans=spans, relations=[("attribution", 0, 1)])
    return adjudicate(read(one=one, two=Read(spans=spans)))


def _said(me: Adjudicator) -> list[tuple[str, str, str]]:
    gold = me.gold
    assert gold is not None
    spans = gold.spans
    return [(one.type, spans[one.source].quote, spans[one.target].quote) for one in gold.relations.values()]


def test_nothing_is_asked_about_a_relation_before_one_reads_for_oneself(related: Adjudicator) -> None:
    assert not related.page.apparatus.relation_fields.isVisible()
    related.press(Qt.Key.Key_A)
    assert related.asked() is Dispute.RELATION
    assert not related.page.apparatus.relation_fields.isVisible()


def test_a_relation_of_ones_own_takes_another_end_by_arrows(related: Adjudicator) -> None:
    me = related
    me.press(Qt.Key.Key_A)
    assert me.asked() is Dispute.RELATION
    me.press(Qt.Key.Key_E)
    fields = me.page.apparatus.relation_fields
    assert me.focus is fields.types
    assert [_words(fields.source.itemText(n)) for n in range(fields.source.count())] == ["الوزير", "كيم"]
    assert _words(fields.target.currentText()) == CLAIM
    me.press(Qt.Key.Key_Tab, Qt.Key.Key_Down)
    own = me.page.apparatus.variants.own
    assert own is not None
    assert (own.words.told, own.words.links) == ("Attribution", (f"كيم ← {CLAIM}",))
    assert {one.of(TEXT) for one in me.page.view.shown.framed} == {"كيم", CLAIM}
    me.decide()
    assert _said(me) == [("attribution", "كيم", CLAIM)]
    (decision,) = (one for one in me.decisions if one.verdict is Verdict.OWN)
    assert decision.gold


def test_another_type_brings_the_ends_that_it_may_join(related: Adjudicator) -> None:
    me = related
    me.press(Qt.Key.Key_A, Qt.Key.Key_E)
    fields = me.page.apparatus.relation_fields
    fields.types.set_choice("cue")
    fields.types.chosen.emit("cue")
    assert [_words(one.currentText()) for one in (fields.source, fields.target)] == ["قال", CLAIM]
    me.decide()
    assert _said(me) == [("cue", "قال", CLAIM)]
    me.page.go_to(me.page.queue.listed[0].key, anew=True)
    me.press(Qt.Key.Key_E)
    assert fields.types.currentData() == "cue", "what gold has is what one begins with"


def test_escape_and_a_digit_let_go_of_a_relation_of_ones_own(related: Adjudicator) -> None:
    me = related
    me.press(Qt.Key.Key_A, Qt.Key.Key_E, Qt.Key.Key_Escape)
    assert me.focus is me.page.view
    assert me.page.apparatus.relation_fields.isVisible(), "Escape leaves the field first"
    me.press(Qt.Key.Key_Escape)
    assert not me.page.apparatus.own.isChecked()
    assert not me.page.apparatus.relation_fields.isVisible()
    me.press(Qt.Key.Key_E, Qt.Key.Key_Escape)
    me.take(1)
    assert _said(me) == [("attribution", "الوزير", CLAIM)]


def test_without_its_ends_in_gold_it_is_said_what_to_do_first(related: Adjudicator) -> None:
    me = related
    me.press(Qt.Key.Key_E)
    assert me.page.apparatus.own_reading is None
    assert me.window.notice.is_error
    assert "accept the agreements" in me.window.notice.text


# An answer about the document


@pytest.fixture
def answered(adjudicate: Open, tmp_path: Path) -> Adjudicator:
    """Return an adjudicator of two readers who say that a text is about politics, and about sport."""
    values = (("politics", "سياسة"), ("sport", "رياضة"), ("other", "غير ذلك"))
    topic = Attribute(
        name="topic",
        names=Names(ar="الموضوع", en="Topic"),
        type=AttributeType.CHOICE,
        values=tuple(AttributeValue(value=a, names=Names(ar=b, en=a.title())) for a, b in values),
    )
    files = []
    for name, answer in (("one", "politics"), ("two", "sport"), ("three", None)):
        reading: dict[str, Any] = {"owner": "annotator", "annotator": name, "state": "finished", "spans": []}
        reading |= {} if answer is None else {"attributes": {"topic": answer}}
        files.append(tmp_path / f"{name}.jsonl")
        whole = {"hashiya": 1, "id": "d", "title": "خبر", "text": TEXT, "sets": [reading]}
        files[-1].write_text(json.dumps(whole), encoding="utf-8")
    path = tmp_path / "answers.hashiya"
    scheme = replace(default_scheme(), document_attributes=(topic,))
    with Workspace.create(path, title="News", scheme=scheme, reader="Adjudicator") as workspace:
        workspace.import_files(files)
    return adjudicate(path)


def _answers(me: Adjudicator) -> dict[str, str]:
    return {} if me.gold is None else dict(me.gold.attributes)


def test_a_question_about_the_document_is_asked_with_its_answers_by_digit(answered: Adjudicator) -> None:
    me = answered
    assert me.asked() is Dispute.ATTRIBUTE
    assert me.page.apparatus.question == "·  Topic · the document as a whole"
    assert [(row.words.key, row.words.told) for row in me.page.apparatus.variants.rows] == [
        ("1", "Politics"),
        ("2", "Sport"),
        ("0", "no answer"),
    ]
    assert me.page.apparatus.nothing.text() == "No answer"
    (row,) = me.page.queue.model.rows
    assert (row.words, row.caption) == ("خبر", "Topic · the document as a whole")
    assert me.page.view.shown.framed == ()
    me.digit(me.digit_of("two"))
    me.press(Qt.Key.Key_M)
    me.write("the headline says so")
    me.decide()
    assert _answers(me) == {"topic": "sport"}
    assert [one.reason for one in me.decisions] == ["the headline says so"]
    assert me.ticked == ["خبر"]
    me.press(Qt.Key.Key_Backspace)
    assert _answers(me) == {}


def test_another_answer_is_given_by_its_own_field(answered: Adjudicator) -> None:
    me = answered
    me.press(Qt.Key.Key_E)
    (field,) = me.page.apparatus.own_fields.answers
    assert me.focus is field
    me.digit(3)
    assert me.page.view.hasFocus(), "the answer is given: Enter decides"
    own = me.page.apparatus.variants.own
    assert own is not None
    assert own.words.told == "Other"
    me.decide()
    assert _answers(me) == {"topic": "other"}
    assert [one.verdict for one in me.decisions] == [Verdict.OWN]


def test_no_answer_may_be_what_is_right(answered: Adjudicator) -> None:
    me = answered
    me.take(0)
    assert (_answers(me), [one.verdict for one in me.decisions]) == ({}, [Verdict.NOTHING])
    assert me.page.queue.counts.settled == 1


def test_places_of_the_text_are_left_alone_by_it(answered: Adjudicator) -> None:
    assert answered.page.edition is not None
    assert answered.page.edition.places(answered.position) == ()
    assert answered.position.place == Span(0, 0)


def test_what_the_guidelines_lack_about_it_is_written_in_those_of_the_project(
    answered: Adjudicator, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = answered
    me.press(Qt.Key.Key_G)
    me.take(1)
    guidelines, written = me.conductor.guidelines, []

    def through(dialog: GuidelinesDialog) -> int:
        written.append(dialog.editor.toPlainText())
        dialog.confirm()
        return 1

    monkeypatch.setattr(GuidelinesDialog, "exec", through)
    guidelines.answer(me.decisions[0].id)
    assert written == ["> خبر"]
    assert me.conductor.session.workspace.scheme.guidelines == "> خبر"
    assert not me.decisions[0].gap
