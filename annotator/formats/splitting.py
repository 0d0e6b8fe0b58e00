"""Documents for training, development and test: whole documents, drawn by a seed, labels spread evenly.

```
out/train.conll    out/dev.conll    out/test.conll       a format that is a file
out/train/…        out/dev/…        out/test/…           a format that is a folder
```
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from annotator.errors import InputError
from annotator.language import msg
from annotator.model import AnnotatedDocument

PARTS: Final = ("train", "dev", "test")

Documents = Callable[[], Iterable[AnnotatedDocument]]
"""Gives the documents anew each time: they are counted first, then written part by part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """How to part documents.

    Attributes:
        shares: of training, development and test, as whole numbers such as 80, 10, 10; a 0 leaves one out.
        seed: the same seed parts the same documents in the same way.
    """

    shares: tuple[int, int, int]
    seed: int = 0


def parse(shares: str, seed: int) -> Split:
    """Return the split that "80,10,10" asks for.

    Raises:
        InputError: these are not three whole numbers, of which one at least is more than 0.
    """
    words = shares.split(",")
    if len(words) == len(PARTS) and all(word.strip().isdecimal() for word in words):
        train, dev, test = (int(word) for word in words)
        if train + dev + test:
            return Split(shares=(train, dev, test), seed=seed)
    raise InputError(
        msg("“{shares}” is no split: three numbers are needed, such as 80,10,10.", shares=shares),
        code="E_SPLIT",
    )


def assign(documents: Iterable[AnnotatedDocument], split: Split) -> dict[str, str]:
    """Return the part of each document, by its id.

    The rarest label comes first: its documents go where most of it is still missing. Documents without spans
    then fill the parts up.
    Source: Sechidis, Tsoumakas and Vlahavas, On the Stratification of Multi-Label Data, 2011, algorithm 1.
    """
    labels = {one.document.id: _labels(one) for one in documents}
    waiting = sorted(labels)
    random.Random(split.seed).shuffle(waiting)  # noqa: S311 - it must be the same each time, not secret
    total = sum(split.shares)
    parts = [part for part, share in zip(PARTS, split.shares, strict=True) if share]
    shares = {part: share / total for part, share in zip(PARTS, split.shares, strict=True) if share}
    wanted = {part: shares[part] * len(labels) for part in parts}
    counts = sum(labels.values(), Counter[str]())
    missing = {part: {label: shares[part] * count for label, count in counts.items()} for part in parts}
    found: dict[str, str] = {}
    for label in [*sorted(counts, key=lambda name: (counts[name], name)), ""]:
        # The richest first: what is hardest to balance is placed while there is most room.
        mine = [key for key in waiting if not label or labels[key][label]]
        for key in sorted(mine, key=lambda name: -labels[name][label]):
            part = max(parts, key=lambda p: (missing[p].get(label, 0), wanted[p]))
            found[key] = part
            wanted[part] -= 1
            for name, count in labels[key].items():
                missing[part][name] -= count
        waiting = [key for key in waiting if key not in found]
    return found


def _labels(annotated: AnnotatedDocument) -> Counter[str]:
    return Counter(span.label for reading in annotated.sets for span in reading.spans.values())


def of_part(
    documents: Iterable[AnnotatedDocument], found: Mapping[str, str], part: str
) -> Iterable[AnnotatedDocument]:
    """Return the documents of one part."""
    return (one for one in documents if found[one.document.id] == part)
