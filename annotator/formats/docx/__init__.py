"""Word files, in: their text.

```
article.docx              a zip archive, of which one part is read:
  word/document.xml       <w:p><w:r><w:t>قال سليم</w:t></w:r></w:p> …     a paragraph is a line
```
What text can't hold (notes, comments, images, what is struck out) is counted in a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Final

from annotator.errors import InputError
from annotator.formats import prose, xml_guard
from annotator.formats.archives import is_archive, opened_archive
from annotator.formats.capabilities import Capabilities
from annotator.formats.docx.extracting import EntitiesError, Left, MarkupError, extract
from annotator.formats.options import ImportOptions
from annotator.formats.prose import Prose
from annotator.formats.registry import Format
from annotator.language import Message, msg, msgn
from annotator.model import AnnotatedDocument

_MAIN_PARTS: Final = ("word/document.xml", "word/document2.xml", "word/document1.xml")
"""The first is what everybody writes; Word in the browser numbers it."""
_LARGEST: Final = 64 << 20


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the one document of a Word file, without readings and without an id.

    Raises:
        InputError: it is no Word file, damaged, too big, empty, or its main part could do harm.
    """
    return prose.read(path, options, lambda: _prose(path))


def main_part(names: Collection[str]) -> str | None:
    """Return which member of an archive is the text of a Word file, or None."""
    return next((name for name in _MAIN_PARTS if name in names), None)


def _prose(path: Path) -> Prose:
    with opened_archive(path) as archive:
        part = main_part(archive.names)
        if part is None:
            raise InputError(
                msg("{file} is an archive, and no Word file: there is no text in it.", file=path.name),
                code="E_FORMAT",
            )
        data = archive.read(part, _LARGEST)
    xml_guard.refuse_entities(data, path.name)
    try:
        written = extract(data)
    except EntitiesError as error:
        raise InputError(
            msg("{file} declares XML entities. Nothing of it is read.", file=path.name), code="E_DTD"
        ) from error
    except MarkupError as error:
        raise InputError(
            msg("{file} is no Word file that can be read. Save it anew as .docx.", file=path.name),
            code="E_SCHEMA",
            details=str(error),
        ) from error
    said = tuple(_SAYINGS[what](count) for what, count in written.left.items() if count)
    return Prose(text=written.text, said=said)


_SAYINGS: Final[dict[Left, Callable[[int], Message]]] = {
    Left.NOTE: lambda n: msgn(
        "one footnote or endnote was left out.", "{count} footnotes and endnotes were left out.", n
    ),
    Left.COMMENT: lambda n: msgn("one comment was left out.", "{count} comments were left out.", n),
    Left.IMAGE: lambda n: msgn(
        "one image or drawing was left out; words in boxes are there.",
        "{count} images and drawings were left out; words in boxes are there.",
        n,
    ),
    Left.TABLE: lambda n: msgn(
        "one table became lines, with a tab between its cells.",
        "{count} tables became lines, with a tab between their cells.",
        n,
    ),
    Left.DELETED: lambda n: msgn(
        "one struck-out passage was left out.", "{count} struck-out passages were left out.", n
    ),
    Left.HIDDEN: lambda n: msgn("one hidden part was left out.", "{count} hidden parts were left out.", n),
    Left.NUMBER: lambda n: msgn(
        "the number or bullet of one list item was left out.",
        "the numbers or bullets of {count} list items were left out.",
        n,
    ),
    Left.SYMBOL: lambda n: msgn(
        "one sign of a symbol font was left out.", "{count} signs of symbol fonts were left out.", n
    ),
    Left.HEADER: lambda n: msgn(
        "one header or footer of the pages was left out.",
        "{count} headers and footers of the pages were left out.",
        n,
    ),
    Left.LINK: lambda n: msgn(
        "the address of one link was left out; its words are there.",
        "the addresses of {count} links were left out; their words are there.",
        n,
    ),
}


def _looks_like(first: bytes) -> bool:
    return is_archive(first) and b"word/" in first


DOCX: Final = Format(
    name="docx",
    title=msg("Word file, its text"),
    extensions=(".docx",),
    capabilities=Capabilities(),
    reader=read,
    looks_like=_looks_like,
)
