"""JSON in the columns of the file: attributes, metadata, and messages that stay untranslated."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

import msgspec

from annotator.language import Message

EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})


class _MessageRow(msgspec.Struct, frozen=True, omit_defaults=True):
    text: str
    values: dict[str, Any] = {}
    many: str | None = None
    count: int = 0
    context: str | None = None


_Kind = TypeVar("_Kind", bound=StrEnum)

_encoder = msgspec.json.Encoder()


def to_json(value: Any) -> str:
    """Return `value` as compact JSON."""
    return _encoder.encode(value).decode()


def message_json(message: Message) -> str:
    """Return a message in JSON, untranslated, so that each reader sees it in their language."""
    return to_json(_message_row(message))


def message_of(data: str) -> Message:
    """Return the message that `message_json` wrote."""
    return _message(msgspec.json.decode(data, type=_MessageRow))


def attributes_json(attributes: Mapping[str, str]) -> str:
    """Return attributes as the column holds them."""
    return to_json(dict(attributes)) if attributes else "{}"


@lru_cache(maxsize=4096)
def attributes_of(data: str) -> Mapping[str, str]:
    """Return the attributes in a column. The same few combinations come again and again."""
    return EMPTY if data == "{}" else MappingProxyType(msgspec.json.decode(data, type=dict[str, str]))


def metadata_of(data: str) -> Mapping[str, Any]:
    """Return the metadata in a column."""
    return EMPTY if data == "{}" else MappingProxyType(msgspec.json.decode(data, type=dict[str, Any]))


def known(kind: type[_Kind], value: str) -> _Kind:
    """Return the member of an enumeration that a column holds.

    Raises:
        sqlite3.DataError: no version of the program has written such a value.
    """
    try:
        return kind(value)
    except ValueError as error:
        message = f"{value!r} is no {kind.__name__}"
        raise sqlite3.DataError(message) from error


def moment_of(value: str) -> datetime:
    """Return the moment that a column holds.

    Raises:
        sqlite3.DataError: it holds none.
    """
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        message = f"{value!r} is no moment"
        raise sqlite3.DataError(message) from error


def _message_row(message: Message) -> _MessageRow:
    return _MessageRow(
        message.text,
        {name: _message_value(value) for name, value in message.values.items()},
        message.many,
        message.count,
        message.context,
    )


def _message_value(value: Any) -> Any:
    if isinstance(value, Message):
        return _message_row(value)
    if isinstance(value, Mapping):  # a name in both languages
        return dict(value)
    return value if isinstance(value, int | float | bool) else str(value)


def _message(row: _MessageRow) -> Message:
    values = {
        name: _message(msgspec.convert(value, _MessageRow)) if _is_message(value) else value
        for name, value in row.values.items()
    }
    return Message(text=row.text, values=values, many=row.many, count=row.count, context=row.context)


def _is_message(value: Any) -> bool:
    return isinstance(value, dict) and "text" in value
