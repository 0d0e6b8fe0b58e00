"""A report of agreement, and the places behind a number, as JSON values: codes, and numbers as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.agreement import F1, Figure, Undefined
from annotator.agreement.attimam import AttImam, ElementRow
from annotator.statistics import Reader
from annotator.workspace.agreement.picks import Comparisons, Side
from annotator.workspace.agreement.report import AgreementReport, Figures, Line


def plain_of(report: AgreementReport) -> dict[str, Any]:
    """Return a report. A figure without a value has null, and under "undefined" the reason."""
    return {
        "readers": [
            {**_who(one), "siglum": report.sigla.get(one), "documents": report.known[one]}
            for one in report.readers
        ],
        "pair": None if report.pair is None else [_who(one) for one in report.pair],
        "documents": report.documents,
        "unfinished": report.unfinished,
        "states": sorted(report.request.states),
        "figures": _figures(report.overall),
        "pairs": [
            {"left": _who(left), "right": _who(right), "figures": _figures(figures)}
            for (left, right), figures in report.pairs.items()
        ],
        "layers": [_line(one) for one in report.layers],
        "labels": [_line(one) for one in report.labels],
        "by_document": [{"id": one.code, "title": one.title, **_rest(one)} for one in report.by_document],
        "confusion": [
            {"left": cell.left, "right": cell.right, "count": count}
            for cell, count in report.confusion.items()
        ],
        "categories": [
            {"left": left, "right": right, "count": count}
            for (left, right), count in report.categories.items()
        ],
        "relations": [
            {"type": one.code or None, "exact": _figure(one.exact), "aligned": _figure(one.aligned)}
            for one in report.relations
        ],
        "answers": [
            {
                "label": one.label,
                "attribute": one.attribute,
                "agreement": _figure(one.agreement),
                "kappa": _figure(one.kappa),
            }
            for one in report.answers
        ],
        "attimam": None if report.attimam is None else _attimam(report.attimam),
    }


def plain_places(found: Comparisons) -> dict[str, Any]:
    """Return the places behind a number."""
    return {
        "has_more": found.has_more,
        "places": [
            {
                "document": one.document_id,
                "title": one.title,
                "start": one.span.start,
                "end": one.span.end,
                "paragraph": one.paragraph,
                "text": one.quote,
                "count": one.count,
                "pair": [_who(reader) for reader in one.pair],
                "differs": sorted(one.differs),
                "left": _side(one.left),
                "right": _side(one.right),
            }
            for one in found.places
        ],
    }


def _who(reader: Reader) -> dict[str, Any]:
    return {"name": reader.name or None, "owner": reader.owner.value}


def _line(line: Line) -> dict[str, Any]:
    return {"code": line.code, **_rest(line)}


def _rest(line: Line) -> dict[str, Any]:
    return {"figures": _figures(line.figures)}


def _figures(figures: Figures) -> dict[str, Any]:
    return {measure.value: _figure(figure) for measure, figure in figures.items()}


def _figure(figure: Figure) -> dict[str, Any]:
    interval = figure.interval
    found: dict[str, Any] = {
        "value": _value(figure),
        "undefined": figure.value.reason.value if isinstance(figure.value, Undefined) else None,
        "n": figure.n,
        "counted": figure.counted.value,
        "documents": figure.documents,
        "interval": None
        if interval is None
        else {
            "low": interval.low,
            "high": interval.high,
            "share": interval.share,
            "over": interval.over.value,
            "n": interval.n,
        },
    }
    if isinstance(figure, F1):
        found |= {
            "precision": None if isinstance(figure.precision, Undefined) else figure.precision,
            "recall": None if isinstance(figure.recall, Undefined) else figure.recall,
            "matched": figure.matched,
            "left": figure.left,
            "right": figure.right,
        }
    return found


def _value(figure: Figure) -> float | None:
    return None if isinstance(figure.value, Undefined) else figure.value


def _attimam(found: AttImam) -> dict[str, Any]:
    return {
        "elements": [{"element": one.element, **_plain_row(one)} for one in found.elements],
        "features": [
            {
                "label": one.label,
                "attribute": one.attribute,
                "accuracy": _figure(one.accuracy),
                "kappa": _figure(one.kappa),
            }
            for one in found.features
        ],
    }


def _plain_row(row: ElementRow) -> Mapping[str, Any]:
    return {
        "exact": _figure(row.exact),
        "accuracy": _figure(row.accuracy),
        "f1": _figure(row.f1),
        "kappa": _figure(row.kappa),
        "agr": _figure(row.agr),
        "left_to_right": _figure(row.left_to_right),
        "right_to_left": _figure(row.right_to_left),
    }


def _side(side: Side) -> dict[str, Any]:
    found: dict[str, Any] = {
        "set": side.set_id,
        "spans": [
            {
                "id": span.id,
                "label": span.label,
                "start": span.span.start,
                "end": span.span.end,
                "text": span.quote,
            }
            for span in side.spans
        ],
    }
    if side.relation is not None:
        found["relation"] = {"id": side.relation.id, "type": side.relation.type}
    if side.answer is not None:
        found["answer"] = side.answer
    return found
