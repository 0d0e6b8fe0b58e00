"""What a reader would see of a page comes in, as lines; what text can't hold is named."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import InputError
from annotator.formats import ImportOptions
from annotator.formats.html.extracting import extract
from annotator.formats.html.tokens import tokens
from annotator.text.damage import Damage
from annotator.workspace.surveying import FileChoice, survey_file
from tests.formats.damage import SCHEME

PAGE = """<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>مجلس المدينة &ndash; أخبار</title>
<style>p { color: red }</style><script>document.write("<p>لا</p>")</script></head>
<body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/n">أخبار</a></li></ul></nav>
<!-- <p>تعليق</p> -->
<article><h1>المجلس يقر
   الميزانية</h1>
<p>قال <b>رئيس</b> المجلس:&nbsp;«سنبدأ غد&#1611;ا».<br>وأضاف: نعم</p>
<p style="DISPLAY : none">مخفي<div hidden>مخفي <b>أيضا</b></div>
<figure><img src="a.jpg" alt="قاعة المجلس"><figcaption>القاعة</figcaption></figure>
<table><caption>أرقام</caption><tr><th>البند<th>المبلغ</tr><tr><td>طرق</td> <td>٥٠</td></tr></table>
<pre>سطر
  وسطر</pre>
<form><input value="لا"><button>أرسل</button><textarea>لا</textarea></form>
</article><iframe src="https://example.org/"><p>لا</p></iframe>
<noscript>شغّل</noscript></body></html>
"""
LINES = [
    *("الرئيسية", "أخبار", "المجلس يقر الميزانية", "قال رئيس المجلس:\u00a0«سنبدأ غدًا».", "وأضاف: نعم"),
    *("القاعة", "أرقام", "البند\tالمبلغ", "طرق\t٥٠", "سطر", "  وسطر"),
]


def read(path: Path, data: bytes, encoding: str | None = None) -> tuple[str, str, list[str]]:
    """Return the title and the text of a page, and what is said of it."""
    path.write_bytes(data)
    options = ImportOptions(encoding=encoding)
    (found,) = formats.recognise(path).read(path, options)
    assert found.sets == ()
    return found.document.title, found.document.text, [str(said) for said in options.warnings]


def test_a_page_comes_in_line_by_line_under_its_own_title(tmp_path: Path) -> None:
    title, text, said = read(tmp_path / "p.html", PAGE.encode())
    assert title == "مجلس المدينة – أخبار"
    assert text.split("\n") == LINES
    assert said == [
        "p.html: the addresses of 2 links were left out; their words are there.",
        "p.html: 2 hidden parts were left out.",
        "p.html: one image was left out, with its description.",
        "p.html: one table became lines, with a tab between its cells.",
        "p.html: 3 buttons and fields of forms were left out.",
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>أ<p>ب", "أ\nب"),
        ("<ul><li>أ<ul><li>ب</ul><li>ج</ul>", "أ\nب\nج"),
        ("<li hidden>أ<ul><li>ب</ul><li>ج", "ج"),
        ("<p hidden>أ<p>ب", "ب"),
        ("<p hidden>أ<div>ب</div>", "ب"),
        ("<dl><dt>أ<dd hidden>ب<dt>ج</dl>", "أ\nج"),
        ("<table><tr><td hidden>أ<td>ب<tr><td>ج", "ب\nج"),
        ("<div hidden>أ<div>ب</div>ج</div>د", "د"),
        ("أ</b></p></x>ب", "أب"),
        ("أ<br/><br>ب", "أ\n\nب"),
        ("<b>قا</b>ل", "قال"),
        ("أ <i> ب</i>", "أ ب"),
        ("أ\n\t ب\u00a0 ", "أ ب\u00a0"),
        ("أ < ب و3<4", "أ < ب و3<4"),
        ("أ<!-- > ب -->ج<!--> د --><![CDATA[هـ]]>", "أج د -->"),
        ("أ<!-- ب", "أ"),
        ("أ<p title='ب", "أ"),
        ("أ<p title=ب", "أ"),
        ("<p title='<b>' class=x/>أ", "أ"),
        ("<SCRIPT>أ</b></scriptx></Script >ب", "ب"),
        ("<script>أ", ""),
        ("<svg><title>أ</title><text>ب</text></svg>ج", "ج"),
        ("<template><p>أ</template>ب", "ب"),
        ("&lt;b&gt; &amp;amp; &#x627;&#1575; &nosuch; &", "<b> &amp; اا &nosuch; &"),
        ("&#" + "9" * 5000 + ";&#x" + "0" * 9 + "627;", "\ufffdا"),
        ("&#xd800;&#0;&#x110000;&#99999999999;", "\ufffd\ufffd\ufffd\ufffd"),
        ("<p style='color:red;visibility:hidden'>أ</p>ب", "ب"),
        ("<p style='--display:none-such'>أ", "أ"),
        ("<pre>\nأ\n\n ب\t</pre>ج", "أ\n\n ب\t\nج"),
    ],
)
def test_broken_and_odd_pages_are_read_as_a_browser_reads_them(source: str, text: str) -> None:
    assert extract(source).text == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso-8859-6"])
def test_a_page_is_recognised_by_what_it_holds_and_its_encoding_by_what_it_says(
    codec: str, tmp_path: Path
) -> None:
    declared = codec.removesuffix("-sig")
    page = f"<html><head><meta charset='{declared}'><title>خبر</title><p>قال سليم نعم، ثم سكت."
    for name in ("a.htm", "a.page", "a"):
        assert read(tmp_path / name, page.encode(codec)) == ("خبر", "قال سليم نعم، ثم سكت.", [])


def test_utf_16_without_a_mark_comes_in_with_a_word(tmp_path: Path) -> None:
    _, text, said = read(tmp_path / "a.html", "<html><p>قال سليم نعم، ثم سكت.".encode("utf-16-le"))
    assert text == "قال سليم نعم، ثم سكت."
    assert ["utf-16-le" in one for one in said] == [True]


def test_bytes_are_believed_before_what_a_page_says_of_them(tmp_path: Path) -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><p>قال سليم'
    assert read(tmp_path / "a.html", page.encode())[1] == "قال سليم"
    page = page.replace("windows-1256", "utf-8")
    assert read(tmp_path / "a.html", f"{page}: سنعود إلى المدينة غدا".encode("cp1256"))[1][:8] == "قال سليم"


def test_an_encoding_that_is_named_wins(tmp_path: Path) -> None:
    data = "<html><meta charset=cp1252><p>قال".encode("cp1256")
    assert read(tmp_path / "a.html", data, "cp1256")[1] == "قال"


def test_a_page_without_a_title_has_the_name_of_its_file(tmp_path: Path) -> None:
    assert read(tmp_path / "خبر.html", "<html><title> </title><p>قال".encode())[0] == "خبر"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><script>1</script>", "E_EMPTY"),
        ("<html>قال\0".encode(), "E_CONTROL_CHAR"),
        ("<html>\ufdd0قال".encode(), "E_CONTROL_CHAR"),
        (b"<html>" + b"<b>" * 1001 + b"x", "E_TOO_BIG"),
        (b"<html>\xd9 \xd9 \x81", "E_ENCODING"),
    ],
)
def test_what_can_be_no_document_is_refused_by_name(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        list(formats.get("html").read(path, ImportOptions()))
    assert refused.value.code == code
    assert "a.html" in str(refused.value)
    options = ImportOptions(problems=[])
    assert list(formats.get("html").read(path, options)) == []
    assert [problem.code for problem in options.problems or ()] == [code]


def test_source_code_in_a_text_file_stays_source_code(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<html><p>قال", encoding="utf-8")
    assert formats.recognise(path).name == "text"


PIECES = st.sampled_from(
    [*"<>&;!/='\" -\nقx", "<p", "<b>", "</", "<!--", "-->", "<script>", "</script", "&#"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_page_ends_and_no_text_is_read_twice(source: str) -> None:
    texts = [token for token in tokens(source) if isinstance(token, str)]
    assert sum(map(len, texts)) <= len(source)
    assert not set("".join(texts)) - set(source) - {"\ufffd"}
    extract(source)


def test_nothing_is_looked_at_twice_however_much_is_left_open() -> None:
    """With the standard library's parser, each of these takes minutes; a count of steps would not see it."""
    for piece, end in itertools.product(("<a x", "<a b='", "<!--", "<![CDATA[", "</a ", "<a ="), ("", ">")):
        page = extract(f"قبل{piece * 20_000}{end}بعد")
        assert page.text == ("قبلبعد" if end else "قبل")


def test_a_page_whose_encoding_is_unclear_is_shown_in_each_likely_one(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<html><title>x</title><style>p {}</style><p>نص".encode("cp1256"))
    file = survey_file(FileChoice(path=path), scheme=SCHEME)
    assert file.wants_encoding
    assert "نص" in {one.line for one in file.beginnings if one.encoding == "cp1256"}
    assert all("<" not in one.line for one in file.beginnings)
    file = survey_file(FileChoice(path=path, encoding="cp1256"), scheme=SCHEME)
    assert (file.encoding, file.documents[0].annotated.document.text) == ("cp1256", "نص")


def test_a_page_is_mended_where_a_person_asks_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<html><meta charset=utf-8><p>ﻛﺘﺎﺏ قديم قرأته مرارا".encode() + b"\xd9")
    file = survey_file(FileChoice(path=path), scheme=SCHEME)
    assert file.damages == {Damage.BYTES, Damage.FORMS}
    assert file.documents == ()
    file = survey_file(FileChoice(path=path, mend=file.damages), scheme=SCHEME)
    (found,) = file.documents
    assert found.annotated.document.text == "كتاب قديم قرأته مرارا\ufffd"
    assert found.annotated.document.metadata["source"]["mended"] == ["bytes", "forms"]
