"""Plain text comes in exactly as it is, or is refused with a reason."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import AnnotatorError, InputError
from annotator.formats import ImportOptions
from annotator.model import Document, digest
from annotator.text.damage import Damage

WORDS = "قال سليم: سنعود إلى المدينة غدا، ثم سكت."


def read(path: Path, data: bytes, encoding: str | None = None) -> str:
    path.write_bytes(data)
    (document,) = formats.get("text").read(path, ImportOptions(encoding=encoding))
    assert document.document.sha256 == digest(document.document.text)
    assert document.document.id == ""
    return document.document.text


def refusal(path: Path, data: bytes, encoding: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read(path, data, encoding)
    return caught.value


def test_the_article_comes_in_unchanged(shared_data: Path, tmp_path: Path) -> None:
    data = (shared_data / "article.txt").read_bytes()
    assert read(tmp_path / "a.txt", data) == data.decode()


def test_the_title_is_the_files_name_without_direction_controls(tmp_path: Path) -> None:
    path = tmp_path / "خبر\u202eعاجل.txt"
    path.write_text(WORDS, encoding="utf-8")
    (document,) = formats.get("text").read(path, ImportOptions())
    assert document.document.title == "خبرعاجل"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("أ\r\nب\rج\nد", "أ\nب\nج\nد"),
        ("\ufeffقال", "قال"),
        ("\nقال", "\nقال"),
        (" قال", " قال"),
        ("\ufeff\r\nقال", "\nقال"),
        ("😀 قال\u200f", "😀 قال\u200f"),
        ("ا\u0653 آ أ\u064bـ\u200c", "ا\u0653 آ أ\u064bـ\u200c"),
        ("أ\u2028ب\x85ج", "أ\u2028ب\x85ج"),
    ],
)
def test_only_line_ends_and_the_byte_order_mark_are_touched(raw: str, text: str, tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", raw.encode()) == text


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16-le", "utf-16", "iso-8859-6", "mac-arabic", "UTF16"])
def test_another_encoding_is_read_when_it_is_named(encoding: str, tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", WORDS.encode(encoding), encoding) == WORDS


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-16", "cp1256", "iso-8859-6", "mac-arabic"]
)
def test_an_encoding_that_is_sure_is_read_without_being_named(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(WORDS.encode(encoding))
    options = ImportOptions()
    (document,) = formats.get("text").read(tmp_path / "a.txt", options)
    assert document.document.text == WORDS
    told = [str(warning) for warning in options.warnings]
    # With a mark the file says it itself; otherwise it is worth a word.
    assert len(told) == (0 if encoding == "utf-16" else 1)
    assert all("a.txt: it has been read as" in words for words in told)


def test_short_text_of_an_old_encoding_is_asked_about_with_its_first_line_in_each(tmp_path: Path) -> None:
    error = refusal(tmp_path / "a.txt", "درس abc\n".encode("cp1256"))
    assert error.code == "E_ENCODING"
    assert "Name it with --encoding" in str(error)
    assert "cp1256 “درس abc”" in str(error)
    assert "cp864 “" in str(error)


def test_another_encoding_than_the_one_named_is_refused_with_its_place(tmp_path: Path) -> None:
    error = refusal(tmp_path / "a.txt", b"abc " + WORDS.encode("cp1256"), "utf-8")
    assert error.code == "E_ENCODING"
    assert "a.txt is not UTF-8: byte 4 " in str(error)


def test_damaged_utf8_is_neither_guessed_nor_repaired_unless_asked(tmp_path: Path) -> None:
    data = WORDS.encode()[:-3] + b"\xd9"
    error = refusal(tmp_path / "a.txt", data)
    assert error.code == "E_ENCODING"
    assert f"is damaged UTF-8: one place can't be read, byte {len(data) - 1}." in str(error)
    document = mended(tmp_path / "a.txt", data, Damage.BYTES)
    assert document.text == data[:-1].decode() + "\ufffd"
    assert document.metadata["source"] == {
        "sha256": hashlib.sha256(data).hexdigest(),
        "encoding": "utf-8",
        "mended": ["bytes"],
    }


def test_shapes_become_letters_only_if_asked(tmp_path: Path) -> None:
    data = "ﻗﺎل ﷺ ½ ﻻ".encode()
    assert read(tmp_path / "a.txt", data) == "ﻗﺎل ﷺ ½ ﻻ"
    assert mended(tmp_path / "a.txt", data, Damage.FORMS).text == "قال ﷺ ½ لا"


def test_backwards_lines_are_kept_with_a_warning_and_turned_only_if_asked(tmp_path: Path) -> None:
    lines = "زار الرئيس المدينة القديمة (دمشق) في 2023\nقالت النائبة ليلى: Hashiya 2 نسخة رائعة"
    data = "\n".join(_shown(line) for line in lines.split("\n")).encode()
    options = ImportOptions()
    (tmp_path / "a.txt").write_bytes(data)
    (document,) = formats.get("text").read(tmp_path / "a.txt", options)
    assert document.document.text == data.decode()
    assert ["--mend order" in str(warning) for warning in options.warnings] == [True]
    assert mended(tmp_path / "a.txt", data, Damage.ORDER).text == lines


def test_sound_text_is_not_touched_by_any_mending(shared_data: Path, tmp_path: Path) -> None:
    data = (shared_data / "article.txt").read_bytes()
    document = mended(tmp_path / "a.txt", data, *Damage)
    assert document.text == data.decode()
    assert document.metadata == {}


def mended(path: Path, data: bytes, *damages: Damage) -> Document:
    path.write_bytes(data)
    (document,) = formats.get("text").read(path, ImportOptions(mend=frozenset(damages)))
    return document.document


def _shown(line: str) -> str:
    """Return a line as it looks from the left: turned round, but for its number and its Latin word."""
    turned = line[::-1].translate(str.maketrans("()", ")("))
    return turned.replace("3202", "2023").replace("2 ayihsaH", "Hashiya 2")


@pytest.mark.parametrize("encoding", ["utf-7", "base64", "idna", "no-such"])
def test_encodings_for_tricks_are_not_known(encoding: str, tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.txt", WORDS.encode(), encoding).code == "E_ENCODING"


def test_nul_is_refused_with_its_byte_in_the_file(tmp_path: Path) -> None:
    before = "\ufeffقال\r\n"
    error = refusal(tmp_path / "a.txt", f"{before}\0".encode())
    assert error.code == "E_CONTROL_CHAR"
    assert f"U+0000 at byte {len(before.encode())}," in str(error)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t"])
def test_nothing_to_annotate_is_refused(data: bytes, tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.txt", data).code == "E_EMPTY"


def test_a_bad_file_among_good_ones_is_a_problem_when_bad_ones_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    problems: list[AnnotatorError] = []
    assert list(formats.get("text").read(tmp_path / "a.txt", ImportOptions(problems=problems))) == []
    assert [p.code for p in problems] == ["E_ENCODING"]


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_is_no_file_is_refused_by_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        list(formats.get("text").read(tmp_path / name, ImportOptions()))
    assert caught.value.code == "E_FILE"
    assert str(tmp_path) in str(caught.value)


def test_letters_in_presentation_forms_are_kept_and_warned_about(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ﻗﺎل سليم", encoding="utf-8")
    options = ImportOptions()
    (document,) = formats.get("text").read(tmp_path / "a.txt", options)
    assert document.document.text == "ﻗﺎل سليم"
    assert len(options.warnings) == 1
