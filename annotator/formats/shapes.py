"""What a file says, before anybody believes it: the neutral values between a format and the model.

Every reader makes these and every writer is handed them, so that a format knows its own syntax and nothing
else. The order of the fields is the order in which Hashiya JSONL writes them. A field that is `UNSET` is not
said at all.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from annotator.model import Direction, Owner, State

LARGEST: Final = 2**63 - 1
_DEEPEST: Final = 32

_Offset = Annotated[int, msgspec.Meta(ge=-(2**63), le=LARGEST)]
_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class _Shape(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    pass


class SpanShape(_Shape, kw_only=True):
    """A span; offsets are code points, half-open. `quote` is another name for `text` on the way in."""

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
    """One document. `spans` and `relations` beside the text are one imported reading, on the way in only.

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
    elif isinstance(value, int) and abs(value) > LARGEST:
        message = f"a number past {LARGEST}"
        raise ValueError(message)
