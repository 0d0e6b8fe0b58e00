"""Small projects for the tests of the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotator.editing.change import Change, DocumentChange, SetChange, SpanChange, Step, invert
from annotator.editing.history import StepKind
from annotator.language import msg
from annotator.model import (
    AnnotationSet,
    Annotator,
    Document,
    LabelScheme,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.model.scheme_json import default_scheme
from annotator.store import Repository

TEXT = "قال الوزير في القاهرة: “لن نتراجع”.\nونفت ذلك وكالة 𐎠 الأنباء."
TABLES = ("annotator", "document", "annotation_set", "span", "relation")


def create(path: Path, scheme: LabelScheme | None = None) -> Repository:
    """Return a new project at `path`, with the default scheme unless another is given."""
    return Repository.create(path, title="تجربة", scheme=scheme if scheme is not None else default_scheme())


def document(document_id: str = "d1", text: str = TEXT) -> Document:
    """Return a document; its metadata has a value of every JSON type."""
    return Document(
        id=document_id,
        title=f"مقال {document_id}",
        text=text,
        sha256=digest(text),
        metadata={"url": "https://example.org/a", "n": [1, 2.5, None, True], "o": {"k": "ق"}},
    )


def span(span_id: str, start: int, end: int, *, text: str = TEXT, **more: Any) -> SpanAnnotation:
    """Return a span annotation with the quote that `text` has there."""
    more.setdefault("label", "SOURCE")
    return SpanAnnotation(id=span_id, span=Span(start, end), quote=text[start:end], **more)


def reading(
    set_id: str = "set1",
    document_id: str = "d1",
    *,
    owner: Owner = Owner.ANNOTATOR,
    annotator: Annotator | None = None,
    spans: Iterable[SpanAnnotation] | None = None,
) -> AnnotationSet:
    """Return a set with two spans and a relation between them, or with `spans` alone."""
    chosen = (
        (
            span("s2", 4, 10, attributes={"naming": "unnamed"}, comment="من؟", flagged=True),
            span("s1", 0, 3, label="CUE"),
        )
        if spans is None
        else tuple(spans)
    )
    links = (Relation(id="r1", type="cue_of", source="s1", target="s2"),) if spans is None else ()
    return AnnotationSet(
        id=set_id,
        document_id=document_id,
        owner=owner,
        annotator=annotator,
        state=State.IN_PROGRESS,
        spans={s.id: s for s in chosen},
        relations={r.id: r for r in links},
    )


def step(*changes: Change, name: str = "Test") -> Step:
    """Return a step of these changes."""
    return Step(name=msg(name), changes=changes)


def do(repository: Repository, *changes: Change) -> int:
    """Apply changes as a step that is done for the first time."""
    return repository.apply(step(*changes), author=None, kind=StepKind.DO)


def undo(repository: Repository, step_id: int) -> int:
    """Take a step back as the workspace does: by the inverse of what the log holds."""
    back = Step(name=msg("Undo"), changes=invert(repository.changes_of(step_id)))
    return repository.apply(back, author=None, kind=StepKind.UNDO, of_step=step_id)


def fill(repository: Repository) -> None:
    """Bring in one document with one reading."""
    do(
        repository,
        DocumentChange(before=None, after=document()),
        SetChange(before=None, after=reading()),
    )


def adding(new: SpanAnnotation, set_id: str = "set1", document_id: str = "d1") -> SpanChange:
    """Return the change that adds a span."""
    return SpanChange(document_id=document_id, set_id=set_id, before=None, after=new)


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return what stands in the file, without the keys that SQLite alone knows, in a fixed order."""
    connection = sqlite3.connect(path)
    try:
        return {
            "scheme": connection.execute(
                "SELECT sha256 FROM scheme JOIN project ON scheme.key = scheme_key"
            ).fetchall(),
            "annotator": connection.execute("SELECT id, name, role FROM annotator ORDER BY id").fetchall(),
            "document": connection.execute(
                "SELECT d.id, position, title, sha256, metadata, direction, text FROM document AS d"
                " JOIN document_text AS t ON t.key = text_key ORDER BY d.id"
            ).fetchall(),
            "annotation_set": connection.execute(
                "SELECT s.id, d.id, owner, a.id, state, attributes FROM annotation_set AS s"
                " JOIN document AS d ON d.key = document_key"
                " LEFT JOIN annotator AS a ON a.key = annotator_key ORDER BY s.id"
            ).fetchall(),
            "span": connection.execute(
                "SELECT s.id, p.id, label, start, end, quote, p.attributes, comment, flagged, origin"
                " FROM span AS p JOIN annotation_set AS s ON s.key = set_key ORDER BY s.id, p.id"
            ).fetchall(),
            "relation": connection.execute(
                "SELECT s.id, r.id, type, a.id, b.id, r.attributes FROM relation AS r"
                " JOIN annotation_set AS s ON s.key = r.set_key"
                " JOIN span AS a ON a.key = source_key JOIN span AS b ON b.key = target_key"
                " ORDER BY s.id, r.id"
            ).fetchall(),
        }
    finally:
        connection.close()


def tamper(path: Path, *statements: str) -> None:
    """Change a file behind the program's back, triggers and foreign keys switched off."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
    finally:
        connection.close()
