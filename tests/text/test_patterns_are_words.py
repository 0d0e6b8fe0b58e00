"""What is typed to be found is words, whatever it would mean as a pattern, so that nothing can hang."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.text.searching import Query, hits

STUFF = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! اااااااااااااااااااااااااااااااا؟ قال المسؤول إن " * 50
"""On this the worst of the patterns, taken for patterns, would run for longer than there has been time."""


def patterns(shared_data: Path) -> list[str]:
    found: list[str] = json.loads((shared_data / "nasty" / "regexes.json").read_text(encoding="utf-8"))
    assert len(found) >= 12
    return found


@pytest.mark.parametrize(
    "asked",
    [
        Query(words=""),
        Query(words="", folded=False),
        Query(words="", whole_words=True, proclitics=True),
        Query(words="", folded=False, whole_words=True),
    ],
)
def test_hostile_patterns_find_themselves_and_nothing_else(asked: Query, shared_data: Path) -> None:
    for pattern in patterns(shared_data):
        query = replace(asked, words=pattern)
        assert list(hits(STUFF, query)) == []
        before = f"{STUFF} «"
        found = list(hits(f"{before}{pattern}» {STUFF}", query))
        itself = [(len(before), len(before) + len(pattern))]
        assert found == itself or (asked.whole_words and not found)
