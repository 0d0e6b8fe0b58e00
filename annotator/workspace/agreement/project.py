"""Agreement in a project that is open already."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model import LabelScheme
from annotator.model.sight import Sight
from annotator.progress import Progress
from annotator.statistics import Reader
from annotator.store.repository import Repository
from annotator.workspace.agreement.behind import MOST, places_behind
from annotator.workspace.agreement.counting import agreement
from annotator.workspace.agreement.picks import Comparisons, Pick
from annotator.workspace.agreement.reading import known_readers
from annotator.workspace.agreement.report import AgreementReport
from annotator.workspace.agreement.request import AgreementRequest


class ProjectAgreement:
    """How far the readers of an open project agree. Over many documents this takes a while.

    Args:
        repository: the open file.
        scheme: in force.
        sight: whose readings are known.
    """

    def __init__(self, repository: Repository, scheme: LabelScheme, sight: Sight) -> None:
        self._repository, self._scheme, self._sight = repository, scheme, sight

    def readers(self) -> Mapping[Reader, int]:
        """Return whose readings there are, in the order of their sigla, and of how many documents."""
        return known_readers(self._repository, self._sight)

    def report(self, request: AgreementRequest, progress: Progress | None = None) -> AgreementReport:
        """Return the figures; see `counting.read_agreement`."""
        return agreement(self._repository, self._scheme, request, progress or Progress(), sight=self._sight)

    def places(
        self, request: AgreementRequest, pick: Pick, progress: Progress | None = None, *, most: int = MOST
    ) -> Comparisons:
        """Return what stands behind one of the figures; see `behind.read_places`."""
        return places_behind(
            self._repository,
            self._scheme,
            request,
            pick,
            progress or Progress(),
            most=most,
            sight=self._sight,
        )
