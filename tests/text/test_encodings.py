"""The encoding of Arabic bytes is recognised, or it is said that it can't be."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import resources
from annotator.text import encodings
from annotator.text.encodings import ENCODINGS, recognise

WORDS = "قالت وزيرة الثقافة إن المعرض سيفتح أبوابه غدا، ثم شكرت كل من شارك في إعداده."
ARABIC = [e for e in ENCODINGS if e not in {"cp864", "cp720", "cp1252"}]


def samples() -> list[str]:
    files = sorted(resources.path("samples").glob("*.jsonl"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [json.loads(line)["text"] for line in lines]


@pytest.mark.parametrize("encoding", ARABIC)
def test_a_sentence_of_arabic_is_recognised_in_each_encoding(encoding: str) -> None:
    data = WORDS.encode(encoding)
    found = recognise(data)
    assert found.sure
    assert data.decode(found.encoding or "").removeprefix("\ufeff") == WORDS


def test_a_byte_order_mark_is_believed() -> None:
    assert recognise(codecs.BOM_UTF8 + WORDS.encode()).encoding == "utf-8"
    assert recognise(codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be")).encoding == "utf-16"


def test_the_spaces_of_a_macintosh_are_no_reason_to_guess_otherwise() -> None:
    # A Macintosh wrote its right-to-left space as A0 or, as others, as 20.
    data = WORDS.encode("mac-arabic")
    assert b"\xa0" in data
    for bytes_ in (data, data.replace(b"\xa0", b" ")):
        assert bytes_.decode(recognise(bytes_).encoding or "") == WORDS


def test_old_dos_text_in_shapes_is_found() -> None:
    data = "ﻭﻗﺎﻝ ﺳﻠﻳﻢ ﺇﻥ ﻟﺠﻨﺔ ﺗﻌﻤﻞ ﻣﻧﺬ ﺷﻬﺮ".encode("cp864", errors="ignore")
    assert recognise(data).candidates[0].encoding == "cp864"


@pytest.mark.parametrize(
    "data",
    [
        "في".encode("cp1256"),  # two letters, several readings
        bytes(range(128, 256)),  # every byte once
        bytes(range(256)) * 8,
        "Über schöne Gärten in Köln läßt sich vieles erzählen".encode("cp1252"),
    ],
)
def test_what_can_not_be_told_is_not_guessed(data: bytes) -> None:
    found = recognise(data)
    assert not found.sure
    assert found.encoding is None
    assert found.candidates


@pytest.mark.parametrize("damage", [b"\xff", b"\xd9", b"\xc0\x80", b"\xe2\x80"])
def test_damaged_utf8_is_told_from_other_encodings(damage: bytes) -> None:
    data = WORDS.encode()
    found = recognise(data[:20] + damage + data[20:])
    assert not found.sure
    assert found.bad
    assert found.candidates[0].encoding == "utf-8"


@given(st.binary(max_size=200))
def test_any_bytes_have_a_candidate_and_what_is_sure_can_be_decoded(data: bytes) -> None:
    found = recognise(data)
    assert found.candidates
    assert all(0 <= c.confidence <= 1 for c in found.candidates)
    if found.encoding is not None:
        data.decode(found.encoding)


# Every second byte NUL or 06 is what UTF-16 looks like; no text has them.
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x06"), max_size=80))
def test_valid_utf8_is_always_utf8(text: str) -> None:
    data = text.encode()
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert recognise(data).encoding == "utf-8"


@given(
    st.text(st.sampled_from("ابتجدرسعفقكلمنهوي ،"), min_size=4, max_size=60), st.sampled_from(["le", "be"])
)
def test_arabic_utf16_without_a_mark_is_recognised_although_it_is_valid_utf8(text: str, order: str) -> None:
    assert recognise(text.encode(f"utf-16-{order}")).encoding == f"utf-16-{order}"


def test_the_table_of_letters_is_what_the_samples_say() -> None:
    table = encodings._LETTERS
    counts = Counter(c for text in samples() for c in text if c in table)
    total = sum(counts.values())
    assert all(abs(counts[letter] * 10_000 / total - share) < 60 for letter, share in table.items())


@pytest.mark.parametrize("encoding", ARABIC)
@pytest.mark.parametrize("length", [40, 200])
def test_at_forty_characters_and_more_at_least_97_of_100_are_right(
    encoding: str, length: int, shared_data: Path
) -> None:
    text = (shared_data / "article.txt").read_text(encoding="utf-8").translate(_PLAIN)
    parts = [text[i : i + length] for i in range(0, len(text) - length, 25)]
    right = sum(recognise(p.encode(encoding)).candidates[0].encoding in _alike(p, encoding) for p in parts)
    assert right / len(parts) >= 0.97
    wrong = sum(recognise(p.encode(encoding)).encoding not in {None, *_alike(p, encoding)} for p in parts)
    assert wrong == 0  # what is not sure is asked about


# Characters that these encodings lack, which a writer of that time had to do without.
_PLAIN = str.maketrans("“”«»…", '"""".')


def _alike(text: str, encoding: str) -> set[str]:
    """Return the encodings in which the same bytes are the same text."""
    data = text.encode(encoding)
    return {e for e in ENCODINGS if data.decode(e, errors="replace").removeprefix("\ufeff") == text}
