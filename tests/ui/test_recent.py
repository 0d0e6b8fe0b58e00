from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from annotator import language
from ui.recent import ProjectFacts, dumps, loads, when
from ui.settings import Settings

FACTS = ProjectFacts(title="أخبار", documents=80, finished=12, left=date(2024, 5, 3))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (55, "7 weeks ago"),
        (56, "1 month ago"),
        (400, "13 months ago"),
    ],
)
def test_how_long_ago_is_said_in_days_weeks_and_months(days: int, words: str) -> None:
    assert language.current() == "en"
    assert when(FACTS.left, FACTS.left + timedelta(days=days)) == words


def test_what_is_remembered_comes_back() -> None:
    assert loads(dumps({"/a": FACTS})) == {"/a": FACTS}


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"/a": 3}', '{"/a": {"title": "x"}}', "null"])
def test_what_is_damaged_is_left_out(text: str) -> None:
    assert loads(text) == {}


def test_facts_are_kept_as_long_as_their_project_is_a_recent_one(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    paths = [tmp_path / f"{n}.hashiya" for n in range(9)]
    for path in paths:
        path.touch()
        settings.remember(path)
        settings.note(path, FACTS)
    assert settings.facts(paths[8]) == FACTS
    assert settings.facts(paths[0]) is None
