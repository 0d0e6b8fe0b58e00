"""dkpro-cassis, which reads what INCEpTION reads."""
# /// script
# dependencies = ["dkpro-cassis==0.12.0"]
# ///

from __future__ import annotations

from pathlib import Path
from typing import Any

import cassis
from answering import answer, document


def xmi(folder: Path) -> list[dict[str, Any]]:
    """Return the spans and relations of each XMI."""
    with (folder / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    found = []
    for path in sorted(folder.glob("*.xmi")):
        with path.open("rb") as file:
            found.append(_document(path.stem, cassis.load_cas_from_xmi(file, typesystem=types)))
    return found


def json(folder: Path) -> list[dict[str, Any]]:
    """Return the spans and relations of each CAS JSON."""
    found = []
    for path in sorted(folder.glob("*.json")):
        with path.open("rb") as file:
            found.append(_document(path.stem, cassis.load_cas_from_json(file)))
    return found


def _document(name: str, cas: Any) -> dict[str, Any]:
    spans = cas.select("webanno.custom.HashiyaSpan")
    links = cas.select("webanno.custom.HashiyaRelation")
    return document(
        [_place(s) for s in spans],
        name=name,
        text=cas.sofa_string,
        relations=[(link.label, _place(link.Governor), _place(link.Dependent)) for link in links],
        words=[s.get_covered_text() for s in spans],
    )


def _place(span: Any) -> tuple[str, int, int]:
    # Behind the library's own translation from UTF-16 units, which `words` proves, places are code points.
    return span.label, span.begin, span.end


if __name__ == "__main__":
    answer(uima_xmi=xmi, uima_json=json)
