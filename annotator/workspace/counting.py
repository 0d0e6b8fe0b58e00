"""The numbers of a project, and the spans behind one of them: streamed, a document in memory at a time."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from annotator.model import LabelScheme
from annotator.model.sight import Sight
from annotator.progress import Progress
from annotator.statistics import Counts, Numbers, Pick, PickedSpan, Table, Work, csv_of, picked
from annotator.store.repository import Repository

_ALL: Final = Sight()
MOST_SPANS: Final = 2000
"""So many spans behind one number are listed; nobody reads on after that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedSpans:
    """The spans behind a number.

    Attributes:
        spans: in the project's order, no more than were asked for.
        has_more: some have been left out.
    """

    spans: tuple[PickedSpan, ...]
    has_more: bool


def numbers(
    repository: Repository,
    scheme: LabelScheme,
    progress: Progress | None = None,
    *,
    zone: tzinfo | None = None,
    sight: Sight = _ALL,
) -> Numbers:
    """Count all documents and all steps of a project.

    Args:
        repository: the open file.
        scheme: in force.
        progress: makes a step a document.
        zone: where days begin; None: the machine's.
        sight: whose readings and steps count; usually all.

    Raises:
        ProjectFileError: it can't be read.
        Cancelled: through `progress`.
    """
    progress = progress or Progress()
    counts, work = Counts(), Work(zone=zone)
    for step in repository.work():
        progress.step(0)
        if sight.did(step.author):
            work.hear(step)
    total = len(repository.summaries())
    for annotated in repository.annotated():
        progress.step(total=total)
        counts.read(sight.document(annotated), scheme)
    return Numbers(scheme=scheme, counts=counts, work=work)


def spans_behind(
    repository: Repository,
    scheme: LabelScheme,
    pick: Pick,
    progress: Progress | None = None,
    *,
    zone: tzinfo | None = None,
    most: int = MOST_SPANS,
    sight: Sight = _ALL,
) -> PickedSpans:
    """Return the spans behind a number.

    Args:
        repository: the open file.
        scheme: in force.
        pick: which spans.
        progress: makes a step a document.
        zone: where days begin; None: the machine's.
        most: no more than these.
        sight: whose readings count; usually all.

    Raises:
        ProjectFileError: it can't be read.
        Cancelled: through `progress`.
    """
    progress = progress or Progress()
    made = None if pick.day is None else repository.made(*_day(pick.day, zone), pick.author)
    wanted = None if pick.document_id is None else [pick.document_id]
    total = len(repository.summaries()) if wanted is None else 1
    found: list[PickedSpan] = []
    for annotated in repository.annotated(wanted):
        progress.step(total=total)
        found += islice(picked(sight.document(annotated), scheme, pick, made), most + 1 - len(found))
        if len(found) > most:
            return PickedSpans(spans=tuple(found[:most]), has_more=True)
    return PickedSpans(spans=tuple(found), has_more=False)


def read_numbers(project: Path, progress: Progress, sight: Sight = _ALL) -> Numbers:
    """Count a project, opened for this alone: for a worker. See `numbers`."""
    with closing(Repository.look(project)) as repository:
        return numbers(repository, repository.scheme(), progress, sight=sight)


def read_spans(project: Path, pick: Pick, progress: Progress, sight: Sight = _ALL) -> PickedSpans:
    """Return the spans behind a number of a project, opened for this alone: for a worker."""
    with closing(Repository.look(project)) as repository:
        return spans_behind(repository, repository.scheme(), pick, progress, sight=sight)


def write_table(target: Path | Literal["-"], table: Table, scheme: LabelScheme, *, force: bool) -> None:
    """Write a table as CSV for spreadsheets, whole or not at all. "-" is the standard output.

    Raises:
        OutputError: the target exists (and `force` is not set), or can't be written.
    """
    from annotator.formats.writing import whole

    with whole(target, force=force) as file:
        file.write(csv_of(table, scheme))


def _day(day: date, zone: tzinfo | None) -> tuple[datetime, datetime]:
    """Return the first moment of a day and that of the next, which need not be 24 hours later."""
    days = (day, day + timedelta(days=1))
    first, last = (datetime.combine(one, time()) for one in days)
    if zone is None:
        return first.astimezone(), last.astimezone()
    return first.replace(tzinfo=zone), last.replace(tzinfo=zone)
