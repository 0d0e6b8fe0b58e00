"""Formats of which each document is some files in a folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from annotator.errors import InputError
from annotator.formats.building import Builder
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.reading import opened
from annotator.formats.records import BOM, Codec, Encoded, FolderSyntax, Making, read_shapes, refuse_bad_utf8
from annotator.formats.shapes import DocumentShape
from annotator.language import msg
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}\Z")


class Names:
    """Gives each document a name for its files: its id, if that can be one everywhere, else a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count = 0

    def name(self, document_id: object) -> str:
        """Return a name that no other document has got."""
        self._count += 1
        wanted = str(document_id)
        # Some file systems take A and a for one name.
        if not _PLAIN.match(wanted) or wanted.endswith(".") or wanted.lower() in self._taken:
            wanted = f"document-{self._count}"
            while wanted in self._taken:
                wanted += "-2"
        self._taken.add(wanted.lower())
        return wanted


def write(
    documents: Iterable[AnnotatedDocument],
    options: ExportOptions,
    progress: Progress,
    syntax: FolderSyntax,
    *,
    put: Callable[[DocumentShape, Encoded], DocumentShape],
) -> LossReport:
    """Write documents one by one, and compare what their files give back.

    Args:
        documents: a stream.
        options: see there.
        progress: one step a document.
        syntax: the format.
        put: writes the files of one document, and returns what reading them gives.
    """
    report = LossReport(format=syntax.name, notes=list(syntax.notes))
    codec = Codec(options, syntax)
    for annotated in documents:
        plan = codec.plan(annotated)
        back = None if plan is None else put(plan[0].shape, plan[1])
        codec.compare(annotated, plan, back, report)
        progress.step()
    return report


def read_files(
    paths: Iterable[Path],
    options: ImportOptions,
    make: Callable[[Path, bytes], Iterable[tuple[int, Making]]],
    empty: str,
) -> Iterator[AnnotatedDocument]:
    """Yield the documents of several files, each checked; an id must not stand for two texts.

    Args:
        paths: the files.
        options: see there.
        make: finds the documents of a file's bytes (UTF-8, without a byte order mark).
        empty: the folder's name, to say that nothing was found in it.

    Raises:
        InputError: a file is not what it should be, or there is none.
    """
    builder = Builder(options)
    none = True
    for path in paths:
        none = False
        with opened(path) as file:
            data = file.read().removeprefix(BOM)
        yield from read_shapes(path.name, options, make(path, data), builder=builder)
    if none:
        raise InputError(msg("{file} is empty: there is no document in it.", file=empty), code="E_EMPTY")


def text_of(data: bytes) -> str:
    """Return the text of a file, which must be UTF-8.

    Raises:
        Fault: it is not.
    """
    refuse_bad_utf8(data, 0)
    return data.decode()
