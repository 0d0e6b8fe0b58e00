"""Libraries that others keep find the same numbers as we do; each test skips where its library is absent."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import Categories, Matching, SpanF1, Undefined, confusion
from annotator.agreement.alpha import Level, alpha
from annotator.agreement.figures import Value
from annotator.agreement.kappa import cohen, fleiss
from tests.agreement.readings import LAYERS, sheet, sheets

_FEW = settings(max_examples=20, deadline=None)
_MISSING = st.none()


def _library(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a library imports is its own business
        return pytest.importorskip(name)


@st.composite
def _ratings(draw: st.DrawFn, readers: int | None = None, *, missing: bool = False) -> list[list[int | None]]:
    """Draw what each reader says of each item."""
    width = readers or draw(st.integers(2, 4))
    values = st.integers(1, 4)
    one = st.one_of(values, _MISSING) if missing else values
    items = draw(st.integers(1, 12))
    return [[draw(one) for _ in range(items)] for _ in range(width)]


def _agrees(value: Value, theirs: float) -> None:
    """Ours is theirs; where theirs is no number (or 1 by decree), ours is undefined."""
    if isinstance(value, Undefined):
        assert math.isnan(theirs) or theirs in {0, 1}
    else:
        assert value == pytest.approx(theirs, abs=1e-9)


@_FEW
@given(_ratings(2))
def test_scikit_learn_has_the_same_kappa(ratings: list[list[int]]) -> None:
    metrics = _library("sklearn.metrics")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = metrics.cohen_kappa_score(*ratings)
    _agrees(cohen(Counter(zip(*ratings, strict=True))), theirs)


@_FEW
@given(sheets(apart=True))
def test_scikit_learn_has_the_same_kappa_over_characters(documents: list[Any]) -> None:
    metrics = _library("sklearn.metrics")
    marks: list[list[str]] = [[], []]
    for document in documents:
        for n, reader in enumerate("ab"):
            here = ["O"] * document.length
            for start, end, label in document.readings[reader].units:
                here[start:end] = [label] * (end - start)
            marks[n] += here
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = metrics.cohen_kappa_score(*marks)
    _agrees(Categories(documents, "ab").cohen(interval=False).value, theirs)


@_FEW
@given(sheets())
def test_scikit_learn_has_the_same_f1_and_the_same_matrix(documents: list[Any]) -> None:
    metrics = _library("sklearn.metrics")
    exact = SpanF1(documents, [("a", "b")], Matching.EXACT, LAYERS).figure(interval=False)
    truth, said = [], []
    for document in documents:
        left, right = (Counter(document.readings[reader].units) for reader in "ab")
        for unit in left | right:
            for n in range(max(left[unit], right[unit])):
                truth.append(n < left[unit])
                said.append(n < right[unit])
    if truth:
        _agrees(exact.value, metrics.f1_score(truth, said, zero_division=0))
    matrix = confusion(documents, ("a", "b"), LAYERS)
    cells = [(cell.left or "-", cell.right or "-") for cell, behind in matrix.items() for _ in behind]
    if cells:
        names = ["-", "CLAIM", "ORG", "PERS"]
        theirs = metrics.confusion_matrix(*zip(*cells, strict=True), labels=names)
        for (left_, right_), count in Counter(cells).items():
            assert theirs[names.index(left_)][names.index(right_)] == count


@_FEW
@given(_ratings())
def test_statsmodels_has_the_same_fleiss_and_cohen(ratings: list[list[int]]) -> None:
    rater = _library("statsmodels.stats.inter_rater")
    items = list(zip(*ratings, strict=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = rater.fleiss_kappa([[item.count(n) for n in range(1, 5)] for item in items])
        _agrees(fleiss(items), float(theirs))
        if len(ratings) == 2:
            table = Counter(items)
            square = [[table[one, other] for other in range(1, 5)] for one in range(1, 5)]
            _agrees(cohen(table), float(rater.cohens_kappa(square).kappa))


@_FEW
@given(_ratings(missing=True), st.sampled_from(Level))
def test_krippendorff_has_the_same_alpha_with_and_without_gaps(
    ratings: list[list[int | None]], level: Level
) -> None:
    theirs = _library("krippendorff")
    items = Counter(zip(*ratings, strict=True))
    ours = alpha(items, level)
    paired = [value for item in items.elements() if _given(item) > 1 for value in item if value is not None]
    if len(set(paired)) < 2:
        assert isinstance(ours, Undefined)
        return
    data = [[math.nan if value is None else float(value) for value in one] for one in ratings]
    _agrees(ours, float(theirs.alpha(reliability_data=data, level_of_measurement=level.value)))


def _given(item: Sequence[object]) -> int:
    return sum(value is not None for value in item)


@_FEW
@given(_ratings())
def test_nltk_has_the_same_alpha_and_the_same_mean_of_kappas(ratings: list[list[int]]) -> None:
    agreement = _library("nltk.metrics.agreement")
    items = Counter(zip(*ratings, strict=True))
    if len({value for one in ratings for value in one}) < 2:
        assert isinstance(alpha(items), Undefined)
        return
    task = agreement.AnnotationTask(
        data=[(str(n), str(m), value) for n, one in enumerate(ratings) for m, value in enumerate(one)]
    )
    _agrees(alpha(items), task.alpha())
    pairs = [cohen(Counter(zip(*pair, strict=True))) for pair in combinations(ratings, 2)]
    numbers = [value for value in pairs if not isinstance(value, Undefined)]
    if len(numbers) == len(pairs):
        assert sum(numbers) / len(numbers) == pytest.approx(task.kappa(), abs=1e-9)
    # Its multi_kappa is Davies & Fleiss', with chances of each reader: not ours. Its pi is Fleiss' kappa.
    _agrees(fleiss(list(items.elements())), task.pi())


def test_where_others_say_one_or_nothing_we_say_undefined() -> None:
    document = sheet([], [])
    assert isinstance(Categories([document], "ab").cohen().value, Undefined)
    metrics = _library("sklearn.metrics")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert math.isnan(metrics.cohen_kappa_score(["O"] * 9, ["O"] * 9))
