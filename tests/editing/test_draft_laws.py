"""Whatever is done to a draft: what validates survives JSON, and what is adopted comes back by one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.editing import drafts
from annotator.editing.commands import AddRelation, AddSpan, ImportDocuments, ReviseScheme
from annotator.editing.drafts import Draft
from annotator.errors import RuleError
from annotator.model import (
    AnnotatedDocument,
    Attribute,
    AttributeType,
    AttributeValue,
    Condition,
    Document,
    Layer,
    Mark,
    Names,
    Overlap,
    RelationType,
    Span,
    digest,
)
from annotator.model.scheme_json import default_scheme, read_scheme, write_scheme
from annotator.model.scheme_rules import faults, gaps
from annotator.workspace import Workspace

_TEXT = "قال الوزير إن الاتفاق قريب، وأكد أن المحادثات مستمرة."
_words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
    lambda words: words.strip()
)
_names = st.builds(Names, _words, _words)
_labels = st.sampled_from(["PERS", "ORG", "CLAIM", "QUOTE", "SOURCE", "CUE", "NEW", "OTHER"])
_codes = st.sampled_from(["a", "b", "named", "unnamed", "verb", "x|y", ""])
_questions = st.sampled_from(["naming", "form", "role", "verifiability", "canonical", "q"])
_owners = st.one_of(st.none(), _labels)
Change = Callable[[Draft], Draft]


def _like(draft: Draft, was: str, **more: object) -> Draft:
    label = draft.scheme.label(was)
    return draft if label is None else drafts.put_label(draft, replace(label, **more), was)  # type: ignore[arg-type]


def _new(draft: Draft, code: str, names: Names) -> Draft:
    label = draft.scheme.labels[0]
    return drafts.put_label(draft, replace(label, code=code, names=names, short=names, hotkey=None))


def _asked(draft: Draft, owner: str | None, name: str, change: Callable[[Attribute], Attribute]) -> Draft:
    question = next((one for one in drafts.questions(draft, owner) if one.name == name), None)
    return draft if question is None else drafts.put_question(draft, owner, change(question), name)


def _split(draft: Draft, code: str, name: str, value: str) -> Draft:
    label = draft.scheme.label(code)
    if label is None:
        return draft
    other = replace(label, code="SPLIT", hotkey=None)
    return drafts.split_label(draft, code, Condition(name, value), other)


def _merge(draft: Draft, one: str, other: str) -> Draft:
    known = {label.code for label in draft.scheme.labels}
    return draft if one == other or not {one, other} <= known else drafts.merge_label(draft, one, other)


def _delete(draft: Draft, code: str) -> Draft:
    return draft if draft.scheme.label(code) is None else drafts.delete_label(draft, code)


def _question(names: Names, name: str, kind: AttributeType, values: list[str]) -> Attribute:
    listed = tuple(AttributeValue(value=value, names=names) for value in values)
    return Attribute(name=name, names=names, type=kind, values=listed if kind.has_values else ())


_changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(lambda c, n: lambda d: _like(d, c, names=n), _labels, _names),
    st.builds(lambda c, n: lambda d: _like(d, c, code=n), _labels, _labels),
    st.builds(lambda c, m: lambda d: _like(d, c, mark=m), _labels, st.sampled_from(Mark)),
    st.builds(lambda c, w: lambda d: _like(d, c, guideline=w, examples=(w,)), _labels, _words),
    st.builds(lambda c, k: lambda d: _like(d, c, hotkey=k), _labels, st.sampled_from([None, "1", "F5", "9"])),
    st.builds(lambda c, n: lambda d: _new(d, c, n), _labels, _names),
    st.builds(lambda c: lambda d: _delete(d, c), _labels),
    st.builds(lambda c, o: lambda d: _merge(d, c, o), _labels, _labels),
    st.builds(lambda c, n, v: lambda d: _split(d, c, n, v), _labels, _questions, _codes),
    st.builds(lambda c, b: lambda d: drafts.move_label(d, c, b), _labels, st.integers(-3, 3)),
    st.builds(
        lambda o, q: lambda d: drafts.put_question(d, o, q),
        _owners,
        st.builds(
            _question, _names, _questions, st.sampled_from(AttributeType), st.lists(_codes, max_size=3)
        ),
    ),
    st.builds(lambda o, n: lambda d: drafts.delete_question(d, o, n), _owners, _questions),
    st.builds(
        lambda o, n, k: lambda d: _asked(d, o, n, lambda one: drafts.retype(one, k)),
        _owners,
        _questions,
        st.sampled_from(AttributeType),
    ),
    st.builds(
        lambda o, n, m: lambda d: _asked(d, o, n, lambda one: replace(one, name=m)),
        _owners,
        _questions,
        _questions,
    ),
    st.builds(
        lambda o, n, v, names: lambda d: drafts.put_value(d, o, n, AttributeValue(value=v, names=names)),
        _owners,
        _questions,
        _codes,
        _names,
    ),
    st.builds(
        lambda o, n, v, w, names: (
            lambda d: drafts.put_value(d, o, n, AttributeValue(value=w, names=names), v)
        ),
        _owners,
        _questions,
        _codes,
        _codes,
        _names,
    ),
    st.builds(lambda o, n, v: lambda d: drafts.delete_value(d, o, n, v), _owners, _questions, _codes),
    st.builds(
        lambda r: lambda d: drafts.put_layer(d, d.scheme.layers[0].with_overlap(r), d.scheme.layers[0].code),
        st.sampled_from(Overlap),
    ),
    st.builds(lambda n: lambda d: drafts.put_layer(d, Layer(code="more", names=n)), _names),
    st.builds(
        lambda n, a, b: (
            lambda d: drafts.put_relation(
                d, RelationType(code="rel", names=n, domain=frozenset({a}), range=frozenset({b}), max_out=1)
            )
        ),
        _names,
        _labels,
        _labels,
    ),
    st.just(lambda d: drafts.delete_relation(d, "cue")),
)


def _drafted(changes: list[Change], draft: Draft) -> Draft:
    for change in changes:
        try:
            draft = change(draft)
        except RuleError:  # a code is taken; the draft stays as it was
            continue
    return draft


@settings(max_examples=150, deadline=None)
@given(changes=st.lists(_changes, max_size=12))
def test_any_draft_that_validates_comes_back_from_json_as_it_was(changes: list[Change]) -> None:
    scheme = _drafted(changes, drafts.begin(default_scheme())).scheme
    if not [*faults(scheme), *gaps(scheme)]:
        assert read_scheme(write_scheme(scheme), name="draft") == scheme


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("laws") / "p.hashiya"
    with closing(Workspace.create(path, title="ت", reader="أمل")) as workspace:
        document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        workspace.perform(AddSpan(document_id="d", set_id=None, label="CUE", span=Span(0, 3)))
        (own,) = workspace.sets("d")
        for label, start, end in (
            ("SOURCE", 4, 10),
            ("PERS", 4, 10),
            ("CLAIM", 14, 26),
            ("CLAIM", 14, 21),
            ("QUOTE", 36, 52),
        ):
            workspace.perform(AddSpan(document_id="d", set_id=own.id, label=label, span=Span(start, end)))
        (own,) = workspace.sets("d")
        by_label = {span.label: span.id for span in own.spans.values()}
        for kind, source, target in (("attribution", "SOURCE", "CLAIM"), ("cue", "CUE", "CLAIM")):
            workspace.perform(
                AddRelation(
                    document_id="d",
                    set_id=own.id,
                    type=kind,
                    source=by_label[source],
                    target=by_label[target],
                )
            )
        yield workspace


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(_changes, max_size=8))
def test_what_is_adopted_keeps_the_rules_and_comes_back_by_one_undo(
    workspace: Workspace, changes: list[Change]
) -> None:
    before = workspace.scheme, workspace.sets("d")
    draft = _drafted(changes, drafts.begin(workspace.scheme))
    if [*faults(draft.scheme), *gaps(draft.scheme)]:
        return
    try:
        done = workspace.perform(ReviseScheme.of(draft))
    except RuleError:
        assert (workspace.scheme, workspace.sets("d")) == before
        return
    assert (done is not None) is draft.is_changed
    if done is None:
        return
    known = {label.code for label in draft.scheme.labels}
    (now,) = workspace.sets("d")
    assert {span.label for span in now.spans.values()} <= known
    workspace.undo()
    assert (workspace.scheme, workspace.sets("d")) == before
