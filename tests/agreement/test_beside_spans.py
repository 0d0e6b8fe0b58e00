"""Relations, attributes, AttImam's figures and intervals: what stands beside the figures of spans."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import (
    AnswerAgreement,
    Categories,
    Counted,
    Ends,
    Interval,
    Link,
    Matching,
    Over,
    Pair,
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
    match_relations,
)
from annotator.agreement.attimam import attimam
from annotator.agreement.bootstrap import Sample, Tallies, percentile
from annotator.agreement.figures import Value, ratio
from annotator.agreement.units import cuts
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Document,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    digest,
)
from annotator.model.scheme_json import default_scheme
from tests.agreement.readings import LAYERS, article, sheet

_PAIR = ("a", "b")
_LAYERS = {label.code: label.layer for label in default_scheme().labels}


def _linked(units: Sequence[tuple[int, int, str]], *links: tuple[str, int, int]) -> Reading:
    return Reading(units=[Unit(*one) for one in units], links=[Link(*one) for one in links])


def test_the_relations_that_the_second_reader_lacks_are_found(shared_data: Path) -> None:
    document = article(shared_data)
    edits = json.loads((shared_data / "reader-2_edits.json").read_text(encoding="utf-8"))
    cut = {edit["relation"]["id"] for edit in edits if edit["kind"] == "relation_missing"}
    left = document.readings["a"]
    aligned = RelationF1([document], [_PAIR], Ends.ALIGNED, _LAYERS)
    gone = {edit["gold"] for edit in edits if edit["kind"] == "missing"}
    lacking = {
        left.link_ids[one.left]
        for one in aligned.behind(document, _PAIR)
        if one.right is None and one.left is not None
    }
    ends = {
        one: {left.ids[left.links[n].source], left.ids[left.links[n].target]}
        for n, one in enumerate(left.link_ids)
    }
    assert lacking == cut | {one for one, both in ends.items() if both & gone}
    figure = aligned.figure(_PAIR)
    assert figure.counted is Counted.RELATIONS
    assert (figure.matched, figure.left, figure.right) == (71, 74, 71)
    exact = RelationF1([document], [_PAIR], Ends.EXACT, _LAYERS).figure(_PAIR)
    assert exact.matched < figure.matched
    assert exact.interval is not None
    assert exact.interval.over is Over.PARAGRAPHS


def test_ends_are_exact_or_aligned_and_symmetric_types_have_no_direction() -> None:
    units = [(0, 5, "PERS"), (10, 15, "PERS")]
    left = _linked(units, ("coref", 0, 1), ("coref", 0, 1))
    moved = _linked([(0, 4, "PERS"), (10, 15, "PERS")], ("coref", 1, 0))
    assert match_relations(left, moved, Ends.ALIGNED, LAYERS) == [Pair(0, None), Pair(1, None), Pair(None, 0)]
    turned = match_relations(left, moved, Ends.ALIGNED, LAYERS, {"coref"})
    assert turned == [Pair(0, 0), Pair(1, None)]
    assert Pair(0, 0) not in match_relations(left, moved, Ends.EXACT, LAYERS, {"coref"})
    other = _linked(units, ("cue", 0, 1))
    assert match_relations(left, other, Ends.EXACT, LAYERS) == [Pair(0, None), Pair(1, None), Pair(None, 0)]
    assert match_relations(left, left, Ends.EXACT, LAYERS) == [Pair(0, 0), Pair(1, 1)]


def test_relations_by_type_and_without_any_are_counted_or_undefined() -> None:
    units = [(0, 5, "PERS"), (10, 15, "PERS")]
    document = Sheet(
        id="x",
        length=20,
        readings={
            "a": _linked(units, ("cue", 0, 1), ("coref", 0, 1)),
            "b": _linked(units, ("cue", 0, 1)),
        },
    )
    relations = RelationF1([document], [_PAIR], Ends.EXACT, LAYERS)
    assert relations.names() == ["coref", "cue"]
    assert relations.figure(types=["cue"]).value == 1
    assert relations.figure(types=["coref"]).value == 0
    assert relations.figure(types=["supports"]).value == Undefined(Reason.NOTHING)
    assert RelationF1([], [_PAIR], Ends.EXACT, LAYERS).figure().value == Undefined(Reason.NO_COMMON_DOCUMENT)


def test_a_relation_is_resampled_with_the_paragraph_of_its_source() -> None:
    units = [(0, 3, "PERS"), (12, 15, "PERS")]
    document = Sheet(
        id="x",
        length=20,
        readings={"a": _linked(units, ("cue", 0, 1), ("cue", 1, 0)), "b": _linked(units, ("cue", 0, 1))},
        paragraphs=(0, 10),
    )
    figure = RelationF1([document], [_PAIR], Ends.EXACT, LAYERS).figure()
    # One paragraph has its relation twice, the other once: alone they would be at 1 and at 0.
    assert figure.value == 2 / 3
    assert figure.interval == Interval(low=0, high=1, over=Over.PARAGRAPHS, n=2)


def test_the_answers_that_differ_are_found_with_their_kappa(shared_data: Path) -> None:
    document = article(shared_data)
    edits = json.loads((shared_data / "reader-2_edits.json").read_text(encoding="utf-8"))
    answers = AnswerAgreement([document], [_PAIR], _LAYERS)
    behind = answers.behind("certainty", _PAIR)
    ids = document.readings["a"].ids
    differing = {
        (ids[one.left], left, right)
        for (left, right), pairs in behind.items()
        for one in pairs
        if left != right and one.left is not None
    }
    assert differing == {
        (edit["gold"], edit["old"], edit["new"]) for edit in edits if edit["kind"] == "attribute"
    }
    agreement = answers.agreement("certainty", _PAIR)
    assert (agreement.value, agreement.n, agreement.counted) == (21 / 25, 25, Counted.ANSWERS)
    assert answers.kappa("certainty", _PAIR).value == pytest.approx(0.6183206)
    assert answers.kappa("certainty", _PAIR, ["QUOTE"]).value == Undefined(Reason.NOTHING)


def test_an_answer_of_one_reader_only_is_a_disagreement_and_of_none_no_item() -> None:
    units = [Unit(0, 5, "PERS"), Unit(6, 9, "PERS"), Unit(10, 12, "ORG")]
    document = Sheet(
        id="x",
        length=20,
        readings={
            "a": Reading(units=units, answers=[{"kind": "media"}, {}, {"kind": "media"}]),
            "b": Reading(
                units=[*units[:2], Unit(10, 12, "PERS")], answers=[{}, {"kind": ""}, {"kind": "media"}]
            ),
        },
    )
    figure = AnswerAgreement([document], [_PAIR], LAYERS).agreement("kind")
    assert (figure.value, figure.n) == (0, 1)


def test_attimam_reports_five_figures_of_each_element_and_the_features(shared_data: Path) -> None:
    report = attimam([article(shared_data)], _PAIR)
    rows = {row.element: row for row in report.elements}
    assert list(rows) == ["cue", "source", "content"]
    cue, content = rows["cue"], rows["content"]
    for figure in (cue.exact, cue.accuracy, cue.f1, cue.kappa, cue.agr):
        assert figure.value == 1
    # 28 of 30 claims and quotations were found by both, four with another end; the second added none.
    assert (content.exact.value, content.exact.n) == (24 / 28, 28)
    assert (content.left_to_right.value, content.right_to_left.value) == (28 / 30, 1)
    assert content.agr.value == (28 / 30 + 1) / 2
    assert content.f1.value == 56 / 58
    certainty = next(row for row in report.features if row.attribute == "certainty")
    assert (certainty.label, certainty.accuracy.value) == ("CLAIM", 21 / 25)
    assert content.exact.interval is not None
    nobody = attimam([], _PAIR).elements[0]
    assert nobody.exact.value == nobody.agr.value == Undefined(Reason.NO_COMMON_DOCUMENT)


def test_agr_counts_a_span_that_two_of_the_other_side_overlap_once() -> None:
    document = sheet([(0, 20, "CLAIM")], [(0, 8, "CLAIM"), (10, 18, "QUOTE"), (30, 35, "CLAIM")])
    (content,) = attimam([document], _PAIR, {"content": ("CLAIM", "QUOTE")}).elements
    assert (content.left_to_right.value, content.right_to_left.value) == (1, 2 / 3)
    assert content.f1.value == 2 / 4


def _corpus(count: int, seed: int = 1) -> list[Sheet]:
    random = Random(seed)  # noqa: S311 - a made-up corpus
    found = []
    for n in range(count):
        units = [Unit(at, at + 5, random.choice(("PERS", "ORG"))) for at in range(0, 60, 10)]
        other = [unit for unit in units if random.random() < 0.7]
        found.append(
            Sheet(id=str(n), length=60, readings={"a": Reading(units=units), "b": Reading(units=other)})
        )
    return found


def test_an_interval_is_the_same_each_time_and_another_with_another_seed() -> None:
    documents = _corpus(12)

    def interval(seed: int) -> Interval | None:
        return SpanF1(documents, [_PAIR], Matching.EXACT, LAYERS, seed=seed).figure().interval

    assert interval(1) == interval(1)
    assert interval(1) != interval(2)
    figure = SpanF1(documents, [_PAIR], Matching.EXACT, LAYERS).figure()
    assert figure.interval is not None
    assert (figure.interval.over, figure.interval.n, figure.interval.share) == (Over.DOCUMENTS, 12, 0.95)
    assert isinstance(figure.value, float)
    assert figure.interval.low < figure.value < figure.interval.high


def test_an_interval_is_that_of_resampling_the_documents_themselves() -> None:
    documents = _corpus(9)
    categories = Categories(documents, "ab")
    figure = categories.cohen()
    random = Random(bootstrap.SEED)  # noqa: S311 - the draws to be repeated
    values = []
    for _ in range(bootstrap.TIMES):
        drawn = random.choices(documents, k=9)
        again = [Sheet(id=str(n), length=one.length, readings=one.readings) for n, one in enumerate(drawn)]
        values.append(Categories(again, "ab").cohen(interval=False).value)
    numbers = sorted(value for value in values if isinstance(value, float))
    assert figure.interval is not None
    assert figure.interval.low == pytest.approx(percentile(numbers, 0.025))
    assert figure.interval.high == pytest.approx(percentile(numbers, 0.975))


def test_blocks_of_documents_vary_as_documents_do(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = _corpus(600)
    whole = SpanF1(documents, [_PAIR], Matching.EXACT, LAYERS).figure()
    monkeypatch.setattr(bootstrap, "BLOCKS", 200)
    dealt = SpanF1(documents, [_PAIR], Matching.EXACT, LAYERS).figure()
    assert dealt.value == whole.value
    assert whole.interval is not None
    assert dealt.interval is not None
    assert dealt.interval.n == 600
    wide = whole.interval.high - whole.interval.low
    assert dealt.interval.high - dealt.interval.low == pytest.approx(wide, rel=0.25)


def test_one_paragraph_or_a_figure_that_mostly_fails_has_no_interval() -> None:
    assert SpanF1([sheet([(0, 3, "ORG")], [])], [_PAIR], Matching.EXACT, LAYERS).figure().interval is None
    one = Sample(groups=(), over=Over.DOCUMENTS, n=2)

    def value(counts: Mapping[str, int]) -> Value:
        return ratio(counts.get("both", 0), counts.get("all", 0))

    rare = Tallies([{"all": 1, "both": 1}, *({"all": 0} for _ in range(9))], one)
    assert rare.interval(value) is not None  # two of three resamples hold the document
    rarer = Tallies([{"all": 1, "both": 1}, {"all": 0}, {"all": 0}], one)
    assert rarer.interval(value) == Interval(low=1, high=1, over=Over.DOCUMENTS, n=2)
    never = Tallies([{"all": 0}, {"all": 0}], one)
    assert never.interval(value) is None


def test_paragraphs_that_a_span_runs_across_stay_together() -> None:
    document = Sheet(
        id="x",
        length=40,
        readings={"a": Reading(units=[Unit(8, 12, "ORG")]), "b": Reading(units=[Unit(20, 30, "ORG")])},
        paragraphs=(0, 10, 20, 30),
    )
    assert cuts(document, "ab") == [0, 20, 30]
    assert cuts(document, "b") == [0, 10, 20, 30]


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=30), st.integers(1, 19))
def test_percentiles_are_those_of_the_standard_library(values: list[float], twentieth: int) -> None:
    expected = statistics.quantiles(values, n=20, method="inclusive")[twentieth - 1]
    assert percentile(sorted(values), twentieth / 20) == pytest.approx(expected, abs=1e-12)


def test_a_reading_of_the_project_keeps_its_ids_answers_and_relations() -> None:
    text = "قال سليم إن الجسر مغلق.\nثم عاد."
    spans = {
        "s2": _annotation("s2", "PERS", 4, 8, text),
        "s1": _annotation("s1", "CUE", 0, 3, text, stance="neutral"),
    }
    reading = AnnotationSet(
        id="set",
        document_id="d",
        owner=Owner.ANNOTATOR,
        annotator=None,
        spans=spans,
        relations={"r": Relation(id="r", type="introduces", source="s1", target="s2")},
    )
    document = Document(id="d", title="خبر", text=text, sha256=digest(text), metadata={})
    made = Sheet.of(AnnotatedDocument(document=document, sets=(reading,)), {"set": "a"})
    assert made == Sheet(
        id="d",
        length=len(text),
        readings={
            "a": Reading(
                units=[Unit(0, 3, "CUE"), Unit(4, 8, "PERS")],
                ids=["s1", "s2"],
                answers=[{"stance": "neutral"}, {}],
                links=[Link("introduces", 0, 1)],
                link_ids=["r"],
            )
        },
        paragraphs=[0, text.index("ثم")],
    )
    only = made.only(["PERS"]).readings["a"]
    assert (only.units, only.ids, only.links) == ([Unit(4, 8, "PERS")], ["s2"], [])


def _annotation(span_id: str, label: str, start: int, end: int, text: str, **answers: str) -> SpanAnnotation:
    return SpanAnnotation(
        id=span_id, label=label, span=Span(start, end), quote=text[start:end], attributes=answers
    )


def test_the_mean_of_pairs_leaves_out_those_that_are_undefined() -> None:
    document = sheet([(0, 4, "ORG")], [(0, 4, "ORG")], [])
    pairs = [("a", "b"), ("a", "c"), ("b", "c")]
    figure = SpanF1([document], pairs, Matching.EXACT, LAYERS).figure()
    assert (figure.value, figure.matched, figure.n) == (1 / 3, 1, 4)
    apart = Sheet(id="y", length=9, readings={"d": Reading(units=[Unit(0, 4, "ORG")])})
    with_d = SpanF1([document, apart], [("a", "b"), ("a", "d")], Matching.EXACT, LAYERS)
    assert with_d.figure().value == 1
    assert with_d.figure(("a", "d")).value == Undefined(Reason.NO_COMMON_DOCUMENT)


def test_labels_asked_of_the_unitizing_alphas_are_the_only_units() -> None:
    one = sheet([(0, 4, "ORG"), (10, 20, "PERS")], [(0, 4, "ORG"), (30, 40, "PERS")])
    only = UnitizingAlpha([one], "ab", ["ORG"]).figure(Unitizing.U)
    assert only.value == 1
    assert UnitizingAlpha([one.only(["ORG"])], "ab").figure(Unitizing.U) == only
    assert Counter(one.only(["ORG"]).readings["a"].units) == {Unit(0, 4, "ORG"): 1}
