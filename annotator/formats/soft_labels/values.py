"""What stands in a row of soft labels. Lists everywhere, so that every row has the same type."""

from __future__ import annotations

from typing import Any

import msgspec


class SoftAnswer(msgspec.Struct, kw_only=True):
    """The answers to one question, the most frequent first, each with its share of the `n` who answered."""

    attribute: str
    n: int
    values: list[str]
    shares: list[float]
    annotators: list[list[str]]


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
    answers: list[SoftAnswer]


class SoftRelation(msgspec.Struct, kw_only=True):
    """A relation that somebody has: `count` of the `both` annotators who have both spans.

    `source` and `target` are numbers in the document's list of spans, from 0.
    """

    type: str
    source: int
    target: int
    count: int
    both: int
    share: float
    annotators: list[str]
    answers: list[SoftAnswer]


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
    answers: list[SoftAnswer]
    spans: list[SoftSpan]
    relations: list[SoftRelation]
    tokens: list[str]
    places: list[tuple[int, int]]
    layers: list[SoftLayer]


def arrow_schema(arrow: Any) -> Any:
    """Return the same as a schema of Arrow, whose module is handed in."""
    text, number, real = arrow.string(), arrow.int32(), arrow.float64()
    texts, numbers, reals = arrow.list_(text), arrow.list_(number), arrow.list_(real)
    answer = [
        *(("attribute", text), ("n", number), ("values", texts), ("shares", reals)),
        ("annotators", arrow.list_(texts)),
    ]
    answers = arrow.list_(arrow.struct(answer))
    shared = [("share", real), ("annotators", texts), ("answers", answers)]
    span = [
        *(("layer", text), ("label", text), ("start", number), ("end", number), ("text", text)),
        *(("count", number), *shared),
    ]
    relation = [
        *(("type", text), ("source", number), ("target", number), ("count", number), ("both", number)),
        *shared,
    ]
    layer = [("layer", text), ("tags", arrow.list_(texts)), ("shares", arrow.list_(reals))]
    return arrow.schema(
        [
            *(("id", text), ("title", text), ("text", text), ("annotators", texts), ("n", number)),
            *(("answers", answers), ("spans", arrow.list_(arrow.struct(span)))),
            *(("relations", arrow.list_(arrow.struct(relation))), ("tokens", texts)),
            *(("places", arrow.list_(numbers)), ("layers", arrow.list_(arrow.struct(layer)))),
        ]
    )
