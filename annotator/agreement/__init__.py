"""How far readers agree: a matching of their spans, and coefficients with their N and their intervals.

`units.py` holds what is compared and `alignment.py` says which span answers to which. Each coefficient counts
once and is then asked for figures: `f1.py` and `relations.py` of pairs of readers, `categories.py` (kappa and
alpha over characters or tokens), `unitizing.py` and `unitizing_2004.py`, `borders.py`, `gamma.py`, and
`answers.py` of attributes; `attimam.py` is a ready report. What stands behind them is in `comparing.py`, and
`bootstrap.py` makes the intervals. docs/agreement.md defines each.
"""

from annotator.agreement.alignment import Pair, align, match
from annotator.agreement.answers import AnswerAgreement
from annotator.agreement.borders import BorderSimilarity
from annotator.agreement.categories import Categories
from annotator.agreement.comparing import Aspect, Cell, Compared, compare, confusion
from annotator.agreement.f1 import Matching, SpanF1
from annotator.agreement.figures import F1, Counted, Figure, Interval, Over, Reason, Undefined, Value
from annotator.agreement.relations import Ends, RelationF1, match_relations
from annotator.agreement.unitizing import Unitizing, UnitizingAlpha
from annotator.agreement.unitizing_2004 import alpha_u_2004
from annotator.agreement.units import Link, Reading, Sheet, Unit

__all__ = [
    "F1",
    "AnswerAgreement",
    "Aspect",
    "BorderSimilarity",
    "Categories",
    "Cell",
    "Compared",
    "Counted",
    "Ends",
    "Figure",
    "Interval",
    "Link",
    "Matching",
    "Over",
    "Pair",
    "Reading",
    "Reason",
    "RelationF1",
    "Sheet",
    "SpanF1",
    "Undefined",
    "Unit",
    "Unitizing",
    "UnitizingAlpha",
    "Value",
    "align",
    "alpha_u_2004",
    "compare",
    "confusion",
    "match",
    "match_relations",
]
