"""UIMA CAS, out and in, as XMI with its type system and as CAS JSON: what INCEpTION reads.

```
out/TypeSystem.xml   webanno.custom.HashiyaSpan (label, comment, flagged, a feature for each attribute)
                     webanno.custom.HashiyaRelation (label, Governor = source, Dependent = target)
out/d1.xmi           <custom:HashiyaSpan xmi:id="9" sofa="1" begin="4" end="8" label="SOURCE" naming="named"/>
                     <custom:HashiyaRelation xmi:id="12" sofa="1" begin="4" end="8" label="introduces"
                                             Governor="8" Dependent="9"/>
```
Offsets in the files count UTF-16 units, half-open. Tokens and sentences are those of this program: INCEpTION
needs some. A relation lies where its target (`Dependent`) lies, as INCEpTION wants it.

Source: docs.oasis-open.org/uima (XMI), and INCEpTION's user guide (Appendix: formats, UIMA CAS).
"""

from __future__ import annotations

from functools import partial
from typing import Final

from annotator.formats.registry import Format
from annotator.formats.uima.cas import CAPABILITIES, EXTRA, JSON, XMI, Flavour
from annotator.formats.uima.files import is_folder_of, read, write
from annotator.language import Message, msg


def _format(flavour: Flavour, title: Message) -> Format:
    return Format(
        name=flavour.name,
        title=title,
        extensions=(f".{flavour.name}", *flavour.extensions),
        capabilities=CAPABILITIES,
        reader=partial(read, flavour=flavour),
        folder_writer=partial(write, flavour=flavour),
        folder_looks_like=partial(is_folder_of, flavour),
        looks_like=lambda first: flavour.mark in first[:2000],
        extra=EXTRA,
        needs="cassis",
    )


UIMA_XMI: Final = _format(XMI, msg("UIMA CAS, XMI with its type system"))
UIMA_JSON: Final = _format(JSON, msg("UIMA CAS, JSON"))
