"""Where in a document a number comes from: the same matching and cutting that counted it, kept by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from annotator.agreement import Matching, Reading, Sheet, Unit, match
from annotator.agreement.answers import AnswerAgreement
from annotator.agreement.comparing import Aspect, compare
from annotator.agreement.relations import match_relations
from annotator.agreement.segments import Segment, labels_of, segments
from annotator.agreement.units import labelled
from annotator.model import LabelScheme
from annotator.workspace.agreement.picks import (
    AnswerPick,
    CategoryPick,
    CellPick,
    Pick,
    RelationPick,
    Share,
    SpanPick,
)
from annotator.workspace.agreement.request import MATCHINGS, Measure


class Hit(NamedTuple):
    """One place behind a number, spans and relations by their numbers in the readings.

    Attributes:
        start: where it begins, in code points.
        end: where it ends.
        left: the left reader's spans; None: all that touch the place.
        right: the right reader's spans; None: likewise.
        weight: how much of the number it is.
        differs: in what two matched spans differ.
        relations: the left and the right relation.
        answers: the left and the right answer.
        labels: of the spans that touch the place, None: any.
    """

    start: int
    end: int
    left: Sequence[int] | None
    right: Sequence[int] | None
    weight: int = 1
    differs: frozenset[Aspect] = frozenset()
    relations: tuple[int | None, int | None] | None = None
    answers: tuple[str, str] | None = None
    labels: frozenset[str] | None = None


Finder: TypeAlias = Callable[[Sheet, tuple[str, str]], Iterable[Hit]]
"""Finds the places in a document that both of a pair of readers have read."""
_NOTHING: frozenset[Aspect] = frozenset()


def finder(pick: Pick, scheme: LabelScheme, *, by_token: bool) -> Finder:
    """Return what finds the places behind a number.

    Args:
        pick: which number.
        scheme: in force.
        by_token: whether kappa and alpha count tokens.
    """
    layers = {label.code: label.layer for label in scheme.labels}
    if isinstance(pick, CellPick):
        return lambda sheet, pair: _of_cell(sheet, pair, layers, pick)
    if isinstance(pick, RelationPick):
        symmetric = {one.code for one in scheme.relation_types if one.symmetric}
        return lambda sheet, pair: _of_relations(sheet, pair, layers, pick, symmetric)
    if isinstance(pick, AnswerPick):
        return lambda sheet, pair: _of_answers(sheet, pair, layers, pick)
    if isinstance(pick, SpanPick) and pick.measure is Measure.CHARACTERS:
        return lambda sheet, pair: _of_characters(*_two(sheet, pair), pick)
    if isinstance(pick, SpanPick) and pick.measure in {*MATCHINGS, Measure.BORDER, Measure.GAMMA}:
        return lambda sheet, pair: _of_spans(sheet, pair, layers, pick)
    return lambda sheet, pair: _of_categories(sheet, pair, pick, by_token=by_token)


def _two(sheet: Sheet, pair: tuple[str, str]) -> tuple[Reading, Reading]:
    return sheet.readings[pair[0]], sheet.readings[pair[1]]


def _takes(share: Share, *, left: bool, right: bool, matched: bool) -> bool:
    """Tell whether a place belongs to a share of a number, by who has something there."""
    return {
        Share.ALL: left or right,
        Share.MATCHED: matched,
        Share.DIFFERENT: (left or right) and not matched,
        Share.LEFT: left,
        Share.RIGHT: right,
    }[share]


def _of_spans(
    sheet: Sheet, pair: tuple[str, str], layers: Mapping[str, str], pick: SpanPick
) -> Iterator[Hit]:
    left, right = _two(sheet, pair)
    matching = MATCHINGS.get(pick.measure, Matching.EXACT)
    labels = pick.labels
    if labels is not None and matching is Matching.SPAN:
        wide = {layers.get(one, one) for one in labels}
        labels = frozenset(u[2] for u in (*left.units, *right.units) if layers.get(u[2], u[2]) in wide)

    def named(unit: Unit | None) -> bool:
        return unit is not None and (labels is None or unit[2] in labels)

    for n, m, differs in _paired(sheet, pair, layers, matching):
        one = None if n is None else left.units[n]
        other = None if m is None else right.units[m]
        matched = one is not None and other is not None and _same(one, other, matching)
        if _takes(pick.share, left=named(one), right=named(other), matched=matched and named(one)):
            yield _hit(left, n, right, m, differs)


def _same(one: Unit, other: Unit, matching: Matching) -> bool:
    if matching is Matching.EXACT:
        return one == other
    return matching is Matching.OVERLAP or one[:2] == other[:2]


def _paired(
    sheet: Sheet, pair: tuple[str, str], layers: Mapping[str, str], matching: Matching
) -> Iterator[tuple[int | None, int | None, frozenset[Aspect]]]:
    """Yield all spans of two readers, matched as the figure matches them, and in what they differ."""
    if matching is Matching.EXACT:
        for _, n, m, differs in compare(sheet, pair, layers):
            yield n, m, differs
        return
    left, right = _two(sheet, pair)
    names = {} if matching is Matching.OVERLAP else layers
    lefts, rights = _named(left.units, names), _named(right.units, names)
    for name in sorted(lefts.keys() | rights.keys()):
        ones, others = lefts.get(name, []), rights.get(name, [])
        for n, m in match(
            [Unit(*left.units[n][:2], name) for n in ones], [Unit(*right.units[m][:2], name) for m in others]
        ):
            yield (None if n is None else ones[n]), (None if m is None else others[m]), _NOTHING


def _named(units: Sequence[Unit], names: Mapping[str, str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for n, unit in enumerate(units):
        found[names.get(unit[2], unit[2])].append(n)
    return found


def _of_cell(sheet: Sheet, pair: tuple[str, str], layers: Mapping[str, str], pick: CellPick) -> Iterator[Hit]:
    left, right = _two(sheet, pair)
    for _, n, m, differs in compare(sheet, pair, layers):
        one = None if n is None else left.units[n][2]
        other = None if m is None else right.units[m][2]
        if (one, other) == (pick.left, pick.right):
            yield _hit(left, n, right, m, differs)


def _of_relations(
    sheet: Sheet,
    pair: tuple[str, str],
    layers: Mapping[str, str],
    pick: RelationPick,
    symmetric: Collection[str],
) -> Iterator[Hit]:
    left, right = _two(sheet, pair)
    for n, m in match_relations(left, right, pick.ends, layers, symmetric):
        links = (None if n is None else left.links[n]), (None if m is None else right.links[m])
        name = next(one.type for one in links if one is not None)
        found = _takes(
            pick.share, left=n is not None, right=m is not None, matched=n is not None and m is not None
        )
        if found and pick.type in {"", name}:
            ours, theirs = (() if one is None else (one.source, one.target) for one in links)
            start, end = _around(left, ours[:1], right, theirs[:1])  # where its source is
            yield Hit(start, end, ours, theirs, relations=(n, m))


def _of_answers(
    sheet: Sheet, pair: tuple[str, str], layers: Mapping[str, str], pick: AnswerPick
) -> Iterator[Hit]:
    left, right = _two(sheet, pair)
    counted = AnswerAgreement([sheet], [pair], layers)
    for answers, pairs in counted.behind(pick.attribute, pair, [pick.label]).items():
        one, other = answers
        if _takes(pick.share, left=bool(one), right=bool(other), matched=one == other):
            for compared in pairs:
                hit = _hit(left, compared.left, right, compared.right, compared.differs)
                yield hit._replace(answers=answers)


def _of_characters(left: Reading, right: Reading, pick: SpanPick) -> Iterator[Hit]:
    """Yield stretches label by label: what nests under one label is one stretch, as in the figure."""
    labels = {unit[2] for unit in (*left.units, *right.units)}
    for label in sorted(labels if pick.labels is None else labels & pick.labels):
        for hit, one, other in _stretches(left, right, None, frozenset({label})):
            if _takes(pick.share, left=bool(one), right=bool(other), matched=bool(one and other)):
                yield hit


def _of_categories(
    sheet: Sheet, pair: tuple[str, str], pick: SpanPick | CategoryPick, *, by_token: bool
) -> Iterator[Hit]:
    labels = pick.labels if isinstance(pick, SpanPick) else None
    for hit, one, other in _stretches(*_two(sheet, pair), sheet, labels, by_token=by_token):
        if isinstance(pick, CategoryPick):
            taken = (one, other) == (pick.left, pick.right)
        else:
            taken = _takes(pick.share, left=bool(one), right=bool(other), matched=bool(one) and one == other)
        if taken:
            yield hit


def _stretches(
    left: Reading,
    right: Reading,
    sheet: Sheet | None,
    labels: frozenset[str] | None,
    *,
    by_token: bool = False,
) -> Iterator[tuple[Hit, str, str]]:
    """Yield the text in stretches, as long as the two readers have the same there, each with what they have.

    Args:
        left: what one reader has.
        right: what the other has.
        sheet: the document; None: without what neither has marked.
        labels: as if there were only these; None: all.
        by_token: count tokens, and cut between them.
    """
    cut = [segments(labelled(one.units, labels)) for one in (left, right)]
    if by_token and sheet is not None:
        ranges = list(sheet.tokens)
    else:
        edges = {edge for one in cut for start, end, _ in one for edge in (start, end)}
        places = sorted(edges if sheet is None else {0, sheet.length, *edges})
        ranges = list(pairwise(places))
    found: tuple[Hit, str, str] | None = None
    for n, ((start, end), one, other) in enumerate(
        zip(ranges, *[_along(some, ranges) for some in cut], strict=True)
    ):
        if sheet is None and not one and not other:
            continue
        count = 1 if by_token else end - start
        joins = by_token or (n > 0 and found is not None and found[0].end == start)
        if found is not None and joins and found[1:] == (one, other):
            found = found[0]._replace(end=end, weight=found[0].weight + count), one, other
            continue
        if found is not None:
            yield found
        found = Hit(start, end, None, None, count, labels=labels), one, other
    if found is not None:
        yield found


def _along(cut: Sequence[Segment], ranges: Sequence[tuple[int, int]]) -> list[str]:
    """Return the category of each of the ranges, which are in order: of all that covers any of it."""
    found: list[str] = []
    first = 0
    for start, end in ranges:
        while first < len(cut) and cut[first][1] <= start:
            first += 1
        here: set[str] = set()
        n = first
        while n < len(cut) and cut[n][0] < end:
            here |= labels_of(cut[n][2])
            n += 1
        found.append("|".join(sorted(here)))
    return found


def _hit(left: Reading, n: int | None, right: Reading, m: int | None, differs: frozenset[Aspect]) -> Hit:
    ones, others = () if n is None else (n,), () if m is None else (m,)
    start, end = _around(left, ones, right, others)
    return Hit(start, end, ones, others, 1, differs)


def _around(left: Reading, ones: Sequence[int], right: Reading, others: Sequence[int]) -> tuple[int, int]:
    """Return where the left reader's spans lie, or where there are none, the right reader's."""
    units = [left.units[n] for n in ones] or [right.units[m] for m in others]
    return min(unit[0] for unit in units), max(unit[1] for unit in units)
