"""What a person is in the middle of, read off the window and said in its status bar."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QListView, QTableView, QTreeView

from annotator.language import current, tr
from annotator.model import Label
from ui.hints import Situation, hints
from ui.main_window import MainWindow
from ui.own_page import OwnPage
from ui.panels.choice_field import ChoiceField
from ui.session import Session


def show_situation(window: MainWindow, session: Session, *, picking: bool) -> None:
    """Say what is current or selected, and which keys help now.

    Args:
        window: whose status bar, view and focus.
        session: what is open.
        picking: the other end of a relation is being chosen.
    """
    page = window.shown_page
    window.status.show_figures(shown=not isinstance(page, OwnPage))
    if isinstance(page, OwnPage) and page.hints is not None:
        window.status.show_nothing(page.sentence, name=page.name)
        window.status.set_hints(page.hints)
        return
    document = session.document if session.is_open else None
    selection, focus = window.view.selection, QApplication.focusWidget()
    label = None
    if document is None:
        window.status.show_nothing()
    elif selection is not None:
        window.status.show_stretch(selection.of(document.text), None, tr("Selection"))
    else:
        label = _show_current(window, session)
    window.status.set_hints(
        hints(
            Situation(
                document=document is not None,
                selected=selection is not None,
                label=label,
                attributable=label is not None and _is_attributable(label, session),
                related=window.view.is_related,
                edges=window.view.edges.kind,
                matched=window.view.matches.is_on,
                picking=picking,
                lettered=bool(window.view.letters.places),
                answering=isinstance(focus, ChoiceField) and window.desk.current.isAncestorOf(focus),
                finding=selection is not None and window.view.is_found(selection),
                in_list=isinstance(focus, QListView | QTableView | QTreeView),
                editable=not (session.is_open and session.workspace.read_only),
            )
        )
    )


def show_paragraph(window: MainWindow, session: Session) -> None:
    """Put the paragraph at the caret where screen readers can read it, if that is asked for."""
    document = session.document if session.is_open else None
    if document is None or window.reader.isHidden():
        return
    caret = window.view.caret
    start, end = document.text.rfind("\n", 0, caret) + 1, document.text.find("\n", caret)
    window.reader.show_paragraph(document.text[start : len(document.text) if end < 0 else end])


def _show_current(window: MainWindow, session: Session) -> Label | None:
    span = session.span(window.view.current_span)
    if span is None:
        window.status.show_nothing()
        return None
    label = session.workspace.scheme.label(span.label)
    name = span.label if label is None else label.names.in_language(current())
    window.status.show_stretch(span.quote, label, name)
    return label


def _is_attributable(label: Label, session: Session) -> bool:
    kind = session.workspace.scheme.relation_type("attribution")
    return kind is not None and label.code in kind.range
