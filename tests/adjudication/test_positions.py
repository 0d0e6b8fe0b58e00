"""Where readers differ, and how."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.adjudication.positions import Position, difference, positions, readers
from annotator.model import AnnotationSet, Dispute, Owner, Relation, Span, State
from tests.adjudication.readings import SCHEME, Desk, document, parsed, reading, span, third

_TEXT = "قال الوزير سامي نور إن روسيا بعيدة، ونفى الوزير ذلك"
_DOCUMENT = document(_TEXT)


def _at(words: str, label: str, key: str, **answers: str) -> Any:
    start = _TEXT.index(words)
    return span(_TEXT, key, label, start, start + len(words), **answers)


def _found(*sets: AnnotationSet) -> tuple[Position, ...]:
    return positions(_DOCUMENT, sets, SCHEME, ())


def _only(*sets: AnnotationSet) -> Position:
    (found,) = _found(*sets)
    return found


def _groups(position: Position) -> list[str]:
    return ["".join(one.readers) for one in position.variants]


def test_the_known_edits_of_the_second_reader_are_what_is_found(shared_data: Path) -> None:
    text, first = parsed(shared_data / "gold.jsonl", "A")
    _, second = parsed(shared_data / "reader-2.jsonl", "B")
    found = positions(text, (first, second), SCHEME, ())
    expected = Counter(
        _edit(edit) for edit in json.loads((shared_data / "reader-2_edits.json").read_text("utf-8"))
    )
    assert Counter(_as_edit(one) for one in found if one.dispute is not Dispute.AGREE) == expected
    assert sum(expected.values()) == 27
    agreed = [one for one in found if one.dispute is Dispute.AGREE]
    assert len([one for one in agreed if not one.is_relation]) == 98
    assert len([one for one in agreed if one.is_relation]) == 71


def _edit(edit: dict[str, Any]) -> tuple[Any, ...]:
    gold = edit.get("gold")
    match edit["kind"]:
        case "missing":
            return "single", "A", gold
        case "extra":
            return "single", "B", edit["label"], edit["start"], edit["end"]
        case "boundary":
            return "boundary", gold, edit["new_end"]
        case "label":
            return "label", gold, edit["new"]
        case "attribute":
            return "attribute", gold, edit["name"], edit["new"]
    return "relation", edit["relation"]["id"]


def _as_edit(position: Position) -> tuple[Any, ...]:
    sides = {reader: one for one in position.variants for reader in one.readers}
    mine, theirs = sides["A"].spans, sides["B"].spans
    match position.dispute:
        case Dispute.SINGLE if mine:
            return "single", "A", mine[0].id
        case Dispute.SINGLE:
            return "single", "B", theirs[0].label, theirs[0].span.start, theirs[0].span.end
        case Dispute.BOUNDARY:
            assert mine[0].span.start == theirs[0].span.start
            return "boundary", mine[0].id, theirs[0].span.end
        case Dispute.LABEL:
            return "label", mine[0].id, theirs[0].label
        case Dispute.ATTRIBUTE:
            (name,) = position.attributes
            return "attribute", mine[0].id, name, theirs[0].attributes[name]
    assert sides["B"].is_empty
    return "relation", sides["A"].relations[0].id


def test_three_readers_are_told_apart_at_one_position_each(shared_data: Path) -> None:
    text, first = parsed(shared_data / "gold.jsonl", "A")
    _, second = parsed(shared_data / "reader-2.jsonl", "B")
    one, two, three = first, second, third(second, text.text)
    found = positions(text, (three, one, two), SCHEME, ())
    assert [reader.id for reader in readers((three, one, two))] == ["A", "B", "C"]
    # Every span and relation of every reader has its position, and no reader is at one twice.
    there = Counter(
        (reader, key)
        for p in found
        for v in p.variants
        for reader, ids in zip(v.readers, v.ids, strict=True)
        for key in ids
    )
    assert set(there.values()) == {1}
    assert {key for _, key in there} == {
        *one.spans,
        *two.spans,
        *three.spans,
        *one.relations,
        *two.relations,
        *three.relations,
    }
    for position in found:
        assert sorted(reader for v in position.variants for reader in v.readers) == ["A", "B", "C"]
    kinds = Counter(position.dispute for position in found)
    assert kinds[Dispute.BOUNDARY] == 7
    assert kinds[Dispute.LABEL] == 7
    assert kinds[Dispute.SINGLE] == 11


def test_identical_readings_with_stacked_spans_and_relations_are_in_dispute_nowhere(
    shared_data: Path,
) -> None:
    text, first = parsed(shared_data / "gold.jsonl", "A")
    places = Counter(one.span for one in first.spans.values())
    assert max(places.values()) > 1  # stacked
    named = {key: replace(one, id=f"x{key}") for key, one in first.spans.items()}
    second = reading(
        "B",
        reversed(named.values()),
        [
            replace(one, id=f"x{one.id}", source=f"x{one.source}", target=f"x{one.target}")
            for one in first.relations.values()
        ],
    )
    found = positions(text, (first, second), SCHEME, ())
    assert len(found) == 118 + 74
    assert {one.dispute for one in found} == {Dispute.AGREE}
    assert not any(one.missing for one in found)


def test_equal_readings_are_grouped_with_the_most_readers_first() -> None:
    mine, shorter = _at("الوزير سامي نور", "PERS", "1"), _at("سامي نور", "PERS", "1")
    found = _only(reading("A", [shorter]), reading("B", [mine]), reading("C", [mine]))
    assert found.dispute is Dispute.BOUNDARY
    assert _groups(found) == ["BC", "A"]
    assert found.place == mine.span
    assert found.layer == "entities"


@pytest.mark.parametrize(
    ("spans", "dispute", "groups"),
    [
        ([("روسيا", "GPE"), ("روسيا", "GPE")], Dispute.AGREE, ["AB"]),
        ([("روسيا", "GPE"), ("روسيا", "LOC")], Dispute.LABEL, ["A", "B"]),
        ([("الوزير سامي نور", "PERS"), ("سامي نور", "OCC")], Dispute.LABEL, ["A", "B"]),
        ([("الوزير سامي نور", "PERS"), ("سامي نور", "PERS")], Dispute.BOUNDARY, ["A", "B"]),
        ([("روسيا", "GPE"), None], Dispute.SINGLE, ["A", "B"]),
        ([("روسيا", "GPE"), ("روسيا", "LOC"), None], Dispute.LABEL, ["A", "B", "C"]),
        ([("روسيا", "GPE"), None, ("روسيا", "GPE")], Dispute.SINGLE, ["AC", "B"]),
    ],
)
def test_the_plainest_difference_names_a_dispute(
    spans: list[tuple[str, str] | None], dispute: Dispute, groups: list[str]
) -> None:
    sets = [reading("ABC"[n], [] if one is None else [_at(*one, "1")]) for n, one in enumerate(spans)]
    found = _only(*sets)
    assert found.dispute is dispute
    assert _groups(found) == groups


def test_spans_of_different_layers_are_never_about_the_same_thing() -> None:
    person, source = _at("سامي نور", "PERS", "1"), _at("سامي نور", "SOURCE", "1")
    assert [one.dispute for one in _found(reading("A", [person]), reading("B", [source]))] == [
        Dispute.SINGLE
    ] * 2


def test_of_three_readers_those_who_are_nearest_go_together_first() -> None:
    text = "ا" * 40
    first, second = span(text, "a", "ORG", 0, 10), span(text, "b", "ORG", 8, 20)
    third = [span(text, "c1", "ORG", 0, 9), span(text, "c2", "ORG", 9, 20)]
    desk = Desk(document(text), reading("A", [first]), reading("B", [second]), reading("C", third))
    assert [[one.ids for one in place.variants] for place in desk.positions] == [
        [(("a",),), ((),), (("c1",),)],
        [((),), (("b",),), (("c2",),)],
    ]


def test_only_the_attributes_that_differ_are_named() -> None:
    one = _at("روسيا بعيدة", "CLAIM", "1", certainty="certain", polarity="affirmed")
    other = _at("روسيا بعيدة", "CLAIM", "1", certainty="possible", polarity="affirmed")
    found = _only(reading("A", [one]), reading("B", [other]))
    assert found.dispute is Dispute.ATTRIBUTE
    assert found.attributes == ("certainty",)


def test_who_has_not_finished_and_has_nothing_is_missing_and_not_against() -> None:
    mine = _at("روسيا", "GPE", "1")
    begun = reading("C", [_at("سامي نور", "PERS", "2")], state=State.IN_PROGRESS)
    person, place = _found(reading("A", [mine]), reading("B", [mine]), begun)
    assert (place.dispute, place.missing, _groups(place)) == (Dispute.AGREE, ("C",), ["AB"])
    assert (person.dispute, person.missing, _groups(person)) == (Dispute.SINGLE, (), ["AB", "C"])


def test_imported_readers_are_complete_and_gold_suggestions_and_what_was_put_aside_are_no_readers() -> None:
    mine = _at("روسيا", "GPE", "1")
    imported = reading("B", owner=Owner.IMPORTED, state=State.NEW)
    others = (
        reading("C", owner=Owner.GOLD),
        reading("D", owner=Owner.SUGGESTED),
        reading("E", state=State.IGNORED),
        replace(imported, id="F", annotator=None),
    )
    assert [one.id for one in readers((*others, imported, reading("A", [mine])))] == ["A", "B"]
    assert _only(reading("A", [mine]), imported, *others).dispute is Dispute.SINGLE


def _linked(key: str, *relations: tuple[str, str, str], state: State = State.FINISHED) -> AnnotationSet:
    spans = [
        _at("الوزير سامي نور", "SOURCE", f"{key}s"),
        _at("روسيا بعيدة", "CLAIM", f"{key}c"),
        _at("سامي نور", "PERS", f"{key}p"),
        _at("الوزير", "PERS", f"{key}q"),
        _at("ذلك", "PERS", f"{key}r"),
    ]
    links = [
        Relation(id=f"{key}{n}", type=kind, source=f"{key}{source}", target=f"{key}{target}")
        for n, (kind, source, target) in enumerate(relations)
    ]
    return reading(key, spans, links, state=state)


def _relations(*sets: AnnotationSet) -> list[Position]:
    return [one for one in _found(*sets) if one.is_relation]


def test_relations_are_the_same_if_their_ends_are_whatever_they_are_called() -> None:
    (found,) = _relations(_linked("A", ("attribution", "s", "c")), _linked("B", ("attribution", "s", "c")))
    assert found.dispute is Dispute.AGREE
    (found,) = _relations(_linked("A", ("attribution", "s", "c")), _linked("B"))
    assert found.dispute is Dispute.RELATION
    assert _groups(found) == ["A", "B"]
    assert found.place.of(_TEXT) == "الوزير سامي نور إن روسيا بعيدة"


def test_another_end_is_another_relation_and_another_type_or_direction_another_reading() -> None:
    to_one, to_other = ("refers_to", "s", "p"), ("refers_to", "s", "q")
    assert len(_relations(_linked("A", to_one), _linked("B", to_other))) == 2
    (found,) = _relations(_linked("A", ("coref", "p", "q")), _linked("B", ("knows", "p", "q")))
    assert found.dispute is Dispute.RELATION
    assert [one.relations[0].type for one in found.variants] == ["coref", "knows"]
    (found,) = _relations(_linked("A", ("knows", "p", "q")), _linked("B", ("knows", "q", "p")))
    assert found.dispute is Dispute.RELATION
    assert len({one.digest for one in found.variants}) == 2


def test_one_who_has_both_types_contradicts_nobody() -> None:
    both = _linked("A", ("coref", "p", "q"), ("knows", "p", "q"))
    found = _relations(both, _linked("B", ("knows", "p", "q")))
    assert sorted(one.dispute for one in found) == [Dispute.AGREE, Dispute.RELATION]


def test_a_relation_without_direction_is_the_same_both_ways_round() -> None:
    (found,) = _relations(_linked("A", ("coref", "p", "q")), _linked("B", ("coref", "q", "p")))
    assert found.dispute is Dispute.AGREE


def test_a_chain_is_the_same_by_whatever_links_it_holds_together() -> None:
    star = _linked("A", ("coref", "q", "p"), ("coref", "r", "p"))
    line = _linked("B", ("coref", "p", "q"), ("coref", "q", "r"))
    found = _relations(star, line)
    assert {one.dispute for one in found} == {Dispute.AGREE}
    # One mention less is one dispute, and no more.
    shorter = _linked("B", ("coref", "p", "q"))
    assert sorted(one.dispute for one in _relations(star, shorter)) == [Dispute.AGREE, Dispute.RELATION]


def test_a_relation_stands_right_behind_the_later_of_its_ends() -> None:
    found = _found(_linked("A", ("attribution", "s", "c")), _linked("B"))
    keys = [one.key for one in found]
    (relation,) = (one for one in found if one.is_relation)
    assert relation.ends == ("s/A/As", "s/A/Ac")
    assert keys.index(relation.key) == keys.index("s/A/Ac") + 1
    assert found == tuple(
        sorted(found, key=lambda one: (one.ends or (one.key,))[-1] == "" or keys.index(one.key))
    )


def test_relations_can_be_left_out() -> None:
    sets = (_linked("A", ("attribution", "s", "c")), _linked("B"))
    assert not any(one.is_relation for one in positions(_DOCUMENT, sets, SCHEME, (), relations=False))


def test_a_key_stays_when_another_reader_joins() -> None:
    mine, longer = _at("سامي نور", "PERS", "1"), _at("الوزير سامي نور", "PERS", "1")
    before = _only(reading("A", [mine]), reading("B", [longer]))
    after = _only(reading("A", [mine]), reading("B", [longer]), reading("C", [longer]))
    assert before.key == after.key
    assert _groups(after) == ["BC", "A"]


def test_ten_readers_meet_at_one_position() -> None:
    spans = [_at(words, "PERS", "1") for words in ("سامي نور", "الوزير سامي نور", "نور")]
    found = _only(*(reading("ABCDEFGHIJ"[n], [spans[n % 3]]) for n in range(10)))
    assert _groups(found) == ["ADGJ", "BEH", "CFI"]


@pytest.mark.parametrize(
    ("a", "b", "lacking"),
    [
        ((0, 10), (0, 10), []),
        ((0, 10), (0, 7), [(7, 10)]),
        ((0, 10), (3, 10), [(0, 3)]),
        ((0, 10), (3, 7), [(0, 3), (7, 10)]),
        ((3, 7), (0, 10), []),
        ((0, 5), (3, 9), [(0, 3)]),
        ((0, 5), (5, 9), [(0, 5)]),
        ((4, 4), (5, 9), []),
    ],
)
def test_what_one_lacks_of_the_other_is_told_to_the_letter(
    a: tuple[int, int], b: tuple[int, int], lacking: list[tuple[int, int]]
) -> None:
    assert [(one.start, one.end) for one in difference(Span(*a), Span(*b))] == lacking
