"""udapi, which reads `Entity` as CorefUD means it: mentions that nest and cross."""
# /// script
# dependencies = ["udapi==0.5.2"]
# ///

from __future__ import annotations

from pathlib import Path
from typing import Any

from answering import answer, document
from udapi.core.document import Document


def load(path: Path) -> list[dict[str, Any]]:
    """Return the mentions of each document, with the places that the misc column gives their words."""
    read = Document(str(path))
    found: dict[str, dict[str, Any]] = {}
    where: dict[Any, str] = {}
    name = ""
    for tree in read.trees:
        name = tree.newdoc or name
        found.setdefault(name, document([], name=name))
        where[tree] = name
    for entity in read.coref_entities:
        for mention in entity.mentions:
            first, last = mention.words[0], mention.words[-1]
            start, end = (node.misc["TokenRange"].split(":") for node in (first, last))
            found[where[first.root]]["spans"].append((entity.etype, int(start[0]), int(end[1])))
    return list(found.values())


if __name__ == "__main__":
    answer(conllu=load)
