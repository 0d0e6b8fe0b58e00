"""Many spans made or mended in one step: all of it or nothing, and undone as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.editing.commands import AddRelation, AddSpan, AddSpans, ApplyFixes, Fix, ImportDocuments
from annotator.editing.commands.fixes import refusals
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Span, digest
from annotator.text.searching import Query, hits
from annotator.workspace import ExportRequest, Workspace

_TEXT = "زار موسكو، وموسكو بعيدة. عاد من موسكو إلى بكين."
_MOSCOW = tuple(Span(match.start(), match.end()) for match in re.finditer("موسكو", _TEXT))
_NAME = msg("Fix")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with closing(Workspace.create(tmp_path / "p.hashiya", title="ت", reader="أمل")) as workspace:
        document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        yield workspace


def _own(workspace: Workspace) -> AnnotationSet:
    (own,) = workspace.sets("d")
    return own


def _places(workspace: Workspace) -> list[tuple[str, int, int]]:
    return [(one.label, one.span.start, one.span.end) for one in _own(workspace).in_text_order()]


def _add(workspace: Workspace, label: str, *spans: Span) -> None:
    own = workspace.sets("d")
    set_id = own[0].id if own else None
    workspace.perform(AddSpans(document_id="d", set_id=set_id, label=label, spans=spans))


def test_all_hits_are_labelled_in_one_step_with_the_usual_answers(workspace: Workspace) -> None:
    _add(workspace, "SOURCE", *_MOSCOW)
    assert [one.attributes["naming"] for one in _own(workspace).spans.values()] == ["named"] * 3
    assert str(workspace.undo_name) == "Label 3 spans as Source"
    workspace.undo()
    assert workspace.sets("d") == ()


def test_what_has_the_label_already_is_passed_over(workspace: Workspace) -> None:
    _add(workspace, "GPE", _MOSCOW[0])
    _add(workspace, "GPE", *_MOSCOW)
    assert len(_own(workspace).spans) == 3
    assert str(workspace.undo_name) == "Label 2 spans as Geopolitical"
    again = AddSpans(document_id="d", set_id=_own(workspace).id, label="GPE", spans=_MOSCOW)
    assert workspace.perform(again) is None


def test_one_that_is_not_allowed_refuses_all(workspace: Workspace) -> None:
    _add(workspace, "GPE", _MOSCOW[1])
    crossing = Span(_MOSCOW[1].start + 2, _MOSCOW[1].end + 4)
    command = AddSpans(document_id="d", set_id=_own(workspace).id, label="GPE", spans=(_MOSCOW[0], crossing))
    with pytest.raises(RuleError):
        workspace.perform(command)
    assert len(_own(workspace).spans) == 1


def test_two_of_one_step_may_not_cross_each_other_either(workspace: Workspace) -> None:
    command = AddSpans(document_id="d", set_id=None, label="GPE", spans=(Span(0, 6), Span(4, 9)))
    with pytest.raises(RuleError):
        workspace.perform(command)
    assert workspace.sets("d") == ()


def _fix(workspace: Workspace, span_id: str, span: Span, label: str = "GPE") -> Fix:
    return Fix(document_id="d", set_id=_own(workspace).id, span_id=span_id, span=span, label=label)


def test_spans_are_trimmed_relabelled_and_made_in_one_step(workspace: Workspace) -> None:
    wide = Span(_MOSCOW[0].start, _MOSCOW[0].end + 1)
    _add(workspace, "GPE", wide, _MOSCOW[1])
    _add(workspace, "LOC", _MOSCOW[2])
    one, two, three = (span.id for span in _own(workspace).in_text_order())
    new = Fix(
        document_id="d",
        set_id=_own(workspace).id,
        span_id=None,
        span=Span(_TEXT.index("بكين"), 46),
        label="GPE",
    )
    before = _own(workspace)
    workspace.perform(
        ApplyFixes(
            fixes=(
                _fix(workspace, one, _MOSCOW[0]),
                _fix(workspace, two, _MOSCOW[1]),
                _fix(workspace, three, _MOSCOW[2]),
                new,
            ),
            name=_NAME,
        )
    )
    expected = [*_MOSCOW, new.span]
    assert _places(workspace) == [("GPE", place.start, place.end) for place in expected]
    workspace.undo()
    assert _own(workspace) == before


def test_a_fix_keeps_what_is_joined_or_is_refused(workspace: Workspace) -> None:
    _add(workspace, "SOURCE", _MOSCOW[0])
    own = _own(workspace)
    workspace.perform(AddSpan(document_id="d", set_id=own.id, label="CLAIM", span=_MOSCOW[1]))
    source, claim = (span.id for span in _own(workspace).in_text_order())
    relation = AddRelation(document_id="d", set_id=own.id, type="attribution", source=source, target=claim)
    workspace.perform(relation)
    fixes = [
        _fix(workspace, source, Span(_MOSCOW[0].start, _MOSCOW[0].end - 1), "SOURCE"),
        _fix(workspace, source, _MOSCOW[0], "GPE"),
        _fix(workspace, "gone", _MOSCOW[2]),
    ]
    told = list(refusals(workspace.scheme, workspace.document("d"), _own(workspace), fixes))
    assert [reason is None for reason in told] == [True, False, False]
    with pytest.raises(RuleError):
        workspace.perform(ApplyFixes(fixes=tuple(fixes[1:2]), name=_NAME))


def test_what_stands_so_already_is_no_step(workspace: Workspace) -> None:
    _add(workspace, "GPE", _MOSCOW[0])
    (span,) = _own(workspace).spans
    assert workspace.perform(ApplyFixes(fixes=(_fix(workspace, span, _MOSCOW[0]),), name=_NAME)) is None


@given(
    words=st.sampled_from(["موسكو", "م", "بكين", "ا", "من"]), label=st.sampled_from(["GPE", "CUE", "SOURCE"])
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_labelling_all_then_undoing_gives_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, words: str, label: str
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    with closing(Workspace.create(folder / "p.hashiya", title="ت", reader="أمل")) as workspace:
        document = Document(id="d", title="مقال", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        _add(workspace, "LOC", Span(_TEXT.index("بكين"), _TEXT.index("بكين") + 4))

        def written(name: str) -> bytes:
            workspace.export(ExportRequest(target=folder / name, format_name="hashiya-jsonl"))
            return (folder / name).read_bytes()

        before = written("before.jsonl")
        _add(workspace, label, *(Span(*place) for place in hits(_TEXT, Query(words=words))))
        assert written("labelled.jsonl") != before
        workspace.undo()
        assert written("after.jsonl") == before
