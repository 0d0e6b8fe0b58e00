"""Which number is meant, and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from annotator.agreement.comparing import Aspect
from annotator.agreement.relations import Ends
from annotator.agreement.segments import Category
from annotator.model import Relation, Span, SpanAnnotation
from annotator.statistics import Reader
from annotator.workspace.agreement.request import Measure


class Share(StrEnum):
    """Whose part of a number is meant."""

    ALL = "all"
    MATCHED = "matched"
    DIFFERENT = "different"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanPick:
    """What stands behind a figure about spans, or the counts beside it.

    Attributes:
        measure: which figure. Behind those about characters stand stretches of the text, as long as the
            reader(s) have the same there; what nobody marked is left out.
        share: what is matched, what differs, what the left or the right reader has, or all.
        labels: only spans with these; None: all.
        document: only in this document, by id; None: in all.
        pair: whom the figure is about; None: as in the request.
    """

    measure: Measure
    share: Share = Share.ALL
    labels: frozenset[str] | None = None
    document: str | None = None
    pair: tuple[Reader, Reader] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPick:
    """What stands behind a cell of the confusion: the label of each reader; None: nothing."""

    left: str | None
    right: str | None
    document: str | None = None
    pair: tuple[Reader, Reader] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryPick:
    """What stands behind a cell of the table of characters (or tokens): the category of each reader."""

    left: Category
    right: Category
    document: str | None = None
    pair: tuple[Reader, Reader] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationPick:
    """What stands behind a figure about relations, or the counts beside it.

    Attributes:
        ends: when the ends of two relations are the same.
        share: as for spans.
        type: only relations of this type; "": of all.
        document: only in this document, by id; None: in all.
        pair: whom the figure is about; None: as in the request.
    """

    ends: Ends
    share: Share = Share.ALL
    type: str = ""
    document: str | None = None
    pair: tuple[Reader, Reader] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPick:
    """What stands behind a figure about answers.

    Attributes:
        label: of the spans.
        attribute: the question.
        share: the same answer (MATCHED), different ones, or all.
        document: only in this document, by id; None: in all.
        pair: whom the figure is about; None: as in the request.
    """

    label: str
    attribute: str
    share: Share = Share.ALL
    document: str | None = None
    pair: tuple[Reader, Reader] | None = None


Pick: TypeAlias = SpanPick | CellPick | CategoryPick | RelationPick | AnswerPick


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one reader has at a place.

    Attributes:
        set_id: the reading.
        spans: in text order; none where the reader has nothing.
        relation: where relations are compared; `spans` are its source and its target then.
        answer: where answers are compared; "" if there is none.
    """

    set_id: str
    spans: tuple[SpanAnnotation, ...] = ()
    relation: Relation | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One place behind a number.

    Attributes:
        pair: who is compared.
        document_id: where.
        title: of the document.
        span: the place, `[start, end)` in code points; of a relation, that of its source.
        quote: the words there.
        paragraph: which one of the text's it begins in, from 1; empty lines are none.
        left: what the left reader has.
        right: what the right reader has.
        differs: in what the two spans differ; empty where they don't, or where no spans are matched.
        count: how much of the number it is: 1, or so many characters or tokens.
    """

    pair: tuple[Reader, Reader]
    document_id: str
    title: str
    span: Span
    quote: str
    paragraph: int
    left: Side
    right: Side
    differs: frozenset[Aspect]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparisons:
    """What stands behind a number.

    Attributes:
        places: in the project's order, no more than were asked for.
        has_more: some have been left out.
    """

    places: tuple[Comparison, ...]
    has_more: bool
