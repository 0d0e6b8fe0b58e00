"""Makes broken files of sound ones: what a bad disk, a bad program or a bad person may hand us.

A seed is a file, or a folder of files, of one format. A blow changes its bytes in one way; the same numbers
always make the same file, so that hypothesis can shrink them, atheris can steer them, and a long run can say
which file it was.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from annotator import formats
from annotator.formats import ExportOptions, TokenPolicy
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Document,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.model.scheme_json import default_scheme

SCHEME: Final = default_scheme()
_TEXT: Final = (
    "قالت وكالة الأنباء في «جدة» 😀 إن الوزير سالم\nبن علي نفى ذلك، ٢٠٢٤.\nونشرته صحيفة اليوم\u200f."
)
_LARGEST: Final = 1 << 16

Blow = tuple[int, int, int]
"""Which blow, where (of 65,536 parts of the file), and one number more that it may use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A sound file or folder.

    Attributes:
        format: its format's name.
        files: name and bytes of each file; a format of single files has one.
        folder: whether the reader is handed the folder.
        archive: the name of the zip archive that the files are the members of, for a format that is one:
            what is inside an archive is broken, so that its checksums don't keep the reader from it.
    """

    format: str
    files: tuple[tuple[str, bytes], ...]
    folder: bool
    archive: str | None = None

    def written(self, place: Path, *, number: int, data: bytes) -> Path:
        """Write the files in a folder, one of them with other bytes, and return what to read."""
        if self.archive is not None:
            place.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(place / self.archive, "w", zipfile.ZIP_DEFLATED) as archive:
                for index, (name, sound) in enumerate(self.files):
                    archive.writestr(name, data if index == number else sound)
            return place / self.archive
        for index, (name, sound) in enumerate(self.files):
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if index == number else sound)
        return place if self.folder else place / self.files[0][0]


_SPANS: Final[tuple[tuple[str, str, int, int, dict[str, Any]], ...]] = (
    ("s1", "CUE", 0, 4, {}),
    ("s2", "ORG", 5, 18, {"attributes": {"canonical": 'الوكالة "أ"'}, "comment": "من؟"}),
    ("s3", "SOURCE", 5, 18, {"attributes": {"naming": "named"}}),
    ("s4", "PERS", 32, 43, {"flagged": True}),
    ("s5", "CLAIM", 29, 52, {}),
)
_LINKS: Final = (("attribution", "s3", "s5"), ("cue", "s1", "s5"), ("introduces", "s1", "s3"))


def _documents() -> list[AnnotatedDocument]:
    made = []
    for number in range(3):
        text = _TEXT if number else _TEXT.replace("😀", "")
        spans = {
            key: SpanAnnotation(id=key, label=label, span=Span(a, b), quote=text[a:b], **more)
            for key, label, a, b, more in _SPANS
        }
        relations = {
            f"r{n}": Relation(id=f"r{n}", type=kind, source=source, target=target)
            for n, (kind, source, target) in enumerate(_LINKS)
        }
        document = Document(
            id=f"d{number}", title=f"خبر {number}", text=text, sha256=digest(text), metadata={"n": [1, None]}
        )
        reading = AnnotationSet(
            id=f"set{number}",
            document_id=document.id,
            owner=Owner.ANNOTATOR,
            annotator=Annotator(id="a", name="سلمى"),
            state=State.FINISHED,
            spans=spans,
            relations=relations,
        )
        made.append(AnnotatedDocument(document=document, sets=(reading,)))
    return made


def readable() -> list[str]:
    """Return the names of the formats that are read and whose packages are here."""
    return [known.name for known in formats.all_formats() if known.can_read and known.is_installed]


@cache
def seed(name: str) -> Seed:
    """Return a sound file or folder of a format, as this program writes it."""
    known = formats.get(name)
    if name in _ONLY_READ:
        return _ONLY_READ[name]()
    if not known.can_write:
        return Seed(format=name, files=((f"seed{known.extensions[0]}", _TEXT.encode()),), folder=False)
    with TemporaryDirectory() as place:
        target = Path(place) / f"seed{known.extensions[0]}"
        formats.export(known, _documents(), target, ExportOptions(scheme=SCHEME, tokens=TokenPolicy.EXPAND))
        if target.is_file():
            return Seed(format=name, files=((target.name, target.read_bytes()),), folder=False)
        files = sorted(path for path in target.rglob("*") if path.is_file())
        return Seed(
            format=name,
            files=tuple((str(path.relative_to(target)), path.read_bytes()) for path in files),
            folder=True,
        )


def _page() -> Seed:
    page = f"""<!DOCTYPE html><html lang=ar><head><meta charset="utf-8"><title>خبر &amp; خبر</title>
<style>p {{ color: red }}</style></head><body><!-- من؟ --><h1>خبر</h1><p>{_TEXT}<br>نعم&nbsp;<b>قال</b>
<p hidden>لا<div style="display:none"><p>لا</div><table><tr><td>أ<td>ب</table><ul><li>١<li>٢</ul>
<pre>س\n  ص</pre><a href="x">هنا</a><img alt="صورة" src=y><script>if (a</b) 1</script>
<textarea>لا</textarea></body></html>"""
    return Seed(format="html", files=(("seed.html", page.encode()),), folder=False)


def word_part(body: str) -> bytes:
    """Return the main part of a Word file with this body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{start}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()


def _word_file() -> Seed:
    part = word_part(
        '<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t xml:space="preserve">قال </w:t><w:tab/><w:br/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>لا</w:t></w:r><w:del><w:r><w:delText>لا</w:delText></w:r></w:del>"
        f"<w:r><w:t>{_TEXT}</w:t><w:footnoteReference/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p>"
        "<w:r><w:t>ب</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>صندوق</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    files = (("word/document.xml", part), ("[Content_Types].xml", b"<Types/>"))
    return Seed(format="docx", files=files, folder=False, archive="seed.docx")


def _bundle() -> Seed:
    (name, data), *_ = seed("hashiya-jsonl").files
    return Seed(
        format="zip", files=((f"أ/{name}", data), *seed("conll").files), folder=False, archive="seed.zip"
    )


_ONLY_READ: Final[dict[str, Callable[[], Seed]]] = {"html": _page, "docx": _word_file, "zip": _bundle}
"""How sound files are made of formats that this program does not write."""

NASTY: Final[tuple[bytes, ...]] = (
    *(
        b"\0",
        b"\xff",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xe2\x80\xa8",
        b"\xc2\x85",
    ),
    *(b"\r", b"\n", b"\r\n", b"\t", b"\x1a", b"\x1c", b"\x0b", b"\xd9", b"\xef\xb7\x90", b"\xe2\x80\xae"),
    *(b"\\ud800", b"\\u0000", b"\\udc00\\ud800", b"\\ufdd0", b"\\u202e", b"\\n", b"\\", b"\\u", b"\\x"),
    *(
        b'"',
        b"'",
        b'""',
        b"'''",
        b",",
        b";",
        b":",
        b"=",
        b"|",
        b"_",
        b"-",
        b"#",
        b"*",
        b"&",
        b"<",
        b">",
        b"/",
    ),
    *(b"{", b"}", b"[", b"]", b"(", b")", b"{}", b"[]", b"()", b"[[[[[[[[", b"]]]]]]]]", b"((((", b"))))"),
    *(b"0", b"-0", b"-1", b"1e999", b"1.5", b"NaN", b"Infinity", b"null", b"true", b"false", b"0x10", b"1_0"),
    *(b"9" * 19, b"9223372036854775807", b"-9223372036854775809", b"9" * 5000, b"18446744073709551616"),
    *("٣".encode(), "²".encode(), "😀".encode(), "ﷺ".encode(), "\u064b".encode() * 12),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#xd800;", b"]]>", b"<!--", b"<?xml?>", b"<x>"),
    *(b"B-", b"I-", b"B-PERS", b"I-CLAIM", b"O", b"\t_\t_", b"# newdoc id = d1\n", b"(e1-ORG", b"e1)"),
    *(b"T1\t", b"R1\t", b"E1\t", b"A1\t", b"*\t", b"#1\t", b"Arg1:T1", b"Arg1:", b";", b"1-2\t", b"1.1\t"),
    *(b'"id":', b'"text":', b'"start":-5', b'"spans":', b'"end":1e3', b'"label":""', b'"a":1,"a":2'),
    *(b"$", b"%s", b"{0}", b"{file}", b"../../x", b"\\\\?\\", b"x" * 300, b"\xd9\x82" * 70_000),
)
"""What readers of text, JSON, XML, tables and columns are known to stumble over."""

_NUMBER: Final = re.compile(rb"-?\d+")
_NUMBERS: Final = (
    b"0",
    b"-1",
    b"1",
    b"99999",
    b"9" * 30,
    b"9" * 5000,
    b"1.5",
    b"1e400",
    b"null",
    b'"1"',
    b"",
)


def _flip(data: bytes, place: int, number: int) -> bytes:
    return data[:place] + bytes([data[place] ^ (1 + number % 255)]) + data[place + 1 :]


def _cut(data: bytes, place: int, _: int) -> bytes:
    return data[:place]


def _without(data: bytes, place: int, number: int) -> bytes:
    return data[:place] + data[place + 1 + number % 64 :]


def _twice(data: bytes, place: int, number: int) -> bytes:
    chunk = data[place : place + 1 + number % 512]
    return data[:place] + chunk * (2 + number % 7) + data[place + len(chunk) :]


def _with_nasty(data: bytes, place: int, number: int) -> bytes:
    return data[:place] + NASTY[number % len(NASTY)] + data[place:]


def _over(data: bytes, place: int, number: int) -> bytes:
    nasty = NASTY[number % len(NASTY)]
    return data[:place] + nasty + data[place + len(nasty) :]


def _another_number(data: bytes, place: int, number: int) -> bytes:
    found = _NUMBER.search(data, place) or _NUMBER.search(data)
    if found is None:
        return data
    return data[: found.start()] + _NUMBERS[number % len(_NUMBERS)] + data[found.end() :]


def _lines_mixed(data: bytes, place: int, number: int) -> bytes:
    lines = data.split(b"\n")
    one = lines[place * len(lines) // max(len(data), 1)]
    lines.insert(number % len(lines), one)
    return b"\n".join(lines)


def _line_gone(data: bytes, place: int, _: int) -> bytes:
    lines = data.split(b"\n")
    del lines[place * len(lines) // max(len(data), 1)]
    return b"\n".join(lines)


def _of_another_format(data: bytes, place: int, number: int) -> bytes:
    names = readable()
    other = seed(names[number % len(names)]).files[-1][1]
    return data[:place] + other[number % max(len(other), 1) :][:2000] + data[place:]


def _field_elsewhere(data: bytes, place: int, number: int) -> bytes:
    """Copy what stands between two separators over another place like it."""
    parts = re.split(rb"([,\t\n ])", data)
    target = place * len(parts) // max(len(data), 1) // 2 * 2
    parts[target] = parts[number % len(parts) // 2 * 2]
    return b"".join(parts)


_BLOWS: Final[tuple[Callable[[bytes, int, int], bytes], ...]] = (
    *(_flip, _cut, _without, _twice, _with_nasty, _over, _another_number),
    *(_lines_mixed, _line_gone, _of_another_format, _field_elsewhere),
)
KINDS: Final = len(_BLOWS)


def struck(data: bytes, blows: Sequence[Blow]) -> bytes:
    """Return a file's bytes after these blows."""
    for kind, where, number in blows:
        if data:
            data = _BLOWS[kind % KINDS](data, where % _LARGEST * len(data) // _LARGEST, number)
    return data


@cache
def bombs() -> dict[str, bytes]:
    """Return files that are small, or simple, and cost a careless reader its stack, its memory or its day."""
    deep, wide = 50_000, 100_000
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return {
        "nested lists": b"[" * deep,
        "nested lists, closed": b"[" * deep + b"]" * deep,
        "nested objects": b'{"a":' * deep + b"1" + b"}" * deep,
        "nested metadata": b'{"id":"d","text":"x","metadata":' + b'{"a":' * 500 + b"1" + b"}" * 501,
        "nested data": b'[{"data":{"text":"x","a":' + b"[" * 900 + b"]" * 900 + b"}}]",
        "a huge number": b'[{"id":"d","text":"x","n":' + b"9" * wide + b"}]",
        "a huge exponent": b'{"id":"d","text":"x","metadata":{"n":1e999999999}}',
        "quotation marks": b'"' * wide,
        "an open cell": b'document,title,text,metadata\nd,"' + b"x\n" * wide,
        "commas": b"," * wide,
        "tabs": b"\t" * wide,
        "line ends": b"\n" * wide,
        "carriage returns": b"\r" * wide,
        "backslashes": b'{"text":"' + b"\\" * wide,
        "one long line": "قال ".encode() * (wide // 2),
        "brackets": b"1\tx" + b"\t_" * 7 + b"\tEntity=" + b"(e1-A" * 20_000 + b"\n",
        "spaces": b"1\tx" + b"\t_" * 7 + b"\tSpacesAfter=" + rb"\s" * wide + b"\n",
        "marks": ("ل" + "\u064b" * wide).encode(),
        "embeddings": ("\u202b" * 50_000 + "ل").encode(),
        "entities": f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x>&e11;</x>'.encode(),
        "a deep tree": b'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI">' + b"<a>" * deep,
        "attributes": b"<x " + b" ".join(b'a%d=""' % n for n in range(50_000)) + b"/>",
        "brat rows": b"".join(b"T%d\tORG 0 1\tx\n" % n for n in range(20_000)),
        "brat fragments": b"T1\tORG " + b";".join(b"%d %d" % (n, n + 1) for n in range(30_000)) + b"\tx\n",
        "tags without end": b"<a x" * wide,
        "quotation marks without end": b"<a b='" * wide,
        "comments without end": b"<!--" * wide,
        "open elements": b"<b>" * wide,
        "items and elements": b"<ul><li>" + b"<ul>" + b"<b>" * 900 + b"<li></li>" * 20_000,
        "a number of a character": b"<p>&#" + b"9" * wide + b";&#x" + b"f" * wide,
        "open cells": b"<table><tr>" + b"<td> " * (wide // 5),
        "NUL": b"\0" * wide,
        "zlib": _zlib(),
    }  # fmt: skip


def _zlib() -> bytes:
    import zlib

    return zlib.compress(b"\0" * 20_000_000, 9)
