"""The counts of readings, and how partial ones become one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from annotator.model import AnnotatedDocument, AnnotationSet, LabelScheme, Owner, State
from annotator.statistics.bins import Bin, Kind, bins
from annotator.text.sentences import sentences
from annotator.text.tokens import count_words


@dataclass(frozen=True, slots=True, order=True)
class Reader:
    """Whose readings are counted together: the same owner and the same person.

    Attributes:
        owner: an annotator, gold, or where else it comes from.
        name: of the person, or "".
        id: of the person, or "".
    """

    owner: Owner
    name: str = ""
    id: str = ""

    @classmethod
    def of(cls, reading: AnnotationSet) -> Self:
        """Return whose a reading is."""
        person = reading.annotator
        return cls(reading.owner) if person is None else cls(reading.owner, person.name, person.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """One reading of one document by its numbers.

    Attributes:
        document_id: what was read.
        title: of the document.
        set_id: the reading.
        reader: whose it is.
        state: how far it is.
        words: of the text; a sign is no word.
        sentences: of the text.
        spans: in the reading.
        relations: in the reading.
        depth: in how many others its deepest span lies.
    """

    document_id: str
    title: str
    set_id: str
    reader: Reader
    state: State
    words: int
    sentences: int
    spans: int
    relations: int
    depth: int


@dataclass(slots=True)
class Counts:
    """What has been counted so far. It grows by a line a reading; the bins are as many as the scheme allows.

    Attributes:
        lines: one for each reading, in the order in which they came.
        bins: how often each bin occurs, by reader.
        holding: in how many readings each label occurs, by reader.
    """

    lines: list[ReadingLine] = field(default_factory=list)
    bins: defaultdict[Reader, Counter[Bin]] = field(default_factory=lambda: defaultdict(Counter))
    holding: Counter[tuple[Reader, str]] = field(default_factory=Counter)

    def read(self, annotated: AnnotatedDocument, scheme: LabelScheme) -> None:
        """Count a document with its readings."""
        text = annotated.document.text
        words = count_words(text)
        starts = [start for start, _ in sentences(text)]
        for reading in annotated.sets:
            self._read(annotated, reading, scheme, words, starts)

    def add(self, other: Counts) -> None:
        """Take in what has been counted of other readings."""
        self.lines += other.lines
        for reader, counted in other.bins.items():
            self.bins[reader].update(counted)
        self.holding.update(other.holding)

    def of(self, readers: Iterable[Reader] | None) -> Counter[Bin]:
        """Return the bins of some readers together; None: of all."""
        wanted = None if readers is None else set(readers)
        found: Counter[Bin] = Counter()
        for reader, counted in self.bins.items():
            if wanted is None or reader in wanted:
                found.update(counted)
        return found

    def _read(
        self,
        annotated: AnnotatedDocument,
        reading: AnnotationSet,
        scheme: LabelScheme,
        words: int,
        starts: list[int],
    ) -> None:
        reader = Reader.of(reading)
        counted = Counter(one for one, _ in bins(reading, starts, scheme))
        self.bins[reader].update(counted)
        self.holding.update((reader, label) for label in {span.label for span in reading.spans.values()})
        self.lines.append(
            ReadingLine(
                document_id=annotated.document.id,
                title=annotated.document.title,
                set_id=reading.id,
                reader=reader,
                state=reading.state,
                words=words,
                sentences=len(starts),
                spans=len(reading.spans),
                relations=len(reading.relations),
                depth=max((int(one.two) for one in counted if one.kind is Kind.DEPTH), default=0),
            )
        )
