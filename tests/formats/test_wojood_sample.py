"""The public sample of the Wojood corpus: how much is in it, and what of it depends on who reads.

```
العاملين   B-ORG
في        I-ORG
جامعة     I-ORG B-ORG       a span inside one of its own label
بيرزيت    I-ORG I-ORG
```
Who keeps one span of a label open finds 4,223 spans there and 840 pairs of which one lies inside the other:
the second B- ends the outer span. Read as nested the same 4,223 make 904 pairs, 36 of them of one label.
Two labels at the same place, which the sample has once, are no such pair.
"""

from __future__ import annotations

import itertools
from pathlib import Path

from tests.formats import corpora
from tests.formats.every_format import Triple, triples

Row = tuple[str, list[str]]


def rows(path: Path) -> list[list[Row]]:
    """Return the sentences of a file, without looking at more than its columns."""
    found: list[list[Row]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        form, *tags = line.split(" ")
        if form and form != "$#$":
            found[-1].append((form, tags))
        elif found[-1]:
            found.append([])
    return [sentence for sentence in found if sentence]


def one_open_span_a_label(sentence: list[Row]) -> list[Triple]:
    """Return the spans of a sentence, in tokens, to whom each B- ends the span of its label before it."""
    found: list[Triple] = []
    opened: dict[str, int] = {}
    for index, (_, tags) in enumerate([*sentence, ("", [])]):
        said = {(tag[2:], tag[0]) for tag in tags if tag != "O"}
        ended = [label for label in opened if (label, "B") in said or (label, "I") not in said]
        found += [(label, opened.pop(label), index) for label in ended]
        for label, _ in said:
            opened.setdefault(label, index)
    return found


def pairs(spans: list[Triple]) -> tuple[int, int, int, int]:
    """Return how many pairs are nested, at one place, nested with one label, and crossing."""
    nested = alike = own = crossing = 0
    for one, other in itertools.combinations(sorted(spans, key=lambda s: (s[1], -s[2])), 2):
        if one[1:] == other[1:]:
            alike += 1
        elif other[2] <= one[2]:
            nested += 1
            own += one[0] == other[0]
        elif other[1] < one[2]:
            crossing += 1
    return nested, alike, own, crossing


def total(counts: list[tuple[int, int, int, int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*counts, strict=True)))


def test_840_pairs_are_nested_to_whom_keeps_one_span_of_a_label_open(shared_data: Path) -> None:
    sentences = [
        one_open_span_a_label(sentence)
        for part in ("train", "val", "test")
        for sentence in rows(shared_data / "wojood_sample" / f"{part}.txt")
    ]
    assert sum(map(len, sentences)) == 4223
    assert total([pairs(spans) for spans in sentences]) == (840, 1, 0, 0)


def test_904_pairs_are_nested_with_those_of_one_label(shared_data: Path) -> None:
    documents = corpora.corpus("wojood", shared_data)
    assert (len(documents), sum(len(triples(one)) for one in documents)) == (511, 4223)
    assert total([pairs(triples(one)) for one in documents]) == (904, 1, 36, 0)
