from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from annotator.text.visual import to_visual

pytestmark = pytest.mark.filterwarnings("default")


def test_letters_are_joined_and_stand_in_screen_order() -> None:
    assert to_visual("قال 2019") == "2019 \ufedd\ufe8e\ufed7"


def test_quotation_marks_and_marks_are_kept() -> None:
    shown = to_visual("“شُكرًا”")
    assert {"“", "”", "ُ", "ً"} <= set(shown)


def test_each_line_is_reordered_by_itself_and_wrapped_in_reading_order() -> None:
    shown = to_visual("كلمة أخرى\nثالثة رابعة خامسة", width=12)
    letters = [unicodedata.normalize("NFKC", line)[::-1] for line in shown.split("\n")]
    assert letters == ["كلمة أخرى", "ثالثة رابعة", "خامسة"]


def test_a_word_longer_than_the_line_has_one_of_its_own() -> None:
    assert to_visual("a Boston b", width=3) == "a\nBoston\nb"


def test_text_in_latin_letters_stays_as_it_is() -> None:
    assert to_visual("Hello, world (1)") == "Hello, world (1)"


def test_the_reshaper_is_loaded_only_when_it_is_used() -> None:
    code = "import sys, annotator.text.visual; print({'bidi', 'arabic_reshaper'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "set()"
