"""What people are called, and who is meant by what is said."""

from __future__ import annotations

import unicodedata

import pytest

from annotator.model import Annotator
from annotator.model.calling import alike, called, clean_name, told_apart

pytestmark = pytest.mark.usefixtures("english")

LINA = Annotator(id="01a0-000000aaaaaa", name="Lina")
OMAR = Annotator(id="01a1-000000bbbbbb", name="Omar")
OTHER = Annotator(id="01a2-000000cccccc", name="Lina")
AHMAD = Annotator(id="01a3-000000dddddd", name="أحمد عبد الله")
ALL = (LINA, OMAR, OTHER, AHMAD)


@pytest.mark.parametrize(
    "name",
    [
        *("احمد عبد الله", "أَحْمَد عبدُ الله", "أحـــمد عبد الله", "أحمد عبدالله", "  أحمد   عبد الله "),
        unicodedata.normalize("NFD", "أحمد عبد الله"),
    ],
)
def test_arabic_names_are_alike_however_they_are_spelt(name: str) -> None:
    assert alike(name, ALL) == (AHMAD,)


def test_latin_names_are_alike_whatever_their_case_and_others_are_not() -> None:
    assert alike("lina", ALL) == (LINA, OTHER)
    assert alike("Ｏｍａｒ", ALL) == (OMAR,)
    assert alike("Lena", ALL) == alike("أحمد عبد الرحمن", ALL) == ()


def test_canonically_equal_names_are_one_name() -> None:
    zoe = Annotator(id="z", name="Zoé")
    assert clean_name(unicodedata.normalize("NFD", "Zoé")) == "Zoé"
    assert called(unicodedata.normalize("NFD", " Zoé "), (zoe,), letters=False) == (zoe,)


def test_a_name_means_all_who_have_it_and_letter_or_id_tell_which() -> None:
    assert called("Lina", ALL, letters=False) == (LINA, OTHER)
    for word in ("C", "ج", "cccccc", "…cccccc", OTHER.id):
        assert called(word, ALL, letters=False) == (OTHER,)
    said = [told_apart(one, (*ALL, OMAR)) for one in (OTHER, OMAR)]
    unseen = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
    assert [words.translate(unseen) for words in said] == ["Lina (C, …cccccc)", "Omar"]


def test_a_letter_is_somebodys_name_before_it_is_a_letter() -> None:
    named = Annotator(id="09", name="C")
    assert called("C", (*ALL, named), letters=True) == (named,)
    assert called("B", ALL, letters=False) == ()  # it may be the name of somebody new
    assert called("B", ALL, letters=True) == (OMAR,)
