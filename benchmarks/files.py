"""Import and export, beside what the parts beneath can do at most."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from annotator.workspace import ExportRequest, Workspace
from benchmarks.corpus import articles
from benchmarks.measure import Row, peak_mb, seconds

_TABLES = """
CREATE TABLE document(key INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, sha256 TEXT, text TEXT) STRICT;
CREATE TABLE reading(key INTEGER PRIMARY KEY, document_key INTEGER REFERENCES document,
    owner TEXT, state TEXT) STRICT;
CREATE TABLE span(key INTEGER PRIMARY KEY, reading_key INTEGER REFERENCES reading, id TEXT, label TEXT,
    start INTEGER, "end" INTEGER, quote TEXT, attributes TEXT, UNIQUE(reading_key, id)) STRICT;
CREATE TABLE relation(key INTEGER PRIMARY KEY, reading_key INTEGER REFERENCES reading, id TEXT, type TEXT,
    source TEXT, target TEXT, UNIQUE(reading_key, id)) STRICT;
"""


def import_documents(count: int) -> Row:
    """Import a Hashiya JSONL file, against `json.loads` and `executemany` of the same rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = corpus_file(folder, count)
        names = iter(range(1000))

        def ours() -> None:
            with Workspace.create(folder / f"ours{next(names)}.db", title="t") as workspace:
                report = workspace.import_files([file])
            assert report.spans == 40 * count, report  # noqa: S101 - a benchmark of the wrong thing is none

        ours_seconds = seconds(ours, cpu=True)
        peak = peak_mb()
        peer = seconds(lambda: _bare_import(file, folder / f"bare{next(names)}.db"), cpu=True)
        return Row(
            work="import JSONL: validate, save, log",
            size=f"{count} docs, {40 * count} spans",
            ours=count / ours_seconds,
            peer=count / peer,
            peer_name="json.loads + executemany, unchecked, no log",
            unit="docs/s",
            peak_mb=peak,
        )


def export_jsonl(count: int) -> Row:
    """Export a project to Hashiya JSONL, against `json.dumps` of the same values from memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = corpus_file(folder, count)
        with Workspace.create(folder / "p.db", title="t") as workspace:
            workspace.import_files([file])
            request = ExportRequest(target=folder / "out.jsonl", format_name="hashiya-jsonl", force=True)
            ours = seconds(lambda: workspace.export(request), cpu=True)
        peak = peak_mb()
        # Not before: what is in memory would slow our side down, since the collector looks through it.
        plain = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        return Row(
            work="export Hashiya JSONL, from the file",
            size=f"{count} docs",
            ours=count / ours,
            peer=count / seconds(lambda: _bare_export(plain, folder / "bare.jsonl"), cpu=True),
            peer_name="json.dumps from memory",
            unit="docs/s",
            peak_mb=peak,
        )


def export_conll(count: int) -> Row:
    """Export a project to CoNLL with its loss report; the aim stands in design, no peer is installed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Workspace.create(folder / "p.db", title="t") as workspace:
            workspace.import_files([corpus_file(folder, count)])
            request = ExportRequest(
                target=folder / "out.conll", format_name="conll", tokens="split", force=True
            )
            ours = seconds(lambda: workspace.export(request), cpu=True)
        return Row(
            work="export CoNLL IOB2 (split), decoded again and compared",
            size=f"{count} docs",
            ours=count / ours,
            peer=None,
            peer_name="",
            unit="docs/s",
            peak_mb=peak_mb(),
        )


def corpus_file(folder: Path, count: int) -> Path:
    """Write `count` articles to a Hashiya JSONL file."""
    from annotator import formats
    from annotator.model.scheme_json import default_scheme
    from annotator.progress import Progress

    file = folder / "corpus.jsonl"
    options = formats.ExportOptions(scheme=default_scheme())
    formats.export(formats.get("hashiya-jsonl"), articles(count), file, options, Progress())
    return file


def _bare_import(file: Path, target: Path) -> None:
    documents: list[tuple[Any, ...]] = []
    readings: list[tuple[Any, ...]] = []
    spans: list[tuple[Any, ...]] = []
    relations: list[tuple[Any, ...]] = []
    with file.open(encoding="utf-8") as lines:
        for key, line in enumerate(lines):
            plain = json.loads(line)
            documents.append((key, plain["id"], plain["title"], plain["sha256"], plain["text"]))
            for reading in plain["sets"]:
                number = len(readings)
                readings.append((number, key, reading["owner"], reading["state"]))
                for s in reading["spans"]:
                    answers = json.dumps(s["attributes"])
                    spans.append((number, s["id"], s["label"], s["start"], s["end"], s["text"], answers))
                relations += [
                    (number, r["id"], r["type"], r["source"], r["target"]) for r in reading["relations"]
                ]
    connection = sqlite3.connect(target, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON;" + _TABLES
    )
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO document VALUES(?,?,?,?,?)", documents)
    connection.executemany("INSERT INTO reading VALUES(?,?,?,?)", readings)
    connection.executemany(
        'INSERT INTO span(reading_key,id,label,start,"end",quote,attributes) VALUES(?,?,?,?,?,?,?)', spans
    )
    connection.executemany(
        "INSERT INTO relation(reading_key,id,type,source,target) VALUES(?,?,?,?,?)", relations
    )
    connection.execute("COMMIT")
    connection.close()


def _bare_export(plain: list[dict[str, Any]], target: Path) -> None:
    with target.open("w", encoding="utf-8") as file:
        for document in plain:
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
