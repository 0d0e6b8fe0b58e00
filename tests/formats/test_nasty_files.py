"""Every hostile file of the shared data meets what its index says."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from annotator import formats
from annotator.errors import InputError
from annotator.formats import ImportOptions
from annotator.model.scheme_json import default_scheme
from tests.formats.damage import seed

FORMATS = {
    "text": "text",
    "json": "hashiya-jsonl",
    "jsonl": "hashiya-jsonl",
    "html": "html",
    "docx": "docx",
    "bundle": "zip",
}
NOT_IMPORTED = {"titles", "regex"}
"""Material for other tests: titles.json for exports, regexes.json for the search."""


def entries(shared_data: Path) -> list[dict[str, Any]]:
    index = json.loads((shared_data / "nasty" / "index.json").read_text(encoding="utf-8"))
    found = [entry for entry in index["files"] if entry["kind"] not in NOT_IMPORTED]
    for entry in found:
        if entry["file"] == "txt_utf16_nobom.txt":
            # The index asks for the encoding. Since then it is recognised: half of its bytes are 06 or 00.
            entry.update(expect="accept_with_warning", error_code=None)
    return found


def test_every_file_is_accepted_warned_about_or_refused_as_its_index_says(shared_data: Path) -> None:
    seen = entries(shared_data)
    assert len(seen) >= 41
    wrong = []
    for entry in seen:
        options = ImportOptions(scheme=default_scheme())
        code: str | None = None
        path = shared_data / "nasty" / entry["file"]
        try:
            found = list(formats.recognise(path).read(path, options))
        except InputError as error:
            found, code = [], error.code
            if entry["file"] not in str(error):
                wrong.append(f"{entry['file']}: its name is not in “{error}”")
        outcome = "reject" if code else "accept_with_warning" if options.warnings else "accept"
        if outcome != entry["expect"] or code != entry["error_code"]:
            wrong.append(
                f"{entry['file']}: {outcome} {code}, expected {entry['expect']} {entry['error_code']}"
            )
        if not code and not found:
            wrong.append(f"{entry['file']}: accepted, but nothing came in")
    assert wrong == []


def test_of_a_page_only_its_words_come_in(shared_data: Path) -> None:
    options = ImportOptions()
    (page,) = formats.get("html").read(shared_data / "nasty" / "html_active.html", options)
    assert page.document.text == "نص المقال"
    assert options.warnings == []


def test_an_archive_that_would_fill_the_disk_leaves_nothing_there(
    shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(Path.cwd().iterdir())
    for entry in entries(shared_data):
        if entry["kind"] in {"docx", "bundle"}:
            with pytest.raises(InputError):
                list(formats.get("zip").read(shared_data / "nasty" / entry["file"], ImportOptions()))
    assert list(tmp_path.iterdir()) == []
    assert set(Path.cwd().iterdir()) == before


def test_only_line_feeds_part_records(shared_data: Path) -> None:
    found = list(
        formats.get("hashiya-jsonl").read(shared_data / "nasty" / "jsonl_u2028.jsonl", ImportOptions())
    )
    assert [d.document.text for d in found] == ["a\u2028b", "c\x85d"]


def test_all_bad_lines_are_named_at_once(shared_data: Path) -> None:
    with pytest.raises(InputError) as caught:
        list(
            formats.get("hashiya-jsonl").read(shared_data / "nasty" / "jsonl_bad_line.jsonl", ImportOptions())
        )
    assert "line 2:" in str(caught.value)
    assert "5, 6." in str(caught.value)


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_each_is_recognised_by_itself(kind: str, shared_data: Path) -> None:
    for entry in entries(shared_data):
        if entry["kind"] == kind and entry["file"] != "docx_is_ole.docx":  # refused by what it is
            assert formats.recognise(shared_data / "nasty" / entry["file"]).name == FORMATS[kind]


def test_xml_with_entities_or_in_an_encoding_for_tricks_is_not_parsed(
    shared_data: Path, tmp_path: Path
) -> None:
    pytest.importorskip("cassis")
    for name, data in seed("uima-xmi").files:
        (tmp_path / name).write_bytes(data)
    for entry in json.loads((shared_data / "nasty" / "index.json").read_text(encoding="utf-8"))["files"]:
        if entry["kind"] == "xml":
            path = tmp_path / entry["file"]
            shutil.copyfile(shared_data / "nasty" / entry["file"], path)
            with pytest.raises(InputError) as refused:
                list(formats.get("uima-xmi").read(path, ImportOptions()))
            assert refused.value.code == entry["error_code"]
            assert path.name in str(refused.value)


def test_an_offset_inside_a_character_of_two_units_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    for name, data in seed("uima-xmi").files:
        (tmp_path / name).write_bytes(data)
    path = tmp_path / "d1.xmi"
    text = path.read_text(encoding="utf-8")
    at = next(iter(formats.get("uima-xmi").read(path, ImportOptions()))).document.text.index("😀")
    broken = text.replace('begin="30"', f'begin="{at + 1}"')
    assert broken != text
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(InputError, match="offset"):
        list(formats.get("uima-xmi").read(path, ImportOptions()))


def test_half_a_surrogate_pair_in_a_cas_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    source = seed("uima-json")
    name, data = next((n, d) for n, d in source.files if n.endswith(".json") and d)
    assert "من؟".encode() in data or b"\\u0645\\u0646\\u061f" in data
    data = data.replace("من؟".encode(), rb"\ud800").replace(rb"\u0645\u0646\u061f", rb"\ud800")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as refused:
        list(formats.get("uima-json").read(tmp_path / name, ImportOptions()))
    str(refused.value).encode()


@pytest.mark.parametrize("place", ["null", '"4"'])
def test_an_annotation_of_a_cas_without_a_place_is_refused(place: str, tmp_path: Path) -> None:
    pytest.importorskip("cassis")
    name, data = next((n, d) for n, d in seed("uima-json").files if n.endswith(".json") and d)
    features = json.loads(data)
    for one in features["%FEATURE_STRUCTURES"]:
        if one["%TYPE"].endswith("HashiyaSpan"):
            one["begin"] = json.loads(place)
    (tmp_path / name).write_text(json.dumps(features), encoding="utf-8")
    with pytest.raises(InputError):
        list(formats.get("uima-json").read(tmp_path / name, ImportOptions()))
