"""Plain text, in.

```
موسكو (زمان التركية)- التقى زعيم كوريا الشمالية …      one file, one document
زعيم كوريا الشمالية يشكر بوتين                          its name becomes the title
```

The encoding is the one that is named, else the one that `annotator.text.encodings` is sure of; where it is
not, or where the text is damaged UTF-8, the file is refused with what it may be. CRLF and CR become LF;
nothing else is changed, unless the person asks for a damage to be mended.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotator.errors import InputError
from annotator.formats import characters
from annotator.formats.capabilities import Capabilities
from annotator.formats.options import ImportOptions
from annotator.formats.reading import opened
from annotator.formats.registry import Format
from annotator.language import Message, msg, msgn
from annotator.model import AnnotatedDocument, Document, digest
from annotator.text.damage import Damage, is_backwards, presentation_forms, turned, with_letters
from annotator.text.encodings import ENCODINGS, Recognised, recognise

_BEGINNING: Final = 60
_UNLIKELY: Final = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """How a file begins if it is in this encoding.

    Attributes:
        encoding: one of `ENCODINGS`.
        confidence: from 0 to 1.
        line: the beginning of the first line with words.
    """

    encoding: str
    confidence: float
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a text file seems to be, before anybody has decided.

    Attributes:
        encoding: the one that is sure or was named; None: the person has to choose.
        beginnings: of the likely encodings, the likeliest first; at least one.
        damages: what is wrong with the text, in the encoding above or else the likeliest.
    """

    encoding: str | None
    beginnings: tuple[Beginning, ...]
    damages: frozenset[Damage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of text file.

    Attributes:
        words: makes of the file's text what a person reads of it.
        declared: the encoding that the bytes themselves name, or None.
        head: how many bytes are sure to hold a line with words.
    """

    words: Callable[[str], str]
    declared: Callable[[bytes], str | None]
    head: int


PLAIN: Final = Kind(words=lambda text: text, declared=lambda _: None, head=4096)


def look(
    path: Path, encoding: str | None = None, mend: frozenset[Damage] = frozenset(), *, kind: Kind = PLAIN
) -> Look:
    """Look at a text file as it would be read with these choices, without deciding anything.

    Raises:
        InputError: it can't be read, or there is no such encoding.
    """
    with opened(path) as file:
        data = file.read()
    found = recognise(data)
    chosen = (kind.declared(data) or found.encoding) if encoding is None else _codec(encoding)
    if chosen is None and found.bad and Damage.BYTES in mend:
        chosen = "utf-8"
    source = data.decode(chosen or found.candidates[0].encoding, errors="replace")
    damages = set()
    if source.count("\ufffd") > data.count("\ufffd".encode()):
        damages.add(Damage.BYTES)
    text = kind.words(source)
    if presentation_forms(text):
        damages.add(Damage.FORMS)
    if is_backwards(text):
        damages.add(Damage.ORDER)
    return Look(encoding=chosen, beginnings=_beginnings(data, found, kind), damages=frozenset(damages))


def _beginnings(data: bytes, found: Recognised, kind: Kind) -> tuple[Beginning, ...]:
    likely = [c for c in found.candidates if c.confidence >= _UNLIKELY] or found.candidates[:1]
    return tuple(
        Beginning(encoding=c.encoding, confidence=c.confidence, line=_first_line(data, c.encoding, kind))
        for c in likely
    )


def _first_line(data: bytes, encoding: str, kind: Kind) -> str:
    text = kind.words(data[: kind.head].decode(encoding, errors="replace").removeprefix("\ufeff"))
    line = next((line for line in text.splitlines() if line.strip()), "")
    return characters.clean_name(line)[:_BEGINNING]


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the one document of a text file, without readings and without an id.

    Raises:
        InputError: its encoding is not the one named or can't be told, it is empty, or it holds a character
            that no document can have.
    """
    with opened(path) as file:
        data = file.read()
    try:
        document = _document(data, path, options)
    except InputError as error:
        if options.problems is None:
            raise
        options.problems.append(error)
        return
    yield AnnotatedDocument(document=document)


def _document(data: bytes, path: Path, options: ImportOptions) -> Document:
    said: list[Message] = []
    text, codec = decoded(data, path.name, options, said)
    if not text.strip():
        raise InputError(
            msg("{file} is empty: there is nothing to annotate.", file=path.name), code="E_EMPTY"
        )
    text, done = mended(text.replace("\r\n", "\n").replace("\r", "\n"), options, said)
    metadata: dict[str, Any] = {}
    if done:
        metadata["source"] = source_of(data, codec, done)
    said += characters.warnings(text)
    options.warnings.extend(msg("{file}: {what}", file=path.name, what=one) for one in said)
    return Document(
        id="",
        title=characters.clean_name(path.stem) or characters.title_of(text),
        text=text,
        sha256=digest(text),
        metadata=metadata,
    )


def decoded(data: bytes, name: str, options: ImportOptions, said: list[Message]) -> tuple[str, str]:
    """Return the bytes as text without a byte order mark, and the codec that made it.

    Args:
        data: the bytes.
        name: of the file, for messages.
        options: may name the encoding, and say that damage is to be mended.
        said: takes up what is worth a word.

    Raises:
        InputError: the encoding can't be told, or is not the one named; or there is an impossible character.
    """
    mends = Damage.BYTES in options.mend
    if options.encoding is None:
        codec = _recognised(data, name, mends=mends)
        if codec not in {"utf-8", "utf-16"}:
            said.append(
                msg(
                    "it has been read as {encoding}. If it looks wrong, name another encoding.",
                    encoding=codec,
                )
            )
    else:
        codec = _codec(options.encoding)
    try:
        text = data.decode(codec, errors="replace" if mends else "strict")
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
    return text.removeprefix("\ufeff"), codec


def _recognised(data: bytes, name: str, *, mends: bool) -> str:
    found = recognise(data)
    if found.encoding is not None:
        return found.encoding
    if found.bad and mends:
        return "utf-8"
    if found.bad:
        raise InputError(_damaged(data, name, found), code="E_ENCODING")
    beginnings = "; ".join(f"{b.encoding} “{b.line}”" for b in _beginnings(data, found, PLAIN))
    raise InputError(
        msg(
            "{file}: its encoding can't be told for sure. Name it with --encoding; it may begin so: {lines}.",
            file=name,
            lines=beginnings,
        ),
        code="E_ENCODING",
    )


def _damaged(data: bytes, name: str, found: Recognised) -> Message:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        place = error.start
    return msgn(
        "{file} is damaged UTF-8: one place can't be read, byte {place}. Get the file again; "
        "or import it with the sign U+FFFD there (--mend bytes), or name another encoding (--encoding).",
        "{file} is damaged UTF-8: {count} places can't be read, the first is byte {place}. Get the file "
        "again; or import it with the sign U+FFFD in each of them (--mend bytes), or name another encoding "
        "(--encoding).",
        found.bad,
        file=name,
        place=place,
    )


def mended(text: str, options: ImportOptions, said: list[Message]) -> tuple[str, list[str]]:
    """Return the text with what is to be mended, and the names of what was; `said` takes up what was not."""
    done = [Damage.BYTES.value] if Damage.BYTES in options.mend and "\ufffd" in text else []
    if is_backwards(text):
        if Damage.ORDER in options.mend:
            # Before the letters: a ligature, turned round as letters, would fall apart.
            text = turned(text)
            done.append(Damage.ORDER.value)
        else:
            said.append(
                msg(
                    "its words seem to be stored backwards. They are kept so (--mend order turns them round)."
                )
            )
    if Damage.FORMS in options.mend and presentation_forms(text):
        text = with_letters(text)
        done.append(Damage.FORMS.value)
    return text, done


def source_of(data: bytes, codec: str, done: list[str]) -> dict[str, Any]:
    """Return what a document's metadata say of the file whose text was mended."""
    return {"sha256": hashlib.sha256(data).hexdigest(), "encoding": codec, "mended": done}


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


def _refuse_characters(text: str, codec: str, name: str) -> None:
    place = characters.refused(text)
    if place is not None:
        raise InputError(
            msg(
                "{file} holds {character} at byte {byte}, which no text may have. Remove it there.",
                file=name,
                character=characters.name_of(text[place]),
                byte=len(text[:place].encode(codec, errors="replace")),
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
