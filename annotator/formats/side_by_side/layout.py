"""What the tables have columns for: the readers, the layers, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.formats.aligning import Align
from annotator.formats.options import TokenPolicy
from annotator.model import LabelScheme, Owner

Row = list[str]
DOCUMENT: Final = {"spans": 1, "tokens": 0, "labels": 3, "relations": 1, "answers": 1}
"""The column of each table that names the document."""
SENTENCE: Final = 1
"""The column of tokens that counts sentences."""
SPANS: Final = ("task", "document", "title", "layer", "start", "end", "text")
TOKENS: Final = ("document", "sentence", "start", "end", "token")
LABELS: Final = ("task", "worker", "label", "document", "layer", "start", "end", "text")
RELATIONS: Final = ("task", "document", "title", "type", "source", "target", "source_text", "target_text")
ANSWERS: Final = ("task", "document", "attribute")
DECIDED: Final = ("verdict", "taken", "reason", "guideline_gap", "by", "at")
"""What was decided about a row, where gold is among the readings."""
NUMBERS: Final = frozenset({"sentence", "start", "end"})
"""The columns that hold whole numbers, those of one reader (`start:Salma`) among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the columns are.

    Attributes:
        readers: what the readings are called, as in `model.provenance`.
        layers: codes of the layers that have tags.
        scheme: says which label is of which layer.
        align: finds what stands in one row.
        tokens: where tokens are cut.
    """

    readers: Sequence[str]
    layers: Sequence[str]
    scheme: LabelScheme
    align: Align
    tokens: TokenPolicy

    @property
    def heads(self) -> dict[str, Row]:
        """The columns of each table."""
        names = self.shown
        decided = DECIDED if self.has_gold else ()
        return {
            "spans": [
                *SPANS,
                *(f"label:{name}" for name in names),
                *(f"{edge}:{name}" for name in names for edge in ("start", "end")),
                *decided,
            ],
            "tokens": [*TOKENS, *(f"{layer}:{name}" for layer in self.layers for name in names)],
            "labels": [*LABELS],
            "relations": [*RELATIONS, *(f"has:{name}" for name in names), *decided],
            "answers": [*ANSWERS, *(f"answer:{name}" for name in names)],
        }

    @property
    def has_gold(self) -> bool:
        """Whether gold is among the readings."""
        return Owner.GOLD.value in self.readers

    @property
    def shown(self) -> list[str]:
        """What readers are called in the tables: by their name alone, where no two have one name."""
        short = [name.removeprefix(f"{Owner.ANNOTATOR.value}:") for name in self.readers]
        return [one if short.count(one) == 1 else name for one, name in zip(short, self.readers, strict=True)]

    @property
    def symmetric(self) -> frozenset[str]:
        """The codes of relation types whose two ends mean the same."""
        return frozenset(kind.code for kind in self.scheme.relation_types if kind.symmetric)
