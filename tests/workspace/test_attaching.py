"""One key attaches what belongs to the current span."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.editing.commands import AddRelation, AddSpan, AttachNearest, ImportDocuments
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Span, digest
from annotator.workspace import Workspace

_TEXT = "الجسر، كما قال سليم، أغلق."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    document = Document(id="d", title="الجسر", text=_TEXT, sha256=digest(_TEXT))
    with Workspace.create(tmp_path / "p.db", title="تجربة", reader="ليلى") as workspace:
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        yield workspace


def _reading(workspace: Workspace) -> AnnotationSet:
    reading = workspace.active_set("d")
    assert reading is not None
    return reading


def _mark(workspace: Workspace, label: str, words: str) -> str:
    reading = workspace.active_set("d")
    start = _TEXT.index(words)
    set_id = None if reading is None else reading.id
    workspace.perform(
        AddSpan(document_id="d", set_id=set_id, label=label, span=Span(start, start + len(words)))
    )
    return next(key for key, span in _reading(workspace).spans.items() if span.quote == words)


def _attach(workspace: Workspace, span_id: str, kind: str) -> list[tuple[str, str, str]]:
    set_id = _reading(workspace).id
    workspace.perform(AttachNearest(document_id="d", set_id=set_id, span_id=span_id, type=kind))
    return [(r.type, r.source, r.target) for r in _reading(workspace).relations.values()]


def test_what_is_attached_to_a_later_part_goes_to_the_first(workspace: Workspace) -> None:
    first, later = _mark(workspace, "CLAIM", "الجسر"), _mark(workspace, "CLAIM", "أغلق")
    source = _mark(workspace, "SOURCE", "سليم")
    workspace.perform(
        AddRelation(
            document_id="d", set_id=_reading(workspace).id, type="continues", source=later, target=first
        )
    )
    assert ("attribution", source, first) in _attach(workspace, later, "attribution")
