"""`hashiya agree`: tables for people, JSON for programs, a page in both languages, and the places behind."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import main
from annotator.workspace import Workspace

pytestmark = pytest.mark.usefixtures("english")

_TEXT = "قال سليم إن الجسر في الواحة مغلق."
_VOID = {"meta", "input"}


def _made(folder: Path, **readers: list[tuple[str, str]]) -> Path:
    """Return a project with one document, and for each reader the labels and words of the spans."""
    sets = [
        {
            "owner": "gold" if name == "gold" else "annotator",
            "annotator": None if name == "gold" else name,
            "state": "finished",
            "spans": [
                {
                    "id": f"s{n}",
                    "label": label,
                    "start": _TEXT.index(words),
                    "end": _TEXT.index(words) + len(words),
                }
                for n, (label, words) in enumerate(spans)
            ],
        }
        for name, spans in readers.items()
    ]
    file, path = folder / "a.jsonl", folder / "p.hashiya"
    document = {"id": "d1", "title": "<الجسر>", "text": _TEXT, "sets": sets}
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    with Workspace.create(path, title="أخبار <b>") as workspace:
        workspace.import_files([file])
    return path


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a project in which two agree about one span of three, and gold has all."""
    path = _made(
        tmp_path,
        Karim=[("FAC", "الجسر"), ("GPE", "الواحة")],
        Salma=[("FAC", "الجسر"), ("LOC", "الواحة"), ("PERS", "سليم")],
        gold=[("FAC", "الجسر"), ("GPE", "الواحة"), ("PERS", "سليم")],
    )
    capsys.readouterr()
    return path


def _json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_known_answer_comes_out_of_two_files(
    tmp_path: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.hashiya"
    with Workspace.create(path, title="t") as workspace:
        workspace.import_files([shared_data / "gold.jsonl", shared_data / "reader-2.jsonl"])
    assert main(["agree", str(path), "--label", "GPE", "--label", "LOC"]) == 0
    words = capsys.readouterr().out
    assert "One document: intervals are over its 15 paragraphs" in words
    assert re.search(r"^3 +Geopolitical · Location$", words, re.MULTILINE)
    found = _json(capsys, "agree", path, "--cell", "GPE", "LOC")
    assert [one["text"] for one in found["places"]] == ["روسيا", "روسيا", "كوريا الشمالية"]
    differ = _json(capsys, "agree", path, "--spans", "different")["places"]
    matched = _json(capsys, "agree", path, "--spans", "matched")["places"]
    both = sum(len(one["left"]["spans"]) + len(one["right"]["spans"]) for one in (*differ, *matched))
    assert (2 * len(matched), both) == (204, 234)


def test_programs_get_every_figure_with_its_reason_and_interval(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _json(capsys, "agree", project)
    assert found["readers"] == [
        {"name": "Karim", "owner": "annotator", "siglum": "A", "documents": 1},
        {"name": "Salma", "owner": "annotator", "siglum": "B", "documents": 1},
    ]
    assert found["pair"] == [{"name": "Karim", "owner": "annotator"}, {"name": "Salma", "owner": "annotator"}]
    exact = found["figures"]["exact"]
    assert {
        key: exact[key] for key in ("value", "undefined", "n", "counted", "matched", "left", "right")
    } == {
        "value": 0.4,
        "undefined": None,
        "n": 5,
        "counted": "spans",
        "matched": 1,
        "left": 2,
        "right": 3,
    }
    assert exact["interval"] is None  # one document of one paragraph
    assert set(found["figures"]) == {
        *("exact", "overlap", "characters", "span", "border", "kappa", "fleiss", "alpha"),
        *("u_alpha", "unit_alpha", "coded_alpha", "u_alpha_2004"),
    }
    assert {"left": "GPE", "right": "LOC", "count": 1} in found["confusion"]
    assert {"left": None, "right": "PERS", "count": 1} in found["confusion"]
    assert {one["code"] for one in found["labels"]} == {"FAC", "GPE", "LOC", "PERS"}
    assert [one["code"] for one in found["layers"]] == ["entities"]
    assert [(one["id"], one["title"]) for one in found["by_document"]] == [("d1", "<الجسر>")]
    assert found["attimam"]["elements"][0]["f1"]["undefined"] == "nothing"


def test_gold_is_named_as_a_reader(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exact = _json(capsys, "agree", project, "--readers", "gold", "Karim")["figures"]["exact"]
    assert (exact["recall"], exact["precision"]) == (pytest.approx(2 / 3), 1.0)
    assert main(["agree", str(project), "--readers", "gold", "Nobody"]) == 1
    assert "There are: Karim, Salma, gold." in capsys.readouterr().err


def test_people_get_tables_in_their_language(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agree", str(project)]) == 0
    words = capsys.readouterr().out
    assert words.startswith("A Karim · B Salma: 1 common document")
    assert re.search(r"^0\.400 +5 spans +1 of 2 and 3 +F1, exact ends$", words, re.MULTILINE)
    assert re.search(r"^1 +Geopolitical · Location$", words, re.MULTILINE)
    assert "Facility · Facility" not in words
    assert main(["agree", str(project), "--language", "ar"]) == 0
    words = capsys.readouterr().out
    assert "كيان جيوسياسي" in words
    assert "موقع" in words


def test_gamma_stands_in_the_table_of_documents(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agree", str(project), "--gamma"]) == 0
    line = next(one for one in capsys.readouterr().out.splitlines() if "<الجسر>" in one)
    (gamma,) = [
        one["figures"]["gamma"]["value"] for one in _json(capsys, "agree", project, "--gamma")["by_document"]
    ]
    assert f"{gamma:.2f}" in line.split()
    assert "gamma" not in _json(capsys, "agree", project)["by_document"][0]["figures"]


def test_a_figure_that_is_none_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _made(tmp_path, A=[], B=[])
    assert main(["agree", str(path)]) == 0
    words = capsys.readouterr().out
    assert "undefined (nothing to compare)" in words
    assert "undefined (no variation)" in words
    assert main(["agree", str(path), "--state", "reviewed"]) == 0
    assert "undefined (no common document)" in capsys.readouterr().out


def test_places_are_listed_with_what_each_reader_has(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["agree", str(project), "--spans", "different"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert re.match(r"4–8 +– +Person +only the second has it +", lines[1])
    assert re.match(r"\d+–\d+ +Geopolitical +Location +another label +", lines[2])
    assert main(["agree", str(project), "--cell", "PERS", "-"]) == 0
    assert capsys.readouterr().out == "Nothing.\n"
    kappa = _json(capsys, "agree", project, "--spans", "different", "--measure", "kappa")["places"]
    assert sum(one["count"] for one in kappa) == len("سليم") + len("الواحة")


def test_of_more_than_two_readers_each_place_says_whose_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _made(tmp_path, Amal=[("PERS", "سليم")], Basim=[("ORG", "سليم")], Jana=[("PERS", "سليم")])
    assert main(["agree", str(path), "--cell", "PERS", "ORG"]) == 0
    assert "Amal – Basim" in capsys.readouterr().out
    assert main(["agree", str(path), "--cell", "PERS", "ORG", "--readers", "Amal", "Basim"]) == 0
    assert "Amal" not in capsys.readouterr().out
    (place,) = _json(capsys, "agree", path, "--cell", "ORG", "PERS")["places"]
    assert [one["name"] for one in place["pair"]] == ["Basim", "Jana"]


def test_one_reader_is_too_few(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _made(tmp_path, Karim=[], gold=[])
    capsys.readouterr()
    assert main(["agree", str(path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "hashiya: Agreement needs two readers, and only Karim is compared. "
        "There are readings of: Karim, Gold.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--layer", "nothing"], 1, "--layer: the label scheme has no nothing. There are: claims, entities"),
        (["--document", "nothing"], 1, "The project has no document"),
        (["--cell", "-", "PRES"], 1, "--cell: the label scheme has no PRES"),
        (["--question", "PRES", "certainty"], 1, "--question: the label scheme has no PRES"),
        (["--question", "CLAIM", "sure"], 1, "the label scheme has no sure. There are: certainty"),
        (["--question", "PERS", "certainty"], 1, "the label scheme has no certainty. There are: canonical."),
        (["--measure", "best"], 2, "--measure"),
        (["--html", "x.html", "--spans", "all"], 2, "A page has the figures"),
    ],
)
def test_what_can_t_be_meant_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str
) -> None:
    assert main(["agree", str(project), *arguments]) == status
    assert said in capsys.readouterr().err


class _Page(HTMLParser):
    """Checks that what is opened is closed, and gathers words by language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, list[str]] = {"ar": [], "en": []}
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.outside += [v for k, v in attrs if k in {"src", "href"} and v]
        if tag not in _VOID:
            self.open.append((tag, known))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stays open."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, attributes in self.open:
            if tag == "main":
                assert attributes["dir"] == ("rtl" if attributes["lang"] == "ar" else "ltr")
                self.words[attributes["lang"] or ""].append(data)


def test_the_page_is_whole_has_both_languages_and_needs_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "page.html"
    assert main(["agree", str(project), "--html", str(target)]) == 0
    assert target.name in capsys.readouterr().out
    written = target.read_text(encoding="utf-8")
    page = _Page()
    page.feed(written)
    assert page.open == []
    assert page.outside == []
    assert "<script" not in written
    assert "url(" not in written
    assert "http" not in re.sub(r"<dd[^>]*>[^<]*</dd>", "", written)  # but for the sources
    english, arabic = " ".join(page.words["en"]), " ".join(page.words["ar"])
    assert "F1, exact ends" in english
    assert "Geopolitical · Location" in english
    assert "Cohen 1960" in english
    assert "Cohen 1960" in arabic
    assert "كيان جيوسياسي · موقع" in arabic
    assert "أخبار <b>" in english
    assert written.count("<svg") == 4
    assert "<title>Geopolitical · Location: 1</title>" in written


def test_a_page_is_never_overwritten_unasked(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "page.html"
    target.write_text("mine")
    assert main(["agree", str(project), "--html", str(target)]) == 1
    assert target.read_text() == "mine"
    assert "page.html" in capsys.readouterr().err
    assert main(["agree", str(project), "--html", str(target), "--force"]) == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    capsys.readouterr()
    assert main(["agree", str(project), "--html", "-"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")
