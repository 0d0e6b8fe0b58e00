"""Readings made up for the tests of agreement, and counts of them one character at a time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from annotator.agreement import Link, Reading, Sheet, Unit
from annotator.agreement.units import paragraph_starts

LABELS = ("CLAIM", "ORG", "PERS")
LAYERS = {"CLAIM": "claims", "ORG": "entities", "PERS": "entities"}
LENGTH = 24


@st.composite
def units(draw: st.DrawFn, *, apart: bool = False, most: int = 6) -> list[Unit]:
    """Draw spans of one reader; `apart`: none overlaps another."""
    found = []
    at = 0
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(at if apart else 0, LENGTH - 1))
        end = draw(st.integers(start + 1, min(start + 8, LENGTH)))
        found.append(Unit(start, end, draw(st.sampled_from(LABELS))))
        if apart:
            at = end
            if at >= LENGTH:
                break
    return found


@st.composite
def sheets(
    draw: st.DrawFn, readers: str = "ab", *, apart: bool = False, most: int = 3, complete: bool = True
) -> list[Sheet]:
    """Draw documents of a few paragraphs; `complete`: everybody has read all of them."""
    found = []
    for n in range(draw(st.integers(1, most))):
        readings = {
            reader: Reading(units=draw(units(apart=apart)))
            for reader in readers
            if complete or draw(st.integers(0, 4))
        }
        found.append(Sheet(id=str(n), length=LENGTH, readings=readings, paragraphs=(0, 6, 12, 18)))
    return found


def sheet(*readings: Sequence[tuple[int, int, str]], length: int = 100) -> Sheet:
    """Return a document read by "a", "b", …"""
    return Sheet(
        id="x",
        length=length,
        readings={
            reader: Reading(units=[Unit(*one) for one in some])
            for reader, some in zip("abcdef", readings, strict=False)
        },
    )


def labels_at(some: Iterable[Unit], position: int) -> str:
    """Return the category of a character, looked up one span at a time."""
    return "|".join(sorted({label for start, end, label in some if start <= position < end}))


def by_character(document: Sheet, readers: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Return how often each pattern of categories occurs, one character at a time."""
    return Counter(
        tuple(labels_at(document.readings[reader].units, n) for reader in readers)
        for n in range(document.length)
    )


def reading_of(path: Path) -> tuple[str, Reading]:
    """Return the text and the only reading of a JSONL file of ours."""
    document = json.loads(path.read_text(encoding="utf-8"))
    (annotation_set,) = document["sets"]
    number = {span["id"]: n for n, span in enumerate(annotation_set["spans"])}
    reading = Reading(
        units=[Unit(span["start"], span["end"], span["label"]) for span in annotation_set["spans"]],
        ids=list(number),
        answers=[span["attributes"] for span in annotation_set["spans"]],
        links=[
            Link(one["type"], number[one["source"]], number[one["target"]])
            for one in annotation_set["relations"]
        ],
        link_ids=[one["id"] for one in annotation_set["relations"]],
    )
    return document["text"], reading


def article(shared_data: Path) -> Sheet:
    """Return the real article with its two readings, "a" and "b"."""
    text, gold = reading_of(shared_data / "gold.jsonl")
    _, other = reading_of(shared_data / "reader-2.jsonl")
    return Sheet(
        id="article", length=len(text), readings={"a": gold, "b": other}, paragraphs=paragraph_starts(text)
    )


def shuffled(document: Sheet, seed: int) -> Sheet:
    """Return the same document with its spans in another order."""
    random = Random(seed)  # noqa: S311 - nothing secret is drawn
    readings: Mapping[str, Reading] = {
        reader: Reading(units=random.sample(one.units, len(one.units)))
        for reader, one in document.readings.items()
    }
    return Sheet(id=document.id, length=document.length, readings=readings, paragraphs=document.paragraphs)
