"""What a person wants compared, and what is asked of the project for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.model import LabelScheme, State
from annotator.statistics import Reader
from annotator.workspace.agreement.request import BEGUN, USUAL, AgreementRequest, Beside, By, Measure

FIRST: Final = (Measure.EXACT, Measure.OVERLAP, Measure.CHARACTERS, Measure.KAPPA)
"""The figures on the cards, in order."""
_FINISHED: Final = frozenset({State.FINISHED, State.REVIEWED})


class Scope(StrEnum):
    """Which documents are compared."""

    ALL = "all"
    OPEN = "open"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is compared, and between whom.

    Attributes:
        pair: two readers, the first in the rows; None: all of them together.
        left_out: the layers that are not compared.
        relations: relations are compared too.
        attributes: answers are compared too.
        scope: which documents.
        documents: their ids, where `scope` is a choice.
        finished: only readings that are finished or reviewed.
    """

    pair: tuple[Reader, Reader] | None = None
    left_out: frozenset[str] = frozenset()
    relations: bool = False
    attributes: bool = False
    scope: Scope = Scope.ALL
    documents: frozenset[str] = frozenset()
    finished: bool = False

    def request(
        self, readers: Sequence[Reader], scheme: LabelScheme, open_id: str | None, *, everything: bool
    ) -> AgreementRequest:
        """Return what is asked of the project.

        Args:
            readers: whose readings there are.
            scheme: in force.
            open_id: the open document's id.
            everything: all coefficients and tables, and not only what the page shows first.
        """
        beside = {Beside.CONFUSION}
        beside |= {Beside.RELATIONS} if self.relations else set()
        beside |= {Beside.ANSWERS} if self.attributes else set()
        return AgreementRequest(
            readers=tuple(readers),
            pair=self.pair,
            documents=self._documents(open_id),
            layers=frozenset(one.code for one in scheme.layers if one.code not in self.left_out)
            if self.left_out
            else None,
            states=_FINISHED if self.finished else BEGUN,
            measures=USUAL if everything else frozenset(FIRST),
            by=frozenset(By) if everything else frozenset({By.PAIR, By.LABEL}),
            beside=frozenset(Beside) if everything else frozenset(beside),
        )

    def _documents(self, open_id: str | None) -> frozenset[str] | None:
        if self.scope is Scope.OPEN:
            return frozenset() if open_id is None else frozenset({open_id})
        return self.documents if self.scope is Scope.CHOICE else None
