"""From a reading to rows, and from rows to what they say of a reading."""

from __future__ import annotations

from collections.abc import Mapping
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
    "introductions",
    "answers",
)
CONTENT: Final = ("CLAIM", "QUOTE")
SOURCE: Final = "SOURCE"
CUE: Final = "CUE"
ATTRIBUTION: Final = "attribution"
SIGNAL: Final = "cue"
INTRODUCES: Final = "introduces"
BETWEEN: Final = " ¦ "
_DASH: Final = "–"
_ARROW: Final = "→"

Row = list[str]


@dataclass(frozen=True, slots=True)
class _Tied:
    """The spans that stand in one cell, in text order."""

    spans: list[SpanShape]

    @property
    def words(self) -> str:
        return BETWEEN.join(_one_line(str(span.text)) for span in self.spans)

    @property
    def places(self) -> str:
        return BETWEEN.join(_place(span) for span in self.spans)


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
                        _introductions(reading, cues, sources),
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


def _introductions(reading: SetShape, cues: _Tied, sources: _Tied) -> str:
    """Return which of a row's cues introduces which of its sources, by their places."""
    cue_of, source_of = ({span.id: span for span in tied.spans} for tied in (cues, sources))
    pairs = [
        (cue_of[link.source], source_of[link.target])
        for link in reading.relations
        if link.type == INTRODUCES and link.source in cue_of and link.target in source_of
    ]
    pairs.sort(key=lambda pair: (pair[1].start, pair[0].start))
    return BETWEEN.join(f"{_place(cue)}{_ARROW}{_place(source)}" for cue, source in pairs)


def _place(span: SpanShape) -> str:
    return f"{span.start}{_DASH}{span.end}"


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
            for place in filter(None, cells[column].split(BETWEEN)):
                start, end = map(int, place.split(_DASH))
                reading.tie(reading.span(label, start, end), content, kind)
        for cue, source in introductions_of(cells):
            ends = (map(int, place.split(_DASH)) for place in (cue, source))
            (cue_start, cue_end), (start, end) = ends
            reading.introduce(reading.span(CUE, cue_start, cue_end), reading.span(SOURCE, start, end))
    return DocumentShape(text=text, sets=[reading.shape()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says a row's claim, and by which words; "" for nobody and none."""

    source: str
    cue: str


def voices_of(cells: Mapping[str, str]) -> list[Voice]:
    """Return who says a row's claim, each with their own cues; at the end those that are nobody's."""
    sources, cues = (_by_place(cells, what) for what in ("source", "cue"))
    if sources is None or cues is None:
        return [Voice(source=cells["sources"], cue=cells["cues"])]
    pairs = introductions_of(cells)
    voices, used = [], set()
    for place, words in sources.items():
        own = [cue for cue, source in pairs if source == place]
        if len(sources) == 1:
            own = list(cues)
        used.update(own)
        voices.append(Voice(source=words, cue=BETWEEN.join(cues[cue] for cue in own)))
    free = [words for place, words in cues.items() if place not in used]
    if free or not voices:
        voices.append(Voice(source="", cue=BETWEEN.join(free)))
    return voices


def _by_place(cells: Mapping[str, str], what: str) -> dict[str, str] | None:
    """Return the words at each place; None where words that hold the sign between can't be told apart."""
    places, words = _listed(cells, f"{what}_places"), cells[f"{what}s"].split(BETWEEN)
    if not places:
        return {}
    return dict(zip(places, words, strict=True)) if len(places) == len(words) else None


def introductions_of(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the places of cues and of the sources that they introduce."""
    found = (pair.split(_ARROW) for pair in _listed(cells, "introductions"))
    return [(cue, source) for cue, source in found]


def _listed(cells: Mapping[str, str], column: str) -> list[str]:
    return [part for part in cells[column].split(BETWEEN) if part]


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

    def introduce(self, cue: SpanShape, source: SpanShape) -> None:
        """Note that a cue introduces a source; rows of several claims say it again."""
        same = (
            link.type == INTRODUCES and link.source == cue.id and link.target == source.id
            for link in self._relations
        )
        if not any(same):
            self.tie(cue, source, INTRODUCES)

    def shape(self) -> SetShape:
        """Return the reading as it was told."""
        return SetShape(owner=Owner.IMPORTED, spans=list(self._spans.values()), relations=self._relations)
