"""Nothing is lost for good: every moment can be looked at, compared and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.editing.change import SpanChange
from annotator.editing.commands import (
    AddRelation,
    AddSpan,
    CorrectText,
    DeleteDocuments,
    DeleteLabel,
    DeleteSpans,
    ImportDocuments,
    MergeLabel,
    Relabel,
    RestoreDocuments,
    RestoreMoment,
    RestoreProject,
    SetState,
)
from annotator.editing.comparing import Aspect, Fate, compare
from annotator.editing.history import StepKind
from annotator.errors import RuleError
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Document,
    LabelUse,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.text.alignment import aligned
from annotator.workspace import Workspace

_TEXT = "ووفقا لمسؤولين في البلدية، فإن الجسر سيفتح غدا."
_IDS = ("d", "e", "f")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    documents = tuple(
        AnnotatedDocument(document=Document(id=key, title=f"خبر {key}", text=_TEXT, sha256=digest(_TEXT)))
        for key in _IDS
    )
    with Workspace.create(tmp_path / "p.hashiya", title="تجربة", reader="ليلى") as workspace:
        workspace.perform(ImportDocuments(documents=documents))
        yield workspace


def _mark(workspace: Workspace, label: str, words: str, document_id: str = "d") -> SpanAnnotation:
    start = _TEXT.index(words)
    reading = workspace.active_set(document_id)
    done = workspace.perform(
        AddSpan(
            document_id=document_id,
            set_id=None if reading is None else reading.id,
            label=label,
            span=Span(start, start + len(words)),
        )
    )
    assert done is not None
    (added,) = [c.after for c in done.changes if isinstance(c, SpanChange)]
    assert added is not None
    return added


def _reading(workspace: Workspace, document_id: str = "d") -> AnnotationSet:
    reading = workspace.active_set(document_id)
    assert reading is not None
    return reading


def _now(workspace: Workspace) -> int:
    return workspace.history.entries()[0].step


def _then(workspace: Workspace, step: int, document_id: str = "d") -> AnnotatedDocument:
    found = workspace.history.state_at(step, document_id)
    assert found is not None
    return found


def _annotated(workspace: Workspace) -> tuple[SpanAnnotation, SpanAnnotation]:
    source, claim = (
        _mark(workspace, "SOURCE", "مسؤولين في البلدية"),
        _mark(workspace, "CLAIM", "الجسر سيفتح غدا"),
    )
    workspace.perform(
        AddRelation(
            document_id="d",
            set_id=_reading(workspace).id,
            type="attribution",
            source=source.id,
            target=claim.id,
        )
    )
    return source, claim


def test_the_history_says_who_did_what_newest_first_and_is_filtered(workspace: Workspace) -> None:
    _mark(workspace, "ORG", "البلدية")
    _mark(workspace, "ORG", "البلدية", "e")
    claim = _mark(workspace, "CLAIM", "الجسر سيفتح غدا", "e")
    workspace.perform(
        Relabel(document_id="e", set_id=_reading(workspace, "e").id, span_ids=(claim.id,), label="QUOTE")
    )
    workspace.undo()
    entries = workspace.history.entries()
    assert [entry.step for entry in entries] == [6, 5, 4, 3, 2, 1]
    assert (entries[0].kind, entries[0].of_step) == (StepKind.UNDO, 5)
    assert {entry.author for entry in entries} == {workspace.reader}
    assert [entry.step for entry in workspace.history.entries(document_id="e")] == [6, 5, 4, 3, 1]
    assert [entry.step for entry in workspace.history.entries(label="ORG")] == [3, 2]
    assert [entry.step for entry in workspace.history.entries(label="QUOTE")] == [6, 5]
    assert [entry.step for entry in workspace.history.entries(label="ORG", document_id="d")] == [2]
    assert workspace.history.entries(author="nobody") == ()
    assert len(workspace.history.entries(author=workspace.reader.id)) == 6


def test_every_moment_is_told_as_it_was(workspace: Workspace) -> None:
    moments = {_now(workspace): workspace.sets("d")}
    _annotated(workspace)
    moments[_now(workspace)] = workspace.sets("d")
    workspace.perform(SetState(document_id="d", set_id=_reading(workspace).id, state=State.FINISHED))
    moments[_now(workspace)] = workspace.sets("d")
    for _ in range(4):
        workspace.undo()
        moments[_now(workspace)] = workspace.sets("d")
    workspace.redo()
    moments[_now(workspace)] = workspace.sets("d")
    assert len(moments) == 8
    for step, sets in moments.items():
        assert _then(workspace, step).sets == sets
    assert workspace.history.state_at(0, "d") is None


def test_two_moments_are_compared_both_ways(workspace: Workspace) -> None:
    first = _now(workspace)
    org = _mark(workspace, "ORG", "البلدية")
    second = _now(workspace)
    workspace.perform(
        Relabel(document_id="d", set_id=_reading(workspace).id, span_ids=(org.id,), label="FAC")
    )
    third = _now(workspace)
    (change,) = workspace.history.compare(second, third, "d")
    assert isinstance(change, SpanChange)
    assert change.before == org
    assert change.after is not None
    assert change.after.label == "FAC"
    (back,) = workspace.history.compare(third, second, "d")
    assert (back.before, back.after) == (change.after, org)
    assert workspace.history.compare(third, third, "d") == ()
    assert len(workspace.history.compare(first, third, "d")) == 1


def test_a_whole_document_goes_back_and_forth(workspace: Workspace) -> None:
    empty = _now(workspace)
    _annotated(workspace)
    full, step = workspace.sets("d"), _now(workspace)
    workspace.perform(RestoreMoment(document_id="d", then=_then(workspace, empty)))
    assert workspace.sets("d") == ()
    workspace.perform(RestoreMoment(document_id="d", then=_then(workspace, step)))
    assert workspace.sets("d") == full
    assert workspace.perform(RestoreMoment(document_id="d", then=_then(workspace, step))) is None
    workspace.undo()
    assert workspace.sets("d") == ()
    assert workspace.check() == []


def test_a_reading_or_one_span_comes_back_with_its_relations(workspace: Workspace) -> None:
    source, claim = _annotated(workspace)
    full, step = _reading(workspace), _now(workspace)
    workspace.perform(DeleteSpans(document_id="d", set_id=full.id, span_ids=(source.id,)))
    other = _mark(workspace, "CUE", "ووفقا")
    then = _then(workspace, step)
    workspace.perform(RestoreMoment(document_id="d", then=then, set_id=full.id, span_id=source.id))
    assert _reading(workspace).spans == {**full.spans, other.id: other}
    assert _reading(workspace).relations == full.relations
    workspace.perform(RestoreMoment(document_id="d", then=then, set_id=full.id))
    assert _reading(workspace) == full
    before = _then(workspace, step - 1)
    workspace.perform(RestoreMoment(document_id="d", then=before, set_id=full.id, span_id=claim.id))
    assert _reading(workspace).relations == {}
    assert workspace.check() == []


def test_deleted_documents_lie_in_the_trash_with_their_readings(workspace: Workspace) -> None:
    _annotated(workspace)
    full = workspace.sets("d")
    workspace.perform(DeleteDocuments(document_ids=("d", "e")))
    assert [summary.id for summary in workspace.documents()] == ["f"]
    assert {(one.id, one.title) for one in workspace.history.trash()} == {("d", "خبر d"), ("e", "خبر e")}
    assert str(workspace.history.trash()[0].removed.name) == "Delete 2 documents"
    workspace.close()
    with Workspace.open(workspace.path, reader="ليلى") as again:
        again.perform(RestoreDocuments(documents=(again.history.trashed("d"),)))
        assert again.sets("d") == full
        assert [one.id for one in again.history.trash()] == ["e"]
        with pytest.raises(KeyError):
            again.history.trashed("d")
        with pytest.raises(RuleError):
            again.perform(RestoreDocuments(documents=(AnnotatedDocument(document=again.document("d")),)))
        assert again.check() == []


def test_undoing_a_deletion_puts_a_document_where_it_was(workspace: Workspace) -> None:
    workspace.perform(DeleteDocuments(document_ids=("e",)))
    workspace.undo()
    assert tuple(summary.id for summary in workspace.documents()) == _IDS
    assert workspace.history.trash() == ()
    workspace.redo()
    assert [one.id for one in workspace.history.trash()] == ["e"]


def test_what_an_undone_import_took_away_is_in_the_trash_too(workspace: Workspace) -> None:
    workspace.undo()
    assert {one.id for one in workspace.history.trash()} == set(_IDS)
    workspace.perform(RestoreDocuments(documents=tuple(workspace.history.trashed(key) for key in _IDS)))
    assert tuple(summary.id for summary in workspace.documents()) == _IDS


def test_deleting_a_label_is_one_step_whose_reach_is_known_before(workspace: Workspace) -> None:
    _annotated(workspace)
    _mark(workspace, "CLAIM", "الجسر سيفتح غدا", "e")
    _mark(workspace, "ORG", "البلدية", "e")
    before = {key: workspace.sets(key) for key in _IDS}
    scheme = workspace.scheme
    assert workspace.history.label_use("CLAIM") == LabelUse(documents=2, annotators=1, spans=2, relations=1)
    assert workspace.history.label_use("DATE") == LabelUse(documents=0, annotators=0, spans=0, relations=0)
    workspace.perform(DeleteLabel(label="CLAIM"))
    assert workspace.scheme.label("CLAIM") is None
    assert workspace.scheme.version == scheme.version + 1
    assert [span.label for span in _reading(workspace).spans.values()] == ["SOURCE"]
    assert _reading(workspace).relations == {}
    assert [span.label for span in _reading(workspace, "e").spans.values()] == ["ORG"]
    assert workspace.check() == []
    workspace.undo()
    assert workspace.scheme == scheme
    assert {key: workspace.sets(key) for key in _IDS} == before


def test_merging_labels_takes_the_spans_and_relations_along(workspace: Workspace) -> None:
    _annotated(workspace)
    workspace.perform(MergeLabel(label="CLAIM", into="QUOTE"))
    assert workspace.scheme.label("CLAIM") is None
    assert sorted(span.label for span in _reading(workspace).spans.values()) == ["QUOTE", "SOURCE"]
    assert len(_reading(workspace).relations) == 1
    assert workspace.check() == []
    assert str(workspace.undo_name) == "Merge Claim into Quote"
    workspace.undo()
    assert workspace.scheme.label("CLAIM") is not None
    assert workspace.check() == []


def test_a_merger_that_would_double_a_span_is_refused(workspace: Workspace) -> None:
    _mark(workspace, "ORG", "البلدية")
    _mark(workspace, "FAC", "البلدية")
    before = workspace.sets("d")
    with pytest.raises(RuleError, match="already"):
        workspace.perform(MergeLabel(label="FAC", into="ORG"))
    assert workspace.sets("d") == before
    assert workspace.scheme.label("FAC") is not None


def test_what_the_scheme_no_longer_has_does_not_come_back(workspace: Workspace) -> None:
    _annotated(workspace)
    step = _now(workspace)
    workspace.perform(DeleteLabel(label="CLAIM"))
    with pytest.raises(RuleError):
        workspace.perform(RestoreMoment(document_id="d", then=_then(workspace, step)))


def test_a_name_stands_in_the_history_before_its_owner_has_marked_anything(workspace: Workspace) -> None:
    workspace.close()
    with Workspace.open(workspace.path, reader="كريم") as other:
        (entry,) = other.history.entries()
        assert entry.author is not None
        assert entry.author.name == "ليلى"
        assert other.annotators() == (), "who brings texts in is no annotator"
        assert [person.name for person in other.history.authors()] == ["ليلى"]
    with Workspace.open(workspace.path, reader="ليلى") as again:
        assert again.reader.id == entry.author.id, "one person, one id, also after a restart"
        _mark(again, "ORG", "البلدية")
        assert len(again.history.entries(author=entry.author.id)) == 2
        assert again.check() == []


def test_a_name_survives_its_owner_s_last_reading(workspace: Workspace) -> None:
    _mark(workspace, "ORG", "البلدية")
    workspace.undo()
    workspace.close()
    with Workspace.open(workspace.path, reader="كريم") as other:
        assert {e.author.name if e.author else None for e in other.history.entries()} == {"ليلى"}


def test_the_whole_project_goes_back_to_a_moment_and_undo_returns(workspace: Workspace) -> None:
    _annotated(workspace)
    _mark(workspace, "ORG", "البلدية", "e")
    then = {key: workspace.sets(key) for key in _IDS}
    scheme, step = workspace.scheme, _now(workspace)
    order = [summary.id for summary in workspace.documents()]
    workspace.perform(DeleteLabel(label="ORG"))
    workspace.perform(DeleteDocuments(document_ids=("d",)))
    new = Document(id="n", title="جديد", text=_TEXT + "!", sha256=digest(_TEXT + "!"))
    workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=new),)))
    after = {key: workspace.sets(key) for key in ("e", "f", "n")}
    found = workspace.history.project_at(step)
    assert set(found.documents) == {"d", "e", "n"}, "f has not changed since"
    back = RestoreProject(scheme=found.scheme, documents=found.documents)
    workspace.perform(back)
    assert {key: workspace.sets(key) for key in _IDS} == then
    assert sorted(summary.id for summary in workspace.documents()) == sorted(order)
    assert workspace.scheme == scheme
    assert workspace.check() == []
    assert workspace.perform(back) is None
    workspace.undo()
    assert {key: workspace.sets(key) for key in ("e", "f", "n")} == after
    assert not workspace.has_document("d")
    assert workspace.scheme.label("ORG") is None
    assert workspace.check() == []


def test_what_stood_in_an_earlier_text_comes_back_where_its_words_are_now(workspace: Workspace) -> None:
    org = _mark(workspace, "ORG", "البلدية")
    fac = _mark(workspace, "FAC", "الجسر")
    reading, step = _reading(workspace), _now(workspace)
    workspace.perform(DeleteSpans(document_id="d", set_id=reading.id, span_ids=(org.id, fac.id)))
    text = _TEXT.replace("ووفقا", "وفقا").replace("الجسر ", "")
    workspace.perform(CorrectText(document_id="d", replacements=aligned(_TEXT, text)))
    then = _then(workspace, step)
    assert then.document.text == _TEXT
    workspace.perform(RestoreMoment(document_id="d", then=then, set_id=reading.id, span_id=org.id))
    back = _reading(workspace).spans[org.id]
    assert (back.quote, back.span.start) == ("البلدية", org.span.start - 1)
    with pytest.raises(RuleError) as refused:
        workspace.perform(RestoreMoment(document_id="d", then=then, set_id=reading.id, span_id=fac.id))
    assert refused.value.code == "E_OTHER_TEXT"
    found = compare(then, AnnotatedDocument(document=workspace.document("d"), sets=workspace.sets("d")))
    assert [one.fate for one in found if one.reading is not None] == [Fate.REMOVED], "البلدية has only moved"
    workspace.perform(RestoreMoment(document_id="d", then=then))
    assert workspace.document("d").text == _TEXT
    assert dict(_reading(workspace).spans) == dict(reading.spans)
    assert workspace.check() == []


def test_each_thing_that_differs_between_two_states_is_one_difference(workspace: Workspace) -> None:
    source, claim = _annotated(workspace)
    before = _then(workspace, _now(workspace))
    (reading,) = before.sets
    moved = replace(
        claim, span=Span(claim.span.start, claim.span.end - 4), quote=claim.quote[:-4], flagged=True
    )
    (relation,) = reading.relations
    later = replace(
        reading,
        state=State.FINISHED,
        spans={claim.id: moved},
        relations={},
        attributes={"genre": "news"},
    )
    found = compare(before, replace(before, sets=(later,)))
    assert compare(before, before) == ()
    assert {(one.fate, one.state, one.relation and one.relation.id) for one in found} == {
        (Fate.CHANGED, (State.IN_PROGRESS, State.FINISHED), None),
        (Fate.CHANGED, None, None),
        (Fate.REMOVED, None, None),
        (Fate.REMOVED, None, relation),
    }
    (changed,) = (one for one in found if one.aspects)
    assert changed.aspects == {Aspect.PLACE, Aspect.FLAG}
    assert [one.answers for one in found if one.answers] == [({}, {"genre": "news"})]
    assert [one.before for one in found if one.fate is Fate.REMOVED and one.relation is None] == [source]
    gone = compare(before, replace(before, sets=()))
    assert {one.fate for one in gone} == {Fate.REMOVED}
    assert len(compare(None, before)) == len(gone)
