"""pyld, which expands JSON-LD to what its context makes of it."""
# /// script
# dependencies = ["pyld==3.3.0"]
# ///

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from answering import answer, document
from pyld import jsonld

OA: Final = "http://www.w3.org/ns/oa#"
RDF_VALUE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
ITEMS: Final = "http://www.w3.org/ns/activitystreams#items"

# The terms of anno.jsonld that our files use, as www.w3.org/TR/annotation-vocab defines them.
CONTEXT: Final[dict[str, Any]] = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    **{
        name: f"oa:{name}"
        for name in (
            *("Annotation", "SpecificResource", "TextualBody", "TextPositionSelector", "TextQuoteSelector"),
            *("start", "end", "exact", "prefix", "suffix"),
        )
    },
    "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "value": {"@id": "rdf:value"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "tagging": "oa:tagging",
    "linking": "oa:linking",
}


def load(folder: Path) -> list[dict[str, Any]]:
    """Return the annotations of each page that are tagged with a place, and those that link two."""
    return [_document(path) for path in sorted(folder.glob("*.jsonld"))]


def _context(url: str, _: Any) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def _document(path: Path) -> dict[str, Any]:
    page = json.loads(path.read_text(encoding="utf-8"))
    (expanded,) = jsonld.expand(page, {"documentLoader": _context, "base": "https://example.org/page"})
    spans: dict[str, Any] = {}
    links = []
    for item in expanded[ITEMS][0]["@list"]:
        (target,) = item[f"{OA}hasTarget"]
        for selector in target.get(f"{OA}hasSelector", []):
            if selector["@type"] == [f"{OA}TextPositionSelector"]:
                place = (selector[f"{OA}{edge}"][0]["@value"] for edge in ("start", "end"))
                spans[item["@id"]] = (_label(item), *place)
        if item[f"{OA}motivatedBy"][0]["@id"] == f"{OA}linking":
            (source,) = (s["@id"] for body in item[f"{OA}hasBody"] for s in body.get(f"{OA}hasSource", ()))
            links.append((_label(item), source, target["@id"]))
    text = path.with_suffix(".txt").read_bytes().decode()
    ends = [(kind, spans[source], spans[end]) for kind, source, end in links]
    return document(spans.values(), name=unquote(path.stem), text=text, relations=ends)


def _label(item: dict[str, Any]) -> str:
    (label,) = (
        body[RDF_VALUE][0]["@value"]
        for body in item[f"{OA}hasBody"]
        if body.get(f"{OA}hasPurpose", [{}])[0].get("@id") == f"{OA}tagging"
    )
    return str(label)


if __name__ == "__main__":
    answer(web_annotation=load)
