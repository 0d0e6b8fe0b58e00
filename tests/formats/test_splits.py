"""Training, development and test: whole documents, the same each time, with labels spread by the shares."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import InputError
from annotator.formats import ExportOptions, StrictExportError, export_split, parse_split
from annotator.formats.splitting import assign
from annotator.model import AnnotatedDocument
from tests.formats.every_format import SCHEME, annotated, read, triples


def numbered(number: int, spans: list[tuple[str, int, int]]) -> AnnotatedDocument:
    document = annotated(f"قال سليم {number}", spans)
    return replace(document, document=replace(document.document, id=f"d{number}"))


def corpus() -> list[AnnotatedDocument]:
    """Return 100 documents: all with a cue, every tenth with a person, ten without anything."""
    rare = [numbered(n, [("CUE", 0, 3), ("PERS", 4, 8)]) for n in range(0, 90, 9)]
    common = [numbered(n, [("CUE", 0, 3)]) for n in range(90) if n % 9]
    return [*rare, *common, *(numbered(n, []) for n in range(90, 100))]


def test_labels_are_spread_by_the_shares() -> None:
    found = assign(corpus(), parse_split("80,10,10", 1))
    assert Counter(found.values()) == {"train": 80, "dev": 10, "test": 10}
    rare = [found[one.document.id] for one in corpus() if len(one.sets[0].spans) == 2]
    assert Counter(rare) == {"train": 8, "dev": 1, "test": 1}


def test_a_seed_draws_the_same_documents_and_another_seed_others() -> None:
    first = assign(corpus(), parse_split("50,0,50", 1))
    assert first == assign(reversed(corpus()), parse_split("50,0,50", 1))
    assert first != assign(corpus(), parse_split("50,0,50", 2))
    assert set(first.values()) == {"train", "test"}


@pytest.mark.parametrize("name", ["hashiya-jsonl", "brat"])
def test_every_document_is_in_one_part(name: str, tmp_path: Path) -> None:
    known = formats.get(name)
    target = tmp_path / "out"
    options = ExportOptions(scheme=SCHEME)
    report = export_split(known, corpus, target, options, split=parse_split("80,10,10", 0))
    assert report.documents == 100
    ids: list[str] = []
    for part in ("train", "dev", "test"):
        path = target / part if known.is_folder else target / f"{part}{known.extensions[0]}"
        ids += (one.document.id for one in read(name, path))
        assert all(triples(one) is not None for one in read(name, path))
    assert sorted(ids) == sorted(one.document.id for one in corpus())


def test_a_strict_split_that_loses_something_writes_nothing(tmp_path: Path) -> None:
    options = ExportOptions(scheme=SCHEME, strict=True)
    lossy = [annotated("قال", [("CUE", 0, 3)], comment="؟")]
    with pytest.raises(StrictExportError):
        export_split(
            formats.get("doccano"), lambda: lossy, tmp_path / "out", options, split=parse_split("1,0,0", 0)
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("shares", ["80,20", "a,b,c", "0,0,0", "80,10,-10", ""])
def test_what_is_no_split_is_refused(shares: str) -> None:
    with pytest.raises(InputError, match="no split"):
        parse_split(shares, 0)
