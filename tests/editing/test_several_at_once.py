"""What is done to several spans at once is one step, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.editing.commands import (
    AddRelation,
    AddSpan,
    AttachReferent,
    CopyAnswers,
    ImportDocuments,
    JoinAll,
    SetAttribute,
)
from annotator.editing.commands.several import last_of_label
from annotator.errors import RuleError
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Span, digest
from annotator.workspace import Workspace

_TEXT = "قال الوزير سامي نور إن سامي راض، ثم قال سامي إن نور راض."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
    with Workspace.create(tmp_path / "p.hashiya", title="ت", reader="أمل") as workspace:
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        yield workspace


def _reading(workspace: Workspace) -> AnnotationSet:
    reading = workspace.active_set("d")
    assert reading is not None
    return reading


def _mark(workspace: Workspace, label: str, words: str, after: int = 0) -> str:
    reading = workspace.active_set("d")
    start = _TEXT.index(words, after)
    set_id = None if reading is None else reading.id
    span = Span(start, start + len(words))
    workspace.perform(AddSpan(document_id="d", set_id=set_id, label=label, span=span))
    return next(
        key for key, one in _reading(workspace).spans.items() if (one.label, one.span) == (label, span)
    )


def _answer(workspace: Workspace, span_id: str, **answers: str) -> None:
    for name, value in answers.items():
        workspace.perform(
            SetAttribute(
                document_id="d", set_id=_reading(workspace).id, span_ids=(span_id,), name=name, value=value
            )
        )


def _ends(workspace: Workspace) -> set[tuple[str, str, str]]:
    return {(r.type, r.source, r.target) for r in _reading(workspace).relations.values()}


def _join(workspace: Workspace, *spans: str, to: str, kind: str = "coref", outwards: bool = True) -> bool:
    command = JoinAll(
        document_id="d",
        set_id=_reading(workspace).id,
        type=kind,
        span_ids=spans,
        other=to,
        outwards=outwards,
    )
    return workspace.perform(command) is not None


def test_many_mentions_are_joined_to_one_in_one_step(workspace: Workspace) -> None:
    head = _mark(workspace, "PERS", "سامي نور")
    second, third = _mark(workspace, "PERS", "سامي", 20), _mark(workspace, "PERS", "سامي", 30)
    # The head itself is among those chosen, and is passed over.
    assert _join(workspace, third, head, second, to=head)
    assert _ends(workspace) == {("coref", second, head), ("coref", third, head)}
    assert workspace.undo() is not None
    assert _ends(workspace) == set()


def test_what_is_joined_already_is_passed_over_in_either_direction(workspace: Workspace) -> None:
    head, second = _mark(workspace, "PERS", "سامي نور"), _mark(workspace, "PERS", "سامي", 20)
    reading = _reading(workspace)
    workspace.perform(
        AddRelation(document_id="d", set_id=reading.id, type="coref", source=head, target=second)
    )
    assert not _join(workspace, second, to=head)
    assert _ends(workspace) == {("coref", head, second)}


def test_relations_lead_the_other_way_where_that_is_asked(workspace: Workspace) -> None:
    first, second = _mark(workspace, "CLAIM", "سامي راض"), _mark(workspace, "CLAIM", "نور راض")
    assert _join(workspace, second, to=first, kind="supports", outwards=False)
    assert _ends(workspace) == {("supports", first, second)}


def test_if_one_of_many_is_not_allowed_none_is_joined(workspace: Workspace) -> None:
    head, second = _mark(workspace, "PERS", "سامي نور"), _mark(workspace, "PERS", "سامي", 20)
    claim = _mark(workspace, "CLAIM", "نور راض")
    with pytest.raises(RuleError):
        _join(workspace, second, claim, to=head)
    assert _ends(workspace) == set()


def test_answers_are_copied_but_not_those_about_the_words(workspace: Workspace) -> None:
    first, second = _mark(workspace, "SOURCE", "الوزير سامي نور"), _mark(workspace, "SOURCE", "سامي", 30)
    _answer(workspace, first, kind="official", naming="described", canonical="سامي نور")
    workspace.perform(
        CopyAnswers(document_id="d", set_id=_reading(workspace).id, span_ids=(second,), source=first)
    )
    copied = _reading(workspace).spans[second].attributes
    assert dict(copied) == {"naming": "described", "kind": "official", "role": "primary"}
    workspace.undo()
    assert dict(_reading(workspace).spans[second].attributes) == {"naming": "named", "role": "primary"}


def test_another_label_takes_only_what_it_asks_too(workspace: Workspace) -> None:
    cue, source = _mark(workspace, "CUE", "قال"), _mark(workspace, "SOURCE", "سامي", 30)
    _answer(workspace, source, kind="official")
    before = dict(_reading(workspace).spans[cue].attributes)
    workspace.perform(
        CopyAnswers(document_id="d", set_id=_reading(workspace).id, span_ids=(cue,), source=source)
    )
    assert dict(_reading(workspace).spans[cue].attributes) == before


def test_the_last_of_a_label_is_the_one_before_else_the_one_after(workspace: Workspace) -> None:
    first, second = _mark(workspace, "CUE", "قال"), _mark(workspace, "CUE", "قال", 20)
    source = _mark(workspace, "SOURCE", "سامي", 30)
    reading = _reading(workspace)
    found = {key: last_of_label(reading, reading.spans[key]) for key in (first, second, source)}
    assert {key: None if span is None else span.id for key, span in found.items()} == {
        first: second,
        second: first,
        source: None,
    }


def _attach(workspace: Workspace, span_id: str) -> str:
    workspace.perform(
        AttachReferent(document_id="d", set_id=_reading(workspace).id, span_id=span_id, type="refers_to")
    )
    (relation,) = _reading(workspace).relations.values()
    assert (relation.type, relation.source) == ("refers_to", span_id)
    return relation.target


def test_a_source_is_joined_to_the_person_in_it_before_the_office(workspace: Workspace) -> None:
    office, person = _mark(workspace, "OCC", "الوزير"), _mark(workspace, "PERS", "سامي نور")
    _mark(workspace, "PERS", "سامي", 20)  # elsewhere
    source = _mark(workspace, "SOURCE", "الوزير سامي نور")
    assert _attach(workspace, source) == person
    # Once more: it may be only one, so the next takes its place.
    assert _attach(workspace, source) == office
    with pytest.raises(RuleError, match="Nothing more is named"):
        _attach(workspace, source)


def test_an_entity_with_the_very_same_words_comes_first(workspace: Workspace) -> None:
    _mark(workspace, "PERS", "سامي نور")
    office, source = _mark(workspace, "OCC", "الوزير سامي نور"), _mark(workspace, "SOURCE", "الوزير سامي نور")
    assert _attach(workspace, source) == office
