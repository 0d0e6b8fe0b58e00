"""JSON of other programs: decoded into the shape that is expected of it, or a fault in plain words."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import msgspec

from annotator.formats.faults import Fault
from annotator.language import msg

_Shape = TypeVar("_Shape")
_encoder: Final = msgspec.json.Encoder()


def decode(data: bytes, shape: type[_Shape], format_name: str) -> _Shape:
    """Return what JSON says; fields that the shape does not have are passed over.

    Raises:
        Fault: it is no JSON, or not of this shape; it says where.
    """
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _fault(format_name, str(error)) from error


def convert(value: Any, shape: type[_Shape], format_name: str) -> _Shape:
    """Return a decoded value as this shape.

    Raises:
        Fault: it is not of this shape.
    """
    try:
        return msgspec.convert(value, type=shape)
    except msgspec.ValidationError as error:
        raise _fault(format_name, str(error)) from error


def encode(value: Any) -> bytes:
    """Return a value as one line of JSON, in UTF-8, without its end."""
    return _encoder.encode(value)


def _fault(format_name: str, reason: str) -> Fault:
    return Fault(
        msg("this is no {format} JSON: {reason}. See docs/formats/.", format=format_name, reason=reason),
        "E_SCHEMA",
    )


def has_key(first: bytes, *names: str) -> bool:
    """Tell whether the first line of a file is a JSON object that seems to have one of these keys."""
    line = first.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    return line[:1] == b"{" and any(_key_in(line, name) for name in names)


def _key_in(line: bytes, name: str) -> bool:
    # A quotation mark inside a string has a backslash before it, so this is a key, or a string that is one.
    squeezed = line.replace(b'" :', b'":')
    return (
        squeezed.startswith(b'{"' + name.encode() + b'":')
        or b', "%b":' % name.encode() in squeezed
        or (b',"%b":' % name.encode() in squeezed or b'{"%b":' % name.encode() in squeezed)
    )
