"""A random user edits, undoes and reopens; the file and the memory must always agree."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.editing.commands import (
    AddRelation,
    AddSpan,
    AttachNearest,
    CorrectText,
    DeleteDocuments,
    DeleteLabel,
    DeleteRelations,
    DeleteSpans,
    ImportDocuments,
    MergeLabel,
    Relabel,
    Resize,
    RestoreDocuments,
    RestoreMoment,
    SetAttribute,
    SetDirection,
    SetFlag,
    SetState,
)
from annotator.editing.state import Command
from annotator.errors import ProjectFileError, RuleError
from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Direction,
    Document,
    Owner,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.text.replacements import Replacement
from annotator.workspace import Workspace

_TEXT = "قال الوزير 😀 إن الميزانية زادت.\nونفت اللجنة ذلك"
_LABELS = st.sampled_from(["PERS", "ORG", "CLAIM", "SOURCE", "CUE"])
_PLACES = st.tuples(st.integers(0, len(_TEXT) - 1), st.integers(1, 12)).map(
    lambda p: Span(p[0], min(p[0] + p[1], len(_TEXT)))
)
_PICK = st.integers(0, 10_000)
_EDGES = st.lists(st.integers(0, len(_TEXT) + 8), min_size=2, max_size=6)
_WORDS = st.lists(st.text(st.sampled_from("ابة .\n\u064b😀"), max_size=4), min_size=3, max_size=3)
_RUNS = int(os.environ.get("HASHIYA_RANDOM_RUNS", "25"))


def _span(key: str, start: int, end: int) -> SpanAnnotation:
    label = "CLAIM" if key == "c" else "PERS"
    return SpanAnnotation(id=key, label=label, span=Span(start, end), quote=_TEXT[start:end])


def _correction(edges: list[int], words: list[str], length: int) -> CorrectText:
    places = sorted(min(edge, length) for edge in edges)
    return CorrectText(
        document_id="d",
        replacements=tuple(
            Replacement(start=start, end=end, text=word)
            for start, end, word in zip(places[::2], places[1::2], words, strict=False)
        ),
    )


def _full_disk(*_: object, **__: object) -> int:
    raise ProjectFileError(msg("The scheme needs at least one label."), code="E_DISK_FULL")


class RandomUser(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.workspace = Workspace.create(Path(self.folder.name) / "p.db", title="t", reader="r")
        self.before_last: list[AnnotatedDocument] = []

    @initialize(gold=st.booleans())
    def bring_in_a_text(self, *, gold: bool) -> None:
        document = Document(id="d", title="t", text=_TEXT, sha256=digest(_TEXT))
        self.workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        if gold:
            # Somebody else's reading, which only corrections, labels and the history touch.
            self.workspace.perform(SetState(document_id="d", set_id=None, state=State.IN_PROGRESS))
            spans = {
                key: _span(key, *place) for key, place in {"a": (4, 10), "b": (14, 23), "c": (0, 23)}.items()
            }
            other = AnnotationSet(id="gold", document_id="d", owner=Owner.GOLD, annotator=None, spans=spans)
            annotated = AnnotatedDocument(document=document, sets=(other,))
            self.workspace.perform(ImportDocuments(documents=(annotated,)))

    def _state(self) -> AnnotatedDocument:
        return AnnotatedDocument(document=self.workspace.document("d"), sets=self.workspace.sets("d"))

    def teardown(self) -> None:
        self.workspace.close()
        self.folder.cleanup()

    def _reading(self) -> AnnotationSet | None:
        return self.workspace.active_set("d")

    def _span(self, pick: int) -> str:
        reading = self._reading()
        assert reading is not None
        return sorted(reading.spans)[pick % len(reading.spans)]

    def _has_spans(self) -> bool:
        reading = self._reading()
        return reading is not None and len(reading.spans) > 0

    def _do(self, command: Command) -> None:
        before = self._state()
        try:
            done = self.workspace.perform(command)
        except RuleError:
            assert self._state() == before
            return
        if done is None:
            assert self._state() == before
        else:
            self.before_last.append(before)

    @rule(label=_LABELS, place=_PLACES)
    def mark(self, label: str, place: Span) -> None:
        reading = self._reading()
        set_id = None if reading is None else reading.id
        self._do(AddSpan(document_id="d", set_id=set_id, label=label, span=place))

    @precondition(_has_spans)
    @rule(pick=_PICK, label=_LABELS)
    def relabel(self, pick: int, label: str) -> None:
        self._do(Relabel(document_id="d", set_id=self._set_id(), span_ids=(self._span(pick),), label=label))

    @precondition(_has_spans)
    @rule(pick=_PICK, place=_PLACES)
    def resize(self, pick: int, place: Span) -> None:
        self._do(Resize(document_id="d", set_id=self._set_id(), span_id=self._span(pick), span=place))

    @precondition(_has_spans)
    @rule(pick=_PICK)
    def delete(self, pick: int) -> None:
        self._do(DeleteSpans(document_id="d", set_id=self._set_id(), span_ids=(self._span(pick),)))

    @precondition(_has_spans)
    @rule(pick=_PICK, flagged=st.booleans())
    def flag(self, pick: int, *, flagged: bool) -> None:
        self._do(
            SetFlag(document_id="d", set_id=self._set_id(), span_ids=(self._span(pick),), flagged=flagged)
        )

    @precondition(_has_spans)
    @rule(pick=_PICK, value=st.sampled_from(["certain", "possible", None]))
    def answer(self, pick: int, value: str | None) -> None:
        self._do(
            SetAttribute(
                document_id="d",
                set_id=self._set_id(),
                span_ids=(self._span(pick),),
                name="certainty",
                value=value,
            )
        )

    @precondition(_has_spans)
    @rule(pick=_PICK, kind=st.sampled_from(["attribution", "cue"]))
    def attach(self, pick: int, kind: str) -> None:
        self._do(AttachNearest(document_id="d", set_id=self._set_id(), span_id=self._span(pick), type=kind))

    @precondition(_has_spans)
    @rule(one=_PICK, other=_PICK, kind=st.sampled_from(["coref", "supports", "continues"]))
    def relate(self, one: int, other: int, kind: str) -> None:
        self._do(
            AddRelation(
                document_id="d",
                set_id=self._set_id(),
                type=kind,
                source=self._span(one),
                target=self._span(other),
            )
        )

    @precondition(_has_spans)
    @rule(pick=_PICK)
    def part(self, pick: int) -> None:
        reading = self._reading()
        assert reading is not None
        if reading.relations:
            key = sorted(reading.relations)[pick % len(reading.relations)]
            self._do(DeleteRelations(document_id="d", set_id=reading.id, relation_ids=(key,)))

    @rule(state=st.sampled_from([State.FINISHED, State.IN_PROGRESS]))
    def finish(self, state: State) -> None:
        reading = self._reading()
        self._do(SetState(document_id="d", set_id=None if reading is None else reading.id, state=state))

    @rule(direction=st.sampled_from(Direction))
    def turn(self, direction: Direction) -> None:
        self._do(SetDirection(document_id="d", direction=direction))

    @precondition(lambda self: bool(self.before_last))
    @rule()
    def undo_and_redo(self) -> None:
        now = self._state()
        self.workspace.undo()
        assert self._state() == self.before_last[-1]
        self.workspace.redo()
        assert self._state() == now

    @precondition(lambda self: bool(self.before_last))
    @rule()
    def undo(self) -> None:
        self.workspace.undo()
        assert self._state() == self.before_last.pop()

    @rule(edges=_EDGES, words=_WORDS)
    def correct_the_text(self, edges: list[int], words: list[str]) -> None:
        self._do(_correction(edges, words, len(self.workspace.document("d").text)))

    @precondition(_has_spans)
    @rule(flagged=st.booleans())
    def flag_all(self, *, flagged: bool) -> None:
        reading = self._reading()
        assert reading is not None
        ids = tuple(reading.spans)
        self._do(SetFlag(document_id="d", set_id=reading.id, span_ids=ids, flagged=flagged))

    @rule(label=_LABELS, into=_LABELS)
    def merge(self, label: str, into: str) -> None:
        self._do(MergeLabel(label=label, into=into))

    @rule(label=_LABELS)
    def delete_label(self, label: str) -> None:
        self._do(DeleteLabel(label=label))

    @rule(pick=_PICK)
    def go_back_to_a_moment(self, pick: int) -> None:
        entries = self.workspace.history.entries(document_id="d")
        step = entries[pick % len(entries)].step
        then = self.workspace.history.state_at(step, "d")
        if then is not None:
            self._do(RestoreMoment(document_id="d", then=then))
            if self.workspace.history.state_at(self.workspace.history.entries()[0].step, "d") == then:
                assert self._state() == then

    @rule()
    def throw_away_and_bring_back(self) -> None:
        before = self._state()
        self.workspace.perform(DeleteDocuments(document_ids=("d",)))
        assert not self.workspace.has_document("d")
        self.workspace.perform(RestoreDocuments(documents=(self.workspace.history.trashed("d"),)))
        assert self._state() == before
        self.workspace.undo()
        self.workspace.undo()
        assert self._state() == before

    @rule(label=_LABELS, place=_PLACES)
    def the_disk_fails_once(self, label: str, place: Span) -> None:
        reading = self._reading()
        set_id = None if reading is None else reading.id
        self._fail_once(AddSpan(document_id="d", set_id=set_id, label=label, span=place))

    @rule(edges=_EDGES, words=_WORDS)
    def the_disk_fails_at_a_correction(self, edges: list[int], words: list[str]) -> None:
        self._fail_once(_correction(edges, words, len(self.workspace.document("d").text)))

    def _fail_once(self, command: Command) -> None:
        before = self._state()
        repository = self.workspace._repository
        repository.apply = _full_disk  # type: ignore[method-assign]
        try:
            self.workspace.perform(command)
        except (ProjectFileError, RuleError):
            assert self._state() == before
        finally:
            del repository.apply
        self._do(command)

    @rule()
    def reopen(self) -> None:
        undo, redo = self.workspace.undo_name, self.workspace.redo_name
        self.workspace.close()
        self.workspace = Workspace.open(self.workspace.path, reader="r")
        assert (str(undo), str(redo)) == (str(self.workspace.undo_name), str(self.workspace.redo_name))

    @invariant()
    def the_file_and_the_memory_agree(self) -> None:
        if self.workspace.has_document("d"):
            assert self.workspace._repository.document("d") == self.workspace.document("d")
            assert self.workspace._repository.sets("d") == self.workspace.sets("d")
            assert self.workspace._repository.summaries() == tuple(
                replace(one, active=None) for one in self.workspace.documents()
            )
            newest = self.workspace.history.entries()[0].step
            assert self.workspace.history.state_at(newest, "d") == self._state()
        assert self.workspace.check() == []

    def _set_id(self) -> str:
        reading = self._reading()
        assert reading is not None
        return reading.id


RandomUser.TestCase.settings = settings(
    max_examples=_RUNS,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestRandomUser = RandomUser.TestCase
