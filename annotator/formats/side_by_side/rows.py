"""A document as rows of the three tables, and what the rows of spans say of its readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.formats.aligning import Align, Group
from annotator.formats.options import TokenPolicy
from annotator.formats.shapes import DecisionShape, DocumentShape, SetShape, SpanShape
from annotator.formats.token_tags import OUTSIDE, token_tags
from annotator.model import LabelScheme, Owner, Span, SpanAnnotation, State
from annotator.model.provenance import reading_name

Row = list[str]
SENTENCE: Final = 1
"""The column of tokens that counts sentences."""
_SPANS: Final = ("document", "title", "layer", "start", "end", "text")
_TOKENS: Final = ("document", "sentence", "start", "end", "token")
_LABELS: Final = ("task", "worker", "label", "document", "layer", "start", "end", "text")
_DECIDED: Final = ("verdict", "taken", "reason", "guideline_gap", "by", "at")
"""What was decided about a row, where gold is among the readings."""
_YES: Final = "yes"
_FINISHED: Final = frozenset({State.FINISHED, State.REVIEWED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the columns are.

    Attributes:
        readers: what the readings are called, as in `model.provenance`.
        layers: codes of the layers that have tags.
        scheme: says which label is of which layer.
        align: finds what stands in one row.
        tokens: where tokens are cut.
    """

    readers: Sequence[str]
    layers: Sequence[str]
    scheme: LabelScheme
    align: Align
    tokens: TokenPolicy

    @property
    def heads(self) -> dict[str, Row]:
        """The columns of each table."""
        names = self.shown
        return {
            "spans": [
                *_SPANS,
                *(f"label:{name}" for name in names),
                *(f"{edge}:{name}" for name in names for edge in ("start", "end")),
                *(_DECIDED if self.has_gold else ()),
            ],
            "tokens": [*_TOKENS, *(f"{layer}:{name}" for layer in self.layers for name in names)],
            "labels": [*_LABELS],
        }

    @property
    def has_gold(self) -> bool:
        """Whether gold is among the readings."""
        return Owner.GOLD.value in self.readers

    @property
    def shown(self) -> list[str]:
        """What readers are called in the tables: by their name alone, where no two have one name."""
        short = [name.removeprefix(f"{Owner.ANNOTATOR.value}:") for name in self.readers]
        return [one if short.count(one) == 1 else name for one, name in zip(short, self.readers, strict=True)]


def said_by(shape: DocumentShape) -> dict[str, SetShape]:
    """Return the readings of a document by what they are called."""
    return {reading_name(one.owner, one.annotator): one for one in shape.sets}


def tables_of(shape: DocumentShape, name: str, layout: Layout) -> dict[str, list[Row]]:
    """Return the rows of a document in each table; `name` stands in the column `document`."""
    readings = said_by(shape)
    spans = [_spans(readings.get(reader)) for reader in layout.readers]
    silent = [_says_nothing(readings.get(reader)) for reader in layout.readers]
    layer_of = {label.code: label.layer for label in layout.scheme.labels}
    groups = layout.align(spans, lambda label: layer_of.get(label, ""))
    rank = {layer.code: n for n, layer in enumerate(layout.scheme.layers)}
    decided = _decisions(shape)

    def place(group: Group) -> tuple[int, int, int, str]:
        hull, layer = _hull(group), _layer(group, layer_of)
        return hull.start, -hull.end, rank.get(layer, len(rank)), min(one.label for one in group.values())

    rows: list[Row] = []
    labels: list[Row] = []
    for number, group in enumerate(sorted(groups, key=place), start=1):
        hull = _hull(group)
        where = [_layer(group, layer_of), str(hull.start), str(hull.end), hull.of(shape.text)]
        said = [group[n].label if n in group else silent[n] for n in range(len(layout.readers))]
        edges = (group[n].span if n in group else None for n in range(len(layout.readers)))
        places = (["", ""] if one is None else [str(one.start), str(one.end)] for one in edges)
        row = [name, str(shape.title), *where, *said, *(cell for pair in places for cell in pair)]
        if layout.has_gold:
            about = (decided.get((layout.readers[n], one.id)) for n, one in group.items())
            row += _decided(next((one for one in about if one is not None), None))
        rows.append(row)
        task = f"{name}/{number}"
        labels += ([task, who, one, name, *where] for who, one in zip(layout.shown, said, strict=True) if one)
    return {"spans": rows, "tokens": _token_rows(shape, name, layout, spans, silent), "labels": labels}


def _decisions(shape: DocumentShape) -> dict[tuple[str, str], DecisionShape]:
    """Return the last decision about each span, by what its reading is called and its id."""
    found: dict[tuple[str, str], DecisionShape] = {}
    for one in shape.decisions or []:
        found |= {(seen.reading, key): one for seen in one.seen for key in seen.ids}
        found |= {(Owner.GOLD.value, key): one for key in one.gold}
    return found


def _decided(decision: DecisionShape | None) -> Row:
    if decision is None:
        return [""] * len(_DECIDED)
    taken = ", ".join(one.removeprefix(f"{Owner.ANNOTATOR.value}:") for one in decision.taken)
    gap = _YES if decision.gap else ""
    return [decision.verdict.value, taken, decision.reason, gap, decision.by, decision.at]


def _token_rows(
    shape: DocumentShape,
    name: str,
    layout: Layout,
    spans: Sequence[Mapping[str, SpanAnnotation]],
    silent: Sequence[str],
) -> list[Row]:
    layer_of = {label.code: label.layer for label in layout.scheme.labels}
    readings = [list(one.values()) for one in spans]
    found = token_tags(shape.text, readings, layer_of, layout.layers, layout.tokens)
    columns = [
        [silent[reader] if tag == OUTSIDE else tag for tag in found.tags[reader][layer]]
        for layer in layout.layers
        for reader in range(len(readings))
    ]
    rows = []
    for token, form in enumerate(found.pieces.forms):
        start, end = found.place(token)
        rows.append(
            [
                name,
                str(found.sentences[token]),
                str(start),
                str(end),
                form,
                *(column[token] for column in columns),
            ]
        )
    return rows


def _spans(reading: SetShape | None) -> dict[str, SpanAnnotation]:
    spans = [] if reading is None else reading.spans
    return {
        str(one.id): SpanAnnotation(
            id=str(one.id), label=one.label, span=Span(one.start, one.end), quote=str(one.text)
        )
        for one in spans
    }


def _says_nothing(reading: SetShape | None) -> str:
    """Return what a reader says where they have nothing: an imported reading is nobody's unfinished work."""
    through = reading is not None and (reading.state in _FINISHED or reading.owner is Owner.IMPORTED)
    return OUTSIDE if through else ""


def _hull(group: Group) -> Span:
    spans = [one.span for one in group.values()]
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def _layer(group: Group, layer_of: Mapping[str, str]) -> str:
    return layer_of.get(next(iter(group.values())).label, "")


def document_of(rows: Sequence[Row], shape: DocumentShape, layout: Layout) -> DocumentShape:
    """Return what the rows of spans say about the readings that a document has."""
    readers = len(layout.readers)
    first = len(_SPANS)
    found: dict[str, list[SpanShape]] = {name: [] for name in layout.readers}
    for row in rows:
        labels, places = row[first : first + readers], row[first + readers : first + 3 * readers]
        for number, name in enumerate(layout.readers):
            start, end = places[2 * number : 2 * number + 2]
            if start:
                found[name].append(SpanShape(label=labels[number], start=int(start), end=int(end)))
    sets = [
        SetShape(owner=one.owner, annotator=one.annotator, spans=found[name])
        for name, one in said_by(shape).items()
    ]
    return DocumentShape(text=shape.text, sets=sets)
