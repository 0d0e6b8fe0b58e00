"""What was replaced between two texts, and where places go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text import graphemes
from annotator.text.alignment import aligned, refined, typed
from annotator.text.replacements import Movement, Replacement, composed, inverted, replaced, settled

_LETTERS = st.text(st.sampled_from("ابتصة و.،\n😀\u200d\u064b\u0651aé"), max_size=24)


def _replacements(text: str) -> st.SearchStrategy[tuple[Replacement, ...]]:
    """Return replacements in order, sharing no character."""

    def make(edges: list[int], words: list[str]) -> tuple[Replacement, ...]:
        edges = sorted(edges)[: len(edges) // 2 * 2]
        pairs = zip(edges[::2], edges[1::2], words, strict=False)
        return tuple(Replacement(start=a, end=b, text=word) for a, b, word in pairs)

    place = st.integers(0, len(text))
    words = st.lists(st.text(st.sampled_from("ابة \u064b😀\n"), max_size=3), max_size=4)
    return st.builds(make, st.lists(place, max_size=8), words)


_CORRECTED = _LETTERS.flatmap(lambda text: st.tuples(st.just(text), _replacements(text)))


def test_a_letter_that_is_written_otherwise_is_all_that_is_replaced() -> None:
    assert aligned("نشرت الصحيفه الخبر", "نشرت الصحيفة الخبر") == (Replacement(start=11, end=12, text="ة"),)


def test_letters_keep_their_marks() -> None:
    assert aligned("قَال", "قُال") == (Replacement(start=0, end=2, text="قُ"),)
    assert aligned("قال", "قالَ") == (Replacement(start=2, end=3, text="لَ"),)


def test_words_next_to_each_other_keep_their_border() -> None:
    found = aligned("الصحيفه, قالت", "الصحيفة، قالت")
    assert found == (Replacement(start=6, end=7, text="ة"), Replacement(start=7, end=8, text="،"))


def test_a_line_that_comes_moves_the_rest() -> None:
    (one,) = aligned("سطر\nسطر ثالث\n", "سطر\nثان\nسطر ثالث\n")
    assert (one.start, one.end, one.text) == (4, 4, "ثان\n")


def test_long_texts_that_have_nothing_in_common_are_not_compared_for_ever() -> None:
    old, new = "أ ب " * 3000 + "نهاية", "ت ث " * 3000 + "نهاية"
    (one,) = aligned(old, new)
    assert (one.start, one.end) == (0, 12_000 - 1)


@pytest.mark.parametrize(("caret", "start"), [(0, 0), (4, 4), (8, 8)])
def test_of_two_equal_words_the_one_at_the_caret_has_gone(caret: int, start: int) -> None:
    assert typed("قال قال قال ", "قال قال ", caret) == Replacement(start=start, end=start + 4, text="")


def test_without_a_caret_that_helps_it_is_still_found() -> None:
    assert typed("قال الوزير", "قال وزير", 1) == Replacement(start=4, end=6, text="")
    assert typed("قال", "قال", 2) is None


@pytest.mark.parametrize(
    ("one", "starts", "ends", "points"),
    [
        # of the places 1 to 5 of “abcdef”
        (Replacement(start=2, end=4, text="xyz"), [1, 2, 2, 5, 6], [1, 2, 5, 5, 6], [1, 2, 2, 5, 6]),
        (Replacement(start=2, end=2, text="x"), [1, 3, 4, 5, 6], [1, 2, 4, 5, 6], [1, 2, 4, 5, 6]),
        (Replacement(start=2, end=4, text=""), [1, 2, 2, 2, 3], [1, 2, 2, 2, 3], [1, 2, 2, 2, 3]),
    ],
)
def test_what_is_put_in_stays_outside_and_what_is_replaced_inside(
    one: Replacement, starts: list[int], ends: list[int], points: list[int]
) -> None:
    movement = Movement((one,))
    assert [movement.start(place) for place in range(1, 6)] == starts
    assert [movement.end(place) for place in range(1, 6)] == ends
    assert [movement.point(place) for place in range(1, 6)] == points


@given(_LETTERS, _LETTERS)
def test_the_new_text_comes_of_the_old_one_and_the_old_one_of_the_new(old: str, new: str) -> None:
    found = aligned(old, new)
    assert replaced(old, found) == new
    assert replaced(new, inverted(old, found)) == old


@given(_LETTERS, _LETTERS, st.data())
def test_what_was_typed_is_found_wherever_the_caret_is(old: str, new: str, data: st.DataObject) -> None:
    one = typed(old, new, data.draw(st.integers(0, len(new))))
    assert replaced(old, [] if one is None else [one]) == new


@given(_CORRECTED)
def test_settling_and_refining_change_nothing_of_the_result(
    case: tuple[str, tuple[Replacement, ...]],
) -> None:
    text, wanted = case
    new = replaced(text, wanted)
    assert replaced(text, settled(text, wanted)) == new
    assert replaced(text, refined(text, wanted)) == new


@given(_CORRECTED)
def test_no_grapheme_of_either_text_is_cut(case: tuple[str, tuple[Replacement, ...]]) -> None:
    text, wanted = case
    found = settled(text, wanted)
    new = replaced(text, found)
    ours, theirs = set(graphemes.borders(text)), set(graphemes.borders(new))
    for one, back in zip(found, inverted(text, found), strict=True):
        assert {one.start, one.end} <= ours
        assert {back.start, back.end} <= theirs
    assert settled(text, found) == found


@given(_CORRECTED, st.data())
def test_two_lists_compose(case: tuple[str, tuple[Replacement, ...]], data: st.DataObject) -> None:
    text, first = case
    between = replaced(text, first)
    second = data.draw(_replacements(between))
    assert replaced(text, composed(first, second)) == replaced(between, second)


@given(_CORRECTED, st.data())
def test_a_stretch_that_was_not_touched_reads_as_before(
    case: tuple[str, tuple[Replacement, ...]], data: st.DataObject
) -> None:
    text, wanted = case
    found = settled(text, wanted)
    new = replaced(text, found)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    moved = Movement(found).range(start, end)
    assert 0 <= moved[0] <= moved[1] <= len(new)
    if start < end and not any(one.start < end and start < one.end for one in found):
        assert new[slice(*moved)] == text[start:end]
        assert Movement(inverted(text, found)).range(*moved) == (start, end)


@given(_CORRECTED, st.data())
def test_what_comes_back_goes_the_same_way_again(
    case: tuple[str, tuple[Replacement, ...]], data: st.DataObject
) -> None:
    text, wanted = case
    found = settled(text, wanted)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    there, back = Movement(found), Movement(inverted(text, found))
    moved = there.range(start, end)
    if (start < end) == (moved[0] < moved[1]):
        again = back.range(*moved)
        assert there.range(*again) == moved
        assert back.range(*there.range(*again)) == again


@given(_CORRECTED, st.data())
def test_the_order_of_places_stays(case: tuple[str, tuple[Replacement, ...]], data: st.DataObject) -> None:
    text, wanted = case
    movement = Movement(settled(text, wanted))
    low, high = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    assert movement.start(low) <= movement.start(high)
    assert movement.end(low) <= movement.end(high)
    assert movement.point(low) <= movement.point(high)
