"""Plain text comes in exactly as it is, or is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import AnnotatorError, InputError
from annotator.formats import ImportOptions
from annotator.model import digest

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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_utf16_is_recognised_and_refused_with_the_remedy(encoding: str, tmp_path: Path) -> None:
    error = refusal(tmp_path / "a.txt", WORDS.encode(encoding))
    assert error.code == "E_ENCODING"
    assert f"--encoding {encoding}" in str(error)


def test_bytes_of_another_encoding_are_refused_with_their_place(tmp_path: Path) -> None:
    error = refusal(tmp_path / "a.txt", b"abc " + WORDS.encode("cp1256"))
    assert error.code == "E_ENCODING"
    assert "a.txt is not UTF-8: byte 4 " in str(error)


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
