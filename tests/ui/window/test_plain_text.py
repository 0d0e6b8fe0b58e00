"""What a stranger wrote is shown letter by letter: no part of the window takes `<b>` for markup."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMessageBox,
    QTextEdit,
    QWidget,
)

from annotator.editing.commands import ImportDocuments
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Document,
    Names,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    digest,
)
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from tests.ui.window.dialogs import dialogs
from ui.conductor import Conductor

MakeWindow = Callable[..., Conductor]
MARK = '<b>x</b><img src="file:///etc/hostname">&amp;'
TEXT = f"قالت وكالة {MARK} إن الوزير نفى ذلك."
_WRAPPED = re.compile(r"<qt>([^<>]*)</qt>\Z")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a project in which everything a person can write is markup, in a folder named so."""
    folder = tmp_path / "<b>folder<b>"
    folder.mkdir()
    scheme = default_scheme()
    said = Names(ar=MARK, en=MARK)
    labels = tuple(
        replace(label, names=said, short=said, description=said)
        if label.code in {"SOURCE", "CLAIM"}
        else label
        for label in scheme.labels
    )
    path = folder / "<i>p<i>.hashiya"
    spans = {
        "s1": ("SOURCE", 5, 20, {"canonical": MARK}),
        "s2": ("CLAIM", 20, len(TEXT), {}),
    }
    made = {
        key: SpanAnnotation(
            id=key, label=label, span=Span(a, b), quote=TEXT[a:b], attributes=more, comment=MARK, flagged=True
        )
        for key, (label, a, b, more) in spans.items()
    }
    with Workspace.create(path, title=MARK, scheme=replace(scheme, labels=labels), reader=MARK) as workspace:
        for number in range(2):
            document = Document(
                id=f"d{number}",
                title=f"{MARK} {number}",
                text=TEXT,
                sha256=digest(TEXT),
                metadata={MARK: MARK},
            )
            readings = tuple(
                AnnotationSet(
                    id=f"set{number}{name}",
                    document_id=document.id,
                    owner=Owner.ANNOTATOR,
                    annotator=Annotator(id=name, name=name),
                    spans=made,
                    relations={"r1": Relation(id="r1", type="attribution", source="s1", target="s2")},
                )
                for name in (MARK, f"{MARK}2")
            )
            documents = (AnnotatedDocument(document=document, sets=readings),)
            workspace.perform(ImportDocuments(documents=documents))
    return path


def _tips(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.whatsThis())
    # Tooltips of actions are made of their texts. They are shown in tool bars and in menus that ask for them,
    # and tests/test_architecture.py sees to it that there are none.
    yield from (action.whatsThis() for action in widget.actions())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _told(widget.model(), QModelIndex(), 0)


def _told(model: QAbstractItemModel, parent: QModelIndex, depth: int) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), 20)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole):
                yield str(model.data(index, role) or "")
        if depth < 3:
            yield from _told(model, model.index(row, 0, parent), depth + 1)


def _rich(root: QWidget) -> list[str]:
    """Return the parts under `root` that would show markup as markup, or could."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        name = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            found.append(f"{name}: a label that guesses, “{widget.text()[:40]}”")
        if isinstance(widget, QTextEdit | QMessageBox):
            found.append(f"{name}: a widget for rich text")
        for tip in _tips(widget):
            letters = _WRAPPED.match(tip)
            if letters is None and "<" in tip:
                found.append(f"{name}: a tooltip with markup, “{tip[:60]}”")
            assert letters is None or html.escape(html.unescape(letters[1])) == letters[1]
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_in_the_window_takes_words_for_markup(
    make_window: MakeWindow, hostile: Path, language: str
) -> None:
    conductor = make_window(hostile, language=language)
    window = conductor.window
    assert _rich(window) == []
    for action_id, action in conductor.actions.actions.items():
        if action.isCheckable() and action.isEnabled() and not action.isChecked():
            action.trigger()
            QApplication.processEvents()
            assert _rich(window) == [], action_id
    for _ in range(3):
        window.view.next_span()
        QApplication.processEvents()
        assert _rich(window) == []
    tips = [w.toolTip() for w in window.findChildren(QWidget) if "&lt;b&gt;" in w.toolTip()]
    assert tips, "no tooltip says what a stranger wrote, so nothing has been proved"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_dialog_takes_words_for_markup(make_window: MakeWindow, hostile: Path, language: str) -> None:
    conductor = make_window(hostile, language=language)
    for dialog in dialogs(conductor):
        assert _rich(dialog) == [], type(dialog).__name__


def test_the_start_page_shows_a_path_letter_by_letter(make_window: MakeWindow, hostile: Path) -> None:
    make_window(hostile).window.close()
    conductor = make_window()
    QApplication.processEvents()
    assert _rich(conductor.window) == []
    tips = [w.toolTip() for w in conductor.window.findChildren(QWidget)]
    assert any("&lt;b&gt;folder" in tip for tip in tips)


def test_a_refused_file_is_named_letter_by_letter(make_window: MakeWindow, tmp_path: Path) -> None:
    path = tmp_path / "<b>text<b>.hashiya"
    path.write_text("no project", encoding="utf-8")
    conductor = make_window()
    assert not conductor.open(path)
    QApplication.processEvents()
    assert _rich(conductor.window) == []
    assert any("<b>text<b>" in label.text() for label in conductor.window.findChildren(QLabel))


def test_a_tooltip_with_markup_would_be_found(make_window: MakeWindow) -> None:
    window = make_window().window
    window.setToolTip(MARK)
    label = QLabel(MARK, window)
    assert len(_rich(window)) == 2
    label.deleteLater()


def test_no_window_has_loaded_what_speaks_to_a_network(make_window: MakeWindow, hostile: Path) -> None:
    dialogs(make_window(hostile))
    assert [name for name in sys.modules if name.startswith(("PySide6.QtNetwork", "PySide6.QtWeb"))] == []
