from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator import language
from annotator.language import Message, isolate, listed, msg, msgn, tr


@pytest.fixture(autouse=True)
def _language_back() -> Iterator[None]:
    before = language.current()
    yield
    language.use(before)


def test_a_message_follows_the_language_when_it_is_shown() -> None:
    message = msg("Finish the document")
    language.use("en")
    assert str(message) == "Finish the document"
    language.use("ar")
    assert str(message) == "إنهاء المستند"


@pytest.mark.parametrize(
    ("count", "arabic"),
    [
        (1, "حذف علاقة"),
        (2, "حذف علاقتين"),
        (5, "حذف 5 علاقات"),
        (11, "حذف 11 علاقة"),
        (100, "حذف 100 علاقة"),
        (103, "حذف 103 علاقات"),
    ],
)
def test_counts_take_the_arabic_plural_that_they_need(count: int, arabic: str) -> None:
    language.use("ar")
    assert str(msgn("Delete a relation", "Delete {count} relations", count)) == arabic


def test_words_of_the_other_direction_are_isolated_and_others_left_alone() -> None:
    language.use("en")
    assert isolate("p.db") == "p.db"
    assert isolate("قال") == "\u2068قال\u2069"
    language.use("ar")
    assert isolate("قال") == "قال"
    assert isolate("p.db") == "\u2068p.db\u2069"


def test_words_are_listed_with_the_comma_of_the_language() -> None:
    assert listed(["one", "two"]) == "one, two"
    language.use("ar")
    assert listed(["واحد", "اثنان"]) == "واحد، اثنان"


def test_a_list_keeps_its_order_whatever_its_first_name_is() -> None:
    assert listed(["Salma", "ليلى"]) == "\u2066Salma, \u2068ليلى\u2069\u2069"
    language.use("ar")
    assert listed(["Salma", "ليلى"]) == "\u2067\u2068Salma\u2069، ليلى\u2069"


def test_a_day_is_read_from_the_left_among_arabic_letters() -> None:
    assert isolate("2026-11-27  16:57") == "2026-11-27  16:57"
    language.use("ar")
    assert isolate("2026-11-27  16:57") == "\u20662026-11-27  16:57\u2069"
    assert isolate("16:57") == "16:57"


@pytest.mark.parametrize(
    "english",
    [
        "Any loss stops the export (--strict)",
        "--annotators needs --readers: how many of them shall read each document.",
    ],
)
def test_the_hyphens_of_an_option_stay_before_it_in_arabic(english: str) -> None:
    assert "\u200e" not in tr(english)
    language.use("ar")
    said = tr(english)
    assert said != english
    options = said.count("--")
    assert options > 0
    assert said.count("\u200e--") == options


def test_a_label_s_name_is_shown_in_the_reader_s_language() -> None:
    message = msg("Label as {label}", label={"ar": "مصدر", "en": "Source"})
    language.use("en")
    assert str(message) == "Label as Source"
    language.use("ar")
    assert str(message) == "وسم بتصنيف مصدر"


def test_a_message_can_be_read_in_either_language_whichever_is_in_use() -> None:
    message = msg("Label as {label}", label={"ar": "مصدر", "en": "Source"})
    for code in ("en", "ar"):
        language.use(code)
        assert message.in_language("ar") == "وسم بتصنيف مصدر"
        assert message.in_language("en") == "Label as Source"


def test_braces_in_a_person_s_words_are_only_words() -> None:
    language.use("en")
    assert str(Message(text="Label as {label}", values={"label": "{x}"})) == "Label as {x}"
    assert tr("Finish the document") == "Finish the document"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ar_EG.UTF-8", "LC_ALL": "C"}, "en"),
        ({"HASHIYA_LANGUAGE": "ar", "LC_ALL": "en_GB"}, "ar"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses_the_language(variables: dict[str, str], expected: str) -> None:
    assert language.of_environment(variables) == expected
