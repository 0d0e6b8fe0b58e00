"""What is counted: each reading falls into bins, and each thing in a bin is made of spans.

```
kind         one        two         three    one count for each
LABEL        PERS                            span with the label
DEPTH        entities   2                    span of the layer that lies in so many others
ANSWER       SOURCE     naming      named    span with the label and the answer ("" where it has none)
TELLER       source                          statement told by a source in the text; also implicit,
                                             impersonal, nobody
SOURCE       naming     named                statement told by a source with the answer
IMPLICIT     outlet                          statement whose source is not in the text but meant
SENTENCE     CUE        SOURCE               sentence in which spans of both labels begin
INSIDE       PERS       CLAIM                pair of spans, the first inside the second
```
A span belongs to the sentence in which it begins. Of two spans over the very same text, the one that comes
later in text order lies inside the other. A later part of a discontinuous statement is not told again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Final, NamedTuple

from annotator.editing.cards import StatementCard, TiedSet, cards
from annotator.model import AnnotationSet, AttributeType, LabelScheme, SpanAnnotation
from annotator.model.annotation import text_order
from annotator.model.attribute import Attribute

COUNTED: Final = frozenset({AttributeType.CHOICE, AttributeType.CHOICES, AttributeType.YES_NO})
"""The types whose answers are few enough to be counted."""


class Kind(StrEnum):
    """What a bin holds."""

    LABEL = "label"
    DEPTH = "depth"
    ANSWER = "answer"
    TELLER = "teller"
    SOURCE = "source"
    IMPLICIT = "implicit"
    SENTENCE = "sentence"
    INSIDE = "inside"


_ALL: Final = frozenset(Kind)
_TOLD: Final = frozenset({Kind.TELLER, Kind.SOURCE, Kind.IMPLICIT})


class Bin(NamedTuple):
    """One thing that is counted; the module says what the parts mean."""

    kind: Kind
    one: str
    two: str = ""
    three: str = ""


Found = tuple[Bin, Sequence[SpanAnnotation]]


def bins(
    reading: AnnotationSet,
    sentence_starts: Sequence[int],
    scheme: LabelScheme,
    kinds: Collection[Kind] = _ALL,
) -> Iterator[Found]:
    """Yield each thing to be counted in a reading: its bin, and the spans that make it.

    Args:
        reading: whose spans.
        sentence_starts: of its text, in order, in code points.
        scheme: says which layer a label has, and what is asked about it.
        kinds: whoever looks for bins of these only is spared most of the work; others may come too.
    """
    spans = reading.in_text_order()
    if Kind.LABEL in kinds:
        yield from ((Bin(Kind.LABEL, span.label), (span,)) for span in spans)
    if Kind.ANSWER in kinds:
        for span in spans:
            yield from _answers(span, scheme)
    if Kind.DEPTH in kinds or Kind.INSIDE in kinds:
        yield from _nesting(spans, scheme)
    if Kind.SENTENCE in kinds:
        yield from _sentences(spans, sentence_starts)
    if not _TOLD.isdisjoint(kinds):
        for card in cards(TiedSet(scheme, reading)):
            if card.continues is None:
                yield from _telling(card, scheme)


def containers(spans: Sequence[SpanAnnotation]) -> Iterator[tuple[SpanAnnotation, list[SpanAnnotation]]]:
    """Yield each of the spans, given in text order, with those it lies in, the outermost first."""
    open_ones: list[SpanAnnotation] = []
    for span in spans:
        start, end = span.span.start, span.span.end
        open_ones = [one for one in open_ones if one.span.end >= start]
        yield span, [one for one in open_ones if one.span.end >= end]
        open_ones.append(span)


def counted(attributes: Sequence[Attribute]) -> Iterator[Attribute]:
    """Yield the questions whose answers are counted."""
    return (one for one in attributes if one.type in COUNTED)


def answers_to(attribute: Attribute, span: SpanAnnotation) -> tuple[str, ...]:
    """Return the answers of a span to a question, each choice by itself; one "" where there is none."""
    answer = span.attributes.get(attribute.name, "")
    if attribute.type is AttributeType.CHOICES:
        return attribute.chosen(answer) or ("",)
    return (answer,)


def _answers(span: SpanAnnotation, scheme: LabelScheme) -> Iterator[Found]:
    label = scheme.label(span.label)
    for attribute in counted(() if label is None else label.attributes):
        if attribute.name in span.attributes or attribute.is_asked(span.attributes):
            for value in answers_to(attribute, span):
                yield Bin(Kind.ANSWER, span.label, attribute.name, value), (span,)


def _nesting(spans: Sequence[SpanAnnotation], scheme: LabelScheme) -> Iterator[Found]:
    for span, outer in containers(spans):
        layer = scheme.layer_of(span.label)
        yield Bin(Kind.DEPTH, "" if layer is None else layer.code, str(len(outer))), (span,)
        for one in outer:
            yield Bin(Kind.INSIDE, span.label, one.label), (one, span)


def _sentences(spans: Sequence[SpanAnnotation], starts: Sequence[int]) -> Iterator[Found]:
    held: defaultdict[int, defaultdict[str, list[SpanAnnotation]]] = defaultdict(lambda: defaultdict(list))
    for span in spans:
        held[max(bisect_right(starts, span.span.start) - 1, 0)][span.label].append(span)
    for labels in held.values():
        for label, found in labels.items():
            if len(found) > 1:
                yield Bin(Kind.SENTENCE, label, label), found
        for one, two in combinations(sorted(labels), 2):
            yield Bin(Kind.SENTENCE, one, two), sorted(labels[one] + labels[two], key=text_order)


def _telling(card: StatementCard, scheme: LabelScheme) -> Iterator[Found]:
    sources = [voice.source for voice in card.voices if voice.source is not None]
    implicit = next((voice.implicit for voice in card.voices if voice.implicit is not None), None)
    statement = (card.statement,)
    if not sources and implicit is None:
        yield Bin(Kind.TELLER, "impersonal" if card.impersonal else "nobody"), statement
        return
    if not sources:
        yield Bin(Kind.TELLER, "implicit"), statement
        yield Bin(Kind.IMPLICIT, implicit or ""), statement
        return
    yield Bin(Kind.TELLER, "source"), statement
    told: dict[Bin, None] = {}
    for source in sources:
        label = scheme.label(source.label)
        for attribute in counted(() if label is None else label.attributes):
            told |= dict.fromkeys(
                Bin(Kind.SOURCE, attribute.name, value) for value in answers_to(attribute, source)
            )
    for one in told:
        yield one, statement
