"""What a screen reader is told about the text.

A text interface for AT-SPI written in Python crashes its client, so the canvas is a document with a name
and a description, and speaks of what changes.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from annotator import language
from annotator.language import tr
from annotator.model import RelationType, Span, SpanAnnotation
from ui.text.reading import Reading, first_and_last

_documents: Final[set[str]] = set()
"""Names of the classes that are documents to a screen reader."""


def is_document(kind: type[QWidget]) -> None:
    """Let a screen reader know that widgets of this class are documents; to Qt they are frames of no kind."""
    if not _documents:
        QAccessible.installFactory(_interface)
    _documents.add(kind.__name__)


def _interface(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if class_name in _documents and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, QAccessible.Role.Document)
    return None


def name(widget: QWidget, title: str | None) -> None:
    """Give the canvas its name and description, in the interface's language."""
    widget.setAccessibleName(tr("Text") if title is None else tr("Text: {title}", title=title))
    widget.setAccessibleDescription(
        tr(
            "Arrow keys move through the text, Shift with arrow keys selects, Tab goes to the next span, "
            "Enter chooses the span at the caret."
        )
    )


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say something, if one is listening."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def selection_words(reading: Reading, selection: Span | None) -> str:
    """Return what to say about a selection."""
    if selection is None:
        return tr("Nothing selected")
    return tr("Selected: {words}", words=first_and_last(selection.of(reading.text)))


def span_words(reading: Reading, span: SpanAnnotation) -> str:
    """Return what to say about a span: its label and its words."""
    return tr("{label}: {words}", label=label_name(reading, span), words=first_and_last(span.quote))


def relation_words(reading: Reading, relation_id: str) -> str:
    """Return what to say about a relation: its type and the words of both ends."""
    relation = reading.relation(relation_id)
    kind = reading.scheme.relation_type(relation.type)
    parts = {
        "type": relation.type if kind is None else type_name(kind),
        "source": first_and_last(reading.spans[relation.source].quote),
        "target": first_and_last(reading.spans[relation.target].quote),
    }
    if kind is not None and kind.symmetric:
        return tr("{type}: {source} and {target}", **parts)
    return tr("{type}: from {source} to {target}", **parts)


def type_name(kind: RelationType) -> str:
    """Return a relation type's name without what stands in brackets behind it."""
    return kind.names.in_language(language.current()).split(" (", 1)[0]


def label_name(reading: Reading, span: SpanAnnotation) -> str:
    """Return a span's label in the interface's language, or its code if the scheme has lost it."""
    label = reading.label(span)
    return span.label if label is None else label.names.in_language(language.current())
