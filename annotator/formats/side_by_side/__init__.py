"""All readings of each document side by side, out: a folder of five tables.

```
out/spans.csv      task,document,title,layer,start,end,text,label:Salma,label:Idris,start:Salma,end:Salma,…
                   d1/1,d1,خبر,sources,4,12,سليم خان,SOURCE,SOURCE,4,12,4,8
                   d1/2,d1,خبر,claims,13,21,إنه سعيد,CLAIM,O,13,21,,
out/relations.csv  task,document,title,type,source,target,source_text,target_text,has:Salma,has:Idris
                   d1/r1,d1,خبر,attribution,d1/1,d1/2,سليم خان,إنه سعيد,yes,no
out/answers.csv    task,document,attribute,answer:Salma,answer:Idris
                   d1/1,d1,naming,named,unnamed
out/tokens.tsv     document  sentence  start  end  token  sources:Salma  sources:Idris  claims:Salma …
                   d1        1         4      8    سليم   B-SOURCE       B-SOURCE       O
out/labels.csv     task,worker,label,document,layer,start,end,text
                   d1/1,Salma,SOURCE,d1,sources,4,12,سليم خان
```
`O` is said by a reader who has read the document and has nothing there, and so is `no`; an empty cell by one
who has not read it, or is not through with it. Offsets count code points, half-open.
`docs/formats/side-by-side.md` says it all.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from annotator.formats.registry import Format
from annotator.formats.side_by_side.parquet_tables import PARQUET
from annotator.formats.side_by_side.text_tables import PROGRAMS, SPREADSHEETS
from annotator.formats.side_by_side.writing import CAPABILITIES, Kind, write
from annotator.language import Message, msg


def _format(kind: Kind, title: Message, extra: str | None = None, needs: str | None = None) -> Format:
    return Format(
        name=kind.name,
        title=title,
        extensions=(".readings",),
        capabilities=CAPABILITIES,
        folder_writer=partial(write, kind=kind),
        takes_tokens=True,
        compares=True,
        extra=extra,
        needs=needs,
    )


SIDE_BY_SIDE: Final = _format(PROGRAMS, msg("Readings side by side, for programs"))
SIDE_BY_SIDE_SPREADSHEET: Final = _format(SPREADSHEETS, msg("Readings side by side, for spreadsheets"))
SIDE_BY_SIDE_PARQUET: Final = _format(PARQUET, msg("Readings side by side, Parquet"), "parquet", "pyarrow")
