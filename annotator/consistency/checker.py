"""Keeps what is wrong with one reading up to date, edit by edit: only what an edit touches is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from annotator.consistency import answers, attribution, edges, states
from annotator.consistency.finding import Finding
from annotator.consistency.registry import RULES, Code
from annotator.consistency.roles import Roles
from annotator.consistency.surfaces import Surfaces
from annotator.consistency.words import Words
from annotator.consistency.writing import Draft
from annotator.editing.change import Change, RelationChange, RemarkChange, SpanChange, StateChange
from annotator.model import (
    AnnotationSet,
    Document,
    LabelScheme,
    PlacedSpans,
    Relation,
    Remark,
    SpanAnnotation,
)

_BETWEEN_RESTS: Final = 10
"""Spans."""


class Checker:
    """The findings of one reading. What it is made of is frozen, so that it can be made in a worker."""

    def __init__(
        self,
        document: Document,
        reading: AnnotationSet,
        scheme: LabelScheme,
        remarks: Iterable[Remark] = (),
        *,
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        """Look at everything once.

        Args:
            document: the text.
            reading: one reading of it.
            scheme: its rules; those in `silenced` are not asked.
            remarks: on the document and its readings.
            rest: called often while everything is looked at: a worker lets the window have its turn.
        """
        self._roles = Roles(scheme)
        self._document = document
        self._reading = replace(reading, spans={}, relations={})
        self._spans = PlacedSpans.of(reading.spans)
        self._relations: dict[str, dict[str, Relation]] = {}
        for relation in reading.relations.values():
            self._join(relation)
        self._remarks = {one.id: one for one in remarks}
        self._flagged = {span.id for span in reading.spans.values() if span.flagged}
        self._own: dict[str, tuple[Draft, ...]] = {}
        self._counts: Counter[str] = Counter()
        self._words = Words(document.text, rest)
        self._surfaces = Surfaces(self._words, self._spans, self._roles, rest)
        for number, span in enumerate(self._spans.values()):
            if number % _BETWEEN_RESTS == 0:
                rest()
            self._look_at(span)

    @property
    def set_id(self) -> str:
        """The reading's id."""
        return self._reading.id

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self._document.id

    def apply(self, changes: Iterable[Change]) -> None:
        """Follow changes, as far as they are about this reading.

        Another text, scheme or reading needs another checker.
        """
        for change in changes:
            match change:
                case SpanChange(set_id=set_id) if set_id == self.set_id:
                    self._change_span(change.before, change.after)
                case RelationChange(set_id=set_id) if set_id == self.set_id:
                    self._change_relation(change.before, change.after)
                case StateChange(set_id=set_id) if set_id == self.set_id:
                    self._reading = replace(self._reading, state=change.after)
                case RemarkChange():
                    self._change_remark(change.before, change.after)
                case _:
                    pass

    def counts(self) -> dict[str, int]:
        """Return how many findings each rule has that has any, in the order of the rules."""
        silenced = self._roles.silenced
        found = Counter({code: n for code, n in self._counts.items() if code not in silenced})
        if Code.DIFFERS not in silenced:
            found[Code.DIFFERS] = self._surfaces.differing_count
        if Code.UNLABELLED not in silenced:
            found[Code.UNLABELLED] = self._surfaces.bare_count
        if Code.FLAGS not in silenced:
            found[Code.FLAGS] = sum(1 for _ in self._state_findings())
        return {rule.code: found[rule.code] for rule in RULES if found[rule.code]}

    def findings(self, rule: str | None = None) -> list[Finding]:
        """Return all findings, or those of one rule, as a reader meets them."""
        found = [one for one in self._all() if rule is None or one.rule == rule]
        found = [one for one in found if one.rule not in self._roles.silenced]
        return sorted(found, key=lambda one: one.order)

    def _all(self) -> Iterator[Finding]:
        document_id, set_id = self.document_id, self.set_id
        for drafts in self._own.values():
            for draft in drafts:
                yield draft.finding(document_id, set_id)
        for draft in self._surfaces.drafts(self._spans):
            yield draft.finding(document_id, set_id)
        yield from self._surfaces.bare(document_id, set_id)
        yield from self._state_findings()

    def _state_findings(self) -> Iterator[Finding]:
        flagged = [self._spans[key] for key in self._flagged]
        reading = replace(self._reading, spans=self._spans)
        yield from states.findings(reading, flagged, self._remarks.values())

    def _change_span(self, before: SpanAnnotation | None, after: SpanAnnotation | None) -> None:
        self._spans = self._spans.changed(before, after)
        self._surfaces.replace(before, after, self._spans)
        touched: dict[str, SpanAnnotation] = {}
        for span in (before, after):
            if span is None:
                continue
            self._flagged.discard(span.id)
            self._forget(span.id)
            if span.label in self._roles.statements:
                near = self._spans.touching(span.span.start, span.span.end)
                touched |= {one.id: one for one in near if one.label in self._roles.statements}
        if after is not None:
            touched[after.id] = after
            if after.flagged:
                self._flagged.add(after.id)
        for span in touched.values():
            self._look_at(span)

    def _change_relation(self, before: Relation | None, after: Relation | None) -> None:
        ends: dict[str, None] = {}
        for relation, step in ((before, self._part), (after, self._join)):
            if relation is not None:
                step(relation)
                ends |= {relation.source: None, relation.target: None}
        for key in ends:
            span = self._spans.get(key)
            if span is not None:
                self._look_at(span)

    def _change_remark(self, before: Remark | None, after: Remark | None) -> None:
        if before is not None:
            self._remarks.pop(before.id, None)
        if after is not None and after.document_id == self.document_id:
            self._remarks[after.id] = after

    def _join(self, relation: Relation) -> None:
        for end in (relation.source, relation.target):
            self._relations.setdefault(end, {})[relation.id] = relation

    def _part(self, relation: Relation) -> None:
        for end in (relation.source, relation.target):
            self._relations[end].pop(relation.id, None)

    def _look_at(self, span: SpanAnnotation) -> None:
        """Ask the rules about one span."""
        self._forget(span.id)
        drafts = tuple(
            own_drafts(self._words, span, self._relations.get(span.id, {}).values(), self._spans, self._roles)
        )
        if drafts:
            self._own[span.id] = drafts
            self._counts.update(draft.rule for draft in drafts)

    def _forget(self, span_id: str) -> None:
        self._counts.subtract(draft.rule for draft in self._own.pop(span_id, ()))


def own_drafts(
    words: Words, span: SpanAnnotation, relations: Iterable[Relation], spans: PlacedSpans, roles: Roles
) -> Iterator[Draft]:
    """Yield what the rules say about a span by itself, its relations, and what it touches."""
    yield from edges.findings(words, span, roles)
    yield from answers.findings(span, roles)
    said = span.label in roles.statements
    if said or span.label in roles.sources:
        around = spans.touching(span.span.start, span.span.end) if said else ()
        yield from attribution.findings(span, tuple(relations), around, roles)
