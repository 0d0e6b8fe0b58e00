"""How many of those who have read a document say what: of its spans, and of each token in each layer.

Source: shares of annotators as training targets, Uma et al. 2021, Learning from Disagreement: A Survey,
doi:10.1613/jair.1.12752, section 5 (probabilistic, “soft” labels by standard normalisation).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from annotator.formats.options import TokenPolicy
from annotator.formats.shapes import DocumentShape, SetShape, SpanShape
from annotator.formats.token_tags import token_tags
from annotator.model import LabelScheme, Owner, Span, SpanAnnotation
from annotator.model.provenance import reading_name

_OWN: Final = f"{Owner.ANNOTATOR.value}:"


class SoftSpan(msgspec.Struct, kw_only=True):
    """A span that somebody has: `count` of `n` annotators with this label from `start` to `end`."""

    layer: str
    label: str
    start: int
    end: int
    text: str
    count: int
    share: float
    annotators: list[str]


class SoftLayer(msgspec.Struct, kw_only=True):
    """The tags of each token in one layer, the most frequent first, and the share of each."""

    layer: str
    tags: list[list[str]]
    shares: list[list[float]]


class SoftDocument(msgspec.Struct, kw_only=True):
    """What the annotators of a document say; `places` are those of `tokens`."""

    id: str
    title: str
    text: str
    annotators: list[str]
    n: int
    spans: list[SoftSpan]
    tokens: list[str]
    places: list[tuple[int, int]]
    layers: list[SoftLayer]


def soft(
    shape: DocumentShape, scheme: LabelScheme, layers: Sequence[str], policy: TokenPolicy
) -> SoftDocument:
    """Return the shares for one document, each of whose readings counts once.

    Args:
        shape: with the readings of those who count, at least one.
        scheme: says which label is of which layer.
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
    count = range(len(found.pieces.forms))
    return SoftDocument(
        id="" if not shape.id else str(shape.id),
        title=str(shape.title),
        text=shape.text,
        annotators=names,
        n=len(names),
        spans=_spans(shape, names, readings, layer_of),
        tokens=list(found.pieces.forms),
        places=[found.place(token) for token in count],
        layers=[_layer(layer, zip(*(tags[layer] for tags in found.tags), strict=True)) for layer in layers],
    )


def called(reading: SetShape) -> str:
    """Return what a reader is called: by name, where the reading is their own."""
    return reading_name(reading.owner, reading.annotator).removeprefix(_OWN)


def _spans(
    shape: DocumentShape,
    names: Sequence[str],
    readings: Sequence[Sequence[SpanAnnotation]],
    layer_of: Mapping[str, str],
) -> list[SoftSpan]:
    who: dict[tuple[int, int, str], list[str]] = {}
    for name, spans in zip(names, readings, strict=True):
        for key in {(one.span.start, -one.span.end, one.label): None for one in spans}:
            who.setdefault(key, []).append(name)
    return [
        SoftSpan(
            layer=layer_of.get(label, ""),
            label=label,
            start=start,
            end=-end,
            text=shape.text[start:-end],
            count=len(who[start, end, label]),
            share=len(who[start, end, label]) / len(names),
            annotators=who[start, end, label],
        )
        for start, end, label in sorted(who)
    ]


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
    by_name: dict[str, list[SpanShape]] = {name: [] for name in found.annotators}
    for span in found.spans:
        for name in span.annotators:
            by_name[name].append(SpanShape(label=span.label, start=span.start, end=span.end))
    return DocumentShape(
        text=found.text,
        sets=[
            SetShape(owner=one.owner, annotator=one.annotator, spans=by_name[called(one)])
            for one in shape.sets
        ],
    )
