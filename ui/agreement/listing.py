"""The places behind a number, as the desk lists them: what is in dispute first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from annotator.agreement.comparing import Aspect
from annotator.errors import AnnotatorError
from annotator.language import listed, tr, trn
from annotator.model import SpanAnnotation
from annotator.workspace import Workspace
from annotator.workspace.agreement.picks import (
    AnswerPick,
    CellPick,
    Comparison,
    Comparisons,
    Pick,
    RelationPick,
    Share,
    Side,
    SpanPick,
)
from annotator.workspace.agreement.report import AgreementReport
from ui.agreement.naming import label_name, letter
from ui.agreement.places import Place

_WORDS_BEFORE: Final = 3
_REACH: Final = 60
_DOCUMENTS: Final = 8


def places_of(
    found: Comparisons, pick: Pick, report: AgreementReport, texts: Mapping[str, str]
) -> tuple[Place, ...]:
    """Return the places behind a number. A disputed cell of the matrix says itself how its places differ.

    Args:
        found: what stands behind it.
        pick: which number.
        report: that it is from.
        texts: of some documents, by id: their places are listed with words that stand before them.
    """
    several = len({one.document_id for one in found.places}) > 1
    titled = several or report.documents > 1
    made = [_place(one, pick, report, texts.get(one.document_id, ""), titled=titled) for one in found.places]
    return tuple(sorted(made, key=lambda place: not place.disputed))


def texts_of(found: Comparisons, workspace: Workspace) -> dict[str, str]:
    """Return the texts of the first documents with places, by id; more would take a while to read."""
    ids = list(dict.fromkeys(one.document_id for one in found.places))[:_DOCUMENTS]
    try:
        return {one: workspace.document(one).text for one in ids if workspace.has_document(one)}
    except AnnotatorError:  # the list is no place to say what is wrong with a document
        return {}


def words_before(text: str, start: int) -> str:
    """Return the whole words, a few at most, that stand before a place in its paragraph.

    Args:
        text: of the document.
        start: of the place, in code points.
    """
    first = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    before = text[first:start].replace("\t", " ")
    words = before[: before.rfind(" ") + 1].split()  # a place may begin inside a word
    cut = first > 0 and not text[first - 1].isspace()
    return " ".join(words[cut:][-_WORDS_BEFORE:])


def in_dispute(pick: Pick) -> Pick | None:
    """Return the part of what stands behind a number that is in dispute; None for numbers without parts."""
    if isinstance(pick, SpanPick | RelationPick | AnswerPick):
        return replace(pick, share=Share.DIFFERENT)
    return None


def title_of(name: str, places: Iterable[Place]) -> str:
    """Return the heading over places: what they are of, how many, and how many are in dispute."""
    there = list(places)
    disputed = sum(place.disputed for place in there)
    words = trn("{count} place", "{count} places", len(there))
    differ = trn("{count} in dispute", "{count} in dispute", disputed)
    if disputed and disputed == len(there) and all(place.note for place in there):
        words = differ  # nothing else was looked for
    elif disputed not in {0, len(there)}:
        words = tr("{count}, {differ}", count=words, differ=differ)
    # The name is no guest in the sentence: "F1" at its beginning must not turn an Arabic one round.
    return f"{name}: {words}"


def is_disputed(one: Comparison, pick: Pick) -> bool:
    """Tell whether the readers differ at a place in what the number is about."""
    if one.left.answer is not None or one.right.answer is not None:
        return one.left.answer != one.right.answer
    if one.left.relation is not None or one.right.relation is not None:
        return one.left.relation is None or one.right.relation is None
    if isinstance(pick, SpanPick):
        return bool(one.differs - {Aspect.ATTRIBUTE}) or _labels(one.left) != _labels(one.right)
    return bool(one.differs)


def _place(one: Comparison, pick: Pick, report: AgreementReport, text: str, *, titled: bool) -> Place:
    side = one.left if one.left.spans else one.right
    span = side.spans[0] if side.spans else None
    disputed = is_disputed(one, pick)
    says_itself = isinstance(pick, CellPick) and pick.left != pick.right
    return Place(
        document_id=one.document_id,
        title=one.title if titled else "",
        paragraph=one.paragraph,
        words=" ".join(one.quote.split()),
        before=words_before(text, one.span.start),
        label=None if span is None else report.scheme.label(span.label),
        note=_note(one, pick, report) if disputed and not says_itself else "",
        disputed=disputed,
        set_id=side.set_id,
        span_id=None if span is None else span.id,
        start=one.span.start,
    )


def _note(one: Comparison, pick: Pick, report: AgreementReport) -> str:
    """Return how the readers differ: "Place / Group", "other ends", "only A"."""
    left, right = one.pair
    if one.left.answer is not None or one.right.answer is not None:
        return tr("{one} / {other}", one=one.left.answer or tr("none"), other=one.right.answer or tr("none"))
    if not one.right.spans or (one.left.relation is not None and one.right.relation is None):
        return tr("only {reader}", reader=letter(left, report.sigla))
    if not one.left.spans or (one.right.relation is not None and one.left.relation is None):
        return tr("only {reader}", reader=letter(right, report.sigla))
    names = [_named(side.spans, report) for side in (one.left, one.right)]
    parts = [tr("{one} / {other}", one=names[0], other=names[1])] if names[0] != names[1] else []
    if Aspect.BOUNDARY in one.differs:
        parts.append(tr("other ends"))
    if Aspect.ATTRIBUTE in one.differs and not isinstance(pick, SpanPick):
        parts.append(tr("other answers"))
    return " · ".join(parts)


def _named(spans: Iterable[SpanAnnotation], report: AgreementReport) -> str:
    return listed(label_name(one.label, report.scheme) for one in spans)


def _labels(side: Side) -> list[str]:
    return sorted(one.label for one in side.spans)
