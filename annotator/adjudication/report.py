"""The report of an adjudication: every dispute, and how, by whom, when and why it was settled.

These are values; a format that shows them translates codes into names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.adjudication.positions import gold_of, positions
from annotator.adjudication.queue import Standing, standing
from annotator.adjudication.values import Position, Variant
from annotator.model import (
    AnnotationSet,
    Decision,
    Dispute,
    Document,
    LabelScheme,
    Relation,
    Span,
    SpanAnnotation,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A span or a relation in words.

    Attributes:
        code: of its label or relation type; or the question about the document.
        words: of the span, or of the relation's source; the title, where the document is what is asked about.
        target: the words of the relation's target, or None: it is a span.
        place: code points; of a relation the hull of its ends.
        attributes: name → answer.
        document: whether it is an answer about the document, under the question's name.
    """

    code: str
    words: str
    target: str | None = None
    place: Span
    attributes: Mapping[str, str]
    document: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What some readers say at a position.

    Attributes:
        readers: the ids of the annotators, or of the set where a reading has none, by siglum.
        statements: none: that nothing is there.
        taken: whether it was decided so.
    """

    readers: tuple[str, ...]
    statements: tuple[Statement, ...]
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One dispute.

    Attributes:
        document_id: the document.
        key: of the position; "" if nothing is left of what was decided on.
        dispute: how the readings differ.
        standing: whether it is settled.
        relation: whether it is about a relation.
        code: of the label or relation type it is about, or the question about the document.
        words: that it is about.
        place: code points; None if nothing is left, or it is about the document as a whole.
        voices: what the readers say, most readers first.
        missing: the ids of annotators, or sets, who have not finished and have nothing here.
        gold: what the gold set holds.
        decision: what was decided, why, by whom and when; None: nothing yet.
    """

    document_id: str
    key: str
    dispute: Dispute
    standing: Standing
    relation: bool
    code: str
    words: str
    place: Span | None
    voices: tuple[Voice, ...]
    missing: tuple[str, ...]
    gold: tuple[Statement, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report on some documents.

    Attributes:
        titles: the id of each document → its title, in the project's order.
        people: the id of an annotator, or of a set without one → a name.
        cases: every dispute, and every agreement that was decided otherwise, in the order of the texts.
        agreements: positions where all agree and nothing else was decided: (all, settled).
    """

    titles: Mapping[str, str]
    people: Mapping[str, str]
    cases: tuple[Case, ...]
    agreements: tuple[int, int]

    @property
    def open(self) -> tuple[Case, ...]:
        """The cases that are not settled."""
        return tuple(one for one in self.cases if one.standing is not Standing.SETTLED)

    @property
    def gaps(self) -> tuple[Case, ...]:
        """The cases about which the guidelines say too little."""
        return tuple(one for one in self.cases if one.decision is not None and one.decision.gap)

    def by_dispute(self) -> Mapping[Dispute, tuple[int, int]]:
        """Return how many cases of each kind there are: (all, settled)."""
        all_of = Counter(one.dispute for one in self.cases)
        left = Counter(one.dispute for one in self.open)
        return {kind: (all_of[kind], all_of[kind] - left[kind]) for kind in Dispute if all_of[kind]}

    def by_verdict(self) -> Mapping[Verdict, int]:
        """Return how many cases were decided how."""
        found = Counter(one.decision.verdict for one in self.cases if one.decision is not None)
        return {verdict: found[verdict] for verdict in Verdict if found[verdict]}

    def by_reader(self) -> Mapping[str, tuple[int, int]]:
        """Return for each reader in how many settled disputes they spoke, and in how many it was taken.

        Only where a reading was taken, or it was decided that nothing is there.
        """
        spoke: Counter[str] = Counter()
        taken: Counter[str] = Counter()
        for case in self.cases:
            if case.standing is Standing.SETTLED and any(voice.taken for voice in case.voices):
                for voice in case.voices:
                    spoke.update(voice.readers)
                    taken.update(voice.readers if voice.taken else ())
        return {reader: (spoke[reader], taken[reader]) for reader in sorted(spoke)}

    def by_reason(self) -> Mapping[str, int]:
        """Return how often each reason was given, the most frequent first."""
        found = Counter(one.decision.reason for one in self.cases if one.decision and one.decision.reason)
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def report(
    documents: Iterable[tuple[Document, Sequence[AnnotationSet], Sequence[Decision]]],
    scheme: LabelScheme,
    people: Mapping[str, str],
) -> Report:
    """Return the report on documents.

    Args:
        documents: each with all of its sets and the decisions about it.
        scheme: the label scheme.
        people: the id of each annotator → their name.
    """
    titles: dict[str, str] = {}
    cases: list[Case] = []
    agreed = settled = 0
    for document, sets, decisions in documents:
        titles[document.id] = document.title
        there = positions(document, sets, scheme, decisions)
        told = _Document(document, sets)
        for position in there:
            if _is_plain(position):
                agreed += 1
                settled += position.settled
            else:
                cases.append(told.case(position))
        cases += told.past(there, decisions)
    return Report(titles=titles, people=dict(people), cases=tuple(cases), agreements=(agreed, settled))


def _is_plain(position: Position) -> bool:
    """Tell whether all agree, always have, and nobody has decided otherwise or said anything about it."""
    decision = position.decision
    if decision is None:
        return position.dispute is Dispute.AGREE and bool(position.variants)
    if position.dispute is not Dispute.AGREE or position.fresh:
        return False
    accepted = decision.dispute is Dispute.AGREE and decision.verdict is Verdict.READING
    return accepted and not decision.reason and not decision.gap


class _Document:
    def __init__(self, document: Document, sets: Sequence[AnnotationSet]) -> None:
        self._document = document
        self._sets = {one.id: one for one in sets}
        self._gold = gold_of(sets)

    def case(self, position: Position) -> Case:
        decision = position.decision
        return Case(
            document_id=self._document.id,
            key=position.key,
            dispute=decision.dispute if decision is not None and not position.fresh else position.dispute,
            standing=standing(position),
            relation=position.is_relation,
            code=position.label or (decision.label if decision is not None else ""),
            words=self._words(position),
            place=None if position.question else position.place,
            voices=tuple(self._voice(position, one) for one in position.variants),
            missing=tuple(map(self._person, position.missing)),
            gold=tuple(self._golden(position)),
            decision=decision,
        )

    def past(self, there: Sequence[Position], decisions: Sequence[Decision]) -> Iterator[Case]:
        """Yield the decisions that nothing is left of: no reader's span, and no gold."""
        shown = {d.id for one in there for d in (one.decision, *one.earlier) if d is not None}
        for decision in decisions:
            if decision.id not in shown and decision.dispute is not Dispute.AGREE:
                yield Case(
                    document_id=self._document.id,
                    key="",
                    dispute=decision.dispute,
                    standing=Standing.SETTLED,
                    relation=decision.dispute is Dispute.RELATION,
                    code=decision.label,
                    words=decision.quote,
                    place=None,
                    voices=(),
                    missing=(),
                    gold=(),
                    decision=decision,
                )

    def _words(self, position: Position) -> str:
        if position.question:
            return self._document.title
        if position.is_relation and position.variants:
            statement = next(s for one in position.variants for s in self._said(one))
            return f"{statement.words} … {statement.target}"
        if not position.variants and position.decision is not None:
            return position.decision.quote
        return position.place.of(self._document.text)

    def _voice(self, position: Position, variant: Variant) -> Voice:
        decision = position.decision
        return Voice(
            readers=tuple(map(self._person, variant.readers)),
            statements=tuple(self._said(variant, position.question)),
            taken=decision is not None and not set(decision.taken).isdisjoint(variant.readers),
        )

    def _person(self, set_id: str) -> str:
        annotator = self._sets[set_id].annotator
        return set_id if annotator is None else annotator.id

    def _said(self, variant: Variant, question: str = "") -> Iterator[Statement]:
        yield from map(_span, variant.spans)
        if variant.answer is not None:
            yield self._answer(question, variant.answer)
        for relation in variant.relations:
            reader = next(
                reader for reader, ids in zip(variant.readers, variant.ids, strict=True) if relation.id in ids
            )
            yield _relation(relation, self._sets[reader].spans)

    def _golden(self, position: Position) -> Iterator[Statement]:
        if self._gold is not None:
            spans, relations = self._gold.spans, self._gold.relations
            if position.question:
                yield from (self._answer(key, self._gold.attributes[key]) for key in position.gold)
                return
            for key in position.gold:
                yield _relation(relations[key], spans) if position.is_relation else _span(spans[key])

    def _answer(self, question: str, answer: str) -> Statement:
        return Statement(
            code=question,
            words=self._document.title,
            place=Span(0, 0),
            attributes={question: answer},
            document=True,
        )


def _span(span: SpanAnnotation) -> Statement:
    return Statement(code=span.label, words=span.quote, place=span.span, attributes=span.attributes)


def _relation(relation: Relation, spans: Mapping[str, SpanAnnotation]) -> Statement:
    source, target = spans[relation.source], spans[relation.target]
    return Statement(
        code=relation.type,
        words=source.quote,
        target=target.quote,
        place=Span(min(source.span.start, target.span.start), max(source.span.end, target.span.end)),
        attributes=relation.attributes,
    )
