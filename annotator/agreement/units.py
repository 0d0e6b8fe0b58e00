"""What is compared: the spans of several readers of one document, as compactly as they can be held."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple, Self

from annotator.model import AnnotatedDocument, AnnotationSet


class Unit(NamedTuple):
    """A span by what is compared of it: `[start, end)` in code points, and the code of its label."""

    start: int
    end: int
    label: str


class Link(NamedTuple):
    """A relation: its type, and its two ends by their numbers among the units of the same reading."""

    type: str
    source: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader has in one document.

    Attributes:
        units: the spans; any order, and the same one more than once if the reader has it so.
        ids: of the spans, in the order of `units`; () where nobody will open them.
        answers: of the spans, attribute → answer, in the order of `units`; () where they are not compared.
        links: the relations.
        link_ids: of the relations, in the order of `links`; () where nobody will open them.
    """

    units: Sequence[Unit]
    ids: Sequence[str] = ()
    answers: Sequence[Mapping[str, str]] = ()
    links: Sequence[Link] = ()
    link_ids: Sequence[str] = ()

    @classmethod
    def of(cls, annotation_set: AnnotationSet) -> Self:
        """Return a reading of the project as it is compared, its spans in text order."""
        spans = annotation_set.in_text_order()
        number = {span.id: n for n, span in enumerate(spans)}
        relations = sorted(annotation_set.relations.values(), key=lambda one: one.id)
        return cls(
            units=[Unit(span.span.start, span.span.end, span.label) for span in spans],
            ids=[span.id for span in spans],
            answers=[span.attributes for span in spans],
            links=[Link(one.type, number[one.source], number[one.target]) for one in relations],
            link_ids=[one.id for one in relations],
        )

    def only(self, labels: Collection[str]) -> Self:
        """Return the units with some labels, and the relations between them."""
        kept = [n for n, unit in enumerate(self.units) if unit[2] in labels]
        number = {old: new for new, old in enumerate(kept)}
        links = [n for n, one in enumerate(self.links) if one.source in number and one.target in number]
        return type(self)(
            units=[self.units[n] for n in kept],
            ids=[self.ids[n] for n in kept] if self.ids else (),
            answers=[self.answers[n] for n in kept] if self.answers else (),
            links=[
                Link(one.type, number[one.source], number[one.target])
                for one in map(self.links.__getitem__, links)
            ],
            link_ids=[self.link_ids[n] for n in links] if self.link_ids else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document with the readings that are compared.

    Attributes:
        id: of the document.
        length: of its text, in code points.
        readings: by reader; a reader without an entry has not read it, one with no units found nothing.
        tokens: `[start, end)` of each token, in order; empty where only characters are counted.
        paragraphs: where each paragraph begins, in code points, in order; empty where nobody will divide it.
    """

    id: str
    length: int
    readings: Mapping[str, Reading] = field(default_factory=lambda: MappingProxyType({}))
    tokens: Sequence[tuple[int, int]] = ()
    paragraphs: Sequence[int] = ()

    @classmethod
    def of(cls, annotated: AnnotatedDocument, readers: Mapping[str, str]) -> Self:
        """Return a document of the project as it is compared.

        Args:
            annotated: the document with its sets.
            readers: the id of each set that is compared → its reader's key.
        """
        text = annotated.document.text
        return cls(
            id=annotated.document.id,
            length=len(text),
            readings={readers[one.id]: Reading.of(one) for one in annotated.sets if one.id in readers},
            paragraphs=paragraph_starts(text),
        )

    def only(self, labels: Collection[str]) -> Self:
        """Return the same document with the units of some labels."""
        return type(self)(
            id=self.id,
            length=self.length,
            readings={reader: one.only(labels) for reader, one in self.readings.items()},
            tokens=self.tokens,
            paragraphs=self.paragraphs,
        )

    def called(self, label: str) -> Self:
        """Return the same document with all units under one label."""
        return type(self)(
            id=self.id,
            length=self.length,
            readings={
                reader: replace(one, units=[Unit(start, end, label) for start, end, _ in one.units])
                for reader, one in self.readings.items()
            },
            tokens=self.tokens,
            paragraphs=self.paragraphs,
        )


def labelled(units: Iterable[Unit], labels: Collection[str] | None) -> Iterable[Unit]:
    """Return the units with one of some labels; None: all."""
    return units if labels is None else [unit for unit in units if unit[2] in labels]


def paragraph_starts(text: str) -> list[int]:
    """Return where each paragraph of a text begins, in code points; an empty line is none."""
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return starts


def cuts(sheet: Sheet, readers: Collection[str]) -> list[int]:
    """Return where a document can be cut between paragraphs without cutting a span of these readers.

    Returns:
        The start of each part in code points, the first 0.
    """
    spans = sorted(
        (start, end)
        for reader in readers
        if reader in sheet.readings
        for start, end, _ in sheet.readings[reader].units
    )
    found, reach, at = [0], 0, 0
    for border in sheet.paragraphs:
        while at < len(spans) and spans[at][0] < border:
            reach = max(reach, spans[at][1])
            at += 1
        if 0 < border < sheet.length and reach <= border:
            found.append(border)
    return found


def parts(sheet: Sheet, readers: Collection[str]) -> Iterator[Sheet]:
    """Yield the paragraphs of a document as documents of their own, without their relations.

    Paragraphs that a span runs across stay together, so that counts of the parts add up to the whole's.
    """
    starts = cuts(sheet, readers)
    for start, end in zip(starts, [*starts[1:], sheet.length + 1], strict=True):
        # A span of no width at the very end belongs to the last part.
        yield Sheet(
            id=sheet.id,
            length=min(end, sheet.length) - start,
            readings={
                reader: _within(sheet.readings[reader], start, end)
                for reader in readers
                if reader in sheet.readings
            },
            tokens=[(a - start, b - start) for a, b in sheet.tokens if start <= a < end],
        )


def _within(reading: Reading, start: int, end: int) -> Reading:
    kept = [n for n, unit in enumerate(reading.units) if start <= unit[0] < end]
    return Reading(
        units=[Unit(a - start, b - start, label) for a, b, label in map(reading.units.__getitem__, kept)],
        ids=[reading.ids[n] for n in kept] if reading.ids else (),
        answers=[reading.answers[n] for n in kept] if reading.answers else (),
    )
