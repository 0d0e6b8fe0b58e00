"""A scheme drafted in several goes, and adopted as one step that takes the data along."""

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
    ReviseScheme,
    SetAttribute,
    SetDocumentAttribute,
    effect_of,
)
from annotator.editing.drafts import (
    Draft,
    adopt,
    begin,
    can_split,
    delete_label,
    delete_question,
    delete_relation,
    delete_value,
    merge_label,
    move_label,
    put_label,
    put_layer,
    put_question,
    put_relation,
    put_value,
    questions,
    retype,
    split_label,
)
from annotator.errors import RuleError
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Attribute,
    AttributeType,
    AttributeValue,
    Condition,
    Document,
    Label,
    LabelScheme,
    Names,
    Span,
    digest,
)
from annotator.model.presets import preset
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace

_TEXT = "قال الوزير إن الاتفاق قريب."
_AR = Names(ar="اسم", en="name")


def _several(*codes: str) -> tuple[AttributeValue, ...]:
    return tuple(AttributeValue(value=code, names=Names(ar=code, en=code)) for code in codes)


def _scheme() -> LabelScheme:
    """Return the default scheme with a question of several choices, and one about documents."""
    scheme = default_scheme()
    kinds = Attribute(name="kinds", names=_AR, type=AttributeType.CHOICES, values=_several("a", "b", "c"))
    labels = tuple(
        replace(one, attributes=(*one.attributes, kinds)) if one.code == "SOURCE" else one
        for one in scheme.labels
    )
    topic = Attribute(name="topic", names=_AR, values=_several("war", "sport"))
    return replace(scheme, labels=labels, document_attributes=(topic,))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="ت", scheme=_scheme(), reader="أمل")) as workspace:
        document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        workspace.perform(AddSpan(document_id="d", set_id=None, label="SOURCE", span=Span(4, 10)))
        own = _own(workspace).id
        workspace.perform(AddSpan(document_id="d", set_id=own, label="CLAIM", span=Span(11, 26)))
        source, claim = _own(workspace).in_text_order()
        workspace.perform(
            AddRelation(document_id="d", set_id=own, type="attribution", source=source.id, target=claim.id)
        )
        for name, value in (("naming", "unnamed"), ("kinds", "a|c")):
            workspace.perform(
                SetAttribute(document_id="d", set_id=own, span_ids=(source.id,), name=name, value=value)
            )
        workspace.perform(SetDocumentAttribute(document_id="d", set_id=own, name="topic", value="war"))
        yield workspace


def _own(workspace: Workspace) -> AnnotationSet:
    (own,) = workspace.sets("d")
    return own


def _label(draft: Draft, code: str) -> Label:
    found = draft.scheme.label(code)
    assert found is not None
    return found


def _renamed(draft: Draft, code: str, name: str) -> Draft:
    return put_label(draft, replace(_label(draft, code), code=name), code)


def _adopt(workspace: Workspace, draft: Draft) -> None:
    """Adopt, and see that one undo brings everything back."""
    before = _own(workspace), workspace.scheme
    workspace.perform(ReviseScheme.of(draft))
    workspace.undo()
    assert (_own(workspace), workspace.scheme) == before
    workspace.redo()
    assert workspace.check() == []


def test_a_label_renamed_twice_keeps_its_spans_its_relations_and_its_maps(workspace: Workspace) -> None:
    draft = _renamed(_renamed(begin(workspace.scheme), "SOURCE", "SPEAKER"), "SPEAKER", "VOICE")
    effect = effect_of(ReviseScheme.of(draft).plan(workspace))
    assert (effect.relabelled, effect.deleted, effect.unlinked) == (1, 0, 0)
    _adopt(workspace, draft)
    assert [span.label for span in _own(workspace).in_text_order()] == ["VOICE", "CLAIM"]
    assert len(_own(workspace).relations) == 1
    assert workspace.scheme.maps["PARC"]["VOICE"] == "source"
    kind = workspace.scheme.relation_type("attribution")
    assert kind is not None
    assert kind.domain == {"VOICE"}


def test_a_label_may_take_the_code_that_another_has_left(workspace: Workspace) -> None:
    draft = _renamed(begin(workspace.scheme), "CLAIM", "STATEMENT")
    draft = _renamed(draft, "SOURCE", "CLAIM")
    _adopt(workspace, draft)
    assert [span.label for span in _own(workspace).in_text_order()] == ["CLAIM", "STATEMENT"]


def test_a_code_in_use_is_refused(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    with pytest.raises(RuleError, match="CLAIM is in use"):
        _renamed(draft, "SOURCE", "CLAIM")
    with pytest.raises(RuleError, match="in use"):
        put_question(draft, "SOURCE", Attribute(name="naming", names=_AR))
    kind, layer = draft.scheme.relation_types[0], draft.scheme.layers[0]
    with pytest.raises(RuleError, match="in use"):
        put_relation(draft, replace(kind, code="coref"), kind.code)
    with pytest.raises(RuleError, match="in use"):
        put_layer(draft, replace(layer, code="claims"), layer.code)


def test_merged_into_a_label_that_is_then_renamed(workspace: Workspace) -> None:
    draft = _renamed(merge_label(begin(workspace.scheme), "QUOTE", "CLAIM"), "CLAIM", "CONTENT")
    assert set(draft.origins("CONTENT")) == {"CLAIM", "QUOTE"}
    _adopt(workspace, draft)
    assert [span.label for span in _own(workspace).in_text_order()] == ["SOURCE", "CONTENT"]


def test_a_deleted_label_takes_its_spans_and_relations_and_the_types_without_an_end(
    workspace: Workspace,
) -> None:
    draft = delete_label(begin(workspace.scheme), "SOURCE")
    effect = effect_of(ReviseScheme.of(draft).plan(workspace))
    assert (effect.deleted, effect.unlinked) == (1, 1)
    _adopt(workspace, draft)
    assert workspace.scheme.relation_type("attribution") is None
    assert workspace.scheme.relation_type("cue") is not None


def test_a_split_goes_by_the_answer_as_the_draft_calls_it(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    draft = put_value(
        draft, "SOURCE", "naming", AttributeValue(value="hidden", names=_AR), instead_of="unnamed"
    )
    assert "naming" in {one.name for one in can_split(draft, "SOURCE")}
    other = replace(_label(draft, "SOURCE"), code="HIDDEN", hotkey=None)
    draft = split_label(draft, "SOURCE", Condition("naming", "hidden"), other)
    _adopt(workspace, draft)
    first = _own(workspace).in_text_order()[0]
    assert (first.label, first.attributes["naming"]) == ("HIDDEN", "hidden")
    assert len(_own(workspace).relations) == 1


def test_what_was_split_off_goes_where_the_new_label_goes(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    other = replace(_label(draft, "SOURCE"), code="OTHER", hotkey=None)
    split = split_label(draft, "SOURCE", Condition("naming", "unnamed"), other)
    _adopt(workspace, _renamed(split, "OTHER", "ANOTHER"))
    assert _own(workspace).in_text_order()[0].label == "ANOTHER"
    workspace.undo()
    _adopt(workspace, merge_label(split, "OTHER", "CUE"))
    assert _own(workspace).in_text_order()[0].label == "CUE"
    workspace.undo()
    _adopt(workspace, delete_label(split, "OTHER"))
    assert [span.label for span in _own(workspace).in_text_order()] == ["CLAIM"]


def test_answers_follow_their_question_and_each_code_its_new_one(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    question = next(one for one in questions(draft, "SOURCE") if one.name == "kinds")
    draft = put_question(draft, "SOURCE", replace(question, name="sorts"), "kinds")
    draft = put_value(draft, "SOURCE", "sorts", AttributeValue(value="z", names=_AR), instead_of="a")
    draft = delete_value(draft, "SOURCE", "sorts", "c")
    effect = effect_of(ReviseScheme.of(draft).plan(workspace))
    assert (effect.answered, effect.relabelled) == (1, 0)
    _adopt(workspace, draft)
    answers = _own(workspace).in_text_order()[0].attributes
    assert answers["sorts"] == "z"
    assert "kinds" not in answers


def test_answers_about_documents_follow_too(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    topic = draft.scheme.document_attributes[0]
    draft = put_question(draft, None, replace(topic, name="theme"), "topic")
    draft = put_value(draft, None, "theme", AttributeValue(value="conflict", names=_AR), instead_of="war")
    _adopt(workspace, draft)
    assert dict(_own(workspace).attributes) == {"theme": "conflict"}
    draft = delete_value(begin(workspace.scheme), None, "theme", "conflict")
    _adopt(workspace, draft)
    assert dict(_own(workspace).attributes) == {}


def test_a_question_that_goes_frees_those_that_waited_for_it(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    waiting = Attribute(
        name="why", names=_AR, type=AttributeType.TEXT, shown_when=Condition("naming", "unnamed")
    )
    draft = put_question(draft, "SOURCE", waiting)
    naming = next(one for one in questions(draft, "SOURCE") if one.name == "naming")
    renamed = put_question(draft, "SOURCE", replace(naming, name="called"), "naming")
    assert questions(renamed, "SOURCE")[-1].shown_when == Condition("called", "unnamed")
    value = AttributeValue(value="hidden", names=_AR)
    recoded = put_value(renamed, "SOURCE", "called", value, instead_of="unnamed")
    assert questions(recoded, "SOURCE")[-1].shown_when == Condition("called", "hidden")
    assert questions(delete_value(recoded, "SOURCE", "called", "hidden"), "SOURCE")[-1].shown_when is None
    gone = delete_question(draft, "SOURCE", "naming")
    assert questions(gone, "SOURCE")[-1].shown_when is None
    _adopt(workspace, gone)
    assert "naming" not in _own(workspace).in_text_order()[0].attributes


def test_a_default_follows_its_value_and_goes_with_it(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    value = AttributeValue(value="by_name", names=_AR)
    draft = put_value(draft, "SOURCE", "naming", value, instead_of="named")
    assert _label(draft, "SOURCE").defaults()["naming"] == "by_name"
    draft = delete_value(draft, "SOURCE", "naming", "by_name")
    assert "naming" not in _label(draft, "SOURCE").defaults()


def test_another_type_keeps_what_it_can() -> None:
    question = Attribute(name="q", names=_AR, values=_several("yes", "no"), default="yes")
    assert retype(question, AttributeType.YES_NO) == replace(
        question, type=AttributeType.YES_NO, values=(), default="yes"
    )
    assert retype(question, AttributeType.NUMBER).default is None
    assert retype(question, AttributeType.CHOICES).values == question.values


def test_answers_that_the_new_type_refuses_refuse_the_scheme(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    naming = next(one for one in questions(draft, "SOURCE") if one.name == "naming")
    draft = put_question(draft, "SOURCE", retype(naming, AttributeType.NUMBER), "naming")
    with pytest.raises(RuleError, match=r"مقال.*unnamed"):
        workspace.perform(ReviseScheme.of(draft))


def test_relations_follow_their_type_or_go_with_it(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    kind = draft.scheme.relation_type("attribution")
    assert kind is not None
    renamed = put_relation(draft, replace(kind, code="says"), "attribution")
    _adopt(workspace, renamed)
    assert [one.type for one in _own(workspace).relations.values()] == ["says"]
    _adopt(workspace, delete_relation(begin(workspace.scheme), "says"))
    assert not _own(workspace).relations


def test_labels_follow_their_layer_and_keep_their_order_in_it(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    layer = draft.scheme.layers[1]
    draft = put_layer(draft, replace(layer, code="statements"), "claims")
    assert {one.layer for one in draft.scheme.labels if one.code in {"CLAIM", "QUOTE"}} == {"statements"}
    draft = move_label(draft, "QUOTE", -1)
    assert [one.code for one in draft.scheme.labels if one.layer == "statements"] == ["QUOTE", "CLAIM"]
    assert move_label(draft, "QUOTE", -5) == draft
    _adopt(workspace, draft)


def test_a_whole_other_scheme_is_adopted_only_where_it_has_a_place_for_everything(
    workspace: Workspace,
) -> None:
    wojood = preset("wojood")
    assert wojood is not None
    with pytest.raises(RuleError, match="مقال"):
        workspace.perform(ReviseScheme.of(adopt(begin(workspace.scheme), wojood.scheme())))


def test_a_label_deleted_and_made_anew_has_none_of_its_spans(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    label = _label(draft, "CUE")
    again = put_label(merge_label(draft, "CUE", "SOURCE"), label)
    assert again.is_changed
    assert set(again.origins("SOURCE")) == {"SOURCE", "CUE"}


def test_a_draft_put_back_as_it_was_changes_nothing(workspace: Workspace) -> None:
    draft = begin(workspace.scheme)
    back = _renamed(_renamed(draft, "SOURCE", "SPEAKER"), "SPEAKER", "SOURCE")
    assert not back.is_changed
    assert workspace.perform(ReviseScheme.of(back)) is None


def test_names_colours_and_keys_change_without_opening_a_document(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(document_id: str) -> object:
        raise AssertionError(document_id)

    draft = begin(workspace.scheme)
    label = replace(_label(draft, "SOURCE"), names=_AR, color="#123456", hotkey=None, guideline="# س")
    draft = move_label(put_label(draft, label, "SOURCE"), "PERS", 3)
    with monkeypatch.context() as patched:
        patched.setattr(workspace, "sets", opened)
        workspace.perform(ReviseScheme.of(draft))
        with pytest.raises(AssertionError):
            workspace.perform(ReviseScheme.of(delete_label(begin(workspace.scheme), "SOURCE")))
    assert workspace.scheme.label("SOURCE") == label
    assert workspace.check() == []
