"""Folders of CAS files, through dkpro-cassis."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec

from annotator.errors import InputError
from annotator.formats import characters, extras, folders, records, xml_guard
from annotator.formats.faults import Fault
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.reading import opened
from annotator.formats.records import Encoded, Making
from annotator.formats.shapes import DocumentShape
from annotator.formats.uima.cas import CAPABILITIES, EXTRA, XMI, Flavour, of_cas, to_cas, type_system
from annotator.language import msg
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

_TYPES: Final = "TypeSystem.xml"
_NEVER_HELD: Final = msg(
    "The format holds no names of readers, no state of work and no answers on relations."
)
# XML 1.0 has no such characters at all, not even escaped. CR would come back as LF.
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def is_folder_of(flavour: Flavour, folder: Path) -> bool:
    """Tell whether a folder holds files of this flavour."""
    first = next((file for e in flavour.extensions for file in sorted(folder.glob(f"*{e}"))), None)
    if first is None:
        return False
    with first.open("rb") as file:
        return flavour.mark in file.read(2000)


def read(path: Path, options: ImportOptions, *, flavour: Flavour) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a folder, or of one file; `TypeSystem.xml` stands beside an XMI.

    Raises:
        InputError: a file or the type system can't be used, or dkpro-cassis is not installed.
    """
    extras.load("cassis", EXTRA)
    folder = path if path.is_dir() else path.parent
    paths = (
        [file for e in flavour.extensions for file in sorted(path.glob(f"*{e}"))] if path.is_dir() else [path]
    )
    types = None
    if flavour is XMI:
        with opened(folder / _TYPES) as file:
            types = _types(file.read(), folder / _TYPES)
    return folders.read_files(paths, options, partial(_found, flavour=flavour, types=types), path.name)


def _types(data: bytes, path: Path) -> Any:
    xml_guard.refuse_entities(data, path.name)
    cassis = extras.load("cassis", EXTRA)
    try:
        return cassis.load_typesystem(io.BytesIO(data))
    except Exception as error:  # the library raises whatever its parser meets
        raise InputError(
            msg("{file} is no type system: {reason}.", file=path.name, reason=str(error)), code="E_SCHEMA"
        ) from error


def _found(path: Path, data: bytes, *, flavour: Flavour, types: Any) -> Iterator[tuple[int, Making]]:
    if flavour is XMI:
        xml_guard.refuse_entities(data, path.name)
    yield 1, partial(_decode, data, path.stem, flavour, types)


def _decode(data: bytes, name: str, flavour: Flavour, types: Any) -> DocumentShape:
    try:
        with warnings.catch_warnings():
            # The library would take an offset inside a surrogate pair for one in code points.
            warnings.filterwarnings("error", "Not mapping external offset")
            return of_cas(_loaded(data, flavour, types), name)
    except Fault:
        raise
    except Exception as error:  # the library raises whatever its parser meets
        raise Fault(msg("this is no CAS: {reason}.", reason=str(error)), "E_SCHEMA") from error


def _loaded(data: bytes, flavour: Flavour, types: Any) -> Any:
    cassis = extras.load("cassis", EXTRA)
    if flavour is XMI:
        return cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=types)
    # The library's parser is laxer: half a surrogate pair would come through, and no file can hold it.
    msgspec.json.decode(data)
    return cassis.load_cas_from_json(io.BytesIO(data))


def write(
    documents: Iterable[AnnotatedDocument],
    folder: Path,
    options: ExportOptions,
    progress: Progress,
    *,
    flavour: Flavour,
) -> LossReport:
    """Write documents with one reading each, a file for each document.

    Raises:
        InputError: dkpro-cassis is not installed, or a text has a character that XML has not.
    """
    types = type_system(options.scheme)
    suffix = flavour.extensions[0]
    if flavour is XMI:
        types.to_xml(folder / _TYPES)
    names = folders.Names()
    syntax = records.FolderSyntax(name=flavour.name, capabilities=CAPABILITIES, notes=(_NEVER_HELD,))

    def put(shape: DocumentShape, _: Encoded) -> DocumentShape:
        name = names.name(shape.id)
        if flavour is XMI:
            _refuse_characters(shape)
        cas = to_cas(shape, types)
        data = cas.to_xmi() if flavour is XMI else cas.to_json()
        path = folder / f"{name}{suffix}"
        path.write_bytes(data.encode())
        return _decode(path.read_bytes(), name, flavour, types)

    return folders.write(documents, options, progress, syntax, put=put)


def _refuse_characters(shape: DocumentShape) -> None:
    said = [span.comment for reading in shape.sets for span in reading.spans if span.comment]
    for text in (shape.text, *said):
        match = _NOT_IN_XML.search(text)
        if match is not None:
            raise InputError(
                msg(
                    "“{document}” holds {character}, which XML can't. Export it as CAS JSON (uima-json).",
                    document=str(shape.title),
                    character=characters.name_of(match[0]),
                ),
                code="E_CONTROL_CHAR",
            )
