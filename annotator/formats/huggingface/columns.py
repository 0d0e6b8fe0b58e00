"""Documents as Arrow's columns and back: a column at a time, for a value at a time is ten times as slow.

A column is known by its path in `FEATURES`, and a list has one more, of the lengths:

    title                 ["خبر", …]
    readings#             [1, …]                one reading of the first document
    readings.spans#       [40, …]
    readings.spans.label  ["SOURCE", "ORG", …]  of all spans of all readings of all documents, in a row
"""

from __future__ import annotations

from itertools import accumulate, chain, pairwise
from operator import attrgetter, sub
from typing import Any, Final

from annotator.formats import json_shapes
from annotator.formats.huggingface.rows import FEATURES, SHAPES, Row, decisions_json
from annotator.formats.shapes import DocumentShape
from annotator.model import Owner, State

_MAY_BE_NULL: Final = frozenset({"annotator", "comment"})

Columns = dict[str, list[Any]]
"""The values of each column, by its path."""


def columns_of(shapes: list[DocumentShape]) -> Columns:
    """Return what stands in the columns for these documents, of which each has an id, or "" for none."""
    readings = [one.sets for one in shapes]
    sets = list(chain.from_iterable(readings))
    found = {
        "id": [one.id or "" for one in shapes],
        **_fields("", shapes, "title", "text"),
        "metadata": [json_shapes.encode(one.metadata).decode() for one in shapes],
        "readings#": list(map(len, readings)),
        **_fields("readings.", sets, "owner", "annotator", "state"),
        **_answered("readings", [one.attributes or {} for one in sets]),
        "decisions": list(map(decisions_json, shapes)),
    }
    for name, fields in (
        ("spans", ("id", "label", "start", "end", "text", "comment", "flagged")),
        ("relations", ("id", "type", "source", "target")),
    ):
        path = f"readings.{name}"
        lists = list(map(attrgetter(name), sets))
        things = list(chain.from_iterable(lists))
        found[f"{path}#"] = list(map(len, lists))
        found |= _fields(f"{path}.", things, *fields)
        found |= _answered(path, [thing.attributes for thing in things])
    return found


def _answered(path: str, answers: list[dict[str, str]]) -> Columns:
    return {
        f"{path}.attributes#": list(map(len, answers)),
        f"{path}.attributes.name": list(chain.from_iterable(answers)),
        f"{path}.attributes.value": [value for one in answers for value in one.values()],
    }


def _fields(path: str, things: list[Any], *names: str) -> Columns:
    return {path + name: list(map(attrgetter(name), things)) for name in names}


def table_of(columns: Columns, arrow: Any, schema: Any) -> Any:
    """Return columns as an Arrow table of this schema."""
    return arrow.Table.from_arrays(
        [_array(columns, name, kind, arrow) for name, kind in FEATURES.items()], schema=schema
    )


def _array(columns: Columns, path: str, kind: Any, arrow: Any) -> Any:
    if not isinstance(kind, list):
        return arrow.array(columns[path], type=arrow_type(kind, arrow))
    fields = [_array(columns, f"{path}.{name}", below, arrow) for name, below in kind[0].items()]
    structs = arrow.StructArray.from_arrays(fields, names=list(kind[0]))
    offsets = arrow.array([0, *accumulate(columns[f"{path}#"])], type=arrow.int32())
    return arrow.ListArray.from_arrays(offsets, structs)


def arrow_type(kind: Any, arrow: Any) -> Any:
    """Return Arrow's type for one of `FEATURES`."""
    if isinstance(kind, list):
        return arrow.list_(
            arrow.struct([(name, arrow_type(below, arrow)) for name, below in kind[0].items()])
        )
    return {"string": arrow.string(), "int64": arrow.int64(), "bool": arrow.bool_()}[kind]


def columns_in(batch: Any, arrow: Any) -> Columns | None:
    """Return the columns of a record batch; None if it is not as we write it: each row must be seen."""
    if not _is_ours(batch, arrow):
        return None
    found: Columns = {}
    try:
        for name, kind in FEATURES.items():
            _take(found, name, kind, batch.column(name))
    except ValueError:
        return None
    return found


def _is_ours(batch: Any, arrow: Any) -> bool:
    return all(
        name in batch.schema.names and batch.schema.field(name).type == arrow_type(kind, arrow)
        for name, kind in FEATURES.items()
    )


def _take(found: Columns, path: str, kind: Any, column: Any) -> None:
    if column.null_count and path.rpartition(".")[2] not in _MAY_BE_NULL:
        raise ValueError(path)
    if not isinstance(kind, list):
        found[path] = column.to_pylist()
        return
    offsets = column.offsets.to_pylist()
    found[f"{path}#"] = list(map(sub, offsets[1:], offsets))
    inside = column.values.slice(offsets[0], offsets[-1] - offsets[0])
    if inside.null_count:
        raise ValueError(path)
    for name, below in kind[0].items():
        _take(found, f"{path}.{name}", below, inside.field(name))


def rows_of(columns: Columns) -> list[Row]:
    """Return the rows that stand in columns.

    Raises:
        ValueError: an owner or a state is none that we know.
    """
    return _structs(columns, "", FEATURES, Row)


def _structs(columns: Columns, path: str, features: dict[str, Any], shape: Any) -> list[Any]:
    return list(map(shape, *(_values(columns, path + name, name, kind) for name, kind in features.items())))


def _values(columns: Columns, path: str, name: str, kind: Any) -> list[Any]:
    if not isinstance(kind, list):
        said = columns[path]
        return list(map({"owner": Owner, "state": State}[name], said)) if name in {"owner", "state"} else said
    flat = _structs(columns, f"{path}.", kind[0], SHAPES[name])
    return [flat[start:end] for start, end in pairwise([0, *accumulate(columns[f"{path}#"])])]
