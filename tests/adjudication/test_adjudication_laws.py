"""What holds of adjudication whatever readers say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.adjudication import collating
from annotator.adjudication.deciding import AcceptAgreements, TakeBackDecision
from annotator.adjudication.positions import Position
from annotator.model import (
    AnnotationSet,
    Label,
    LabelScheme,
    Layer,
    Mark,
    Names,
    Relation,
    RelationType,
    Verdict,
)
from tests.adjudication.readings import Desk, document, reading, said, span, what

_TEXT = "قال الوزير سامي نور إن روسيا بعيدة جدا عن هنا"
_CODES = ("PERS", "ORG", "GPE")
_ANY = frozenset(_CODES)


_Place = tuple[str, int, int]
_Choice = tuple[Verdict, tuple[int, ...]]


def _names(code: str) -> Names:
    return Names(ar=code, en=code)


# Everything may lie across everything: so that no decision depends on another.
_SCHEME = LabelScheme(
    name="free",
    version=1,
    layers=(Layer(code="all", names=_names("all"), crossing=True),),
    labels=tuple(
        Label(
            code=code,
            layer="all",
            names=_names(code),
            short=_names(code),
            description=_names(""),
            color="#808080",
            hotkey=None,
            mark=Mark.FILL,
        )
        for code in _CODES
    ),
    relation_types=(
        RelationType(code="to", names=_names("to"), domain=_ANY, range=_ANY),
        RelationType(code="with", names=_names("with"), domain=_ANY, range=_ANY, symmetric=True),
    ),
)


@st.composite
def _readings(draw: st.DrawFn) -> list[AnnotationSet]:
    """Draw two to four readings, near enough to each other to be about the same things.

    Some spans of the one are cut in two by the other.
    """
    places = st.tuples(st.sampled_from(_CODES), st.integers(0, 30), st.integers(1, 8))
    common = draw(st.lists(places, max_size=5, unique=True))
    return [draw(_reading(name, common, places)) for name in "ABCD"[: draw(st.integers(2, 4))]]


@st.composite
def _reading(
    draw: st.DrawFn,
    name: str,
    common: list[tuple[str, int, int]],
    places: st.SearchStrategy[tuple[str, int, int]],
) -> AnnotationSet:
    own = draw(st.lists(places, max_size=3))
    kept = [one for one in common if draw(st.booleans())]
    moved = [(label, start + draw(st.integers(0, 1)), length) for label, start, length in kept]
    whole = [*moved, *own]
    cuts = [
        draw(st.integers(1, length - 1)) if length > 3 and draw(st.booleans()) else 0 for *_, length in whole
    ]
    parts = [
        part
        for (label, start, length), cut in zip(whole, cuts, strict=True)
        for part in ((label, start, cut), (label, start + cut, length - cut))
        if part[2]
    ]
    spans = [
        span(_TEXT, f"{name}{n}", label, start, start + length)
        for n, (label, start, length) in enumerate(dict.fromkeys(parts))
    ]
    if len(spans) < 2:
        return reading(name, spans)
    ends = st.tuples(
        st.sampled_from(["to", "with"]), st.integers(0, len(spans) - 1), st.integers(0, len(spans) - 1)
    )
    pairs = {
        (kind, *(sorted((a, b)) if kind == "with" else (a, b)))
        for kind, a, b in draw(st.lists(ends, max_size=4))
        if a != b
    }
    relations = [
        Relation(id=f"{name}r{n}", type=kind, source=f"{name}{a}", target=f"{name}{b}")
        for n, (kind, a, b) in enumerate(sorted(pairs))
    ]
    return reading(name, spans, relations)


def _desk(sets: list[AnnotationSet]) -> Desk:
    return Desk(document(_TEXT), *sets, scheme=_SCHEME)


def _what(one: AnnotationSet) -> object:
    spans, relations = what(one)
    return spans, sorted((kind, *(sorted(ends) if kind == "with" else ends)) for kind, *ends in relations)


def _decide_all(desk: Desk, choose: Callable[[Position], _Choice], order: Random) -> None:
    keys = [one.key for one in desk.positions]
    order.shuffle(keys)
    for key in keys:
        verdict, numbers = choose(desk.position(key))
        desk.decide(key, verdict, *numbers)


@settings(max_examples=60, deadline=None)
@given(_readings(), st.data())
def test_deciding_all_for_one_reader_gives_that_reading_in_whatever_order(
    sets: list[AnnotationSet], data: st.DataObject
) -> None:
    desk = _desk(sets)
    wanted = data.draw(st.sampled_from(sets))

    def as_read(position: Position) -> _Choice:
        (number,) = (n for n, one in enumerate(position.variants) if wanted.id in one.readers)
        return Verdict.READING, (number,)

    _decide_all(desk, as_read, data.draw(st.randoms()))
    assert _what(desk.gold) == _what(wanted)
    assert all(one.settled for one in desk.positions)
    assert [one for one in desk.sets() if one.id in "ABCD"] == sets


@settings(max_examples=50, deadline=None)
@given(_readings(), st.integers(0, 1 << 30), st.randoms(), st.randoms())
def test_the_order_of_decisions_makes_no_difference(
    sets: list[AnnotationSet], seed: int, one: Random, other: Random
) -> None:
    def chosen(position: Position) -> _Choice:
        chance = Random(f"{seed}{position.key}")  # noqa: S311 - a test's dice
        count = len(position.variants)
        verdict = chance.choice(
            [Verdict.READING, Verdict.READING, Verdict.BOTH, Verdict.NOTHING, Verdict.LATER]
        )
        return verdict, tuple(chance.sample(range(count), count if verdict is Verdict.BOTH else 1))

    first, second = _desk(sets), _desk(sets)
    _decide_all(first, chosen, one)
    _decide_all(second, chosen, other)
    assert _what(first.gold) == _what(second.gold)
    assert [(p.key, p.settled, p.void, len(p.gold)) for p in first.positions] == [
        (p.key, p.settled, p.void, len(p.gold)) for p in second.positions
    ]


@settings(max_examples=50, deadline=None)
@given(_readings(), st.data())
def test_new_work_keeps_every_decision_and_opens_only_where_something_new_is_said(
    sets: list[AnnotationSet], data: st.DataObject
) -> None:
    desk = _desk(sets)
    number = data.draw(st.integers(0, 3))
    _decide_all(
        desk, lambda position: (Verdict.READING, (number % len(position.variants),)), data.draw(st.randoms())
    )
    decisions, gold = desk.decisions(), desk.gold
    reader = data.draw(st.sampled_from(sets))
    spans = [
        one
        for one in reader.spans.values()
        if not any(one.id in {r.source, r.target} for r in reader.relations.values())
    ]
    before = data.draw(st.sampled_from([None, *spans]))
    place = data.draw(st.integers(0, 30))
    after = span(_TEXT, "new" if before is None else before.id, "ORG", place, place + 3)
    gone = before is not None and data.draw(st.booleans())
    if any(said(one) == said(after) for one in reader.spans.values()):
        return
    desk.change(reader.id, before, None if gone else after)
    assert desk.decisions() == decisions
    assert desk.gold == gold
    for position in desk.positions:
        if position.decision is None:
            continue
        seen = {one.set_id: one.digest for one in position.decision.seen}
        now = {name: one.digest for one in position.variants for name in one.readers}
        # A relation that waited for an end may find another one: then it is asked about again.
        waited = position.is_relation and not position.gold
        assert position.fresh <= (seen != now or waited)
    standing = {
        one.id for position in desk.positions for one in (position.decision, *position.earlier) if one
    }
    # A decision that nobody's span and no gold is left of has nothing to be shown at.
    assert {one.id for one in decisions if one.gold} <= standing


@settings(max_examples=40, deadline=None)
@given(_readings(), st.lists(st.tuples(st.integers(0, 99), st.integers(0, 5)), max_size=12))
def test_undo_gives_back_what_was(sets: list[AnnotationSet], moves: list[tuple[int, int]]) -> None:
    desk = _desk(sets)
    states = []
    for where, move in moves:
        there = desk.positions
        if not there:
            break
        position, before = there[where % len(there)], (desk.sets(), desk.decisions(), there)
        count = len(position.variants)
        steps = len(desk.steps)
        if move == 0:
            desk.perform(AcceptAgreements(document_id="d"))
        elif move == 1:
            desk.perform(TakeBackDecision(document_id="d", key=position.key))
        elif move == 2:
            desk.decide(position.key, Verdict.BOTH, *range(count))
        else:
            desk.decide(
                position.key, (Verdict.READING, Verdict.NOTHING, Verdict.LATER)[move - 3], where % count
            )
        if len(desk.steps) > steps:
            states.append(before)
    while desk.steps:
        desk.undo()
        assert (desk.sets(), desk.decisions(), desk.positions) == states.pop()


@settings(max_examples=40, deadline=None)
@given(_readings(), st.lists(st.tuples(st.integers(0, 99), st.sampled_from(Verdict)), max_size=10))
def test_what_is_remembered_is_what_would_be_found_anew(
    sets: list[AnnotationSet], moves: list[tuple[int, Verdict]]
) -> None:
    desk = _desk(sets)
    for where, verdict in moves:
        there = desk.positions
        if not there:
            return
        position = there[where % len(there)]
        if verdict is not Verdict.OWN:
            desk.decide(position.key, verdict, where % len(position.variants))
        remembered = desk.positions
        collating._collated.cache_clear()
        assert desk.positions == remembered


@settings(max_examples=40, deadline=None)
@given(_readings(), st.permutations("ABCD"))
def test_positions_do_not_depend_on_the_order_of_the_sets(
    sets: list[AnnotationSet], order: list[str]
) -> None:
    desk = _desk(sets)
    shuffled = sorted(
        (replace(one, spans=dict(sorted(one.spans.items(), reverse=True))) for one in sets),
        key=lambda one: order.index(one.id),
    )
    assert _desk(shuffled).positions == desk.positions
    for position in desk.positions:
        assert sorted(name for one in position.variants for name in one.readers) == [one.id for one in sets]
