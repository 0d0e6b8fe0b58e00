"""Hashiya JSONL, the lossless master: out and in.

```
{"hashiya":1,"id":"…","title":"…","text":"…","sha256":"…","metadata":{…},"sets":[
  {"owner":"annotator","annotator":"Salma","state":"finished",
   "spans":[{"id":"s1","label":"SOURCE","start":368,"end":384,"text":"مسؤولين أمريكيين",
             "attributes":{"naming":"unnamed"},"comment":null,"flagged":false}],
   "relations":[{"id":"r1","type":"attribution","source":"s1","target":"c1","attributes":{}}]}]}
```
That is one line of the file, broken here to be read: one document a line, UTF-8, LF. Offsets count Unicode
code points from 0, the end is not included. `docs/formats/hashiya-jsonl.md` says it all.
"""

from __future__ import annotations

from typing import Final

from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.hashiya_jsonl.reading import read
from annotator.formats.hashiya_jsonl.writing import NAME, write
from annotator.formats.registry import Format
from annotator.language import msg

HASHIYA_JSONL: Final = Format(
    name=NAME,
    title=msg("Hashiya JSONL, everything"),
    extensions=(".jsonl", ".ndjson", ".json"),
    capabilities=Capabilities(
        unit=Unit.CODE_POINTS,
        nesting=True,
        crossing=True,
        relations=True,
        attributes=True,
        comments=True,
        metadata=True,
        several_sets=True,
        answers=True,
        provenance=True,
    ),
    reader=read,
    writer=write,
    looks_like=lambda first: first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{",
)
