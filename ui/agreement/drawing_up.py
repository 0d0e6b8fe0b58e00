"""A report of agreement made into what cards and plots show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Final

from annotator.agreement import F1, Figure, Over, Undefined
from annotator.agreement.comparing import Cell as LabelPair
from annotator.agreement.relations import Ends
from annotator.language import current, tr, trn
from annotator.model import Label
from annotator.workspace.agreement.picks import AnswerPick, CellPick, RelationPick, SpanPick
from annotator.workspace.agreement.report import AgreementReport
from annotator.workspace.agreement.request import Measure
from ui.agreement import wording
from ui.agreement.cards import CardFigure
from ui.agreement.figures import Cell, Estimate, Estimates, ReaderHead
from ui.agreement.naming import (
    called,
    in_order,
    label_name,
    letter,
    letters,
    measure_name,
    question_name,
    reader_name,
    relation_name,
)
from ui.agreement.picks import PairPick
from ui.agreement.question import FIRST
from ui.agreement.shown import AgreementShown, MeasureShown
from ui.plots.figures import Figure as Plotted
from ui.plots.figures import Head

FEW: Final = 8
"""A label with fewer spans than these, of both readers together, is drawn hollow."""


def draw_up(report: AgreementReport) -> AgreementShown:
    """Return what the page shows of a report."""
    measures = tuple(
        MeasureShown(card=_card(report, one), pairs=_pairs(report, one), labels=_estimates(report, one))
        for one in FIRST
    )
    picks = [item.pick for item in measures[0].pairs.items]
    looked_at = None if report.pair is None else PairPick(*report.pair)
    return AgreementShown(
        chosen=picks.index(looked_at) if looked_at in picks else None,
        letters=letters(report),
        measures=measures,
        matrices=_matrices(report),
        notice=_notice(report),
    )


def _card(report: AgreementReport, measure: Measure) -> CardFigure:
    figure = report.overall[measure]
    undefined = isinstance(figure.value, Undefined)
    return CardFigure(
        name=measure_name(measure),
        value="" if undefined else wording.value_words(figure.value),
        interval=wording.interval_words(figure.interval),
        sentence=wording.rests_on(figure),
        pick=None if undefined else SpanPick(measure=measure),
    )


def _pairs(report: AgreementReport, measure: Measure) -> Plotted:
    """Return readers against readers; a pair's figure is the same whoever comes first."""
    items = []
    for (row, one), (column, other) in product(enumerate(report.readers), repeat=2):
        if row == column:
            continue
        figures = report.pairs.get((one, other)) or report.pairs.get((other, one))
        if figures is None or measure not in figures:
            continue
        figure = figures[measure]
        items.append(
            Estimate(
                name=tr("{one} and {other}", one=reader_name(one), other=reader_name(other)),
                value=_number(figure),
                shown=wording.value_words(figure.value, 2),
                pick=PairPick(one, other),
                place=(row, column),
                is_defined=not isinstance(figure.value, Undefined),
                rests_on_said=wording.rests_on(figure),
            )
        )
    heads = tuple(
        ReaderHead(name=reader_name(one), label=None, siglum=letter(one, report.sigla))
        for one in report.readers
    )
    return Plotted(title=tr("Which two readers?"), note="", items=tuple(items), heads=heads)


def _matrices(report: AgreementReport) -> tuple[tuple[str, Plotted], ...]:
    """Return a matrix for each layer with anything in it, and one of all if there are several."""
    layers = {label.code: label.layer for label in report.scheme.labels}
    found: dict[str, dict[LabelPair, int]] = {}
    for cell, count in report.confusion.items():
        code = cell.left or cell.right or ""
        found.setdefault(layers.get(code, ""), {})[cell] = count
    names = {layer.code: layer.names.in_language(current()) for layer in report.scheme.layers}
    made = [
        (_with_disputes(names.get(code, tr("Other labels")), found[code]), _matrix(report, found[code]))
        for code in (*names, "")
        if code in found
    ]
    if len(made) > 1:
        made.append((_with_disputes(tr("All layers"), report.confusion), _matrix(report, report.confusion)))
    if not made and report.pair is not None:
        made = [("", _matrix(report, {}))]
    return tuple(made)


def _with_disputes(name: str, cells: Mapping[LabelPair, int]) -> str:
    disputes = sum(count for cell, count in cells.items() if cell.left != cell.right)
    return trn("{name}: {count} dispute", "{name}: {count} disputes", disputes, name=name)


def _matrix(report: AgreementReport, cells: Mapping[LabelPair, int]) -> Plotted:
    """Return what one called it and what the other did, with "nothing" as the last row and column."""
    if report.pair is None:
        return Plotted(title="", note="", items=())
    scheme, (left, right) = report.scheme, report.pair
    used = {code for cell in cells for code in cell if code is not None}
    codes: list[str | None] = [*in_order(used, scheme)]
    if any(code is None for cell in cells for code in cell):
        codes.append(None)
    at = {code: place for place, code in enumerate(codes)}
    items = [
        Cell(
            name=cell_title(report, cell),
            value=float(count),
            shown=f"{count:,}",
            pick=CellPick(left=cell.left, right=cell.right),
            label=scheme.label(cell.left or cell.right or ""),
            place=(at[cell.left], at[cell.right]),
            disputed=cell.left != cell.right,
        )
        for cell, count in cells.items()
    ]
    one, other = letter(left, report.sigla), letter(right, report.sigla)
    return Plotted(
        title=tr("What {one} called it … and what {other} did", one=one, other=other),
        note=tr(
            "Rows: {one} · columns: {other} · a red frame is a dispute",
            one=reader_name(left),
            other=reader_name(right),
        ),
        items=tuple(sorted(items, key=lambda item: item.place)),
        heads=tuple(Head(name=called(code, scheme), label=scheme.label(code or "")) for code in codes),
    )


def cell_title(report: AgreementReport, cell: LabelPair) -> str:
    """Return a cell of the matrix in words: "Place at A, nothing at B"."""
    left, right = report.pair or report.readers[:2]
    return tr(
        "{one} at {left}, {other} at {right}",
        one=called(cell.left, report.scheme),
        left=letter(left, report.sigla),
        other=called(cell.right, report.scheme),
        right=letter(right, report.sigla),
    )


def _estimates(report: AgreementReport, measure: Measure) -> Estimates:
    """Return a figure by label, then by type of relation and by attribute where these are compared."""
    items = []
    for line in report.labels:
        figure = line.figures.get(measure)
        if figure is not None:
            name, label = label_name(line.code, report.scheme), report.scheme.label(line.code)
            counts = line.figures.get(Measure.EXACT, figure)
            items.append(
                _estimate(
                    name, figure, counts, SpanPick(measure=measure, labels=frozenset({line.code})), label
                )
            )
    for relation in report.relations:
        if relation.code:
            name = relation_name(relation.code, report.scheme)
            items.append(
                _estimate(
                    name, relation.exact, relation.exact, RelationPick(ends=Ends.EXACT, type=relation.code)
                )
            )
    for answer in report.answers:
        name = question_name(answer.label, answer.attribute, report.scheme)
        figure = answer.kappa if measure is Measure.KAPPA else answer.agreement
        items.append(
            _estimate(name, figure, figure, AnswerPick(label=answer.label, attribute=answer.attribute))
        )
    overall = report.overall[measure].value
    return Estimates(
        title=tr("Kappa by label") if measure is Measure.KAPPA else tr("F1 by label"),
        note=trn(
            "Lines: 95% intervals · hollow: fewer than {count} span · dashed: all",
            "Lines: 95% intervals · hollow: fewer than {count} spans · dashed: all",
            FEW,
        ),
        items=tuple(items),
        overall=None if isinstance(overall, Undefined) else overall,
    )


def _estimate(
    name: str, figure: Figure, counts: Figure, pick: object, label: Label | None = None
) -> Estimate:
    interval, undefined = figure.interval, isinstance(figure.value, Undefined)
    both = isinstance(counts, F1)
    return Estimate(
        name=name,
        value=_number(figure),
        shown=wording.value_words(figure.value, 2),
        pick=pick,
        label=label,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        is_defined=not undefined,
        is_sure=not undefined and counts.n >= FEW,
        rests_on=f"{counts.left:,}·{counts.right:,}" if isinstance(counts, F1) else f"{counts.n:,}",
        rests_on_said=wording.rests_on(counts if both and not undefined else figure),
    )


def _notice(report: AgreementReport) -> str:
    """Return what is to be borne in mind, or ""."""
    parts = [_of_one(report.overall.values())]
    if report.unfinished:
        parts.append(
            trn("{count} reading is not finished.", "{count} readings are not finished.", report.unfinished)
        )
    return "\n".join(part for part in parts if part)


def _of_one(figures: Iterable[Figure]) -> str:
    for figure in figures:
        interval = figure.interval
        if interval is not None and interval.over is Over.PARAGRAPHS:
            return trn(
                "One document: the intervals are over its {count} paragraph, not over documents.",
                "One document: the intervals are over its {count} paragraphs, not over documents.",
                interval.n,
            )
    return ""


def _number(figure: Figure) -> float:
    return 0.0 if isinstance(figure.value, Undefined) else figure.value
