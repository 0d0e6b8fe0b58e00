"""A changed scheme takes its readings along, or is refused whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.editing.commands import (
    AddRelation,
    AddSpan,
    ImportDocuments,
    Move,
    ReviseScheme,
    SetAttribute,
    effect_of,
)
from annotator.errors import RuleError
from annotator.model import AnnotatedDocument, AnnotationSet, Condition, Document, Label, Span, digest
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace

_TEXT = "قال الوزير إن الاتفاق قريب."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with closing(Workspace.create(tmp_path / "p.hashiya", title="ت", reader="أمل")) as workspace:
        document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        workspace.perform(AddSpan(document_id="d", set_id=None, label="SOURCE", span=Span(4, 10)))
        (own,) = workspace.sets("d")
        workspace.perform(AddSpan(document_id="d", set_id=own.id, label="CLAIM", span=Span(11, 26)))
        yield workspace


def _own(workspace: Workspace) -> AnnotationSet:
    (own,) = workspace.sets("d")
    return own


def _labels(workspace: Workspace) -> list[str]:
    return [span.label for span in _own(workspace).in_text_order()]


def _with(workspace: Workspace, code: str, label: Label) -> ReviseScheme:
    """Return the change that puts `label` in the place of the one called `code`, and renames its spans."""
    scheme = workspace.scheme

    def ends(codes: frozenset[str]) -> frozenset[str]:
        return frozenset(label.code if one == code else one for one in codes)

    return ReviseScheme(
        scheme=replace(
            scheme,
            labels=tuple(label if one.code == code else one for one in scheme.labels),
            relation_types=tuple(
                replace(kind, domain=ends(kind.domain), range=ends(kind.range))
                for kind in scheme.relation_types
            ),
            maps={},
        ),
        moves=(Move(label=code, into=label.code),),
    )


def _relate(workspace: Workspace) -> None:
    source, claim = _own(workspace).in_text_order()
    own = _own(workspace).id
    workspace.perform(
        AddRelation(document_id="d", set_id=own, type="attribution", source=source.id, target=claim.id)
    )


def test_a_renamed_label_keeps_its_spans_answers_and_relations(workspace: Workspace) -> None:
    _relate(workspace)
    before = _own(workspace)
    source = workspace.scheme.label("SOURCE")
    assert source is not None
    command = _with(workspace, "SOURCE", replace(source, code="SPEAKER"))
    assert effect_of(command.plan(workspace)).relabelled == 1
    assert effect_of(command.plan(workspace)).unlinked == 0
    workspace.perform(command)
    assert _labels(workspace) == ["SPEAKER", "CLAIM"]
    assert _own(workspace).relations == before.relations
    first, was = _own(workspace).in_text_order()[0], before.in_text_order()[0]
    assert first.attributes == was.attributes
    assert workspace.scheme.version == default_scheme().version + 1
    assert workspace.check() == []
    workspace.undo()
    assert (_own(workspace), workspace.scheme) == (before, default_scheme())


def test_a_label_is_split_by_an_answer(workspace: Workspace) -> None:
    scheme = workspace.scheme
    source = scheme.label("SOURCE")
    assert source is not None
    question = next(a for a in source.attributes if a.type.has_values)
    answer = question.values[1].value
    span = _own(workspace).in_text_order()[0].id
    workspace.perform(
        SetAttribute(
            document_id="d", set_id=_own(workspace).id, span_ids=(span,), name=question.name, value=answer
        )
    )
    other = replace(source, code="OTHER", hotkey=None)
    split = ReviseScheme(
        scheme=replace(scheme, labels=(*scheme.labels, other)),
        moves=(Move(label="SOURCE", into="OTHER", where=Condition(question.name, answer)),),
    )
    workspace.perform(split)
    assert _labels(workspace) == ["OTHER", "CLAIM"]
    workspace.undo()
    never = replace(split, moves=(replace(split.moves[0], where=Condition(question.name, "x")),))
    workspace.perform(never)
    assert _labels(workspace) == ["SOURCE", "CLAIM"]


def test_spans_that_would_have_no_label_refuse_the_change_and_name_the_document(workspace: Workspace) -> None:
    scheme = workspace.scheme
    without = replace(
        scheme,
        labels=tuple(one for one in scheme.labels if one.code != "CLAIM"),
        relation_types=(),
        maps={},
    )
    with pytest.raises(RuleError, match=r"مقال.*CLAIM"):
        workspace.perform(ReviseScheme(scheme=without))
    assert workspace.scheme == scheme
    gone = ReviseScheme(scheme=without, moves=(Move(label="CLAIM", into=None),))
    assert effect_of(gone.plan(workspace)).deleted == 1
    workspace.perform(gone)
    assert _labels(workspace) == ["SOURCE"]


def test_a_stricter_rule_of_overlap_is_refused_where_readings_break_it(workspace: Workspace) -> None:
    own = _own(workspace).id
    workspace.perform(AddSpan(document_id="d", set_id=own, label="CLAIM", span=Span(14, 21)))
    scheme = workspace.scheme
    strict = replace(scheme, layers=tuple(replace(layer, nesting=False) for layer in scheme.layers))
    with pytest.raises(RuleError, match="مقال"):
        workspace.perform(ReviseScheme(scheme=strict))
    workspace.undo()
    workspace.perform(ReviseScheme(scheme=strict))
    assert workspace.scheme.layers == strict.layers


def test_answers_and_relations_follow_their_new_names(workspace: Workspace) -> None:
    _relate(workspace)
    scheme = workspace.scheme
    source = scheme.label("SOURCE")
    assert source is not None
    question = next(a for a in source.attributes if a.default is not None)
    assert question.default is not None
    renamed = replace(
        source,
        attributes=tuple(replace(a, name="asked") if a == question else a for a in source.attributes),
    )
    workspace.perform(
        ReviseScheme(
            scheme=replace(
                scheme,
                labels=tuple(renamed if one == source else one for one in scheme.labels),
                relation_types=tuple(
                    replace(kind, code="says") if kind.code == "attribution" else kind
                    for kind in scheme.relation_types
                ),
            ),
            attributes={("SOURCE", question.name): "asked"},
            relations={"attribution": "says"},
        )
    )
    span = _own(workspace).in_text_order()[0]
    assert span.attributes["asked"] == question.default
    assert question.name not in span.attributes
    assert [relation.type for relation in _own(workspace).relations.values()] == ["says"]
    assert workspace.check() == []


def test_the_scheme_in_force_again_changes_nothing(workspace: Workspace) -> None:
    assert workspace.perform(ReviseScheme(scheme=workspace.scheme)) is None
