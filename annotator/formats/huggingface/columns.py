"""Rows as Arrow's columns and back: a column at a time, for a value at a time is ten times as slow."""

from __future__ import annotations

from itertools import accumulate, chain, pairwise
from typing import Any, Final

from annotator.formats.huggingface.rows import FEATURES, SHAPES, Row
from annotator.model import Owner, State

_MAY_BE_NULL: Final = frozenset({"annotator", "comment"})


def table_of(rows: list[Row], arrow: Any, schema: Any) -> Any:
    """Return rows as an Arrow table of this schema."""
    columns = [_array([getattr(row, name) for row in rows], kind, arrow) for name, kind in FEATURES.items()]
    return arrow.Table.from_arrays(columns, schema=schema)


def _array(values: list[Any], kind: Any, arrow: Any) -> Any:
    if not isinstance(kind, list):
        return arrow.array(values, type=arrow_type(kind, arrow))
    inside = list(chain.from_iterable(values))
    fields = [_array([getattr(one, name) for one in inside], below, arrow) for name, below in kind[0].items()]
    structs = arrow.StructArray.from_arrays(fields, names=list(kind[0]))
    offsets = arrow.array([0, *accumulate(map(len, values))], type=arrow.int32())
    return arrow.ListArray.from_arrays(offsets, structs)


def arrow_type(kind: Any, arrow: Any) -> Any:
    """Return Arrow's type for one of `FEATURES`."""
    if isinstance(kind, list):
        return arrow.list_(
            arrow.struct([(name, arrow_type(below, arrow)) for name, below in kind[0].items()])
        )
    return {"string": arrow.string(), "int64": arrow.int64(), "bool": arrow.bool_()}[kind]


def rows_of(batch: Any, arrow: Any) -> list[Row] | None:
    """Return the rows of a record batch; None if it is not as we write it, and each must be looked at."""
    if any(
        name not in batch.schema.names or batch.schema.field(name).type != arrow_type(kind, arrow)
        for name, kind in FEATURES.items()
    ):
        return None
    try:
        return _structs({name: batch.column(name) for name in FEATURES}, FEATURES, Row)
    except ValueError:
        return None


def _structs(columns: dict[str, Any], features: dict[str, Any], shape: Any) -> list[Any]:
    return list(map(shape, *(_values(columns[name], name, kind) for name, kind in features.items())))


def _values(column: Any, name: str, kind: Any) -> list[Any]:
    if column.null_count and name not in _MAY_BE_NULL:
        raise ValueError(name)
    if not isinstance(kind, list):
        said: list[Any] = column.to_pylist()
        return list(map({"owner": Owner, "state": State}[name], said)) if name in {"owner", "state"} else said
    inside = column.values
    if inside.null_count:
        raise ValueError(name)
    fields = {below: inside.field(below) for below in kind[0]}
    flat = _structs(fields, kind[0], SHAPES[name])
    return [flat[start:end] for start, end in pairwise(column.offsets.to_pylist())]
