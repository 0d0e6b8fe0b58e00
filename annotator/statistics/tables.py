"""The tables: rows of codes and numbers, each with the spans behind it.

A cell holds a code where the scheme has a name for it; `wording.py` says it in the reader's language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from annotator.language import Message, msg
from annotator.model import LabelScheme, Owner, State
from annotator.statistics.bins import Bin, Kind
from annotator.statistics.cells import Cells, Column, Row, Table
from annotator.statistics.counts import Reader
from annotator.statistics.numbers import Numbers, per_thousand
from annotator.statistics.picking import Pick


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    title: Message
    columns: tuple[Column, ...]
    rows: Callable[[Numbers, Reader | None], Iterator[Row]]


def table(name: str, numbers: Numbers, reader: Reader | None = None) -> Table:
    """Return a table of what one reader did, or all.

    Raises:
        KeyError: no table is called so.
    """
    kind = _KINDS[name]
    return Table(name=name, title=kind.title, columns=kind.columns, rows=tuple(kind.rows(numbers, reader)))


def title_of(name: str) -> Message:
    """Return what a table is called.

    Raises:
        KeyError: no table is called so.
    """
    return _KINDS[name].title


def label_codes(scheme: LabelScheme, counted: Counter[Bin]) -> list[str]:
    """Return the labels in use, in the scheme's order; those it does not know come last."""
    used = {one.one for one in counted if one.kind is Kind.LABEL}
    known = [label.code for label in scheme.labels if label.code in used]
    return [*known, *sorted(used.difference(known))]


def _documents(numbers: Numbers, reader: Reader | None) -> Iterator[Row]:
    for line in numbers.lines(reader):
        yield Row(
            cells=(
                line.document_id,
                line.title,
                line.reader,
                line.state,
                line.words,
                line.sentences,
                line.spans,
                per_thousand(line.spans, line.words),
                line.relations,
                line.depth,
                numbers.spent(line) / 60_000,
            ),
            pick=Pick(set_id=line.set_id, document_id=line.document_id) if line.spans else None,
        )


def _annotators(numbers: Numbers, reader: Reader | None) -> Iterator[Row]:
    for one in numbers.readers() if reader is None else (reader,):
        lines = numbers.lines(one)
        words, spans = sum(line.words for line in lines), sum(line.spans for line in lines)
        done = sum(line.state in {State.FINISHED, State.REVIEWED} for line in lines)
        yield Row(
            cells=(
                one,
                len(lines),
                done,
                words,
                spans,
                per_thousand(spans, words),
                sum(line.relations for line in lines),
                sum(map(numbers.spent, lines)) / 60_000,
            ),
            pick=Pick(reader=one) if spans else None,
        )


def _labels(numbers: Numbers, reader: Reader | None) -> Iterator[Row]:
    counted, words = numbers.counts.of(_only(reader)), _words(numbers, reader)
    holding: Counter[str] = Counter()
    for (whose, label), count in numbers.counts.holding.items():
        if reader in {None, whose}:
            holding[label] += count
    for code in label_codes(numbers.scheme, counted):
        layer = numbers.scheme.layer_of(code)
        one = Bin(Kind.LABEL, code)
        yield Row(
            cells=(
                code,
                "" if layer is None else layer.code,
                counted[one],
                per_thousand(counted[one], words),
                holding[code],
            ),
            pick=Pick(reader=reader, bin=one),
        )


def _layers(numbers: Numbers, reader: Reader | None) -> Iterator[Row]:
    spans: Counter[str] = Counter()
    for one, count in numbers.counts.of(_only(reader)).items():
        if one.kind is Kind.DEPTH:
            spans[one.one] += count
    words = _words(numbers, reader)
    for code in _in_order(spans, [layer.code for layer in numbers.scheme.layers]):
        yield Row(
            cells=(code, spans[code], per_thousand(spans[code], words)), pick=Pick(reader=reader, layer=code)
        )


def _days(numbers: Numbers, reader: Reader | None) -> Iterator[Row]:
    work = numbers.work
    if reader is not None and reader.owner is not Owner.ANNOTATOR:
        return  # the history knows people
    for one in sorted(work.steps):
        if reader is not None and one.author != reader.id:
            continue
        pick = Pick(day=one.day, author=one.author)
        yield Row(
            cells=(
                one.day,
                Reader(Owner.ANNOTATOR, work.names[one.author], one.author),
                work.steps[one],
                work.made[one],
                work.removed[one],
                work.daily[one] / 60_000,
            ),
            pick=pick if work.made[one] else None,
        )


def _nesting(numbers: Numbers, reader: Reader | None) -> Iterator[Row]:
    counted = numbers.counts.of(_only(reader))
    depths = {one: count for one, count in counted.items() if one.kind is Kind.DEPTH}
    for code in _in_order({one.one for one in depths}, [layer.code for layer in numbers.scheme.layers]):
        for one in sorted((d for d in depths if d.one == code), key=lambda d: int(d.two)):
            yield Row(cells=(code, int(one.two), depths[one]), pick=Pick(reader=reader, bin=one))


def _attribution(numbers: Numbers, reader: Reader | None) -> Iterator[Row]:
    counted = numbers.counts.of(_only(reader))
    for teller in ("source", "implicit", "impersonal", "nobody"):
        one = Bin(Kind.TELLER, teller)
        if counted[one]:
            yield Row(cells=("", teller, counted[one]), pick=Pick(reader=reader, bin=one))
    implicit = {one.one: count for one, count in counted.items() if one.kind is Kind.IMPLICIT}
    for value in _in_order(implicit, _values(numbers.scheme, "implicit_source")):
        pick = Pick(reader=reader, bin=Bin(Kind.IMPLICIT, value))
        yield Row(cells=("implicit_source", value, implicit[value]), pick=pick)
    told = {one: count for one, count in counted.items() if one.kind is Kind.SOURCE}
    for question in _in_order({one.one for one in told}, _questions(numbers.scheme)):
        answers = {one.two: count for one, count in told.items() if one.one == question}
        for value in _in_order(answers, _values(numbers.scheme, question)):
            pick = Pick(reader=reader, bin=Bin(Kind.SOURCE, question, value))
            yield Row(cells=(question, value, answers[value]), pick=pick)


def _answers(numbers: Numbers, reader: Reader | None) -> Iterator[Row]:
    counted = numbers.counts.of(_only(reader))
    found = {one: count for one, count in counted.items() if one.kind is Kind.ANSWER}
    for code in label_codes(numbers.scheme, counted):
        for question in _in_order({one.two for one in found if one.one == code}, _questions(numbers.scheme)):
            answers = {one.three for one in found if one[1:3] == (code, question)}
            for value in _in_order(answers, _values(numbers.scheme, question, code)):
                one = Bin(Kind.ANSWER, code, question, value)
                yield Row(
                    cells=(code, question, value, found[one]), pick=Pick(reader=reader, bin=one), label=code
                )


def _pairs(kind: Kind) -> Callable[[Numbers, Reader | None], Iterator[Row]]:
    def rows(numbers: Numbers, reader: Reader | None) -> Iterator[Row]:
        counted = numbers.counts.of(_only(reader))
        place = {code: at for at, code in enumerate(label_codes(numbers.scheme, counted))}
        pairs = [one for one in counted if one.kind is kind]
        if kind is Kind.SENTENCE:  # a pair has no order of its own: the scheme's is as good as any
            shown = {one: tuple(sorted((one.one, one.two), key=place.__getitem__)) for one in pairs}
        else:
            shown = {one: (one.one, one.two) for one in pairs}
        for one in sorted(pairs, key=lambda pair: [place[code] for code in shown[pair]]):
            yield Row(cells=(*shown[one], counted[one]), pick=Pick(reader=reader, bin=one))

    return rows


def _only(reader: Reader | None) -> tuple[Reader, ...] | None:
    return None if reader is None else (reader,)


def _words(numbers: Numbers, reader: Reader | None) -> int:
    return sum(line.words for line in numbers.lines(reader))


def _in_order(found: set[str] | Counter[str] | dict[str, int], order: list[str]) -> list[str]:
    """Return what was found in this order; what is not in it comes last."""
    known = [one for one in dict.fromkeys(order) if one in found]
    return [*known, *sorted(set(found).difference(known))]


def _questions(scheme: LabelScheme) -> list[str]:
    return [attribute.name for label in scheme.labels for attribute in label.attributes]


def _values(scheme: LabelScheme, question: str, label: str | None = None) -> list[str]:
    asked = [one.attribute(question) for one in scheme.labels if label in {None, one.code}]
    return [value.value for one in asked if one is not None for value in one.values]


def _count(code: str, head: Message) -> Column:
    return Column(code=code, head=head, cells=Cells.COUNT)


_READER: Final = Column(code="annotator", head=msg("Annotator"), cells=Cells.READER)
_LABEL: Final = Column(code="label", head=msg("Label"), cells=Cells.LABEL)
_LAYER: Final = Column(code="layer", head=msg("Layer"), cells=Cells.LAYER)
_WORDS: Final = _count("words", msg("Words"))
_SPANS: Final = _count("spans", msg("Spans"))
_RATE: Final = Column(code="per_1000_words", head=msg("Per 1,000 words"), cells=Cells.RATE)
_RELATIONS: Final = _count("relations", msg("Relations"))
_MINUTES: Final = Column(code="minutes", head=msg("Minutes"), cells=Cells.MINUTES)
_QUESTION: Final = Column(code="question", head=msg("Question"), cells=Cells.QUESTION)
_ANSWER: Final = Column(code="answer", head=msg("Answer"), cells=Cells.ANSWER)

_KINDS: Final[dict[str, _Kind]] = {
    "labels": _Kind(
        title=msg("Labels"),
        columns=(_LABEL, _LAYER, _SPANS, _RATE, _count("readings", msg("Readings with it"))),
        rows=_labels,
    ),
    "layers": _Kind(title=msg("Layers"), columns=(_LAYER, _SPANS, _RATE), rows=_layers),
    "documents": _Kind(
        title=msg("Documents"),
        columns=(
            Column(code="id", head=msg("Id"), cells=Cells.KEY),
            Column(code="document", head=msg("Document"), cells=Cells.WORDS),
            _READER,
            Column(code="state", head=msg("State"), cells=Cells.STATE),
            _WORDS,
            _count("sentences", msg("Sentences")),
            _SPANS,
            _RATE,
            _RELATIONS,
            _count("depth", msg("Deepest nesting")),
            _MINUTES,
        ),
        rows=_documents,
    ),
    "annotators": _Kind(
        title=msg("Annotators"),
        columns=(
            _READER,
            _count("readings", msg("Readings")),
            _count("finished", msg("Finished")),
            *(_WORDS, _SPANS, _RATE, _RELATIONS, _MINUTES),
        ),
        rows=_annotators,
    ),
    "days": _Kind(
        title=msg("Days"),
        columns=(
            Column(code="day", head=msg("Day"), cells=Cells.DAY),
            _READER,
            _count("steps", msg("Steps")),
            _count("made", msg("Spans made")),
            _count("removed", msg("Spans removed")),
            _MINUTES,
        ),
        rows=_days,
    ),
    "attribution": _Kind(
        title=msg("Attribution"),
        columns=(_QUESTION, _ANSWER, _count("statements", msg("Statements"))),
        rows=_attribution,
    ),
    "nesting": _Kind(
        title=msg("Nesting"), columns=(_LAYER, _count("depth", msg("Depth")), _SPANS), rows=_nesting
    ),
    "together": _Kind(
        title=msg("In one sentence"),
        columns=(
            _LABEL,
            replace(_LABEL, code="other", head=msg("With")),
            _count("sentences", msg("Sentences")),
        ),
        rows=_pairs(Kind.SENTENCE),
    ),
    "inside": _Kind(
        title=msg("One inside the other"),
        columns=(_LABEL, replace(_LABEL, code="outer", head=msg("Inside")), _count("pairs", msg("Pairs"))),
        rows=_pairs(Kind.INSIDE),
    ),
    "answers": _Kind(title=msg("Answers"), columns=(_LABEL, _QUESTION, _ANSWER, _SPANS), rows=_answers),
}

TABLES: Final = tuple(_KINDS)
"""The names of all tables, in the order in which they are offered."""
