"""A gazetteer: which files it is read from, and what is found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import InputError
from annotator.workspace.gazetteer import Gazetteer, Known, read_gazetteer

_CSV = "name,link,forms\nفلاديمير بوتين,Q7747,بوتين|الرئيس الروسي\nالإمارات,,\n\n"
_TSV = "Name\tLink\nفلاديمير بوتين\tQ7747\nالإمارات\t\n"
_JSON = '[{"name": "فلاديمير بوتين", "link": "Q7747", "forms": ["بوتين"]}, {"name": "الإمارات"}]'


def _file(folder: Path, words: str) -> Path:
    path = folder / "known.txt"
    path.write_bytes(words.encode("utf-8-sig"))
    return path


@pytest.mark.parametrize("words", [_CSV, _TSV, _JSON])
def test_it_is_read_from_tables_and_from_json(tmp_path: Path, words: str) -> None:
    known = read_gazetteer(_file(tmp_path, words))
    assert len(known) == 2
    assert [(one.name, one.link) for one in known.look_up(["فلاديمير بوتين"])] == [
        ("فلاديمير بوتين", "Q7747")
    ]


def test_what_is_called_so_comes_before_what_has_the_word_in_its_name() -> None:
    korea, north = Known(name="كوريا"), Known(name="كوريا الشمالية", forms=("الشمال",))
    known = Gazetteer([north, korea, Known(name="كوريانا")])
    assert known.look_up(["كوريا"]) == (korea, north)
    assert known.look_up(["الشمال"]) == (north,)
    assert known.look_up(["", " "]) == ()


def test_the_spelling_may_differ() -> None:
    known = Gazetteer([Known(name="الإماراتُ العربيّة")])
    assert len(known.look_up(["الامارات العربيه"])) == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("title,link\nأ,Q1\n", "no column"),
        ("name,link\n,Q1\n", "line 2 has no name"),
        ("[1]", "entry 1"),
        ('{"name": "أ"}', "no list"),
        ("[", "Expecting"),
        ('[{"name": " "}]', "entry 1"),
        ('[{"name": "أ", "forms": "ب"}]', "entry 1"),
    ],
)
def test_another_file_is_refused_with_its_reason(tmp_path: Path, words: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        read_gazetteer(_file(tmp_path, words))
    assert "known.txt" in str(refused.value)


def test_a_missing_file_and_one_in_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_gazetteer(tmp_path / "none.csv")
    (tmp_path / "old.csv").write_bytes("name\nأحمد\n".encode("cp1256"))
    with pytest.raises(InputError, match="UTF-8"):
        read_gazetteer(tmp_path / "old.csv")
