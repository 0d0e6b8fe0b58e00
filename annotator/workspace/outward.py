"""What of a project's people and decisions goes along with documents on their way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from annotator.model import AnnotatedDocument, AnnotationSet, Annotator, Owner
from annotator.model.provenance import name_of, reading_name, renamed
from annotator.model.sigla import sigla
from annotator.store.repository import Repository
from annotator.workspace.selection import Selection

_NOBODY: Final = "?"
_ORDER: Final = (Owner.ANNOTATOR, Owner.IMPORTED, Owner.SUGGESTED, Owner.GOLD)


def outward(
    repository: Repository, selection: Selection, *, pseudonyms: bool = False
) -> Iterator[AnnotatedDocument]:
    """Yield the documents as they go out: the chosen readings, and with gold where it comes from.

    Args:
        repository: the project.
        selection: the readings.
        pseudonyms: people are called by their sigla (A, B, …), whatever the language; what anybody has
            written, such as notes and reasons, goes out as it is.

    Raises:
        AnnotatorError: one reading is wanted and a document has several.
    """
    names = _names(repository, pseudonyms=pseudonyms)
    for annotated in repository.annotated():
        (chosen,) = selection.of([annotated])
        if pseudonyms:
            chosen = replace(chosen, sets=tuple(_under(names, chosen.sets)))
        if any(reading.owner is Owner.GOLD for reading in chosen.sets):
            yield _with_decisions(repository, annotated, chosen, names, pseudonyms=pseudonyms)
        else:
            yield chosen


def reader_names(
    repository: Repository, selection: Selection, *, pseudonyms: bool = False
) -> tuple[str, ...]:
    """Return what the chosen readings of all documents are called: people by their sigla, others behind."""
    names = _names(repository, pseudonyms=pseudonyms)
    place = {key: number for number, key in enumerate(sigla(repository.annotators(), "en"))}
    chosen = {
        (one.owner, None if one.annotator is None else one.annotator.id)
        for summary in repository.summaries()
        for one in summary.sets
        if selection.takes(one)
    }

    def order(one: tuple[Owner, str | None]) -> tuple[int, int]:
        return _ORDER.index(one[0]), place.get(one[1] or "", len(place))

    return tuple(
        reading_name(owner, None if person is None else names.get(person, _NOBODY))
        for owner, person in sorted(chosen, key=order)
    )


def _names(repository: Repository, *, pseudonyms: bool) -> dict[str, str]:
    people = repository.annotators()
    return sigla(people, "en") if pseudonyms else {person.id: person.name for person in people}


def _under(names: dict[str, str], readings: Iterable[AnnotationSet]) -> Iterator[AnnotationSet]:
    for reading in readings:
        person = reading.annotator
        if person is None:
            yield reading
        else:
            yield replace(reading, annotator=Annotator(id=person.id, name=names.get(person.id, _NOBODY)))


def _with_decisions(
    repository: Repository,
    annotated: AnnotatedDocument,
    chosen: AnnotatedDocument,
    names: dict[str, str],
    *,
    pseudonyms: bool,
) -> AnnotatedDocument:
    decisions = repository.decisions(annotated.document.id)
    if not decisions:
        return chosen
    readings = _under(names, annotated.sets) if pseudonyms else annotated.sets
    called = {reading.id: name_of(reading) for reading in readings}
    by = names
    if pseudonyms:
        # What is not of this project may be called by a name of somebody's.
        strange = {key for one in decisions for key in (*one.taken, *(seen.set_id for seen in one.seen))}
        called |= dict.fromkeys(strange - called.keys(), _NOBODY)
        by = names | {one.by: _NOBODY for one in decisions if one.by not in names}
    return replace(chosen, decisions=tuple(renamed(one, called, by) for one in decisions))
