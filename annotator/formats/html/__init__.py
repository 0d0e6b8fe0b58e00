"""Web pages, in: their text.

```
<title>خبر عاجل</title> … <p>قال <a href="…">سليم</a>:<br>نعم</p><script>…</script>

the document «خبر عاجل»:   قال سليم: ⏎ نعم
```
Nothing is fetched, and nothing is run. Each block is a line. What text can't hold is counted in a warning.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from annotator.errors import InputError
from annotator.formats import prose
from annotator.formats.capabilities import Capabilities
from annotator.formats.html.extracting import DEEPEST, MOST, Left, TooMuchError, extract
from annotator.formats.options import ImportOptions
from annotator.formats.prose import Prose
from annotator.formats.reading import opened
from annotator.formats.registry import Format
from annotator.formats.text import Kind, decoded, mended, source_of
from annotator.language import Message, msg, msgn
from annotator.model import AnnotatedDocument
from annotator.text.encodings import ENCODINGS, recognise

_LARGEST: Final = 32 << 20
_HEAD: Final = 4096
_DECLARED: Final = re.compile(
    rb"""(?:charset|<\?xml[^>]{0,80}encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]{1,40})""", re.IGNORECASE
)
_BEGINNING: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the one document of a page, without readings and without an id.

    Raises:
        InputError: its encoding is not the one named or can't be told, it is empty, too big, too deep, or
            holds a character that no document can have.
    """
    return prose.read(path, options, lambda: _prose(path, options))


def _prose(path: Path, options: ImportOptions) -> Prose:
    with opened(path) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError(
            msg("{file} is larger than {size} MB, which no page is.", file=path.name, size=_LARGEST >> 20),
            code="E_TOO_BIG",
        )
    said: list[Message] = []
    if options.encoding is None:
        options = replace(options, encoding=declared(data))
    source, codec = decoded(data, path.name, options, said)
    try:
        page = extract(source.replace("\r\n", "\n").replace("\r", "\n"))
    except TooMuchError as error:
        raise InputError(
            msg(
                "{file} has more than {most} tags, or more than {deep} elements inside each other, "
                "which no page needs.",
                file=path.name,
                most=MOST,
                deep=DEEPEST,
            ),
            code="E_TOO_BIG",
        ) from error
    left = tuple(_left_out(what, count) for what, count in page.left.items() if count)
    text, done = mended(page.text, options, said)
    metadata = {"source": source_of(data, codec, done)} if done else {}
    return Prose(text=text, title=page.title, said=(*said, *left), metadata=metadata)


def _words(source: str) -> str:
    try:
        return extract(source).text
    except TooMuchError:
        return ""


def declared(data: bytes) -> str | None:
    """Return the encoding that a page declares, if it can be believed; None: it has to be recognised.

    A byte order mark, and bytes that are UTF-8 or UTF-16 by themselves, are believed first: pages are often
    saved in another encoding than the one that they go on declaring.
    """
    found = recognise(data)
    if found.encoding in {"utf-8", "utf-16", "utf-16-le", "utf-16-be"}:
        return None
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode()).name
    except LookupError:
        return None
    # Browsers read what is declared as Latin-1 so, too.
    name = "cp1252" if name == "iso8859-1" else name
    known = next((one for one in ENCODINGS if codecs.lookup(one).name == name), None)
    try:
        data.decode(known or "ascii")
    except UnicodeDecodeError:
        return None
    return known


def _left_out(what: Left, count: int) -> Message:
    match what:
        case Left.LINK:
            return msgn(
                "the address of one link was left out; its words are there.",
                "the addresses of {count} links were left out; their words are there.",
                count,
            )
        case Left.IMAGE:
            return msgn(
                "one image was left out, with its description.",
                "{count} images were left out, with their descriptions.",
                count,
            )
        case Left.TABLE:
            return msgn(
                "one table became lines, with a tab between its cells.",
                "{count} tables became lines, with a tab between their cells.",
                count,
            )
        case Left.HIDDEN:
            return msgn(
                "one hidden part was left out.",
                "{count} hidden parts were left out.",
                count,
            )
        case Left.FIELD:
            return msgn(
                "one button or field of a form was left out.",
                "{count} buttons and fields of forms were left out.",
                count,
            )


PAGE: Final = Kind(words=_words, declared=declared, head=1 << 17)
"""How a page is looked at before it is read."""


def _looks_like(first: bytes) -> bool:
    # Of UTF-16 every second byte is 0 here.
    start = first[:_HEAD].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    return _BEGINNING.match(start) is not None


HTML: Final = Format(
    name="html",
    title=msg("Web page, its text"),
    extensions=(".html", ".htm", ".xhtml"),
    capabilities=Capabilities(),
    reader=read,
    looks_like=_looks_like,
)
