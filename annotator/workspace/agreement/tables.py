"""A report of agreement as tables of messages, for any language: for terminals and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.agreement import F1, Figure, Undefined
from annotator.agreement.attimam import AttImam
from annotator.language import LANGUAGES, Message, msg, msgn
from annotator.model import LabelScheme, Names
from annotator.statistics import Reader
from annotator.statistics.wording import reader_words
from annotator.workspace.agreement.report import AgreementReport, Figures, Line
from annotator.workspace.agreement.request import Measure
from annotator.workspace.agreement.wording import MEANINGS, compared_words, over_words, value_words

_MOST: Final = 20
"""So many disagreements, and so many documents, have a line."""
_ELEMENTS: Final = {"cue": msg("Cue"), "source": msg("Source"), "content": msg("Content")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table.

    Attributes:
        title: what it is about.
        note: what has to be known to read it, or None.
        heads: of the columns; the first has names, the others figures.
        rows: as many cells each.
    """

    title: Message
    note: Message | None = None
    heads: tuple[Message, ...]
    rows: tuple[tuple[Message, ...], ...]


def same(text: str) -> Message:
    """Return a text that is the same in all languages."""
    return Message(text="{text}", values={"text": text})


def named(names: Names | None, code: str) -> Message:
    """Return what the scheme calls something in each language, or its code."""
    return (
        same(code)
        if names is None
        else Message(text="{text}", values={"text": {"ar": names.ar, "en": names.en}})
    )


def label_named(scheme: LabelScheme, code: str | None) -> Message:
    """Return what a label is called; None is nothing."""
    if code is None:
        return msg("nothing")
    label = scheme.label(code)
    return named(None if label is None else label.names, code)


def reader_named(report: AgreementReport, reader: Reader) -> Message:
    """Return what a reader is called, with the siglum: "A reader-1"."""
    letter, name = report.sigla.get(reader), reader_words(reader)
    return name if letter is None else _beside(same(letter), name, "{one} {other}")


def notes(report: AgreementReport) -> list[Message]:
    """Return what has to be known to read the figures."""
    found = []
    over = next(filter(None, map(over_words, report.overall.values())), None)
    if report.documents and over is not None:
        found.append(over)
    if report.unfinished:
        found.append(
            msgn(
                "{count} reading that is compared is not finished yet.",
                "{count} readings that are compared are not finished yet.",
                report.unfinished,
            )
        )
    if report.pair is None:
        found.append(msg("Figures of two readers are the means of all pairs."))
    return found


def grids(report: AgreementReport) -> list[Grid]:
    """Return the tables of a report; those that would be empty are left out."""
    scheme = report.scheme
    found = [
        _overall(report),
        _pairs(report),
        _lines(msg("By layer"), report.layers, [_layer(scheme, one.code) for one in report.layers]),
        _lines(msg("By label"), report.labels, [label_named(scheme, one.code) for one in report.labels]),
        _confusion(report),
        _relations(report),
        _answers(report),
        *_attimam(report),
        _documents(report),
    ]
    return [one for one in found if one.rows]


def _layer(scheme: LabelScheme, code: str) -> Message:
    layer = scheme.layer(code)
    return named(None if layer is None else layer.names, code)


def _overall(report: AgreementReport) -> Grid:
    return Grid(
        title=msg("Figures"),
        heads=(msg("Figure"), msg("Value and 95% interval"), msg("Compared"), msg("Matched")),
        rows=tuple(
            (MEANINGS[measure].name, value_words(figure), compared_words(figure), _matched(figure))
            for measure, figure in report.overall.items()
        ),
    )


def _pairs(report: AgreementReport) -> Grid:
    measures = _measures(report.pairs.values())
    several = len(report.readers) > 2  # noqa: PLR2004 - of two there is one pair, and all is about it
    return Grid(
        title=msg("Each two readers"),
        heads=(msg("Readers"), *(MEANINGS[one].short for one in measures), msg("Documents")),
        rows=tuple(
            (
                _joined(reader_named(report, left), reader_named(report, right)),
                *(_short(figures.get(one)) for one in measures),
                same(str(max(one.documents for one in figures.values()))),
            )
            for (left, right), figures in report.pairs.items()
            if figures
        )
        if several
        else (),
    )


def _lines(title: Message, lines: Sequence[Line], names: Iterable[Message]) -> Grid:
    measures = _measures(line.figures for line in lines)
    return Grid(
        title=title,
        note=msg("First·second: how many spans each of two readers has."),
        heads=(msg("Name"), msg("First·second"), *(MEANINGS[one].short for one in measures)),
        rows=tuple(
            (
                name,
                _counts(line),
                *(_valued(line.figures.get(one), first=n == 0) for n, one in enumerate(measures)),
            )
            for name, line in zip(names, lines, strict=True)
        ),
    )


def _confusion(report: AgreementReport) -> Grid:
    differ = sorted(
        ((count, cell) for cell, count in report.confusion.items() if cell.left != cell.right),
        key=lambda one: -one[0],
    )
    scheme = report.scheme
    return Grid(
        title=msg("What the first reader called it, and the second"),
        note=msg("Only where they differ; {shown} of {count}.", shown=_MOST, count=len(differ))
        if len(differ) > _MOST
        else msg("Only where they differ."),
        heads=(msg("First · second"), msg("Spans")),
        rows=tuple(
            (
                _joined(label_named(scheme, cell.left), label_named(scheme, cell.right)),
                same(str(count)),
            )
            for count, cell in differ[:_MOST]
        ),
    )


def _relations(report: AgreementReport) -> Grid:
    scheme = report.scheme
    rows = []
    for line in report.relations:
        kind = scheme.relation_type(line.code)
        name = msg("All") if not line.code else named(None if kind is None else kind.names, line.code)
        rows.append((name, _sides(line.exact), value_words(line.exact), value_words(line.aligned)))
    return Grid(
        title=msg("Relations"),
        note=msg("Exact: both ends are the same spans. Aligned: both ends answer to each other."),
        heads=(msg("Type"), msg("First·second"), msg("F1 exact"), msg("F1 aligned")),
        rows=tuple(rows),
    )


def _answers(report: AgreementReport) -> Grid:
    return Grid(
        title=msg("Answers"),
        note=msg("About spans that both readers found under the same label."),
        heads=(msg("Question"), msg("Compared"), msg("Same answer"), MEANINGS[Measure.KAPPA].short),
        rows=tuple(
            (
                question_named(report.scheme, one.label, one.attribute),
                compared_words(one.agreement),
                value_words(one.agreement),
                value_words(one.kappa),
            )
            for one in report.answers
        ),
    )


def question_named(scheme: LabelScheme, label: str, attribute: str) -> Message:
    """Return what a question about spans of a label is called."""
    known = scheme.label(label)
    question = None if known is None else known.attribute(attribute)
    return _joined(label_named(scheme, label), named(None if question is None else question.names, attribute))


def _attimam(report: AgreementReport) -> Iterator[Grid]:
    found = report.attimam or AttImam(elements=(), features=())
    heads = (msg("Exact match"), msg("Accuracy"), msg("F"), msg("κ"), msg("agr"))
    rows = [
        (_ELEMENTS[one.element], *map(value_words, (one.exact, one.accuracy, one.f1, one.kappa, one.agr)))
        for one in found.elements
        if one.agr.n
    ]
    yield Grid(title=msg("AttImam's five figures"), heads=(msg("Element"), *heads), rows=tuple(rows))
    yield Grid(
        title=msg("AttImam's figures of features"),
        heads=(msg("Feature"), msg("Accuracy"), msg("κ")),
        rows=tuple(
            (
                question_named(report.scheme, one.label, one.attribute),
                value_words(one.accuracy),
                value_words(one.kappa),
            )
            for one in found.features
        ),
    )


def _documents(report: AgreementReport) -> Grid:
    asked = Measure.GAMMA in report.request.measures  # which stands here only
    lines = report.by_document if len(report.by_document) > 1 or asked else ()
    measures = _measures(line.figures for line in lines)
    least = sorted(lines, key=lambda line: _sortable(line.figures[measures[0]]))[:_MOST] if measures else []
    return Grid(
        title=msg("Documents with the least agreement"),
        note=msg("{shown} of {count}.", shown=len(least), count=len(lines))
        if len(least) < len(lines)
        else None,
        heads=(msg("Document"), msg("First·second"), *(MEANINGS[one].short for one in measures)),
        rows=tuple(
            (same(line.title), _counts(line), *(_short(line.figures.get(one)) for one in measures))
            for line in least
        ),
    )


def _measures(figures: Iterable[Figures]) -> list[Measure]:
    present = {measure for some in figures for measure in some}
    return [one for one in Measure if one in present]


def _sortable(figure: Figure) -> float:
    return 2.0 if isinstance(figure.value, Undefined) else figure.value


def _counts(line: Line) -> Message:
    found = next((one for one in line.figures.values() if isinstance(one, F1)), None)
    return same("–") if found is None else _sides(found)


def _sides(figure: F1) -> Message:
    return same(f"{figure.left}·{figure.right}")


def _matched(figure: Figure) -> Message:
    if not isinstance(figure, F1):
        return same("–")
    return msg(
        "{matched} of {left} and {right}", matched=figure.matched, left=figure.left, right=figure.right
    )


def _valued(figure: Figure | None, *, first: bool) -> Message:
    """Return a figure, with its interval if it is the first one of a line."""
    return value_words(figure) if first and figure is not None else _short(figure)


def _short(figure: Figure | None) -> Message:
    """Return a figure's number for a narrow column, "–" where it is undefined."""
    if figure is None or isinstance(figure.value, Undefined):
        return same("–")
    return same(f"{figure.value:.2f}")


def _joined(one: Message, other: Message) -> Message:
    return _beside(one, other, "{one} · {other}")


def _beside(one: Message, other: Message, text: str) -> Message:
    """Return two messages in a text that needs no translation."""
    parts = {
        name: {code: message.in_language(code) for code in LANGUAGES}
        for name, message in (("one", one), ("other", other))
    }
    return Message(text=text, values=parts)
