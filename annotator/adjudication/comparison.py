"""One reader's work beside gold, place by place.

Only positions that are settled count, and a reader only where they have read: nobody is blamed for what is
still open, or for what they have not finished.

```
gold   [وزير الخارجية الروسي]  OCC
read   [وزير الخارجية] الروسي  OCC         the boundary: too short by 7 characters
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.adjudication.collating import collate, is_complete
from annotator.adjudication.homes import gold_of
from annotator.adjudication.relating import alike
from annotator.adjudication.values import PUTS, Position
from annotator.model import AnnotationSet, Document, LabelScheme, Relation, Span, SpanAnnotation
from annotator.model.annotation import text_order


class Kind(StrEnum):
    """How a reader's work compares with gold at one place."""

    RIGHT = "right"
    BOUNDARY = "boundary"
    LABEL = "label"
    ATTRIBUTE = "attribute"
    MISSED = "missed"
    EXTRA = "extra"


class Tendency(StrEnum):
    """What is wrong with an edge."""

    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    SHIFTED = "shifted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One thing that a reader has, or should have.

    Attributes:
        document_id: the document.
        key: of the position; "" for what is in gold by nobody's reading.
        kind: the plainest difference: the label, then the place, then the answers.
        relation: whether it is about a relation.
        label: the code of gold's label or relation type, for what is extra the reader's; or the question
            about the document.
        read_label: the code of the reader's; "" for what is missed.
        place: where, code points.
        gold_id: the id of the span or relation in the gold set, or None.
        read_id: the id in the reader's set, or None.
        tendency: what is wrong with the edges, or None: nothing.
        characters: by how many code points the reader's span is longer; negative: shorter.
        attributes: the names of the attributes that are answered otherwise.
    """

    document_id: str
    key: str
    kind: Kind
    relation: bool
    label: str
    read_label: str = ""
    place: Span
    gold_id: str | None = None
    read_id: str | None = None
    tendency: Tendency | None = None
    characters: int = 0
    attributes: tuple[str, ...] = ()


class Compared:
    """One reading of a document beside gold.

    Args:
        document: what was read.
        read: the reading.
        sets: all readings of the document, gold among them.
        scheme: the label scheme.
    """

    def __init__(
        self,
        document: Document,
        read: AnnotationSet,
        sets: Sequence[AnnotationSet],
        scheme: LabelScheme,
    ) -> None:
        self._document, self._read, self._scheme = document, read, scheme
        gold = gold_of(sets)
        self._spans: Mapping[str, SpanAnnotation] = {} if gold is None else gold.spans
        self._relations: Mapping[str, Relation] = {} if gold is None else gold.relations
        self._answers: Mapping[str, str] = {} if gold is None else gold.attributes
        self._complete = is_complete(read)
        self._collation = collate(document, sets, scheme)

    def comparisons(self, there: Sequence[Position]) -> Iterator[Comparison]:
        """Yield the comparisons at settled positions, then what gold holds beside them."""
        bound = {one: position.key for position in there for one in position.gold}
        for position in there:
            if not position.settled or not any(self._read.id in one.readers for one in position.variants):
                continue
            if position.question:
                yield from self._at_question(position)
            elif not position.is_relation:
                yield from self._at_span(position)
            elif not _waits(position):
                yield from self._at_relation(position, bound)
        if self._complete:
            beside = (span for key, span in self._spans.items() if key not in bound)
            for span in sorted(beside, key=text_order):
                yield self._missed(span, "")

    def _at_question(self, position: Position) -> Iterator[Comparison]:
        """Yield one comparison, unless neither has an answer."""
        name = position.question
        theirs, mine = self._answers.get(name), self._read.attributes.get(name)
        if theirs is None and mine is None:
            return
        kind = Kind.RIGHT if mine == theirs else Kind.ATTRIBUTE
        if theirs is None or mine is None:
            kind = Kind.EXTRA if theirs is None else Kind.MISSED
        yield Comparison(
            document_id=self._document.id,
            key=position.key,
            kind=kind,
            relation=False,
            label=name,
            read_label="" if mine is None else name,
            place=position.place,
            attributes=(name,) if kind is Kind.ATTRIBUTE else (),
        )

    def _ids(self, position: Position) -> tuple[str, ...]:
        return next(
            ids
            for one in position.variants
            for reader, ids in zip(one.readers, one.ids, strict=True)
            if reader == self._read.id
        )

    def _at_span(self, position: Position) -> Iterator[Comparison]:
        wanted = [self._spans[key] for key in position.gold if key in self._spans]
        for key in self._ids(position):
            mine = self._read.spans[key]
            if not wanted:
                yield Comparison(
                    document_id=self._document.id,
                    key=position.key,
                    kind=Kind.EXTRA,
                    relation=False,
                    label=mine.label,
                    read_label=mine.label,
                    place=mine.span,
                    read_id=key,
                )
                continue
            theirs = min(wanted, key=lambda one: (not alike(mine, one), -_common(mine.span, one.span)))
            wanted.remove(theirs)
            yield self._between(position.key, mine, theirs)
        for theirs in wanted:
            yield self._missed(theirs, position.key)

    def _missed(self, theirs: SpanAnnotation, key: str) -> Comparison:
        return Comparison(
            document_id=self._document.id,
            key=key,
            kind=Kind.MISSED,
            relation=False,
            label=theirs.label,
            place=theirs.span,
            gold_id=theirs.id,
        )

    def _between(self, key: str, mine: SpanAnnotation, theirs: SpanAnnotation) -> Comparison:
        same = mine.label == theirs.label
        attributes = _otherwise(mine.attributes, theirs.attributes) if same else ()
        tendency = _tendency(mine.span, theirs.span)
        kind = Kind.ATTRIBUTE if attributes else Kind.RIGHT
        if not same:
            kind = Kind.LABEL
        elif tendency is not None:
            kind = Kind.BOUNDARY
        return Comparison(
            document_id=self._document.id,
            key=key,
            kind=kind,
            relation=False,
            label=theirs.label,
            read_label=mine.label,
            place=theirs.span,
            gold_id=theirs.id,
            read_id=mine.id,
            tendency=tendency,
            characters=len(mine.span) - len(theirs.span),
            attributes=attributes,
        )

    def _at_relation(self, position: Position, bound: Mapping[str, str]) -> Iterator[Comparison]:
        """Yield one comparison; another direction, or another end, is as wrong as another type."""
        golden = [self._relations[key] for key in position.gold if key in self._relations]
        variant = next(one for one in position.variants if self._read.id in one.readers)
        theirs, mine = next(iter(golden), None), next(iter(variant.relations), None)
        attributes: tuple[str, ...] = ()
        if theirs is not None and mine is not None:
            own = [self._read.relations[key] for key in self._ids(position)]
            joined = {bound.get(theirs.source), bound.get(theirs.target)}
            same = mine.type == theirs.type and joined == set(position.ends)
            same = same and not any(self._is_turned(one, theirs, bound) for one in own)
            attributes = _otherwise(mine.attributes, theirs.attributes) if same else ()
            kind = Kind.LABEL if not same else Kind.ATTRIBUTE if attributes else Kind.RIGHT
        elif theirs is not None or mine is not None:
            kind = Kind.EXTRA if theirs is None else Kind.MISSED
        else:
            return
        yield Comparison(
            document_id=self._document.id,
            key=position.key,
            kind=kind,
            relation=True,
            label=variant.relations[0].type if theirs is None else theirs.type,
            read_label="" if mine is None else mine.type,
            place=position.place,
            gold_id=None if theirs is None else theirs.id,
            read_id=next(iter(self._ids(position)), None),
            attributes=attributes,
        )

    def _is_turned(self, mine: Relation, theirs: Relation, bound: Mapping[str, str]) -> bool:
        """Tell whether a relation leads from where gold's leads to."""
        kind = self._scheme.relation_type(theirs.type)
        if kind is not None and kind.symmetric:
            return False
        source = self._collation.places[self._collation.spans[self._read.id, mine.source]].key
        return bound.get(theirs.target) == source


def _waits(position: Position) -> bool:
    """Tell whether a relation has been decided about, while one of its ends has not."""
    decision = position.decision
    return not position.gold and not position.void and decision is not None and decision.verdict in PUTS


def _otherwise(mine: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the attributes that are answered otherwise."""
    return tuple(name for name in dict.fromkeys([*theirs, *mine]) if mine.get(name) != theirs.get(name))


def _tendency(mine: Span, theirs: Span) -> Tendency | None:
    if mine == theirs:
        return None
    if mine.contains(theirs):
        return Tendency.TOO_LONG
    return Tendency.TOO_SHORT if theirs.contains(mine) else Tendency.SHIFTED


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
