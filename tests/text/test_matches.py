from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text import graphemes
from annotator.text.folding import fold
from annotator.text.matches import LONGEST, next_match

_TEXT = "زار موسكو، وموسكو ثم بموسكو وموسكوفي مُوسكو."


def _any(_start: int, _end: int) -> bool:
    return True


def _round(text: str, here: tuple[int, int], *, forward: bool) -> list[str]:
    """Return what is found until the search is where it began, each with the two characters before."""
    found, place = [], here
    while True:
        following = next_match(text, place, _any, forward=forward)
        assert following is not None
        place = following
        found.append(text[max(place[0] - 2, 0) : place[0]] + "|" + text[slice(*place)])
        if place == here:
            return found


def test_words_are_found_behind_what_is_written_onto_them_but_not_inside_another_word() -> None:
    found = [" و|موسكو", " ب|موسكو", "ي |مُوسكو", "ر |موسكو"]
    assert _round(_TEXT, (4, 9), forward=True) == found
    assert _round(_TEXT, (4, 9), forward=False) == [*reversed(found[:-1]), found[-1]]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("الرئيس هنا وبالرئيس", "الرئيس", "الرئيس"),
        ("الرئيس وبرئيس", "الرئيس", None),
        ("رئيس الرئيس", "رئيس", None),  # the article belongs to the word
        ("باسم بلاده وباسم بلاده", "باسم بلاده", "باسم بلاده"),
        ("في 152 و152", "152", "152"),
        ("في 15 و152", "15", None),
        ("أحمد وإحمدُ", "أحمد", "إحمدُ"),
        ("كتاب كتابه", "كتاب", None),
        ("Reuters REUTERS", "Reuters", "REUTERS"),
        ("(نيويورك) نيويورك", "(نيويورك)", "نيويورك"),
        ("نيويورك، نيويورك", "نيويورك،", "نيويورك"),
        ("نعم", "نعم", None),
    ],
)
def test_what_counts_as_the_same_words(text: str, words: str, found: str | None) -> None:
    start = text.index(words)
    match = next_match(text, (start, start + len(words)), _any)
    assert (None if match is None else text[slice(*match)]) == found
    assert match is None or match[0] >= start + len(words.rstrip("،"))


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("زار موسكو وموسكو وبموسكو", "وموسكو", ["موسكو", "موسكو"]),
        ("وبموسكو ثم موسكو", "وبموسكو", ["موسكو"]),
        ("وَموسكو ثم موسكو", "وَموسكو", ["موسكو"]),
        ("وبالرئيس ثم الرئيس", "وبالرئيس", ["الرئيس"]),
        ("وقال ثم قال له", "وقال", ["قال"]),
        # The ب stands everywhere: the words don't show that it is a preposition, and here it is none.
        ("وبلومبرغ ثم بلومبرغ ووبلومبرغ", "وبلومبرغ", ["بلومبرغ"]),
        ("بلومبرغ ثم وبلومبرغ", "بلومبرغ", ["بلومبرغ"]),
        ("وموسكو ثم وموسكو", "وموسكو", ["وموسكو"]),
        ("وموسكو ثم موسكوفي", "وموسكو", []),
    ],
)
def test_from_words_with_a_clitic_the_words_are_found_with_and_without_it(
    text: str, words: str, found: list[str]
) -> None:
    start = text.index(words)
    here = start, start + len(words)
    passed: list[tuple[int, int]] = []
    while (match := next_match(text, here, lambda *place: place not in passed)) is not None:
        passed.append(match)
    assert [text[slice(*match)] for match in passed] == found
    # Where somebody has labelled the words as they are, they are looked for as they are.
    whole = next_match(text, here, _any, stem=False)
    assert whole is None or fold(text[slice(*whole)]) == fold(words)


def test_places_that_will_not_do_are_passed_over() -> None:
    assert next_match(_TEXT, (4, 9), lambda start, _: start > 30) == (_TEXT.index("مُ"), len(_TEXT) - 1)
    assert next_match(_TEXT, (4, 9), lambda _start, _end: False) is None


def test_blanks_and_more_than_anyone_says_twice_are_not_looked_for() -> None:
    assert next_match("  نعم  ", (0, 2), _any) is None
    long = "نعم " * (LONGEST // 4 + 1)
    assert next_match(long + long, (0, len(long)), _any) is None


def _key(words: str) -> str:
    """Return the words as they are compared: one run of blanks, a line's end among them, is like another."""
    return " ".join(fold(words).split())


@given(
    st.lists(st.sampled_from(["موسكو", "وموسكو", "مُوسكو", "12", "و12", "،", "\n", "Qt"]), max_size=12),
    st.data(),
)
def test_a_match_has_the_key_of_the_words_and_lies_elsewhere_in_whole_clusters(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    match = next_match(text, (start, end), _any)
    if match is not None:
        assert graphemes.widen(text, *match) == match
        assert _key(text[slice(*match)]) in _key(text[slice(*graphemes.widen(text, start, end))])
