"""The same words elsewhere: under another label, or under none.

A surface is the folded words of labelled spans of one layer. For each the places where it stands without any
span of that layer are kept, so that an edit looks only at the places that it touches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.consistency.finding import Finding
from annotator.consistency.registry import Code
from annotator.consistency.roles import Roles
from annotator.consistency.words import Key, Words, key_of
from annotator.consistency.writing import Draft
from annotator.editing.commands.fixes import Fix
from annotator.language import msg
from annotator.model import PlacedSpans, Span, SpanAnnotation

_BETWEEN_RESTS: Final = 50
"""Spans."""

Surface = tuple[str, Key]
"""A layer's code and the words."""
Labels = Mapping[str, int]
"""How often a surface has each label."""


def surface_of(span: SpanAnnotation, roles: Roles) -> Surface | None:
    """Return a span's surface; None where its like is not looked for.

    What somebody says is said once, and words are a source only where they say something.
    """
    if span.label in roles.statements or span.label in roles.sources:
        return None
    key = key_of(span.quote)
    return None if key is None else (roles.layer(span.label), key)


def usual(labels: Labels) -> str | None:
    """Return the label that a surface has more often than any other, or None."""
    ordered = sorted(labels.items(), key=lambda item: (-item[1], item[0]))
    if len(ordered) > 1 and ordered[0][1] == ordered[1][1]:
        return None
    return ordered[0][0] if ordered else None


def differing(span: SpanAnnotation, labels: Labels, roles: Roles) -> Iterator[Draft]:
    """Yield that a span's surface mostly has another label, or that its labels are as many as each other."""
    most = usual(labels)
    if len(labels) < 2 or span.label == most:  # noqa: PLR2004 - there is no other one
        return
    other = most or min(code for code in labels if code != span.label)
    yield Draft(
        rule=Code.DIFFERS,
        message=msg(
            "“{words}” is {label} here and {other} elsewhere ({count}×).",
            words=" ".join(span.quote.split()),
            label=roles.name(span.label),
            other=roles.name(other),
            count=labels[other],
        ),
        span=span,
        label=most,
    )


def unlabelled(
    place: Span, text: str, labels: Labels, roles: Roles, *, document_id: str, set_id: str | None
) -> Finding:
    """Return the finding that a surface has no label at a place."""
    most = usual(labels)
    other = most or min(labels)
    return Finding(
        rule=Code.UNLABELLED,
        message=msg(
            "“{words}” is not labelled here, and is {other} elsewhere ({count}×).",
            words=" ".join(place.of(text).split()),
            other=roles.name(other),
            count=labels[other],
        ),
        document_id=document_id,
        set_id=set_id,
        place=place,
        words=" ".join(place.of(text).split()),
        fix=None
        if most is None
        else Fix(document_id=document_id, set_id=set_id, span_id=None, span=place, label=most),
    )


@dataclass(slots=True)
class _Entry:
    labels: Counter[str] = field(default_factory=Counter)
    members: set[str] = field(default_factory=set)
    bare: dict[int, Span] = field(default_factory=dict)  # places without a span of the layer, by start


class Surfaces:
    """All surfaces of one reading of one text, kept up to date span by span."""

    def __init__(
        self, words: Words, spans: PlacedSpans, roles: Roles, rest: Callable[[], None] = lambda: None
    ) -> None:
        self._words, self._roles = words, roles
        self._entries: dict[Surface, _Entry] = {}
        self._by_first: dict[str, set[Surface]] = {}
        self.differing: set[Surface] = set()
        self.bare_count = 0
        self.differing_count = 0
        for number, span in enumerate(spans.values()):
            if number % _BETWEEN_RESTS == 0:
                rest()
            surface = surface_of(span, roles)
            if surface is not None:
                self._count_in(surface, span)
        for surface, entry in self._entries.items():
            rest()
            self._look_everywhere(surface, entry, spans)
            self._note_differing(surface, entry, 0)

    def replace(
        self, before: SpanAnnotation | None, after: SpanAnnotation | None, spans: PlacedSpans
    ) -> None:
        """Follow a change of one span; `spans` are as they are now."""
        for span, step in ((before, self._take_out), (after, self._put_in)):
            surface = None if span is None else surface_of(span, self._roles)
            if span is not None and surface is not None:
                step(surface, span, spans)
        for span in (before, after):
            if span is not None:
                self._look_around(span.span, spans)

    def drafts(self, spans: PlacedSpans) -> Iterator[Draft]:
        """Yield the spans whose words are labelled otherwise elsewhere."""
        for surface in self.differing:
            entry = self._entries[surface]
            for key in entry.members:
                yield from differing(spans[key], entry.labels, self._roles)

    def bare(self, document_id: str, set_id: str | None) -> Iterator[Finding]:
        """Yield the places whose words are labelled elsewhere and not here."""
        for entry in self._entries.values():
            for place in entry.bare.values():
                yield unlabelled(
                    place,
                    self._words.text,
                    entry.labels,
                    self._roles,
                    document_id=document_id,
                    set_id=set_id,
                )

    def _put_in(self, surface: Surface, span: SpanAnnotation, spans: PlacedSpans) -> None:
        entry = self._entries.get(surface)
        before = 0 if entry is None else _differing_members(entry)
        is_new = entry is None
        self._count_in(surface, span)
        entry = self._entries[surface]
        if is_new:
            self._look_everywhere(surface, entry, spans)
        self._note_differing(surface, entry, before)

    def _take_out(self, surface: Surface, span: SpanAnnotation, _spans: PlacedSpans) -> None:
        entry = self._entries[surface]
        before = _differing_members(entry)
        entry.members.remove(span.id)
        entry.labels[span.label] -= 1
        if not entry.labels[span.label]:
            del entry.labels[span.label]
        self._note_differing(surface, entry, before)
        if not entry.members:
            self.bare_count -= len(entry.bare)
            del self._entries[surface]
            self._by_first[surface[1][0]].discard(surface)

    def _count_in(self, surface: Surface, span: SpanAnnotation) -> None:
        entry = self._entries.setdefault(surface, _Entry())
        entry.labels[span.label] += 1
        entry.members.add(span.id)
        self._by_first.setdefault(surface[1][0], set()).add(surface)

    def _note_differing(self, surface: Surface, entry: _Entry, before: int) -> None:
        now = _differing_members(entry)
        self.differing_count += now - before
        (self.differing.add if now else self.differing.discard)(surface)

    def _look_everywhere(self, surface: Surface, entry: _Entry, spans: PlacedSpans) -> None:
        for place in self._words.places(surface[1]):
            self._look_at(surface, entry, place, spans)

    def _look_around(self, changed: Span, spans: PlacedSpans) -> None:
        """Look again at the places that a changed span touches."""
        for number, first in self._words.starting_between(changed.start, changed.end):
            for surface in self._by_first.get(first, ()):
                for place in self._words.at(number, surface[1]):
                    if place.overlaps(changed):
                        self._look_at(surface, self._entries[surface], place, spans)

    def _look_at(self, surface: Surface, entry: _Entry, place: Span, spans: PlacedSpans) -> None:
        layer = surface[0]
        is_bare = not any(
            self._roles.layer(other.label) == layer for other in spans.touching(place.start, place.end)
        )
        if is_bare and place.start not in entry.bare:
            entry.bare[place.start] = place
            self.bare_count += 1
        elif not is_bare and place.start in entry.bare:
            del entry.bare[place.start]
            self.bare_count -= 1


def _differing_members(entry: _Entry) -> int:
    """Return how many spans `differing` would yield a draft for."""
    if len(entry.labels) < 2:  # noqa: PLR2004 - there is no other one
        return 0
    most = usual(entry.labels)
    return len(entry.members) - (entry.labels[most] if most is not None else 0)
