"""Looks at a whole project file, and tells the log again to see whether it leads to what stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import groupby
from typing import Any, Final

import msgspec

from annotator.language import Message, msg, msgn
from annotator.model import Annotator, Problem, Role, State, digest
from annotator.store import chain, decisions, log, merging_check, reading, talk
from annotator.store.log_rows import (
    AnnotatorRow,
    AssignmentRow,
    DecisionRow,
    DocumentRow,
    RelationRow,
    RemarkRow,
    SetRow,
    SpanRow,
    TextRow,
    annotator_row,
    decision_row,
    decode,
    document_row,
    remark_row,
    replacements_of,
    set_row,
)
from annotator.store.revision import Revision
from annotator.store.rows import known
from annotator.text.replacements import Movement, replaced

_SHOWN: Final = 60
Pieces = dict[tuple[str, ...], Any]
"""What stands, cut into its smallest parts: ("span", set id, span id) → its row, and so on."""


def check(connection: sqlite3.Connection, step: Callable[[], None] = lambda: None) -> list[Problem]:
    """Return all that is wrong with an open project file; nothing is changed.

    Args:
        connection: on the file.
        step: called for each document that has been looked at; what it raises ends the check.
    """
    broken = list(_broken_pages(connection))
    # Pages that contradict each other would only make noise in what follows.
    return broken or [
        *chain.check(connection),
        *_contents(connection, step),
        *merging_check.check(connection),
    ]


def _broken_pages(connection: sqlite3.Connection) -> Iterator[Problem]:
    lines = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
    if lines:
        yield Problem(
            code="E_DAMAGED",
            message=msgn(
                "The file's pages are damaged in {count} place. Open a backup.",
                "The file's pages are damaged in {count} places. Open a backup.",
                len(lines),
            ),
            details="\n".join(lines),
        )
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(
            code="E_DANGLING",
            message=msg(
                "Row {row} of {table} points at a missing row of {parent}. Open a backup.",
                row=row,
                table=table,
                parent=parent,
            ),
        )


def _contents(connection: sqlite3.Connection, step: Callable[[], None]) -> Iterator[Problem]:
    unseen = dict(connection.execute("SELECT id, position FROM document").fetchall())
    with closing(log.revisions_by_document(connection)) as revisions:
        groups = groupby(revisions, key=lambda revision: revision.document_id)
        document_id, first = next(groups, (None, iter(())))
        if document_id is None:
            yield from _project(connection, first)
        else:
            yield from _project(connection, iter(()))
            yield from _document(connection, document_id, first, unseen.pop(document_id, None))
            step()
        for document_id, of_document in groups:
            yield from _document(connection, document_id or "", of_document, unseen.pop(document_id, None))
            step()
    yield from _earlier_texts(connection)
    for document_id in unseen:
        yield Problem(
            code="E_LOG",
            message=msg(
                "The log does not know how document {document} came into the file. Open a backup.",
                document=document_id,
            ),
            document_id=document_id,
        )


def _earlier_texts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Look at the texts that no document has any more; undo and the history need them."""
    rows = connection.execute(
        "SELECT sha256, text FROM document_text WHERE key NOT IN (SELECT text_key FROM document)"
    )
    for sha256, text in rows:
        if digest(text) != sha256:
            yield Problem(
                code="E_HASH",
                message=msg(
                    "A text that a document had before is not what it was: “{words}”. Open a backup.",
                    words=text[:_SHOWN],
                ),
            )


def _project(connection: sqlite3.Connection, revisions: Iterator[Revision]) -> Iterator[Problem]:
    """Compare what belongs to no document: the people and the scheme."""
    told: Pieces = {}
    problem = _tell(told, revisions, None, partial(log.read_text, connection))
    yield from _compared(told, _project_pieces(connection, told), problem, None)


def _document(
    connection: sqlite3.Connection, document_id: str, revisions: Iterator[Revision], position: int | None
) -> Iterator[Problem]:
    """Compare one document with all its sets; `position` is None where the file no longer has it."""
    told: Pieces = {}
    problem = _tell(told, revisions, document_id, partial(log.read_text, connection))
    problems: list[Problem] = []
    stands = {} if position is None else _read(connection, document_id, position, problems)
    stands |= _beside(connection, document_id)
    yield from problems
    yield from _compared(told, stands, problem, document_id)


def _compared(
    told: Pieces, stands: Pieces, problem: Problem | None, document_id: str | None
) -> Iterator[Problem]:
    if problem is not None:
        yield problem
    elif told != stands:
        yield _differs(told, stands, document_id)


def _tell(
    told: Pieces, revisions: Iterator[Revision], document_id: str | None, text: Callable[[str], str]
) -> Problem | None:
    """Apply revisions to `told`; return the first that does not follow from those before it.

    `text` gives a text by its hash.
    """
    for revision in revisions:
        try:
            if revision.entity == "text":
                if not _tell_text(told, revision, text):
                    return _broken_chain(("document",), document_id)
                continue
            before, after = _pieces(revision, revision.before), _pieces(revision, revision.after)
        except (msgspec.MsgspecError, sqlite3.DataError, ValueError) as error:
            return Problem(
                code="E_LOG",
                message=msg("An entry of the log can't be read. Open a backup."),
                document_id=document_id,
                details=str(error),
            )
        if revision.entity == "scheme":
            told.setdefault(("scheme",), before["scheme",])  # the first came with the project
        for key, value in before.items():
            if told.pop(key, None) != value:
                return _broken_chain(key, document_id)
        for key, value in after.items():
            if key in told:
                return _broken_chain(key, document_id)
            told[key] = value
    return None


def _tell_text(told: Pieces, revision: Revision, text: Callable[[str], str]) -> bool:
    """Correct a text in `told`, with all its spans; return whether that follows from what is told."""
    there, here = (decode(side or "", TextRow) for side in (revision.before, revision.after))
    old, new = text(there.document.sha256), text(here.document.sha256)
    leads = replaced(old, replacements_of(here)) == new and replaced(new, replacements_of(there)) == old
    if told.get(("document",)) != there.document or not leads:
        return False
    told["document",] = here.document
    movement = Movement(replacements_of(here))
    for key, row in told.items():
        if key[0] == "span":
            start, end = movement.range(row.start, row.end)
            told[key] = msgspec.structs.replace(row, start=start, end=end, quote=new[start:end])
    return True


def _pieces(revision: Revision, side: str | None) -> Pieces:  # noqa: C901, PLR0911 - one for each kind
    if side is None:
        return {}
    set_id, entity_id = revision.set_id or "", revision.entity_id or ""
    match revision.entity:
        case "span":
            return {("span", set_id, entity_id): decode(side, SpanRow)}
        case "relation":
            return {("relation", set_id, entity_id): decode(side, RelationRow)}
        case "set":
            return _set_pieces(decode(side, SetRow))
        case "state":
            return {("state", set_id): decode(side, State)}
        case "answers":
            return {("answers", set_id): decode(side, dict[str, str])}
        case "remark":
            return {("remark", entity_id): decode(side, RemarkRow)}
        case "assignment":
            return {("assignment", entity_id): decode(side, AssignmentRow)}
        case "decision":
            return {("decision", entity_id): decode(side, DecisionRow)}
        case "document":
            return {("document",): decode(side, DocumentRow)}
        case "annotator":
            return {("annotator", entity_id): decode(side, AnnotatorRow)}
        case _:
            return {("scheme",): decode(side, str)}


def _set_pieces(row: SetRow) -> Pieces:
    reader = None if row.annotator is None else row.annotator.id
    return {
        ("set", row.id): (row.document_id, row.owner, reader),
        ("state", row.id): row.state,
        ("answers", row.id): row.attributes,
        **{("span", row.id, span.id): span for span in row.spans},
        **{("relation", row.id, link.id): link for link in row.relations},
    }


def _read(connection: sqlite3.Connection, document_id: str, position: int, problems: list[Problem]) -> Pieces:
    keys = reading.document_keys(connection, [document_id])
    (annotated,) = reading.stream(connection, keys, problems)
    found: Pieces = {("document",): document_row(annotated.document, position)}
    for annotation_set in annotated.sets:
        found |= _set_pieces(set_row(annotation_set))
    return found


def _beside(connection: sqlite3.Connection, document_id: str) -> Pieces:
    """Return what is said and decided about a document and who is to read it; all stays in the trash."""
    return {
        **{("remark", one.id): remark_row(one) for one in talk.read_remarks(connection, document_id)},
        **{
            ("assignment", one.annotator_id): AssignmentRow(one.document_id, one.annotator_id)
            for one in talk.read_assignments(connection, document_id)
        },
        **{
            ("decision", one.id): decision_row(one)
            for one in decisions.read_decisions(connection, document_id)
        },
    }


def _project_pieces(connection: sqlite3.Connection, told: Pieces) -> Pieces:
    found: Pieces = {
        ("annotator", annotator_id): annotator_row(
            Annotator(id=annotator_id, name=name, role=known(Role, role), colour=colour)
        )
        for annotator_id, name, role, colour in connection.execute(
            "SELECT id, name, role, colour FROM annotator"
        )
    }
    if ("scheme",) in told:
        (found["scheme",],) = connection.execute(
            "SELECT sha256 FROM scheme JOIN project ON scheme_key = scheme.key"
        ).fetchone()
    return found


def _broken_chain(key: tuple[str, ...], document_id: str | None) -> Problem:
    return Problem(
        code="E_LOG",
        message=msg("The log contradicts itself about {thing}. Open a backup.", thing=_thing(key)),
        details=" ".join(key),
        document_id=document_id,
    )


def _differs(told: Pieces, stands: Pieces, document_id: str | None) -> Problem:
    key = min(k for k in told.keys() | stands.keys() if told.get(k) != stands.get(k))
    thing = _thing(key)
    if document_id is None:
        message = msg("The log and what stands in the file differ about {thing}. Open a backup.", thing=thing)
    else:
        message = msg(
            "The log and what stands in the file differ about {thing} of document {document}. Open a backup.",
            thing=thing,
            document=document_id,
        )
    return Problem(code="E_LOG", message=message, details=" ".join(key), document_id=document_id)


def _thing(key: tuple[str, ...]) -> Message:
    """Return what a piece is, in words; its ids are for the details."""
    names = {
        "span": msg("a span"),
        "relation": msg("a relation"),
        "set": msg("a reading"),
        "state": msg("the state of a reading"),
        "document": msg("the document itself"),
        "annotator": msg("an annotator"),
        "scheme": msg("the label scheme"),
        "answers": msg("the answers of a reading"),
        "remark": msg("a remark"),
        "assignment": msg("an assignment"),
        "decision": msg("a decision"),
    }
    return names[key[0]]
