"""What the canvas knows about one annotation set: spans by place, relations by end, statements by number.

Built once when a document is shown and kept up to date change by change. Nothing here knows Qt.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Final

from annotator.editing.change import Change, RelationChange, SetChange, SpanChange, TextChange
from annotator.editing.moving import moved
from annotator.editing.statements import ATTRIBUTION, CUE, Statements
from annotator.model import (
    AnnotationSet,
    Document,
    Label,
    LabelScheme,
    PlacedSpans,
    Relation,
    Span,
    SpanAnnotation,
)
from annotator.text.replacements import Movement

_WHOLE_WORDS: Final = 6
"""A span of more words is named by its first and its last."""


class Reading:
    """One reading of one document, ready to be drawn.

    Attributes:
        document: what is read.
        set_id: the annotation set, or None while nothing has been said about the document.
        scheme: what the labels mean.
        spans: the span annotations, by id and by place.
        statements: the numbered claims and quotations.
        tagged: codes of the labels that need a tag, because another label has the same mark.
        statement_label: the first label that can be attributed; its colours are those of all numbers.
    """

    def __init__(self, document: Document, annotation_set: AnnotationSet | None, scheme: LabelScheme) -> None:
        self.document = document
        self.text = document.text
        self.scheme = scheme
        marks = Counter(label.mark for label in scheme.labels)
        self.tagged = frozenset(label.code for label in scheme.labels if marks[label.mark] > 1)
        attribution = scheme.relation_type(ATTRIBUTION)
        said = attribution.range if attribution is not None else frozenset[str]()
        self.statement_label = next((label for label in scheme.labels if label.code in said), None)
        self._take(annotation_set)

    def _take(self, annotation_set: AnnotationSet | None) -> None:
        self.set_id = None if annotation_set is None else annotation_set.id
        spans = {} if annotation_set is None else annotation_set.spans
        self.spans = PlacedSpans.of(spans)
        self._relations: dict[str, Relation] = {}
        if annotation_set is not None:
            self._relations |= annotation_set.relations
        self.statements = Statements(self.scheme, self.spans.values())
        self._by_end: defaultdict[str, list[str]] = defaultdict(list)
        for relation in self._relations.values():
            self._join(relation)

    def label(self, span: SpanAnnotation) -> Label | None:
        """Return the label of a span, or None if the scheme has lost it."""
        return self.scheme.label(span.label)

    def is_annotated(self, start: int, end: int) -> bool:
        """Tell whether a span shares a code point with `[start, end)`."""
        return self.spans.touches(start, end)

    def touching(self, start: int, end: int) -> list[SpanAnnotation]:
        """Return the spans that share a code point with `[start, end)`, by start, outer first."""
        return self.spans.touching(start, end)

    def at(self, position: int) -> list[SpanAnnotation]:
        """Return the spans that cover the character at `position`, innermost (shortest) first."""
        found = self.touching(position, position + 1)
        return sorted(found, key=lambda s: (len(s.span), -s.span.start))

    def cluster(self, start: int, end: int, wanted: Callable[[SpanAnnotation], bool]) -> list[SpanAnnotation]:
        """Return the wanted spans that overlap `[start, end)`, directly or through one another, in order.

        Lanes depend on no other span, so a paragraph can be packed without the rest of the document.
        """
        low, high = start, end
        while True:
            found = [s for s in self.touching(low, high) if wanted(s)]
            wider = (
                min((s.span.start for s in found), default=low),
                max((s.span.end for s in found), default=high),
            )
            if low <= wider[0] and wider[1] <= high:
                return found
            low, high = min(low, wider[0]), max(high, wider[1])

    def relations_of(self, span_id: str) -> list[Relation]:
        """Return the relations that start or end at a span."""
        return [self._relations[key] for key in self._by_end.get(span_id, ())]

    def relation(self, relation_id: str) -> Relation:
        """Return a relation.

        Raises:
            KeyError: there is none with this id.
        """
        return self._relations[relation_id]

    def number(self, span_id: str) -> int | None:
        """Return a statement's number, or None for any other span."""
        span = self.spans.get(span_id)
        return None if span is None else self.statements.number(span)

    def statement_of(self, span_id: str) -> str | None:
        """Return the numbered statement that a span is, or that it is the source or cue of, or None."""
        span = self.spans.get(span_id)
        if span is None:
            return None
        if self.statements.number(span) is not None:
            return span_id
        for relation in self.relations_of(span_id):
            if relation.source == span_id and relation.type in {ATTRIBUTION, CUE}:
                target = self.spans.get(relation.target)
                if target is not None and self.statements.number(target) is not None:
                    return target.id
        if self.statements.is_statement(span):
            claims = [s for s in self.touching(span.span.start, span.span.end) if self.statements.number(s)]
            return claims[0].id if claims else None
        return None

    def apply(self, change: Change) -> list[Span]:
        """Follow one change. Return the places whose marks may look different now."""
        match change:
            case SpanChange(set_id=set_id) if set_id == self.set_id:
                return self._change_span(change.before, change.after)
            case RelationChange(set_id=set_id) if set_id == self.set_id:
                return self._change_relation(change.before, change.after)
            case SetChange():
                return self._change_set(change)
            case _:
                return []

    def correct(self, change: TextChange) -> None:
        """Take over a correction of the text, with all spans where they are now."""
        self.document = change.after
        self.text = change.after.text
        movement = Movement(change.replacements)
        spans = {key: moved(span, movement, self.text) for key, span in self.spans.items()}
        self.spans = PlacedSpans.of(spans)
        self.statements = Statements(self.scheme, spans.values())

    def _change_span(self, before: SpanAnnotation | None, after: SpanAnnotation | None) -> list[Span]:
        affected = [s.span for s in (before, after) if s is not None]
        self.spans = self.spans.changed(before, after)
        self.statements.replace(before, after)
        # Lanes and depths of whatever overlaps may move with it.
        return affected + [
            other.span for span in affected for other in self.cluster(span.start, span.end, lambda _: True)
        ]

    def _change_relation(self, before: Relation | None, after: Relation | None) -> list[Span]:
        if before is not None:
            del self._relations[before.id]
            for end in {before.source, before.target}:
                self._by_end[end].remove(before.id)
        if after is not None:
            self._relations[after.id] = after
            self._join(after)
        ends = {end for r in (before, after) if r is not None for end in (r.source, r.target)}
        return [self.spans[end].span for end in sorted(ends) if end in self.spans]

    def _change_set(self, change: SetChange) -> list[Span]:
        ours = [
            s
            for s in (change.before, change.after)
            if s is not None and s.document_id == self.document.id and self.set_id in {None, s.id}
        ]
        if not ours:
            return []
        old = [s.span for s in self.spans.values()]
        self._take(change.after)
        return old + [s.span for s in self.spans.values()]

    def _join(self, relation: Relation) -> None:
        self._by_end[relation.source].append(relation.id)
        if relation.target != relation.source:
            self._by_end[relation.target].append(relation.id)


def first_and_last(words: str) -> str:
    """Return a span's words, cut to the first and the last where there are many."""
    parts = words.split()
    return words if len(parts) <= _WHOLE_WORDS else f"{parts[0]} … {parts[-1]}"
