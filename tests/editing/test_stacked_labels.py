"""Two labels on the very same words: where the layer refuses that, everything refuses it, and says why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.editing.commands import AddSpan, ImportDocuments, Relabel, Resize, ReviseScheme
from annotator.errors import AnnotatorError, RuleError
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Span, digest
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace

_TEXT = "زار وزير النقل بلدة الساحل."
_PLAIN = default_scheme()
_STRICT = replace(_PLAIN, layers=tuple(replace(layer, stacking=False) for layer in _PLAIN.layers))
_WORDS = Span(4, 14)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "p.hashiya"
    with closing(Workspace.create(path, title="ت", scheme=_STRICT, reader="أمل")) as workspace:
        document = Document(id="d", title="زيارة", text=_TEXT, sha256=digest(_TEXT))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        workspace.perform(AddSpan(document_id="d", set_id=None, label="OCC", span=_WORDS))
        yield workspace


def _own(workspace: Workspace) -> AnnotationSet:
    (own,) = workspace.sets("d")
    return own


def test_a_second_label_on_the_same_words_is_refused_by_name(workspace: Workspace) -> None:
    command = AddSpan(document_id="d", set_id=_own(workspace).id, label="PERS", span=_WORDS)
    with pytest.raises(RuleError, match=r"one label only.*وزير النقل.*Post already") as caught:
        workspace.perform(command)
    assert caught.value.code == "E_OVERLAP"


def test_a_span_inside_the_other_is_still_allowed(workspace: Workspace) -> None:
    workspace.perform(AddSpan(document_id="d", set_id=_own(workspace).id, label="ORG", span=Span(9, 14)))
    assert len(_own(workspace).spans) == 2


def test_an_edge_can_not_be_moved_onto_the_same_words(workspace: Workspace) -> None:
    workspace.perform(AddSpan(document_id="d", set_id=_own(workspace).id, label="ORG", span=Span(9, 14)))
    inner = next(span for span in _own(workspace).spans.values() if span.label == "ORG")
    with pytest.raises(RuleError, match="one label only"):
        workspace.perform(Resize(document_id="d", set_id=_own(workspace).id, span_id=inner.id, span=_WORDS))


def test_a_label_of_another_layer_does_not_count_until_it_becomes_one_of_this(workspace: Workspace) -> None:
    workspace.perform(AddSpan(document_id="d", set_id=_own(workspace).id, label="SOURCE", span=_WORDS))
    source = next(span for span in _own(workspace).spans.values() if span.label == "SOURCE")
    with pytest.raises(RuleError, match="one label only"):
        workspace.perform(
            Relabel(document_id="d", set_id=_own(workspace).id, span_ids=(source.id,), label="PERS")
        )


def test_an_import_that_stacks_is_refused_whole(workspace: Workspace, tmp_path: Path) -> None:
    spans = [
        {"id": "a", "label": "OCC", "start": 4, "end": 14},
        {"id": "b", "label": "PERS", "start": 4, "end": 14},
    ]
    sets = [{"owner": "gold", "spans": spans, "relations": []}]
    file = tmp_path / "x.jsonl"
    file.write_text(
        json.dumps({"id": "e", "title": "خبر", "text": _TEXT + " ثم عاد.", "sets": sets}, ensure_ascii=False),
        encoding="utf-8",
    )
    with pytest.raises(AnnotatorError, match=r"x\.jsonl, line 1.*one label only"):
        workspace.import_files([file])
    assert [summary.id for summary in workspace.documents()] == ["d"]


def test_a_layer_can_be_made_stricter_only_where_nothing_is_stacked(workspace: Workspace) -> None:
    workspace.perform(ReviseScheme(scheme=_PLAIN))
    workspace.perform(AddSpan(document_id="d", set_id=_own(workspace).id, label="PERS", span=_WORDS))
    with pytest.raises(RuleError, match=r"زيارة.*one label only"):
        workspace.perform(ReviseScheme(scheme=_STRICT))
    workspace.undo()
    workspace.perform(ReviseScheme(scheme=_STRICT))
