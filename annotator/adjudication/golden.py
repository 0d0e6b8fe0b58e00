"""The gold set as it will be: filled, checked against the scheme, then told as changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType

from annotator.adjudication.homes import gold_of
from annotator.editing import rules
from annotator.editing.change import (
    AnswersChange,
    Change,
    RelationChange,
    SetChange,
    SpanChange,
    StateChange,
)
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.model import AnnotationSet, Owner, PlacedSpans, Relation, SpanAnnotation, State, derived_id


class GoldDraft:
    """The gold set of a document while decisions are written into it; the project's is only looked at."""

    def __init__(self, state: ProjectState, document_id: str) -> None:
        self._document, self._scheme = state.document(document_id), state.scheme
        self._before = gold_of(state.sets(document_id))
        self._gold = self._before or AnnotationSet(
            id=derived_id(Owner.GOLD.value, document_id),  # the same in every copy: so copies come home
            document_id=document_id,
            owner=Owner.GOLD,
            annotator=None,
            state=State.IN_PROGRESS,
        )
        self.spans = PlacedSpans.of(self._gold.spans)
        self.relations = dict(self._gold.relations)
        self.answers = dict(self._gold.attributes)
        self._touched: dict[str, None] = {}
        self._related: dict[str, None] = {}
        self._by_end: defaultdict[str, set[str]] = defaultdict(set)
        for key, relation in self.relations.items():
            self._by_end[relation.source].add(key)
            self._by_end[relation.target].add(key)

    def put(self, span: SpanAnnotation) -> None:
        """Add a span, or replace the one with its id."""
        self.spans = self.spans.changed(self.spans.get(span.id), span)
        self._touched[span.id] = None

    def drop(self, span_id: str) -> None:
        """Remove a span, and the relations that would hang in the air."""
        for key in tuple(self._by_end[span_id]):
            self.unrelate(key)
        self.spans = self.spans.changed(self.spans[span_id], None)
        self._touched[span_id] = None

    def relate(self, relation: Relation) -> None:
        """Add a relation, or replace the one with its id."""
        self.unrelate(relation.id)
        self.relations[relation.id] = relation
        self._by_end[relation.source].add(relation.id)
        self._by_end[relation.target].add(relation.id)
        self._related[relation.id] = None

    def unrelate(self, relation_id: str) -> None:
        """Remove a relation; nothing if it is not there."""
        relation = self.relations.pop(relation_id, None)
        if relation is not None:
            self._by_end[relation.source].discard(relation_id)
            self._by_end[relation.target].discard(relation_id)
            self._related[relation_id] = None

    def pair(self, kind: str, source: str, target: str) -> tuple[str, str]:
        """Return the two ends of a relation of a type, in one order if it knows no direction."""
        found = self._scheme.relation_type(kind)
        turned = found is not None and found.symmetric and target < source
        return (target, source) if turned else (source, target)

    def answer(self, question: str, answer: str | None) -> None:
        """Answer a question about the document; None: leave it open."""
        self.answers.pop(question, None)
        if answer is not None:
            self.answers[question] = answer

    def refusal_of_span(self, span: SpanAnnotation) -> RuleError | None:
        """Return why a span may not be here as it is, or None."""
        others = self.spans.touching(span.span.start, span.span.end)
        try:
            rules.check_span(self._scheme, self._document, span, others)
        except RuleError as error:
            return error
        return None

    def refusal_of_relation(self, relation: Relation) -> RuleError | None:
        """Return why a relation may not be here, or None."""
        near = self._by_end[relation.source] | self._by_end[relation.target]
        among = replace(self._gold, spans=self.spans, relations={key: self.relations[key] for key in near})
        try:
            rules.check_relation(self._scheme, among, relation)
        except RuleError as error:
            return error
        return None

    def check(self) -> None:
        """Check all that has been touched, the relations of the spans that have, and the answers.

        Raises:
            RuleError: the scheme does not allow it.
        """
        spans = [self.spans[key] for key in self._touched if key in self.spans]
        relations = dict.fromkeys(key for span in spans for key in sorted(self._by_end[span.id]))
        relations.update(dict.fromkeys(key for key in self._related if key in self.relations))
        for refusal in (
            *map(self.refusal_of_span, spans),
            *(self.refusal_of_relation(self.relations[key]) for key in relations),
        ):
            if refusal is not None:
                raise refusal
        if self.answers != self._gold.attributes:
            rules.check_document_attributes(self._scheme, self.answers)

    def changes(self) -> list[Change]:
        """Return what makes the project's gold set this one; a set is made when there is something in it."""
        where = {"document_id": self._gold.document_id, "set_id": self._gold.id}
        spans = [
            SpanChange(**where, before=before, after=after)
            for key in self._touched
            if (before := self._gold.spans.get(key)) != (after := self.spans.get(key))
        ]
        links = [
            (was, now)
            for key in self._related
            if (was := self._gold.relations.get(key)) != (now := self.relations.get(key))
        ]
        answers = self._answers_changes()
        if not spans and not links and not answers:
            return []
        first: list[Change] = []
        if self._before is None:
            first.append(SetChange(before=None, after=self._gold))
        elif self._before.state is State.NEW:
            first.append(StateChange(**where, before=State.NEW, after=State.IN_PROGRESS))
        # A relation never stands without its ends: it goes before they do, and comes after them.
        return [
            *first,
            *answers,
            *(RelationChange(**where, before=was, after=None) for was, _ in links if was is not None),
            *(one for one in spans if one.after is None),
            *(one for one in spans if one.after is not None),
            *(RelationChange(**where, before=None, after=now) for _, now in links if now is not None),
        ]

    def _answers_changes(self) -> list[AnswersChange]:
        """Return the change of the answers, which stand in the scheme's order; none if they are the same."""
        if self.answers == self._gold.attributes:
            return []
        order = [one.name for one in self._scheme.document_attributes]
        after = MappingProxyType({name: self.answers[name] for name in order if name in self.answers})
        before, gold = self._gold.attributes, self._gold
        return [AnswersChange(document_id=gold.document_id, set_id=gold.id, before=before, after=after)]
