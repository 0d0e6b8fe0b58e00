"""Plain text, in.

```
موسكو (زمان التركية)- التقى زعيم كوريا الشمالية …      one file, one document
زعيم كوريا الشمالية يشكر بوتين                          its name becomes the title
```

UTF-8, with or without a byte order mark; another encoding only if the person names it. Arabic UTF-16 without
a mark *is* valid UTF-8, so it is looked for before. CRLF and CR become LF; nothing else is changed.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.errors import InputError
from annotator.formats import characters
from annotator.formats.capabilities import Capabilities
from annotator.formats.options import ImportOptions
from annotator.formats.reading import opened
from annotator.formats.registry import Format
from annotator.language import msg
from annotator.model import AnnotatedDocument, Document, digest

ENCODINGS: Final = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1256",
    "iso-8859-6",
    "mac-arabic",
    "cp864",
    "cp720",
    "cp1252",
)
"""The encodings that Arabic text is found in. Others, such as UTF-7, are for tricks."""

_UTF16_SHARE: Final = 0.4
_SAMPLE: Final = 4096


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the one document of a text file, without readings and without an id.

    Raises:
        InputError: it is not text in that encoding, it is empty, or it holds a character that no document
            can have.
    """
    with opened(path) as file:
        data = file.read()
    try:
        text = _text(data, path.name, options.encoding)
    except InputError as error:
        if options.problems is None:
            raise
        options.problems.append(error)
        return
    options.warnings.extend(
        msg("{file}: {what}", file=path.name, what=warning) for warning in characters.warnings(text)
    )
    title = characters.clean_name(path.stem) or characters.title_of(text)
    yield AnnotatedDocument(document=Document(id="", title=title, text=text, sha256=digest(text)))


def _text(data: bytes, name: str, encoding: str | None) -> str:
    text = _decoded(data, name, encoding).removeprefix("\ufeff")
    if not text.strip():
        raise InputError(msg("{file} is empty: there is nothing to annotate.", file=name), code="E_EMPTY")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str, encoding: str | None) -> str:
    """Return the bytes as text; a byte order mark is still in it."""
    if encoding is None:
        _refuse_utf16(data, name)
    codec = _codec(encoding or "utf-8")
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(
            msg(
                "{file} is not {encoding}: byte {place} can't be read. "
                "If it is in another encoding, name it with --encoding: {encodings}.",
                file=name,
                encoding=codec.upper(),
                place=error.start,
                encodings=", ".join(ENCODINGS),
            ),
            code="E_ENCODING",
        ) from error
    _refuse_characters(text, codec, name)
    return text


def _codec(encoding: str) -> str:
    try:
        wanted = codecs.lookup(encoding).name
    except LookupError:
        wanted = ""
    for known in ENCODINGS:
        if codecs.lookup(known).name == wanted:
            return known
    raise InputError(
        msg(
            "The encoding {name} is not known here. There are: {encodings}.",
            name=encoding,
            encodings=", ".join(ENCODINGS),
        ),
        code="E_ENCODING",
    )


def _refuse_utf16(data: bytes, name: str) -> None:
    kind = _utf16_kind(data)
    if kind is not None:
        raise InputError(
            msg(
                "{file} looks like {encoding}, not UTF-8. Say --encoding {encoding} to read it so.",
                file=name,
                encoding=kind,
            ),
            code="E_ENCODING",
        )


def _utf16_kind(data: bytes) -> str | None:
    """Return the UTF-16 that bytes look like: in Arabic every second one is then 06, or 00 for spaces."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_SAMPLE]
    for kind, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(high) > 1 and (high.count(6) + high.count(0)) / len(high) >= _UTF16_SHARE:
            return kind
    return None


def _refuse_characters(text: str, codec: str, name: str) -> None:
    place = characters.refused(text)
    if place is not None:
        raise InputError(
            msg(
                "{file} holds {character} at byte {byte}, which no text may have. Remove it there.",
                file=name,
                character=characters.name_of(text[place]),
                byte=len(text[:place].encode(codec)),
            ),
            code="E_CONTROL_CHAR",
        )


TEXT: Final = Format(
    name="text",
    title=msg("Plain text"),
    extensions=(".txt", ".text"),
    capabilities=Capabilities(),
    reader=read,
)
