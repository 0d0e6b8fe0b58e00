"""What the columns of the table of documents say, and by what they are sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from annotator import language
from annotator.language import listed, tr, trn
from annotator.model import LabelScheme, Owner
from annotator.model.attribute import NO, YES, Attribute, AttributeType
from annotator.text.folding import fold
from annotator.workspace.finding import DocumentLine, Trouble, state_of
from ui.panels.state_mark import DocumentState, state_name

TITLE: Final = "title"
STATE: Final = "state"
READERS: Final = "readers"
SPANS: Final = "spans"
RELATIONS: Final = "relations"
CHARACTERS: Final = "characters"
TROUBLES: Final = "troubles"
GIVEN: Final = "given"
FIXED: Final = (TITLE, STATE, READERS, SPANS, RELATIONS, CHARACTERS, TROUBLES, GIVEN)
USUAL: Final = (TITLE, STATE, READERS, SPANS, RELATIONS, TROUBLES, GIVEN)
"""What is shown at first; the person chooses others."""
LISTS: Final = frozenset({STATE, READERS, GIVEN})
"""What runs as the interface does, whatever people are called."""
NUMBERS: Final = frozenset({SPANS, RELATIONS, CHARACTERS})

_ANSWER: Final = "answer:"
_METADATA: Final = "metadata:"
_STATES: Final = {state.value: place for place, state in enumerate(DocumentState)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What turns codes into words.

    Attributes:
        people: names by the id of an annotator, with their sigla before them and in the order of these.
        scheme: the questions about documents.
    """

    people: Mapping[str, str]
    scheme: LabelScheme | None = None

    def question(self, column: str) -> Attribute | None:
        """Return the question about documents that a column answers, or None."""
        if self.scheme is None or not column.startswith(_ANSWER):
            return None
        return self.scheme.document_attribute(column.removeprefix(_ANSWER))


def offered(known: Known, keys: Iterable[str]) -> tuple[str, ...]:
    """Return all columns that there are, with these keys of metadata."""
    questions = () if known.scheme is None else known.scheme.document_attributes
    return (*FIXED, *(_ANSWER + one.name for one in questions), *(_METADATA + key for key in keys))


def heading(column: str, known: Known) -> str:
    """Return a column's name in the language in use."""
    names = {
        TITLE: tr("Title"),
        STATE: tr("State"),
        READERS: tr("Readings of"),
        SPANS: tr("Spans"),
        RELATIONS: tr("Relations"),
        CHARACTERS: tr("Characters"),
        TROUBLES: tr("Problems"),
        GIVEN: tr("Given to"),
    }
    question = known.question(column)
    if question is not None:
        return question.names.in_language(language.current())
    return names.get(column) or column.partition(":")[2]


def words(line: DocumentLine, column: str, known: Known) -> str:
    """Return what a cell says, without its signs."""
    says = _SAYS.get(column)
    return _other(line, column, known) if says is None else says(line, known)


def spoken(line: DocumentLine, column: str, known: Known) -> str:
    """Return what a screen reader says of a cell."""
    if column != TROUBLES:
        return words(line, column, known)
    said = {
        Trouble.FLAGS: lambda n: trn("{count} flag", "{count} flags", n),
        Trouble.REMARKS: lambda n: trn("{count} open remark", "{count} open remarks", n),
        Trouble.ANSWERS: lambda n: trn("{count} answer missing", "{count} answers missing", n),
    }
    return listed(said[kind](count) for kind, count in line.troubles.items()) or tr("No problems")


def key(line: DocumentLine, column: str, known: Known) -> tuple[Any, ...]:
    """Return by what a document is sorted in a column; what says nothing comes last."""
    counts = _COUNTS.get(column)
    if counts is not None:
        return (counts(line),)
    said = words(line, column, known)
    if not said:
        return (2, 0.0, "")
    number = _number(said)
    return (1, 0.0, _folded(said)) if number is None else (0, number, "")


def _other(line: DocumentLine, column: str, known: Known) -> str:
    if column.startswith(_METADATA):
        return "" if line.facts is None else line.facts.metadata.get(column.removeprefix(_METADATA), "")
    question, reading = known.question(column), line.reading
    answer = "" if question is None or reading is None else reading.answers.get(question.name, "")
    if question is None or not answer:
        return ""
    if question.type is AttributeType.YES_NO:
        return {YES: tr("Yes"), NO: tr("No")}.get(answer, answer)
    if question.type.has_values:
        code = language.current()
        names = {one.value: one.names.in_language(code) for one in question.values}
        return listed(names.get(one, one) for one in question.chosen(answer))
    return answer


def _readers(line: DocumentLine, known: Known) -> str:
    owners = {
        Owner.ANNOTATOR: tr("somebody"),
        Owner.GOLD: tr("gold"),
        Owner.IMPORTED: tr("imported"),
        Owner.SUGGESTED: tr("suggested"),
    }
    theirs = {one.annotator.id: one.annotator.name for one in line.summary.sets if one.annotator is not None}
    return listed(
        [
            *(known.people.get(one, theirs[one]) for one in _by_siglum(theirs, known)),
            *(owners[one.owner] for one in line.summary.sets if one.annotator is None),
        ]
    )


def _by_siglum(ids: Iterable[str], known: Known) -> list[str]:
    """Return people in the order of their sigla; who has none comes last."""
    order = {one: place for place, one in enumerate(known.people)}
    return sorted(ids, key=lambda one: order.get(one, len(order)))


def _number_of(line: DocumentLine, what: str) -> str:
    active = line.summary.active
    return "" if active is None else str(active.spans if what == SPANS else active.relations)


_SAYS: Final[dict[str, Callable[[DocumentLine, Known], str]]] = {
    TITLE: lambda line, _: line.summary.title,
    STATE: lambda line, _: state_name(DocumentState(state_of(line.summary).value)),
    READERS: _readers,
    SPANS: lambda line, _: _number_of(line, SPANS),
    RELATIONS: lambda line, _: _number_of(line, RELATIONS),
    CHARACTERS: lambda line, _: str(line.summary.characters),
    TROUBLES: lambda line, _: " ".join(str(count) for count in line.troubles.values()),
    GIVEN: lambda line, known: listed(known.people.get(one, one) for one in _by_siglum(line.given_to, known)),
}
_COUNTS: Final[dict[str, Callable[[DocumentLine], int]]] = {
    STATE: lambda line: _STATES[state_of(line.summary).value],
    SPANS: lambda line: -1 if line.summary.active is None else line.summary.active.spans,
    RELATIONS: lambda line: -1 if line.summary.active is None else line.summary.active.relations,
    CHARACTERS: lambda line: line.summary.characters,
    TROUBLES: lambda line: sum(line.troubles.values()),
}


def _number(said: str) -> float | None:
    try:
        return float(said)
    except ValueError:
        return None


@lru_cache(maxsize=32768)
def _folded(said: str) -> str:
    return fold(said)
