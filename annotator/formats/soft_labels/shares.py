"""How many of those who have read a document say what: of its spans, relations, questions and tokens.

```
a span       of all who have read the document   count / n
a relation   of those who have both its ends     count / both
an answer    of those who answered               shares that add up to one
a token      of all who have read it, a layer    shares that add up to one
```
Who lacks an end of a relation was never before the question whether the two are related, so they don't count
as saying no; `share * both / n` is the share of all.

Source: shares of annotators as training targets, Uma et al. 2021, Learning from Disagreement: A Survey,
doi:10.1613/jair.1.12752, section 5 (probabilistic, “soft” labels by standard normalisation); relations judged
between two given ends, Dumitrache et al. 2018, Crowdsourcing Ground Truth for Medical Relation Extraction,
doi:10.1145/3152889.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from annotator.formats.options import TokenPolicy
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.formats.soft_labels.values import SoftAnswer, SoftDocument, SoftLayer, SoftRelation, SoftSpan
from annotator.formats.token_tags import token_tags
from annotator.model import LabelScheme, Owner, Span, SpanAnnotation
from annotator.model.provenance import reading_name

_OWN: Final = f"{Owner.ANNOTATOR.value}:"

_Place = tuple[int, int, str]
"""Start, minus the end, and label: sorts as spans are met."""


def soft(
    shape: DocumentShape, scheme: LabelScheme, layers: Sequence[str], policy: TokenPolicy
) -> SoftDocument:
    """Return the shares for one document, each of whose readings counts once.

    Args:
        shape: with the readings of those who count, at least one.
        scheme: says which label is of which layer, and which relations have no direction.
        layers: codes of the layers whose tags are wanted.
        policy: what happens to a span's edge inside a word, for tokens only.
    """
    layer_of = {label.code: label.layer for label in scheme.labels}
    names = [called(one) for one in shape.sets]
    readings = [
        [
            SpanAnnotation(id=str(s.id), label=s.label, span=Span(s.start, s.end), quote=str(s.text))
            for s in one.spans
        ]
        for one in shape.sets
    ]
    found = token_tags(shape.text, readings, layer_of, layers, policy)
    voices = [Voice(one, symmetric_types(scheme)) for one in shape.sets]
    return SoftDocument(
        id="" if not shape.id else str(shape.id),
        title=str(shape.title),
        text=shape.text,
        annotators=names,
        n=len(names),
        answers=_answers({name: one.attributes or {} for name, one in zip(names, shape.sets, strict=True)}),
        spans=_spans(shape.text, dict(zip(names, voices, strict=True)), layer_of),
        relations=_relations(dict(zip(names, voices, strict=True))),
        tokens=list(found.pieces.forms),
        places=[found.place(token) for token in range(len(found.pieces.forms))],
        layers=[_layer(layer, zip(*(tags[layer] for tags in found.tags), strict=True)) for layer in layers],
    )


def called(reading: SetShape) -> str:
    """Return what a reader is called: by name, where the reading is their own."""
    return reading_name(reading.owner, reading.annotator).removeprefix(_OWN)


def symmetric_types(scheme: LabelScheme) -> frozenset[str]:
    """Return the codes of relation types whose two ends mean the same."""
    return frozenset(kind.code for kind in scheme.relation_types if kind.symmetric)


class Voice:
    """What one reader says, each thing once: of what they have twice, the first.

    Attributes:
        spans: by label and place.
        relations: by the places of their ends and the type; of a symmetric type, the earlier end first.
    """

    def __init__(self, reading: SetShape, symmetric: frozenset[str]) -> None:
        self.spans: dict[_Place, SpanShape] = {}
        self.relations: dict[tuple[_Place, _Place, str], RelationShape] = {}
        place_of: dict[str, _Place] = {}
        for span in reading.spans:
            place_of[str(span.id)] = place = span.start, -span.end, span.label
            self.spans.setdefault(place, span)
        for relation in reading.relations:
            source, target = place_of[relation.source], place_of[relation.target]
            if relation.type in symmetric and target < source:
                source, target = target, source
            self.relations.setdefault((source, target, relation.type), relation)


def _spans(text: str, voices: Mapping[str, Voice], layer_of: Mapping[str, str]) -> list[SoftSpan]:
    found = []
    for place in sorted({place for voice in voices.values() for place in voice.spans}):
        start, end, label = place
        has = {name: voice.spans[place] for name, voice in voices.items() if place in voice.spans}
        found.append(
            SoftSpan(
                layer=layer_of.get(label, ""),
                label=label,
                start=start,
                end=-end,
                text=text[start:-end],
                count=len(has),
                share=len(has) / len(voices),
                annotators=list(has),
                answers=_answers({name: one.attributes for name, one in has.items()}),
            )
        )
    return found


def _relations(voices: Mapping[str, Voice]) -> list[SoftRelation]:
    number = {
        place: n for n, place in enumerate(sorted({place for one in voices.values() for place in one.spans}))
    }
    found = []
    for link in sorted({link for voice in voices.values() for link in voice.relations}):
        source, target, kind = link
        both = sum(1 for one in voices.values() if source in one.spans and target in one.spans)
        has = {name: voice.relations[link] for name, voice in voices.items() if link in voice.relations}
        found.append(
            SoftRelation(
                type=kind,
                source=number[source],
                target=number[target],
                count=len(has),
                both=both,
                share=len(has) / both,
                annotators=list(has),
                answers=_answers({name: one.attributes for name, one in has.items()}),
            )
        )
    return found


def _answers(said: Mapping[str, Mapping[str, str]]) -> list[SoftAnswer]:
    """Return the shares of each answer to each question, of those who answered; the most frequent first."""
    found = []
    for attribute in dict.fromkeys(name for answers in said.values() for name in answers):
        who: dict[str, list[str]] = {}
        for name, answers in said.items():
            if attribute in answers:
                who.setdefault(answers[attribute], []).append(name)
        n = sum(map(len, who.values()))
        values = sorted(who, key=lambda value: (-len(who[value]), value))
        found.append(
            SoftAnswer(
                attribute=attribute,
                n=n,
                values=values,
                shares=[len(who[value]) / n for value in values],
                annotators=[who[value] for value in values],
            )
        )
    return found


def _layer(layer: str, said: Iterable[tuple[str, ...]]) -> SoftLayer:
    """Return the shares of what the readers say of each token, one tag of each."""
    known: dict[tuple[str, ...], tuple[list[str], list[float]]] = {}  # mostly they say the same again
    tags, shares = [], []
    for one in said:
        if one not in known:
            counted = sorted(Counter(one).items(), key=lambda pair: (-pair[1], pair[0]))
            known[one] = [tag for tag, _ in counted], [n / len(one) for _, n in counted]
        tags.append(known[one][0])
        shares.append(known[one][1])
    return SoftLayer(layer=layer, tags=tags, shares=shares)


def document_of(found: SoftDocument, shape: DocumentShape) -> DocumentShape:
    """Return what shares say about the readings that a document has."""
    return DocumentShape(text=found.text, sets=[_said_by(called(one), one, found) for one in shape.sets])


def _said_by(name: str, reading: SetShape, found: SoftDocument) -> SetShape:
    return SetShape(
        owner=reading.owner,
        annotator=reading.annotator,
        attributes=_answered(found.answers, name),
        spans=[
            SpanShape(
                id=str(n),
                label=span.label,
                start=span.start,
                end=span.end,
                attributes=_answered(span.answers, name),
            )
            for n, span in enumerate(found.spans)
            if name in span.annotators
        ],
        relations=[
            RelationShape(
                type=one.type,
                source=str(one.source),
                target=str(one.target),
                attributes=_answered(one.answers, name),
            )
            for one in found.relations
            if name in one.annotators
        ],
    )


def _answered(answers: Iterable[SoftAnswer], name: str) -> dict[str, str]:
    return {
        one.attribute: value
        for one in answers
        for value, who in zip(one.values, one.annotators, strict=True)
        if name in who
    }
