"""Looks through a whole project, document by document.

The documents are read twice: first for what words have which labels, then for what does not fit to that. What
is kept in memory is the surfaces and the labels, never the documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotator.consistency import states
from annotator.consistency.checker import own_drafts
from annotator.consistency.finding import Finding
from annotator.consistency.registry import Code
from annotator.consistency.roles import Roles
from annotator.consistency.surfaces import Labels, Surface, differing, surface_of, unlabelled
from annotator.consistency.words import Words
from annotator.consistency.writing import Draft
from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    LabelScheme,
    PlacedSpans,
    Relation,
    Remark,
    Span,
    SpanAnnotation,
)

_Reader = tuple[str, str]
"""Whose readings are compared with each other: the owner and the annotator's id."""


def check_project(
    documents: Callable[[], Iterable[AnnotatedDocument]],
    scheme: LabelScheme,
    remarks: Iterable[Remark] = (),
    *,
    step: Callable[[], None] = lambda: None,
) -> Iterator[Finding]:
    """Yield what the rules find in all readings, as the documents come.

    Each reader's surfaces are compared with that reader's own: what two readers disagree about is another
    question.

    Args:
        documents: reads them from the beginning each time it is called.
        scheme: the rules; those in `silenced` are not asked.
        remarks: all of the project.
        step: called after each document, twice in all; may raise `Cancelled`.
    """
    roles = Roles(scheme)
    index = _Index(roles)
    for annotated in documents():
        index.take(annotated)
        step()
    by_document: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_document.setdefault(remark.document_id, []).append(remark)
    for annotated in documents():
        words: Words | None = None
        for reading in annotated.sets:
            if words is None:
                words = Words(annotated.document.text)
            found = _of_reading(annotated, reading, words, index, by_document.get(annotated.document.id, ()))
            kept = (one for one in found if one.rule not in roles.silenced)
            yield from sorted(kept, key=lambda one: one.order)
        step()


class _Index:
    """What words have which labels, reader by reader, and how often each label is used."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.labels: Counter[str] = Counter()
        self.surfaces: dict[_Reader, dict[Surface, Counter[str]]] = {}
        self.by_first: dict[_Reader, dict[str, list[Surface]]] = {}

    def take(self, annotated: AnnotatedDocument) -> None:
        """Count one document in."""
        for reading in annotated.sets:
            reader = reader_of(reading)
            known = self.surfaces.setdefault(reader, {})
            firsts = self.by_first.setdefault(reader, {})
            for span in reading.spans.values():
                self.labels[span.label] += 1
                surface = surface_of(span, self.roles)
                if surface is None:
                    continue
                if surface not in known:
                    known[surface] = Counter()
                    firsts.setdefault(surface[1][0], []).append(surface)
                known[surface][span.label] += 1


def reader_of(reading: AnnotationSet) -> _Reader:
    """Return whose reading this is."""
    return reading.owner.value, "" if reading.annotator is None else reading.annotator.id


def _of_reading(
    annotated: AnnotatedDocument,
    reading: AnnotationSet,
    words: Words,
    index: _Index,
    remarks: Iterable[Remark],
) -> Iterator[Finding]:
    document, roles = annotated.document, index.roles
    spans = PlacedSpans.of(reading.spans)
    relations: dict[str, list[Relation]] = {}
    for relation in reading.relations.values():
        for end in {relation.source, relation.target}:
            relations.setdefault(end, []).append(relation)
    surfaces = index.surfaces[reader_of(reading)]
    for span in spans.values():
        for draft in own_drafts(words, span, relations.get(span.id, ()), spans, roles):
            yield draft.finding(document.id, reading.id)
        surface = surface_of(span, roles)
        drafts = () if surface is None else differing(span, surfaces[surface], roles)
        for draft in (*drafts, *_used_once(span, index)):
            yield draft.finding(document.id, reading.id)
    for place, labels in _bare(words, spans, surfaces, index.by_first[reader_of(reading)], roles):
        yield unlabelled(place, document.text, labels, roles, document_id=document.id, set_id=reading.id)
    flagged = [span for span in spans.values() if span.flagged]
    yield from states.findings(replace(reading, spans=spans), flagged, remarks)


def _used_once(span: SpanAnnotation, index: _Index) -> Iterator[Draft]:
    if index.labels[span.label] == 1:
        message = msg(
            "{label} is used here and nowhere else in the project.", label=index.roles.name(span.label)
        )
        yield Draft(rule=Code.ONCE, message=message, span=span)


def _bare(
    words: Words,
    spans: PlacedSpans,
    surfaces: dict[Surface, Counter[str]],
    by_first: dict[str, list[Surface]],
    roles: Roles,
) -> Iterator[tuple[Span, Labels]]:
    """Yield the places of labelled words that no span of their layer touches."""
    for first in words.firsts():
        for surface in by_first.get(first, ()):
            for place in words.places(surface[1]):
                touching = spans.touching(place.start, place.end)
                if not any(roles.layer(other.label) == surface[0] for other in touching):
                    yield place, surfaces[surface]
