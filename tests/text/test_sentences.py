from __future__ import annotations

import json
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.sentences import sentences


def _texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_the_article_has_17_and_no_gold_span_crosses_one(article: str, shared_data: Path) -> None:
    gold = json.loads((shared_data / "gold.jsonl").read_text(encoding="utf-8").splitlines()[0])
    found = sentences(article)
    assert len(found) == 17
    inside = [
        span
        for span in gold["sets"][0]["spans"]
        if any(start <= span["start"] and span["end"] <= end for start, end in found)
    ]
    assert len(inside) == len(gold["sets"][0]["spans"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال: “حان الوقت.” ثم مضى. هل عاد؟ نعم!", ["قال: “حان الوقت.”", "ثم مضى.", "هل عاد؟", "نعم!"]),
        ("التقى د. سامي أ. عمر في ص.ب. 12. وعاد.", ["التقى د. سامي أ. عمر في ص.ب. 12.", "وعاد."]),
        ("عنوان\nبلغ 3.5 ملايين، ثم زاد…\n\nوقف", ["عنوان", "بلغ 3.5 ملايين، ثم زاد…", "وقف"]),
        ("(أ.د. منى) قالت (لا.) ومضت", ["(أ.د. منى) قالت (لا.)", "ومضت"]),
        ("جملة.\u200f جملة", ["جملة.\u200f", "جملة"]),
        ("  \n ", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert _texts(text) == expected


@given(st.text(st.sampled_from("با .!؟…”)\n\r\u2028\u00a0ً") | st.characters(exclude_categories=["Cs", "Cc"])))
def test_every_visible_character_is_in_exactly_one(text: str) -> None:
    found = sentences(text)
    covered = [i for start, end in found for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert {match.start() for match in regex.finditer(r"\S", text)} <= set(covered)
    assert all(sentence == sentence.strip() != "" for sentence in _texts(text))
