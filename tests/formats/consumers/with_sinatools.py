"""SinaTools: SinaLab's parser of Wojood's files, and how its nested tagger takes the tags of each label."""
# /// script
# dependencies = ["numpy", "six"]
# [tool.hashiya]
# alone = ["sinatools==1.0.9"]
# ///

from __future__ import annotations

from pathlib import Path
from typing import Any

from answering import answer, document
from tensors import stand_in

stand_in("sinatools", "sinatools.ner", "sinatools.ner.data")

import sinatools.ner.data.datasets  # noqa: E402, F401 - it and transforms import each other: it has to be first
from sinatools.ner.data.transforms import NestedTagsTransform  # noqa: E402 - needs the stand-in
from sinatools.ner.data_format import parse_conll_files  # noqa: E402


class Transform(NestedTagsTransform):
    """The tagger's own choice of tags; each token is one piece for a tokenizer that was never fetched."""

    def __init__(self, vocab: Any) -> None:
        """Take a vocabulary of tags, and cut no sentence short."""
        self.vocab, self.max_seq_len = vocab, 1_000_000
        self.encoder = lambda _: [0, 1, 0]
        self.tokenizer = type("Tokenizer", (), {"cls_token_id": 0, "sep_token_id": 0})


def load(path: Path) -> list[dict[str, Any]]:
    """Return what the tagger learns of each document."""
    (segments,), vocab = parse_conll_files([path])
    transform = Transform(vocab)
    found, tokens, spans = [], [], []
    for segment in filter(None, segments):
        spans += _spans(transform, segment, len(tokens))
        tokens += [token.text for token in segment]
        if tokens[-1] == "$#$":  # to the parser a token like others
            found.append(document(spans, tokens=tokens[:-1]))
            tokens, spans = [], []
    assert not tokens
    return found


def _spans(transform: Transform, segment: list[Any], shift: int) -> list[tuple[str, int, int]]:
    _, tags, *_ = transform(segment)
    found = []
    for numbers, vocab in zip(tags[0].tolist(), transform.vocab.tags[1:], strict=True):
        names = [vocab.get_itos()[int(number)] for number in numbers[1:-1]]
        for index, name in enumerate(names):
            if name.startswith("B-"):
                end = index + 1
                while end < len(names) and names[end].startswith("I-"):
                    end += 1
                found.append((name[2:], shift + index, shift + end))
    return found


if __name__ == "__main__":
    answer(wojood=load)
