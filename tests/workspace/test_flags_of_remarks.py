"""A remark on a span flags it, and its last answer takes the flag away, in the same step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.editing.commands import (
    AddRemark,
    AddSpan,
    AnswerRemark,
    DeleteRemark,
    DeleteSpans,
    ImportDocuments,
)
from annotator.model import AnnotatedDocument, Document, Matter, Span, digest
from annotator.workspace import Workspace

_TEXT = "قال الوزير."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with closing(Workspace.create(tmp_path / "p.hashiya", title="ت", reader="أمل")) as workspace:
        document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        workspace.perform(AddSpan(document_id="d", set_id=None, label="SOURCE", span=Span(4, 10)))
        yield workspace


def _flagged(workspace: Workspace) -> bool:
    (reading,) = workspace.sets("d")
    (span,) = reading.spans.values()
    return span.flagged


def _remark(workspace: Workspace, matter: Matter) -> str:
    (reading,) = workspace.sets("d")
    (span,) = reading.spans
    workspace.perform(AddRemark(document_id="d", set_id=reading.id, span_id=span, matter=matter))
    return workspace.remarks()[-1].id


def test_the_flag_goes_with_the_last_open_remark(workspace: Workspace) -> None:
    one = _remark(workspace, Matter.QUESTION)
    assert _flagged(workspace)
    other = _remark(workspace, Matter.DOUBT)
    workspace.perform(AnswerRemark(remark_id=one, answer="نعم"))
    assert _flagged(workspace), "another one is open"
    workspace.perform(AnswerRemark(remark_id=other, answer=""))
    assert not _flagged(workspace)
    workspace.undo()
    assert _flagged(workspace), "one step: the answer and the flag"
    workspace.redo()
    workspace.perform(AnswerRemark(remark_id=one, answer=None))
    assert _flagged(workspace), "opened again"
    workspace.perform(DeleteRemark(remark_id=one))
    assert not _flagged(workspace)


def test_a_remark_on_the_document_flags_nothing_and_a_settled_one_takes_no_flag(workspace: Workspace) -> None:
    workspace.perform(AddRemark(document_id="d", matter=Matter.DISCUSS))
    assert not _flagged(workspace)
    one = _remark(workspace, Matter.QUESTION)
    workspace.perform(AnswerRemark(remark_id=one, answer="نعم"))
    _remark(workspace, Matter.DOUBT)
    workspace.perform(AnswerRemark(remark_id=one, answer="لا"))
    assert _flagged(workspace), "another answer to a settled remark leaves the flag of an open one"


def test_a_remark_can_be_answered_after_its_span_has_gone(workspace: Workspace) -> None:
    one = _remark(workspace, Matter.BAD_TEXT)
    (reading,) = workspace.sets("d")
    workspace.perform(DeleteSpans(document_id="d", set_id=reading.id, span_ids=tuple(reading.spans)))
    workspace.perform(AnswerRemark(remark_id=one, answer="حُذف"))
    assert not workspace.remarks()[0].is_open
