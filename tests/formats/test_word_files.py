"""The text of a Word file comes in, paragraph by paragraph; what text can't hold is named."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import InputError
from annotator.formats import ImportOptions
from annotator.formats.docx.extracting import MarkupError, extract
from tests.formats.damage import word_part


def read(path: Path) -> tuple[str, list[str]]:
    """Return the text of a Word file, and what is said of it."""
    options = ImportOptions()
    (found,) = formats.recognise(path).read(path, options)
    assert found.document.title == path.stem
    return found.document.text, [str(said).partition(": ")[2] for said in options.warnings]


def word_file(path: Path, part: bytes, **more: bytes) -> Path:
    """Make a Word file of its main part."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", part)
        for name, data in more.items():
            archive.writestr(name, data)
    return path


def text_of(body: str) -> str:
    return extract(word_part(body)).text


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


WITH_BOX = (
    f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run('ب')}</w:p></w:txbxContent></w:pict></w:r>"
    f"{run('أ')}</w:p><w:p>{run('ج')}</w:p>"
)
LONG_CELL = (
    f"<w:tbl><w:tr><w:tc><w:p>{run('أ')}</w:p><w:p>{run('ب')}</w:p></w:tc>"
    f"<w:tc><w:p>{run('ج')}</w:p></w:tc></w:tr></w:tbl>"
)


def test_what_another_program_wrote_comes_back_paragraph_by_paragraph(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is of the group dev")
    written = docx.Document()
    written.add_heading("المجلس يقر الميزانية", 1)
    paragraph = written.add_paragraph("قال ")
    paragraph.add_run("رئيس المجلس").bold = True
    paragraph.add_run(": «سنبدأ غدًا\u200f» 😀\tثم\nسكت")
    written.add_paragraph("")
    written.add_paragraph("بند", style="List Bullet")
    table = written.add_table(rows=2, cols=2)
    for cell, words in zip(
        [cell for row in table.rows for cell in row.cells], ["البند", "المبلغ", "طرق", ""], strict=True
    ):
        cell.text = words
    written.add_paragraph("  وأضاف  ").add_run(" نعم &<b>")
    written.save(tmp_path / "خبر.docx")
    text, said = read(tmp_path / "خبر.docx")
    assert text.split("\n") == [
        *("المجلس يقر الميزانية", "قال رئيس المجلس: «سنبدأ غدًا\u200f» 😀\tثم", "سكت", "", "بند"),
        *("البند\tالمبلغ", "طرق", "  وأضاف   نعم &<b>"),
    ]
    assert said == ["one table became lines, with a tab between its cells."]


def test_pictures_and_headers_of_another_program_are_named(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is of the group dev")
    written = docx.Document()
    written.add_paragraph("قال")
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    written.add_picture(io.BytesIO(png))
    written.sections[0].header.paragraphs[0].text = "رأس"
    written.save(tmp_path / "a.docx")
    text, said = read(tmp_path / "a.docx")
    assert text == "قال"
    assert said == [
        "one image or drawing was left out; words in boxes are there.",
        "one header or footer of the pages was left out.",
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('أ ')}{run('ب')}</w:p><w:p>{run('ج')}</w:p>", "أ ب\nج"),
        ("<w:p><w:r><w:t> أ </w:t><w:t>ب</w:t></w:r></w:p>", "أب"),
        ("<w:p><w:r><w:t>أ</w:t><w:tab/><w:t>ب</w:t><w:br/><w:noBreakHyphen/></w:r></w:p>", "أ\tب\n\u2011"),
        (f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('أ')}</w:p>", "أ"),
        (f"<w:p/><w:p>{run('أ')}</w:p><w:p/><w:p>{run('ب')}</w:p><w:p/>", "أ\n\nب"),
        (f"<w:p><w:ins>{run('أ')}</w:ins><w:del>{run('ب')}</w:del></w:p>", "أ"),
        (f"<w:p><w:moveFrom>{run('ب')}</w:moveFrom><w:moveTo>{run('أ')}</w:moveTo></w:p>", "أ"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ب</w:t></w:r>" + run("أ") + "</w:p>", "أ"),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>أ</w:t></w:r></w:p>', "أ"),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('أ')}</w:p>", "أ"),
        (f"<w:p><w:hyperlink>{run('أ')}</w:hyperlink></w:p>", "أ"),
        (
            '<m:A xmlns:m="m"><m:Choice>{0}</m:Choice><m:Fallback>{0}</m:Fallback></m:A>'.format(
                f"<w:p>{run('أ')}</w:p>"
            ),
            "أ",
        ),
        (WITH_BOX, "أ\nب\nج"),
        (LONG_CELL, "أ\nب\nج"),
        (f"<w:tc><w:p>{run('أ')}</w:p></w:tc>", "أ"),
        ('<a:t xmlns:a="a">ب</a:t>' + f"<w:p>{run('أ')}</w:p>", "أ"),
    ],
)
def test_a_paragraph_is_a_line_and_only_what_is_shown_is_text(body: str, text: str) -> None:
    assert text_of(body) == text


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:pPr><w:numPr/><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>أ</w:t><w:footnoteReference/>"
        "<w:endnoteReference/><w:commentReference/><w:sym/></w:r><w:del><w:r><w:delText>ب</w:delText></w:r></w:del>"
        "<w:hyperlink/></w:p>"
    )
    _, said = read(word_file(tmp_path / "a.docx", word_part(body)))
    assert sorted(said) == [
        "2 footnotes and endnotes were left out.",
        "one comment was left out.",
        "one sign of a symbol font was left out.",
        "one struck-out passage was left out.",
        "the address of one link was left out; its words are there.",
        "the number or bullet of one list item was left out.",
    ]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (b"<!DOCTYPE x><x/>", "E_DTD"),
        (word_part("<w:p/>"), "E_EMPTY"),
        (b"<x/>", "E_SCHEMA"),
        (b"", "E_SCHEMA"),
        (word_part("<w:p>")[:-30], "E_SCHEMA"),
        (word_part("<w:p>" * 1001 + "</w:p>" * 1001), "E_SCHEMA"),
        (word_part(f"<w:p>{run('قال')}</w:p>").decode().encode("utf-16"), "E_ENCODING"),
        (word_part(f"<w:p>{run('&#xfdd0;')}</w:p>"), "E_CONTROL_CHAR"),
        (word_part(f"<w:p>{run('قال')}</w:p>" + "<w:p/>" * 400_000), "E_TOO_BIG"),
    ],
)
def test_a_part_that_is_not_words_is_refused_by_name(part: bytes, code: str, tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", part)
    with pytest.raises(InputError) as refused:
        list(formats.get("docx").read(path, ImportOptions()))
    assert refused.value.code == code
    assert "a.docx" in str(refused.value)


def test_a_word_file_is_known_by_what_it_holds_whatever_its_name(tmp_path: Path) -> None:
    part = word_part(f"<w:p>{run('قال')}</w:p>")
    for name in ("a.docx", "a.doc", "a.txt", "a"):
        path = word_file(tmp_path / name, part)
        assert formats.recognise(path).name == "docx"
    (found,) = formats.get("zip").read(word_file(tmp_path / "a.zip", part), ImportOptions())
    assert found.document.text == "قال"


def test_the_part_that_word_in_the_browser_numbers_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document2.xml", word_part(f"<w:p>{run('قال')}</w:p>"))
    assert read(path) == ("قال", [])


def test_an_archive_that_is_no_word_file_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "قال")
    with pytest.raises(InputError, match="no Word file"):
        list(formats.get("docx").read(path, ImportOptions()))


def test_entities_are_refused_by_the_parser_too() -> None:
    """Should the first look ever miss one: expat itself must not take a declaration."""
    from annotator.formats.docx.extracting import EntitiesError

    with pytest.raises(EntitiesError):
        extract(b'<!DOCTYPE l [<!ENTITY a "ha">]><l>&a;</l>')
    with pytest.raises(EntitiesError):
        extract(b'<!DOCTYPE l SYSTEM "file:///etc/hostname"><l/>')
    with pytest.raises(MarkupError):
        extract(b"<l>&a;</l>")
