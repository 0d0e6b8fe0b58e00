"""Spans of two readers are matched one to one, the nearest together, whoever stands left."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import (
    Aspect,
    Cell,
    Ends,
    Link,
    Pair,
    Reading,
    Sheet,
    Unit,
    align,
    compare,
    confusion,
    match,
    match_relations,
)
from annotator.model.scheme_json import default_scheme
from tests.agreement.readings import LAYERS, article, units

_PAIR = ("a", "b")


def _values(
    left: Sequence[Unit], right: Sequence[Unit], pairs: Sequence[Pair]
) -> Counter[tuple[object, object]]:
    return Counter((None if n is None else left[n], None if m is None else right[m]) for n, m in pairs)


def test_the_known_differences_of_the_article_are_found_and_no_others(shared_data: Path) -> None:
    sheet = article(shared_data)
    layers = {label.code: label.layer for label in default_scheme().labels}
    edits = json.loads((shared_data / "reader-2_edits.json").read_text(encoding="utf-8"))
    ids = sheet.readings["a"].ids
    units_of_b = sheet.readings["b"].units
    found: Counter[tuple[str, object]] = Counter()
    for one in compare(sheet, _PAIR, layers):
        for aspect in one.differs:
            if one.left is not None:
                found[aspect, ids[one.left]] += 1
            elif one.right is not None:
                found[aspect, units_of_b[one.right]] += 1
    assert found == Counter(
        (
            edit["kind"],
            Unit(edit["start"], edit["end"], edit["label"]) if edit["kind"] == "extra" else edit["gold"],
        )
        for edit in edits
        if not edit["kind"].startswith("relation")
    )


def test_the_matrix_names_what_each_reader_called_it_and_opens_the_pairs(
    shared_data: Path,
) -> None:
    sheet = article(shared_data)
    layers = {label.code: label.layer for label in default_scheme().labels}
    matrix = confusion([sheet], _PAIR, layers)
    sizes = {cell: len(behind) for cell, behind in matrix.items() if cell.left != cell.right}
    assert sizes[Cell("GPE", "LOC")] == 3
    assert sizes[Cell(None, "NORP")] == 4
    assert sizes[Cell("PERS", "NORP")] == 1
    assert sizes[Cell("CLAIM", None)] == 2
    assert sum(sizes.values()) == 6 + 4 + 5
    left, right = sheet.readings["a"], sheet.readings["b"]
    for one in matrix[Cell("GPE", "LOC")]:
        assert one.document == "article"
        assert one.differs == {Aspect.LABEL}
        assert one.left is not None
        assert one.right is not None
        assert left.units[one.left][:2] == right.units[one.right][:2]


def test_stacked_spans_that_both_have_match_without_a_difference() -> None:
    twice = [Unit(3, 9, "PERS"), Unit(3, 9, "ORG"), Unit(3, 9, "PERS")]
    answers = [{"kind": "official"}, {}, {"kind": "media"}]
    there = Reading(units=twice, answers=answers)
    here = Reading(units=twice[::-1], answers=answers[::-1])
    sheet = Sheet(id="x", length=20, readings={"a": there, "b": here})
    compared = compare(sheet, _PAIR, LAYERS)
    assert len(compared) == 3
    assert all(not one.differs for one in compared)


def test_stacked_spans_match_by_their_relations_too() -> None:
    units = [Unit(3, 9, "ORG"), Unit(3, 9, "ORG"), Unit(12, 15, "PERS")]
    there = Reading(units=units, links=[Link("refers_to", 0, 2)])
    here = Reading(units=units, links=[Link("refers_to", 1, 2)])
    assert {Pair(0, 1), Pair(1, 0)} <= set(align(there, here, LAYERS))
    assert match_relations(there, here, Ends.ALIGNED, LAYERS) == [Pair(0, 0)]


def test_the_same_range_goes_before_an_overlap_and_the_same_label_before_another() -> None:
    left = [Unit(0, 10, "PERS")]
    assert match(left, [Unit(0, 9, "PERS"), Unit(0, 10, "ORG")]) == [Pair(0, 1), Pair(None, 0)]
    assert match(left, [Unit(0, 9, "ORG"), Unit(0, 3, "PERS")])[0] == Pair(0, 1)


def test_a_good_match_is_not_given_up_for_two_bad_ones() -> None:
    left = [Unit(2, 20, "PERS"), Unit(19, 40, "ORG")]
    right = [Unit(2, 21, "PERS"), Unit(0, 3, "CLAIM")]
    assert set(match(left, right)) == {Pair(0, 0), Pair(1, None), Pair(None, 1)}


def test_spans_that_only_meet_do_not_touch_and_those_of_no_width_match_only_their_like() -> None:
    assert match([Unit(0, 5, "PERS")], [Unit(5, 9, "PERS")]) == [Pair(0, None), Pair(None, 0)]
    assert match([Unit(5, 5, "PERS")], [Unit(5, 5, "ORG")]) == [Pair(0, 0)]
    assert match([Unit(5, 5, "PERS")], [Unit(0, 9, "PERS")]) == [Pair(None, 0), Pair(0, None)]
    assert match([Unit(0, 9, "PERS")], [Unit(4, 4, "PERS"), Unit(5, 9, "PERS")]) == [
        Pair(0, 1),
        Pair(None, 0),
    ]


def test_spans_of_different_layers_never_match() -> None:
    left, right = Reading(units=[Unit(0, 5, "CLAIM")]), Reading(units=[Unit(0, 5, "PERS")])
    assert align(left, right, LAYERS) == [Pair(0, None), Pair(None, 0)]


def test_a_shift_under_one_long_span_is_matched_without_looking_far() -> None:
    # 2,000 spans in one long span, all moved by one character: each would find its neighbour, and the
    # long spans touch everything.
    left = [Unit(0, 20_000, "CLAIM"), *(Unit(n, n + 8, "PERS") for n in range(0, 20_000, 10))]
    right = [Unit(0, 19_999, "CLAIM"), *(Unit(n + 1, n + 9, "PERS") for n in range(0, 20_000, 10))]
    assert match(left, right) == [Pair(n, n) for n in range(2_001)]


@settings(deadline=None, max_examples=50)
@given(units(), units())
def test_every_span_is_in_one_pair_and_pairs_touch(left: list[Unit], right: list[Unit]) -> None:
    pairs = match(left, right)
    assert sorted(n for n, _ in pairs if n is not None) == list(range(len(left)))
    assert sorted(m for _, m in pairs if m is not None) == list(range(len(right)))
    for n, m in pairs:
        if n is not None and m is not None:
            assert min(left[n].end, right[m].end) > max(left[n].start, right[m].start)


@settings(deadline=None, max_examples=50)
@given(units(), units(), st.randoms(use_true_random=False))
def test_neither_the_side_nor_the_order_changes_what_matches(
    left: list[Unit], right: list[Unit], random: Random
) -> None:
    pairs = _values(left, right, match(left, right))
    turned = match(right, left)
    assert _values(left, right, [Pair(m, n) for n, m in turned]) == pairs
    random.shuffle(left)
    assert _values(left, right, match(left, right)) == pairs


def test_equal_sums_are_broken_alike_from_both_sides_and_in_any_order() -> None:
    # Either way the sum is the same: Dice 1/2 and 2/3, ends 2 and 1 apart.
    left = [Unit(0, 3, "CLAIM"), Unit(1, 3, "CLAIM")]
    right = [Unit(1, 2, "CLAIM"), Unit(2, 3, "CLAIM")]
    expected = {(left[0], right[0]): 1, (left[1], right[1]): 1}
    for ones in permutations(left):
        for others in permutations(right):
            assert _values(ones, others, match(ones, others)) == expected
            turned = [Pair(m, n) for n, m in match(others, ones)]
            assert _values(ones, others, turned) == expected


def _nearness(one: Unit, other: Unit) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    if common <= 0:
        return 0
    dice = 2 * common / (one.end - one.start + other.end - other.start)
    return dice + (one[:2] == other[:2] or one.label == other.label)


@settings(max_examples=60, deadline=None)
@given(units(most=5), units(most=5))
def test_no_other_matching_is_nearer_on_the_whole(left: list[Unit], right: list[Unit]) -> None:
    both = Counter(left) & Counter(right)
    rest_left = list((Counter(left) - both).elements())
    rest_right = list((Counter(right) - both).elements())
    pairs = match(left, right)
    found = sum(
        _nearness(left[n], right[m])
        for n, m in pairs
        if n is not None and m is not None and left[n] != right[m]
    )
    short, long = sorted((rest_left, rest_right), key=len)
    best = max(
        sum(_nearness(one, other) for one, other in zip(short, order, strict=False))
        for order in permutations(long, len(short))
    )
    assert abs(found - best) < 1e-4
    assert sum(n is not None and m is not None and left[n] == right[m] for n, m in pairs) == both.total()


@settings(deadline=None, max_examples=50)
@given(units())
def test_identical_readings_have_no_differences(some: list[Unit]) -> None:
    sheet = Sheet(id="x", length=30, readings={"a": Reading(units=some), "b": Reading(units=some[::-1])})
    assert all(not one.differs for one in compare(sheet, _PAIR, LAYERS))
