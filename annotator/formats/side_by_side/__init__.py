"""All readings of each document side by side, out: a folder of three tables.

```
out/spans.csv    document,title,layer,start,end,text,label:Salma,label:Idris,start:Salma,end:Salma,…
                 d1,خبر,entities,4,12,سليم خان,PERS,PERS,4,12,4,8
                 d1,خبر,entities,16,21,باريس,GPE,O,16,21,,
out/tokens.tsv   document  sentence  start  end  token  entities:Salma  entities:Idris  claims:Salma …
                 d1        1         4      8    سليم   B-PERS          B-PERS          O
out/labels.csv   task,worker,label,document,layer,start,end,text
                 d1/1,Salma,PERS,d1,entities,4,12,سليم خان
```
`O` is said by a reader who has read the document and has nothing there; an empty cell by one who has not
read it, or is not through with it. Offsets count code points, half-open. `docs/formats/side-by-side.md` says
it all.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from annotator.formats.registry import Format
from annotator.formats.side_by_side.writing import CAPABILITIES, PROGRAMS, SPREADSHEETS, write
from annotator.language import msg

SIDE_BY_SIDE: Final = Format(
    name=PROGRAMS.name,
    title=msg("Readings side by side, for programs"),
    extensions=(".readings",),
    capabilities=CAPABILITIES,
    folder_writer=partial(write, flavours=PROGRAMS),
    takes_tokens=True,
    compares=True,
)
SIDE_BY_SIDE_SPREADSHEET: Final = Format(
    name=SPREADSHEETS.name,
    title=msg("Readings side by side, for spreadsheets"),
    extensions=(".readings",),
    capabilities=CAPABILITIES,
    folder_writer=partial(write, flavours=SPREADSHEETS),
    takes_tokens=True,
    compares=True,
)
