"""CoNLL-2003 with IOB2 or BIOES tags, out and in: what sequence taggers are trained on.

```
-DOCSTART- tokens=expand layers=entities O      how this file was made

-DOCSTART- -X- O O                              a document begins

وقال -X- O O                                    token, two empty columns, tag
زعيم -X- O B-OCC
كوريا -X- O B-GPE
الشمالية -X- O I-GPE
. -X- O O
                                                an empty line ends a sentence
```
The columns are those of the CoNLL-2003 task: the token, its part of speech (`-X-`: we have none), its chunk
(`O`), its tag. One space between them. The first line is one that every reader of the format passes over, or
takes for a document of one untagged token; it names the token policy, because nothing else in the file tells.

A flat file holds one tag a token. Within a layer the outer of nested spans is kept; `--layers` chooses the
layers, the more important first; without it, it is the layer that the scheme puts first. One reading of a
document. Whatever is left out stands in the report. `docs/formats/conll.md` says it all.

In: the first column is the token, the last its tag; columns are parted by spaces or TABs (doccano writes two
with a TAB). See `annotator.formats.tagging`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.formats import tagging
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.conll.writing import BIOES, NAME, write, write_bioes
from annotator.formats.options import ImportOptions
from annotator.formats.registry import Format
from annotator.language import msg
from annotator.model import AnnotatedDocument

_LAYOUT: Final = tagging.Layout(
    columns=lambda columns: (columns[0], columns[-1:] if len(columns) > 1 else []),
    begins=lambda columns: columns[0] == "-DOCSTART-",
)
_ROW: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:-DOCSTART-|[^\s{\[][^\r\n]*[ \t](?:O|[BIESLU]-[A-Za-z]\w*)\r?\n)"
)


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a file; see `tagging.read`."""
    return tagging.read(path, options, _LAYOUT)


def _looks_like(first: bytes) -> bool:
    return _ROW.match(first.lstrip(b"\r\n")) is not None


CONLL: Final = Format(
    name=NAME,
    title=msg("CoNLL-2003, tokens with IOB2 tags"),
    extensions=(".conll", ".iob2", ".iob"),
    capabilities=Capabilities(unit=Unit.TOKENS),
    reader=read,
    writer=write,
    takes_tokens=True,
    looks_like=_looks_like,
)
CONLL_BIOES: Final = Format(
    name=BIOES,
    title=msg("CoNLL-2003, tokens with BIOES tags"),
    extensions=(".bioes",),
    capabilities=Capabilities(unit=Unit.TOKENS),
    reader=read,
    writer=write_bioes,
    takes_tokens=True,
)
