"""Soft labels, out: which share of the annotators has each span, and each tag of each token.

```
{"id":"d1","title":"خبر","text":"قال سليم خان","annotators":["Salma","Idris","Nora"],"n":3,
 "spans":[{"layer":"entities","label":"PERS","start":4,"end":12,"text":"سليم خان",
           "count":2,"share":0.6666666666666666,"annotators":["Salma","Nora"]}],
 "tokens":["قال","سليم","خان"],"places":[[0,3],[4,8],[9,12]],
 "layers":[{"layer":"entities","tags":[["O"],["B-PERS","O"],["I-PERS","O"]],
            "shares":[[1.0],[0.6666666666666666,0.3333333333333333],[0.6666666666666666,0.3333333333333333]]}]}
```
One document a line, UTF-8, LF. Offsets count code points, half-open. A share is the number of annotators who
say so over `n`, all who have read the document and finished. The shares of a token add up to one in each
layer: of each annotator a token has one tag there, that of the outer span. `docs/formats/soft-labels.md` says
it all.
"""

from __future__ import annotations

from typing import Final

from annotator.formats.registry import Format
from annotator.formats.soft_labels.writing import CAPABILITIES, JSONL, PARQUET, write_jsonl, write_parquet
from annotator.language import msg

SOFT_LABELS: Final = Format(
    name=JSONL,
    title=msg("Soft labels, shares of annotators"),
    extensions=(".soft.jsonl", ".jsonl"),
    capabilities=CAPABILITIES,
    writer=write_jsonl,
    takes_tokens=True,
    counts=True,
)
SOFT_LABELS_PARQUET: Final = Format(
    name=PARQUET,
    title=msg("Soft labels in Parquet"),
    extensions=(".parquet",),
    capabilities=CAPABILITIES,
    writer=write_parquet,
    takes_tokens=True,
    counts=True,
    extra="parquet",
    needs="pyarrow",
)
