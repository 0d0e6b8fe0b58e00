"""What a file says, before anybody believes it: the neutral values between a format and the model.

Every reader makes these and every writer is handed them, so that a format knows its own syntax and nothing
else. The order of the fields is the order in which Hashiya JSONL writes them. A field that is `UNSET` is not
said at all.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, UnsetType

from annotator.model import Direction, Dispute, Owner, State, Verdict

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
    """One reading. `attributes`, the answers about the document, are written only where there are any."""

    owner: Owner
    annotator: str | None = None
    state: State = State.NEW
    attributes: dict[str, str] | UnsetType = UNSET
    spans: list[SpanShape] = []
    relations: list[RelationShape] = []


class SeenShape(_Shape, kw_only=True):
    """What one reading had where a decision was taken; `reading` is its name as in `model.provenance`."""

    reading: str
    ids: tuple[str, ...] = ()
    digest: str = ""


class DecisionShape(_Shape, kw_only=True):
    """Where gold comes from: how readings differed at a place, what was decided, by whom, when and why."""

    id: _Id | UnsetType = UNSET
    dispute: Dispute
    verdict: Verdict
    seen: tuple[SeenShape, ...] = ()
    taken: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    label: str
    quote: str
    reason: str = ""
    gap: bool = False
    by: str
    at: str


class DocumentShape(_Shape, kw_only=True):
    """One document. `spans` and `relations` beside the text are one imported reading, on the way in only.

    `direction` is written only where somebody has set it, `decisions` only where there are any.
    """

    hashiya: int | UnsetType = UNSET
    id: _Id | UnsetType = UNSET
    title: str | UnsetType = UNSET
    text: str
    sha256: str | UnsetType = UNSET
    direction: Direction | UnsetType = UNSET
    metadata: dict[str, Any] = {}
    sets: list[SetShape] = []
    decisions: list[DecisionShape] | UnsetType = UNSET
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
