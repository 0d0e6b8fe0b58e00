"""A correction is in the log with its difference, and the text of before is in the file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.editing.change import DocumentChange, SpanChange, TextChange
from annotator.editing.commands import AddSpan, CorrectText, DeleteSpans, ImportDocuments, RestoreMoment
from annotator.model import AnnotatedDocument, Document, Span, digest
from annotator.store.repair import repair
from annotator.text.replacements import Replacement
from annotator.workspace import Workspace
from tests.store.builders import tamper

_OLD = "قالت الصحيفه إن الوزير سافر."
_NEW = "قالت الصحيفة إن محمد سافر."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    with Workspace.create(path, title="تجربة", reader="ليلى") as workspace:
        document = Document(id="d", title="خبر", text=_OLD, sha256=digest(_OLD))
        workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document),)))
        _mark(workspace, "ORG", "الصحيفه")
        _mark(workspace, "PERS", "الوزير")
        _mark(workspace, "EVENT", "سافر")
        edits = (Replacement(start=11, end=12, text="ة"), Replacement(start=16, end=22, text="محمد"))
        workspace.perform(CorrectText(document_id="d", replacements=edits))
        assert workspace.document("d").text == _NEW
    return path


def _mark(workspace: Workspace, label: str, words: str) -> None:
    reading = workspace.active_set("d")
    start = workspace.document("d").text.index(words)
    workspace.perform(
        AddSpan(
            document_id="d",
            set_id=None if reading is None else reading.id,
            label=label,
            span=Span(start, start + len(words)),
        )
    )


def _codes(path: Path) -> set[str]:
    with Workspace.look(path) as workspace:
        return {problem.code for problem in workspace.check()}


def test_the_log_holds_the_difference_and_not_every_span(project: Path) -> None:
    with closing(sqlite3.connect(project)) as reader:
        ((before, after),) = reader.execute("SELECT before, after FROM revision WHERE entity = 'text'")
        (entries,) = reader.execute(
            "SELECT count(*) FROM revision WHERE step_id = (SELECT max(id) FROM step)"
        ).fetchone()
        texts = [text for (text,) in reader.execute("SELECT text FROM document_text ORDER BY key")]
    assert json.loads(after)[1] == [[11, 12, "ة"], [16, 22, "محمد"]]
    assert json.loads(before)[1] == [[11, 12, "ه"], [16, 20, "الوزير"]]
    assert entries == 1
    assert texts == [_OLD, _NEW]


def test_every_moment_has_its_own_text_and_spans(project: Path) -> None:
    with Workspace.open(project, reader="ليلى") as workspace:
        history = workspace.history
        newest = history.entries()[0].step
        for step, text in ((newest - 1, _OLD), (newest, _NEW)):
            then = history.state_at(step, "d")
            assert then is not None
            assert then.document.text == text
            (reading,) = then.sets
            assert all(span.span.of(text) == span.quote for span in reading.spans.values())
        compared = history.compare(newest - 1, newest, "d")
        assert [type(change) for change in compared] == [TextChange]
        back = history.compare(newest, newest - 1, "d")
        assert not any(isinstance(change, DocumentChange | SpanChange) for change in back)


def test_a_document_goes_back_behind_a_correction_and_undo_returns(project: Path) -> None:
    with Workspace.open(project, reader="ليلى") as workspace:
        reading = workspace.active_set("d")
        assert reading is not None
        workspace.perform(
            DeleteSpans(document_id="d", set_id=reading.id, span_ids=(next(iter(reading.spans)),))
        )
        now = workspace.document("d"), workspace.sets("d")
        step = next(
            e.step for e in workspace.history.entries() if "EVENT" in str(e.name) or "Event" in str(e.name)
        )
        then = workspace.history.state_at(step, "d")
        assert then is not None
        workspace.perform(RestoreMoment(document_id="d", then=then))
        assert (workspace.document("d"), workspace.sets("d")) == (then.document, then.sets)
        assert workspace.check() == []
        workspace.undo()
        assert (workspace.document("d"), workspace.sets("d")) == now
        assert workspace.check() == []


def test_a_reading_that_began_after_a_correction_goes_with_it(project: Path) -> None:
    with Workspace.open(project, reader="ليلى") as workspace:
        first = workspace.history.entries()[-1].step
        then = workspace.history.state_at(first, "d")
        assert then is not None
        assert then.sets == ()
        workspace.perform(RestoreMoment(document_id="d", then=then))
        assert workspace.document("d").text == _OLD
        assert workspace.sets("d") == ()
        workspace.undo()
        assert workspace.document("d").text == _NEW
        assert workspace.check() == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE document_text SET text = replace(text, 'سافر', 'عاد') WHERE key = 1", "E_HASH"),
        ("UPDATE revision SET after = replace(after, '[11,12,', '[10,12,') WHERE entity = 'text'", "E_LOG"),
        ("UPDATE revision SET after = replace(after, '[[11,', '[[99,') WHERE entity = 'text'", "E_LOG"),
        ("UPDATE revision SET after = replace(after, ']]]', '') WHERE entity = 'text'", "E_LOG"),
        ("UPDATE revision SET before = replace(before, 'a', 'b') WHERE entity = 'text'", "E_LOG"),
        ("UPDATE revision SET after = replace(after, 'ة', 'ت') WHERE entity = 'text'", "E_LOG"),
        ("UPDATE span SET start = start - 1 WHERE label = 'EVENT'", "E_QUOTE"),
        ("UPDATE document SET text_key = 1", "E_LOG"),
    ],
)
def test_a_correction_that_was_tampered_with_is_found(project: Path, statement: str, code: str) -> None:
    assert _codes(project) == set()
    tamper(project, statement)
    assert code in _codes(project)


def test_repair_tells_a_correction_again(project: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(project)) as stranger:
        stranger.execute("CREATE TABLE guest (x)")
    report = repair(project, tmp_path / "new.hashiya")
    assert report.history
    with Workspace.open(tmp_path / "new.hashiya", reader="ليلى") as workspace:
        assert workspace.document("d").text == _NEW
        assert workspace.check() == []
        workspace.undo()
        assert workspace.document("d").text == _OLD
