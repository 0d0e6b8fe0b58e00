"""Each format written and read, beside what the library or the plainest code does with the same values.

Ours writes from the project file, reads back what it wrote and compares it; reading checks every offset,
quote and label. The peers do neither: they are limits, not rivals. Processor time, best of three.
"""

from __future__ import annotations

import csv
import importlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from annotator import formats
from annotator.workspace import ExportRequest, Workspace
from benchmarks.files import corpus_file
from benchmarks.measure import Row, peak_mb, seconds

_Plain = list[dict[str, Any]]
_Work = Callable[[], object]

_FLAT: Final = ("conll", "conll-bioes", "wojood", "conllu")
_TABLES: Final = ("csv", "tsv", "spreadsheet")


def every_format(count: int, names: tuple[str, ...] = ()) -> list[Row]:
    """Write and read `count` documents in each format that is installed, or in those named."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = corpus_file(folder, count)
        with Workspace.create(folder / "p.hashiya", title="t") as workspace:
            workspace.import_files([file])
            for known in formats.all_formats():
                if known.is_installed and (not names or known.name in names):
                    rows += _rows(workspace, known, file, count)
    return rows


def _rows(workspace: Workspace, known: formats.Format, file: Path, count: int) -> list[Row]:
    size = f"{count} docs"
    target = workspace.path.with_name(f"out-{known.name}{known.extensions[0]}")
    rows: list[Row] = []
    if known.can_write:
        request = ExportRequest(target=target, format_name=known.name, force=True)
        ours = seconds(lambda: workspace.export(request), cpu=True, rounds=2)
        peak = peak_mb()
        plain = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        peer, what = _writer(known.name, plain, target.with_name("peer"))
        rows.append(_row(f"write {known.name}", size, count, ours, seconds(peer, cpu=True), what, peak))
        del plain
    if known.can_read and known.can_write:
        options = formats.ImportOptions(scheme=None, warnings=[])
        ours = seconds(lambda: sum(1 for _ in known.read(target, options)), cpu=True)
        peak = peak_mb()
        peer, what = _reader(known.name, target, file)
        rows.append(_row(f"read {known.name}", size, count, ours, seconds(peer, cpu=True), what, peak))
    return rows


def _row(  # noqa: PLR0917 - a row of the table
    work: str, size: str, count: int, ours: float, peer: float, what: str, peak: float
) -> Row:
    return Row(
        work=work,
        size=size,
        ours=count / ours,
        peer=count / peer,
        peer_name=what,
        unit="docs/s",
        peak_mb=peak,
    )


def _writer(name: str, plain: _Plain, target: Path) -> tuple[_Work, str]:
    """Return what writes the same values without looking back, and its name."""
    if name == "huggingface-parquet":
        arrow, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
        even = [_even(one) for one in plain]
        return lambda: parquet.write_table(arrow.Table.from_pylist(even), target), "pyarrow, from_pylist"
    if name == "spacy":
        spacy, tokens = importlib.import_module("spacy"), importlib.import_module("spacy.tokens")
        return lambda: _docbin(plain, spacy, tokens, target), "spaCy blank('ar') and DocBin"
    if name in _FLAT:
        return lambda: target.write_text("".join(map(_iob, plain)), encoding="utf-8"), "str.split and join"
    if name in _TABLES:
        return lambda: _write_csv(plain, target), "csv.writer of the spans"
    return (
        lambda: target.write_text(
            "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in plain), encoding="utf-8"
        ),
        "json.dumps of the same values",
    )


def _reader(name: str, target: Path, file: Path) -> tuple[_Work, str]:
    """Return what parses the same file, or one with the same values, unchecked, and its name."""
    if name == "huggingface-parquet":
        parquet = importlib.import_module("pyarrow.parquet")
        paths = sorted(target.rglob("*.parquet"))
        return lambda: [parquet.read_table(path).to_pylist() for path in paths], "pyarrow, to_pylist"
    if name == "spacy":
        tokens, vocab = importlib.import_module("spacy.tokens"), importlib.import_module("spacy.vocab")
        paths = sorted(target.rglob("*.spacy"))
        return (
            lambda: [list(tokens.DocBin().from_disk(path).get_docs(vocab.Vocab())) for path in paths],
            "spaCy DocBin.get_docs",
        )
    if name in _FLAT:
        return lambda: [line.split() for line in target.read_text(encoding="utf-8").split("\n")], "str.split"
    if name in _TABLES:
        return lambda: [_read_csv(path) for path in sorted(target.iterdir())], "csv.reader"
    return (
        lambda: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()],
        "json.loads of the same values",
    )


def _even(value: Any) -> Any:
    """Return the values with the objects that have other fields in each document as JSON, as Arrow wants."""
    if isinstance(value, list):
        return [_even(one) for one in value]
    if isinstance(value, dict):
        free = {"metadata", "attributes"}
        return {key: json.dumps(one) if key in free else _even(one) for key, one in value.items()}
    return value


def _docbin(plain: _Plain, spacy: Any, tokens: Any, target: Path) -> None:
    pipeline = spacy.blank("ar")
    bin_ = tokens.DocBin()
    for one in plain:
        document = pipeline(one["text"])
        found = [
            document.char_span(span["start"], span["end"], span["label"], alignment_mode="expand")
            for span in one["sets"][0]["spans"]
        ]
        document.spans["sc"] = [span for span in found if span is not None]
        bin_.add(document)
    bin_.to_disk(target)


def _iob(one: dict[str, Any]) -> str:
    """Return rows of words parted by white space, each with the tag of the span that it begins in."""
    places = {span["start"]: span for span in one["sets"][0]["spans"]}
    rows, place, inside = [], 0, None
    for word in one["text"].split():
        place = one["text"].index(word, place)
        begun = places.get(place)
        if begun is not None:
            inside, tag = begun, f"B-{begun['label']}"
        elif inside is not None and place < inside["end"]:
            tag = f"I-{inside['label']}"
        else:
            inside, tag = None, "O"
        rows.append(f"{word} -X- O {tag}\n")
    return "".join(rows) + "\n"


def _write_csv(plain: _Plain, target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for one in plain:
            writer.writerow([one["id"], one["title"], one["text"]])
            writer.writerows(
                [one["id"], s["id"], s["label"], s["start"], s["end"], s["text"]]
                for s in one["sets"][0]["spans"]
            )


def _read_csv(path: Path) -> int:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file))
