from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.canonical import canonical_form


@pytest.mark.parametrize(
    ("before", "span", "expected"),
    [
        ("ل", "لصحيفة", "الصحيفة"),
        ("ول", "لصحيفة الأمريكية", "الصحيفة الأمريكية"),
        ("ل", "لأمم", "الأمم"),
        ("ل", "لاجتماع", "الاجتماع"),
        ("ل", "لذي", "الذي"),
        ("لِ", "لصَّحيفةِ", "الصَّحيفةِ"),
        ("لـ", "لصحيفة", "الصحيفة"),
        ("ل", "له", "الله"),
        ("ولِ", "لَّهِ", "اللَّهِ"),
    ],
)
def test_the_alef_that_the_preposition_took_comes_back(before: str, span: str, expected: str) -> None:
    text = f"وقال “{before}{span}”، ثم"
    start = text.index("“") + 1 + len(before)
    assert canonical_form(text, start, start + len(span)) == expected


@pytest.mark.parametrize(
    ("before", "span"),
    [
        ("", "للصحيفة"),
        ("لل", "صحيفة"),
        ("ب", "الرئيس"),
        ("و", "الرئيس"),
        ("ل", "لبنان"),
        ("ل", "لجنة"),
        ("ل", "مسؤولين"),
        ("", "لصحيفة"),
        ("و", "لصحيفة"),
        ("ل", "لصحي"),
        ("ل", "ل"),
        ("ل", ""),
    ],
    ids=[
        "whole word",
        "without the article",
        "article written out",
        "behind a conjunction",
        "lam of the noun",
        "may be either",
        "no article",
        "preposition",
        "preposition behind a conjunction",
        "part of the word",
        "article alone",
        "empty",
    ],
)
def test_where_nothing_is_missing_there_is_no_other_form(before: str, span: str) -> None:
    rest = "صحيفة"[3:] if span == "لصحي" else "صحيفة" if span == "ل" else ""
    text = f"قال {before}{span}{rest}"
    start = len("قال ") + len(before)
    assert canonical_form(text, start, start + len(span)) is None


@given(st.text(st.sampled_from("ولللاهصحب ًّـ.\u200f")), st.data())
def test_what_comes_back_is_the_words_with_an_article(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    start, end = sorted((data.draw(places), data.draw(places)))
    form = canonical_form(text, start, end)
    if form is not None:
        assert form.endswith(text[start:end])
        assert form.startswith("ال")
        assert "ل" in text[:start]
