"""The folder: parts of some thousand documents, each verified when it is whole, and the card at last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from annotator.errors import InputError
from annotator.formats import records
from annotator.formats.building import Builder
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.huggingface.card import card
from annotator.formats.huggingface.parts import Kind
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.shapes import DocumentShape
from annotator.formats.shards import write_shards
from annotator.language import msg
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS,
    nesting=True,
    crossing=True,
    relations=True,
    attributes=True,
    comments=True,
    metadata=True,
    several_sets=True,
    answers=True,
    provenance=True,
)
_CARD: Final = "README.md"
_DATA: Final = "data"


def is_folder_of(kind: Kind, folder: Path) -> bool:
    """Tell whether a folder holds parts of this kind."""
    return (folder / _CARD).is_file() and next((folder / _DATA).glob(f"*{kind.suffix}"), None) is not None


def read(path: Path, options: ImportOptions, *, kind: Kind) -> Iterator[AnnotatedDocument]:
    """Yield the documents of all parts of a folder, or of one part.

    Raises:
        InputError: a row is not what it should be; the message names the part and every bad row.
    """
    parts = sorted((path / _DATA).glob(f"*{kind.suffix}")) if path.is_dir() else [path]
    if not parts:
        raise InputError(msg("{file} is empty: there is no document in it.", file=path.name), code="E_EMPTY")
    builder = Builder(options)
    for part in parts:
        yield from records.read_shapes(part.name, options, kind.read(part), builder=builder)


def write(
    documents: Iterable[AnnotatedDocument],
    folder: Path,
    options: ExportOptions,
    progress: Progress,
    *,
    kind: Kind,
) -> LossReport:
    """Write documents with all their readings."""
    (folder / _DATA).mkdir()

    def put(number: int, shapes: list[DocumentShape]) -> Iterable[DocumentShape]:
        path = folder / _DATA / f"train-{number:05}{kind.suffix}"
        return kind.put(path, shapes)

    syntax = records.FolderSyntax(name=kind.name, capabilities=CAPABILITIES)
    report = write_shards(documents, options, progress, syntax, put=put)
    (folder / _CARD).write_text(card(kind.suffix, report), encoding="utf-8")
    return report
