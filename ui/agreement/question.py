"""What a person wants compared, and what is asked of the project for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from annotator.model import LabelScheme, State
from annotator.statistics import Reader
from annotator.workspace.agreement.request import (
    BEGUN,
    OF_TWO,
    USUAL,
    AgreementRequest,
    Beside,
    By,
    Measure,
)

FIRST: Final = (Measure.EXACT, Measure.OVERLAP, Measure.CHARACTERS, Measure.KAPPA)
"""The figures on the cards, in order."""
_FINISHED: Final = frozenset({State.FINISHED, State.REVIEWED})


class Scope(StrEnum):
    """Which documents are compared."""

    ALL = "all"
    OPEN = "open"
    CHOICE = "choice"


class Part(StrEnum):
    """A part of what the page can show. Each is counted when it is wanted."""

    OVERVIEW = "overview"
    COEFFICIENTS = "coefficients"
    PAIRS = "pairs"
    LABELS = "labels"
    DOCUMENTS = "documents"
    GAMMA = "gamma"
    RELATIONS = "relations"
    ANSWERS = "answers"
    ATTIMAM = "attimam"
    EVERYTHING = "everything"


class _Asked(NamedTuple):
    measures: frozenset[Measure]
    by: frozenset[By] = frozenset()
    beside: frozenset[Beside] = frozenset()


_ONE: Final = frozenset({Measure.EXACT})
_ASKED: Final = {
    Part.OVERVIEW: _Asked(frozenset(FIRST), frozenset({By.PAIR, By.LABEL}), frozenset({Beside.CONFUSION})),
    Part.COEFFICIENTS: _Asked(USUAL),
    Part.PAIRS: _Asked(USUAL & OF_TWO, frozenset({By.PAIR})),
    Part.LABELS: _Asked(USUAL, frozenset({By.LAYER, By.LABEL})),
    Part.DOCUMENTS: _Asked(USUAL, frozenset({By.DOCUMENT})),
    Part.GAMMA: _Asked(_ONE | {Measure.GAMMA}, frozenset({By.DOCUMENT})),
    Part.RELATIONS: _Asked(_ONE, beside=frozenset({Beside.RELATIONS})),
    Part.ANSWERS: _Asked(_ONE, beside=frozenset({Beside.ANSWERS})),
    Part.ATTIMAM: _Asked(_ONE, beside=frozenset({Beside.ATTIMAM})),
    Part.EVERYTHING: _Asked(USUAL, frozenset(By), frozenset(Beside)),
}


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
        by_token: kappa and alpha count tokens, not characters.
    """

    pair: tuple[Reader, Reader] | None = None
    left_out: frozenset[str] = frozenset()
    relations: bool = False
    attributes: bool = False
    scope: Scope = Scope.ALL
    documents: frozenset[str] = frozenset()
    finished: bool = False
    by_token: bool = False

    def request(
        self, part: Part, readers: Sequence[Reader], scheme: LabelScheme, open_id: str | None
    ) -> AgreementRequest:
        """Return what is asked of the project.

        Args:
            part: of what the page can show.
            readers: whose readings there are.
            scheme: in force.
            open_id: the open document's id.
        """
        asked, beside = _ASKED[part], set()
        if part is Part.OVERVIEW:
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
            by_token=self.by_token,
            measures=asked.measures,
            by=asked.by,
            beside=asked.beside | beside,
        )

    def _documents(self, open_id: str | None) -> frozenset[str] | None:
        if self.scope is Scope.OPEN:
            return frozenset() if open_id is None else frozenset({open_id})
        return self.documents if self.scope is Scope.CHOICE else None
