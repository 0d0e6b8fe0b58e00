from __future__ import annotations

import itertools

from annotator.model.scheme_json import default_scheme
from ui.hints import Situation, hints

CLAIM = default_scheme().label("CLAIM")
PERSON = default_scheme().label("PERS")


def _keys(now: Situation) -> list[str]:
    return [hint.key for hint in hints(now)]


def test_a_claim_is_told_how_to_get_its_source_and_an_entity_is_not() -> None:
    assert {"R", "U"} <= set(_keys(Situation(document=True, label=CLAIM, attributable=True)))
    assert "R" not in _keys(Situation(document=True, label=PERSON))


def test_selected_text_shows_the_keys_that_label_it() -> None:
    assert _keys(Situation(document=True, selected=True))[:2] == ["1–9", "F5–F8"]


def test_picking_says_how_to_choose_and_how_to_get_out() -> None:
    keys = _keys(Situation(document=True, label=CLAIM, attributable=True, picking=True))
    assert keys == ["Tab", "↵", "Esc"]


def test_there_are_never_more_than_four() -> None:
    for flags in itertools.product([False, True], repeat=5):
        document, selected, attributable, picking, in_list = flags
        for label in (None, CLAIM):
            now = Situation(
                document=document,
                selected=selected,
                attributable=attributable,
                picking=picking,
                in_list=in_list,
                label=label,
            )
            assert 1 <= len(hints(now)) <= 4


def test_a_place_that_m_has_found_shows_the_key_to_the_next_one() -> None:
    assert "M" in _keys(Situation(document=True, selected=True, matched=True))
    assert "M" not in _keys(Situation(document=True, selected=True))


def test_letters_over_the_words_are_said_to_take_them() -> None:
    assert _keys(Situation(document=True, lettered=True)) == ["a–Z", "Space", "1–9", "Esc"]
    assert _keys(Situation(document=True, label=CLAIM, lettered=True, picking=True))[0] == "a–Z"


def test_a_question_says_that_digits_answer_it() -> None:
    assert _keys(Situation(document=True, label=CLAIM, answering=True))[:2] == ["1–9", "Alt+1–9"]
