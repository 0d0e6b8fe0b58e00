"""Documents found by state, reader, label, trouble and metadata; what a table counts of each of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.editing.commands import AddRemark, AnswerRemark, Assign, ImportDocuments, SetFlag
from annotator.editing.commands.states import SetStates
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Assignment,
    Document,
    Matter,
    Owner,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.model.facts import in_lines
from annotator.model.scheme_json import default_scheme
from annotator.progress import Progress
from annotator.workspace import Workspace
from annotator.workspace.finding import Trouble, Wanted, lines, read_facts, state_of

_TEXT = "قال الوزير."
_AMAL = Annotator(id="amal", name="أمل")


def _annotated(key: str, title: str, metadata: dict[str, object], label: str | None) -> AnnotatedDocument:
    document = Document(id=key, title=title, text=_TEXT, sha256=digest(_TEXT), metadata=metadata)
    span = SpanAnnotation(id=f"s-{key}", label=label or "PERS", span=Span(4, 10), quote="الوزير")
    reading = AnnotationSet(
        id=f"r-{key}",
        document_id=key,
        owner=Owner.ANNOTATOR,
        annotator=_AMAL,
        state=State.IN_PROGRESS,
        spans={span.id: span},
    )
    return AnnotatedDocument(document=document, sets=() if label is None else (reading,))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    label = default_scheme().label("SOURCE")
    assert label is not None
    required = replace(label, attributes=(replace(label.attributes[0], required=True),))
    scheme = replace(
        default_scheme(),
        labels=tuple(required if one.code == "SOURCE" else one for one in default_scheme().labels),
    )
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="ت", scheme=scheme, reader="سلمى")) as workspace:
        documents = (
            _annotated("a", "أخبار", {"desk": "سياسة", "n": 3, "place": {"city": "القاهرة"}}, "SOURCE"),
            _annotated("b", "اقتصاد", {"desk": "اقتصاد", "tags": ["نفط", "غاز"]}, "PERS"),
            _annotated("c", "رياضة", {}, None),
        )
        workspace.perform(ImportDocuments(documents=documents))
        yield workspace


def _found(workspace: Workspace, **wanted: object) -> str:
    question = Wanted(**wanted)  # type: ignore[arg-type]
    found = lines(workspace.documents(), workspace.facts(), workspace.assignments())
    return "".join(line.summary.id for line in found if question.matches(line))


def test_filters_are_put_together(workspace: Workspace) -> None:
    assert _found(workspace) == "abc"
    assert _found(workspace, words="اخبار") == "a", "in any spelling"
    assert _found(workspace, state=State.NEW) == "c"
    assert _found(workspace, annotator="أمل") == "ab"
    assert _found(workspace, annotator="سلمى") == ""
    assert _found(workspace, label="PERS") == "b"
    assert _found(workspace, label="PERS", state=State.NEW) == ""
    assert _found(workspace, key="desk") == "ab"
    assert _found(workspace, key="desk", value="اقتصاد") == "b"
    assert _found(workspace, key="place.city", value="القاهره") == "a"
    assert _found(workspace, key="tags", value="غاز", annotator="أمل") == "b"


def test_what_is_wrong_is_counted_and_found(workspace: Workspace) -> None:
    assert _found(workspace, trouble=Trouble.ANSWERS) == "a", "a required question has no answer"
    workspace.perform(SetFlag(document_id="b", set_id="r-b", span_ids=("s-b",), flagged=True))
    assert _found(workspace, trouble=Trouble.FLAGS) == "b"
    workspace.perform(AddRemark(document_id="c", matter=Matter.BAD_TEXT))
    assert _found(workspace, trouble=Trouble.REMARKS) == "c"
    assert _found(workspace, trouble=Trouble.ANY) == "abc"
    workspace.perform(AnswerRemark(remark_id=workspace.remarks()[0].id, answer="يُصلح"))
    assert _found(workspace, trouble=Trouble.NONE) == "c"


def test_facts_are_the_same_for_one_document_and_from_a_worker(workspace: Workspace) -> None:
    (one,) = workspace.facts(["b"])
    assert one.readings["r-b"].labels == {"PERS": 1}
    assert one.metadata == {"desk": "اقتصاد", "tags": "نفط; غاز"}
    assert read_facts(workspace.path, Progress()) == [*workspace.facts()]
    with pytest.raises(KeyError):
        list(workspace.facts(["nobody"]))


def test_a_document_nobody_has_looked_at_yet_is_not_found_by_what_is_in_it(workspace: Workspace) -> None:
    unknown = lines(workspace.documents())
    assert [Wanted(label="PERS").matches(line) for line in unknown] == [False] * 3
    assert all(Wanted().matches(line) for line in unknown)


def test_several_documents_change_their_state_in_one_step(workspace: Workspace) -> None:
    workspace.perform(SetStates(document_ids=("a", "c"), state=State.FINISHED))
    assert [state_of(one) for one in workspace.documents()] == [
        State.FINISHED,
        State.IN_PROGRESS,
        State.FINISHED,
    ]
    assert {one.name for one in workspace.annotators()} == {"أمل", "سلمى"}
    assert workspace.perform(SetStates(document_ids=("a", "c"), state=State.FINISHED)) is None
    workspace.undo()
    assert [state_of(one) for one in workspace.documents()] == [
        State.IN_PROGRESS,
        State.IN_PROGRESS,
        State.NEW,
    ]


def test_people_join_by_what_they_are_given(workspace: Workspace) -> None:
    new = Annotator(id="new", name="هالة")
    give = (
        Assignment(document_id="a", annotator_id="new"),
        Assignment(document_id="c", annotator_id=workspace.reader.id),
    )
    workspace.perform(Assign(give=give, join=(new,)))
    assert {one.name for one in workspace.annotators()} == {"أمل", "سلمى", "هالة"}
    assert _found(workspace, reader="new") == "a"
    assert _found(workspace, reader=workspace.reader.id) == "c"
    workspace.undo()
    assert [one.name for one in workspace.annotators()] == ["أمل"]
    assert workspace.assignments() == ()


def test_metadata_of_any_shape_is_one_line_each() -> None:
    assert in_lines({"a": {"b": {"c": 1.5}}, "l": [{"x": 1}, None, True], "e": None, "t": "س\nص"}) == {
        "a.b.c": "1.5",
        "l": "x: 1; yes",
        "t": "س ص",
    }
