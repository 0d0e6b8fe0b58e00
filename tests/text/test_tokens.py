from __future__ import annotations

import json
from pathlib import Path

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text.tokens import next_word, previous_word, tokenize, word_at

_hard = st.text(
    st.sampled_from(
        "بتا ًٌّ\u0640\u200d\u200c\u0600\u06dd19٢.,٫٬،؟\n\t\u00a0👩🏽💻🇸🇦\ufe0f\u20e3#a\u0301\u200f\u2068“(_"
    )
) | st.text(st.characters(exclude_categories=["Cs"]))


def _words(text: str) -> list[str]:
    return [token.of(text) for token in tokenize(text)]


def test_the_article_has_408_tokens_and_every_gold_span_ends_with_one(
    article: str, shared_data: Path
) -> None:
    gold = json.loads((shared_data / "gold.jsonl").read_text(encoding="utf-8").splitlines()[0])
    spans = gold["sets"][0]["spans"]
    tokens = tokenize(article)
    assert len(tokens) == 408
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    assert [span for span in spans if span["end"] not in ends] == []
    assert sum(span["start"] not in starts for span in spans) == 21


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أيضًا تمامًا", ["أيضًا", "تمامًا"]),
        ("لـ كيم، العـــربية", ["لـ", "كيم", "،", "العـــربية"]),
        ("122 و152 ملم", ["122", "و152", "ملم"]),
        ("1,250.5 و٣٫٥ و١٬٠٠٠.", ["1,250.5", "و٣٫٥", "و١٬٠٠٠", "."]),
        ("عام 2019، ثم", ["عام", "2019", "،", "ثم"]),
        ("2019-04-25", ["2019", "-", "04", "-", "25"]),
        ("“شكرا”!", ["“", "شكرا", "”", "!"]),
        ("می\u200cخواهم", ["می\u200cخواهم"]),
        ("1445ه\u200d", ["1445ه\u200d"]),
        ("ثم👩🏽\u200d💻🇸🇦🇾🇪1\ufe0f\u20e3", ["ثم", "👩🏽\u200d💻", "🇸🇦", "🇾🇪", "1\ufe0f\u20e3"]),
        ("رأس…\n\nBoston-café", ["رأس", "…", "Boston", "-", "café"]),
    ],
)
def test_words_numbers_and_signs(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


@given(_hard)
def test_every_visible_character_is_in_exactly_one_token(text: str) -> None:
    covered = [i for token in tokenize(text) for i in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    visible = {match.start() for match in regex.finditer(r"\S", text)}
    assert visible <= set(covered)
    assert not any(text[token.start].isspace() for token in tokenize(text) if text[token.start] > "\x1f")


@example("1🏽")
@example("ب🏽")
@given(_hard)
def test_no_token_ends_inside_a_character(text: str) -> None:
    clusters = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    ends = {token.end for token in tokenize(text)}
    # A number sign without its number takes the space behind it into its cluster; a token takes none.
    assert {end for end in ends if not text[end : end + 1].isspace()} <= clusters


@given(_hard)
def test_walking_by_words_stops_at_the_edges_of_tokens(text: str) -> None:
    tokens = tokenize(text)
    for position in range(len(text) + 1):
        assert next_word(text, position) == min(
            (t.end for t in tokens if t.end > position), default=len(text)
        )
        assert previous_word(text, position) == max(
            (t.start for t in tokens if t.start < position), default=0
        )


@example("\u0600 ")
@given(_hard)
def test_a_word_is_found_under_each_character_and_at_its_end(text: str) -> None:
    tokens = tokenize(text)
    for position in range(len(text) + 1):
        around = [t for t in tokens if t.start <= position < t.end] or [
            t for t in tokens if t.end == position
        ]
        assert word_at(text, position) == ((around[0].start, around[0].end) if around else None)


def test_a_part_of_a_text_has_its_own_tokens_at_the_texts_positions() -> None:
    text = "قال بوتين إن"
    assert [(token.start, token.end) for token in tokenize(text, 4, 9)] == [(4, 9)]
