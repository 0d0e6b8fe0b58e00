"""A relation that no reader has: the adjudicator joins other spans of gold, or by another type."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.adjudication.deciding import AcceptAgreements
from annotator.adjudication.positions import Position
from annotator.adjudication.profile import Kind, profile
from annotator.adjudication.resolving import OwnRelation
from annotator.errors import RuleError
from annotator.model import Relation, Verdict
from tests.adjudication.readings import Desk, document, reading, span

_TEXT = "قال الوزير سامي نور إن روسيا بعيدة، ونفى المتحدث ذلك"


def _at(words: str, label: str, key: str) -> Any:
    start = _TEXT.index(words)
    return span(_TEXT, key, label, start, start + len(words))


_SPANS = [
    _at("الوزير سامي نور", "SOURCE", "s"),
    _at("المتحدث", "SOURCE", "t"),
    _at("روسيا بعيدة", "CLAIM", "c"),
    _at("ذلك", "CLAIM", "d"),
    _at("قال", "CUE", "q"),
]
_SAYS = Relation(id="r", type="attribution", source="s", target="c")


@pytest.fixture
def desk() -> Desk:
    """Return a desk where all agree but about one relation, and gold has all spans."""
    made = Desk(document(_TEXT), reading("A", _SPANS, [_SAYS]), reading("B", _SPANS))
    made.perform(AcceptAgreements(document_id="d"))
    return made


def _relation(desk: Desk) -> Position:
    return next(one for one in desk.positions if one.is_relation)


def _golden(desk: Desk, words: str) -> str:
    return next(key for key, one in desk.gold.spans.items() if one.quote == words)


def _own(desk: Desk, source: str, target: str, kind: str = "attribution") -> tuple[OwnRelation, ...]:
    return (OwnRelation(type=kind, source=_golden(desk, source), target=_golden(desk, target)),)


def _said(desk: Desk) -> list[tuple[str, str, str]]:
    spans = desk.gold.spans
    return [(r.type, spans[r.source].quote, spans[r.target].quote) for r in desk.gold.relations.values()]


def test_it_may_lead_to_another_span_of_gold(desk: Desk) -> None:
    own = _own(desk, "الوزير سامي نور", "ذلك")
    desk.decide(_relation(desk).key, Verdict.OWN, own=own, reason="يعود عليه")
    assert _said(desk) == [("attribution", "الوزير سامي نور", "ذلك")]
    position = _relation(desk)
    assert (position.settled, position.gold) == (True, tuple(desk.gold.relations))
    desk.decide(position.key, Verdict.OWN, own=_own(desk, "قال", "روسيا بعيدة", "cue"))
    assert _said(desk) == [("cue", "قال", "روسيا بعيدة")]
    desk.undo()
    assert _said(desk) == [("attribution", "الوزير سامي نور", "ذلك")]


def test_it_stays_when_the_ends_that_the_readers_meant_are_decided_again(desk: Desk) -> None:
    desk.decide(_relation(desk).key, Verdict.OWN, own=_own(desk, "المتحدث", "ذلك"))
    meant = next(one for one in desk.positions if one.place.of(_TEXT) == "روسيا بعيدة")
    desk.decide(meant.key, Verdict.NOTHING)
    assert _said(desk) == [("attribution", "المتحدث", "ذلك")]
    assert _relation(desk).settled


def test_it_goes_with_its_end_and_is_shown_again(desk: Desk) -> None:
    desk.decide(_relation(desk).key, Verdict.OWN, own=_own(desk, "الوزير سامي نور", "ذلك"))
    end = next(one for one in desk.positions if one.place.of(_TEXT) == "ذلك")
    desk.decide(end.key, Verdict.NOTHING)
    assert _said(desk) == []
    assert _relation(desk).fresh


def test_an_end_that_is_gone_and_what_the_scheme_forbids_are_refused(desk: Desk) -> None:
    key = _relation(desk).key
    gone = (OwnRelation(type="attribution", source="x", target=_golden(desk, "ذلك")),)
    with pytest.raises(RuleError, match="Choose the ends again"):
        desk.decide(key, Verdict.OWN, own=gone)
    with pytest.raises(RuleError):
        desk.decide(key, Verdict.OWN, own=_own(desk, "ذلك", "المتحدث"))
    assert _said(desk) == []


def test_who_has_joined_other_spans_has_not_got_it_right(desk: Desk) -> None:
    desk.decide(_relation(desk).key, Verdict.OWN, own=_own(desk, "الوزير سامي نور", "ذلك"))
    made = profile("a", [(desk.document("d"), desk.sets(), desk.decisions())], desk.scheme)
    assert [one.kind for one in made.of(relation=True)] == [Kind.LABEL]
