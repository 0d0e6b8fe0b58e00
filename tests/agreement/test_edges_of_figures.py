"""Figures where there is next to nothing to compare, or a great deal in one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from annotator.agreement import (
    AnswerAgreement,
    Categories,
    Ends,
    Matching,
    Over,
    Reading,
    Reason,
    RelationF1,
    Sheet,
    SpanF1,
    Undefined,
    Unit,
    Unitizing,
    UnitizingAlpha,
    bootstrap,
)
from annotator.agreement.alpha import Level, alpha
from annotator.agreement.comparing import compare
from annotator.agreement.kappa import fleiss
from annotator.agreement.unitizing_2004 import alpha_u_2004
from tests.agreement.readings import LAYERS, sheet

_PAIR = ("a", "b")


def _long(paragraphs: int, again: int) -> Sheet:
    """Return one document of many paragraphs; of so many in a row, "b" lacks the latter half."""
    units = [Unit(at * 10, at * 10 + 5, "PERS") for at in range(paragraphs)]
    return Sheet(
        id="long",
        length=paragraphs * 10,
        readings={
            "a": Reading(units=units),
            "b": Reading(units=[unit for unit in units if unit.start // 10 % again < again // 2]),
        },
        paragraphs=range(0, paragraphs * 10, 10),
    )


@pytest.mark.parametrize("level", Level)
def test_alpha_of_values_that_meet_no_other_or_no_different_one_is_undefined(level: Level) -> None:
    assert alpha({(1, None): 3, (None, 2): 4}, level) == Undefined(Reason.NOTHING)
    assert alpha({(1, 1): 5, (1, None): 1}, level) == Undefined(Reason.NO_VARIATION)


def test_documents_without_a_letter_have_no_coefficient() -> None:
    empty = sheet([], [], length=0)
    assert alpha_u_2004([empty], "ab").value == Undefined(Reason.NOTHING)


def test_a_span_of_no_width_is_no_unit_of_a_continuum() -> None:
    spans = [(0, 5, "ORG"), (20, 24, "ORG")]
    bare = alpha_u_2004([sheet(spans, spans[:1])], "ab")
    assert alpha_u_2004([sheet([*spans, (9, 9, "ORG")], spans[:1])], "ab") == bare


def test_fleiss_is_asked_of_as_many_readers_of_each_item() -> None:
    with pytest.raises(ValueError, match=r"\[2, 3\]"):
        fleiss([("x", "y"), ("x", "y", "y")])
    with pytest.raises(ValueError, match=r"\[1\]"):
        fleiss([("x",)])


def test_who_has_not_read_a_document_differs_in_nothing_there() -> None:
    alone = sheet([(0, 5, "ORG")])
    assert compare(alone, _PAIR, LAYERS) == []
    assert RelationF1([alone], [_PAIR], Ends.EXACT, LAYERS).behind(alone, _PAIR) == []
    figure = AnswerAgreement([alone], [_PAIR], LAYERS).kappa("certainty")
    assert (figure.value, figure.n, figure.documents) == (Undefined(Reason.NO_COMMON_DOCUMENT), 0, 0)


def test_more_paragraphs_than_are_drawn_vary_as_all_of_them_do(monkeypatch: pytest.MonkeyPatch) -> None:
    document = _long(600, again=200)  # with a rhythm that dealing in order would take for a likeness
    monkeypatch.setattr(bootstrap, "BLOCKS", 1000)
    whole = SpanF1([document], [_PAIR], Matching.EXACT, LAYERS).figure()
    monkeypatch.setattr(bootstrap, "BLOCKS", 200)
    dealt = SpanF1([document], [_PAIR], Matching.EXACT, LAYERS).figure()
    assert dealt.value == whole.value
    assert whole.interval is not None
    assert dealt.interval is not None
    assert (dealt.interval.over, dealt.interval.n) == (Over.PARAGRAPHS, 600)
    assert isinstance(dealt.value, float)
    assert dealt.interval.low < dealt.value < dealt.interval.high
    wide = whole.interval.high - whole.interval.low
    assert dealt.interval.high - dealt.interval.low == pytest.approx(wide, rel=0.25)


def _answered(*readers: Sequence[str]) -> Sheet:
    """Return a document with a claim in each of its paragraphs, about which each reader has answered."""
    units = [Unit(at * 10, at * 10 + 5, "CLAIM") for at in range(len(readers[0]))]
    return Sheet(
        id="x",
        length=10 * len(units),
        readings={
            name: Reading(units=units, answers=[{"certainty": one} for one in answers])
            for name, answers in zip("abc", readers, strict=False)
        },
        paragraphs=range(0, 10 * len(units), 10),
    )


def test_answers_in_one_document_vary_with_its_paragraphs() -> None:
    document = _answered(["yes", "no"] * 10, ["yes", "no", "yes", "yes"] * 5)
    figure = AnswerAgreement([document], [_PAIR], LAYERS).kappa("certainty")
    assert (figure.value, figure.n) == (0.5, 20)
    assert figure.interval is not None
    assert (figure.interval.over, figure.interval.n) == (Over.PARAGRAPHS, 20)
    assert figure.interval.low < 0.5 < figure.interval.high


def test_of_three_readers_the_answers_of_a_pair_are_those_of_no_other() -> None:
    document = _answered(["yes", "no"], ["yes", "no"], ["no", "yes"])
    pairs = [_PAIR, ("a", "c"), ("b", "c")]
    found = AnswerAgreement([document], pairs, LAYERS)
    assert [found.agreement("certainty", pair).value for pair in pairs] == [1, 0, 0]
    assert found.agreement("certainty").value == pytest.approx(1 / 3)


def test_another_seed_draws_other_resamples_of_every_kind_of_figure() -> None:
    spans = [(at * 10, at * 10 + 5, "PERS") for at in range(12)]
    documents = [
        replace(sheet(spans, spans[: 4 + n % 8], length=120), id=str(n), paragraphs=()) for n in range(9)
    ]
    for kind in (Categories, UnitizingAlpha):
        drawn = [
            made.cohen().interval if isinstance(made, Categories) else made.figure(Unitizing.U).interval
            for made in (kind(documents, "ab", seed=seed) for seed in (1, 1, 2))
        ]
        assert drawn[0] == drawn[1] != drawn[2]
