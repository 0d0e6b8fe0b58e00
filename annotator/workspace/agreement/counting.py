"""Reads a project and reckons how far its readers agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cached_property
from itertools import combinations
from operator import itemgetter
from pathlib import Path
from typing import Final

from annotator.agreement import Figure, Sheet
from annotator.agreement.answers import AnswerAgreement
from annotator.agreement.attimam import AttImam, attimam
from annotator.agreement.comparing import Cell, confusion
from annotator.agreement.relations import Ends, RelationF1
from annotator.formats import collecting
from annotator.model import LabelScheme
from annotator.model.sight import Sight
from annotator.model.sigla import sigla
from annotator.progress import Progress
from annotator.statistics import Reader
from annotator.store.repository import Repository
from annotator.workspace.agreement.figures import Coefficients
from annotator.workspace.agreement.reading import (
    Material,
    Readers,
    chosen,
    key_of,
    known_readers,
    material,
)
from annotator.workspace.agreement.report import AgreementReport, AnswerLine, Figures, Line, RelationLine
from annotator.workspace.agreement.request import (
    SAYS_NOTHING_ALONE,
    AgreementRequest,
    Beside,
    By,
    Measure,
)
from annotator.workspace.agreement.steps import Steps

_ALL: Final = Sight()
_LABEL: Final = itemgetter(2)


def read_agreement(
    project: Path, request: AgreementRequest, progress: Progress, *, sight: Sight = _ALL
) -> AgreementReport:
    """Reckon how far the readers of a project agree, opened for this alone: for a worker.

    Args:
        project: the file.
        request: what is asked.
        progress: makes a step a document, and many steps for each count of all of them.
        sight: whose readings are known; usually all.

    Raises:
        ProjectFileError: it can't be read.
        InputError: there are no two readers to compare.
        Cancelled: through `progress`.
    """
    with closing(Repository.look(project)) as repository:
        return agreement(repository, repository.scheme(), request, progress, sight=sight)


def agreement(
    repository: Repository,
    scheme: LabelScheme,
    request: AgreementRequest,
    progress: Progress,
    *,
    sight: Sight = _ALL,
) -> AgreementReport:
    """Reckon how far the readers of an open project agree; see `read_agreement`."""
    readers = chosen(request, known_readers(repository, sight))
    letters = sigla(repository.annotators())
    steps = Steps(progress)
    with collecting.seldom(collecting.HARDLY_EVER):
        found = material(repository, scheme, request, readers, steps)
        return _Reckoning(scheme, request, readers, found, steps).report(
            {one: letters[one.id] for one in readers.known if one.id in letters}
        )


class _Reckoning:
    """What a report is made of, and how far its making is."""

    def __init__(
        self,
        scheme: LabelScheme,
        request: AgreementRequest,
        readers: Readers,
        found: Material,
        steps: Steps,
    ) -> None:
        self._scheme, self._request, self._readers, self._steps = scheme, request, readers, steps
        self._material = found
        self._layer_of = {label.code: label.layer for label in scheme.labels}
        self._about = [key_of(one) for one in readers.pair or readers.compared]
        self._pair = (self._about[0], self._about[1]) if readers.pair is not None else None
        self._sheets = [
            sheet for sheet in found.sheets if sum(one in sheet.readings for one in self._about) > 1
        ]
        self._coefficients = self._counted(self._sheets, self._about)

    def report(self, letters: Mapping[Reader, str]) -> AgreementReport:
        """Reckon everything that was asked for."""
        request = self._request
        by_layer = [
            one.code for one in self._scheme.layers if By.LAYER in request.by and self._labels_of(one.code)
        ]
        by_label = self._used if By.LABEL in request.by else []
        tasks = len(request.measures - {Measure.GAMMA})
        tasks += len(self._apart) * len(by_layer) + len(self._apart - SAYS_NOTHING_ALONE) * len(by_label)
        if self._asks_gamma:  # by far the most of the work
            tasks += len(self._sheets)
        self._steps.plan(tasks + len(request.by & {By.PAIR, By.DOCUMENT}) + len(request.beside))
        return AgreementReport(
            scheme=self._scheme,
            request=request,
            known=self._readers.known,
            readers=self._readers.compared,
            sigla=letters,
            pair=self._readers.pair,
            documents=len(self._sheets),
            unfinished=self._material.unfinished,
            overall=self._figures(request.measures - {Measure.GAMMA}),
            pairs=self._pairs() if By.PAIR in request.by else {},
            layers=tuple(
                Line(code=one, figures=self._figures(self._apart, self._labels_of(one))) for one in by_layer
            ),
            labels=tuple(
                Line(code=one, figures=self._figures(self._apart - SAYS_NOTHING_ALONE, frozenset({one})))
                for one in by_label
            ),
            by_document=self._documents() if By.DOCUMENT in request.by else (),
            confusion=self._confusion() if Beside.CONFUSION in request.beside else {},
            categories=self._categories(),
            relations=self._relations() if Beside.RELATIONS in request.beside else (),
            answers=self._answers() if Beside.ANSWERS in request.beside else (),
            attimam=self._attimam() if Beside.ATTIMAM in request.beside else None,
        )

    @cached_property
    def _used(self) -> list[str]:
        """The labels that those who are compared have used, in the scheme's order, unknown ones last."""
        found: set[str] = set()
        for sheet in self._sheets:
            for one in self._about:
                if one in sheet.readings:
                    found.update(map(_LABEL, sheet.readings[one].units))
        known = [one.code for one in self._scheme.labels if one.code in found]
        return known + sorted(found.difference(known))

    def _counted(self, sheets: Sequence[Sheet], readers: Sequence[str]) -> Coefficients:
        return Coefficients(sheets, readers, self._layer_of, by_token=self._request.by_token)

    def _labels_of(self, layer: str) -> frozenset[str]:
        return frozenset(one for one in self._used if self._layer_of.get(one) == layer)

    @property
    def _asks_gamma(self) -> bool:
        request = self._request
        return By.DOCUMENT in request.by and Measure.GAMMA in request.measures & request.apart

    @property
    def _apart(self) -> frozenset[Measure]:
        return (self._request.measures & self._request.apart) - {Measure.GAMMA}

    def _figures(self, measures: frozenset[Measure], labels: frozenset[str] | None = None) -> Figures:
        found: dict[Measure, Figure] = {}
        for one in Measure:
            if one in measures:
                self._steps.task()
                found[one] = self._coefficients.figure(one, labels)
        return found

    def _pairs(self) -> dict[tuple[Reader, Reader], Figures]:
        self._steps.task()
        keys = {key_of(one): one for one in self._readers.compared}
        whole = self._counted(self._material.sheets, list(keys))
        found = whole.of_pairs(self._request.measures)
        return {(keys[one], keys[other]): figures for (one, other), figures in found.items()}

    def _documents(self) -> tuple[Line, ...]:
        self._steps.task()
        lines = []
        for sheet in self._sheets:
            if self._asks_gamma:
                self._steps.task()
            self._steps.look()
            figures = {
                one: self._coefficients.figure(one, document=sheet.id)
                for one in Measure
                if one in self._request.measures & self._request.apart
            }
            lines.append(Line(code=sheet.id, title=self._material.titles[sheet.id], figures=figures))
        return tuple(lines)

    def _confusion(self) -> dict[Cell, int]:
        self._steps.task()
        if self._pair is None:
            return {}
        found = confusion(self._sheets, self._pair, self._layer_of)
        return {cell: len(pairs) for cell, pairs in found.items()}

    def _categories(self) -> dict[tuple[str, str], int]:
        if self._pair is None or Measure.KAPPA not in self._request.measures:
            return {}
        return dict(self._coefficients.categories.table(self._pair))

    def _relations(self) -> tuple[RelationLine, ...]:
        self._steps.task()
        pairs = list(combinations(self._about, 2))
        symmetric = {one.code for one in self._scheme.relation_types if one.symmetric}
        exact, aligned = (
            RelationF1(self._sheets, pairs, ends, self._layer_of, symmetric=symmetric)
            for ends in (Ends.EXACT, Ends.ALIGNED)
        )
        used = set(exact.names())
        codes = [one.code for one in self._scheme.relation_types if one.code in used]
        codes += sorted(used.difference(codes))
        whole = [RelationLine(code="", exact=exact.figure(), aligned=aligned.figure())] if codes else []
        return (
            *whole,
            *(
                RelationLine(code=one, exact=exact.figure(types=[one]), aligned=aligned.figure(types=[one]))
                for one in codes
            ),
        )

    def _answers(self) -> tuple[AnswerLine, ...]:
        self._steps.task()
        counted = AnswerAgreement(self._sheets, list(combinations(self._about, 2)), self._layer_of)
        order = {code: n for n, code in enumerate(self._used)}
        return tuple(
            AnswerLine(
                label=label,
                attribute=name,
                agreement=counted.agreement(name, labels=[label]),
                kappa=counted.kappa(name, labels=[label]),
            )
            for label, name in sorted(counted.questions(), key=lambda one: order[one[0]])
        )

    def _attimam(self) -> AttImam | None:
        self._steps.task()
        return None if self._pair is None else attimam(self._sheets, self._pair)
