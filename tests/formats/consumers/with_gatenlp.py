"""gatenlp, GATE's library for Python."""
# /// script
# dependencies = ["gatenlp==1.0.8", "requests"]
# ///

from __future__ import annotations

from pathlib import Path
from typing import Any

from answering import answer, document
from gatenlp import Document


def load(folder: Path) -> list[dict[str, Any]]:
    """Return the annotations of the one set in each file."""
    found = []
    for path in sorted(folder.glob("*.bdocjs")):
        read = Document.load(str(path), fmt="bdocjs")
        (name,) = read.annset_names()
        annotations = read.annset(name)
        spans = [(one.type, one.start, one.end) for one in annotations]
        links = [
            (kind, (one.type, one.start, one.end), _place(annotations.get(target)))
            for one in annotations
            for kind, target in one.features.get("relations", ())
        ]
        words = [read[one] for one in annotations]
        found.append(document(spans, name=read.name, text=read.text, relations=links, words=words))
    return found


def _place(one: Any) -> tuple[str, int, int]:
    return one.type, one.start, one.end


if __name__ == "__main__":
    answer(bdocjs=load)
