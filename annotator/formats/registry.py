"""The formats there are, by name and by what a file looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from annotator.errors import InputError
from annotator.formats.capabilities import Capabilities
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.reading import opened
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

Reader = Callable[[Path, ImportOptions], Iterator[AnnotatedDocument]]
Writer = Callable[[Iterable[AnnotatedDocument], BinaryIO, ExportOptions, Progress], LossReport]
_FIRST_BYTES: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way to put documents in a file.

    Attributes:
        name: what `--format` takes.
        title: what a person reads.
        extensions: of its files, lower case, with the dot; the first is the usual one.
        capabilities: what it holds.
        reader: reads a file as a stream; None if the format is not read. A document without an id in the
            file has the id "". A document may come more than once, each time with other readings.
        writer: writes documents to a file that is open for writing *and reading*, and reports what
            reading it back does not give; None if the format is not written.
        takes_tokens: whether the token policy matters to it.
        looks_like: tells by a file's first bytes; None if they tell nothing.
    """

    name: str
    title: Message
    extensions: tuple[str, ...]
    capabilities: Capabilities
    reader: Reader | None = None
    writer: Writer | None = None
    takes_tokens: bool = False
    looks_like: Callable[[bytes], bool] | None = None

    @property
    def can_read(self) -> bool:
        """Whether files of this format can be imported."""
        return self.reader is not None

    @property
    def can_write(self) -> bool:
        """Whether documents can be exported to it."""
        return self.writer is not None

    def read(self, path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
        """Yield the documents of a file as they are read; memory does not grow with the file.

        Raises:
            InputError: the format is not read, or the file is not what it should be. It may come after
                some documents have been yielded: bring nothing in before the end.
        """
        if self.reader is None:
            raise InputError(
                msg("{format} can only be written, not read.", format=self.name), code="E_FORMAT"
            )
        return self.reader(path, options)


def all_formats() -> tuple[Format, ...]:
    """Return every format, the lossless master first."""
    from annotator.formats.conll import CONLL
    from annotator.formats.hashiya_jsonl import HASHIYA_JSONL
    from annotator.formats.text import TEXT

    return HASHIYA_JSONL, CONLL, TEXT


def get(name: str) -> Format:
    """Return the format of this name.

    Raises:
        InputError: there is none; the message lists those there are.
    """
    for known in all_formats():
        if known.name == name:
            return known
    raise InputError(
        msg(
            "There is no format {name}. There are: {names}.",
            name=name,
            names=", ".join(known.name for known in all_formats()),
        ),
        code="E_FORMAT",
    )


def recognise(path: Path) -> Format:
    """Return the format that a file is in, by its extension, else by its first bytes.

    Raises:
        InputError: the file can't be read, or nothing tells.
    """
    readable = [known for known in all_formats() if known.can_read]
    for known in readable:
        if path.suffix.lower() in known.extensions:
            return known
    with opened(path) as file:
        first = file.read(_FIRST_BYTES)
    for known in readable:
        if known.looks_like is not None and known.looks_like(first):
            return known
    raise InputError(
        msg(
            "{file}: nothing tells which format this is. Say --format NAME; NAME is one of {names}.",
            file=path.name,
            names=", ".join(known.name for known in readable),
        ),
        code="E_FORMAT",
    )
