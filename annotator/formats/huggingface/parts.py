"""Files of rows, as JSONL and as Parquet: written part by part, and read row by row."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from annotator.formats import extras, json_shapes, records
from annotator.formats.faults import Fault
from annotator.formats.huggingface import columns
from annotator.formats.huggingface.card import schema_metadata
from annotator.formats.huggingface.rows import FEATURES, Row, document_of, row_of
from annotator.formats.reading import opened
from annotator.formats.records import Making
from annotator.formats.shapes import DocumentShape
from annotator.language import msg


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One of the two ways to store rows.

    Attributes:
        name: of the format.
        suffix: of the files.
        put: writes a part, and returns what reading it gives.
        read: finds the documents of a part.
    """

    name: str
    suffix: str
    put: Callable[[Path, list[DocumentShape]], Iterable[DocumentShape]]
    read: Callable[[Path], Iterator[tuple[int, Making]]]


_BATCH: Final = 256


def _put_jsonl(path: Path, shapes: list[DocumentShape]) -> Iterable[DocumentShape]:
    path.write_bytes(b"".join(json_shapes.encode(row_of(shape)) + b"\n" for shape in shapes))
    return (make() for _, make in _read_jsonl(path))


def _read_jsonl(path: Path) -> Iterator[tuple[int, Making]]:
    with opened(path) as file:
        for number, place, line in records.lines(file):
            if line.strip():
                yield number, partial(_of_line, line, place)


def _of_line(line: bytes, place: int) -> DocumentShape:
    records.refuse_bad_utf8(line, place)
    return document_of(json_shapes.decode(line, Row, "Hugging Face"))


def _put_parquet(path: Path, shapes: list[DocumentShape]) -> Iterable[DocumentShape]:
    arrow, parquet = extras.load("pyarrow", "parquet"), extras.load("pyarrow.parquet", "parquet")
    fields = [(name, columns.arrow_type(kind, arrow)) for name, kind in FEATURES.items()]
    schema = arrow.schema(fields, metadata={b"huggingface": schema_metadata()})
    parquet.write_table(columns.table_of(columns.columns_of(shapes), arrow, schema), path)
    return (make() for _, make in _read_parquet(path))


def _read_parquet(path: Path) -> Iterator[tuple[int, Making]]:
    arrow, parquet = extras.load("pyarrow", "parquet"), extras.load("pyarrow.parquet", "parquet")
    number = 0
    with opened(path) as raw:
        try:
            for batch in parquet.ParquetFile(raw).iter_batches(batch_size=_BATCH):
                makings = _makings(batch, arrow)
                yield from enumerate(makings, start=number + 1)
                number += len(makings)
        except (arrow.ArrowException, OSError, UnicodeDecodeError) as error:
            yield number + 1, partial(_broken, str(error))


def _makings(batch: Any, arrow: Any) -> list[Making]:
    found = columns.columns_in(batch, arrow)
    if found is not None:
        # A reading by nobody known is for the row itself to say.
        with contextlib.suppress(ValueError):
            return [partial(document_of, row) for row in columns.rows_of(found)]
    return [partial(_of_row, row) for row in batch.to_pylist()]


def _of_row(row: dict[str, Any]) -> DocumentShape:
    return document_of(json_shapes.convert(row, Row, "Hugging Face"))


def _broken(reason: str) -> DocumentShape:
    raise Fault(msg("this is no Parquet file: {reason}.", reason=reason), "E_SCHEMA")


JSONL: Final = Kind(name="huggingface", suffix=".jsonl", put=_put_jsonl, read=_read_jsonl)
PARQUET: Final = Kind(name="huggingface-parquet", suffix=".parquet", put=_put_parquet, read=_read_parquet)
