"""Decisions carried out: what they put into the gold set, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from types import MappingProxyType

from annotator.adjudication.collating import collate
from annotator.adjudication.golden import GoldDraft
from annotator.adjudication.homes import gold_of
from annotator.adjudication.ledger import ledger
from annotator.adjudication.relating import Link, Relating, alike
from annotator.adjudication.values import PUTS, Position, Variant
from annotator.editing.change import Change, DecisionChange
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import Decision, Span, SpanAnnotation, Verdict, new_id

OwnReading = tuple[str, Span, Mapping[str, str]]
"""A label's code, a place and the answers; about a relation, its type's code, any place, the answers.

About a question on the document: its name, any place, and the answer under its name.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRelation:
    """A relation of the adjudicator's own, whatever the readers join.

    Attributes:
        type: the code of its type.
        source: the id of the gold span that it leads from.
        target: the id of the gold span that it leads to.
        attributes: its answers.
    """

    type: str
    source: str
    target: str
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


Own = tuple[OwnReading | OwnRelation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is decided about a position.

    Attributes:
        verdict: the kind of decision.
        variants: those taken.
        own: the adjudicator's own reading; None with `Verdict.OWN`: what gold holds there, as it is.
        reason: why.
        gap: the guidelines say too little about it.
    """

    verdict: Verdict
    variants: tuple[Variant, ...] = ()
    own: Own | None = None
    reason: str = ""
    gap: bool = False

    @property
    def keeps(self) -> bool:
        """Whether it takes what gold holds as its own."""
        return self.verdict is Verdict.OWN and self.own is None


class Resolution:
    """Decisions about one document, taken together: one draft of its gold set, one list of changes.

    Args:
        state: the project.
        document_id: the document.
        at: when, ISO 8601 in UTC.
    """

    def __init__(self, state: ProjectState, document_id: str, *, at: str) -> None:
        self._state, self._at = state, at
        self._document = state.document(document_id)
        self._sets = {one.id: one for one in state.sets(document_id)}
        collation = collate(self._document, self._sets.values(), state.scheme)
        before = state.decisions(document_id)
        there = ledger(collation, gold_of(self._sets.values()), before, state.scheme)
        self.positions = {one.key: one for one in there.positions}
        self._before = {one.id: one for one in before}
        self._after = dict(self._before)
        self._decision = {key: one.decision for key, one in self.positions.items()}
        self._gold = {key: one.gold for key, one in self.positions.items()}
        self._draft = GoldDraft(state, document_id)
        self._relating = Relating(self.positions, collation, self._sets, self._draft, self._gold)

    def settle(self, position: Position, ruling: Ruling) -> None:
        """Carry out a decision about a position.

        What gold held there before anybody decided stays until somebody does: leaving it for later is no
        decision about it.

        Raises:
            RuleError: a reading of one's own about a relation whose ends are not in gold, or of nothing.
        """
        gold = self._gold[position.key]
        undecided = self._decision[position.key] is None
        if ruling.keeps:
            if not gold:
                raise RuleError(msg("The gold set has nothing here that could stay."), code="E_POSITION")
        elif not (ruling.verdict is Verdict.LATER and undecided):
            gold = self._carried_out(position, ruling)
        # What answers a question about the document has no id that could be kept.
        self._decide(position, self._made(position, ruling, () if position.question else gold))

    def _carried_out(self, position: Position, ruling: Ruling) -> tuple[str, ...]:
        """Do to gold what is decided; return the ids of what stands in it for the position."""
        if position.question:
            return self._answer(position, ruling)
        return self._link(position, ruling) if position.is_relation else self._put(position, ruling)

    def take_back(self, position: Position) -> None:
        """Undecide a position: what was decided, and what that put into gold, goes."""
        if position.decision is not None and position.decision.verdict is not Verdict.LATER:
            self.settle(position, Ruling(verdict=Verdict.NOTHING))
        self._decide(position, None)

    def fits(self, position: Position, variant: Variant) -> bool:
        """Tell whether gold, as it is by now, has room for what a variant has."""
        if position.question:
            return True
        if position.is_relation:
            relations = self._relating.relations(self._relating.links_of([variant]))
            return all(self._draft.refusal_of_relation(one) is None for one in relations)
        kept = chain(self._gold[position.key], repeat(""))
        spans = [replace(one, id=key) for one, key in zip(variant.spans, kept, strict=False)]
        return all(self._draft.refusal_of_span(one) is None for one in spans)

    def changes(self) -> list[Change]:
        """Return all that is to be changed.

        Raises:
            RuleError: gold would break the rules of the scheme.
        """
        self._draft.check()
        decisions = [
            DecisionChange(before=self._before.get(key), after=self._after.get(key))
            for key in {**self._before, **self._after}
            if self._before.get(key) is not self._after.get(key)
        ]
        return [*planning.joining(self._state), *self._draft.changes(), *decisions]

    # Decisions

    def _decide(self, position: Position, decision: Decision | None) -> None:
        for old in (position.decision, *position.earlier):
            if old is not None:
                self._after.pop(old.id, None)
        self._decision[position.key] = decision
        if decision is not None:
            self._gold[position.key] = decision.gold
            self._after[decision.id] = decision

    def _made(self, position: Position, ruling: Ruling, gold: tuple[str, ...]) -> Decision:
        taken = ruling.variants
        if ruling.verdict is Verdict.NOTHING:
            taken = tuple(one for one in position.variants if one.is_empty)
        before = position.decision
        label, quote = self._about(position)
        return Decision(
            id=new_id() if before is None else before.id,
            document_id=self._document.id,
            dispute=position.dispute,
            verdict=ruling.verdict,
            seen=position.seen,
            taken=tuple(reader for one in taken for reader in one.readers),
            gold=gold,
            label=label,
            quote=quote,
            reason=ruling.reason.strip(),
            gap=ruling.gap,
            by=self._state.reader.id,
            at=self._at,
        )

    def _about(self, position: Position) -> tuple[str, str]:
        """Return the label, relation type or question, and the words, that a decision is about."""
        if position.question:
            return position.question, self._document.title
        if not position.variants and position.decision is not None:
            return position.decision.label, position.decision.quote
        if position.is_relation:
            return position.label, self._relating.words(position)
        return position.label, position.place.of(self._document.text)

    def _held(self, position: Position) -> list[str]:
        """Return what is in gold by this position, or by decisions that have met in it."""
        earlier = (key for one in position.earlier for key in one.gold)
        return list(dict.fromkeys([*self._gold[position.key], *earlier]))

    # Spans

    def _put(self, position: Position, ruling: Ruling) -> tuple[str, ...]:
        """Put spans into gold in place of what is there by this position; return their ids."""
        held = [one for one in self._held(position) if one in self._draft.spans]
        hanging = [
            (one, self._relating.decided(one, self._decision[one.key]))
            for one in self._relating.hanging_on(position)
        ]
        wanted = self._wanted(ruling)
        # What stays as it is keeps its id before anything else takes it.
        wanted.sort(key=lambda one: not any(alike(one, self._draft.spans[key]) for key in held))
        made: list[str] = []
        for span in wanted:
            same = [key for key in held if alike(span, self._draft.spans[key])]
            key = next(chain(same, held), None)
            if key is None:
                span = replace(span, id=new_id())  # noqa: PLW2901 - the same span, now with a name
            else:
                held.remove(key)
                before = self._draft.spans[key]
                comment = span.comment or before.comment
                span = replace(span, id=key, comment=comment, flagged=before.flagged)  # noqa: PLW2901 - likewise
            self._draft.put(span)
            made.append(span.id)
        for key in held:
            self._draft.drop(key)
        self._gold[position.key] = tuple(made)
        for one, links in hanging:
            self._follow(one, links)
        return tuple(made)

    def _wanted(self, ruling: Ruling) -> list[SpanAnnotation]:
        """Return the spans that gold is to hold, without ids."""
        text = self._document.text
        own = [
            SpanAnnotation(id="", label=label, span=place, quote=place.of(text), attributes=answers)
            for label, place, answers in _readings(ruling.own)
        ]
        taken = [
            SpanAnnotation(
                id="",
                label=span.label,
                span=span.span,
                quote=span.quote,
                attributes=span.attributes,
                comment=self._comment(variant, number),
            )
            for variant in ruling.variants
            for number, span in enumerate(variant.spans)
        ]
        return [self._in_order(one) for one in (*own, *taken)]

    def _in_order(self, span: SpanAnnotation) -> SpanAnnotation:
        label = self._state.scheme.label(span.label)
        if label is None:
            return span
        return replace(span, attributes=planning.in_order(label, span.attributes))

    def _comment(self, variant: Variant, number: int) -> str | None:
        """Return the comment of the first reader of a variant who has made one on the span of this number."""
        comments = (
            self._sets[reader].spans[ids[number]].comment
            for reader, ids in zip(variant.readers, variant.ids, strict=True)
        )
        return next((one for one in comments if one is not None), None)

    # Answers

    def _answer(self, position: Position, ruling: Ruling) -> tuple[str, ...]:
        """Let gold answer a question about the document as it is decided, or no longer."""
        own = [answers.get(position.question) for _, _, answers in _readings(ruling.own)]
        answer = next(iter([*own, *(one.answer for one in ruling.variants)]), None)
        self._draft.answer(position.question, answer)
        return () if answer is None else (position.question,)

    # Relations

    def _link(self, position: Position, ruling: Ruling) -> tuple[str, ...]:
        """Put relations into gold in place of what is there by this position; return their ids."""
        links: list[Link] = []
        if ruling.own is not None:
            links = self._own(position, ruling.own)
        elif ruling.verdict in PUTS:
            links = list(self._relating.links_of(ruling.variants))
        held = [one for one in self._held(position) if one in self._draft.relations]
        for one in held:
            self._draft.unrelate(one)
        ids = chain(held, repeat(None))
        return self._relating.put([replace(link, id=one) for link, one in zip(links, ids, strict=False)])

    def _own(self, position: Position, own: Own) -> list[Link]:
        """Return relations of the adjudicator's own: between gold spans, or as the first reader's leads."""
        joined = [one for one in own if isinstance(one, OwnRelation)]
        if joined:
            return [self._joining(one) for one in joined]
        first = next(self._relating.links_of(position.variants), None)
        if first is None or not self._relating.relations([first]):
            raise RuleError(
                msg(
                    "Decide first about both ends of this relation: its own type needs them in the gold set."
                ),
                code="E_POSITION",
            )
        return [replace(first, type=kind, attributes=answers) for kind, _, answers in _readings(own)]

    def _joining(self, own: OwnRelation) -> Link:
        spans = self._draft.spans
        if own.source not in spans or own.target not in spans:
            raise RuleError(
                msg("The gold set has not got both of these spans any more. Choose the ends again."),
                code="E_POSITION",
            )
        ends = spans[own.source], spans[own.target]
        return Link(type=own.type, source="", target="", attributes=own.attributes, ends=ends)

    def _follow(self, position: Position, links: list[Link]) -> None:
        """Let a relation follow what has become of its ends."""
        decision = self._decision[position.key]
        for one in self._gold[position.key]:
            self._draft.unrelate(one)
        gold = self._relating.put(links)
        self._gold[position.key] = gold
        if decision is not None and gold != decision.gold:
            self._decision[position.key] = self._after[decision.id] = replace(decision, gold=gold)


def _readings(own: Own | None) -> list[OwnReading]:
    """Return what is told by a label, a place and answers."""
    return [one for one in own or () if not isinstance(one, OwnRelation)]
