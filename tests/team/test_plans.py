"""Plans: drawn by seed, whoever joins by them; and the table of who is how far."""

from __future__ import annotations

from collections import Counter

from annotator.model import (
    Annotator,
    Assignment,
    DocumentSummary,
    Owner,
    Role,
    SetSummary,
    State,
    new_id,
)
from annotator.team.matrix import matrix
from annotator.team.plan import plan
from annotator.team.sampling import sampled

DOCUMENTS = tuple(f"d{number}" for number in range(30))


def people(*names: str) -> tuple[Annotator, ...]:
    return tuple(Annotator(id=new_id(), name=name) for name in names)


def test_a_plan_is_the_same_again_although_people_get_other_ids() -> None:
    plans = []
    for _ in range(2):
        team = people("ليلى", "كريم", "نور", "نور")
        names = {one.id: one.name for one in team}
        plans.append({(one.document_id, names[one.annotator_id]) for one in plan(DOCUMENTS, team[:3], 2, 7)})
        assert len(plan(DOCUMENTS, team, 4, 7)) == 120, "two of one name are two"
    assert plans[0] == plans[1]
    assert plans[0] != {(d, n) for d, n in plans[0] if n != "ليلى"}


def test_every_document_gets_its_readers_and_everybody_as_many() -> None:
    team = people("a", "b", "c")
    given = plan(DOCUMENTS, team, 2, 1)
    assert set(Counter(one.document_id for one in given).values()) == {2}
    assert set(Counter(one.annotator_id for one in given).values()) == {20}


def test_what_is_given_stays_and_counts() -> None:
    team = people("a", "b")
    there = [Assignment(document_id=one, annotator_id=team[0].id) for one in DOCUMENTS[:10]]
    given = plan(DOCUMENTS, team, 1, 1, there=there)
    assert {one.document_id for one in given} == set(DOCUMENTS[10:])
    assert Counter(one.annotator_id for one in given) == {team[0].id: 5, team[1].id: 15}


def test_a_sample_takes_the_shared_ones_asked_for_and_fills_up() -> None:
    readers = {one: {"x"} for one in DOCUMENTS[:5]} | {DOCUMENTS[5]: {"me", "x"}}
    one = sampled(DOCUMENTS, readers, "me", count=8, overlap=3, seed=2)
    assert len(one) == 8
    assert sum(1 for document in one if readers.get(document)) == 3
    assert DOCUMENTS[5] not in one, "what the person reads already is not drawn"
    assert one == sampled(DOCUMENTS, readers, "me", count=8, overlap=3, seed=2)
    everything = sampled(DOCUMENTS, readers, "me", count=100, overlap=50, seed=2)
    assert everything == tuple(d for d in DOCUMENTS if d != DOCUMENTS[5])


def test_the_table_says_who_has_what_and_how_far_everybody_is() -> None:
    one, other = people("a", "b")
    boss = Annotator(id="r", name="r", role=Role.REVIEWER)
    done = SetSummary(
        id="s", owner=Owner.ANNOTATOR, annotator=one, state=State.FINISHED, spans=3, relations=0
    )
    documents = (
        DocumentSummary(id="d0", title="t0", characters=1, sets=(done,)),
        DocumentSummary(id="d1", title="t1", characters=1),
    )
    found = matrix(documents, (one, other, boss), [Assignment(document_id="d1", annotator_id=other.id)])
    assert [found.column(place) for place in range(3)] == [(1, 1), (1, 0), (0, 0)]
    assert [row.readers for row in found.rows] == [1, 1]
    assert [person.name for person in found.of_readers().people] == ["a", "b"]
    assert [len(row.cells) for row in found.of_readers().rows] == [2, 2]


def test_a_plan_does_not_depend_on_the_order_in_which_people_are_named() -> None:
    some = people("سعاد", "ليلى", "كريم", "هدى")
    wanted = set(plan(DOCUMENTS, some, 2, 7))
    assert set(plan(DOCUMENTS, some[::-1], 2, 7)) == wanted


def test_what_others_than_those_named_have_been_given_does_not_count() -> None:
    stranger = [Assignment(document_id=one, annotator_id="stranger") for one in DOCUMENTS]
    given = plan(DOCUMENTS, people("a", "b"), 1, 1, there=stranger)
    assert {one.document_id for one in given} == set(DOCUMENTS)
