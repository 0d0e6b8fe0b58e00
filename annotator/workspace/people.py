"""What each person of a project has been given, and how far they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.model import Assignment, DocumentSummary, Owner, State
from annotator.team.matrix import DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonWork:
    """What somebody has done, in numbers.

    Attributes:
        given: documents that they are to read.
        begun: readings of theirs that are in progress.
        finished: readings of theirs from which nothing more is expected.
        spans: in all their readings.
    """

    given: int = 0
    begun: int = 0
    finished: int = 0
    spans: int = 0


def work_of(
    summaries: Iterable[DocumentSummary], assignments: Iterable[Assignment]
) -> Mapping[str, PersonWork]:
    """Return what everybody has done, by the id of the person; who has nothing is left out.

    Args:
        summaries: of the documents, with the readings that count.
        assignments: of these documents or of others, which don't count.
    """
    here: set[str] = set()
    begun, finished, spans = Counter[str](), Counter[str](), Counter[str]()
    for summary in summaries:
        here.add(summary.id)
        for reading in summary.sets:
            if reading.owner is not Owner.ANNOTATOR or reading.annotator is None:
                continue
            person = reading.annotator.id
            spans[person] += reading.spans
            begun[person] += reading.state is State.IN_PROGRESS
            finished[person] += reading.state in DONE
    given = Counter(one.annotator_id for one in assignments if one.document_id in here)
    return {
        person: PersonWork(
            given=given[person], begun=begun[person], finished=finished[person], spans=spans[person]
        )
        for person in {*given, *spans}
    }
