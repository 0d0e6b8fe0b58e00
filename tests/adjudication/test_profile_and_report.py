"""What one reader gets wrong, and the report of how all disputes were settled."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.adjudication.deciding import AcceptAgreements
from annotator.adjudication.profile import Kind, Profile, Tendency, profile
from annotator.adjudication.queue import Standing
from annotator.adjudication.report import Report, report
from annotator.editing.change import DecisionChange, SetChange
from annotator.model import AnnotationSet, Dispute, Owner, Relation, Span, State, Verdict
from tests.adjudication.readings import Desk, document, parsed, reading, span

_TEXT = "قال الوزير سامي نور إن روسيا بعيدة، ونفى الوزير ذلك"
_PEOPLE = {"a": "أمل", "b": "باسم", "c": "جنى", "0": "حكم"}


def _at(words: str, label: str, key: str, **answers: str) -> Any:
    start = _TEXT.index(words)
    return span(_TEXT, key, label, start, start + len(words), **answers)


_SHORT, _LONG = _at("سامي نور", "PERS", "p"), _at("الوزير سامي نور", "PERS", "p")
_SOURCE, _CLAIM = _at("الوزير سامي نور", "SOURCE", "s"), _at("روسيا بعيدة", "CLAIM", "c")
_SAYS = Relation(id="r", type="attribution", source="s", target="c")


def _desk(*sets: AnnotationSet) -> Desk:
    return Desk(document(_TEXT), *sets)


def _profile(desk: Desk, reader: str) -> Profile:
    return profile(reader, [(desk.document("d"), desk.sets(), desk.decisions())], desk.scheme)


def _report(desk: Desk) -> Report:
    return report([(desk.document("d"), desk.sets(), desk.decisions())], desk.scheme, _PEOPLE)


def _article(shared_data: Path) -> Desk:
    text, first = parsed(shared_data / "gold.jsonl", "A")
    _, second = parsed(shared_data / "reader-2.jsonl", "B")
    desk = Desk(text, first, second)
    desk.perform(AcceptAgreements(document_id="d"))
    for position in desk.positions:
        if not position.settled:
            desk.take_one(position, "A")
    return desk


def test_the_profile_of_the_second_reader_is_the_known_edits(shared_data: Path) -> None:
    desk = _article(shared_data)
    found = _profile(desk, "b")
    edits: Sequence[dict[str, Any]] = json.loads((shared_data / "reader-2_edits.json").read_text("utf-8"))
    known = Counter(edit["kind"] for edit in edits)
    assert found.kinds(relation=False) == {
        Kind.RIGHT: 118 - 6 - 5 - 5 - 4,
        Kind.BOUNDARY: known["boundary"],
        Kind.LABEL: known["label"],
        Kind.ATTRIBUTE: known["attribute"],
        Kind.MISSED: known["missing"],
        Kind.EXTRA: known["extra"],
    }
    assert found.kinds(relation=True)[Kind.MISSED] == known["relation_missing"]
    assert found.kinds(relation=True)[Kind.RIGHT] == 71
    assert found.confusions() == Counter(
        (edit["old"], edit["new"]) for edit in edits if edit["kind"] == "label"
    )
    assert found.tendencies() == {Tendency.TOO_LONG: 0, Tendency.TOO_SHORT: 5, Tendency.SHIFTED: 0}
    assert sorted(one.characters for one in found.of(Kind.BOUNDARY)) == sorted(
        edit["new_end"] - edit["old_end"] for edit in edits if edit["kind"] == "boundary"
    )
    assert found.answers() == {"certainty": 4}
    assert found.labels()["NORP"][Kind.EXTRA] == 4
    assert {one.gold_id for one in found.of(Kind.MISSED, relation=False)} <= desk.gold.spans.keys()
    assert {one.read_id for one in found.of(Kind.EXTRA)} == {"2x1", "2x2", "2x3", "2x4"}
    perfect = _profile(desk, "a")
    assert perfect.kinds() == {**dict.fromkeys(Kind, 0), Kind.RIGHT: 118 + 74}


def test_edges_are_too_long_too_short_or_shifted() -> None:
    shifted = _at("نور إن", "PERS", "p")
    desk = _desk(reading("A", [_SHORT]), reading("B", [_LONG]), reading("C", [shifted]))
    desk.take("A")
    for reader, tendency, characters in (("b", Tendency.TOO_LONG, 7), ("c", Tendency.SHIFTED, -2)):
        (one,) = _profile(desk, reader).of(tendency=tendency)
        assert (one.kind, one.characters, one.place) == (Kind.BOUNDARY, characters, _SHORT.span)
    desk.take("B")
    assert _profile(desk, "a").tendencies()[Tendency.TOO_SHORT] == 1


def test_only_what_is_settled_and_has_been_read_counts() -> None:
    desk = _desk(reading("A", [_SHORT, _CLAIM]), reading("B", [_LONG]), reading("C", state=State.IN_PROGRESS))
    assert _profile(desk, "a") == Profile(comparisons=(), open=2)
    name, claim = desk.positions
    desk.take_one(claim, "A")
    assert _profile(desk, "a").kinds()[Kind.RIGHT] == 1
    assert _profile(desk, "a").open == 1
    assert [one.kind for one in _profile(desk, "b").comparisons] == [Kind.MISSED]
    assert _profile(desk, "c").comparisons == ()
    desk.decide(name.key, Verdict.NOTHING)
    assert [one.kind for one in _profile(desk, "b").comparisons] == [Kind.EXTRA, Kind.MISSED]


def test_what_gold_has_and_no_reader_is_missed_by_all_who_have_finished() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", state=State.IN_PROGRESS))
    desk.follow(SetChange(before=None, after=reading("G", [replace(_CLAIM, id="g")], owner=Owner.GOLD)))
    assert [one.gold_id for one in _profile(desk, "a").of(Kind.MISSED)] == ["g"]
    assert _profile(desk, "b").comparisons == ()


def test_a_relation_that_waits_for_its_ends_is_nobody_s_fault_and_a_turned_one_is_wrong() -> None:
    spans = [_at("روسيا بعيدة", "CLAIM", "1"), _at("الوزير ذلك", "CLAIM", "2")]
    one = Relation(id="r", type="supports", source="1", target="2")
    other = replace(one, source="2", target="1")
    desk = _desk(reading("A", spans, [one]), reading("B", spans, [other]))
    (relation,) = (p for p in desk.positions if p.is_relation)
    desk.take_one(relation, "A")
    assert _profile(desk, "b").comparisons == ()
    desk.perform(AcceptAgreements(document_id="d"))
    assert [one.kind for one in _profile(desk, "a").of(relation=True)] == [Kind.RIGHT]
    assert [one.kind for one in _profile(desk, "b").of(relation=True)] == [Kind.LABEL]


def test_the_report_says_of_every_dispute_how_it_was_settled(shared_data: Path) -> None:
    desk = _article(shared_data)
    found = _report(desk)
    assert len(found.cases) == 27
    assert found.agreements == (169, 169)
    assert found.open == ()
    assert found.by_dispute() == {
        Dispute.BOUNDARY: (5, 5),
        Dispute.LABEL: (5, 5),
        Dispute.ATTRIBUTE: (4, 4),
        Dispute.RELATION: (3, 3),
        Dispute.SINGLE: (10, 10),
    }
    assert found.by_verdict() == {Verdict.READING: 23, Verdict.NOTHING: 4}
    assert found.by_reader() == {"a": (27, 27), "b": (27, 0)}
    relation = next(one for one in found.cases if one.relation)
    (made,) = relation.gold
    assert relation.words == f"{made.words} … {made.target}"
    assert (made.code, made.words) == ("attribution", "زمان التركية")
    assert [voice.taken for voice in relation.voices] == [True, False]


def test_the_report_names_reasons_gaps_and_what_is_open() -> None:
    desk = _desk(
        reading("A", [_SHORT, _SOURCE, _CLAIM], [_SAYS]),
        reading("B", [_LONG, _SOURCE]),
        reading("C", [_LONG, _SOURCE], state=State.IN_PROGRESS),
    )
    name = next(one for one in desk.positions if one.dispute is Dispute.BOUNDARY)
    desk.decide(name.key, Verdict.READING, 0, reason="اللقب من الاسم", gap=True)
    found = _report(desk)
    (case,) = found.gaps
    assert (case.words, case.code, case.standing) == ("الوزير سامي نور", "PERS", Standing.SETTLED)
    assert [(voice.readers, voice.taken) for voice in case.voices] == [(("b", "c"), True), (("a",), False)]
    assert [one.words for one in case.gold] == ["الوزير سامي نور"]
    assert case.decision is not None
    assert (case.decision.by, found.people[case.decision.by]) == ("0", "حكم")
    assert found.by_reason() == {"اللقب من الاسم": 1}
    assert [(one.code, one.missing) for one in found.open] == [("CLAIM", ("c",)), ("attribution", ("c",))]
    assert found.agreements == (1, 0)


def test_a_dispute_that_readers_have_since_ended_is_still_reported() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_LONG]), reading("C", [_CLAIM]))
    desk.take("A")
    claim = next(one for one in desk.positions if one.layer == "claims")
    desk.decide(claim.key, Verdict.NOTHING)
    desk.change("B", _LONG, _SHORT)
    desk.change("C", _CLAIM, replace(_SHORT, id="z"))
    desk.change("C", replace(_SHORT, id="z"), replace(_SHORT, id="y"))
    found = _report(desk)
    assert [(one.dispute, one.words, one.place) for one in found.cases] == [
        (Dispute.BOUNDARY, "سامي نور", _SHORT.span),
        (Dispute.SINGLE, "روسيا بعيدة", None),
    ]
    assert found.agreements == (0, 0)


def test_an_agreement_that_was_decided_otherwise_is_a_case() -> None:
    desk = _desk(reading("A", [_SHORT]), reading("B", [_SHORT]))
    desk.perform(AcceptAgreements(document_id="d"))
    assert _report(desk).agreements == (1, 1)
    desk.decide(desk.positions[0].key, Verdict.OWN, own=(("PERS", Span(4, 19), {}),))
    (case,) = _report(desk).cases
    assert (case.dispute, [one.words for one in case.gold]) == (Dispute.AGREE, ["الوزير سامي نور"])
    assert _report(desk).agreements == (0, 0)


def test_gold_that_came_without_its_readers_is_settled_as_it_was() -> None:
    spans = [_SOURCE, _CLAIM]
    there = _desk(reading("A", [*spans, _SHORT], [_SAYS]), reading("B", [*spans, _LONG], [_SAYS]))
    there.perform(AcceptAgreements(document_id="d"))
    there.take("A")
    readers = [one for one in there.sets() if one.owner is Owner.ANNOTATOR]
    for come in ([], readers[:1], readers[1:], readers):
        here = _desk(there.gold, *come)
        here.follow(*(DecisionChange(before=None, after=one) for one in there.decisions()))
        found = _report(here)
        assert found.open == ()
        assert [one.dispute for one in found.cases] == [Dispute.BOUNDARY]
        assert found.agreements == (3, 3)
