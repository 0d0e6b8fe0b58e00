"""The tables as Parquet: numbers are numbers, and where a reader says nothing, nothing stands."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotator.formats import extras
from annotator.formats.side_by_side.layout import ANSWERS, LABELS, NUMBERS, RELATIONS, SPANS, TOKENS, Row

_NEVER_EMPTY: Final = frozenset({*SPANS, *TOKENS, *LABELS, *RELATIONS, *ANSWERS})
"""Columns in which no text is a text without characters, and not that nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parquet:
    """The format; `name` is what it is called."""

    name: str

    def opened(self, folder: Path, heads: Mapping[str, Row], stack: ExitStack) -> ParquetTables:
        """Open the files; `stack` closes them.

        Raises:
            InputError: the optional package that writes them is not installed.
        """
        return ParquetTables(folder, heads, stack)


class ParquetTables:
    """The files of a folder, which are whole when they are closed."""

    def __init__(self, folder: Path, heads: Mapping[str, Row], stack: ExitStack) -> None:
        self._arrow = extras.load("pyarrow", "parquet")
        self._parquet = extras.load("pyarrow.parquet", "parquet")
        self._writers: dict[str, Any] = {}
        for table, head in heads.items():
            fields = [
                (name, self._arrow.int32() if _is_number(name) else self._arrow.string()) for name in head
            ]
            path = folder / f"{table}.parquet"
            writer = self._parquet.ParquetWriter(path, self._arrow.schema(fields))
            self._writers[table] = stack.enter_context(writer)

    def append(self, table: str, rows: list[Row]) -> None:
        """Write rows as a group of their own."""
        self._write(self._writers[table], rows)

    def appended(self, table: str, rows: list[Row]) -> list[Row]:
        """Write rows as a group of their own, and return what a file of them gives back.

        A file of Parquet can be read when it has its end: what was written is read from one that has.
        """
        self.append(table, rows)
        alone = io.BytesIO()
        with self._parquet.ParquetWriter(alone, self._writers[table].schema) as writer:
            self._write(writer, rows)
        columns = [column.to_pylist() for column in self._parquet.read_table(alone).columns]
        return [["" if cell is None else str(cell) for cell in row] for row in zip(*columns, strict=True)]

    def _write(self, writer: Any, rows: list[Row]) -> None:
        if rows:
            cells = zip(*rows, strict=True)
            arrays = [
                self._arrow.array([_value(field.name, cell) for cell in column], type=field.type)
                for field, column in zip(writer.schema, cells, strict=True)
            ]
            writer.write_table(self._arrow.Table.from_arrays(arrays, schema=writer.schema))


def _is_number(column: str) -> bool:
    edge, colon, _ = column.partition(":")
    return column in NUMBERS or bool(colon and edge in {"start", "end"})


def _value(column: str, cell: str) -> str | int | None:
    if not cell and column not in _NEVER_EMPTY:
        return None
    return int(cell) if _is_number(column) else cell


PARQUET: Final = Parquet(name="side-by-side-parquet")
