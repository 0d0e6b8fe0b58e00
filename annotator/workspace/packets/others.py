"""What a packet brings beside spans and relations: how far the readings are, remarks, decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.language import tr, trn
from annotator.model import AnnotationSet, State
from annotator.workspace.state_names import state_name


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherNews:
    """How many things of each kind are new, otherwise or gone.

    Attributes:
        states: the states that readings are in now and were not before, with the number of readings.
        answers: readings with other answers about the document.
        remarks: in number.
        decisions: of adjudication.
        assignments: who is to read it.
    """

    states: Mapping[State, int] = field(default_factory=dict)
    answers: int = 0
    remarks: int = 0
    decisions: int = 0
    assignments: int = 0

    @property
    def total(self) -> int:
        """How many they are together."""
        return sum(self.states.values()) + self.answers + self.remarks + self.decisions + self.assignments

    def __bool__(self) -> bool:
        return self.total > 0

    def words(self) -> Iterator[str]:
        """Yield what there is of each kind in a word or two, in the language in use."""
        for state, count in self.states.items():
            yield state_name(state) if count == 1 else f"{state_name(state)} ({count})"
        if self.answers:
            yield tr("answers about the document")
        if self.remarks:
            yield trn("{count} remark", "{count} remarks", self.remarks)
        if self.decisions:
            yield trn("{count} decision", "{count} decisions", self.decisions)
        if self.assignments:
            yield trn("{count} assignment", "{count} assignments", self.assignments)


def others_of(
    readings: Iterable[tuple[AnnotationSet | None, AnnotationSet | None]], beside: Mapping[str, int]
) -> OtherNews:
    """Return what is otherwise.

    Args:
        readings: each as it was and as it is now, None where it was not begun or is gone.
        beside: how many remarks, decisions and assignments are new or otherwise, by the kind of their items.
    """
    states: Counter[State] = Counter()
    answers = 0
    for was, now in readings:
        state, said = _head(now)
        before, said_before = _head(was)
        if state is not before:
            states[state] += 1
        answers += said != said_before
    return OtherNews(
        states=states,
        answers=answers,
        remarks=beside.get("remark", 0),
        decisions=beside.get("decision", 0),
        assignments=beside.get("assignment", 0),
    )


def _head(reading: AnnotationSet | None) -> tuple[State, Mapping[str, str]]:
    return (State.NEW, {}) if reading is None else (reading.state, dict(reading.attributes))
