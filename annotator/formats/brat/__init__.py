"""brat's standoff, out and in.

```
out/d1.txt             قال سليم خان
out/d1.ann             T1⇥CUE 0 3⇥قال
                       T2⇥SOURCE 4 12⇥سليم خان
                       A1⇥naming T2 named                 an attribute
                       R1⇥introduces Arg1:T1 Arg2:T2      a relation
                       #1⇥AnnotatorNotes T2⇥من؟            a comment
                       T3⇥CLAIM 20 31;40 52⇥… …           fragments
out/annotation.conf    the labels, relations and attributes, for brat itself
```
Offsets count code points, half-open. A span over a line end becomes fragments around it, as brat wants, and
is one span again on the way in. Other fragments are spans that a relation `continues` ties to the first.

Source: brat.nlplab.org/standoff.html and brat.nlplab.org/configuration.html.
"""

from __future__ import annotations

from typing import Final

from annotator.formats.brat.reading import CAPABILITIES, NAME, is_folder, read
from annotator.formats.brat.writing import write
from annotator.formats.registry import Format
from annotator.language import msg

BRAT: Final = Format(
    name=NAME,
    title=msg("brat standoff, a folder of .txt and .ann"),
    extensions=(".brat", ".ann"),
    capabilities=CAPABILITIES,
    reader=read,
    folder_writer=write,
    folder_looks_like=is_folder,
)
