"""Work that comes home, beside the bare copying of the same rows from one SQLite file to another."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from annotator.editing.commands import ImportDocuments
from annotator.model import AnnotatedDocument, Annotator, Owner
from annotator.workspace import Workspace
from annotator.workspace.packets import HandOut, bring_home, hand_out, look_at
from benchmarks.corpus import articles
from benchmarks.measure import Row, peak_mb, seconds

_COLUMNS = "key, item_key, origin_key, number, parents, clock, item_text_key, value, sha256"


def homecoming(count: int) -> Row:
    """Bring a packet home, all in, against `INSERT … SELECT` of its revisions through ATTACH.

    Args:
        count: documents; each has about fifty revisions.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packet = folder / "packet.hashiya"
        # Made elsewhere, for the peak of memory shall be that of bringing home.
        making = get_context("spawn").Process(target=_packet, args=(folder, count))
        making.start()
        making.join()
        whole = (folder / "hub.hashiya").read_bytes()
        looked: list[int] = []
        names = iter(range(1000))

        def ours() -> None:
            hub = folder / f"hub{next(names)}.hashiya"
            hub.write_bytes(whole)
            with Workspace.open(hub) as workspace:
                coming = bring_home(workspace, look_at(hub, [packet]))
            looked.append(coming.previews[0].revisions)

        cost = seconds(ours, rounds=2, cpu=True)
        peak = peak_mb()
        revisions = looked[0]
        source = _united(folder, packet)
        bare = seconds(lambda: _bare(source, folder / f"bare{next(names)}.db"), rounds=2, cpu=True)
        return Row(
            work="bring a packet home: proved, checked, saved, logged",
            size=f"{revisions} revisions",
            ours=revisions / cost,
            peer=revisions / bare,
            peer_name="INSERT … SELECT through ATTACH, nothing checked",
            unit="revs/s",
            peak_mb=peak,
            aim=30_000,
        )


def _packet(folder: Path, count: int) -> None:
    """Make a packet in which all the work has been done, and leave the project as it was handed out."""
    documents = tuple(articles(count))
    bare = tuple(AnnotatedDocument(document=one.document) for one in documents)
    packet = folder / "packet.hashiya"
    with Workspace.create(folder / "hub.hashiya", title="t") as hub:
        hub.perform(ImportDocuments(documents=bare))
        ids = tuple(one.document.id for one in documents)
        hand_out(hub, packet, HandOut(annotator="a", documents=ids))
    with Workspace.open(packet) as opened:
        opened.perform(ImportDocuments(documents=tuple(_own(documents, opened.reader))))


def _own(documents: tuple[AnnotatedDocument, ...], reader: Annotator) -> Iterator[AnnotatedDocument]:
    for one in documents:
        sets = tuple(replace(s, owner=Owner.ANNOTATOR, annotator=reader) for s in one.sets[:1])
        yield replace(one, sets=sets)


def _united(folder: Path, packet: Path) -> Path:
    """Return a file that holds the packet's revisions in its tables, and not only in its log."""
    hub = folder / "united.hashiya"
    hub.write_bytes((folder / "hub.hashiya").read_bytes())
    with Workspace.open(hub) as workspace:
        bring_home(workspace, look_at(hub, [packet]))
    return hub


def _bare(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute(
            "CREATE TABLE item_revision (key INTEGER PRIMARY KEY, item_key INTEGER NOT NULL,"
            " origin_key INTEGER NOT NULL, number INTEGER NOT NULL, parents TEXT NOT NULL,"
            " clock INTEGER NOT NULL, item_text_key INTEGER, value TEXT, sha256 BLOB NOT NULL,"
            " UNIQUE (origin_key, number)) STRICT"
        )
        connection.execute("CREATE INDEX by_item ON item_revision (item_key)")
        connection.execute("ATTACH ? AS packet", (str(source),))
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            f"INSERT INTO main.item_revision ({_COLUMNS}) SELECT {_COLUMNS} FROM packet.item_revision"  # noqa: S608
        )
        connection.execute("COMMIT")
