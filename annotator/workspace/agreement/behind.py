"""The places behind a number: found by what was compared, then read with their words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Final, Literal

from annotator.agreement import Reading, Sheet
from annotator.agreement.units import paragraph_starts
from annotator.formats import collecting
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    LabelScheme,
    PlacedSpans,
    Span,
    SpanAnnotation,
    State,
)
from annotator.model.annotation import text_order
from annotator.model.compared import Whose
from annotator.model.sight import Sight
from annotator.progress import Progress
from annotator.store.repository import Repository
from annotator.text.tokens import tokenize
from annotator.workspace.agreement.hits import Finder, Hit, finder
from annotator.workspace.agreement.picks import (
    AnswerPick,
    Comparison,
    Comparisons,
    Pick,
    RelationPick,
    Side,
)
from annotator.workspace.agreement.reading import (
    Readers,
    begun_of,
    chosen,
    key_of,
    known_readers,
    lean,
    sheet_of,
    wanted_labels,
)
from annotator.workspace.agreement.request import AgreementRequest, Beside

MOST: Final = 2000
"""So many places behind one number are listed; nobody reads on after that."""
_ALL: Final = Sight()


def read_places(
    project: Path,
    request: AgreementRequest,
    pick: Pick,
    progress: Progress,
    *,
    most: int = MOST,
    sight: Sight = _ALL,
) -> Comparisons:
    """Return what stands behind a number of a project, opened for this alone: for a worker.

    Args:
        project: the file.
        request: that the number came from.
        pick: which number.
        progress: makes a step a document.
        most: no more places than these.
        sight: whose readings are known; usually all.

    Raises:
        ProjectFileError: it can't be read.
        InputError: there are no two readers to compare.
        Cancelled: through `progress`.
    """
    with closing(Repository.look(project)) as repository:
        return places_behind(repository, repository.scheme(), request, pick, progress, most=most, sight=sight)


def places_behind(
    repository: Repository,
    scheme: LabelScheme,
    request: AgreementRequest,
    pick: Pick,
    progress: Progress,
    *,
    most: int = MOST,
    sight: Sight = _ALL,
) -> Comparisons:
    """Return what stands behind a number of an open project; see `read_places`."""
    if pick.document is not None:
        documents = frozenset({pick.document})
        request = replace(request, documents=documents & (request.documents or documents))
    if pick.pair is not None:
        request = replace(request, pair=pick.pair)
    request = replace(request, beside=_needed(pick))
    readers = chosen(request, known_readers(repository, sight))
    find = finder(pick, scheme, by_token=request.by_token)
    places = _Places(scheme, request, readers, find)
    with collecting.seldom(collecting.HARDLY_EVER):
        documents_hit = places.documents(repository, progress, most)
    found: list[Comparison] = []
    for annotated in repository.annotated(documents_hit):
        progress.step(0)
        found += places.of(annotated)
        if len(found) > most:
            break
    return Comparisons(places=tuple(found[:most]), has_more=len(found) > most)


def _needed(pick: Pick) -> frozenset[Beside]:
    if isinstance(pick, RelationPick):
        return frozenset({Beside.RELATIONS})
    return frozenset({Beside.ANSWERS} if isinstance(pick, AnswerPick) else ())


class _Places:
    """Finds places behind a number, first in what is compared, then in the documents with their words."""

    def __init__(
        self, scheme: LabelScheme, request: AgreementRequest, readers: Readers, find: Finder
    ) -> None:
        self._request, self._readers, self._find = request, readers, find
        self._keep = wanted_labels(scheme, request)
        self._pairs = [readers.pair] if readers.pair else list(combinations(readers.compared, 2))

    def documents(self, repository: Repository, progress: Progress, most: int) -> list[str]:
        """Return the ids of documents that have a place, until they have more than `most`."""
        found: list[str] = []
        count = 0
        for document in lean(repository, self._request, self._readers):
            progress.step()
            sheet = sheet_of(document, begun_of(document), self._readers, self._keep)
            here = sum(1 for one, other in self._pairs_in(sheet) for _ in self._find(sheet, (one, other)))
            if here:
                found.append(document.id)
                count += here
                if count > most:
                    break
        return found

    def of(self, annotated: AnnotatedDocument) -> Iterator[Comparison]:
        """Yield the places in a document, pair by pair, in text order."""
        known = self._readers.keys
        sets = {
            known[_whose(one)]: one
            for one in annotated.sets
            if _whose(one) in known
            and one.state in self._request.states
            and (one.spans or one.state is not State.NEW)
        }
        sheet = Sheet.of(annotated, {one.id: key for key, one in sets.items()})
        if self._request.by_token:
            tokens = [(one.start, one.end) for one in tokenize(annotated.document.text)]
            sheet = replace(sheet, tokens=tokens)
        if self._keep is not None:
            sheet = sheet.only(self._keep)
        sides = {key: _Sides(one, sheet.readings[key], self._keep) for key, one in sets.items()}
        paragraphs = paragraph_starts(annotated.document.text)
        for pair in self._pairs:
            keys = key_of(pair[0]), key_of(pair[1])
            if keys[0] in sets and keys[1] in sets:
                for hit in sorted(self._find(sheet, keys), key=lambda one: (one.start, -one.end)):
                    yield Comparison(
                        pair=pair,
                        document_id=annotated.document.id,
                        title=annotated.document.title,
                        span=Span(hit.start, hit.end),
                        quote=annotated.document.text[hit.start : hit.end],
                        paragraph=max(bisect_right(paragraphs, hit.start), 1),
                        left=sides[keys[0]].at(hit, 0),
                        right=sides[keys[1]].at(hit, 1),
                        differs=hit.differs,
                        count=hit.weight,
                    )

    def _pairs_in(self, sheet: Sheet) -> Iterator[tuple[str, str]]:
        for one, other in self._pairs:
            keys = key_of(one), key_of(other)
            if keys[0] in sheet.readings and keys[1] in sheet.readings:
                yield keys


def _whose(reading: AnnotationSet) -> Whose:
    return Whose(reading.owner, None if reading.annotator is None else reading.annotator.id)


class _Sides:
    """What one reader has in a document, by the numbers of its spans or by place."""

    def __init__(self, reading: AnnotationSet, compared: Reading, keep: frozenset[str] | None) -> None:
        self._reading, self._compared, self._keep = reading, compared, keep
        self._placed = PlacedSpans.of(reading.spans)

    def at(self, hit: Hit, side: Literal[0, 1]) -> Side:
        """Return what the reader has at a place, standing left (0) or right (1)."""
        numbers = hit.left if side == 0 else hit.right
        link = None if hit.relations is None else hit.relations[side]
        return Side(
            set_id=self._reading.id,
            spans=self._touching(hit)
            if numbers is None
            else tuple(self._reading.spans[self._compared.ids[n]] for n in numbers),
            relation=None if link is None else self._reading.relations[self._compared.link_ids[link]],
            answer=None if hit.answers is None else hit.answers[side],
        )

    def _touching(self, hit: Hit) -> tuple[SpanAnnotation, ...]:
        found = [
            one
            for one in self._placed.touching(hit.start, hit.end)
            if (self._keep is None or one.label in self._keep)
            and (hit.labels is None or one.label in hit.labels)
        ]
        return tuple(sorted(found, key=text_order))
