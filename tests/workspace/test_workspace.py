from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.editing.change import SpanChange
from annotator.editing.commands import (
    AddRelation,
    AddSpan,
    AttachNearest,
    DeleteDocuments,
    DeleteSpans,
    ImportDocuments,
    Relabel,
    Resize,
    SetAttribute,
    SetComment,
    SetDirection,
    SetFlag,
    SetState,
)
from annotator.errors import Cancelled, ProjectFileError, RuleError
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Direction,
    Document,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.progress import Progress
from annotator.workspace import ChangeSet, Workspace

_TEXT = "ووفقا لمسؤولين في البلدية، فإن الجسر سيفتح غدا.\nوقال المهندس إن العمل انتهى."


def _document(text: str = _TEXT, document_id: str = "d") -> AnnotatedDocument:
    return AnnotatedDocument(document=Document(id=document_id, title="الجسر", text=text, sha256=digest(text)))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.db", title="تجربة", reader="ليلى") as workspace:
        workspace.perform(ImportDocuments(documents=(_document(),)))
        yield workspace


def _reopened(workspace: Workspace) -> Workspace:
    workspace.close()
    return Workspace.open(workspace.path, reader="ليلى")


def _place(words: str) -> Span:
    start = _TEXT.index(words)
    return Span(start, start + len(words))


def _mark(workspace: Workspace, label: str, words: str) -> SpanAnnotation:
    reading = workspace.active_set("d")
    set_id = None if reading is None else reading.id
    done = workspace.perform(AddSpan(document_id="d", set_id=set_id, label=label, span=_place(words)))
    assert done is not None
    (added,) = [c.after for c in done.changes if isinstance(c, SpanChange)]
    assert added is not None
    return added


def _reading(workspace: Workspace) -> AnnotationSet:
    reading = workspace.active_set("d")
    assert reading is not None
    return reading


def test_the_first_mark_begins_the_reader_s_own_reading(workspace: Workspace) -> None:
    assert workspace.active_set("d") is None
    span = _mark(workspace, "SOURCE", "مسؤولين في البلدية")
    reading = _reading(workspace)
    assert reading.annotator is not None
    assert reading.annotator.name == "ليلى"
    assert reading.state is State.IN_PROGRESS
    assert span.quote == "مسؤولين في البلدية"
    assert span.attributes == {"naming": "named", "role": "primary"}
    summary = workspace.summary("d")
    assert summary.active is not None
    assert summary.active.spans == 1


def test_everything_is_there_the_next_morning(workspace: Workspace) -> None:
    source = _mark(workspace, "SOURCE", "مسؤولين في البلدية")
    claim = _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    set_id = _reading(workspace).id
    workspace.perform(AttachNearest(document_id="d", set_id=set_id, span_id=claim.id, type="attribution"))
    workspace.perform(SetComment(document_id="d", set_id=set_id, span_id=claim.id, comment=" أهو وعد؟ "))
    workspace.perform(SetFlag(document_id="d", set_id=set_id, span_ids=(claim.id,), flagged=True))
    workspace.perform(
        SetAttribute(
            document_id="d", set_id=set_id, span_ids=(claim.id,), name="verifiability", value="not_yet"
        )
    )
    workspace.perform(SetState(document_id="d", set_id=set_id, state=State.FINISHED))
    before = _reading(workspace)
    with _reopened(workspace) as again:
        after = _reading(again)
        assert after == before
        (relation,) = after.relations.values()
        assert (relation.type, relation.source, relation.target) == ("attribution", source.id, claim.id)
        assert after.spans[claim.id].comment == "أهو وعد؟"
        assert after.spans[claim.id].attributes["verifiability"] == "not_yet"
        assert after.state is State.FINISHED
        assert again.check() == []


def test_undo_and_redo_survive_a_restart(workspace: Workspace) -> None:
    _mark(workspace, "SOURCE", "مسؤولين في البلدية")
    _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    full = _reading(workspace)
    assert str(workspace.undo_name) == "Label as Claim"
    workspace.undo()
    with _reopened(workspace) as again:
        assert len(_reading(again).spans) == 1
        assert str(again.redo_name) == "Label as Claim"
        again.undo()
        assert again.active_set("d") is None
        assert again.annotators() == ()
        again.redo()
        again.redo()
        assert _reading(again) == full
        assert again.redo() is None
        assert again.check() == []


def test_a_new_edit_ends_what_could_be_redone(workspace: Workspace) -> None:
    _mark(workspace, "SOURCE", "مسؤولين في البلدية")
    workspace.undo()
    _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    assert workspace.redo_name is None
    assert workspace.redo() is None


def test_undoing_an_import_takes_the_document_and_redo_brings_its_text_back(workspace: Workspace) -> None:
    workspace.undo()
    assert workspace.documents() == ()
    workspace.redo()
    assert workspace.document("d").text == _TEXT


def test_deleting_a_span_takes_its_relations_and_undo_brings_both(workspace: Workspace) -> None:
    source = _mark(workspace, "SOURCE", "مسؤولين في البلدية")
    claim = _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    set_id = _reading(workspace).id
    workspace.perform(
        AddRelation(document_id="d", set_id=set_id, type="attribution", source=source.id, target=claim.id)
    )
    full = _reading(workspace)
    workspace.perform(DeleteSpans(document_id="d", set_id=set_id, span_ids=(source.id,)))
    assert _reading(workspace).relations == {}
    workspace.undo()
    assert _reading(workspace) == full


def test_a_relabelled_span_keeps_what_the_new_label_knows(workspace: Workspace) -> None:
    claim = _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    set_id = _reading(workspace).id
    for name, value in (("implicit_source", "outlet"), ("certainty", "possible")):
        workspace.perform(
            SetAttribute(document_id="d", set_id=set_id, span_ids=(claim.id,), name=name, value=value)
        )
    workspace.perform(Relabel(document_id="d", set_id=set_id, span_ids=(claim.id,), label="QUOTE"))
    assert _reading(workspace).spans[claim.id].attributes == {"implicit_source": "outlet"}


def test_relabelling_may_not_leave_a_relation_that_the_scheme_forbids(workspace: Workspace) -> None:
    _mark(workspace, "SOURCE", "مسؤولين في البلدية")
    claim = _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    set_id = _reading(workspace).id
    workspace.perform(AttachNearest(document_id="d", set_id=set_id, span_id=claim.id, type="attribution"))
    before = _reading(workspace)
    with pytest.raises(RuleError):
        workspace.perform(Relabel(document_id="d", set_id=set_id, span_ids=(claim.id,), label="FAC"))
    assert _reading(workspace) == before


def test_moved_edges_carry_their_words(workspace: Workspace) -> None:
    claim = _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    set_id = _reading(workspace).id
    workspace.perform(Resize(document_id="d", set_id=set_id, span_id=claim.id, span=_place("الجسر سيفتح")))
    assert _reading(workspace).spans[claim.id].quote == "الجسر سيفتح"


def test_the_nearest_source_of_the_same_paragraph_is_attached_first_then_the_next(
    workspace: Workspace,
) -> None:
    far = _mark(workspace, "SOURCE", "مسؤولين في البلدية")
    near = _mark(workspace, "SOURCE", "المهندس")
    claim = _mark(workspace, "CLAIM", "العمل انتهى")
    set_id = _reading(workspace).id
    attach = AttachNearest(document_id="d", set_id=set_id, span_id=claim.id, type="attribution")
    for expected in (near, far):
        workspace.perform(attach)
        assert expected.id in {r.source for r in _reading(workspace).relations.values()}
    with pytest.raises(RuleError, match="nothing left"):
        workspace.perform(attach)


def test_a_refused_edit_changes_nothing_and_is_told_to_nobody(workspace: Workspace) -> None:
    heard: list[ChangeSet] = []
    workspace.subscribe(heard.append)
    _mark(workspace, "ORG", "البلدية")
    with pytest.raises(RuleError, match="already"):
        _mark(workspace, "ORG", "البلدية")
    assert len(heard) == 1
    assert len(_reading(workspace).spans) == 1


def test_an_edit_that_can_t_be_saved_changes_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mark(workspace, "ORG", "البلدية")
    before, undo = _reading(workspace), workspace.undo_name

    def full_disk(*_: object, **__: object) -> int:
        from annotator.language import msg

        raise ProjectFileError(msg("Stopped. Nothing has been changed."), code="E_DISK_FULL")

    monkeypatch.setattr(workspace._repository, "apply", full_disk)
    with pytest.raises(ProjectFileError):
        _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    assert _reading(workspace) == before
    assert workspace.undo_name == undo


def test_subscribers_hear_who_asked_and_can_stop_listening(workspace: Workspace) -> None:
    heard: list[ChangeSet] = []
    stop = workspace.subscribe(heard.append)
    workspace.perform(SetState(document_id="d", set_id=None, state=State.FINISHED), initiator=self_made)
    stop()
    workspace.undo()
    assert [change_set.initiator for change_set in heard] == [self_made]


self_made = object()


def test_what_is_so_already_makes_no_step(workspace: Workspace) -> None:
    claim = _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    set_id, name = _reading(workspace).id, workspace.undo_name
    assert (
        workspace.perform(Relabel(document_id="d", set_id=set_id, span_ids=(claim.id,), label="CLAIM"))
        is None
    )
    assert (
        workspace.perform(Resize(document_id="d", set_id=set_id, span_id=claim.id, span=claim.span)) is None
    )
    assert (
        workspace.perform(SetComment(document_id="d", set_id=set_id, span_id=claim.id, comment="  ")) is None
    )
    assert workspace.undo_name == name


def test_another_reading_can_be_chosen_and_is_then_edited(workspace: Workspace) -> None:
    own = _mark(workspace, "CLAIM", "الجسر سيفتح غدا")
    workspace.perform(ImportDocuments(documents=(_read_by("gold-reader"),)))
    assert own.id in _reading(workspace).spans
    (other,) = [s for s in workspace.sets("d") if s.annotator and s.annotator.name == "gold-reader"]
    workspace.choose_set("d", other.id)
    _mark(workspace, "ORG", "البلدية")
    assert len(workspace.annotation_set("d", other.id).spans) == 1


def _read_by(name: str, *spans: SpanAnnotation, document_id: str = "d") -> AnnotatedDocument:
    from dataclasses import replace

    from annotator.model import Annotator, Owner, new_id

    reading = AnnotationSet(
        id=new_id(),
        document_id=document_id,
        owner=Owner.ANNOTATOR,
        annotator=Annotator(id=new_id(), name=name),
        state=State.FINISHED,
        spans={span.id: span for span in spans},
    )
    return replace(_document(document_id=document_id), sets=(reading,))


def test_a_second_reader_s_file_joins_the_document_that_is_there(workspace: Workspace) -> None:
    workspace.perform(ImportDocuments(documents=(_read_by("أ"),)))
    workspace.perform(ImportDocuments(documents=(_read_by("ب", document_id=""),)))
    assert [d.id for d in workspace.documents()] == ["d"]
    assert [s.annotator.name for s in workspace.sets("d") if s.annotator] == ["أ", "ب"]


def test_the_same_file_twice_adds_nothing(workspace: Workspace) -> None:
    workspace.perform(ImportDocuments(documents=(_read_by("أ"),)))
    assert workspace.perform(ImportDocuments(documents=(_read_by("أ"),))) is None


def test_a_reading_that_contradicts_the_one_there_is_refused(workspace: Workspace) -> None:
    span = SpanAnnotation(id="x", label="ORG", span=_place("البلدية"), quote="البلدية")
    workspace.perform(ImportDocuments(documents=(_read_by("أ"),)))
    with pytest.raises(RuleError, match="another reading"):
        workspace.perform(ImportDocuments(documents=(_read_by("أ", span),)))


def test_an_id_that_another_text_has_is_refused_whole(workspace: Workspace) -> None:
    with pytest.raises(RuleError, match="another text"):
        workspace.perform(ImportDocuments(documents=(_document("نص جديد", "new"), _document("نص آخر"))))
    assert [d.id for d in workspace.documents()] == ["d"]


def test_a_direction_is_a_step_that_survives_and_moves_nothing_else(workspace: Workspace) -> None:
    workspace.perform(ImportDocuments(documents=(_document("سطر آخر", "e"),)))
    _mark(workspace, "SOURCE", "المهندس")
    before = workspace.documents()
    done = workspace.perform(SetDirection(document_id="d", direction=Direction.LTR))
    assert done is not None
    assert workspace.document("d").direction is Direction.LTR
    assert workspace.documents() == before
    assert workspace.perform(SetDirection(document_id="d", direction=Direction.LTR)) is None
    again = _reopened(workspace)
    assert again.document("d") == Document(
        id="d", title="الجسر", text=_TEXT, sha256=digest(_TEXT), direction=Direction.LTR
    )
    assert again.documents() == before
    assert again.undo_name is not None
    assert "left to right" in str(again.undo_name)
    again.undo()
    assert again.document("d").direction is Direction.AUTO
    again.redo()
    assert again.document("d").direction is Direction.LTR
    assert len(_reading(again).spans) == 1
    assert again.check() == []
    again.close()


def test_the_check_finds_what_breaks_the_scheme(workspace: Workspace) -> None:
    span = SpanAnnotation(id="x", label="NONE", span=_place("البلدية"), quote="البلدية")
    reading = _read_by("أ", span)
    workspace.perform(ImportDocuments(documents=(reading,), checked=workspace.scheme))
    assert [problem.code for problem in workspace.check()] == ["E_LABEL"]


def test_an_edit_that_the_disk_did_not_take_can_be_performed_again_as_it_is(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.language import msg

    def full_disk(*_: object, **__: object) -> int:
        raise ProjectFileError(msg("Stopped. Nothing has been changed."), code="E_DISK_FULL")

    heard: list[ChangeSet] = []
    workspace.subscribe(heard.append)
    command = AddSpan(document_id="d", set_id=None, label="ORG", span=_place("البلدية"))
    monkeypatch.setattr(workspace._repository, "apply", full_disk)
    for _ in range(2):
        with pytest.raises(ProjectFileError):
            workspace.perform(command)
    assert heard == []
    monkeypatch.undo()
    workspace.perform(command)
    assert [span.quote for span in _reading(workspace).spans.values()] == ["البلدية"]
    assert len(heard) == 1
    with _reopened(workspace) as again:
        assert len(_reading(again).spans) == 1


def test_a_check_says_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    class Watch(Progress):
        def __init__(self, stop_at: int | None = None) -> None:
            super().__init__()
            self.seen: list[tuple[int, int | None]] = []
            self.stop_at = stop_at

        def report(self, done: int, total: int | None) -> None:
            self.seen.append((done, total))
            self.cancelled = done == self.stop_at

    documents = tuple(
        AnnotatedDocument(document=Document(id=key, title=key, text=f"نص {key}", sha256=digest(f"نص {key}")))
        for key in "abc"
    )
    with Workspace.create(tmp_path / "p.hashiya", title="t") as workspace:
        workspace.perform(ImportDocuments(documents=documents))
        workspace.perform(DeleteDocuments(document_ids=("c",)))
        watch = Watch()
        assert workspace.check(watch) == []
        assert watch.seen == [(n, 6) for n in (1, 2, 3, 4, 5, 6)]
        with pytest.raises(Cancelled):
            workspace.check(Watch(stop_at=2))
        assert workspace.check() == []
