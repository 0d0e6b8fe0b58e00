"""Talk, answers about documents and plans, as a person makes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.editing.commands import (
    AddRemark,
    AddSpan,
    AnswerRemark,
    Assign,
    DeleteRemark,
    DeleteSpans,
    ImportDocuments,
    SetDocumentAttribute,
)
from annotator.errors import RuleError
from annotator.model import (
    AnnotatedDocument,
    Assignment,
    Attribute,
    AttributeType,
    Document,
    Matter,
    Names,
    Role,
    Span,
    digest,
)
from annotator.model.scheme_json import default_scheme, read_scheme, write_scheme
from annotator.workspace import Workspace

_TEXT = "قال الوزير."
_YES_NO = Attribute(name="usable", names=Names(ar="صالح؟", en="Usable?"), type=AttributeType.YES_NO)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    scheme = replace(default_scheme(), document_attributes=(_YES_NO,))
    with closing(
        Workspace.create(tmp_path / "p.hashiya", title="ت", scheme=scheme, reader="أمل")
    ) as workspace:
        document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        workspace.perform(AddSpan(document_id="d", set_id=None, label="SOURCE", span=Span(4, 10)))
        yield workspace


def test_a_remark_is_open_until_it_is_answered_and_keeps_its_words_when_the_span_goes(
    workspace: Workspace,
) -> None:
    (own,) = workspace.sets("d")
    (span,) = own.spans
    workspace.perform(
        AddRemark(document_id="d", set_id=own.id, span_id=span, matter=Matter.QUESTION, text=" من؟ ")
    )
    (remark,) = workspace.remarks("d")
    assert (remark.text, remark.quote, remark.author, remark.is_open) == (
        "من؟",
        "الوزير",
        workspace.reader.id,
        True,
    )
    workspace.perform(AnswerRemark(remark_id=remark.id, answer="وزير الخارجية"))
    (answered,) = workspace.remarks()
    assert not answered.is_open
    assert answered.answered_by == workspace.reader.id
    assert workspace.perform(AnswerRemark(remark_id=remark.id, answer="وزير الخارجية")) is None
    workspace.perform(DeleteSpans(document_id="d", set_id=own.id, span_ids=(span,)))
    assert workspace.remarks() == (answered,)
    workspace.undo()
    workspace.undo()
    assert workspace.remarks() == (remark,)
    workspace.redo()
    assert workspace.remarks() == (answered,)
    workspace.perform(AnswerRemark(remark_id=remark.id, answer=None))
    assert workspace.remarks() == (remark,)
    workspace.perform(DeleteRemark(remark_id=remark.id))
    assert workspace.remarks() == ()
    with pytest.raises(RuleError, match="not there any more"):
        workspace.perform(DeleteRemark(remark_id=remark.id))


def test_the_first_remark_makes_its_author_one_of_the_projects_people(workspace: Workspace) -> None:
    workspace.undo()
    assert workspace.reader not in workspace.annotators()
    workspace.perform(AddRemark(document_id="d", matter=Matter.BAD_TEXT))
    assert workspace.reader in workspace.annotators()
    assert workspace.check() == []


def test_questions_about_a_document_are_answered_in_each_reading(workspace: Workspace) -> None:
    (own,) = workspace.sets("d")
    answer = SetDocumentAttribute(document_id="d", set_id=own.id, name="usable", value="yes")
    workspace.perform(answer)
    assert workspace.annotation_set("d", own.id).attributes == {"usable": "yes"}
    assert workspace.perform(answer) is None
    with pytest.raises(RuleError, match="maybe"):
        workspace.perform(replace(answer, value="maybe"))
    with pytest.raises(RuleError, match="mood"):
        workspace.perform(replace(answer, name="mood"))
    workspace.perform(replace(answer, value=None))
    assert workspace.annotation_set("d", own.id).attributes == {}
    assert workspace.check() == []


def test_a_plan_gives_documents_to_people_once(workspace: Workspace) -> None:
    given = Assignment(document_id="d", annotator_id=workspace.reader.id)
    workspace.perform(Assign(give=(given, given)))
    assert workspace.assignments() == (given,)
    assert workspace.perform(Assign(give=(given,))) is None
    with pytest.raises(KeyError):
        workspace.perform(Assign(give=(replace(given, document_id="x"),)))
    with pytest.raises(KeyError):
        workspace.perform(Assign(give=(replace(given, annotator_id="x"),)))
    workspace.perform(Assign(take=(given,)))
    assert workspace.assignments() == ()
    workspace.undo()
    assert workspace.assignments() == (given,)


def test_who_joins_first_reviews_what_those_who_join_later_do(workspace: Workspace) -> None:
    (amal,) = workspace.annotators()
    assert (amal.name, amal.role) == ("أمل", Role.REVIEWER)
    assert workspace.reader == amal
    assert workspace.sets("d")[0].annotator == amal
    path = workspace.path
    workspace.close()
    with closing(Workspace.open(path, reader="سالم")) as later:
        later.perform(AddSpan(document_id="d", set_id=None, label="SOURCE", span=Span(4, 10)))
        assert {p.name: p.role for p in later.annotators()} == {"أمل": Role.REVIEWER, "سالم": Role.ANNOTATOR}
        assert later.reader.role is Role.ANNOTATOR


def test_a_scheme_that_says_nothing_of_blindness_and_reasons_has_the_bytes_it_had_before_them() -> None:
    scheme = default_scheme()
    assert scheme.blind
    assert not any(word in write_scheme(scheme) for word in (b"blind", b"open_readings", b"reasons"))
    told = replace(scheme, blind=False, reasons=("الأطول أولى", "the rule of titles"))
    assert read_scheme(write_scheme(told), name="x") == told
