"""Reads Hashiya JSONL: every line is checked as if a stranger had written it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import UNSET

from annotator.formats import records
from annotator.formats.faults import Fault
from annotator.formats.hashiya_jsonl.shape import VERSION, decode
from annotator.formats.options import ImportOptions
from annotator.formats.shapes import DocumentShape
from annotator.language import msg
from annotator.model import AnnotatedDocument


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a file, line by line.

    A document that stands on several lines (one id, one text) comes several times, each time with the
    readings of that line.

    Raises:
        InputError: a line is not what it should be; the message names every bad line. With
            `options.problems` the bad lines are taken up there instead.
    """
    return records.read_lines(path, options, _document)


def _document(line: bytes) -> DocumentShape:
    shape = decode(line)
    if shape.hashiya is not UNSET and shape.hashiya != VERSION:
        raise Fault(
            msg(
                "it is of version {version} of the format, and this program reads {known}. "
                "Use a newer program.",
                version=shape.hashiya,
                known=VERSION,
            ),
            "E_VERSION",
        )
    return shape
