from __future__ import annotations

import unicodedata

import pytest

from annotator.text.damage import presentation_forms
from annotator.text.direction import BIDI_CONTROLS, base_direction, is_bidi_control, paragraph_direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Reuters: أعلن الرئيس الروسي اليوم", "rtl"),
        ("سلام hello", "ltr"),
        ("The word كتاب is a book", "ltr"),
        ("2019 – 12", "rtl"),
        ("", "rtl"),
        ("שלום", "rtl"),
        ("Привет", "ltr"),
    ],
)
def test_most_letters_decide_the_direction(text: str, direction: str) -> None:
    assert base_direction(text) == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Reuters: أعلن الرئيس الروسي اليوم", "rtl"),
        ("The ministry declined to comment.", "ltr"),
        ("“The word hamza (همزة) is written above the line in most of these manuscripts.”", "ltr"),
        ("Windows ونظام Linux", "rtl"),
        ("تأليف William Shakespeare and Christopher Marlowe, edited by Wells", "rtl"),
        ("The New Herald", "rtl"),
        ("2019 – 12", "rtl"),
        ("", "rtl"),
    ],
)
def test_a_paragraph_goes_its_own_way_only_if_it_is_of_another_script(text: str, direction: str) -> None:
    assert paragraph_direction(text, "rtl") == direction


def test_an_arabic_quotation_in_an_english_document_reads_from_the_right() -> None:
    assert paragraph_direction("قال الوزير: لا أعلم.", "ltr") == "rtl"
    assert paragraph_direction("قال Reuters: we do not know", "ltr") == "ltr"
    assert paragraph_direction("12.5", "ltr") == "ltr"


def test_bidi_controls_are_those_that_unicode_calls_so() -> None:
    classes = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    marks = {"\u061c", "\u200e", "\u200f"}
    expected = {c for c in map(chr, range(0x110000)) if unicodedata.bidirectional(c) in classes} | marks
    assert expected == BIDI_CONTROLS
    assert is_bidi_control("\u200f")
    assert not is_bidi_control("ا")


def test_clean_text_has_no_presentation_forms(article: str) -> None:
    assert presentation_forms(article) == []
    assert presentation_forms("\ufeffصلى الله عليه ﷺ ﴿الحمد﴾ ﷽ ﷲ") == []


def test_shapes_are_found_where_they_stand() -> None:
    assert presentation_forms("ab ﻼ ﺍ") == [3, 5]


def test_every_shape_has_a_letter_behind_it() -> None:
    shapes = [chr(code) for code in presentation_forms_of_all()]
    assert len(shapes) > 600
    unassigned = [c for c in shapes if unicodedata.category(c) != "Cn" and not unicodedata.decomposition(c)]
    assert [unicodedata.name(c) for c in unassigned] == ["ARABIC TAIL FRAGMENT"]


def presentation_forms_of_all() -> list[int]:
    every = "".join(map(chr, range(0xF900, 0x10000)))
    return [0xF900 + position for position in presentation_forms(every)]
