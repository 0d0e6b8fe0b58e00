"""How far readers agree: a matching of their spans, and coefficients with their N and their intervals.

`units.py` holds what is compared; `alignment.py` says which span answers to which; the coefficients are
`f1.py`, `kappa.py`, `alpha.py` and `unitizing.py`; `bootstrap.py` makes their intervals. docs/agreement.md
defines each.
"""

from annotator.agreement.alignment import Pair, match
from annotator.agreement.categories import Categories
from annotator.agreement.f1 import Matching, SpanF1
from annotator.agreement.figures import F1, Counted, Figure, Interval, Over, Reason, Undefined, Value
from annotator.agreement.units import Link, Reading, Sheet, Unit

__all__ = [
    "F1",
    "Categories",
    "Counted",
    "Figure",
    "Interval",
    "Link",
    "Matching",
    "Over",
    "Pair",
    "Reading",
    "Reason",
    "Sheet",
    "SpanF1",
    "Undefined",
    "Unit",
    "Value",
    "match",
]
