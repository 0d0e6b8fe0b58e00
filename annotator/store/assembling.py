"""Documents and readings from salvaged rows: what fits together is kept, what does not is listed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import msgspec

from annotator.language import Message, msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Direction,
    Document,
    Origin,
    Owner,
    Problem,
    Relation,
    Role,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.store.migrations import KEY_BITS
from annotator.store.rows import attributes_of, metadata_of
from annotator.store.salvage import Row, Salvage

_Value = TypeVar("_Value")


class Assembly:
    """Puts rows together.

    Args:
        found: the rows.
        lost: gets what does not fit.
    """

    def __init__(self, found: Salvage, lost: list[Problem]) -> None:
        self._rows = found.rows
        self._lost = lost
        self._spans: dict[int, list[tuple[int, Row]]] = {}
        for key, row in sorted(found.rows["span"].items()):
            self._spans.setdefault(key >> KEY_BITS, []).append((key, row))
        self._relations: dict[int, list[Row]] = {}
        for key, row in sorted(found.rows["relation"].items()):
            self._relations.setdefault(key >> KEY_BITS, []).append(row)

    def documents(self) -> list[AnnotatedDocument]:
        """Return the documents in their order, with what could be saved of their readings."""
        found = []
        rows = sorted(self._rows["document"].items(), key=lambda item: (item[1][1], item[0]))
        for key, row in rows:
            document = self._document(row)
            if document is not None:
                sets = [self._set(k, r, document) for k, r in self._sets_of(key)]
                found.append(
                    AnnotatedDocument(document=document, sets=tuple(one for one in sets if one is not None))
                )
        return found

    def _sets_of(self, document_key: int) -> list[tuple[int, Row]]:
        return [(k, row) for k, row in sorted(self._rows["annotation_set"].items()) if row[1] == document_key]

    def _document(self, row: Row) -> Document | None:
        document_id, _, title, text_key, metadata, direction = row
        text_row = self._rows["document_text"].get(text_key)
        if text_row is None:
            self._lose(msg("The text of “{document}” can't be read.", document=title), document_id)
            return None
        text = text_row[1]
        return self._made(
            lambda: Document(
                id=document_id,
                title=title,
                text=text,
                sha256=digest(text),
                metadata=metadata_of(metadata),
                direction=Direction(direction),
            ),
            title,
            document_id,
        )

    def _set(self, key: int, row: Row, document: Document) -> AnnotationSet | None:
        set_id, _, owner, annotator_key, state, answers = row
        spans: dict[int, SpanAnnotation] = {}
        for span_key, span_row in self._spans.get(key, ()):
            span = self._span(span_row, document)
            if span is not None:
                spans[span_key] = span
        relations = {}
        for relation_row in self._relations.get(key, ()):
            relation = self._relation(relation_row, spans, document)
            if relation is not None:
                relations[relation.id] = relation
        return self._made(
            lambda: AnnotationSet(
                id=set_id,
                document_id=document.id,
                owner=Owner(owner),
                annotator=self._annotator(annotator_key),
                state=State(state),
                spans={span.id: span for span in spans.values()},
                relations=relations,
                attributes=attributes_of(answers),
            ),
            set_id,
            document.id,
        )

    def people(self) -> list[Annotator]:
        """Return the people that the file knows, whether they have read something or not."""
        made = (self._made(partial(_annotator_of, row), row[0]) for row in self._rows["annotator"].values())
        return [person for person in made if person is not None]

    def _annotator(self, key: int | None) -> Annotator | None:
        if key is None:
            return None
        row = self._rows["annotator"].get(key)
        # A reading whose reader is lost stays that of one person.
        return Annotator(id=f"lost-{key}", name=f"? {key}") if row is None else _annotator_of(row)

    def _span(self, row: Row, document: Document) -> SpanAnnotation | None:
        span_id, label, start, end, quote, attributes, comment, flagged, origin = row
        span = self._made(
            lambda: SpanAnnotation(
                id=span_id,
                label=label,
                span=Span(start, end),
                quote=quote,
                attributes=attributes_of(attributes),
                comment=comment,
                flagged=bool(flagged),
                origin=Origin(origin),
            ),
            span_id,
            document.id,
        )
        if span is not None and (end > len(document.text) or span.span.of(document.text) != quote):
            self._lose(
                msg(
                    "{label} “{quote}” at {start}–{end} of “{document}” no longer stands on its words.",
                    label=label,
                    quote=quote,
                    start=start,
                    end=end,
                    document=document.title,
                ),
                document.id,
            )
            return None
        return span

    def _relation(self, row: Row, spans: dict[int, SpanAnnotation], document: Document) -> Relation | None:
        relation_id, kind, source, target, attributes = row
        if source not in spans or target not in spans:
            self._lose(
                msg(
                    "A relation {type} of “{document}” has lost one of its ends.",
                    type=kind,
                    document=document.title,
                ),
                document.id,
            )
            return None
        return self._made(
            lambda: Relation(
                id=relation_id,
                type=kind,
                source=spans[source].id,
                target=spans[target].id,
                attributes=attributes_of(attributes),
            ),
            relation_id,
            document.id,
        )

    def _made(self, make: Callable[[], _Value], thing: Any, document_id: str | None = None) -> _Value | None:
        """Return what `make` makes of a row; a row that no version has written is listed."""
        try:
            return make()
        except (ValueError, TypeError, AttributeError, msgspec.MsgspecError) as error:
            reason = msg("{thing} can't be understood: {reason}.", thing=str(thing), reason=str(error))
            self._lose(reason, document_id)
            return None

    def _lose(self, message: Message, document_id: str | None) -> None:
        self._lost.append(Problem(code="E_LOST", message=message, document_id=document_id))


def _annotator_of(row: Row) -> Annotator:
    annotator_id, name, role, colour = row
    return Annotator(id=annotator_id, name=name, role=Role(role), colour=colour)
