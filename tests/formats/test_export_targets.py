"""A target file appears whole or not at all, and nothing is overwritten unasked."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import AnnotatorError, InputError, OutputError
from annotator.formats import ExportOptions, StrictExportError
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Owner, Span, SpanAnnotation, digest
from annotator.model.scheme_json import default_scheme
from annotator.progress import Progress

MASTER = formats.get("hashiya-jsonl")
CONLL = formats.get("conll")


def document() -> AnnotatedDocument:
    text = "لسليم"
    span = SpanAnnotation(id="s", label="PERS", span=Span(1, 5), quote="سليم")
    reading = AnnotationSet(id="r", document_id="d", owner=Owner.GOLD, annotator=None, spans={"s": span})
    return AnnotatedDocument(
        document=Document(id="d", title="ع", text=text, sha256=digest(text)), sets=(reading,)
    )


def options(*, strict: bool = False, force: bool = False) -> ExportOptions:
    return ExportOptions(scheme=default_scheme(), strict=strict, force=force)


def broken() -> Iterator[AnnotatedDocument]:
    yield document()
    message = "the disk of the project failed"
    raise RuntimeError(message)


def test_a_failure_half_way_leaves_no_file_and_no_remains(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        formats.export(MASTER, broken(), tmp_path / "out.jsonl", options())
    assert list(tmp_path.iterdir()) == []


def test_a_failure_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError):
        formats.export(MASTER, broken(), target, options(force=True))
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_existing_file_is_replaced_only_by_force(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="--force"):
        formats.export(MASTER, [document()], target, options())
    assert target.read_text(encoding="utf-8") == "old"
    formats.export(MASTER, [document()], target, options(force=True))
    assert target.read_text(encoding="utf-8").startswith('{"hashiya":1')


def test_strict_writes_nothing_and_says_what_would_be_lost(tmp_path: Path) -> None:
    with pytest.raises(StrictExportError, match="سليم") as caught:
        formats.export(CONLL, [document()], tmp_path / "out.conll", options(strict=True))
    assert [entry.id for entry in caught.value.report.losses] == ["s"]
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancelled = True
    with pytest.raises(AnnotatorError):
        formats.export(MASTER, [document()], tmp_path / "out.jsonl", options(), progress)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["missing/out.jsonl", "."])
def test_a_place_that_takes_no_file_is_refused(target: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        formats.export(MASTER, [document()], tmp_path / target, options())


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    formats.export(MASTER, [document()], link, options(force=True))
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith('{"hashiya":1')


def test_a_device_gets_the_bytes_and_stays_a_device() -> None:
    formats.export(MASTER, [document()], Path(os.devnull), options())
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_format_that_is_only_read_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        formats.export(formats.get("text"), [document()], tmp_path / "out.txt", options())


def test_a_format_that_is_only_written_is_not_read(tmp_path: Path) -> None:
    only_written = replace(CONLL, reader=None)
    with pytest.raises(InputError):
        only_written.read(tmp_path / "in.conll", formats.ImportOptions())


def test_an_unknown_format_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(InputError, match="hashiya-jsonl, conll, conll-bioes"):
        formats.get("pdf")


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.TXT", "{", "text"),
        ("a.jsonl", "", "hashiya-jsonl"),
        ("a.data", '\ufeff {"text"', "hashiya-jsonl"),
    ],
)
def test_a_file_is_recognised_by_its_name_or_its_first_bytes(
    name: str, data: str, found: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    assert formats.recognise(tmp_path / name).name == found


def test_what_nothing_tells_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("قال", encoding="utf-8")
    with pytest.raises(InputError, match="--format NAME"):
        formats.recognise(tmp_path / "a.xyz")
