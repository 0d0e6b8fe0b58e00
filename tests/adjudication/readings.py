"""Projects to adjudicate in, and how tests look at what came of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from annotator.adjudication.deciding import Decide
from annotator.adjudication.positions import Position, gold_of, positions
from annotator.editing.change import Change, SpanChange, Step, invert
from annotator.editing.state import Command, ProjectState
from annotator.model import (
    AnnotationSet,
    Annotator,
    Assignment,
    Decision,
    Document,
    LabelScheme,
    Owner,
    Relation,
    Role,
    Span,
    SpanAnnotation,
    State,
    Verdict,
    digest,
)
from annotator.model.scheme_json import default_scheme
from annotator.workspace.loaded import LoadedDocument

SCHEME = default_scheme()


def document(text: str, key: str = "d") -> Document:
    return Document(id=key, title="مقال", text=text, sha256=digest(text))


def span(text: str, key: str, label: str, start: int, end: int, **answers: str) -> SpanAnnotation:
    return SpanAnnotation(
        id=key, label=label, span=Span(start, end), quote=text[start:end], attributes=answers
    )


def reading(
    key: str,
    spans: Iterable[SpanAnnotation] = (),
    relations: Iterable[Relation] = (),
    *,
    of: str = "d",
    state: State = State.FINISHED,
    owner: Owner = Owner.ANNOTATOR,
) -> AnnotationSet:
    """Return a reading; the name of its reader is its own id, and so their siglum."""
    return AnnotationSet(
        id=key,
        document_id=of,
        owner=owner,
        annotator=None if owner is Owner.GOLD else Annotator(id=key.lower(), name=key),
        state=state,
        spans={one.id: one for one in spans},
        relations={one.id: one for one in relations},
    )


def parsed(path: Path, key: str) -> tuple[Document, AnnotationSet]:
    """Return the document and the reading of a file of the shared data, read without our formats."""
    record: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    text = record["text"]
    (entry,) = record["sets"]
    spans = [
        span(text, one["id"], one["label"], one["start"], one["end"], **one.get("attributes", {}))
        for one in entry["spans"]
    ]
    relations = [
        Relation(id=one["id"], type=one["type"], source=one["source"], target=one["target"])
        for one in entry["relations"]
    ]
    return document(text), reading(key, spans, relations)


def third(second: AnnotationSet, text: str) -> AnnotationSet:
    """Return a third reading, made from another by edits of every kind."""
    spans = dict(second.spans)
    by_place = second.in_text_order()
    claims = [one for one in by_place if one.label == "CLAIM"]
    people = [one for one in by_place if one.label == "PERS"]
    longer = claims[2]
    place = Span(longer.span.start, longer.span.end + 1)
    spans[longer.id] = replace(longer, span=place, quote=place.of(text))
    shorter = claims[4]
    place = Span(shorter.span.start + 2, shorter.span.end)
    spans[shorter.id] = replace(shorter, span=place, quote=place.of(text))
    for one in people[:2]:
        spans[one.id] = replace(one, label="NORP")
    spans[claims[6].id] = replace(claims[6], attributes={**claims[6].attributes, "certainty": "possible"})
    gone = next(one for one in reversed(by_place) if one.label == "LOC" and not _ends(second, one.id))
    del spans[gone.id]
    relations = {
        key: one for key, one in second.relations.items() if one.source in spans and one.target in spans
    }
    del relations[next(key for key, one in relations.items() if one.type == "attribution")]
    return replace(second, id="C", annotator=Annotator(id="c", name="C"), spans=spans, relations=relations)


def _ends(one: AnnotationSet, span_id: str) -> bool:
    return any(span_id in {r.source, r.target} for r in one.relations.values())


class Desk:
    """A document that is adjudicated in memory: what commands need of a project, and no file."""

    def __init__(self, text: Document, *sets: AnnotationSet, scheme: LabelScheme = SCHEME) -> None:
        self.scheme = scheme
        self.reader = Annotator(id="0", name="حكم", role=Role.REVIEWER)
        self._loaded = LoadedDocument(text, sets)
        self._loaded.decisions(tuple)
        self.steps: list[Step] = []
        self.plan: tuple[Assignment, ...] = ()

    def annotators(self) -> tuple[Annotator, ...]:
        return (self.reader,)

    def document(self, _document_id: str) -> Document:
        return self._loaded.document

    def sets(self, _document_id: str = "d") -> tuple[AnnotationSet, ...]:
        return self._loaded.sets

    def decisions(self, _document_id: str | None = None) -> tuple[Decision, ...]:
        return self._loaded.decisions(tuple)

    def assignments(self) -> tuple[Assignment, ...]:
        return self.plan

    def follow(self, *changes: Change) -> None:
        for change in changes:
            self._loaded.follow(change)

    def change(self, set_id: str, before: SpanAnnotation | None, after: SpanAnnotation | None) -> None:
        """Let a reader change a span."""
        self.follow(SpanChange(document_id="d", set_id=set_id, before=before, after=after))

    def perform(self, command: Command) -> Step | None:
        step = command.plan(cast("ProjectState", self))
        if step is not None:
            self.follow(*step.changes)
            self.steps.append(step)
        return step

    def undo(self) -> None:
        self.follow(*invert(self.steps.pop().changes))

    def decide(self, key: str, verdict: Verdict, *variants: int, **more: Any) -> None:
        self.perform(Decide(document_id="d", key=key, verdict=verdict, variants=variants, **more))

    def take(self, reader: str) -> None:
        """Decide about everything as one reader has it, in the order of the queue."""
        for position in self.positions:
            self.take_one(position, reader)

    def take_one(self, position: Position, reader: str) -> None:
        number = next(n for n, one in enumerate(position.variants) if reader in one.readers)
        self.decide(position.key, Verdict.READING, number)

    @property
    def positions(self) -> tuple[Position, ...]:
        return positions(self._loaded.document, self.sets(), self.scheme, self.decisions())

    def position(self, key: str) -> Position:
        return next(one for one in self.positions if one.key == key)

    @property
    def gold(self) -> AnnotationSet:
        found = gold_of(self.sets())
        return reading("G", owner=Owner.GOLD) if found is None else found


Said = tuple[str, int, int, tuple[tuple[str, str], ...]]


def said(one: SpanAnnotation) -> Said:
    return one.label, one.span.start, one.span.end, tuple(sorted(one.attributes.items()))


def what(one: AnnotationSet) -> tuple[list[Said], list[tuple[str, Said, Said]]]:
    """Return all that a reading says, without a word about ids."""
    symmetric = {kind.code for kind in SCHEME.relation_types if kind.symmetric}
    relations = []
    for relation in one.relations.values():
        ends = [said(one.spans[relation.source]), said(one.spans[relation.target])]
        if relation.type in symmetric:
            ends.sort()
        relations.append((relation.type, ends[0], ends[1]))
    return sorted(map(said, one.spans.values())), sorted(relations)
