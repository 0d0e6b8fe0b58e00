"""The shape of one line, and how it is decoded without believing it.

The order of the fields is the order in which they are written. A field that is `UNSET` is not written: such
are the fields that a line may have on the way in only.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from annotator.formats.faults import Fault
from annotator.language import msg
from annotator.model import Direction, Owner, State

VERSION: Final = 1
_DEEPEST: Final = 32
_LARGEST: Final = 2**63 - 1

_Offset = Annotated[int, msgspec.Meta(ge=-(2**63), le=_LARGEST)]
_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class _Shape(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    pass


class SpanShape(_Shape, kw_only=True):
    """A span. `quote` is another name for `text` on the way in."""

    id: _Id | UnsetType = UNSET
    label: str
    start: _Offset
    end: _Offset
    text: str | UnsetType = UNSET
    quote: str | UnsetType = UNSET
    attributes: dict[str, str] = {}
    comment: str | None = None
    flagged: bool = False


class RelationShape(_Shape, kw_only=True):
    """A relation. `source` and `target` are ids of spans of the same set."""

    id: _Id | UnsetType = UNSET
    type: str
    source: str
    target: str
    attributes: dict[str, str] = {}


class SetShape(_Shape, kw_only=True):
    """One reading."""

    owner: Owner
    annotator: str | None = None
    state: State = State.NEW
    spans: list[SpanShape] = []
    relations: list[RelationShape] = []


class DocumentShape(_Shape, kw_only=True):
    """One line. `spans` and `relations` beside the text are one imported reading, on the way in only.

    `direction` is written only where somebody has set it.
    """

    hashiya: int | UnsetType = UNSET
    id: _Id | UnsetType = UNSET
    title: str | UnsetType = UNSET
    text: str
    sha256: str | UnsetType = UNSET
    direction: Direction | UnsetType = UNSET
    metadata: dict[str, Any] = {}
    sets: list[SetShape] = []
    spans: list[SpanShape] | UnsetType = UNSET
    relations: list[RelationShape] | UnsetType = UNSET


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


def check_metadata(value: Any, depth: int = 0) -> None:
    """Refuse what JSON allows and other programs choke on.

    Raises:
        ValueError: the value is nested too deep, or a whole number needs more than 64 bits.
    """
    if depth > _DEEPEST:
        message = f"nested deeper than {_DEEPEST}"
        raise ValueError(message)
    if isinstance(value, dict):
        for inner in value.values():
            check_metadata(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            check_metadata(inner, depth + 1)
    elif isinstance(value, int) and abs(value) > _LARGEST:
        message = f"a number past {_LARGEST}"
        raise ValueError(message)


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
