"""Time spent and what was done on which day, from the history of steps.

Time spent is the sum of the pauses between two consecutive steps of one person, where both were taken in
the same document and the pause is no longer than five minutes (`LONGEST_PAUSE`). So no minute of a person
counts twice, a longer pause counts as absence, and what one thinks before the first step of a visit isn't
seen. A step in several documents at once, or one that brings documents in, is nobody's reading and counts
for neither.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from typing import Final, NamedTuple

from annotator.editing.history import StepWork

LONGEST_PAUSE: Final = timedelta(minutes=5)


class Day(NamedTuple):
    """A day of a person's."""

    day: date
    author: str


@dataclass(slots=True)
class Work:
    """The work of a stretch of the history.

    Attributes:
        zone: where a day begins; None: the machine's.
        spent: time spent in milliseconds, by person and document.
        daily: the same by the day on which the pause began, and person.
        steps, made, removed: steps taken, spans made and spans removed one by one, by day and person.
            What comes or goes with a whole reading is no span made.
        names: what each person was called last.
        first, last: each person's first and last step in one document.
    """

    zone: tzinfo | None = None
    spent: Counter[tuple[str, str]] = field(default_factory=Counter)
    daily: Counter[Day] = field(default_factory=Counter)
    steps: Counter[Day] = field(default_factory=Counter)
    made: Counter[Day] = field(default_factory=Counter)
    removed: Counter[Day] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    first: dict[str, StepWork] = field(default_factory=dict)
    last: dict[str, StepWork] = field(default_factory=dict)

    def hear(self, step: StepWork) -> None:
        """Take in the next step."""
        day = self._day(step)
        self.names[step.author] = step.author_name or self.names.get(step.author, "")
        self.steps[day] += 1
        # Counters that have no zeros compare as one expects.
        self.made.update({day: step.made} if step.made else {})
        self.removed.update({day: step.removed} if step.removed else {})
        if step.document_id is None:
            return
        if step.author in self.last:
            self._pause(self.last[step.author], step)
        self.first.setdefault(step.author, step)
        self.last[step.author] = step

    def add(self, later: Work) -> None:
        """Take in the work of the stretch that follows this one."""
        for author, step in later.first.items():
            if author in self.last:
                self._pause(self.last[author], step)
            self.first.setdefault(author, step)
        self.last.update(later.last)
        self.names.update({key: name for key, name in later.names.items() if name or key not in self.names})
        for name in ("spent", "daily", "steps", "made", "removed"):
            getattr(self, name).update(getattr(later, name))

    def _pause(self, before: StepWork, after: StepWork) -> None:
        pause = after.at - before.at
        same = before.document_id == after.document_id
        # A clock that was set back makes a pause that is none.
        if same and before.document_id is not None and timedelta(0) < pause <= LONGEST_PAUSE:
            spent = pause // timedelta(milliseconds=1)  # whole, so that no order of adding changes the sum
            self.spent[before.author, before.document_id] += spent
            self.daily[self._day(before)] += spent

    def _day(self, step: StepWork) -> Day:
        return Day(step.at.astimezone(self.zone).date(), step.author)
