"""The workspace and the page find spans in one and the same index, and an edit makes no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.editing.commands import AddSpan, DeleteSpans, ImportDocuments
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Document,
    IntervalIndex,
    Owner,
    Span,
    SpanAnnotation,
    digest,
    placed,
)
from annotator.workspace import Workspace
from ui.text.reading import Reading

_TEXT = "قالت سلمى إن المطر وصل. " * 40


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    spans = {f"s{n}": Span(24 * n + 5, 24 * n + 9) for n in range(30)}
    reading = AnnotationSet(
        id="a",
        document_id="d",
        owner=Owner.GOLD,
        annotator=None,
        spans={
            key: SpanAnnotation(id=key, label="PERS", span=span, quote=span.of(_TEXT))
            for key, span in spans.items()
        },
    )
    document = Document(id="d", title="مطر", text=_TEXT, sha256=digest(_TEXT))
    made = Workspace.create(tmp_path / "p.hashiya", title="t")
    made.perform(ImportDocuments(documents=(AnnotatedDocument(document=document, sets=(reading,)),)))
    made.close()
    return Workspace.open(tmp_path / "p.hashiya")


def test_opening_reading_and_editing_build_one_index(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[int] = []

    def build(*arguments: object) -> IntervalIndex:
        built.append(1)
        return IntervalIndex(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(placed, "IntervalIndex", build)
    with workspace:
        page = Reading(workspace.document("d"), workspace.active_set("d"), workspace.scheme)
        assert page.is_annotated(5, 9)
        assert [s.id for s in workspace.touching("d", "a", 0, 30)] == ["s0", "s1"]
        done = workspace.perform(AddSpan(document_id="d", set_id="a", label="DATE", span=Span(13, 18)))
        assert done is not None
        for change in done.changes:
            page.apply(change)
        workspace.perform(DeleteSpans(document_id="d", set_id="a", span_ids=("s3",)))
        assert len(page.spans) == 31
        reading = workspace.active_set("d")
        assert reading is not None
        assert len(reading.spans) == 30
        assert "s3" in page.spans
    assert sum(built) == 1
