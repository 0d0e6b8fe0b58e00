"""conllu, which parses every column of CoNLL-U."""
# /// script
# dependencies = ["conllu==6.0.0"]
# ///

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import conllu
from answering import answer, document


def load(path: Path) -> list[dict[str, Any]]:
    """Return the entities of each document; the forms are said to stand where `TokenRange` says."""
    documents: list[list[Any]] = []
    for sentence in conllu.parse(path.read_text(encoding="utf-8")):
        if "newdoc id" in sentence.metadata:
            documents.append([sentence.metadata["newdoc id"]])
        documents[-1].append(sentence)
    return [_document(name, sentences) for name, *sentences in documents]


def _document(name: str, sentences: list[Any]) -> dict[str, Any]:
    opened: dict[str, tuple[str, int]] = {}
    found, places = [], []
    for token in (token for sentence in sentences for token in sentence):
        start, end = map(int, token["misc"]["TokenRange"].split(":"))
        places.append((token["form"], start, end))
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", token["misc"].get("Entity", "")):
            key, _, label = part.strip("()").partition("-")
            if part.startswith("("):
                opened[key] = label, start
            if part.endswith(")"):
                found.append((*opened.pop(key), end))
    assert not opened
    return document(found, name=name, places=places)


if __name__ == "__main__":
    answer(conllu=load)
