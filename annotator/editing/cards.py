"""Who says what: of each statement, who says it, by which word, and inside whose words it stands.

```
قال [سليم] إن [نديم] نفى أن [الجسر أغلق]      a card: نديم, by نفى, inside the words of سليم
أكد [سليم] ونفى [نديم] [إغلاق الجسر]          a card with two voices, each with its own word
```
Pure functions of what is tied to what; the gloss, the table of statements and the exports ask the same ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from annotator.editing.statements import ATTRIBUTION, CUE, INTRODUCES, Statements
from annotator.model import AnnotationSet, LabelScheme, PlacedSpans, Relation, SpanAnnotation

CONTINUES: Final = "continues"
"""The relation type from a later part of a discontinuous statement to the part before."""
RELAYS: Final = "relays"
"""The relation type from a source to the source that it quotes."""
IMPLICIT: Final = "implicit_source"
"""The attribute of a statement that nobody in the text is named for."""
LAST_SPEAKER: Final = "last_speaker"
"""Its answer where whoever spoke last goes on speaking."""
REPORTING: Final = "reporting"
"""The attribute that says in which way a statement is reported."""
NOBODY: Final = frozenset({"impersonal", "publisher"})
"""Its answers with which a statement needs no source."""
_LOOK_BACK: Final = 40
"""Whoever spoke so many statements ago is not the last speaker any more."""
_DEEPEST: Final = 4


class Ties(Protocol):
    """What is known of a reading: its spans by place, its relations by end, its statements by number."""

    scheme: LabelScheme
    spans: PlacedSpans
    statements: Statements

    def relations_of(self, span_id: str) -> Sequence[Relation]:
        """Return the relations that start or end at a span."""
        ...


class TiedSet:
    """One reading, indexed for the functions below."""

    def __init__(self, scheme: LabelScheme, annotation_set: AnnotationSet) -> None:
        self.scheme = scheme
        self.spans = PlacedSpans.of(annotation_set.spans)
        self.statements = Statements(scheme, annotation_set.spans.values())
        self._by_end: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in annotation_set.relations.values():
            for end in {relation.source, relation.target}:
                self._by_end[end].append(relation)

    def relations_of(self, span_id: str) -> Sequence[Relation]:
        """Return the relations that start or end at a span."""
        return self._by_end.get(span_id, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One who says it, or denies it, or keeps silent about it.

    Attributes:
        source: the words that name them; None if nothing in the text does.
        cues: the words that report it of them, in reading order.
        implicit: the statement's answer about a source that is not in the text, or None.
        last: with `LAST_SPEAKER`, whose words name the one who spoke last, or None.
        quoting: the sources that this one quotes.
        through: the sources that quote this one.
    """

    source: SpanAnnotation | None = None
    cues: tuple[SpanAnnotation, ...] = ()
    implicit: str | None = None
    last: SpanAnnotation | None = None
    quoting: tuple[SpanAnnotation, ...] = ()
    through: tuple[SpanAnnotation, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether somebody is named or meant."""
        return self.source is not None or self.implicit is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCard:
    """What is known about one statement.

    Attributes:
        statement: the claim or quotation with the number.
        parts: the statement and what continues it, in reading order.
        quotes: the quotations that hold its very words.
        voices: who says it, in reading order; a last one without a source has the cues that are nobody's.
        continues: the earlier part, if this is a later part of another statement.
        inside: the statement in whose words it is reported, or None.
        depth: in how many statements it stands like that.
        impersonal: it is reported so that it needs no source.
    """

    statement: SpanAnnotation
    parts: tuple[SpanAnnotation, ...]
    quotes: tuple[SpanAnnotation, ...]
    voices: tuple[Voice, ...]
    continues: SpanAnnotation | None
    inside: SpanAnnotation | None
    depth: int
    impersonal: bool

    @property
    def is_attributed(self) -> bool:
        """Whether somebody is named or meant for it."""
        return any(voice.is_known for voice in self.voices)

    @property
    def is_orphan(self) -> bool:
        """Whether it still lacks whoever says it."""
        return not (self.is_attributed or self.impersonal or self.continues is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphans:
    """What is tied to nothing, in reading order: statements nobody says, sources and cues of nothing."""

    statements: tuple[SpanAnnotation, ...]
    sources: tuple[SpanAnnotation, ...]
    cues: tuple[SpanAnnotation, ...]

    def __len__(self) -> int:
        """Return how many there are of all kinds."""
        return len(self.statements) + len(self.sources) + len(self.cues)


def cards(ties: Ties) -> tuple[StatementCard, ...]:
    """Return the cards of all numbered statements in reading order."""
    return tuple(card_of(ties, statement) for statement in ties.statements.in_order(ties.spans))


def card_of(ties: Ties, statement: SpanAnnotation) -> StatementCard:
    """Return what is known about one numbered statement."""
    earlier = _targets(ties, statement, CONTINUES)
    inside = _inside(ties, statement)
    depth, outer = 0, inside
    while outer is not None and depth < _DEEPEST:
        depth, outer = depth + 1, _inside(ties, outer)
    return StatementCard(
        statement=statement,
        parts=_parts(ties, statement),
        quotes=quotes_of(ties, statement),
        voices=voices_of(ties, statement),
        continues=earlier[0] if earlier else None,
        inside=inside,
        depth=depth,
        impersonal=statement.attributes.get(REPORTING) in NOBODY,
    )


def voices_of(ties: Ties, statement: SpanAnnotation) -> tuple[Voice, ...]:
    """Return who says a statement, each with their own cues.

    What is tied to a quotation of the very words counts too. A cue belongs to the source that it
    introduces, or to the only one. Without any cue of its own, a statement shows those that introduce its
    sources.
    """
    same = (statement, *quotes_of(ties, statement))
    sources = _in_order(source for one in same for source in _sources(ties, one, ATTRIBUTION))
    cues = _in_order(cue for one in same for cue in _sources(ties, one, CUE))
    if not sources:
        implicit = next((one.attributes[IMPLICIT] for one in same if IMPLICIT in one.attributes), None)
        if implicit is None and not cues:
            return ()
        last = _last_speaker(ties, statement) if implicit == LAST_SPEAKER else None
        return (Voice(cues=cues, implicit=implicit, last=last),)
    introduced = {source.id: _sources(ties, source, INTRODUCES) for source in sources}
    own = {key: tuple(c for c in found if not cues or c in cues) for key, found in introduced.items()}
    claimed = {cue.id for found in own.values() for cue in found}
    free = tuple(cue for cue in cues if cue.id not in claimed)
    if len(sources) == 1 and free:
        own[sources[0].id] = _in_order([*own[sources[0].id], *free])
        free = ()
    voices = [
        Voice(
            source=source,
            cues=own[source.id],
            quoting=_targets(ties, source, RELAYS),
            through=_sources(ties, source, RELAYS),
        )
        for source in sources
    ]
    return (*voices, Voice(cues=free)) if free else tuple(voices)


def is_attributed(ties: Ties, statement: SpanAnnotation) -> bool:
    """Tell whether somebody is named or meant for a statement."""
    return any(voice.is_known for voice in voices_of(ties, statement))


def quotes_of(ties: Ties, claim: SpanAnnotation) -> tuple[SpanAnnotation, ...]:
    """Return the quotations that hold a claim's very words."""
    if not ties.statements.is_claim(claim):
        return ()
    found = ties.spans.touching(claim.span.start, claim.span.end)
    return tuple(
        quote for quote in found if ties.statements.is_quote(quote) and claim in claims_of(ties, quote)
    )


def claims_of(ties: Ties, quote: SpanAnnotation) -> tuple[SpanAnnotation, ...]:
    """Return the claims that a quotation is paired with.

    ```
    “[claim] [claim]”          those inside the quotation marks
    [claim … “quotation”]      else the innermost around it: a mixed claim
    [claim … “quot]ation”      else those that cross it
    ```
    A claim that somebody else makes inside the quotation is not one of them: its source or cue is inside too.
    """
    place = quote.span
    touching = [c for c in ties.spans.touching(place.start, place.end) if ties.statements.is_claim(c)]
    within = [claim for claim in touching if place.contains(claim.span)]
    if within:
        return tuple(claim for claim in within if not _is_told_within(ties, claim, quote))
    around = [claim for claim in touching if claim.span.contains(place)]
    if around:
        return (min(around, key=lambda claim: len(claim.span)),)
    return tuple(touching)


def orphans(ties: Ties, known: Iterable[StatementCard] | None = None) -> Orphans:
    """Return what is tied to nothing yet. `known`: all cards, where somebody has them already."""
    sources, cues = _codes(ties.scheme, ATTRIBUTION), _codes(ties.scheme, CUE)
    said = ties.statements.is_statement
    loose: dict[bool, list[SpanAnnotation]] = {True: [], False: []}
    for span in sorted(ties.spans.values(), key=lambda s: (s.span.start, -s.span.end, s.id)):
        if said(span) or (span.label not in sources and span.label not in cues):
            continue
        ways = {relation.type for relation in ties.relations_of(span.id) if relation.source == span.id}
        if ways.isdisjoint({ATTRIBUTION, CUE, CONTINUES, INTRODUCES, RELAYS}) and not (
            _sources(ties, span, RELAYS)
        ):
            loose[span.label in sources].append(span)
    alone = (card.statement for card in (cards(ties) if known is None else known) if card.is_orphan)
    return Orphans(statements=tuple(alone), sources=tuple(loose[True]), cues=tuple(loose[False]))


def _inside(ties: Ties, statement: SpanAnnotation) -> SpanAnnotation | None:
    """Return the innermost statement around this one that holds its source or cue too."""
    place = statement.span
    around = [
        other
        for other in ties.spans.touching(place.start, place.end)
        if ties.statements.is_statement(other)
        and len(other.span) > len(place)
        and other.span.contains(place)
        and _is_told_within(ties, statement, other)
    ]
    return min(around, key=lambda other: (len(other.span), other.id), default=None)


def _is_told_within(ties: Ties, statement: SpanAnnotation, outer: SpanAnnotation) -> bool:
    tellers = (*_sources(ties, statement, ATTRIBUTION), *_sources(ties, statement, CUE))
    return any(outer.span.contains(teller.span) for teller in tellers)


def _last_speaker(ties: Ties, statement: SpanAnnotation) -> SpanAnnotation | None:
    """Return the words that name whoever spoke last before a statement."""
    for key in reversed(ties.statements.before(statement.span.start, _LOOK_BACK)):
        before = ties.spans[key]
        same = (before, *quotes_of(ties, before))
        found = _in_order(source for one in same for source in _sources(ties, one, ATTRIBUTION))
        if found:
            return found[-1]
    return None


def _parts(ties: Ties, statement: SpanAnnotation) -> tuple[SpanAnnotation, ...]:
    parts, waiting = {statement.id: statement}, [statement]
    while waiting:
        for later in _sources(ties, waiting.pop(), CONTINUES):
            if later.id not in parts:
                parts[later.id] = later
                waiting.append(later)
    return _in_order(parts.values())


def _sources(ties: Ties, target: SpanAnnotation, kind: str) -> tuple[SpanAnnotation, ...]:
    ends = (r.source for r in ties.relations_of(target.id) if r.type == kind and r.target == target.id)
    return _in_order(ties.spans[end] for end in ends if end in ties.spans)


def _targets(ties: Ties, source: SpanAnnotation, kind: str) -> tuple[SpanAnnotation, ...]:
    ends = (r.target for r in ties.relations_of(source.id) if r.type == kind and r.source == source.id)
    return _in_order(ties.spans[end] for end in ends if end in ties.spans)


def _in_order(spans: Iterable[SpanAnnotation]) -> tuple[SpanAnnotation, ...]:
    once = {span.id: span for span in spans}
    return tuple(sorted(once.values(), key=lambda span: (span.span.start, -span.span.end, span.id)))


def _codes(scheme: LabelScheme, kind: str) -> frozenset[str]:
    found = scheme.relation_type(kind)
    return frozenset[str]() if found is None else found.domain
