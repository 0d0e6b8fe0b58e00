"""The tokenizer that goes with files for spaCy cuts words where we do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import spacy_tokenizer
from annotator.text.tokens import tokenize

SIGNS = st.sampled_from("وبالكتاب5٣a.,:“”=#*@")
MARKS = st.sampled_from("\u064b\u0640\u0670\u200c\u200d\u200f\u061c\u0600\u06dd\u0903")
PICTURES = st.sampled_from([*"😀💻👩🏽🇵🇸", "\ufe0f", "\u20e3", "\u200d", "\u0301", "\x01", "\u2066"])


@settings(deadline=None)  # the first call writes the pattern
@given(word=st.text(SIGNS | MARKS | PICTURES, min_size=1, max_size=15))
def test_every_word_is_cut_as_our_rule_cuts_it(word: str) -> None:
    assert re.findall(spacy_tokenizer.pattern(), word) == [token.of(word) for token in tokenize(word)]


@pytest.mark.parametrize("sign", ["م", "é", "漢", "٣", "½", "。", "€", "\U0001f3fd", "\U000e0067", "\u1161"])
def test_one_sign_is_one_token(sign: str) -> None:
    assert re.findall(spacy_tokenizer.pattern(), sign) == [sign]
