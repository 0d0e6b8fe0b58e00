"""Files that are one text and no more: what a web page and a Word file have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.errors import InputError
from annotator.formats import characters
from annotator.formats.options import ImportOptions
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument, Document, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The text of a file.

    Attributes:
        text: with LF between its lines.
        title: that the file gives it; empty: its name does.
        said: what of the file is not in the text, as the rest of a sentence that began with its name.
        metadata: of the document.
    """

    text: str
    title: str = ""
    said: tuple[Message, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)


def read(path: Path, options: ImportOptions, extract: Callable[[], Prose]) -> Iterator[AnnotatedDocument]:
    """Yield the one document of a file, without readings and without an id.

    Raises:
        InputError: `extract` raises it, nothing is left, or it holds a character that no document can have.
    """
    try:
        prose = extract()
        _check(prose.text, path.name)
    except InputError as error:
        if options.problems is None:
            raise
        options.problems.append(error)
        return
    said = (*prose.said, *characters.warnings(prose.text))
    options.warnings.extend(msg("{file}: {what}", file=path.name, what=one) for one in said)
    title = characters.clean_name(prose.title) or characters.clean_name(path.stem)
    yield AnnotatedDocument(
        document=Document(
            id="",
            title=title or characters.title_of(prose.text),
            text=prose.text,
            sha256=digest(prose.text),
            metadata=prose.metadata,
        )
    )


def _check(text: str, name: str) -> None:
    if not text.strip():
        raise InputError(msg("{file} is empty: there is nothing to annotate.", file=name), code="E_EMPTY")
    place = characters.refused(text)
    if place is not None:
        raise InputError(
            msg(
                "{file} holds {character}, which no text may have. Remove it there.",
                file=name,
                character=characters.name_of(text[place]),
            ),
            code="E_CONTROL_CHAR",
        )
