"""What a report tells: every dispute, how it was settled, and how each reader's work compares with gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotator.adjudication.collating import readers
from annotator.adjudication.comparison import Comparison
from annotator.adjudication.profile import Profile, profile
from annotator.adjudication.report import Report, report
from annotator.model import AnnotationSet, Decision, Document, LabelScheme
from annotator.model.provenance import name_of
from annotator.model.sigla import sigla
from annotator.progress import Progress
from annotator.store.repository import Repository

_FEWEST: Final = 2
_Material = tuple[Document, Sequence[AnnotationSet], Sequence[Decision]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that a report tells.

    Attributes:
        title: of the project.
        at: when it was read, in UTC.
        scheme: has the names of labels and answers.
        report: the disputes.
        people: the name of each person, by id; and what each reading without one is called, by its id.
        readings: whose each annotation set is that a decision may name: an id of `people`.
        profiles: by the id of each reader who has read something that is adjudicated.
    """

    title: str
    at: datetime
    scheme: LabelScheme
    report: Report
    people: Mapping[str, str]
    readings: Mapping[str, str]
    profiles: Mapping[str, Profile]

    def name(self, person: str) -> str:
        """Return what somebody is called; who is not known, by what the file calls them."""
        return self.people.get(person) or person.partition(":")[2] or person

    def taken(self, decision: Decision) -> list[str]:
        """Return the names of those whose reading was taken."""
        return [self.name(self.readings.get(one, one)) for one in decision.taken]


def read_findings(project: Path, progress: Progress | None = None, *, pseudonyms: bool = False) -> Findings:
    """Read a project that this thread opens for itself; see `findings`."""
    with closing(Repository.look(project)) as repository:
        return findings(repository, progress, pseudonyms=pseudonyms)


def findings(
    repository: Repository, progress: Progress | None = None, *, pseudonyms: bool = False
) -> Findings:
    """Return what there is to report about a project.

    Args:
        repository: the project.
        progress: makes a step a document.
        pseudonyms: people are called by their sigla; what they have written is left as it is.

    Raises:
        ProjectFileError: it can't be read.
        Cancelled: through `progress`.
    """
    watch = progress or Progress()
    scheme, everybody = repository.scheme(), repository.annotators()
    people = sigla(everybody) if pseudonyms else {person.id: person.name for person in everybody}
    collected = _Collected(scheme)
    total = len(repository.summaries())

    def material() -> Iterator[_Material]:
        for annotated in repository.annotated():
            watch.step(total=total)
            decisions = repository.decisions(annotated.document.id)
            if decisions or len(readers(annotated.sets)) >= _FEWEST:
                collected.take((annotated.document, annotated.sets, decisions))
                yield annotated.document, annotated.sets, decisions

    told = report(material(), scheme, people)
    return Findings(
        title=repository.title,
        at=datetime.now(UTC),
        scheme=scheme,
        report=told,
        people=people | collected.names,
        readings=collected.readings,
        profiles={
            person.id: Profile(
                comparisons=tuple(collected.compared[person.id]), open=collected.open[person.id]
            )
            for person in everybody
            if person.id in collected.compared
        },
    )


class _Collected:
    """What is gathered while documents go by."""

    def __init__(self, scheme: LabelScheme) -> None:
        self._scheme = scheme
        self.names: dict[str, str] = {}
        self.readings: dict[str, str] = {}
        self.compared: dict[str, list[Comparison]] = {}
        self.open: dict[str, int] = {}

    def take(self, material: _Material) -> None:
        """Compare a document's readers with its gold; the alignment that the report needs is the same."""
        for one in material[1]:
            if one.annotator is None:
                self.names[one.id] = name_of(one)
            self.readings[one.id] = one.id if one.annotator is None else one.annotator.id
        for one in readers(material[1]):
            if one.annotator is not None:
                made = profile(one.annotator.id, [material], self._scheme)
                self.compared.setdefault(one.annotator.id, []).extend(made.comparisons)
                self.open[one.annotator.id] = self.open.get(one.annotator.id, 0) + made.open
