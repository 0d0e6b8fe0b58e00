"""From a reading to rows, and from rows to what they say of a reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from msgspec import UNSET

from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.model import Owner

CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS, nesting=True, crossing=True, relations=True, attributes=True
)
COLUMNS: Final = (
    "document",
    "title",
    "reader",
    "label",
    "start",
    "end",
    "words",
    "sources",
    "source_places",
    "cues",
    "cue_places",
    "answers",
)
CONTENT: Final = ("CLAIM", "QUOTE")
SOURCE: Final = "SOURCE"
CUE: Final = "CUE"
ATTRIBUTION: Final = "attribution"
SIGNAL: Final = "cue"
_BETWEEN: Final = " ¦ "
_DASH: Final = "–"

Row = list[str]


@dataclass(frozen=True, slots=True)
class _Tied:
    """The spans that stand in one cell, in text order."""

    spans: list[SpanShape]

    @property
    def words(self) -> str:
        return _BETWEEN.join(_one_line(str(span.text)) for span in self.spans)

    @property
    def places(self) -> str:
        return _BETWEEN.join(f"{span.start}{_DASH}{span.end}" for span in self.spans)


def rows_of(shape: DocumentShape) -> list[Row]:
    """Return a row for each claim and quotation of the one reading, in text order."""
    (reading,) = shape.sets
    name = "" if shape.id is UNSET else str(shape.id)
    reader = reading.annotator or reading.owner.value
    rows = []
    for span in reading.spans:
        if span.label in CONTENT:
            sources = _tied(reading, span, ATTRIBUTION, SOURCE)
            cues = _tied(reading, span, SIGNAL, CUE)
            answers = "; ".join(f"{key}={value}" for key, value in span.attributes.items())
            rows.append(
                [
                    *(name, str(shape.title), reader, span.label, str(span.start), str(span.end)),
                    *(
                        _one_line(str(span.text)),
                        sources.words,
                        sources.places,
                        cues.words,
                        cues.places,
                        answers,
                    ),
                ]
            )
    return rows


def _tied(reading: SetShape, content: SpanShape, kind: str, label: str) -> _Tied:
    spans = {span.id: span for span in reading.spans}
    ties = (link for link in reading.relations if link.target == content.id and link.type == kind)
    found = (spans[link.source] for link in ties)
    return _Tied(sorted((s for s in found if s.label == label), key=lambda s: (s.start, s.end)))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def reading_of(rows: list[Row], text: str) -> DocumentShape:
    """Return what rows say about a text: contents, their sources and cues, and what ties them."""
    reading = _Reading()
    for row in rows:
        cells = dict(zip(COLUMNS, row, strict=True))
        content = reading.span(cells["label"], int(cells["start"]), int(cells["end"]))
        for answer in filter(None, cells["answers"].split("; ")):
            key, _, value = answer.partition("=")
            content.attributes = content.attributes | {key: value}
        for column, label, kind in (("source_places", SOURCE, ATTRIBUTION), ("cue_places", CUE, SIGNAL)):
            for place in filter(None, cells[column].split(_BETWEEN)):
                start, end = map(int, place.split(_DASH))
                reading.tie(reading.span(label, start, end), content, kind)
    return DocumentShape(text=text, sets=[reading.shape()])


class _Reading:
    def __init__(self) -> None:
        self._spans: dict[tuple[str, int, int], SpanShape] = {}
        self._relations: list[RelationShape] = []

    def span(self, label: str, start: int, end: int) -> SpanShape:
        """Return the span there; a source of two claims is one span."""
        key = label, start, end
        if key not in self._spans:
            self._spans[key] = SpanShape(id=f"s{len(self._spans)}", label=label, start=start, end=end)
        return self._spans[key]

    def tie(self, source: SpanShape, target: SpanShape, kind: str) -> None:
        """Note a relation."""
        self._relations.append(RelationShape(type=kind, source=str(source.id), target=str(target.id)))

    def shape(self) -> SetShape:
        """Return the reading as it was told."""
        return SetShape(owner=Owner.IMPORTED, spans=list(self._spans.values()), relations=self._relations)
