"""Two moments of a document side by side: what was added, removed and changed, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.editing.comparing import Aspect, Fate
from annotator.model import SpanAnnotation
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.question import QuestionDialog
from ui.panels.comparison_model import EXCERPT, Column

MakeWindow = Callable[..., Conductor]


def _span(conductor: Conductor, label: str, place: int = 0) -> SpanAnnotation:
    reading = conductor.session.annotation_set
    assert reading is not None
    return [s for s in reading.in_text_order() if s.label == label][place]


def _delete(conductor: Conductor, label: str) -> SpanAnnotation:
    span = _span(conductor, label)
    conductor.window.view.set_current(span.id)
    conductor.editing.delete()
    return span


def _relabel(conductor: Conductor, label: str, to: str) -> SpanAnnotation:
    span = _span(conductor, label)
    conductor.window.view.set_current(span.id)
    conductor.editing.label(to)
    return span


def _compare(conductor: Conductor, row: int) -> None:
    conductor.actions.actions["history"].trigger()
    panel = conductor.window.history
    panel.table.setCurrentIndex(panel.model.index(row, 0))
    QTest.mouseClick(panel.compare, Qt.MouseButton.LeftButton)
    assert panel.compares


def _cells(conductor: Conductor, column: Column) -> list[str]:
    model = conductor.window.history.comparison.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _choose(conductor: Conductor, words: str) -> None:
    (action,) = (a for a in conductor.window.history.comparison.restore_menu().actions() if a.text() == words)
    assert action.isEnabled()
    action.trigger()


def _row_of(conductor: Conductor, span: SpanAnnotation) -> int:
    model = conductor.window.history.comparison.model
    return next(
        row
        for row in range(model.rowCount())
        if span.id in {s.id for s in (model.difference(row).before, model.difference(row).after) if s}
        and model.difference(row).relation is None
    )


def test_what_a_moment_and_now_differ_in_stands_in_rows_with_the_words(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    gone = _delete(conductor, "PERS")
    other = _relabel(conductor, "ORG", "FAC")
    _compare(conductor, 2)
    panel = conductor.window.history.comparison
    assert panel.after is None, "the later moment is now"
    row = _row_of(conductor, gone)
    assert _cells(conductor, Column.FATE)[row] == "Removed"
    assert _cells(conductor, Column.KIND)[row] == "Person"
    excerpt = panel.model.index(row, Column.WORDS).data(EXCERPT)
    assert excerpt.words == gone.quote
    text = conductor.session.document.text if conductor.session.document else ""
    assert " ".join(str(excerpt).split()) in " ".join(text.split()), "the words stand in their text"
    row = _row_of(conductor, other)
    assert _cells(conductor, Column.FATE)[row] == "Changed"
    assert _cells(conductor, Column.WHAT)[row] == "Organisation → Facility"
    assert panel.model.difference(row).aspects >= {Aspect.LABEL}
    assert panel.table.hasFocus()


def test_the_newest_step_shows_what_it_did_and_other_moments_can_be_chosen(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    first = _delete(conductor, "PERS")
    second = _delete(conductor, "ORG")
    _compare(conductor, 0)
    panel = conductor.window.history.comparison
    assert second.quote in _cells(conductor, Column.WORDS)
    assert first.quote not in _cells(conductor, Column.WORDS)
    steps = [panel.from_field.itemData(row) for row in range(panel.from_field.count())]
    panel.from_field.set_choice(steps[2])
    panel.to_field.set_choice(steps[1])
    panel.moments_changed.emit()
    assert first.quote in _cells(conductor, Column.WORDS)
    assert second.quote not in _cells(conductor, Column.WORDS)
    panel.from_field.set_choice(steps[0])
    panel.moments_changed.emit()
    assert set(_cells(conductor, Column.FATE)) == {"Added"}, "the other way round, what went has come"


def test_one_span_comes_back_and_nothing_else(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    kept = _delete(conductor, "PERS")
    wanted = _delete(conductor, "ORG")
    _compare(conductor, 2)
    panel = conductor.window.history.comparison
    panel.table.setCurrentIndex(panel.model.index(_row_of(conductor, wanted), 0))
    _choose(conductor, "This span, as it was then")
    assert conductor.session.span(wanted.id) == wanted
    assert conductor.session.span(kept.id) is None
    assert wanted.quote not in _cells(conductor, Column.WORDS), "the comparison keeps up"
    assert panel.table.currentIndex().isValid()
    conductor.editing.undo()
    assert conductor.session.span(wanted.id) is None


@pytest.mark.parametrize("what", ["This reading, as it was then", "The whole document, as it was then"])
def test_a_reading_and_a_document_come_back(make_window: MakeWindow, samples: Path, what: str) -> None:
    conductor = make_window(samples)
    before = conductor.session.annotation_set
    _delete(conductor, "PERS")
    _relabel(conductor, "ORG", "FAC")
    _compare(conductor, 2)
    _choose(conductor, what)
    now = conductor.session.annotation_set
    assert before is not None
    assert now is not None
    assert (now.spans, now.relations) == (before.spans, before.relations)
    assert conductor.window.history.comparison.model.rowCount() == 0
    assert not conductor.window.history.comparison.restore.isEnabled()


def test_a_row_leads_to_its_place(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    gone, other = _delete(conductor, "PERS"), _relabel(conductor, "ORG", "FAC")
    _compare(conductor, 2)
    panel, view = conductor.window.history.comparison, conductor.window.view
    panel.table.setCurrentIndex(panel.model.index(_row_of(conductor, gone), 0))
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert view.selection == gone.span
    panel.table.activated.emit(panel.model.index(_row_of(conductor, other), 0))
    assert view.current_span == other.id


def test_escape_leads_back_to_the_steps_and_then_to_the_text(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _delete(conductor, "PERS")
    _compare(conductor, 1)
    panel = conductor.window.history
    QTest.keyClick(panel.comparison.table, Qt.Key.Key_Escape)
    assert not panel.compares
    assert panel.table.hasFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert conductor.window.view.hasFocus()


def test_another_document_has_other_moments(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _delete(conductor, "PERS")
    _compare(conductor, 1)
    conductor.actions.actions["next_document"].trigger()
    assert not conductor.window.history.compares


def test_looking_only_compares_and_restores_nothing(make_window: MakeWindow, samples: Path) -> None:
    with Workspace.open(samples, reader="Salma") as workspace:
        document = workspace.documents()[0]
        conductor = make_window(samples)
        conductor.session.show(document.id)
        _compare(conductor, 0)
        assert not conductor.window.history.comparison.restore.isEnabled()
        assert not any(a.isEnabled() for a in conductor.window.history.comparison.restore_menu().actions())


def test_a_corrected_text_is_one_difference_and_moves_no_span(make_window: MakeWindow, samples: Path) -> None:
    from annotator.editing.comparing import compare
    from annotator.model import AnnotatedDocument, Span, digest

    conductor = make_window(samples)
    document, reading = conductor.session.document, conductor.session.annotation_set
    assert document is not None
    assert reading is not None
    text = f"نص {document.text}"
    later = replace(
        reading,
        spans={
            key: replace(span, span=Span(span.span.start + 3, span.span.end + 3))
            for key, span in reading.spans.items()
        },
    )
    found = compare(
        AnnotatedDocument(document=document, sets=(reading,)),
        AnnotatedDocument(document=replace(document, text=text, sha256=digest(text)), sets=(later,)),
    )
    (only,) = found
    assert only.fate is Fate.CHANGED
    assert only.text is not None
    assert only.text[1].startswith("نص")


def test_the_whole_project_goes_back_after_a_question(
    make_window: MakeWindow, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)
    gone = _delete(conductor, "PERS")
    conductor.actions.actions["next_document"].trigger()
    other = _delete(conductor, "ORG")
    asked: list[str] = []
    answers = [0, 1]

    def answer(dialog: QuestionDialog) -> int:
        asked.extend(label.text() for label in dialog.findChildren(type(conductor.window.banner._words)))
        return answers.pop(0)

    monkeypatch.setattr(QuestionDialog, "exec", answer)
    conductor.actions.actions["history"].trigger()
    panel = conductor.window.history
    panel.scope.set_choice("all")
    panel.scope.chosen.emit("all")
    panel.table.setCurrentIndex(panel.model.index(2, 0))
    for _ in range(2):
        (whole,) = (a for a in panel.back_menu().actions() if a.text() == "The whole project…")
        whole.trigger()
        QApplication.processEvents()
    assert any("2 documents go back" in words for words in asked)
    assert conductor.session.span(other.id) == other
    conductor.actions.actions["previous_document"].trigger()
    assert conductor.session.span(gone.id) == gone
    conductor.editing.undo()
    assert conductor.session.span(gone.id) is None
