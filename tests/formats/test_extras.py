"""Formats that need an optional package: what the package finds in our files, and what we say without it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import InputError
from tests.formats.every_format import annotated, export, gold, read, triples

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


def test_every_extra_is_an_optional_dependency() -> None:
    root = Path(__file__).resolve().parents[2]
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    section = project.split("[project.optional-dependencies]")[1].split("\n[")[0]
    extras = set(re.findall(r"^([a-z]+) = \[", section, re.MULTILINE))
    assert {known.extra for known in formats.all_formats()} - {None} == extras


def test_spacy_finds_the_spans_in_its_own_documents(shared_data: Path, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
    article = gold(shared_data)
    report = export("spacy", [article], tmp_path / "out", tokens="split")
    assert (report.spans, report.relations) == (118, 74)
    (path,) = (tmp_path / "out").glob("*.spacy")
    (document,) = spacy.tokens.DocBin().from_disk(path).get_docs(spacy.blank("ar").vocab)
    assert document.text == article.document.text
    expected = triples(article)
    found = sorted((s.label_, s.start_char, s.end_char) for s in document.spans["sc"])
    assert found == sorted(expected)
    outer = [
        (label, start, end)
        for label, start, end in expected
        if not any((a, b) != (start, end) and a <= start and end <= b for _, a, b in expected)
    ]
    assert {(e.start_char, e.end_char) for e in document.ents} == {(start, end) for _, start, end in outer}


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


def test_cassis_selects_the_spans_of_an_xmi(shared_data: Path, tmp_path: Path) -> None:
    cassis = pytest.importorskip("cassis", reason="the extra uima is not installed")
    article = gold(shared_data)
    export("uima-xmi", [article], tmp_path / "out")
    with (tmp_path / "out" / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    with (tmp_path / "out" / "article.xmi").open("rb") as file:
        cas = cassis.load_cas_from_xmi(file, typesystem=types)
    spans = [(s.label, s.begin, s.end) for s in cas.select("webanno.custom.HashiyaSpan")]
    assert sorted(spans) == sorted(triples(article))
    (reading,) = article.sets
    ends = sorted(
        (r.type, reading.spans[r.source].quote, reading.spans[r.target].quote)
        for r in reading.relations.values()
    )
    found = cas.select("webanno.custom.HashiyaRelation")
    assert (
        sorted((r.label, r.Governor.get_covered_text(), r.Dependent.get_covered_text()) for r in found)
        == ends
    )


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


@pytest.mark.parametrize("name", ["huggingface", "huggingface-parquet"])
def test_datasets_loads_every_span(
    name: str, shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE"):
        monkeypatch.setenv(variable, "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    article, empty = gold(shared_data), annotated("قال", [])
    export(name, [article, empty], tmp_path / "out")
    loaded = datasets.load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))["train"]
    assert loaded.column_names == ["id", "title", "text", "metadata", "readings"]
    first, second = loaded
    spans = first["readings"][0]["spans"]
    assert [(s["label"], s["start"], s["end"]) for s in spans] == triples(article)
    assert all(first["text"][s["start"] : s["end"]] == s["text"] for s in spans)
    assert second["readings"][0]["spans"] == []


def test_a_parquet_file_that_is_none_is_named(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match="no Parquet file"):
        read("huggingface-parquet", path)


def test_seqeval_scores_our_files_as_perfect_against_themselves(shared_data: Path, tmp_path: Path) -> None:
    metrics = pytest.importorskip("seqeval.metrics", reason="seqeval is not installed")
    scheme = pytest.importorskip("seqeval.scheme", reason="seqeval is not installed")
    for name, kind in (("conll", scheme.IOB2), ("conll-bioes", scheme.IOBES)):
        report = export(name, [gold(shared_data)], tmp_path / name, tokens="split")
        tags: list[list[str]] = [[]]
        for line in (tmp_path / name).read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith("-DOCSTART-"):
                tags[-1].append(line.split(" ")[3])
            elif tags[-1]:
                tags.append([])
        entities = scheme.Entities([t for t in tags if t], kind)
        assert sum(len(one) for one in entities.entities) == report.spans == 58
        assert metrics.f1_score(tags[:-1], tags[:-1], mode="strict", scheme=kind) == 1
