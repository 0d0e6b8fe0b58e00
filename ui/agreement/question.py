"""What a person wants compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """Which documents are compared."""

    ALL = "all"
    OPEN = "open"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is compared, and between whom.

    Attributes:
        pair: the keys of two readers, the first in the rows; None: the first two with documents in common.
        left_out: the layers that are not compared.
        relations: relations are compared too.
        attributes: answers are compared too.
        scope: which documents.
        documents: their ids, where `scope` is a choice.
        finished: only readings that are finished or reviewed.
    """

    pair: tuple[str, str] | None = None
    left_out: frozenset[str] = frozenset()
    relations: bool = False
    attributes: bool = False
    scope: Scope = Scope.ALL
    documents: frozenset[str] = frozenset()
    finished: bool = False
