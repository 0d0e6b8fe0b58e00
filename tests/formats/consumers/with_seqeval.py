"""seqeval in its strict mode, which refuses what is not quite IOB2 or IOBES."""
# /// script
# dependencies = ["seqeval==1.2.2"]
# ///

from __future__ import annotations

from pathlib import Path
from typing import Any

from answering import answer, document
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2, IOBES, Entities


def load(path: Path, scheme: Any) -> list[dict[str, Any]]:
    """Return the entities of each document; each sentence is a sequence, as in training."""
    documents: list[list[list[tuple[str, str]]]] = []
    header, *rows = path.read_text(encoding="utf-8").split("\n")
    assert header.startswith("-DOCSTART- tokens=")
    for row in rows:
        columns = row.split(" ")
        if columns[0] == "-DOCSTART-":
            documents.append([[]])
        elif row:
            documents[-1][-1].append((columns[0], columns[-1]))
        elif documents and documents[-1][-1]:
            documents[-1].append([])
    sequences = [[tag for _, tag in sentence] for one in documents for sentence in one if sentence]
    if any(tag != "O" for sequence in sequences for tag in sequence):
        scores = classification_report(sequences, sequences, mode="strict", scheme=scheme, output_dict=True)
        assert scores["micro avg"]["f1-score"] == 1
    return [_document(one, scheme) for one in documents]


def _document(sentences: list[list[tuple[str, str]]], scheme: Any) -> dict[str, Any]:
    tokens: list[str] = []
    spans: list[tuple[str, int, int]] = []
    for sentence in filter(None, sentences):
        (entities,) = Entities([[tag for _, tag in sentence]], scheme).entities
        spans += [(one.tag, len(tokens) + one.start, len(tokens) + one.end) for one in entities]
        tokens += [form for form, _ in sentence]
    return document(spans, tokens=tokens)


if __name__ == "__main__":
    answer(conll=lambda path: load(path, IOB2), conll_bioes=lambda path: load(path, IOBES))
