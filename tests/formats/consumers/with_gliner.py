"""GLiNER's processor for training: which spans of a file it learns."""
# /// script
# dependencies = ["numpy", "pyyaml"]
# [tool.hashiya]
# alone = ["gliner==0.2.29"]
# ///

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from answering import answer, document
from tensors import stand_in

stand_in("gliner", "gliner.data_processing")

from gliner.data_processing.processor import UniEncoderSpanProcessor  # noqa: E402 - needs the stand-in


class Processor(UniEncoderSpanProcessor):
    """The processor of most of GLiNER's models, before the tokenizer of a model is asked."""

    def __init__(self) -> None:
        """Take the defaults of `GLiNERConfig`, but for a text's length: ours are articles, not sentences."""
        self.config = SimpleNamespace(max_width=12, max_len=100_000)


def load(path: Path) -> list[dict[str, Any]]:
    """Return the spans of each text that get a label which is not "none"."""
    return [_document(item) for item in json.loads(path.read_text(encoding="utf-8"))]


def _document(item: dict[str, Any]) -> dict[str, Any]:
    spans: list[tuple[str, int, int]] = []
    waiting = [(start, end, label) for start, end, label in item["ner"]]
    while waiting:
        # Of two labels at one place the processor learns the last: each round has a place once.
        round_ = list({(start, end): (start, end, label) for start, end, label in waiting}.values())
        for one in round_:
            waiting.remove(one)
        numbers = {label: n for n, label in enumerate(sorted({label for *_, label in round_}), 1)}
        made = Processor().preprocess_example(item["tokenized_text"], round_, numbers)
        names = {number: label for label, number in numbers.items()}
        spans += [
            (names[number], start, end + 1)
            for (start, end), number in zip(
                made["span_idx"].tolist(), made["span_label"].tolist(), strict=True
            )
            if number > 0
        ]
    return document(spans, tokens=item["tokenized_text"])


if __name__ == "__main__":
    answer(gliner=load)
