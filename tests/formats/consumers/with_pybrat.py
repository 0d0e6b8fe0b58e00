"""pybrat, a parser of brat's standoff files."""
# /// script
# dependencies = ["pybrat==0.1.7"]
# ///

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from answering import answer, document
from pybrat.parser import BratParser, Entity


def _parts(entity: Entity, text: str) -> list[tuple[str, int, int]]:
    """Return the parts of an entity. Fragments with nothing but a line end between them are one."""
    parts: list[list[int]] = []
    for span in sorted(entity.spans, key=lambda s: s.start):
        gap = text[parts[-1][1] : span.start] if parts else ""
        if "\n" in gap and not gap.strip("\n"):
            parts[-1][1] = span.end
        else:
            parts.append([span.start, span.end])
    return [(entity.type, start, end) for start, end in parts]


def load(folder: Path) -> list[dict[str, Any]]:
    """Return what stands in each pair of files; a part of an entity continues the one before it."""
    found = []
    # With error="raise" it would refuse two entities at one place, which brat itself has nothing against.
    for read in BratParser(error="ignore").parse(folder):
        # The parser puts a file's text together line by line: the file says how it really is.
        text = (folder / f"{read.id}.txt").read_bytes().decode()
        spans, ends = [], []
        for entity in read.entities:
            assert entity.mention == " ".join(text[s.start : s.end] for s in entity.spans)
            parts = _parts(entity, text)
            spans += parts
            ends += [("continues", later, earlier) for earlier, later in itertools.pairwise(parts)]
        ends += [
            (link.type, _parts(link.arg1, text)[0], _parts(link.arg2, text)[0]) for link in read.relations
        ]
        found.append(document(spans, name=read.id, text=text, relations=ends))
    return found


if __name__ == "__main__":
    answer(brat=load)
