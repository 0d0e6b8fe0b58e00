"""Which keys the status bar shows: those that make sense now, at most four."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.language import trc
from annotator.model import Label
from annotator.text.units import Kind
from ui.status import Hint

_MOST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a person is in the middle of.

    Attributes:
        document: a document is open.
        selected: text is selected.
        label: the current span's label, or None.
        attributable: a source may be attached to a span of that label.
        related: that span is related to others.
        edges: which unit is selected or current, or None.
        matched: the selection is another place of the same words.
        picking: the other end of a relation is being chosen.
        lettered: the words, or the spans to choose from, have letters over them.
        answering: a question has the focus.
        finding: the selection is a place that the search bar has found.
        in_list: a list of documents or spans has the focus.
        editable: the project can be changed, and not only looked at.
    """

    document: bool = False
    selected: bool = False
    label: Label | None = None
    attributable: bool = False
    related: bool = False
    edges: Kind | None = None
    matched: bool = False
    picking: bool = False
    lettered: bool = False
    answering: bool = False
    finding: bool = False
    in_list: bool = False
    editable: bool = True


def hints(now: Situation) -> tuple[Hint, ...]:
    """Return the keys for a situation, the most useful first."""
    if now.picking:
        pairs = [
            *([("a–Z", trc("key hint", "choose"))] if now.lettered else []),
            ("Tab", trc("key hint", "next span")),
            ("PgDn", trc("key hint", "further")) if now.lettered else ("↵", trc("key hint", "choose")),
            ("Esc", trc("key hint", "leave it")),
        ]
    elif now.lettered:
        pairs = [
            ("a–Z", trc("key hint", "take the word")),
            ("Space", trc("key hint", "further")),
            ("1–9", trc("key hint", "entity")),
            ("Esc", trc("key hint", "leave it")),
        ]
    elif now.answering:
        pairs = [
            ("1–9", trc("key hint", "answer")),
            ("Alt+1–9", trc("key hint", "question")),
            ("C", trc("key hint", "as the last one")),
            ("Esc", trc("key hint", "back to the text")),
        ]
    elif now.in_list:
        pairs = [("↵", trc("key hint", "open")), ("Tab", trc("key hint", "onwards"))]
    elif now.document and not now.editable:
        pairs = [
            ("Tab", trc("key hint", "next span")),
            *([("J", trc("key hint", "other end"))] if now.related else []),
            ("F1", trc("key hint", "all keys")),
        ]
    elif now.finding:
        pairs = [
            ("F3", trc("key hint", "next place")),
            ("1–9", trc("key hint", "label and go on")),
            ("Ctrl+F3", trc("key hint", "label all")),
            ("Esc", trc("key hint", "end the search")),
        ]
    elif now.selected:
        pairs = [
            ("1–9", trc("key hint", "entity")),
            ("F5–F8", trc("key hint", "claim or source")),
            *([("M", trc("key hint", "next match"))] if now.matched else []),
            *_of_edges(now.edges),
            ("Esc", trc("key hint", "select nothing")),
        ]
    elif now.label is not None:
        pairs = [
            ("Tab", trc("key hint", "next span")),
            *_of_current(attributable=now.attributable, related=now.related),
            ("Alt+←", trc("key hint", "move the edge")),
            *_of_edges(now.edges),
            ("Del", trc("key hint", "delete")),
        ]
    elif now.document:
        pairs = [
            ("Tab", trc("key hint", "next span")),
            ("Ctrl+Shift+←", trc("key hint", "select words")),
            ("F1", trc("key hint", "all keys")),
        ]
    else:
        pairs = [("F1", trc("key hint", "all keys"))]
    return tuple(Hint(key=key, text=text) for key, text in pairs[:_MOST])


def _of_current(*, attributable: bool, related: bool) -> list[tuple[str, str]]:
    if related:
        return [("J", trc("key hint", "other end"))]
    return (
        [("R", trc("key hint", "attach source")), ("U", trc("key hint", "attach cue"))]
        if attributable
        else [("1–9", trc("key hint", "other label"))]
    )


def _of_edges(kind: Kind | None) -> list[tuple[str, str]]:
    if kind is None:
        return []
    names = {
        Kind.CHARACTERS: trc("unit", "characters"),
        Kind.WITHOUT_ARTICLE: trc("unit", "word without article"),
        Kind.WITHOUT_FUTURE: trc("unit", "verb without future mark"),
        Kind.WITHOUT_PREPOSITION: trc("unit", "word without clitic"),
        Kind.WITHOUT_CONJUNCTION: trc("unit", "word without conjunction"),
        Kind.WORD: trc("unit", "word"),
        Kind.PHRASE: trc("unit", "phrase"),
        Kind.SENTENCE: trc("unit", "sentence"),
        Kind.QUOTATION: trc("unit", "quotation"),
    }
    return [("G", trc("key hint", "edges: {unit}", unit=names[kind]))]
