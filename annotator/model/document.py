"""A text as it was brought in, or as it was corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Direction(StrEnum):
    """How the paragraphs of a document are laid out. `AUTO` = by the document's letters as a whole."""

    AUTO = "auto"
    RTL = "rtl"
    LTR = "ltr"


def digest(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal (64 characters)."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its name.

    Attributes:
        id: unique in the project; kept from the file it came from, or a new UUIDv7.
        title: what lists show; no line breaks, no bidi controls.
        text: LF line ends, no BOM; never normalised. A corrected text is another `Document`.
        sha256: `digest(text)`.
        metadata: whatever came along, as JSON values.
        direction: how to lay it out.
    """

    id: str
    title: str
    text: str
    sha256: str
    metadata: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    direction: Direction = Direction.AUTO
