"""What a screen reader is told about the text.

A text interface for AT-SPI written in Python crashes its client, so the canvas is a document with a name
and a description, and speaks of what changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from annotator import language
from annotator.language import tr
from annotator.model import RelationType, Span, SpanAnnotation
from annotator.text import graphemes
from annotator.text.sentences import next_sentence
from ui.text import geometry
from ui.text.caret import Move
from ui.text.reading import Reading, first_and_last

if TYPE_CHECKING:
    from ui.text.sheet import Sheet

_BY_WORDS: Final = frozenset({Move.WORD_LEFT, Move.WORD_RIGHT})
_MOST_SAID: Final = 300
"""Of a paragraph no more code points are said at once: the reader pane has it whole."""


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


def announce_caret(widget: QWidget, sheet: Sheet, move: Move, before: int, position: int) -> None:
    """Let a screen reader say what the caret has come to, if one is listening."""
    if QAccessible.isActive():
        announce(widget, caret_words(sheet, move, before, position))


def caret_words(sheet: Sheet, move: Move, before: int, position: int) -> str:
    """Return what a move from `before` has led to: as much of what follows as the move goes by.

    A move by words stops behind a word, too: it says what it has passed.
    """
    text = sheet.reading.text
    if move in _BY_WORDS:
        passed = text[min(before, position) : max(before, position)].strip()
        if passed:
            return passed
    end = _unit_end(sheet, move, position)
    words = text[position : min(end, position + _MOST_SAID)]
    if position == len(text):
        return tr("End of the text")
    if not words.strip():
        return tr("End of the paragraph") if text[position] == "\n" else tr("Space")
    return words.strip()


def _unit_end(sheet: Sheet, move: Move, position: int) -> int:
    """Return where the unit ends by which a move goes, if it begins at a position."""
    text, paragraphs = sheet.reading.text, sheet.paragraphs
    match move:
        case Move.SENTENCE_BACK | Move.SENTENCE_ON:
            return next_sentence(text, position)
        case Move.PARAGRAPH_BACK | Move.PARAGRAPH_ON:
            return paragraphs.end(paragraphs.index_of(position))
        case Move.UP | Move.DOWN | Move.PAGE_UP | Move.PAGE_DOWN | Move.LINE_START | Move.TEXT_START:
            return geometry.line_end(paragraphs.laid_out(paragraphs.index_of(position)), position)
        case _:
            return graphemes.next_border(text, position)


def announce_change(widget: QWidget, reading: Reading, before: SpanAnnotation | None) -> None:
    """Let a screen reader say what has become of the span that was current, if that is heard in its words."""
    if before is None or not QAccessible.isActive():
        return
    after = reading.spans.get(before.id)
    if after is None:
        announce(widget, tr("Deleted: {span}", span=span_words(reading, before)))
    elif (after.label, after.span) != (before.label, before.span):
        announce(widget, span_words(reading, after))


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
