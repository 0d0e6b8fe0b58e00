"""Formats that need an optional package: what the package finds in our files, and what we say without it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import InputError
from annotator.formats import extras
from tests.formats.every_format import annotated, export, read, triples

TEXT = "😀 قال\u00a0زعيم  كوريا\nعاد"
SPANS = [("CUE", 2, 5), ("OCC", 6, 17), ("GPE", 12, 17)]


@pytest.mark.parametrize(
    ("name", "module"),
    [("spacy", "spacy"), ("uima-xmi", "cassis"), ("uima-json", "cassis"), ("huggingface-parquet", "pyarrow")],
)
def test_without_its_package_a_format_names_what_to_install(
    name: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in [key for key in sys.modules if key.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    extra = formats.get(name).extra
    with pytest.raises(InputError, match=rf"pip install hashiya\[{extra}\]"):
        export(name, [annotated(TEXT, SPANS)], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_command_that_installs_a_package_can_be_read_and_copied_in_an_arabic_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(InputError) as refused:
        extras.load("cassis", "uima")
    arabic = refused.value.message.in_language("ar")
    assert "\u2068pip install hashiya[uima]\u2069" in arabic, "else the bracket jumps to the other end"


def test_every_extra_is_an_optional_dependency() -> None:
    root = Path(__file__).resolve().parents[2]
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    section = project.split("[project.optional-dependencies]")[1].split("\n[")[0]
    extras = set(re.findall(r"^([a-z]+) = \[", section, re.MULTILINE))
    assert {known.extra for known in formats.all_formats()} - {None} == extras


def test_spacy_gets_the_text_with_all_its_white_space(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
    export("spacy", [annotated(TEXT, SPANS)], tmp_path / "out")
    (path,) = (tmp_path / "out").glob("*.spacy")
    (document,) = spacy.tokens.DocBin().from_disk(path).get_docs(spacy.blank("ar").vocab)
    assert document.text == TEXT
    assert [(s.label_, s.text) for s in document.spans["sc"]] == [
        (label, TEXT[start:end]) for label, start, end in SPANS
    ]
    (back,) = read("spacy", tmp_path / "out")
    assert triples(back) == SPANS


def test_an_xmi_counts_utf16_units(tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="the extra uima is not installed")
    export("uima-xmi", [annotated(TEXT, SPANS)], tmp_path / "out")
    xmi = (tmp_path / "out" / "d.xmi").read_text(encoding="utf-8")
    places = re.findall(r'HashiyaSpan [^>]*begin="(\d+)" end="(\d+)"', xmi)
    units = TEXT.encode("utf-16-le")
    words = [units[2 * int(a) : 2 * int(b)].decode("utf-16-le") for a, b in places]
    assert sorted(words) == sorted(TEXT[start:end] for _, start, end in SPANS)


def test_an_xmi_that_cannot_hold_a_character_is_refused_with_the_way_out(tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="the extra uima is not installed")
    with pytest.raises(InputError, match="uima-json"):
        export("uima-xmi", [annotated("قال\x01", [])], tmp_path / "out")
    assert export("uima-json", [annotated("قال\x01", [])], tmp_path / "out").documents == 1


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE a [<!ENTITY b "c">]>',
        '<?xml version="1.0" encoding="UTF-7"?>',
        "<?xml version='1.0' encoding='utf-16'?>",
    ],
)
def test_an_xmi_with_entities_or_where_some_could_hide_is_not_read(head: str, tmp_path: Path) -> None:
    pytest.importorskip("cassis", reason="the extra uima is not installed")
    export("uima-xmi", [annotated(TEXT, SPANS)], tmp_path / "out")
    path = tmp_path / "out" / "d.xmi"
    body = path.read_text(encoding="utf-8").split("?>", 1)[1]
    path.write_text(head + body, encoding="utf-8")
    with pytest.raises(InputError, match="entities"):
        read("uima-xmi", path)


def test_a_parquet_file_that_is_none_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match="no Parquet file"):
        read("huggingface-parquet", path)
