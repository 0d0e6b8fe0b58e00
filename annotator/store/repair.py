"""Makes a new project of what can be saved of a damaged one.

The damaged file is copied first and never touched. If its log can be read to the last entry, the project
is told again from it, history and all, and only what the log does not hold can be lost: texts and schemes.
Otherwise the tables of what stands are taken as far as they go, as one step of a new history.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec

from annotator.editing.change import (
    AnnotatorChange,
    AssignmentChange,
    Change,
    DecisionChange,
    DocumentChange,
    RemarkChange,
    SetChange,
    Step,
)
from annotator.editing.history import StepKind
from annotator.errors import AnnotatorError
from annotator.language import msg
from annotator.model import Assignment, LabelScheme, Problem, RepairReport, digest
from annotator.model.scheme_json import default_scheme, read_scheme
from annotator.store import copying, decisions, faults, gate, log, merging_repair, project_file, talk
from annotator.store.assembling import Assembly
from annotator.store.chain import StepRow
from annotator.store.conflict import ConflictError
from annotator.store.connection import connect, first_bytes, transaction
from annotator.store.repository import Repository
from annotator.store.revision import Revision, change_of, scheme_digest
from annotator.store.salvage import Row, Salvage, salvage

_LARGEST_PAGE: Final = 65_536
_MOST_LOST: Final = 100
"""A header that asks for more than this many times the file is itself damaged."""


class _BrokenLogError(Exception):
    """The log can't be told to its end."""


def repair(source: Path, target: Path) -> RepairReport:
    """Make a new project at `target` of what can be read of `source`, which is left as it is.

    Raises:
        ProjectFileError: `source` is no SQLite file at all or nothing of it can be read, `target` exists
            already, or the disk fails.
    """
    with faults.reported(source):
        gate.check_magic(source)
        if target.exists():
            raise copying.exists(target)
        with tempfile.TemporaryDirectory(prefix="hashiya-repair-") as folder:
            found = _salvaged(source, Path(folder) / "damaged")
            if not any(found.rows.values()):
                raise faults.damaged(source, msg("none of its tables can be read"))
            made = Path(folder) / "repaired.hashiya"
            report = _rebuild(found, made, source)
            with faults.reported(target), closing(connect(made, "ro")) as connection:
                copying.copy_to(connection, target)
    return report


def _salvaged(source: Path, copy: Path) -> Salvage:
    if first_bytes(source, 1) is None:
        raise faults.locked(source)  # it is open in this very program, so it can't be that damaged
    for beside in ("", "-journal"):
        file = source.with_name(source.name + beside)
        if file.is_file():
            shutil.copyfile(file, copy.with_name(copy.name + beside))
    _fill_up(copy)
    with closing(connect(copy, "rw")) as connection:
        connection.execute("PRAGMA cell_size_check = OFF")  # a page that is odd may still be read in part
        return salvage(connection)


def _fill_up(copy: Path) -> None:
    """Give a file that was cut short the length that its header tells, or SQLite reads nothing of it.

    Source: https://www.sqlite.org/fileformat2.html#the_database_header
    """
    with copy.open("r+b") as file:
        page_size, pages = struct.unpack(">16xH10xI", file.read(32))
        length = file.seek(0, os.SEEK_END)
        wanted = pages * (page_size if page_size > 1 else _LARGEST_PAGE)
        if length < wanted <= length * _MOST_LOST:
            file.truncate(wanted)


def _rebuild(found: Salvage, made: Path, source: Path) -> RepairReport:
    lost = list(found.lost)
    texts = _texts(found, lost)
    schemes = _schemes(found, lost)
    title = next((row[1] for row in found.rows["project"].values()), source.stem)
    scheme = _scheme_in_force(found, schemes, lost)
    try:
        history = _retell(found, made, texts, schemes, title, lost=lost)
    except (_BrokenLogError, AnnotatorError, ConflictError, sqlite3.Error, ValueError, KeyError) as error:
        made.unlink(missing_ok=True)
        if found.rows["step"]:
            lost.append(
                Problem(
                    code="E_HISTORY_LOST",
                    message=msg("The history can't be told to its end ({reason}).", reason=str(error)),
                )
            )
        _take_what_stands(found, made, title, scheme, lost)
        history = False
    with closing(Repository.open(made)) as repository:
        summaries = repository.summaries()
    sets = [one for summary in summaries for one in summary.sets]
    return RepairReport(
        documents=len(summaries),
        sets=len(sets),
        spans=sum(one.spans for one in sets),
        relations=sum(one.relations for one in sets),
        history=history,
        lost=tuple(lost),
    )


def _texts(found: Salvage, lost: list[Problem]) -> dict[str, str]:
    """Return the texts by the hash that they have, and list those that had another."""
    texts: dict[str, str] = {}
    for sha256, text in found.rows["document_text"].values():
        if digest(text) != sha256:
            titles = [row[2] for row in found.rows["document"].values() if _text_of(found, row) == sha256]
            lost.append(
                Problem(
                    code="E_HASH",
                    message=msg(
                        "The text of “{document}” is not the one that was brought in. It is kept as it is "
                        "now: compare it with the original.",
                        document=", ".join(titles) or sha256,
                    ),
                )
            )
        texts[digest(text)] = text
    return texts


def _text_of(found: Salvage, document: tuple[object, ...]) -> str | None:
    row = found.rows["document_text"].get(int(str(document[3])))
    return None if row is None else str(row[0])


def _schemes(found: Salvage, lost: list[Problem]) -> dict[str, LabelScheme]:
    schemes: dict[str, LabelScheme] = {}
    for sha256, version, data in found.rows["scheme"].values():
        try:
            schemes[sha256] = read_scheme(data.encode(), name=sha256)
        except AnnotatorError as error:
            lost.append(Problem(code=error.code, message=error.message))
            continue
        if scheme_digest(schemes[sha256]) != sha256:
            del schemes[sha256]
            lost.append(
                Problem(
                    code="E_LOST", message=msg("Version {version} of the scheme is damaged.", version=version)
                )
            )
    return schemes


def _scheme_in_force(found: Salvage, schemes: Mapping[str, LabelScheme], lost: list[Problem]) -> LabelScheme:
    key = next((row[3] for row in found.rows["project"].values()), None)
    row = found.rows["scheme"].get(key) if key is not None else None
    if row is not None and row[0] in schemes:
        return schemes[row[0]]
    lost.append(
        Problem(
            code="E_LOST",
            message=msg("The scheme in force can't be read. The newest that can be takes its place."),
        )
    )
    return max(schemes.values(), key=lambda scheme: scheme.version, default=default_scheme())


def _retell(
    found: Salvage,
    made: Path,
    texts: Mapping[str, str],
    schemes: Mapping[str, LabelScheme],
    title: str,
    *,
    lost: list[Problem],
) -> bool:
    """Take all steps again, in a new file.

    Raises:
        _BrokenLogError: an entry is missing, or does not follow from those before it.
    """
    steps, revisions = found.rows["step"], found.rows["revision"]
    if found.damaged & {"step", "revision", "project"} or not steps:
        message = "entries are missing"
        raise _BrokenLogError(message)
    by_step: dict[int, list[Revision]] = {}
    for _, row in sorted(revisions.items()):
        by_step.setdefault(row[0], []).append(Revision(*row[1:]))
    # Nothing is ever taken out of the log, so a number that is missing was an entry.
    gaps = any(sorted(rows) != list(range(1, len(rows) + 1)) for rows in (steps, revisions))
    if gaps or by_step.keys() - steps.keys():
        message = "entries are missing"
        raise _BrokenLogError(message)
    first = _first_scheme(by_step, schemes, found)
    project_file.create(made, title=title, scheme=first)
    (identity,) = found.rows["project"].values()
    with closing(connect(made, "rw")) as connection, transaction(connection):
        connection.execute("UPDATE project SET id = ?, created = ?", (identity[0], identity[2]))
        for step_id, row in sorted(steps.items()):
            changes = [
                change_of(one, text=texts.__getitem__, scheme=schemes.__getitem__)
                for one in by_step.get(step_id, ())
            ]
            log.rewrite_step(connection, StepRow(*row), changes)
        if not merging_repair.restore(connection, found):
            lost.append(
                Problem(
                    code="E_LOST",
                    message=msg(
                        "What has been exchanged with packets can't be read to its end: what comes home from "
                        "those handed out before may be shown as a conflict where there is none."
                    ),
                )
            )
    return True


def _first_scheme(
    by_step: Mapping[int, list[Revision]], schemes: Mapping[str, LabelScheme], found: Salvage
) -> LabelScheme:
    """Return the scheme that the project began with: what the first change of it starts from."""
    for step_id in sorted(by_step):
        for revision in by_step[step_id]:
            if revision.entity == "scheme":
                return schemes[msgspec.json.decode(revision.before or "", type=str)]
    (project,) = found.rows["project"].values()
    return schemes[found.rows["scheme"][project[3]][0]]


def _take_what_stands(
    found: Salvage, made: Path, title: str, scheme: LabelScheme, lost: list[Problem]
) -> None:
    """Bring what the tables hold into a new file, as one step."""
    assembly = Assembly(found, lost)
    documents = assembly.documents()
    readers = (s.annotator for d in documents for s in d.sets if s.annotator is not None)
    people = {person.id: person for person in (*assembly.people(), *readers)}
    changes: list[Change] = [AnnotatorChange(before=None, after=one) for one in people.values()]
    for annotated in documents:
        changes.append(DocumentChange(before=None, after=annotated.document))
        changes += [SetChange(before=None, after=one) for one in annotated.sets]
    changes += _beside(found, lost)
    with closing(Repository.create(made, title=title, scheme=scheme)) as repository:
        if changes:
            step = Step(name=msg("Repair"), changes=tuple(changes))
            repository.apply(step, author=None, kind=StepKind.DO)


def _beside(found: Salvage, lost: list[Problem]) -> list[Change]:
    """Return the changes that bring in the remarks, decisions and assignments that can be understood."""
    changes: list[Change] = []
    for table, made_of in (("remark", _remark_change), ("decision", _decision_change)):
        for row in found.rows[table].values():
            try:
                changes.append(made_of(row))
            except sqlite3.DataError as error:
                reason = msg("{thing} can't be understood: {reason}.", thing=str(row[0]), reason=str(error))
                lost.append(Problem(code="E_LOST", message=reason))
    for document_id, annotator_id in found.rows["assignment"].values():
        given = Assignment(document_id=document_id, annotator_id=annotator_id)
        changes.append(AssignmentChange(before=None, after=given))
    return changes


def _remark_change(row: Row) -> Change:
    return RemarkChange(before=None, after=talk.remark_of(row))


def _decision_change(row: Row) -> Change:
    return DecisionChange(before=None, after=decisions.decision_of(row))
