"""Opening, scrolling and marking on the canvas, beside Qt's own editors with ExtraSelections.

Each side is a process of its own and is given a project on the disk, so that its peak memory is that of
what it does. Times are processor time of that process, to the painted frame; a machine that is shared
makes those on the wall longer for all alike.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from annotator.editing.commands import AddSpan, ImportDocuments
from annotator.model import AnnotatedDocument, AnnotationSet, Document, Span, digest
from annotator.text.tokens import tokenize
from annotator.workspace import Workspace
from benchmarks.corpus import long_document
from benchmarks.measure import Row, peak_mb

_SIZE: Final = (1440, 900)
_PAGES, _JUMPS, _PEER_PAGES = 100, 60, 20
_REST: Final = 0.06
"""Seconds from one scroll to the next: nobody reads a page in less."""
_PEERS: Final = ("QTextEdit", "QPlainTextEdit")
_WORK: Final = {
    "open": "open to first paint",
    "page": "scroll by a page, 95th percentile",
    "jump": "jump to a far place, 95th percentile",
    "add": "add a span, to the painted frame (after the commit)",
    "peak": "all of this, peak memory",
}
_UNITS: Final = {"peak": "MB"}
_Aims = Mapping[str, float]
_AIMS: Final[Mapping[int, _Aims]] = {
    200_000: {"open": 100, "page": 16, "jump": 16, "add": 16},
    2_000_000: {"open": 500, "page": 16, "jump": 16, "add": 16, "peak": 120},
}
"""In the units of the rows, by how many characters there are."""
_PARAGRAPH_AIMS: Final[_Aims] = {"open": 1000, "page": 16}
"""Of 200,000 words in one paragraph."""

_Figures = dict[str, float]


def canvas(characters: int, spans: int) -> list[Row]:
    """Measure our canvas and Qt's editors on the same document of `characters` code points."""
    size = f"{characters // 1000}k characters, {spans // 1000}k spans"
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "p.hashiya"
        _run("make", project, str(characters), str(spans))
        ours, *peers = (_run(side, project) for side in ("ours", *_PEERS))
    return [*_compared(size, ours, peers, _AIMS.get(characters, {})), _commit(size, ours)]


def one_paragraph(words: int) -> list[Row]:
    """Measure the same on one paragraph of so many words, without marks."""
    size = f"{words // 1000}k words in one paragraph"
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "p.hashiya"
        _run("paragraph", project, str(words))
        ours, *peers = (_run(side, project) for side in ("ours", *_PEERS))
    return _compared(size, ours, peers, _PARAGRAPH_AIMS)


def _compared(size: str, ours: _Figures, peers: list[_Figures], aims: _Aims) -> list[Row]:
    return [
        Row(
            work=work,
            size=size,
            ours=ours[key],
            peer=peer[key],
            peer_name=f"{name} with ExtraSelections",
            unit=_UNITS.get(key, "ms"),
            peak_mb=ours["peak"],
            aim=aims.get(key),
        )
        for key, work in _WORK.items()
        for name, peer in zip(_PEERS, peers, strict=True)
    ]


def _commit(size: str, ours: _Figures) -> Row:
    return Row(
        work="the commit of that span",
        size=size,
        ours=ours["commit"],
        peer=None,
        peer_name="",
        unit="ms",
        peak_mb=ours["peak"],
    )


def _run(side: str, project: Path, *arguments: str) -> _Figures:
    """Let one side work in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.canvas", side, str(project), *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    figures: _Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def _make(project: Path, annotated: AnnotatedDocument) -> _Figures:
    with Workspace.create(project, title="t") as workspace:
        workspace.perform(ImportDocuments(documents=(annotated,)))
    return {}


def _paragraph(words: int) -> AnnotatedDocument:
    line = long_document(words * 8, 0).document.text.replace("\n", " ").split()[:words]
    text = " ".join(line)
    return AnnotatedDocument(document=Document(id="d", title="t", text=text, sha256=digest(text)))


def _application() -> Any:
    from ui import toolkit

    toolkit.load()  # as the program does
    from PySide6.QtWidgets import QApplication

    from ui import fonts

    application = QApplication.instance() or QApplication(["benchmarks"])
    fonts.load()
    return application


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _scrolled(area: Any, work: Callable[[int], object], rounds: int) -> float:
    """Return the 95th percentile of what a frame costs after each of so many scrolls."""
    application = _application()
    frames: list[float] = []
    for n in range(rounds):
        rested = time.monotonic() + _REST
        while time.monotonic() < rested:  # whoever reads a page leaves time for what is done meanwhile
            application.processEvents()
        start = time.process_time()
        work(n)
        area.viewport().repaint()
        frames.append((time.process_time() - start) * 1000)
    return sorted(frames)[int(rounds * 0.95)]


def _scrolls(area: Any, pages: int, jumps: int) -> _Figures:
    bar = area.verticalScrollBar()
    # QPlainTextEdit's bar counts lines, all others pixels; a page is a page.
    page = _scrolled(area, lambda _: bar.setValue(bar.value() + bar.pageStep()), pages)
    jump = _scrolled(area, lambda n: bar.setValue(bar.maximum() * (n * 37 % jumps) // jumps), jumps)
    return {"page": page, "jump": jump}


def _ours(project: Path) -> _Figures:
    application = _application()
    from ui.text.view import TextView

    with Workspace.open(project) as workspace:
        key = workspace.documents()[0].id
        document, reading = workspace.document(key), workspace.active_set(key)
        view = TextView()
        view.resize(*_SIZE)
        view.show()
        application.processEvents()
        gc.collect()

        def show() -> None:
            view.show_document(document, reading, workspace.scheme)
            view.viewport().repaint()

        opened = _milliseconds(show)
        figures = {"open": opened, **_scrolls(view, _PAGES, _JUMPS)}
        figures |= _add(workspace, view, document, reading)
        view.close()
    return {**figures, "peak": peak_mb()}


def _add(workspace: Workspace, view: Any, document: Document, reading: AnnotationSet | None) -> _Figures:
    word = _free_word(document.text, view.first_visible, reading)
    command = AddSpan(
        document_id=document.id,
        set_id=None if reading is None else reading.id,
        label="EVENT",
        span=word,
    )
    start = time.process_time()
    done = workspace.perform(command)
    commit = (time.process_time() - start) * 1000
    if done is None:
        message = "the span is there already"
        raise ValueError(message)
    return {
        "add": _milliseconds(lambda: (view.apply(done.changes), view.viewport().repaint())),
        "commit": commit,
    }


def _free_word(text: str, first: int, reading: AnnotationSet | None) -> Span:
    """Return the first word in sight that is in no span, so that any label may go there."""
    seen = range(first, first + 2000)
    spans = () if reading is None else reading.spans.values()
    near = [s.span for s in spans if s.span.end > seen.start and s.span.start < seen.stop]
    tokens = (Span(first + t.start, first + t.end) for t in tokenize(text[seen.start : seen.stop]))
    return next(word for word in tokens if len(word) > 1 and not any(word.overlaps(span) for span in near))


def _editor(project: Path, name: str) -> _Figures:
    application = _application()
    from PySide6 import QtWidgets
    from PySide6.QtGui import QColor, QTextCursor

    from ui import fonts

    with Workspace.open(project) as workspace:
        key = workspace.documents()[0].id
        document, reading = workspace.document(key), workspace.active_set(key)
    spans = [] if reading is None else [s.span for s in reading.spans.values()]
    edit = getattr(QtWidgets, name)()
    edit.setReadOnly(True)
    edit.setFont(fonts.text_font(24))
    edit.resize(*_SIZE)
    edit.show()
    application.processEvents()

    def selection(span: Span) -> QtWidgets.QTextEdit.ExtraSelection:
        made = QtWidgets.QTextEdit.ExtraSelection()
        cursor = QTextCursor(edit.document())
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format.setBackground(QColor("#D2DDE5"))
        return made

    marks: list[QtWidgets.QTextEdit.ExtraSelection] = []

    def show() -> None:
        edit.setPlainText(document.text)
        marks.extend(map(selection, spans))
        edit.setExtraSelections(marks)
        edit.viewport().repaint()

    figures = {"open": _milliseconds(show), **_scrolls(edit, _PEER_PAGES, _PEER_PAGES)}
    one_more = [*marks, selection(Span(40, 52))]
    figures["add"] = _milliseconds(lambda: (edit.setExtraSelections(one_more), edit.viewport().repaint()))
    edit.close()
    return {**figures, "peak": peak_mb()}


def _work(side: str, project: Path, arguments: list[str]) -> _Figures:
    match side:
        case "make":
            return _make(project, long_document(*map(int, arguments)))
        case "paragraph":
            return _make(project, _paragraph(int(arguments[0])))
        case "ours":
            return _ours(project)
        case _:
            return _editor(project, side)


if __name__ == "__main__":
    print(json.dumps(_work(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])))
