"""What a format can hold, so that nobody has to try it to know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a format's offsets count."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    TOKENS = "tokens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What survives in a format.

    Attributes:
        unit: what its offsets count; None if it holds no spans.
        nesting: a span inside a span.
        crossing: spans that overlap with neither inside the other.
        relations: links between spans.
        attributes: answers on spans and relations.
        comments: comments and flags on spans.
        metadata: what came along with a document, and its title and id.
        several_sets: more than one reading of a document.
        answers: what readers answer about a document as a whole.
        provenance: the decisions that gold comes from.
    """

    unit: Unit | None = None
    nesting: bool = False
    crossing: bool = False
    relations: bool = False
    attributes: bool = False
    comments: bool = False
    metadata: bool = False
    several_sets: bool = False
    answers: bool = False
    provenance: bool = False

    @property
    def holds_all(self) -> bool:
        """Whether all that a reading says comes back, at the characters where it was."""
        kept = self.nesting, self.crossing, self.relations, self.attributes, self.comments
        return all(kept) and self.unit in {Unit.CODE_POINTS, Unit.UTF16}
