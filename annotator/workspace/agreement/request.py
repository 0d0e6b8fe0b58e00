"""What is asked about agreement: whose readings, of what, how far along, and which figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from annotator.agreement import Matching
from annotator.agreement.unitizing import Unitizing
from annotator.model import Owner, State
from annotator.statistics import Reader

BEGUN: Final = frozenset({State.NEW, State.IN_PROGRESS, State.FINISHED, State.REVIEWED})
"""What is compared unless somebody says otherwise. A new reading without spans has not been begun."""


class Measure(StrEnum):
    """A coefficient about spans; `annotator.agreement` defines each."""

    EXACT = "exact"
    OVERLAP = "overlap"
    CHARACTERS = "characters"
    SPAN = "span"
    BORDER = "border"
    KAPPA = "kappa"
    FLEISS = "fleiss"
    ALPHA = "alpha"
    U = "u_alpha"
    UNIT = "unit_alpha"
    CODED = "coded_alpha"
    U_2004 = "u_alpha_2004"
    GAMMA = "gamma"


MATCHINGS: Final = {
    Measure.EXACT: Matching.EXACT,
    Measure.OVERLAP: Matching.OVERLAP,
    Measure.CHARACTERS: Matching.CHARACTERS,
    Measure.SPAN: Matching.SPAN,
}
"""The measures that are an F1."""
UNITIZINGS: Final = {
    Measure.U: Unitizing.U,
    Measure.UNIT: Unitizing.UNIT,
    Measure.CODED: Unitizing.CODED,
}
"""The measures that are an alpha for unitizing."""
OF_TWO: Final = frozenset({*MATCHINGS, Measure.BORDER, Measure.KAPPA})
"""The measures that compare two readers; of more they are the mean of all pairs."""

USUAL: Final = frozenset(Measure) - {Measure.GAMMA}
"""All but γ, which has a figure for each document only, and takes seconds for it."""
SAYS_NOTHING_ALONE: Final = frozenset({Measure.SPAN, Measure.UNIT, Measure.CODED})
"""The measures that no label alone has: they ask for no label, or only for which of several."""


class By(StrEnum):
    """What figures are told apart by."""

    PAIR = "pair"
    LAYER = "layer"
    LABEL = "label"
    DOCUMENT = "document"


class Beside(StrEnum):
    """What is asked for beside the figures about spans."""

    CONFUSION = "confusion"
    RELATIONS = "relations"
    ANSWERS = "answers"
    ATTIMAM = "attimam"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRequest:
    """What is to be compared.

    Attributes:
        readers: whose readings; (): those of all people, annotators and named imports.
        pair: the two of them whom all but the table of pairs is about; None: all of the readers, whose
            figures of two are means. With two readers it is these.
        documents: only these, by id; None: all.
        layers: only spans with labels of these layers, by code; None: all.
        labels: only spans with these labels, by code; None: all.
        states: only readings that are so far.
        by_token: kappa and alpha count tokens, not characters.
        measures: which coefficients.
        by: what they are told apart by.
        apart: which of the measures are, where that is a layer, a label or a document.
        beside: what is asked for beside the figures about spans.
    """

    readers: tuple[Reader, ...] = ()
    pair: tuple[Reader, Reader] | None = None
    documents: frozenset[str] | None = None
    layers: frozenset[str] | None = None
    labels: frozenset[str] | None = None
    states: frozenset[State] = BEGUN
    by_token: bool = False
    measures: frozenset[Measure] = USUAL
    by: frozenset[By] = field(default_factory=lambda: frozenset(By))
    apart: frozenset[Measure] = frozenset(Measure)
    beside: frozenset[Beside] = field(default_factory=lambda: frozenset(Beside))


def is_person(reader: Reader) -> bool:
    """Tell whether a reader is compared unless others are named: an annotator, or an import with a name."""
    return reader.owner is Owner.ANNOTATOR or (reader.owner is Owner.IMPORTED and bool(reader.id))
