"""One document with its readings, laid out: which spans stand in one row, and what was decided about what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annotator.formats.aligning import Group
from annotator.formats.shapes import DecisionShape, DocumentShape, SetShape
from annotator.formats.side_by_side.layout import DECIDED, Layout, Row
from annotator.formats.token_tags import OUTSIDE
from annotator.model import Owner, Span, SpanAnnotation, State
from annotator.model.provenance import reading_name

_FINISHED = frozenset({State.FINISHED, State.REVIEWED})
YES, NO = "yes", "no"


def said_by(shape: DocumentShape) -> dict[str, SetShape]:
    """Return the readings of a document by what they are called."""
    return {reading_name(one.owner, one.annotator): one for one in shape.sets}


class Sheet:
    """A document that is laid out.

    Attributes:
        name: what the document is called in the tables.
        shape: the document.
        layout: the columns.
        readings: for each reader the reading, or None.
        through: for each reader whether having nothing at a place means something.
        spans: the spans of each reader, by id.
        groups: the rows of spans, in their order.
        row_of: the reader's number and the span's id → the number of its row, from 1.
    """

    def __init__(self, shape: DocumentShape, name: str, layout: Layout) -> None:
        self.name, self.shape, self.layout = name, shape, layout
        said = said_by(shape)
        self.readings = [said.get(reader) for reader in layout.readers]
        self.through = [_is_through(reading) for reading in self.readings]
        self.spans = [_spans(reading) for reading in self.readings]
        self.layer_of = {label.code: label.layer for label in layout.scheme.labels}
        self._rank = {layer.code: n for n, layer in enumerate(layout.scheme.layers)}
        found = layout.align(self.spans, lambda label: self.layer_of.get(label, ""))
        self.groups = sorted(found, key=self._order)
        self.row_of = {
            (reader, span.id): number
            for number, group in enumerate(self.groups, start=1)
            for reader, span in group.items()
        }
        self._decisions = _decisions(shape)

    @property
    def silent(self) -> list[str]:
        """What each reader says of a word or a row where they have nothing."""
        return [OUTSIDE if through else "" for through in self.through]

    def task(self, number: int | str) -> str:
        """Return what a row is called."""
        return f"{self.name}/{number}"

    def hull(self, group: Group) -> Span:
        """Return what the spans of a row cover together."""
        spans = [one.span for one in group.values()]
        return Span(min(one.start for one in spans), max(one.end for one in spans))

    def layer(self, group: Group) -> str:
        """Return the layer of a row of spans."""
        return self.layer_of.get(next(iter(group.values())).label, "")

    def decided(self, members: Iterable[tuple[int, str]]) -> Row:
        """Return what was decided about spans or relations, each told by its reader's number and its id."""
        if not self.layout.has_gold:
            return []
        found = (self._decisions.get((self.layout.readers[n], one)) for n, one in members)
        decision = next((one for one in found if one is not None), None)
        if decision is None:
            return [""] * len(DECIDED)
        taken = ", ".join(one.removeprefix(f"{Owner.ANNOTATOR.value}:") for one in decision.taken)
        gap = YES if decision.gap else ""
        return [decision.verdict.value, taken, decision.reason, gap, decision.by, decision.at]

    def _order(self, group: Group) -> tuple[int, int, int, str]:
        hull = self.hull(group)
        rank = self._rank.get(self.layer(group), len(self._rank))
        return hull.start, -hull.end, rank, min(one.label for one in group.values())


def _decisions(shape: DocumentShape) -> Mapping[tuple[str, str], DecisionShape]:
    """Return the last decision about each span and relation, by what its reading is called and its id."""
    found: dict[tuple[str, str], DecisionShape] = {}
    for one in shape.decisions or []:
        found |= {(seen.reading, key): one for seen in one.seen for key in seen.ids}
        found |= {(Owner.GOLD.value, key): one for key in one.gold}
    return found


def _spans(reading: SetShape | None) -> dict[str, SpanAnnotation]:
    def made() -> Iterator[SpanAnnotation]:
        for one in [] if reading is None else reading.spans:
            place = Span(one.start, one.end)
            yield SpanAnnotation(
                id=str(one.id), label=one.label, span=place, quote=str(one.text), attributes=one.attributes
            )

    return {one.id: one for one in made()}


def _is_through(reading: SetShape | None) -> bool:
    """Tell whether a reader is through with a document: an imported reading is nobody's unfinished work."""
    return reading is not None and (reading.state in _FINISHED or reading.owner is Owner.IMPORTED)
