"""What a person can do to chains of mentions: name, merge and split them, each in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.editing import rules
from annotator.editing.chains import LINK, NAME, Chain, can_be_named, chain_of, components, said_of
from annotator.editing.change import Change, SchemeChange, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg, msgn
from annotator.model import (
    AnnotationSet,
    Attribute,
    AttributeType,
    LabelScheme,
    Names,
    Relation,
    SpanAnnotation,
    new_id,
)

LINK_ATTRIBUTE = Attribute(name=LINK, names=Names(ar="الرابط", en="Link"), type=AttributeType.LINK)
"""The question that a scheme without it gets with the first link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChain:
    """Give the thing that a span mentions a name and a link, on all its mentions; None takes them away.

    Where the scheme has no question for links, the labels that can be named get it in the same step.
    """

    document_id: str
    set_id: str
    span_id: str
    name: str | None
    link: str | None

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the answers; None if nothing differs.

        Raises:
            RuleError: the link is none, or the mentions' labels take no name.
        """
        reading = state.annotation_set(self.document_id, self.set_id)
        chain = chain_of(reading, state.scheme, self.span_id)
        scheme, changes = state.scheme, list[Change]()
        if self.link is not None and not any(_asks(scheme, mention, LINK) for mention in chain.mentions):
            scheme = with_links(scheme)
            changes.append(SchemeChange(before=state.scheme, after=scheme))
        answers = {NAME: _blank(self.name), LINK: _blank(self.link)}
        if not any(can_be_named(scheme, mention.label) for mention in chain.mentions):
            raise RuleError(
                msg(
                    "{label} has no attribute {name}.",
                    label=planning.names(state, chain.mentions[0]),
                    name=NAME,
                ),
                code="E_ATTRIBUTE",
            )
        named = list(_answered(scheme, reading, chain.mentions, answers))
        if not named:
            return None
        return planning.step(msg("Name an entity"), [*changes, *named])


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeChains:
    """Make one thing of the things that spans mention. The first name and the first link hold for all."""

    document_id: str
    set_id: str
    span_ids: tuple[str, ...]

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the relations and the answers; None if they mention one thing already.

        Raises:
            RuleError: no relation of the scheme may join them.
        """
        reading = state.annotation_set(self.document_id, self.set_id)
        found = _chains(state.scheme, reading, self.span_ids)
        changes: list[Change] = []
        mentions = list(found[0].mentions)
        for chain in found[1:]:
            joined = _tie(state.scheme, reading, mentions, chain.mentions)
            changes.append(planning.relation_change(reading, after=joined))
            mentions += chain.mentions
        answers = {name: said_of(found, name) for name in (NAME, LINK)}
        given = {name: answer for name, answer in answers.items() if answer is not None}
        changes += _answered(state.scheme, reading, mentions, given)
        return planning.step(msgn("Merge entities", "Merge {count} entities", len(found)), changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitChain:
    """Take mentions out of their thing: they are another one, without its name and its link."""

    document_id: str
    set_id: str
    span_ids: tuple[str, ...]

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the split; what stays together on either side is tied anew where it lost its tie.

        Raises:
            RuleError: the mentions are of several things, or are all that there are.
        """
        reading = state.annotation_set(self.document_id, self.set_id)
        out = set(self.span_ids)
        chain = chain_of(reading, state.scheme, self.span_ids[0])
        rest = [mention for mention in chain.mentions if mention.id not in out]
        taken = [mention for mention in chain.mentions if mention.id in out]
        if len(taken) != len(out):
            raise RuleError(msg("Choose mentions of one entity to split them off."), code="E_ENTITY")
        if not rest:
            raise RuleError(
                msg("These are all its mentions: there is nothing to split them from."), code="E_ENTITY"
            )
        held = [reading.relations[key] for key in chain.relations]
        crossing = [r for r in held if (r.source in out) != (r.target in out)]
        changes: list[Change] = [planning.relation_change(reading, before=r) for r in crossing]
        kept = [(r.source, r.target) for r in held if r not in crossing]
        changes += _tied_again(state.scheme, reading, rest, kept)
        changes += _tied_again(state.scheme, reading, taken, kept)
        changes += _answered(state.scheme, reading, taken, {NAME: None, LINK: None})
        return planning.step(msgn("Split off a mention", "Split off {count} mentions", len(taken)), changes)


def with_links(scheme: LabelScheme) -> LabelScheme:
    """Return the scheme with a question for links at every label that can be named."""
    labels = tuple(
        replace(label, attributes=(*label.attributes, LINK_ATTRIBUTE))
        if can_be_named(scheme, label.code) and label.attribute(LINK) is None
        else label
        for label in scheme.labels
    )
    return replace(scheme, labels=labels, version=scheme.version + 1)


def _chains(scheme: LabelScheme, reading: AnnotationSet, span_ids: Iterable[str]) -> list[Chain]:
    """Return the different chains of some spans, by their first mention."""
    found: dict[str, Chain] = {}
    for key in span_ids:
        chain = chain_of(reading, scheme, key)
        found[chain.mentions[0].id] = chain
    return sorted(found.values(), key=lambda chain: chain.mentions[0].span)


def _tied_again(
    scheme: LabelScheme,
    reading: AnnotationSet,
    mentions: Sequence[SpanAnnotation],
    kept: Iterable[tuple[str, str]],
) -> list[Change]:
    """Return the relations that make one chain of mentions again that have lost their ties."""
    keys = {mention.id for mention in mentions}
    pairs = [pair for pair in kept if keys.issuperset(pair)]
    groups = [[m for m in mentions if m.id in group] for group in components(keys, pairs)]
    groups.sort(key=lambda group: group[0].span)
    changes: list[Change] = []
    together = list(groups[0])
    for group in groups[1:]:
        changes.append(planning.relation_change(reading, after=_tie(scheme, reading, together, group)))
        together += group
    return changes


def _tie(
    scheme: LabelScheme,
    reading: AnnotationSet,
    ones: Sequence[SpanAnnotation],
    others: Sequence[SpanAnnotation],
) -> Relation:
    """Return a relation that joins two chains: between their first mentions that may be joined.

    It leads from the later one to the earlier one, as a pronoun does.
    """
    refusal: RuleError | None = None
    kinds = [kind for kind in scheme.relation_types if kind.transitive]
    for one in ones:
        for other in others:
            earlier, later = sorted((one, other), key=lambda mention: mention.span)
            for kind in kinds:
                for source, target in ((later, earlier), (earlier, later)):
                    made = Relation(id=new_id(), type=kind.code, source=source.id, target=target.id)
                    try:
                        rules.check_relation(scheme, reading, made)
                    except RuleError as error:
                        refusal = refusal or error
                    else:
                        return made
    raise refusal or RuleError(
        msg("The label scheme has no relation that makes one thing of two."), code="E_ENTITY"
    )


def _answered(
    scheme: LabelScheme,
    reading: AnnotationSet,
    mentions: Iterable[SpanAnnotation],
    answers: Mapping[str, str | None],
) -> Iterable[Change]:
    """Yield what gives mentions these answers, as far as their labels ask for them."""
    for mention in mentions:
        label = rules.label_of(scheme, mention.label)
        wanted = dict(mention.attributes)
        for name, answer in answers.items():
            if label.attribute(name) is None:
                continue
            wanted.pop(name, None)
            if answer is not None:
                wanted[name] = answer
        if wanted != dict(mention.attributes):
            rules.check_attributes(label, wanted)
            after = replace(mention, attributes=planning.in_order(label, wanted))
            yield planning.span_change(reading, before=mention, after=after)


def _asks(scheme: LabelScheme, mention: SpanAnnotation, name: str) -> bool:
    label = scheme.label(mention.label)
    return label is not None and label.attribute(name) is not None


def _blank(words: str | None) -> str | None:
    return (words or "").strip() or None
