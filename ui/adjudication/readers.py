"""The readers of a document as a critical edition has them: each with a siglum and a lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.language import tr, trc
from annotator.model import AnnotationSet, Annotator, Owner, PlacedSpans, Relation
from annotator.model.sigla import in_order, siglum


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One of the readers.

    Attributes:
        number: of the lane, from 0.
        letter: which siglum, from 0.
        set_id: the reading.
        person: the reader, if it is one.
        spans: what the reader has marked, by id and by place.
        relations: what the reader has related, by id.
    """

    number: int
    letter: int
    set_id: str
    person: Annotator | None
    spans: PlacedSpans
    relations: Mapping[str, Relation]

    @property
    def siglum(self) -> str:
        """The letter that stands for the reader, in the language in use."""
        return siglum(self.letter)

    @property
    def name(self) -> str:
        """What the reader is called, in the language in use."""
        return trc("reading", "Suggested") if self.person is None else self.person.name or tr("Unknown")

    def is_same(self, other: Reader) -> bool:
        """Tell whether another one is the same reader who has marked the very same: compared by identity."""
        return (
            (self.set_id, self.letter, self.person) == (other.set_id, other.letter, other.person)
            and self.spans is other.spans
            and self.relations is other.relations
        )


def readers_of(sets: Iterable[AnnotationSet], people: Iterable[Annotator]) -> tuple[Reader, ...]:
    """Return the readers of these readings, in the same order; `people` are all of the project's."""
    letters = {person.id: place for place, person in enumerate(in_order(people))}
    made = []
    for number, one in enumerate(sets):
        person = None if one.owner is Owner.SUGGESTED else one.annotator
        made.append(
            Reader(
                number=number,
                letter=letters.setdefault("" if person is None else person.id, len(letters)),
                set_id=one.id,
                person=person,
                spans=PlacedSpans.of(one.spans),
                relations=one.relations,
            )
        )
    return tuple(made)


def sigla_of(readers: Sequence[Reader], set_ids: Iterable[str]) -> str:
    """Return the letters of these readings, in the order of the lanes: "A C"."""
    wanted = set(set_ids)
    return " ".join(reader.siglum for reader in readers if reader.set_id in wanted)
