"""What a table of documents asks about each of them beyond its summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFacts:
    """What a reading says, in numbers.

    Attributes:
        labels: how many spans have each label, by code.
        flagged: how many spans wait for another look.
        unanswered: how many required questions, about spans and about the document, have no answer.
        answers: what is answered about the document as a whole.
    """

    labels: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    flagged: int = 0
    unanswered: int = 0
    answers: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What is known of a document without its text.

    Attributes:
        id: the document's.
        metadata: whatever came along, each value as one line of text.
        readings: by the id of the set.
        remarks: how many remarks nobody has answered.
    """

    id: str
    metadata: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    readings: Mapping[str, ReadingFacts] = field(default_factory=lambda: _NOTHING)
    remarks: int = 0


def in_lines(metadata: Mapping[str, Any]) -> dict[str, str]:
    """Return metadata with each value as one line; what lies deeper has its path as its name, "a.b"."""
    found: dict[str, str] = {}
    for name, value in metadata.items():
        if isinstance(value, Mapping):
            found.update({f"{name}.{inner}": line for inner, line in in_lines(value).items()})
            continue
        values = value if isinstance(value, list) else [value]
        line = "; ".join(_line(one) for one in values if one is not None)
        if line:
            found[name] = line
    return found


def _line(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {line}" for name, line in in_lines(value).items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())
