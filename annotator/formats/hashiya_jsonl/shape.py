"""How one line is decoded without believing it."""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec

from annotator.formats.faults import Fault
from annotator.formats.shapes import DocumentShape, check_metadata
from annotator.language import msg

VERSION: Final = 1

decoder: Final = msgspec.json.Decoder(DocumentShape)
encode: Final = msgspec.json.Encoder().encode


def decode(line: bytes) -> DocumentShape:
    """Decode one line, which is valid UTF-8.

    Raises:
        Fault: it is not JSON of this shape, a key stands twice, or a number or a depth is past all reason.
    """
    try:
        shape = decoder.decode(line)
        if encode(shape) == line:  # as we write it, so that no key can have been dropped
            return shape
        _refuse_duplicate_keys(line)
        check_metadata(shape.metadata)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise _fault(line, error) from error
    return shape


def _refuse_duplicate_keys(line: bytes) -> None:
    json.loads(line, object_pairs_hook=_unique)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        message = f"the key {next(key for key in found if keys.count(key) > 1)!r} stands twice"
        raise ValueError(message)
    return found


def _fault(line: bytes, error: Exception) -> Fault:
    if _has_lone_surrogate(line):
        return Fault(
            msg("it holds half a surrogate pair (\\ud800–\\udfff), which is no character. Remove it."),
            "E_ENCODING",
        )
    reason = "nested too deep" if isinstance(error, RecursionError) else str(error)
    return Fault(
        msg("this is no Hashiya JSON: {reason}. See docs/formats/hashiya-jsonl.md.", reason=reason),
        "E_SCHEMA",
    )


def _has_lone_surrogate(line: bytes) -> bool:
    if rb"\u" not in line:
        return False
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError):
        return False
    try:
        json.dumps(parsed, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False
