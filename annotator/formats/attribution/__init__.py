"""Who said what, by which cue: a row for each claim and quotation, out, as CSV and as a web page.

```
document,title,reader,label,start,end,words,sources,source_places,cues,cue_places,introductions,answers
d1,خبر,Salma,CLAIM,13,20,إنه عاد,سليم خان,4–12,قال,0–3,0–3→4–12,verifiability=checkable
```
Where there are several sources or cues, ` ¦ ` stands between them. The places count code points, half-open.
`introductions` say which cue is whose, so that what one says and another denies stays apart.
`answers` are the attributes of the claim. It is the journalist's view, not a corpus: what does not take part
in an attribution is not in it, and the report names it.
"""

from __future__ import annotations

from typing import Final

from annotator.formats.attribution.rows import CAPABILITIES
from annotator.formats.attribution.writing import CSV_NAME, HTML_NAME, write_csv, write_html
from annotator.formats.registry import Format
from annotator.language import msg

ATTRIBUTION: Final = Format(
    name=CSV_NAME,
    title=msg("Attribution table, CSV for spreadsheets"),
    extensions=(".csv",),
    capabilities=CAPABILITIES,
    writer=write_csv,
)
ATTRIBUTION_HTML: Final = Format(
    name=HTML_NAME,
    title=msg("Attribution table, a web page"),
    extensions=(".html",),
    capabilities=CAPABILITIES,
    writer=write_html,
)
