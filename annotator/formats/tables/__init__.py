"""Tables of documents, readings, spans and relations, out and in: CSV, TSV, and CSV for spreadsheets.

```
out/documents.csv   document,title,text,metadata
                    d1,خبر,قال سليم,"{""url"":""…""}"
out/readings.csv    document,reading,owner,annotator,state
                    d1,1,annotator,Salma,finished
out/spans.csv       document,reading,span,label,start,end,text,attributes,comment,flagged
                    d1,1,s1,SOURCE,4,8,سليم,"{""naming"":""named""}",,
out/relations.csv   document,reading,relation,type,source,target,attributes
                    d1,1,r1,introduces,s0,s1,
```
Offsets count code points, half-open. Lists of answers are JSON objects; an empty cell is none. The rows of a
document stand together, in the order of `documents.csv`, so that files of any length are read as streams.

`csv` and `tsv` are for programs: UTF-8, LF, cells exactly as they are. `spreadsheet` is for people: a byte
order mark and CR LF, which spreadsheets want, and an apostrophe before what they would take for a formula.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from annotator.formats import records
from annotator.formats.registry import Format
from annotator.formats.tables.flavours import HEADS, Flavour
from annotator.formats.tables.reading import read
from annotator.formats.tables.writing import CAPABILITIES, write
from annotator.language import Message, msg


def _format(flavour: Flavour, title: Message, extension: str) -> Format:
    return Format(
        name=flavour.name,
        title=title,
        extensions=(extension,),
        capabilities=CAPABILITIES,
        reader=partial(read, flavour=flavour),
        folder_writer=partial(write, flavour=flavour),
        folder_looks_like=lambda folder: _is_of(flavour, folder),
        looks_like=partial(_is_table_of, flavour),
    )


def _is_table_of(flavour: Flavour, first: bytes) -> bool:
    """Tell whether a file is one of the four tables: any of them stands for the folder."""
    marked = first.startswith(records.BOM)
    heads = (flavour.delimiter.join(columns).encode() for columns in HEADS.values())
    line = first.removeprefix(records.BOM).split(b"\n", 1)[0].rstrip(b"\r")
    return marked is flavour.spreadsheet and line in heads


def _is_of(flavour: Flavour, folder: Path) -> bool:
    path = flavour.file(folder, "documents")
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(records.BOM)).startswith(records.BOM) is flavour.spreadsheet


CSV: Final = _format(
    Flavour(name="csv", suffix=".csv", delimiter=","), msg("CSV tables, for programs"), ".tables"
)
TSV: Final = _format(
    Flavour(name="tsv", suffix=".tsv", delimiter="\t"), msg("TSV tables, for programs"), ".tables"
)
SPREADSHEET: Final = _format(
    Flavour(name="spreadsheet", suffix=".csv", delimiter=",", spreadsheet=True),
    msg("CSV tables, for spreadsheets"),
    ".tables",
)
