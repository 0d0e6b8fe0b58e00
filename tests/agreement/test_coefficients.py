"""The coefficients have the values that were published, and obey the laws that they are defined by."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.agreement import (
    F1,
    Categories,
    Counted,
    Figure,
    Matching,
    Over,
    Reading,
    Reason,
    Sheet,
    SpanF1,
    Undefined,
    Unit,
    Unitizing,
    UnitizingAlpha,
    alpha_u_2004,
    bootstrap,
)
from annotator.agreement.alpha import Level, alpha, coincidences
from annotator.agreement.borders import BorderSimilarity, edits, similarity
from annotator.agreement.figures import Value
from annotator.agreement.gamma import disorder, dissimilarity, gamma
from annotator.agreement.kappa import cohen, fleiss
from annotator.agreement.patterns import Patterns, narrowed
from annotator.agreement.unitizing_2004 import disagreements
from annotator.agreement.units import parts
from tests.agreement.readings import (
    LABELS,
    LAYERS,
    article,
    by_character,
    labels_at,
    sheet,
    sheets,
    shuffled,
    units,
)

_PAIR = ("a", "b")
_FEW = settings(max_examples=25, deadline=None)
Case = Mapping[str, Any]


def _near(value: Value, expected: float | None, case: Case) -> None:
    if expected is None:
        assert isinstance(value, Undefined), case["id"]
    else:
        assert value == pytest.approx(expected, abs=case["tolerance"]), case["id"]


def _items(case: Case) -> Counter[tuple[object, ...]]:
    return Counter(zip(*case["input"]["coders"], strict=True))


def _check_alpha(case: Case) -> None:
    items = _items(case)
    _near(alpha(items, Level(case["metric"].rsplit("_", 1)[1])), case["expected"]["alpha"], case)
    if "Do" in case["expected"]:
        met = coincidences(items)
        n = met.total()
        assert sum(count for (one, other), count in met.items() if one != other) / n == pytest.approx(
            case["expected"]["Do"], abs=case["tolerance"]
        )


def _check_cohen(case: Case) -> None:
    items, expected = _items(case), case["expected"]
    table = {(one, other): count for (one, other), count in items.items()}
    _near(cohen(table), expected["kappa"], case)
    if "alpha" in expected:
        _near(alpha(items), expected["alpha"], case)
    if "pi" in expected:  # Scott's pi is Fleiss' kappa of two readers
        _near(fleiss(table), expected["pi"], case)
    for label, share in expected.get("specific_agreement", {}).items():
        both = sum(count for pair, count in table.items() if pair == (label, label))
        marks = sum(count * pair.count(label) for pair, count in table.items())
        _near(2 * both / marks, share, case)


def _check_fleiss(case: Case) -> None:
    given_ = case["input"]
    items = given_.get("items") or [
        [n for n, count in enumerate(row) for _ in range(count)] for row in given_["counts"]
    ]
    _near(fleiss(items), case["expected"]["kappa"], case)


def _continuum(case: Case) -> Sheet:
    begin = case["input"].get("begin", 0)
    return Sheet(
        id=case["id"],
        length=case["input"]["length"],
        readings={
            reader: Reading(units=[Unit(start - begin, end - begin, label) for start, end, label in some])
            for reader, some in case["input"]["observers"].items()
        },
    )


def _check_unitizing(case: Case) -> None:
    document = _continuum(case)
    found = UnitizingAlpha([document], list(document.readings))
    for kind, name in (
        (Unitizing.U, "u_alpha"),
        (Unitizing.UNIT, "binary_u_alpha"),
        (Unitizing.CODED, "cu_alpha"),
    ):
        _near(found.figure(kind).value, case["expected"][name], case)


def _check_unitizing_2004(case: Case) -> None:
    document = _continuum(case)
    readers = list(document.readings)
    _near(alpha_u_2004([document], readers).value, case["expected"]["alpha_U"], case)
    for label, (observed, expected) in disagreements([document], readers).items():
        published = case["expected"][f"category_{label}"]
        _near(observed, published["Do"], case)
        _near(expected, published["De"], case)
        _near(alpha_u_2004([document], readers, [label]).value, published["alpha"], case)


def _check_f1(case: Case) -> None:
    document = sheet(case["input"]["a"], case["input"]["b"])
    layers = dict.fromkeys(("PER", "ORG", "LOC"), "entities")
    for matching, name in (
        (Matching.EXACT, "exact"),
        (Matching.SPAN, "exact_ignoring_label"),
        (Matching.OVERLAP, "overlap_any"),
        (Matching.CHARACTERS, "char_f1"),
    ):
        _near(SpanF1([document], [_PAIR], matching, layers).figure().value, case["expected"][name], case)


def _check_borders(case: Case) -> None:
    def found(one: Sequence[int], other: Sequence[int]) -> Value:
        return similarity(edits(*({*accumulate(masses[:-1])} for masses in (one, other))))

    if "B" in case["expected"]:
        _near(found(*case["input"]["masses"]), case["expected"]["B"], case)
        return
    more = case["input"]["more"]
    for hypothesis, coder in product(more["hypotheses"], more["coders"]):
        value = found(more["hypotheses"][hypothesis], more["coders"][coder])
        _near(value, case["expected"][f"B({hypothesis},{coder})"], case)


def _check_gamma(case: Case) -> None:
    readers: defaultdict[str, list[Unit]] = defaultdict(list)
    for reader, label, start, end in case["input"]["units"]:
        readers[reader].append(Unit(start, end, label))
    document = Sheet(
        id=case["id"],
        length=max(unit.end for some in readers.values() for unit in some),
        readings={reader: Reading(units=some) for reader, some in readers.items()},
    )
    _near(disorder(list(readers.values())), case["expected"]["best_alignment_disorder"], case)
    value = gamma(document, list(readers)).value
    assert isinstance(value, float)
    if "gamma" in case["expected"]:
        _near(value, case["expected"]["gamma"], case)
    elif "gamma_range" in case["expected"]:
        low, high = case["expected"]["gamma_range"]
        assert low <= value <= high


_CHECKS: Mapping[str, Callable[[Case], None]] = {
    "krippendorff_alpha_nominal": _check_alpha,
    "krippendorff_alpha_ordinal": _check_alpha,
    "krippendorff_alpha_interval": _check_alpha,
    "cohen_kappa": _check_cohen,
    "fleiss_kappa": _check_fleiss,
    "unitizing_alpha_2016_family": _check_unitizing,
    "krippendorff_alpha_u_legacy_1995_2004": _check_unitizing_2004,
    "span_f1_pairwise": _check_f1,
    "boundary_similarity": _check_borders,
    "gamma": _check_gamma,
}


def test_every_worked_example_comes_out_as_published(shared_data: Path) -> None:
    cases = json.loads((shared_data / "agreement_cases.json").read_text(encoding="utf-8"))["cases"]
    assert len(cases) > 20
    for case in cases:
        _CHECKS[case["metric"]](case)


def test_the_article_has_the_known_f1(shared_data: Path) -> None:
    document = article(shared_data)
    exact = SpanF1([document], [_PAIR], Matching.EXACT, LAYERS).figure(_PAIR)
    assert exact.value == 204 / 234
    assert (exact.matched, exact.left, exact.right, exact.n) == (102, 118, 116, 234)
    assert exact.counted is Counted.SPANS
    assert exact.interval is not None
    assert (exact.interval.over, exact.interval.n) == (Over.PARAGRAPHS, 15)
    characters = SpanF1([document], [_PAIR], Matching.CHARACTERS, LAYERS).figure(_PAIR)
    assert characters.left == 2818


def test_f1_by_label_counts_that_label_only_and_by_span_its_layer() -> None:
    document = sheet([(0, 4, "PERS"), (6, 9, "ORG"), (6, 9, "CLAIM")], [(0, 4, "ORG"), (6, 9, "ORG")])
    exact = SpanF1([document], [_PAIR], Matching.EXACT, LAYERS)
    assert exact.figure(labels=["ORG"]).value == 2 / 3
    assert exact.figure(labels=["PERS"]).value == 0
    assert exact.figure(labels=["CUE"]).value == Undefined(Reason.NOTHING)
    span = SpanF1([document], [_PAIR], Matching.SPAN, LAYERS)
    assert span.figure(labels=["PERS", "ORG"]).value == 1
    assert span.figure().value == 0.8


def test_a_span_overlaps_with_one_of_the_other_side_only() -> None:
    document = sheet([(0, 10, "PERS")], [(0, 4, "PERS"), (5, 9, "PERS")])
    figure = SpanF1([document], [_PAIR], Matching.OVERLAP, LAYERS).figure()
    assert (figure.matched, figure.value) == (1, 2 / 3)


def test_without_a_common_document_nothing_is_defined() -> None:
    alone = [
        Sheet(id="1", length=9, readings={"a": Reading(units=[Unit(0, 3, "PERS")])}),
        Sheet(id="2", length=9, readings={"b": Reading(units=[Unit(0, 3, "PERS")])}),
    ]
    none = Undefined(Reason.NO_COMMON_DOCUMENT)
    categories, unitizing = Categories(alone, "ab"), UnitizingAlpha(alone, "ab")
    figures: list[Figure] = [
        *(SpanF1(alone, [_PAIR], matching, LAYERS).figure() for matching in Matching),
        categories.cohen(),
        categories.fleiss(),
        categories.alpha(),
        *(unitizing.figure(kind) for kind in Unitizing),
        alpha_u_2004(alone, "ab"),
    ]
    for figure in figures:
        assert (figure.value, figure.n, figure.documents, figure.interval) == (none, 0, 0, None)


def test_one_category_everywhere_is_no_agreement_but_undefined() -> None:
    for one in ([], [(0, 100, "PERS")]):
        document = sheet(one, one)
        categories, unitizing = Categories([document], "ab"), UnitizingAlpha([document], "ab")
        for figure in (
            categories.cohen(),
            categories.fleiss(),
            categories.alpha(),
            unitizing.figure(Unitizing.U),
            unitizing.figure(Unitizing.UNIT),
        ):
            assert figure.value == Undefined(Reason.NO_VARIATION)
            assert figure.n == 100
            assert figure.interval is None
    empty = sheet([], [])
    assert SpanF1([empty], [_PAIR], Matching.EXACT, LAYERS).figure().value == Undefined(Reason.NOTHING)
    assert UnitizingAlpha([empty], "ab").figure(Unitizing.CODED).value == Undefined(Reason.NOTHING)
    assert alpha_u_2004([empty], "ab").value == Undefined(Reason.NOTHING)


def test_a_reader_who_found_nothing_is_not_one_who_has_not_read() -> None:
    found = Reading(units=[Unit(0, 3, "PERS")])
    read = Sheet(id="1", length=9, readings={"a": found, "b": Reading(units=[])})
    unread = Sheet(id="2", length=9, readings={"a": found})
    figure = SpanF1([read, unread], [_PAIR], Matching.EXACT, LAYERS).figure()
    assert (figure.value, figure.left, figure.right, figure.documents) == (0, 1, 0, 1)
    assert Categories([read, unread], "ab").cohen().n == 9


def test_a_document_that_one_of_three_has_not_read_counts_for_alpha_and_not_for_fleiss() -> None:
    some = [(0, 5, "PERS")]
    whole, part = sheet(some, some, [], length=20), sheet(some, some, length=20)
    part = Sheet(id="y", length=20, readings=part.readings)
    categories = Categories([whole, part], "abc")
    assert (categories.alpha().n, categories.alpha().documents) == (40, 2)
    assert (categories.fleiss().n, categories.fleiss().documents) == (20, 1)
    assert categories.cohen(("a", "b")).documents == 2
    assert categories.cohen(("a", "c")).documents == 1


def test_a_token_has_the_labels_of_all_that_cover_any_of_it() -> None:
    document = Sheet(
        id="x",
        length=12,
        readings={
            "a": Reading(units=[Unit(0, 5, "PERS"), Unit(2, 9, "ORG")]),
            "b": Reading(units=[Unit(0, 3, "PERS"), Unit(4, 9, "ORG")]),
        },
        tokens=[(0, 3), (4, 8), (8, 9), (10, 12)],
    )
    table = Categories([document], "ab", by_token=True).table(_PAIR)
    assert table == {
        ("ORG|PERS", "PERS"): 1,
        ("ORG|PERS", "ORG"): 1,
        ("ORG", "ORG"): 1,
        ("", ""): 1,
    }
    assert Categories([document], "ab", by_token=True).cohen().counted is Counted.TOKENS


def test_a_document_alone_has_the_figure_of_a_corpus_of_itself() -> None:
    one = sheet([(0, 4, "PERS"), (6, 9, "ORG")], [(0, 4, "PERS"), (6, 8, "ORG")], [(0, 3, "ORG")])
    other = Sheet(id="y", length=50, readings=sheet([(1, 9, "ORG")], [(1, 9, "PERS")], []).readings)
    for matching in Matching:
        both, alone = (SpanF1(some, [_PAIR, ("a", "c")], matching, LAYERS) for some in ([one, other], [one]))
        assert both.figure(document="x") == alone.figure(document="x")
        assert both.figure(document="x").value == alone.figure(interval=False).value
    both_, alone_ = Categories([one, other], "abc"), Categories([one], "abc")
    for name in ("cohen", "fleiss", "alpha", "observed"):
        expected = getattr(alone_, name)(interval=False)
        assert getattr(both_, name)(document="x") == expected
    for kind in Unitizing:
        expected = UnitizingAlpha([one], "abc").figure(kind, interval=False)
        assert UnitizingAlpha([one, other], "abc").figure(kind, document="x") == expected


@_FEW
@given(sheets(readers="abc"))
def test_categories_are_what_one_would_count_character_by_character(documents: list[Sheet]) -> None:
    expected = sum((by_character(document, "abc") for document in documents), Counter())
    found = Patterns(documents, "abc").of(documents)
    assert found == expected
    assert narrowed(found, ["ORG"]) == sum(
        (by_character(_only(document, "ORG"), "abc") for document in documents), Counter()
    )


def _only(document: Sheet, label: str) -> Sheet:
    return document.only([label])


@_FEW
@given(sheets())
def test_f1_is_what_one_would_count_character_by_character(documents: list[Sheet]) -> None:
    figure = SpanF1(documents, [_PAIR], Matching.CHARACTERS, LAYERS).figure(interval=False)
    left, right = (
        {
            (document.id, n, label)
            for document in documents
            for n, label in product(range(document.length), LABELS)
            if label in labels_at(document.readings[reader].units, n).split("|")
        }
        for reader in _PAIR
    )
    assert (figure.matched, figure.left, figure.right) == (len(left & right), len(left), len(right))


def _everything(documents: list[Sheet], pair: tuple[str, str]) -> list[Figure]:
    categories, unitizing = Categories(documents, pair), UnitizingAlpha(documents, pair)
    return [
        *(SpanF1(documents, [pair], matching, LAYERS).figure(interval=False) for matching in Matching),
        categories.cohen(interval=False),
        categories.fleiss(interval=False),
        categories.alpha(interval=False),
        *(unitizing.figure(kind, interval=False) for kind in Unitizing),
        alpha_u_2004(documents, pair),
        BorderSimilarity(documents, [pair]).figure(interval=False),
    ]


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, Undefined) or isinstance(other, Undefined):
        return one == other
    return one == pytest.approx(other, abs=1e-12)


@_FEW
@given(sheets(), st.integers())
def test_neither_the_side_nor_the_order_of_spans_or_documents_changes_a_figure(
    documents: list[Sheet], seed: int
) -> None:
    turned = [shuffled(document, seed) for document in reversed(documents)]
    for one, other in zip(_everything(documents, ("a", "b")), _everything(turned, ("b", "a")), strict=True):
        assert _same(one.value, other.value)
        assert one.n == other.n
        if isinstance(one, F1) and isinstance(other, F1):
            assert (one.precision, one.recall) == (other.recall, other.precision)


@_FEW
@given(sheets(), st.permutations(["ORG", "PERS"]))
def test_other_names_for_the_labels_change_no_figure(documents: list[Sheet], names: list[str]) -> None:
    # Labels of one layer may change places; that of the other layer keeps its own.
    renamed = {"CLAIM": "CLAIM", "ORG": names[0], "PERS": names[1]}
    others = [
        Sheet(
            id=document.id,
            length=document.length,
            readings={
                reader: Reading(units=[Unit(start, end, renamed[label]) for start, end, label in one.units])
                for reader, one in document.readings.items()
            },
        )
        for document in documents
    ]
    for one, other in zip(_everything(documents, _PAIR), _everything(others, _PAIR), strict=True):
        assert _same(one.value, other.value)


@_FEW
@given(sheets(readers="a"))
def test_identical_readings_agree_wholly_or_it_is_undefined(documents: list[Sheet]) -> None:
    twice = [
        Sheet(
            id=document.id,
            length=document.length,
            readings={"a": document.readings["a"], "b": document.readings["a"]},
        )
        for document in documents
    ]
    for figure in _everything(twice, _PAIR):
        assert isinstance(figure.value, Undefined) or figure.value == pytest.approx(1)


@settings(max_examples=12, deadline=None)
@given(sheets(readers="abc", complete=False))
def test_every_figure_is_a_number_in_its_range_or_a_reason(documents: list[Sheet]) -> None:
    pairs = list(combinations("abc", 2))
    categories, unitizing = Categories(documents, "abc"), UnitizingAlpha(documents, "abc")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "TIMES", 40)
        kappas = [categories.cohen(), categories.fleiss(), categories.alpha(), unitizing.figure(Unitizing.U)]
        scores = [SpanF1(documents, pairs, matching, LAYERS).figure() for matching in Matching]
    for lowest, figures in ((0, scores), (-1, kappas)):
        for figure in figures:
            assert figure.documents <= len(documents)
            if isinstance(figure.value, Undefined):
                continue
            assert lowest - 1e-9 <= figure.value <= 1 + 1e-9
            if figure.interval is not None:
                assert figure.interval.low <= figure.interval.high


@_FEW
@given(sheets(readers="abc", most=1))
def test_paragraphs_add_up_to_their_document(documents: list[Sheet]) -> None:
    (document,) = documents
    divided = list(parts(document, "abc"))
    assert sum(part.length for part in divided) == document.length
    assert Patterns(divided, "abc").of(divided) == Patterns([document], "abc").of([document])
    for matching in Matching:
        # Two documents are not divided: the second, which nobody marked, adds nothing.
        empty = Sheet(id="empty", length=3, readings=dict.fromkeys("abc", Reading(units=[])))
        whole = SpanF1([document, empty], [_PAIR], matching, LAYERS).figure(interval=False)
        assert SpanF1([document], [_PAIR], matching, LAYERS).figure(interval=False).matched == whole.matched


@settings(max_examples=25, deadline=None)
@given(sheets(readers="abc", apart=True))
def test_alpha_of_units_and_gaps_is_what_comparing_all_with_all_gives(documents: list[Sheet]) -> None:
    """Expected disagreement anew, from each pair of characters of the continuum that can meet."""
    value = UnitizingAlpha(documents, "abc").figure(Unitizing.U, interval=False).value
    observed = meets = differs = 0
    places: list[tuple[str, object]] = []
    for document in documents:
        for reader in "abc":
            some = document.readings[reader].units
            inside = {n: unit for unit in some for n in range(unit.start, unit.end)}
            places += [
                (inside[n].label, (document.id, reader, inside[n])) if n in inside else ("", object())
                for n in range(document.length)
            ]
        for pattern, count in by_character(document, "abc").items():
            observed += count * sum(one != other for one, other in combinations(pattern, 2))
    for (one, unit), (other, another) in product(places, repeat=2):
        meets += unit != another
        differs += one != other
    if not differs:
        assert value == Undefined(Reason.NO_VARIATION)
        return
    compared = 3 * sum(document.length for document in documents)
    assert value == pytest.approx(1 - (observed / compared) / (differs / meets))


def _least(readings: Sequence[Sequence[Unit]]) -> float:
    """Return the least sum of disorders by trying all alignments, one after another."""
    if not any(readings):
        return 0
    first = next(n for n, some in enumerate(readings) if some)
    found = []
    for others in product(*[(None, *some) for some in readings[first + 1 :]]):
        members = (*(None for _ in range(first)), readings[first][0], *others)
        pairs = list(combinations(members, 2))
        cost = sum(1 if one is None or other is None else dissimilarity(one, other) for one, other in pairs)
        left = [list(some) for some in readings]
        for some, one in zip(left, members, strict=True):
            if one is not None:
                some.remove(one)
        found.append(cost / len(pairs) + _least(left))
    return min(found)


@_FEW
@given(
    st.one_of(
        st.lists(units(most=4), min_size=2, max_size=2), st.lists(units(most=2), min_size=3, max_size=3)
    )
)
@example([[Unit(0, 2, "ORG"), Unit(9, 20, "ORG")], [Unit(5, 6, "ORG"), Unit(12, 14, "ORG")]])
@example([[Unit(0, 2, "ORG")], [Unit(4, 6, "ORG")]])
@example([[Unit(0, 2, "ORG")], [Unit(4, 6, "ORG")], [Unit(6, 7, "ORG")]])
def test_no_other_alignment_of_all_readers_has_less_disorder(readings: list[list[Unit]]) -> None:
    count = sum(map(len, readings))
    assert disorder(readings) * count / len(readings) == pytest.approx(_least(readings), abs=1e-6)
    assert disorder([readings[0], readings[0], readings[0]]) == 0


def test_gamma_says_when_it_is_given_up_and_is_undefined_where_nothing_is_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert gamma(sheet([], []), "ab").value == Undefined(Reason.NOTHING)
    assert gamma(sheet([(0, 3, "ORG")]), "ab").value == Undefined(Reason.NO_COMMON_DOCUMENT)
    monkeypatch.setattr("annotator.agreement.gamma.MOST", 3)
    many = [(n, n + 4, "ORG") for n in range(0, 40, 5)]
    assert gamma(sheet(many, many, many), "abc").value == Undefined(Reason.TOO_MUCH)


def test_borders_one_character_apart_count_half_and_each_border_once() -> None:
    assert edits({2, 5}, {2, 4}) == (1, 1, 0)
    assert edits({2, 3}, {4}) == (0, 1, 1)
    document = sheet([(2, 9, "PERS")], [(1, 9, "PERS")])
    figure = BorderSimilarity([document], [_PAIR]).figure()
    assert (figure.value, figure.n, figure.counted) == (0.75, 2, Counted.BORDERS)
    assert BorderSimilarity([sheet([], [])], [_PAIR]).figure().value == Undefined(Reason.NOTHING)


def test_borders_that_meet_between_two_paragraphs_are_one_near_miss() -> None:
    document = sheet([(0, 5, "PERS")], [(6, 9, "PERS")], length=20)
    divided = Sheet(id="x", length=20, readings=document.readings, paragraphs=(0, 6))
    for one in (document, divided):
        assert BorderSimilarity([one], [_PAIR]).figure().value == 0.5 / 3


def test_documents_in_which_nobody_used_a_label_count_as_its_gaps() -> None:
    marked = sheet([(2, 9, "ORG")], [(3, 9, "ORG")], length=20)
    bare = Sheet(id="y", length=30, readings=sheet([], []).readings)
    one, both = alpha_u_2004([marked], "ab"), alpha_u_2004([marked, bare], "ab")
    # More room for units to lie by chance: the same difference says more.
    assert isinstance(one.value, float)
    assert isinstance(both.value, float)
    assert one.value < both.value < 1
    # Wherever else it may lie: gaps of 2, 11, 3, 11 and twice 30 characters hold spans of 7 and of 6.
    room = {7: 5 + 5 + 24 + 24, 6: 6 + 6 + 25 + 25}
    units = sum((2 * n**3 - 3 * n**2 + n) / 3 + n * n * room[n] for n in room)
    expected = 2 / 50 * units / (100 * 99 - 7 * 6 - 6 * 5)
    assert both.value == pytest.approx(1 - (2 * 1 / (2 * 50 * 50)) / expected)
