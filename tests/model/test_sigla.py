"""The letters that stand for readers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import language
from annotator.model import Annotator, Role
from annotator.model.sigla import in_order, sigla, siglum


def test_readers_are_lettered_in_the_order_of_the_abjad_or_of_the_alphabet() -> None:
    assert " ".join(siglum(number, "ar") for number in range(10)) == "أ ب ج د هـ و ز ح ط ي"
    assert [siglum(number, "en") for number in (0, 1, 2, 25)] == ["A", "B", "C", "Z"]


def test_after_the_last_letter_come_two() -> None:
    assert " ".join(siglum(number, "en") for number in (26, 27, 51, 52, 701, 702)) == "AA AB AZ BA ZZ AAA"
    assert [siglum(number, "ar") for number in (27, 28, 29)] == ["غ", "أأ", "أب"]


@pytest.mark.parametrize("code", ["ar", "en"])
def test_no_two_of_a_thousand_readers_share_a_siglum(code: str) -> None:
    assert len({siglum(number, code) for number in range(1000)}) == 1000


@given(st.permutations([str(number) for number in range(40)]))
def test_a_siglum_depends_on_neither_name_nor_role_nor_the_order_of_the_list(ids: list[str]) -> None:
    people = [Annotator(id=one, name="x") for one in ids]
    others = [Annotator(id=one, name=f"n{number}", role=Role.REVIEWER) for number, one in enumerate(ids)]
    assert sigla(people, "en") == sigla([*others, *people], "en")
    assert list(sigla(people, "en")) == [one.id for one in in_order(others)]


def test_the_language_in_use_decides() -> None:
    person = Annotator(id="1", name="x")
    language.use("ar")
    assert sigla([person]) == {"1": "أ"}
    language.use("en")
    assert sigla([person]) == {"1": "A"}
