"""Drawing documents and sharing them out: fair, and the same again with the same seed."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotator.editing.sharing import drawn, every, share_out
from annotator.model import Assignment

_IDS = tuple(f"d{number}" for number in range(40))


def test_the_same_seed_draws_the_same_documents_whatever_their_order() -> None:
    first = drawn(_IDS, 7, 11)
    assert len(first) == 7
    assert set(drawn(_IDS[::-1], 7, 11)) == set(first)
    assert set(drawn(_IDS, 7, 12)) != set(first)
    assert list(first) == [one for one in _IDS if one in first], "in the order of the documents"
    assert drawn(_IDS, 100, 1) == _IDS


def test_a_draw_is_the_same_on_every_machine() -> None:
    assert drawn(("a", "b", "c", "d", "e"), 2, 1) == ("b", "d")


def test_every_third_starts_where_it_is_told() -> None:
    assert every(_IDS[:7], 3) == ("d0", "d3", "d6")
    assert every(_IDS[:7], 3, first=2) == ("d1", "d4")


@given(
    documents=st.integers(0, 30),
    people=st.integers(1, 6),
    readers=st.integers(1, 7),
    seed=st.integers(0, 5),
)
def test_everybody_gets_nearly_as_many_and_nobody_one_twice(
    documents: int, people: int, readers: int, seed: int
) -> None:
    names = [f"p{number}" for number in range(people)]
    given = share_out(_IDS[:documents], names, readers, seed)
    assert len(set(given)) == len(given) == documents * min(readers, people)
    of_document = Counter(one.document_id for one in given)
    assert all(count == min(readers, people) for count in of_document.values())
    loads = Counter(dict.fromkeys(names, 0))
    loads.update(one.annotator_id for one in given)
    assert max(loads.values()) - min(loads.values()) <= 1
    assert share_out(_IDS[:documents], names, readers, seed, there=given) == (), "all is given already"


def test_what_is_given_already_counts() -> None:
    there = [Assignment(document_id=one, annotator_id="p0") for one in _IDS[:10]]
    given = share_out(_IDS[:20], ["p0", "p1"], 1, 3, there=there)
    assert Counter(one.annotator_id for one in given) == {"p1": 10}
    assert {one.document_id for one in given} == set(_IDS[10:20])
