"""Opening, scrolling and marking on the canvas, beside Qt's own editor with ExtraSelections."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from annotator.editing.commands import AddSpan, ImportDocuments
from annotator.model import AnnotatedDocument, Span
from annotator.workspace import Workspace
from benchmarks.corpus import long_document
from benchmarks.measure import Row, peak_mb

_SIZE = (1440, 900)


def canvas(characters: int, spans: int) -> list[Row]:
    """Measure our canvas and QTextEdit on the same document of `characters` code points."""
    annotated = long_document(characters, spans)
    size = f"{characters // 1000}k characters, {spans // 1000}k spans"
    ours, peak = _ours(annotated)
    peer = _text_edit(annotated)
    names = {
        "open": "open to first paint",
        "scroll": "scroll a page, 95th percentile",
        "add": "add a span, to the painted frame (after the commit)",
    }
    rows = [
        Row(
            work=name,
            size=size,
            ours=ours[key],
            peer=peer[key],
            peer_name="QTextEdit with ExtraSelections",
            unit="ms",
            peak_mb=peak,
        )
        for key, name in names.items()
    ]
    commit = Row(
        work="the commit of that span",
        size=size,
        ours=ours["commit"],
        peer=None,
        peer_name="",
        unit="ms",
        peak_mb=peak,
    )
    return [*rows, commit]


def _application() -> Any:
    from PySide6.QtWidgets import QApplication

    from ui import fonts

    application = QApplication.instance() or QApplication(["benchmarks"])
    fonts.load()
    return application


def _milliseconds(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _ours(annotated: AnnotatedDocument) -> tuple[dict[str, float], float]:
    application = _application()
    from ui.text.view import TextView
    from ui.theme import theme

    with tempfile.TemporaryDirectory() as name, Workspace.create(Path(name) / "p.db", title="t") as workspace:
        workspace.perform(ImportDocuments(documents=(annotated,)))
        key = annotated.document.id
        document, reading = workspace.document(key), workspace.active_set(key)
        assert reading is not None  # noqa: S101 - the corpus has one
        view = TextView()
        view.set_theme(theme("light"))
        view.resize(*_SIZE)
        view.show()
        application.processEvents()
        start = time.perf_counter()
        view.show_document(document, reading, workspace.scheme)
        view.grab()
        opened = _milliseconds(start)
        bar, scrolls = view.verticalScrollBar(), []
        for step in range(60):
            start = time.perf_counter()
            bar.setValue(int(bar.maximum() * step / 60) + bar.pageStep())
            view.viewport().grab()
            scrolls.append(_milliseconds(start))
        place = view.first_visible + 40
        start = time.perf_counter()
        done = workspace.perform(
            AddSpan(document_id=key, set_id=reading.id, label="EVENT", span=Span(place, place + 12))
        )
        commit = _milliseconds(start)
        assert done is not None  # noqa: S101 - it is new
        start = time.perf_counter()
        view.apply(done.changes)
        view.viewport().grab()
        added = _milliseconds(start)
        peak = peak_mb()
        view.close()
    return {"open": opened, "scroll": _percentile(scrolls, 0.95), "add": added, "commit": commit}, peak


def _text_edit(annotated: AnnotatedDocument) -> dict[str, float]:
    application = _application()
    from PySide6.QtGui import QColor, QTextCursor
    from PySide6.QtWidgets import QTextEdit

    from ui import fonts

    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.setFont(fonts.text_font(24))
    edit.resize(*_SIZE)
    edit.show()
    application.processEvents()

    def selection(start: int, end: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(edit.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format.setBackground(QColor("#D2DDE5"))
        return made

    start = time.perf_counter()
    edit.setPlainText(annotated.document.text)
    marks = [selection(s.span.start, s.span.end) for s in annotated.sets[0].spans.values()]
    edit.setExtraSelections(marks)
    edit.grab()
    opened = _milliseconds(start)
    bar, scrolls = edit.verticalScrollBar(), []
    for step in range(20):
        start = time.perf_counter()
        bar.setValue(int(bar.maximum() * step / 20) + bar.pageStep())
        edit.viewport().grab()
        scrolls.append(_milliseconds(start))
    start = time.perf_counter()
    edit.setExtraSelections([*marks, selection(40, 52)])
    edit.viewport().grab()
    added = _milliseconds(start)
    edit.close()
    return {"open": opened, "scroll": _percentile(scrolls, 0.95), "add": added}
