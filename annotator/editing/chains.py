"""Mentions of one thing: the chains that transitive relations make of spans, and what they are called.

```
[كيم] ── coref ── [الزعيم] ── coref ── [زعيم كوريا الشمالية]      one chain of three mentions
[روسيا]                                                          a chain of one
```
A chain's name and link are the attributes `canonical` and `link` of its mentions. Across documents, chains
with one link are one entity; without a link, those with one label and one name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.model import AnnotationSet, LabelScheme, Relation, SpanAnnotation
from annotator.model.annotation import text_order
from annotator.text.folding import fold

NAME: Final = "canonical"
"""The attribute that holds a chain's name."""
LINK: Final = "link"
"""The attribute that holds a chain's link: a Wikidata item or a URI."""
REFERS: Final = "refers_to"
"""The relation type from a source to the mention that it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Mentions of one thing in one reading.

    Attributes:
        mentions: in reading order, at least one.
        relations: the ids of the relations that hold them together.
    """

    mentions: tuple[SpanAnnotation, ...]
    relations: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """What it is called, or None: nobody has said."""
        return self._answer(NAME)

    @property
    def link(self) -> str | None:
        """Where more is known of it, or None."""
        return self._answer(LINK)

    @property
    def title(self) -> str:
        """Its name; without one, the longest of its mentions, the first of several."""
        return self.name or max((one_line(mention) for mention in self.mentions), key=len)

    @property
    def label(self) -> str:
        """The label that most mentions have, the first of several."""
        return Counter(mention.label for mention in self.mentions).most_common(1)[0][0]

    @property
    def forms(self) -> tuple[tuple[str, int], ...]:
        """The words it is mentioned by, with how often, the most frequent first."""
        return tuple(Counter(one_line(mention) for mention in self.mentions).most_common())

    def _answer(self, name: str) -> str | None:
        return next((m.attributes[name] for m in self.mentions if m.attributes.get(name)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing in a whole project: its chains, each with the id of its document."""

    chains: tuple[tuple[str, Chain], ...]

    @property
    def name(self) -> str | None:
        """What it is called in the first document that says so, or None."""
        return next((chain.name for _, chain in self.chains if chain.name), None)

    @property
    def link(self) -> str | None:
        """Where more is known of it, or None."""
        return next((chain.link for _, chain in self.chains if chain.link), None)

    @property
    def title(self) -> str:
        """Its name; without one, the longest of its mentions."""
        return self.name or max((chain.title for _, chain in self.chains), key=len)

    @property
    def label(self) -> str:
        """The label of its first chain."""
        return self.chains[0][1].label

    @property
    def mentions(self) -> int:
        """How often it is mentioned."""
        return sum(len(chain.mentions) for _, chain in self.chains)

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that mention it, in order."""
        return tuple(dict.fromkeys(document for document, _ in self.chains))

    @property
    def forms(self) -> tuple[tuple[str, int], ...]:
        """The words it is mentioned by, with how often, the most frequent first."""
        found: Counter[str] = Counter()
        for _, chain in self.chains:
            found.update(dict(chain.forms))
        return tuple(found.most_common())


def can_be_named(scheme: LabelScheme, code: str) -> bool:
    """Tell whether spans of a label can be mentions with a name or a link."""
    label = scheme.label(code)
    joined = any(code in kind.domain | kind.range for kind in scheme.relation_types if kind.transitive)
    return joined and label is not None and bool(label.attribute(NAME) or label.attribute(LINK))


def chains(annotation_set: AnnotationSet, scheme: LabelScheme) -> tuple[Chain, ...]:
    """Return the chains of a reading by their first mention.

    A span that is joined to no other is a chain of its own if its label can be named, unless it is said to
    be another one's thing, as a source is the person that its words name.
    """
    referring = {r.source for r in annotation_set.relations.values() if r.type == REFERS}
    holding = _holding(annotation_set, scheme)
    spans = annotation_set.spans
    ties: defaultdict[str, list[str]] = defaultdict(list)
    for key, relation in holding.items():
        ties[relation.source].append(key)
    order = {key: place for place, key in enumerate(holding)}
    found = []
    for keys in components(spans, ((r.source, r.target) for r in holding.values())):
        mentions = sorted((spans[key] for key in keys), key=text_order)
        alone = len(mentions) == 1
        if alone and (mentions[0].id in referring or not can_be_named(scheme, mentions[0].label)):
            continue
        inside = sorted((tie for key in keys if key in ties for tie in ties[key]), key=order.__getitem__)
        found.append((mentions, tuple(inside)))
    found.sort(key=lambda pair: text_order(pair[0][0]))
    return tuple(Chain(mentions=tuple(mentions), relations=relations) for mentions, relations in found)


def chain_of(annotation_set: AnnotationSet, scheme: LabelScheme, span_id: str) -> Chain:
    """Return the chain of one span, which may be a chain of its own.

    Raises:
        KeyError: there is no such span.
    """
    holding = _holding(annotation_set, scheme)
    ways: defaultdict[str, list[str]] = defaultdict(list)
    for key, relation in holding.items():
        ways[relation.source].append(key)
        ways[relation.target].append(key)
    reached, waiting = {span_id: annotation_set.spans[span_id]}, [span_id]
    while waiting:
        for key in ways[waiting.pop()]:
            for end in (holding[key].source, holding[key].target):
                if end not in reached:
                    reached[end] = annotation_set.spans[end]
                    waiting.append(end)
    relations = tuple(key for key, relation in holding.items() if relation.source in reached)
    return Chain(mentions=tuple(sorted(reached.values(), key=text_order)), relations=relations)


def entities(found: Iterable[tuple[str, Chain]]) -> tuple[Entity, ...]:
    """Put the chains of documents together to entities, the most mentioned first.

    Args:
        found: the id of a document and one of its chains, in the project's order.
    """
    groups: defaultdict[tuple[str, ...], list[tuple[str, Chain]]] = defaultdict(list)
    for document, chain in found:
        key = ("link", chain.link) if chain.link else ("name", chain.label, fold(chain.title))
        groups[key].append((document, chain))
    made = [Entity(chains=tuple(group)) for group in groups.values()]
    return tuple(sorted(made, key=lambda entity: -entity.mentions))


def components(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Iterator[frozenset[str]]:
    """Yield the groups that pairs make of keys, each key in one group."""
    leader = {key: key for key in keys}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for one, other in pairs:
        leader[find(other)] = find(one)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in leader:
        groups[find(key)].append(key)
    yield from map(frozenset, groups.values())


def one_line(mention: SpanAnnotation) -> str:
    """Return a mention's words on one line."""
    return " ".join(mention.quote.split())


def _holding(annotation_set: AnnotationSet, scheme: LabelScheme) -> Mapping[str, Relation]:
    """Return the relations that hold chains together."""
    kinds = {kind.code for kind in scheme.relation_types if kind.transitive}
    return {key: relation for key, relation in annotation_set.relations.items() if relation.type in kinds}


def said_of(found: Sequence[Chain], name: str) -> str | None:
    """Return the answer that the first of several chains has that has one."""
    answers = (chain.name if name == NAME else chain.link for chain in found)
    return next((answer for answer in answers if answer), None)
