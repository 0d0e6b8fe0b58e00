"""Where a caret stops that goes by sentences or by paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text import graphemes
from annotator.text.paragraphs import next_paragraph, previous_paragraph
from annotator.text.sentences import next_sentence, previous_sentence, sentences

Step = Callable[[str, int], int]
_TEXTS = st.text("اب .؟!\n“”\u064e🙂", max_size=30)


def _stops(step: Step, text: str, place: int, goal: int) -> list[int]:
    found = []
    while place != goal:
        place = step(text, place)
        found.append(place)
    return found


def test_sentences_begin_behind_the_blanks_and_cross_the_paragraphs_border() -> None:
    text = "قال. “هل جاء؟” نعم\n\n  ثم مضى!"
    begun = [0, text.index("“"), text.index("نعم"), text.index("ثم")]
    assert _stops(next_sentence, text, 0, len(text)) == [*begun[1:], len(text)]
    assert _stops(previous_sentence, text, len(text), 0) == begun[::-1]
    assert previous_sentence(text, begun[1] + 3) == begun[1]


def test_a_blank_line_is_no_paragraph() -> None:
    text = "\nأول\n \n\nثان\nثالث\n"
    assert _stops(next_paragraph, text, 0, len(text)) == [1, 8, 12, len(text)]
    assert _stops(previous_paragraph, text, len(text), 0) == [12, 8, 1, 0]
    assert previous_paragraph(text, 10) == 8


@pytest.mark.parametrize("step", [next_sentence, next_paragraph])
@given(text=_TEXTS)
def test_going_on_always_moves_and_ends_at_the_end(step: Step, text: str) -> None:
    stops = _stops(step, text, 0, len(text))
    assert stops == sorted(set(stops))
    assert all(graphemes.widen(text, stop, stop + 1)[0] == stop for stop in stops if stop < len(text))


@pytest.mark.parametrize("step", [previous_sentence, previous_paragraph])
@given(text=_TEXTS)
def test_going_back_always_moves_and_ends_at_the_start(step: Step, text: str) -> None:
    stops = _stops(step, text, len(text), 0)
    assert stops == sorted(set(stops), reverse=True)


@given(_TEXTS)
def test_every_sentence_of_the_text_is_stopped_at(text: str) -> None:
    stops = {0, *_stops(next_sentence, text, 0, len(text))}
    assert {graphemes.widen(text, *sentence)[0] for sentence in sentences(text)} <= stops
