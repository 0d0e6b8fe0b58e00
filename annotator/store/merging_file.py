"""What merging asks of one open project file, and how a packet is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotator.editing.change import Step, TextChange
from annotator.editing.history import StepKind
from annotator.language import msg
from annotator.model import Item, ItemRevision, LabelScheme, PacketMark, Problem, Written
from annotator.store import chain, copying, faults, log, merging, merging_log, past, project_file
from annotator.store.connection import connect, transaction
from annotator.store.merging import UnionWrites
from annotator.store.revision import Revision, change_of


class UnionFile:
    """The union in an open file, and what its log adds to it. Nothing is written here.

    Args:
        path: of the file.
        connection: open on it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def revisions(self, document_ids: Iterable[str]) -> list[ItemRevision]:
        """Return the revisions that are in the union, of these documents' items; "" is for the people."""
        with faults.reported(self._path):
            return list(merging.read(self._connection, document_ids))

    def shown(self, document_ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
        """Return which revision of each of these documents' items the file shows, or what stands for it."""
        with faults.reported(self._path):
            found = merging.read_shown(self._connection, document_ids)
            for name in found:
                Item.of(name)  # a name that is none is damage of this file, and nobody else can say so
        return found

    def written(self, document_ids: Iterable[str]) -> Iterator[Written]:
        """Yield what the log says of these documents' items and is not in the union yet, oldest first."""
        with faults.reported(self._path):
            yield from merging_log.written(self._connection, document_ids)

    def disputed(self) -> list[ItemRevision]:
        """Return all revisions of the items whose heads say different things."""
        with faults.reported(self._path):
            return merging.read_disputed(self._connection)

    def documents(self) -> list[str]:
        """Return the ids of all documents that the log or the union knows, and "" for the people."""
        with faults.reported(self._path):
            logged = {key for (key,) in self._connection.execute("SELECT DISTINCT document_id FROM revision")}
            exchanged = {
                key
                for (key,) in self._connection.execute("SELECT DISTINCT json_extract(name, '$[0]') FROM item")
            }
        if not all(isinstance(key, str) for key in exchanged):
            raise faults.damaged(self._path, msg("a name or a value in it can't be read"))
        return sorted({key or "" for key in logged | exchanged})

    def corrections(self, document_id: str) -> list[TextChange]:
        """Return how a document's text was corrected, oldest first."""
        with faults.reported(self._path):
            rows = self._connection.execute(
                "SELECT entity, document_id, set_id, entity_id, before, after FROM revision"
                " WHERE entity = 'text' AND document_id = ? ORDER BY id",
                (document_id,),
            ).fetchall()
            changes = [
                change_of(
                    Revision(*row),
                    text=partial(log.read_text, self._connection),
                    scheme=partial(log.read_scheme_version, self._connection),
                )
                for row in rows
            ]
        return [one for one in changes if isinstance(one, TextChange)]

    def gone(self) -> dict[str, str]:
        """Return the titles of the documents in the trash, by id."""
        with faults.reported(self._path):
            return {key: title for key, _, title in past.gone(self._connection)}

    def broken_log(self) -> Problem | None:
        """Return what is wrong with the digests of the log; None if they are right."""
        with faults.reported(self._path):
            return next(chain.check(self._connection), None)

    def newest_step(self) -> int:
        """Return the newest step, 0 if there is none."""
        with faults.reported(self._path):
            (step,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM step").fetchone()
        return int(step)


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketContents:
    """What goes into a packet.

    Attributes:
        mark: where it belongs.
        title: what its file is called inside.
        scheme: the label scheme in force.
        step: brings in people, documents, readings and what is said about them.
        union: the revisions that these were made from, which the packet shows.
        author: the id of whoever hands it out.
        author_name: what that person is called.
    """

    mark: PacketMark
    title: str
    scheme: LabelScheme
    step: Step
    union: UnionWrites
    author: str
    author_name: str


def write_packet(target: Path, contents: PacketContents) -> None:
    """Make a packet: a project file that knows where it belongs. It appears only when it is complete.

    Raises:
        ProjectFileError: something is there already, or the folder can't be written.
    """
    with faults.reported(target), project_file.unfinished(target) as path:
        project_file.build(path, contents.title, contents.scheme)
        with closing(connect(path, "rw")) as connection, transaction(connection):
            step = log.write_step(
                connection,
                contents.step,
                author=contents.author,
                author_name=contents.author_name,
                kind=StepKind.DO,
                of_step=None,
            )
            merging.write(connection, contents.union, homecoming=step)
            merging.write_packet(connection, contents.mark)
        copying.put_in_place(path, target)
