from __future__ import annotations

from itertools import pairwise

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text import graphemes
from annotator.text.edges import trimmed
from annotator.text.pairs import pairs
from annotator.text.units import (
    Kind,
    Unit,
    kind_of,
    next_unit,
    sentence_at,
    units_around,
    word_without_clitics,
)

_hard = st.text(
    st.sampled_from(
        list("وفبلكسالرئيس ًٌّـ") * 2
        + list(
            "\u200d\u200c\u200f\u2068\u0600\u06dd١٢9.,:،؛؟!…\n\r\u00a0“”«»‘’\"()[]-–—'@#%٪_&*\ufe0f\u20e3a\u0301👩🏽💻🇸🇦"
        )
    ),
    max_size=40,
)


def _words(text: str, chosen: str) -> list[str]:
    """Return the units around `chosen`, or around the caret at a |, as they read."""
    if chosen == "|":
        start = end = text.index("|")
        text = text.replace("|", "")
    else:
        start = text.index(chosen)
        end = start + len(chosen)
    return [text[unit.start : unit.end] for unit in units_around(text, start, end)]


def _round(text: str, origin: tuple[int, int], steps: int) -> list[str]:
    found: list[str] = []
    unit = None
    for _ in range(steps):
        unit = next_unit(text, origin, unit)
        assert unit is not None
        found.append(text[unit.start : unit.end])
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وبالر|ئيس الروسي.", ["رئيس", "الرئيس", "بالرئيس", "وبالرئيس", "وبالرئيس الروسي"]),
        ("نقل للص|حيفة", ["صحيفة", "لصحيفة", "للصحيفة", "نقل للصحيفة"]),
        ("وسيك|ون هنا", ["يكون", "سيكون", "وسيكون", "وسيكون هنا"]),
        ("وَالْبَيْ|تِ", ["بَيْتِ", "الْبَيْتِ", "وَالْبَيْتِ"]),
        ("لـ| كيم", ["لـ", "لـ كيم"]),
        ("وزير| و", ["وزير", "وزير و"]),
        ("العـــ|ربية", ["عـــربية", "العـــربية"]),
        ("ـف|9", ["9", "ـف9"]),
    ],
    ids=[
        "all three",
        "second lam",
        "future",
        "harakat",
        "tatweel alone",
        "only looks so",
        "tatweel",
        "tatweel first",
    ],
)
def test_the_clitics_come_off_one_by_one(text: str, expected: list[str]) -> None:
    assert _words(text, "|") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("122 |و152 ملم", ["152", "و152", "122 و152 ملم"]),
        ("عام 2019|، ثم", ["2019", "عام 2019", "عام 2019، ثم"]),
        ("122| و152", ["122", "122 و152"]),
        ("بعد 1,250|.5 (كثيرا)", ["1,250.5", "بعد 1,250.5", "بعد 1,250.5 (كثيرا)"]),
        ("في 2019-04|-25؟", ["04", "في 2019-04-25"]),
        ("زاد 20|٪، ثم", ["20", "زاد 20٪", "زاد 20٪، ثم"]),
        ("قالت Reu|ters: نعم", ["Reuters", "قالت Reuters", "قالت Reuters: نعم"]),
        ("قال O’Ne|ill هنا", ["Neill", "قال O’Neill هنا"]),
        ("ثم 👩🏽\u200d💻| هنا!", ["👩🏽\u200d💻", "ثم 👩🏽\u200d💻 هنا"]),
        ("\u200fقا|ل\u200f.", ["قال"]),
    ],
    ids=["F2", "F2 comma", "F2 number", "1,250.5", "date", "percent", "Latin", "apostrophe", "emoji", "F8"],
)
def test_numbers_latin_words_and_emoji(text: str, expected: list[str]) -> None:
    assert _words(text, "|") == expected


@pytest.mark.parametrize("mark", [*"؟،.:؛!…”»)]", "”.", "؟!"])
def test_a_mark_next_to_the_word_is_not_sucked_in(mark: str) -> None:
    text = f"أين كيم{mark}"
    end = len(text) - len(mark)
    assert _words(text, "كيم")[0] == _words(text, "كيم" + mark)[0] == "كيم"
    assert all(unit.end == end for unit in units_around(text, end, end))


def test_phrase_sentence_and_quotation() -> None:
    text = "ذهب. قال الوزير: “شكرا لكم، أهلا بكم. حان «وقت العمل» الآن” ثم مضى. عاد."
    sentence = "قال الوزير: “شكرا لكم، أهلا بكم. حان «وقت العمل» الآن” ثم مضى"
    quotation = "شكرا لكم، أهلا بكم. حان «وقت العمل» الآن"
    assert _words(text, "أهلا") == ["أهلا", "أهلا بكم", "شكرا لكم، أهلا بكم", quotation, sentence]
    assert _words(text, "وقت") == ["وقت", "وقت العمل", quotation, sentence]
    assert _words(text, "وزير") == ["وزير", "الوزير", "قال الوزير", sentence]
    kinds = [unit.kind for unit in units_around(text, text.index("أهلا"), text.index("أهلا"))]
    assert kinds == [Kind.WORD, Kind.PHRASE, Kind.SENTENCE, Kind.QUOTATION, Kind.SENTENCE]


def test_names_with_points_and_hyphens_stay_in_one_phrase() -> None:
    text = "التقى د. سامي أ. عمر من BBC-2 وbbc.com هنا – ثم عاد"
    assert _words(text, "سامي") == ["سامي", "التقى د. سامي أ. عمر من BBC-2 وbbc.com هنا", text]


def test_a_bracket_stays_where_its_other_half_is_inside() -> None:
    text = "(زمان التركية)- زار المدينة (نيويورك)."
    assert _words(text, "زار")[-1] == "(زمان التركية)- زار المدينة (نيويورك)"
    assert trimmed("(نيويورك)", 0, 9) == (1, 8)
    assert trimmed("زار (نيويورك) هنا", 0, 13) == (0, 13)
    assert trimmed("زار (نيويورك) هنا", 5, 13) == (5, 12)
    assert trimmed("زار (نيويورك) هنا", 0, 5) == (0, 3)


def test_of_several_words_the_first_is_peeled() -> None:
    text = "وبالرئيس الروسي فلاديمير، ثم"
    assert _words(text, "وبالرئيس الروسي")[:4] == [
        "رئيس الروسي",
        "الرئيس الروسي",
        "بالرئيس الروسي",
        "وبالرئيس الروسي",
    ]
    assert _words(text, "ئيس الرو")[:2] == ["ئيس الرو", "رئيس الروسي"]
    assert _words(text, "وبالرئيس الرو")[:2] == ["رئيس الروسي", "الرئيس الروسي"]


def test_the_letters_of_one_word_are_only_in_what_contains_them() -> None:
    assert _words("وبالرئيس", "بال") == ["بال", "بالرئيس", "وبالرئيس"]
    assert _words("وبالرئيس", "ئي") == ["ئي", "رئيس", "الرئيس", "بالرئيس", "وبالرئيس"]


def test_the_round_begins_with_what_is_meant_most_and_comes_back() -> None:
    text = "التقى وبالرئيس، ثم."
    caret = text.index("ئيس")
    begun = ["الرئيس", "بالرئيس", "وبالرئيس", "التقى وبالرئيس", "التقى وبالرئيس، ثم", "رئيس"]
    assert _round(text, (caret, caret), 7) == [*begun, "الرئيس"]
    word = text.index("و"), text.index("،")
    assert _round(text, word, 2) == ["الرئيس", "بالرئيس"]
    assert _round(text, (word[0] + 2, word[1]), 2) == ["بالرئيس", "وبالرئيس"]
    assert _round(text, (word[0], word[1] + 1), 1) == ["الرئيس"]
    assert _round(text, (caret, caret + 2), 1) == ["رئيس"]
    assert _round(text, (0, text.index(".")), 2) == [text[:-1]] * 2


def test_where_no_word_is_there_are_no_units() -> None:
    assert units_around("", 0, 0) == ()
    assert units_around("، ؟\n\nنعم", 1, 4) == ()
    assert next_unit("؟!", (0, 1), None) is None
    assert sentence_at("…", 0) is None
    assert word_without_clitics("قال ؟", 4) is None


def test_a_caret_between_blanks_takes_the_next_word_else_the_last() -> None:
    assert _words("قال  | ثم", "|")[0] == "ثم"
    assert _words("قال،  |", "|")[0] == "قال"


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("وبالرئيس", "الرئيس"),
        ("للصحيفة", "لصحيفة"),
        ("الرئيس", "الرئيس"),
        ("وسيكون", "سيكون"),
        ("و152", "152"),
        ("وزير", "وزير"),
        ("و", "و"),
        ("Reuters", "Reuters"),
    ],
)
def test_a_word_without_conjunction_and_preposition_keeps_its_article(word: str, rest: str) -> None:
    text = f"“{word}”، ثم"
    expected = 1 + len(word) - len(rest), 1 + len(word)
    assert {word_without_clitics(text, position) for position in range(1, len(word) + 2)} == {expected}


def test_a_unit_tells_its_kind() -> None:
    text = "وكوريا الشمالية، ثم عاد."
    assert kind_of(text, 1, 6) is Kind.WITHOUT_CONJUNCTION
    assert kind_of(text, 0, 6) is Kind.WORD
    assert kind_of(text, 0, 15) is Kind.PHRASE
    assert kind_of(text, 0, len(text) - 1) is Kind.SENTENCE
    assert kind_of(text, 0, len(text)) is Kind.CHARACTERS


def test_the_sentence_at_a_place_leaves_its_full_stop() -> None:
    text = "قال: “نعم. لا أدري” ثم. عاد؟"
    assert sentence_at(text, text.index("عاد")) == (text.index("عاد"), len(text) - 1)
    assert sentence_at(text, text.index("أدري")) == (text.index("لا"), text.index("”"))
    assert sentence_at(text, 0) == (0, text.index(". عاد"))


def test_in_a_paragraph_without_end_a_sentence_reaches_as_far_as_one_could() -> None:
    text = "كلمة وأخرى " * 50_000
    middle = len(text) // 2
    units = units_around(text, middle, middle)
    assert 9_000 < units[-1].end - units[-1].start <= 2 * 5_000 + 20
    assert text[units[-1].start - 1] == text[units[-1].end] == " "
    assert [unit.kind for unit in units_around(text, 0, len(text))] == [Kind.WITHOUT_CONJUNCTION, Kind.WORD][
        1:
    ]


def _is_edge(text: str, unit: Unit, cluster: tuple[int, int]) -> bool:
    """Tell whether a unit may begin or end with a cluster."""
    piece = text[slice(*cluster)]
    if ("\ufe0f" in piece or "\u20e3" in piece) and not piece[0].isspace():
        return True
    bare = piece.lstrip("\u0600\u06dd")
    partner = dict(found := pairs(text, unit.start, unit.end)) | {last: first for first, last in found}
    inside = unit.start < partner.get(cluster[0], -1) < unit.end - 1
    return inside or not regex.match(r"[\s\p{Cc}\u200f\u2068]|(?![%٪@#])\p{P}", bare)


@given(_hard, st.data())
@example("\u0600 ", None)
@example("و\u0600١", None)
def test_units_grow_on_letter_borders_and_end_in_no_punctuation(
    text: str, data: st.DataObject | None
) -> None:
    places = st.integers(0, len(text))
    start, end = (0, len(text)) if data is None else sorted((data.draw(places), data.draw(places)))
    units = units_around(text, start, end)
    borders = set(graphemes.borders(text))
    for unit in units:
        assert {unit.start, unit.end} <= borders
        assert _is_edge(text, unit, (unit.start, graphemes.next_border(text, unit.start)))
        assert _is_edge(text, unit, (graphemes.previous_border(text, unit.end), unit.end))
    for inner, outer in pairwise(units):
        assert outer.contains(inner.start, inner.end)
        assert (outer.start, outer.end) != (inner.start, inner.end)


@given(_hard, st.data())
def test_the_round_meets_every_unit_once_and_comes_back(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    start, end = sorted((data.draw(places), data.draw(places)))
    units = units_around(text, start, end)
    unit = next_unit(text, (start, end), None)
    assert (unit is None) == (not units)
    met = []
    for _ in units:
        met.append(unit)
        unit = next_unit(text, (start, end), unit)
    assert {*met} == {*units}
    assert not units or unit == met[0]


@given(_hard, st.data())
def test_from_a_unit_the_units_around_it_have_it(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    for unit in units_around(text, place, place):
        around = units_around(text, unit.start, unit.end)
        assert (unit.start, unit.end) in [(other.start, other.end) for other in around]
