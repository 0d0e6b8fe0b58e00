"""Chains of mentions: found, named, merged and split; and entities across documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.editing.chains import Chain, chain_of, chains, entities
from annotator.editing.change import RelationChange, SchemeChange, SpanChange
from annotator.editing.commands import MergeChains, NameChain, SplitChain
from annotator.editing.rulebook import Rulebook
from annotator.editing.state import Command, ProjectState
from annotator.errors import RuleError
from annotator.model import AnnotationSet, Document, Owner, Relation, Span, SpanAnnotation, digest
from annotator.model.scheme_json import default_scheme

_WORDS = ["كيم", "الزعيم", "روسيا", "موسكو", "بوتين", "الرئيس", "القطار", "كيم"]
_TEXT = " ".join(_WORDS)
_DOCUMENT = Document(id="d", title="نص", text=_TEXT, sha256=digest(_TEXT))


class _State:
    """As much of a project as commands about chains look at, in memory."""

    def __init__(self, joined: Iterable[tuple[int, int]] = (), labels: Iterable[str] = ()) -> None:
        self.scheme = default_scheme()
        codes = [*labels, *["PERS"] * len(_WORDS)]
        spans, start = {}, 0
        for n, word in enumerate(_WORDS):
            place = Span(start, start + len(word))
            spans[f"m{n}"] = SpanAnnotation(id=f"m{n}", label=codes[n], span=place, quote=word)
            start += len(word) + 1
        relations = {
            f"r{n}": Relation(id=f"r{n}", type="coref", source=f"m{one}", target=f"m{other}")
            for n, (one, other) in enumerate(joined)
        }
        self.reading = AnnotationSet(
            id="a",
            document_id="d",
            owner=Owner.GOLD,
            annotator=None,
            spans=spans,
            relations=relations,
        )

    def annotation_set(self, _document_id: str, _set_id: str) -> AnnotationSet:
        return self.reading

    def do(self, command: Command) -> None:
        step = command.plan(cast("ProjectState", self))
        if step is None:
            return
        spans, relations = dict(self.reading.spans), dict(self.reading.relations)
        for change in step.changes:
            match change:
                case SpanChange(before=before, after=after):
                    assert before is not None
                    assert after is not None
                    spans[after.id] = after
                case RelationChange(before=before, after=None):
                    assert before is not None
                    del relations[before.id]
                case RelationChange(after=after):
                    assert after is not None
                    relations[after.id] = after
                case SchemeChange(after=after):
                    self.scheme = after
        self.reading = replace(self.reading, spans=spans, relations=relations)
        Rulebook(self.scheme).check_set(_DOCUMENT, self.reading)

    def name(self, span: str, name: str | None, link: str | None = None) -> None:
        self.do(NameChain(document_id="d", set_id="a", span_id=span, name=name, link=link))

    def merge(self, *spans: str) -> None:
        self.do(MergeChains(document_id="d", set_id="a", span_ids=spans))

    def split(self, *spans: str) -> None:
        self.do(SplitChain(document_id="d", set_id="a", span_ids=spans))

    @property
    def chains(self) -> list[list[str]]:
        return [[m.id for m in chain.mentions] for chain in chains(self.reading, self.scheme)]

    def chain(self, span: str) -> Chain:
        return chain_of(self.reading, self.scheme, span)


_indices = st.integers(0, len(_WORDS) - 1)
_pairs = st.sets(
    st.tuples(_indices, _indices).filter(lambda p: p[0] < p[1]),
    max_size=6,
).map(sorted)


@given(_pairs, _indices, _indices)
def test_what_was_merged_is_split_back_to_what_it_was(
    joined: list[tuple[int, int]], one: int, other: int
) -> None:
    state = _State(joined)
    before = state.reading
    chain = state.chain(f"m{other}")
    if f"m{one}" in {mention.id for mention in chain.mentions}:
        return
    state.merge(f"m{one}", f"m{other}")
    assert state.chain(f"m{one}") == state.chain(f"m{other}")
    state.split(*(mention.id for mention in chain.mentions))
    assert state.reading == before


@given(_pairs, st.sets(_indices, min_size=1))
def test_a_split_parts_the_chosen_mentions_from_the_others_and_nothing_else(
    joined: list[tuple[int, int]], chosen: set[int]
) -> None:
    state = _State(joined)
    whole = {m.id for m in state.chain(f"m{min(chosen)}").mentions}
    out = {f"m{n}" for n in chosen} & whole
    before = [set(chain) for chain in state.chains]
    if out == whole:
        with pytest.raises(RuleError, match="all its mentions"):
            state.split(*sorted(out))
        return
    state.split(*sorted(out))
    after = [set(chain) for chain in state.chains]
    assert out in after
    assert whole - out in after
    assert [chain for chain in before if chain != whole] == [
        chain for chain in after if chain not in (out, whole - out)
    ]


@given(_pairs)
def test_every_mention_is_in_one_chain_and_each_chain_is_the_one_of_its_mentions(
    joined: list[tuple[int, int]],
) -> None:
    state = _State(joined)
    assert sorted(key for chain in state.chains for key in chain) == sorted(state.reading.spans)
    for found in chains(state.reading, state.scheme):
        for mention in found.mentions:
            assert state.chain(mention.id) == found


def test_a_name_and_a_link_are_on_all_mentions_and_the_scheme_learns_to_ask_for_links() -> None:
    state = _State([(0, 1)])
    assert state.scheme.label("PERS").attribute("link") is None  # type: ignore[union-attr]
    version = state.scheme.version
    state.name("m1", " كيم جونغ أون ", "Q56226")
    chain = state.chain("m0")
    assert (chain.name, chain.link, chain.title) == ("كيم جونغ أون", "Q56226", "كيم جونغ أون")
    assert all(dict(m.attributes) == {"canonical": "كيم جونغ أون", "link": "Q56226"} for m in chain.mentions)
    assert state.scheme.version == version + 1
    state.name("m0", None)
    assert [dict(m.attributes) for m in state.chain("m1").mentions] == [{}, {}]


def test_what_is_no_link_is_refused_and_the_scheme_stays() -> None:
    state = _State()
    before = state.scheme
    with pytest.raises(RuleError):
        state.name("m0", "كيم", "not a link")
    assert state.scheme == before


def test_the_first_name_holds_for_all_that_is_merged_and_a_split_mention_has_none() -> None:
    state = _State([(0, 1)])
    state.name("m4", "فلاديمير بوتين")
    state.merge("m1", "m4", "m5")
    assert state.chains[0] == ["m0", "m1", "m4", "m5"]
    assert {m.attributes["canonical"] for m in state.chain("m0").mentions} == {"فلاديمير بوتين"}
    state.split("m5")
    assert state.chain("m5").name is None
    assert state.chain("m0").name == "فلاديمير بوتين"


def test_a_mention_in_the_middle_is_split_off_and_the_others_stay_together() -> None:
    state = _State([(0, 1), (1, 7)])
    state.split("m1")
    assert ["m0", "m7"] in state.chains
    assert ["m1"] in state.chains


def test_merging_what_is_one_thing_already_changes_nothing() -> None:
    state = _State([(0, 1)])
    before = state.reading
    state.merge("m0", "m1")
    assert state.reading == before


def test_mentions_of_two_things_are_not_split_at_once() -> None:
    state = _State([(0, 1), (2, 3)])
    with pytest.raises(RuleError, match="of one entity"):
        state.split("m0", "m2")


def test_what_the_scheme_does_not_join_is_not_merged() -> None:
    state = _State(labels=["PERS", "SOURCE"])
    with pytest.raises(RuleError):
        state.merge("m0", "m1")


def test_numbers_without_a_chain_are_no_entities_but_in_a_chain_they_are() -> None:
    state = _State(labels=["CARDINAL", "CARDINAL"])
    assert ["m0"] not in state.chains
    state = _State([(0, 1)], labels=["CARDINAL", "CARDINAL"])
    assert ["m0", "m1"] in state.chains


def test_entities_of_a_project_are_one_by_link_else_by_folded_name_and_label() -> None:
    first, second = _State(labels=["PERS", "PERS", "GPE"]), _State(labels=["PERS", "PERS", "GPE", "ORG"])
    first.name("m0", "أحمد", "Q1")
    second.name("m1", "زعيم", "Q1")
    first.name("m2", "الإمارات")
    second.name("m2", "الامارات")
    second.name("m3", "الإمارات")
    found = entities(
        (key, chain)
        for key, state in (("d1", first), ("d2", second))
        for chain in chains(state.reading, state.scheme)
        if chain.name
    )
    assert sorted((e.title, e.link, e.label, e.mentions, e.documents) for e in found) == [
        ("أحمد", "Q1", "PERS", 2, ("d1", "d2")),
        ("الإمارات", None, "GPE", 2, ("d1", "d2")),
        ("الإمارات", None, "ORG", 1, ("d2",)),
    ]


def test_the_forms_of_a_chain_are_counted_the_most_frequent_first() -> None:
    state = _State([(0, 1), (0, 7)])
    assert state.chain("m0").forms == (("كيم", 2), ("الزعيم", 1))
    assert state.chain("m0").title == "الزعيم"


def test_a_source_that_is_said_to_be_somebody_mentioned_is_no_entity_of_its_own() -> None:
    state = _State(labels=["SOURCE", "PERS"])
    assert ["m0"] in state.chains
    link = Relation(id="x", type="refers_to", source="m0", target="m1")
    state.reading = replace(state.reading, relations={"x": link})
    assert ["m0"] not in state.chains
    assert ["m1"] in state.chains
