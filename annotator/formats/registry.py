"""The formats there are, by name and by what a file looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO, Final

from annotator.errors import InputError
from annotator.formats import strangers, xml_guard
from annotator.formats.archives import is_archive
from annotator.formats.capabilities import Capabilities
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.reading import opened
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

Reader = Callable[[Path, ImportOptions], Iterator[AnnotatedDocument]]
Writer = Callable[[Iterable[AnnotatedDocument], BinaryIO, ExportOptions, Progress], LossReport]
FolderWriter = Callable[[Iterable[AnnotatedDocument], Path, ExportOptions, Progress], LossReport]
ENTRY_POINTS: Final = "hashiya.formats"
"""The group of entry points through which other packages add formats; each names a `Format`."""

_FIRST_BYTES: Final = 1 << 16


class UnknownFormatError(InputError):
    """Nothing tells which format a file is in. A person may know."""


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
            reading it back does not give; None if the format is not written, or is a folder.
        folder_writer: the same, for a format that is a folder of files: it gets an empty one.
        takes_tokens: whether the token policy matters to it.
        looks_like: tells by a file's first bytes; None if they tell nothing.
        folder_looks_like: tells by a folder; None if the format is not read from folders.
        extra: the optional dependency it needs (`pip install hashiya[extra]`), or None.
        needs: the module that the extra brings, or None.
        takes_unit: whether `--unit` matters to it.
        compares: it lays the readings of a document side by side (`ExportOptions.readers` and `align`).
        counts: it counts readers, and only those who have finished unless states are chosen.
    """

    name: str
    title: Message
    extensions: tuple[str, ...]
    capabilities: Capabilities
    reader: Reader | None = None
    writer: Writer | None = None
    folder_writer: FolderWriter | None = None
    takes_tokens: bool = False
    looks_like: Callable[[bytes], bool] | None = None
    folder_looks_like: Callable[[Path], bool] | None = None
    extra: str | None = None
    needs: str | None = None
    takes_unit: bool = False
    compares: bool = False
    counts: bool = False

    @property
    def can_read(self) -> bool:
        """Whether files of this format can be imported."""
        return self.reader is not None

    @property
    def can_write(self) -> bool:
        """Whether documents can be exported to it."""
        return self.writer is not None or self.folder_writer is not None

    @property
    def is_installed(self) -> bool:
        """Whether the optional package that it needs is here. Tells without importing it."""
        return self.needs is None or find_spec(self.needs) is not None

    @property
    def is_folder(self) -> bool:
        """Whether an export makes a folder."""
        return self.folder_writer is not None

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


@cache
def all_formats() -> tuple[Format, ...]:
    """Return every format, the lossless master first, then ours, then those of other packages by name."""
    from annotator.formats.attribution import ATTRIBUTION, ATTRIBUTION_HTML
    from annotator.formats.bdocjs import BDOCJS
    from annotator.formats.brat import BRAT
    from annotator.formats.chat import CHAT
    from annotator.formats.conll import CONLL, CONLL_BIOES
    from annotator.formats.conllu import CONLLU
    from annotator.formats.doccano import DOCCANO
    from annotator.formats.docx import DOCX
    from annotator.formats.gliner import GLINER
    from annotator.formats.hashiya_jsonl import HASHIYA_JSONL
    from annotator.formats.html import HTML
    from annotator.formats.huggingface import HUGGINGFACE, HUGGINGFACE_PARQUET
    from annotator.formats.label_studio import LABEL_STUDIO
    from annotator.formats.prodigy import PRODIGY
    from annotator.formats.side_by_side import (
        SIDE_BY_SIDE,
        SIDE_BY_SIDE_PARQUET,
        SIDE_BY_SIDE_SPREADSHEET,
    )
    from annotator.formats.soft_labels import SOFT_LABELS, SOFT_LABELS_PARQUET
    from annotator.formats.spacy_docbin import SPACY
    from annotator.formats.tables import CSV, SPREADSHEET, TSV
    from annotator.formats.text import TEXT
    from annotator.formats.uima import UIMA_JSON, UIMA_XMI
    from annotator.formats.web_annotation import WEB_ANNOTATION
    from annotator.formats.wojood import WOJOOD
    from annotator.formats.zipped import ZIP

    own = (
        HASHIYA_JSONL,
        CONLL,
        CONLL_BIOES,
        WOJOOD,
        BRAT,
        DOCCANO,
        LABEL_STUDIO,
        PRODIGY,
        GLINER,
        CHAT,
        CSV,
        TSV,
        SPREADSHEET,
        WEB_ANNOTATION,
        CONLLU,
        BDOCJS,
        UIMA_XMI,
        UIMA_JSON,
        HUGGINGFACE,
        HUGGINGFACE_PARQUET,
        SPACY,
        ATTRIBUTION,
        ATTRIBUTION_HTML,
        SIDE_BY_SIDE,
        SIDE_BY_SIDE_SPREADSHEET,
        SIDE_BY_SIDE_PARQUET,
        SOFT_LABELS,
        SOFT_LABELS_PARQUET,
        TEXT,
        HTML,
        ZIP,
        DOCX,  # behind the archives, being one
    )
    return (*own, *_added({known.name for known in own}))


def _added(taken: set[str]) -> Iterator[Format]:
    """Yield the formats of other packages.

    Raises:
        InputError: one can't be loaded, is no `Format`, or has a name that is taken.
    """
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda e: e.name):
        try:
            added = entry.load()
        except (ImportError, AttributeError) as error:
            raise _bad_entry(entry.value, str(error)) from error
        if not isinstance(added, Format):
            raise _bad_entry(entry.value, type(added).__name__)
        if added.name in taken:
            raise _bad_entry(entry.value, added.name)
        taken.add(added.name)
        yield added


def _bad_entry(entry: str, reason: str) -> InputError:
    return InputError(
        msg(
            "The format {entry}, which another package adds, can't be used ({reason}). "
            "Mend or remove that package; docs/formats/your-own.md shows what is needed.",
            entry=entry,
            reason=reason,
        ),
        code="E_FORMAT",
    )


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
    """Return the format that a file or a folder is in: by its extension and first bytes, else by one of them.

    Raises:
        UnknownFormatError: nothing tells.
        InputError: the file can't be read, or it is of a kind that is never read.
    """
    # The later the more special: the master takes what no other format claims.
    readable = [known for known in reversed(all_formats()) if known.can_read]
    if path.is_dir():
        found = [known for known in readable if known.folder_looks_like and known.folder_looks_like(path)]
    else:
        named = [known for known in readable if path.suffix.lower() in known.extensions]
        with opened(path) as file:
            first = file.read(_FIRST_BYTES)
        strangers.refuse(path.name, first)
        alike = [known for known in readable if known.looks_like and known.looks_like(first)]
        if is_archive(first):
            # Whatever its name says: nothing else begins like one.
            named = [known for known in named if known in alike]
        # A format without a test of its own, such as plain text, takes the files that bear its name.
        plain = [known for known in named if known.looks_like is None]
        found = [known for known in alike if known in named] or plain or named[-1:] or alike
    if found:
        return found[0]
    if not path.is_dir():
        xml_guard.refuse_if_xml(first, path.name)
    raise UnknownFormatError(
        msg(
            "{file}: nothing tells which format this is. Say --format NAME; NAME is one of {names}.",
            file=path.name,
            names=", ".join(known.name for known in reversed(readable)),
        ),
        code="E_FORMAT",
    )
