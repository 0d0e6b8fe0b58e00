"""How far readers agree, as one value: for the window, the command line and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.agreement import F1, Figure
from annotator.agreement.attimam import AttImam
from annotator.agreement.comparing import Cell
from annotator.agreement.segments import Category
from annotator.model import LabelScheme
from annotator.statistics import Reader
from annotator.workspace.agreement.request import AgreementRequest, Measure

Figures = Mapping[Measure, Figure]
"""F1s are `F1`, with their counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The figures of one layer, label or document.

    Attributes:
        code: its code in the scheme, or the document's id.
        title: of the document; "" for others, whose names the scheme has.
        figures: by measure; a label lacks those of `SAYS_NOTHING_ALONE`.
    """

    code: str
    title: str = ""
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """The figures of one type of relation.

    Attributes:
        code: of the type; "" for all types together.
        exact: both ends have the same range and label in both readings.
        aligned: both ends are matched by the alignment.
    """

    code: str
    exact: F1
    aligned: F1


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """The figures of one attribute.

    Attributes:
        label: of the spans that have it.
        attribute: its code.
        agreement: the share of equal answers.
        kappa: Cohen's kappa of the answers.
    """

    label: str
    attribute: str
    agreement: Figure
    kappa: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReport:
    """How far readers agree.

    Attributes:
        scheme: that they follow.
        request: what was asked.
        known: whose readings there are in the project, and of how many documents.
        readers: who is compared, in the order of their sigla; who is nobody's person comes last.
        sigla: the letter of each reader who is a person.
        pair: the left and the right reader, or None where more than two are compared at once.
        documents: how many have readings of two of those who are compared (of both, with a pair).
        unfinished: how many of these readings are neither finished nor reviewed.
        overall: of everything.
        pairs: of each two readers, the measures of two; no intervals.
        layers: by layer, in the scheme's order.
        labels: by label, in the scheme's order; unknown ones come last.
        by_document: by document, in the project's order; no intervals.
        confusion: what the left reader called what against what the right one did; empty without a pair or
            where nobody asked.
        categories: what the left reader has at how many characters (or tokens) against what the right one
            has; empty without a pair or where kappa was not asked for.
        relations: all types together first; empty where nobody was asked or there are none.
        answers: by label and attribute.
        attimam: AttImam's five figures; None without a pair or where nobody asked.
    """

    scheme: LabelScheme
    request: AgreementRequest
    known: Mapping[Reader, int]
    readers: tuple[Reader, ...]
    sigla: Mapping[Reader, str]
    pair: tuple[Reader, Reader] | None
    documents: int
    unfinished: int
    overall: Figures
    pairs: Mapping[tuple[Reader, Reader], Figures]
    layers: tuple[Line, ...]
    labels: tuple[Line, ...]
    by_document: tuple[Line, ...]
    confusion: Mapping[Cell, int]
    categories: Mapping[tuple[Category, Category], int]
    relations: tuple[RelationLine, ...]
    answers: tuple[AnswerLine, ...]
    attimam: AttImam | None
