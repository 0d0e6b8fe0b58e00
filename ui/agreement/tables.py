"""More figures of a report, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from annotator.agreement import F1, Figure
from annotator.agreement.attimam import ELEMENTS
from annotator.agreement.relations import Ends
from annotator.language import Message, msg, tr
from annotator.workspace.agreement.picks import AnswerPick, RelationPick, SpanPick
from annotator.workspace.agreement.report import AgreementReport, Figures
from annotator.workspace.agreement.report import Line as ReportLine
from annotator.workspace.agreement.request import Measure
from ui.agreement import wording
from ui.agreement.naming import (
    label_name,
    layer_name,
    measure_name,
    measure_short,
    question_name,
    reader_name,
    relation_name,
)
from ui.agreement.picks import PairPick
from ui.agreement.question import Part
from ui.agreement.table import FiguresShown, Line

_OF_ALL: Final = tuple(Measure)
_TWO: Final = 2
_NAMES: Final[Mapping[Part, Message]] = {
    Part.COEFFICIENTS: msg("Coefficients"),
    Part.PAIRS: msg("Pairs"),
    Part.LABELS: msg("Layers and labels"),
    Part.DOCUMENTS: msg("Documents"),
    Part.GAMMA: Message(text="γ"),
    Part.RELATIONS: msg("Relations"),
    Part.ANSWERS: msg("Attributes"),
    Part.ATTIMAM: Message(text="AttImam"),
}


def parts_of(report: AgreementReport) -> tuple[Part, ...]:
    """Return the tables that there are besides the overview, in the order of the tabs."""
    parts = [Part.COEFFICIENTS]
    if len(report.readers) > _TWO:  # two make one pair, whose figures stand elsewhere
        parts.append(Part.PAIRS)
    parts += [Part.LABELS, Part.DOCUMENTS, Part.GAMMA, Part.RELATIONS, Part.ANSWERS]
    return (*parts, Part.ATTIMAM) if report.pair is not None else tuple(parts)


def name_of(part: Part) -> str:
    """Return what a table is called among the tabs."""
    return str(_NAMES[part])


def table_of(part: Part, report: AgreementReport) -> FiguresShown:
    """Return a table of a report in which this part was asked for."""
    return _MADE[part](report)


def _coefficients(report: AgreementReport) -> FiguresShown:
    lines = []
    for measure in _OF_ALL:
        figure = report.overall.get(measure)
        if figure is not None:
            lines.append(
                Line(
                    cells=(
                        measure_name(measure),
                        wording.value_words(figure.value),
                        wording.interval_words(figure.interval),
                        wording.value_words(figure.precision) if isinstance(figure, F1) else "",
                        wording.value_words(figure.recall) if isinstance(figure, F1) else "",
                        f"{figure.documents:,}",
                        wording.rests_on(figure),
                    ),
                    pick=SpanPick(measure=measure),
                )
            )
    heads = (
        tr("Figure"), tr("Value"), tr("95% interval"), tr("Precision"), tr("Recall"), tr("Documents"),
        tr("Rests on"),
    )  # fmt: skip
    return FiguresShown(
        title=tr("All coefficients"),
        note=tr("Precision and recall are of the second reader against the first."),
        heads=heads,
        lines=tuple(lines),
        words=frozenset({len(heads) - 1}),
    )


def _pairs(report: AgreementReport) -> FiguresShown:
    lines = [
        (
            tr("{one} and {other}", one=reader_name(one), other=reader_name(other)),
            figures,
            PairPick(one, other),
        )
        for (one, other), figures in report.pairs.items()
    ]
    used = [one for one in _OF_ALL if any(one in figures for _, figures, _ in lines)]
    return FiguresShown(
        title=tr("Each two readers"),
        note=tr("Enter chooses the two."),
        heads=(tr("Readers"), *map(measure_short, used), tr("Spans")),
        lines=tuple(
            Line(cells=(name, *_values(figures.get(one) for one in used), _counts(figures)), pick=pick)
            for name, figures, pick in lines
        ),
        words=frozenset({len(used) + 1}),  # two counts stand in the order in which one reads
    )


def _labels(report: AgreementReport) -> FiguresShown:
    scheme = report.scheme
    labels_of = {
        layer.code: frozenset(one.code for one in scheme.labels if one.layer == layer.code)
        for layer in scheme.layers
    }
    layers = [
        (layer_name(one.code, scheme), one, _exact(labels_of.get(one.code, frozenset())))
        for one in report.layers
    ]
    labels = [(label_name(one.code, scheme), one, _exact(frozenset({one.code}))) for one in report.labels]
    return _of_lines(
        tr("By layer and label"),
        tr("Layers first. A label alone has no F1 without labels."),
        tr("Layer or label"),
        [*layers, *labels],
    )


def _documents(report: AgreementReport) -> FiguresShown:
    return _of_lines(
        tr("By document"),
        tr("One document has no interval."),
        tr("Document"),
        _by_document(report, Measure.EXACT),
        foreign=True,
    )


def _gamma(report: AgreementReport) -> FiguresShown:
    return _of_lines(
        tr("γ by document"),
        tr("γ is of one document and has no interval. It takes a second or more for each."),
        tr("Document"),
        _by_document(report, Measure.GAMMA),
        foreign=True,
    )


def _by_document(report: AgreementReport, measure: Measure) -> list[tuple[str, ReportLine, object]]:
    return [(one.title, one, SpanPick(measure=measure, document=one.code)) for one in report.by_document]


def _of_lines(
    title: str,
    note: str,
    head: str,
    lines: Sequence[tuple[str, ReportLine, object]],
    *,
    foreign: bool = False,
) -> FiguresShown:
    used = [one for one in _OF_ALL if any(one in line.figures for _, line, _ in lines)]
    return FiguresShown(
        title=title,
        note=note,
        heads=(head, *map(measure_short, used), tr("Spans")),
        lines=tuple(
            Line(
                cells=(words, *_values(line.figures.get(one) for one in used), _counts(line.figures)),
                pick=pick,
            )
            for words, line, pick in lines
        ),
        words=frozenset({len(used) + 1}),  # two counts stand in the order in which one reads
        foreign=foreign,
    )


def _relations(report: AgreementReport) -> FiguresShown:
    return FiguresShown(
        title=tr("Relations"),
        note=tr("Exact: both ends alike in both readings. Matched: both ends answer to each other."),
        heads=(
            tr("Type"), tr("F1, exact ends"), tr("95% interval"), tr("F1, matched ends"), tr("95% interval"),
            tr("Rests on"),
        ),
        lines=tuple(
            Line(
                cells=(
                    relation_name(one.code, report.scheme) if one.code else tr("All types"),
                    wording.value_words(one.exact.value),
                    wording.interval_words(one.exact.interval),
                    wording.value_words(one.aligned.value),
                    wording.interval_words(one.aligned.interval),
                    wording.rests_on(one.aligned),
                ),
                pick=RelationPick(ends=Ends.ALIGNED, type=one.code),
            )
            for one in report.relations
        ),
        words=frozenset({5}),
    )  # fmt: skip


def _answers(report: AgreementReport) -> FiguresShown:
    return FiguresShown(
        title=tr("Answers about spans that both found"),
        note=tr("No answer is an answer of its own where the other reader answered."),
        heads=(
            tr("Question"), tr("Equal answers"), tr("95% interval"), tr("Cohen's kappa"), tr("95% interval"),
            tr("Rests on"),
        ),
        lines=tuple(
            Line(
                cells=(
                    question_name(one.label, one.attribute, report.scheme),
                    *_with_interval(one.agreement),
                    *_with_interval(one.kappa),
                    wording.counted_words(one.agreement),
                ),
                pick=AnswerPick(label=one.label, attribute=one.attribute),
            )
            for one in report.answers
        ),
        words=frozenset({5}),
    )  # fmt: skip


def _attimam(report: AgreementReport) -> FiguresShown:
    elements = {"cue": tr("Cue"), "source": tr("Source"), "content": tr("Content")}
    lines = [
        Line(
            cells=(
                elements.get(one.element, one.element),
                *_values((one.exact, one.accuracy, one.f1, one.kappa, one.agr)),
                *_values((one.left_to_right, one.right_to_left)),
                wording.rests_on(one.f1),
            ),
            pick=SpanPick(measure=Measure.OVERLAP, labels=frozenset(ELEMENTS.get(one.element, ()))),
        )
        for one in (() if report.attimam is None else report.attimam.elements)
    ]
    lines += [
        Line(
            cells=(
                question_name(one.label, one.attribute, report.scheme),
                *_values((one.accuracy, one.accuracy, None, one.kappa, None, None, None)),
                wording.counted_words(one.accuracy),
            ),
            pick=AnswerPick(label=one.label, attribute=one.attribute),
        )
        for one in (() if report.attimam is None else report.attimam.features)
    ]
    heads = (
        tr("Element or feature"), tr("Exact match"), tr("Accuracy"), tr("F"), tr("Kappa"), tr("agr"),
        tr("agr, first to second"), tr("agr, second to first"), tr("Rests on"),
    )  # fmt: skip
    return FiguresShown(
        title=tr("AttImam's five figures"),
        note=tr("Of the elements of attributions and of their features, as LDC2022T02 reports them."),
        heads=heads,
        lines=tuple(lines),
        words=frozenset({len(heads) - 1}),
    )


def _exact(labels: frozenset[str]) -> SpanPick:
    return SpanPick(measure=Measure.EXACT, labels=labels)


def _values(figures: Iterable[Figure | None]) -> tuple[str, ...]:
    return tuple("" if one is None else wording.value_words(one.value) for one in figures)


def _with_interval(figure: Figure) -> tuple[str, str]:
    return wording.value_words(figure.value), wording.interval_words(figure.interval)


def _counts(figures: Figures) -> str:
    exact = figures.get(Measure.EXACT)
    return f"{exact.left:,}·{exact.right:,}" if isinstance(exact, F1) else ""


_MADE: Final[Mapping[Part, Callable[[AgreementReport], FiguresShown]]] = {
    Part.COEFFICIENTS: _coefficients,
    Part.PAIRS: _pairs,
    Part.LABELS: _labels,
    Part.DOCUMENTS: _documents,
    Part.GAMMA: _gamma,
    Part.RELATIONS: _relations,
    Part.ANSWERS: _answers,
    Part.ATTIMAM: _attimam,
}
