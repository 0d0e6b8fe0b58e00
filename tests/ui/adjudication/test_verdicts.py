"""Each way to settle a dispute, by its key and by the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.model import Dispute, Span, Verdict
from tests.ui.adjudication.adjudicator import ALT, CTRL, SHIFT, Adjudicator
from tests.ui.adjudication.conftest import MakeProject, Open, Read

CLAIM = "الاجتماع سيعزز الصداقة بين البلدين"
SHORTER = "الاجتماع سيعزز الصداقة بين"


@pytest.fixture
def boundary(read: MakeProject) -> Path:
    """Return a project in which two readers let a claim end elsewhere than the third."""
    whole, short = Read(spans=[("CLAIM", CLAIM)]), Read(spans=[("CLAIM", SHORTER)])
    return read(one=whole, two=short, three=whole)


@pytest.fixture
def me(adjudicate: Open, boundary: Path) -> Adjudicator:
    return adjudicate(boundary)


def test_the_page_asks_where_the_claim_ends(me: Adjudicator) -> None:
    assert me.asked() is Dispute.BOUNDARY
    assert me.page.apparatus.question == "·  Claim: where does it end?"
    first, second = (row.words for row in me.page.apparatus.variants.rows)
    assert set(first.names.split(", ")) == {"one", "three"}
    assert (first.key, first.note) == ("1", "2 of 3 readers · 34 characters")
    assert (second.key, second.names, second.note) == ("2", "two", "26 characters · the end is missing")
    assert [place.of(second.text) for place in second.lacking] == [" البلدين"]
    assert first.lacking == ()


@pytest.mark.parametrize(("digit", "words"), [(1, CLAIM), (2, SHORTER)])
def test_a_digit_and_enter_take_a_reading(me: Adjudicator, digit: int, words: str) -> None:
    me.take(digit)
    assert me.gold_spans == [("CLAIM", words)]
    assert [one.verdict for one in me.decisions] == [Verdict.READING]
    assert me.page.queue.counts.settled == 1
    assert me.ticked == me.listed


def test_enter_alone_decides_nothing(me: Adjudicator) -> None:
    me.decide()
    assert me.decisions == ()
    assert "Choose a reading first" in me.window.notice.text
    assert me.window.notice.is_error, "nothing has been done: it isn't told as news"
    me.take(1)
    assert not me.window.notice.is_error


def test_the_reason_and_the_gap_are_kept_with_the_decision(me: Adjudicator) -> None:
    decided: list[int] = []
    me.page.decision_wanted.connect(lambda: decided.append(1))
    me.digit(1)
    me.press(Qt.Key.Key_G, Qt.Key.Key_M)
    me.write("a quotation is kept whole")
    me.decide()
    assert decided == [1], "a field tells Enter to whoever listens, and hands it on"
    (made,) = me.decisions
    assert (made.reason, made.gap) == ("a quotation is kept whole", True)
    assert me.focus is me.page.view
    me.page.go_to(me.position.key, anew=True)
    assert me.page.apparatus.reason.reason == "a quotation is kept whole"
    assert me.page.apparatus.gap.isChecked()


def test_reasons_given_before_are_offered(me: Adjudicator) -> None:
    me.digit(1)
    me.press(Qt.Key.Key_M)
    me.write("kept whole")
    me.decide()
    assert len(me.decisions) == 1
    me.press(Qt.Key.Key_M, Qt.Key.Key_Down)
    popup = me.page.apparatus.reason.popup
    assert popup.isVisible()
    assert popup.model().index(0, 0).data() == "kept whole"
    popup.hide()


def test_nothing_here(me: Adjudicator) -> None:
    me.digit(0)
    assert me.page.apparatus.nothing.isChecked()
    me.decide()
    assert me.gold_spans == []
    assert [one.verdict for one in me.decisions] == [Verdict.NOTHING]


def test_what_only_one_has_is_taken_though_most_have_nothing(adjudicate: Open, read: MakeProject) -> None:
    nothing = Read(spans=[("GPE", "روسيا")])
    me = adjudicate(read(one=nothing, two=nothing, three=Read(spans=[("PERS", "كيم"), ("GPE", "روسيا")])))
    assert me.asked() is Dispute.SINGLE
    rows = [(row.words.key, row.words.told) for row in me.page.apparatus.variants.rows]
    assert rows == [("1", "Person"), ("0", "nothing here")]
    me.take(1)
    assert me.gold_spans == [("PERS", "كيم")]


def test_later_leaves_it_open_and_out_of_the_way(me: Adjudicator) -> None:
    me.press(Qt.Key.Key_L)
    assert me.page.queue.counts.settled == 0
    assert me.gold_spans == []
    assert [row.sign for row in me.page.queue.model.rows] == ["later"]


def test_several_readings_are_put_together_by_digits(adjudicate: Open, read: MakeProject) -> None:
    me = adjudicate(read(one=Read(spans=[("PERS", "كيم")]), two=Read(spans=[("NORP", "كيم")])))
    assert me.asked() is Dispute.LABEL
    me.press(Qt.Key.Key_B)
    assert [row.isChecked() for row in me.page.apparatus.variants.rows] == [True, True]
    me.digit(2)
    assert [row.isChecked() for row in me.page.apparatus.variants.rows] == [True, False]
    me.digit(2)
    me.decide()
    assert sorted(me.gold_spans) == [("NORP", "كيم"), ("PERS", "كيم")]
    assert [one.verdict for one in me.decisions] == [Verdict.BOTH]


def test_a_reading_of_ones_own_moves_the_edges_by_key(me: Adjudicator) -> None:
    me.digit(2)
    me.press(Qt.Key.Key_E)
    assert me.reads()
    for _ in range(4):
        me.press(Qt.Key.Key_Right, modifier=ALT)
    me.press(Qt.Key.Key_F6)
    me.decide()
    assert me.gold_spans == [("QUOTE", SHORTER[:-4])]
    assert [one.verdict for one in me.decisions] == [Verdict.OWN]
    assert not me.reads()


def test_other_words_can_be_selected_for_a_reading_of_ones_own(me: Adjudicator) -> None:
    me.press(Qt.Key.Key_E)
    me.press(Qt.Key.Key_Home)
    me.press(Qt.Key.Key_Left, modifier=CTRL | SHIFT)
    selected = me.page.view.selection
    assert selected is not None
    own = me.page.apparatus.variants.own
    assert own is not None
    assert selected.of(own.words.text) in own.words.spoken
    me.decide()
    assert me.gold_spans == [("CLAIM", selected.of(me.sheet.reading.text))]


def test_units_and_letters_of_words_help_to_read_for_oneself(me: Adjudicator) -> None:
    me.digit(1)
    me.press(Qt.Key.Key_E)
    before = me.page.view.own_now
    me.press(Qt.Key.Key_G)
    after = me.page.view.own_now
    assert before is not None
    assert after is not None
    assert after.current.span != before.current.span, "G takes the next unit"
    me.press(Qt.Key.Key_F)
    letter, word = list(me.page.view.letters.places.items())[1]
    me.write(letter)
    me.decide()
    assert me.gold_spans == [("CLAIM", me.sheet.reading.text[word.start : word.end])]


def test_a_reading_of_ones_own_answers_what_the_readers_answer_differently(
    adjudicate: Open, read: MakeProject
) -> None:
    certain, possible = ({"certainty": one} for one in ("certain", "possible"))
    me = adjudicate(
        read(one=Read(spans=[("CLAIM", CLAIM, certain)]), two=Read(spans=[("CLAIM", CLAIM, possible)]))
    )
    assert me.asked() is Dispute.ATTRIBUTE
    assert [row.words.told for row in me.page.apparatus.variants.rows] == [
        "Certainty: Certain",
        "Certainty: Possible",
    ]
    me.press(Qt.Key.Key_E)
    (field,) = me.page.apparatus.own_fields.answers
    field.setFocus()
    me.digit(2)
    me.page.take_focus()
    me.decide()
    assert me.gold is not None
    (span,) = me.gold.spans.values()
    assert span.attributes["certainty"] not in {"certain", "possible"}


def test_escape_leads_out_step_by_step(me: Adjudicator) -> None:
    me.press(Qt.Key.Key_E)
    me.press(Qt.Key.Key_Escape)
    assert not me.reads()
    assert me.page.apparatus.choice.verdict is None
    me.press(Qt.Key.Key_M)
    me.press(Qt.Key.Key_Escape)
    assert me.focus is me.page.view
    me.press(Qt.Key.Key_Escape)
    assert not me.is_there
    assert me.window.shows_work
    assert not me.conductor.actions.actions["adjudicate"].isChecked()


def test_a_decision_is_taken_back_and_asked_about_again(me: Adjudicator) -> None:
    me.take(2)
    me.press(Qt.Key.Key_Z, modifier=CTRL)
    assert me.decisions == ()
    assert me.gold_spans == []
    assert me.asked() is Dispute.BOUNDARY
    assert me.ticked == []
    me.press(Qt.Key.Key_Z, modifier=CTRL | SHIFT)
    assert me.gold_spans == [("CLAIM", SHORTER)]


def test_another_decision_takes_the_place_of_the_first(me: Adjudicator) -> None:
    me.take(2)
    assert [row.isChecked() for row in me.page.apparatus.variants.rows] == [False, True]
    me.take(1)
    assert me.gold_spans == [("CLAIM", CLAIM)]
    assert len(me.decisions) == 1


def test_everything_goes_by_mouse_too(me: Adjudicator) -> None:
    apparatus = me.page.apparatus
    me.click(apparatus.variants.rows[1])
    assert apparatus.variants.rows[1].isChecked()
    me.click(apparatus.nothing)
    assert not apparatus.variants.rows[1].isChecked()
    me.click(apparatus.own)
    assert me.reads()
    me.click(apparatus.variants.rows[0])
    assert not me.reads()
    me.click(apparatus.decide)
    assert me.gold_spans == [("CLAIM", CLAIM)]


def test_a_relation_is_taken_or_not(adjudicate: Open, read: MakeProject) -> None:
    spans = [("SOURCE", "الوزير"), ("CLAIM", CLAIM)]
    me = adjudicate(read(one=Read(spans=spans, relations=[("attribution", 0, 1)]), two=Read(spans=spans)))
    me.press(Qt.Key.Key_A)
    assert me.asked() is Dispute.RELATION
    assert me.page.apparatus.question == "·  Attribution: does it hold?"
    assert me.listed == [f"الوزير ← {CLAIM}"]
    assert me.page.apparatus.variants.rows[0].words.links == (f"الوزير ← {CLAIM}",)
    me.take(1)
    assert me.gold is not None
    assert [one.type for one in me.gold.relations.values()] == ["attribution"]


def test_keys_shown_follow_the_situation(me: Adjudicator) -> None:
    assert me.hints == [
        ("1 2", "take that reading"),
        ("E", "edit edges"),
        ("0", "nothing"),
        ("M", "reason"),
    ]
    me.press(Qt.Key.Key_E)
    assert [key for key, _ in me.hints] == ["Alt+←", "B", "↵", "Esc"]
    me.press(Qt.Key.Key_Escape, Qt.Key.Key_M)
    assert [key for key, _ in me.hints] == ["↓", "↵", "Esc"]


def test_what_the_scheme_does_not_allow_is_told_and_stays_chosen(adjudicate: Open, read: MakeProject) -> None:
    crossing = "الصداقة بين البلدين. وزار"
    me = adjudicate(
        read(one=Read(spans=[("CLAIM", CLAIM)]), two=Read(spans=[("CLAIM", SHORTER), ("QUOTE", "كيم")]))
    )
    me.take(1)
    me.page.go_to(me.page.queue.listed[1].key)
    me.press(Qt.Key.Key_E)
    start = me.sheet.reading.text.index(crossing)
    me.page.view.select(Span(start, start + len(crossing)))
    me.page.view.own_changed.emit()
    me.decide()
    assert me.window.notice.is_error
    assert me.gold_spans == [("CLAIM", CLAIM)]
    assert me.page.apparatus.choice.verdict is Verdict.OWN
    assert me.reads()
