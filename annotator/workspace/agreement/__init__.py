"""How far the readers of a project agree, and the spans behind each number.

```
request.py    what is asked           reading.py    from the file to what is compared
report.py     the answer              figures.py    from that to figures
counting.py   makes the one of the other; `read_agreement` is for a worker
picks.py      which number is meant   behind.py     the places behind it; `read_places` is for a worker
wording.py    what figures are called and mean
```
"""

from annotator.workspace.agreement.behind import places_behind, read_places
from annotator.workspace.agreement.counting import agreement, read_agreement
from annotator.workspace.agreement.picks import (
    AnswerPick,
    CategoryPick,
    CellPick,
    Comparison,
    Comparisons,
    Pick,
    RelationPick,
    Share,
    Side,
    SpanPick,
)
from annotator.workspace.agreement.report import AgreementReport, AnswerLine, Line, RelationLine
from annotator.workspace.agreement.request import BEGUN, AgreementRequest, Beside, By, Measure

__all__ = [
    "BEGUN",
    "AgreementReport",
    "AgreementRequest",
    "AnswerLine",
    "AnswerPick",
    "Beside",
    "By",
    "CategoryPick",
    "CellPick",
    "Comparison",
    "Comparisons",
    "Line",
    "Measure",
    "Pick",
    "RelationLine",
    "RelationPick",
    "Share",
    "Side",
    "SpanPick",
    "agreement",
    "places_behind",
    "read_agreement",
    "read_places",
]
