"""CoNLL-2003 with IOB2 tags, out: what sequence taggers are trained on.

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
"""

from __future__ import annotations

from typing import Final

from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.conll.writing import NAME, write
from annotator.formats.registry import Format
from annotator.language import msg

CONLL: Final = Format(
    name=NAME,
    title=msg("CoNLL-2003, tokens with IOB2 tags"),
    extensions=(".conll", ".iob2", ".iob"),
    capabilities=Capabilities(unit=Unit.TOKENS),
    writer=write,
    takes_tokens=True,
)
