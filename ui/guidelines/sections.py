"""What the guidelines say, part by part: about a label with its examples, and about the whole project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator import language
from annotator.language import tr
from annotator.model import Label, LabelScheme
from ui.guidelines.blocks import Block, Kind, blocks, found_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part.

    Attributes:
        label: whose guideline it is, or None: the project's.
        title: what it is called.
        blocks: what it says.
    """

    label: Label | None
    title: str
    blocks: tuple[Block, ...]


def sections(scheme: LabelScheme, label: str | None, words: str) -> Iterator[Section]:
    """Yield what is to be read: the current label's part and the project's, or wherever words stand.

    Args:
        scheme: whose guidelines.
        label: the code of the current label, or None.
        words: what is looked for in all parts, in any spelling, or "".
    """
    current = None if label is None else scheme.label(label)
    if not words.strip():
        if current is not None:
            yield _of(current, of_label(current))
        yield Section(label=None, title=tr("The project"), blocks=blocks(scheme.guidelines))
        return
    others = [one for one in scheme.labels if one != current]
    for one in ([] if current is None else [current]) + others:
        name = one.names.in_language(language.current())
        all_blocks = (Block(kind=Kind.PARAGRAPH, text=name), *of_label(one))
        found = tuple(block for block in found_in(all_blocks, words) if block is not all_blocks[0])
        if found or all_blocks[0] in found_in(all_blocks[:1], words):
            yield _of(one, found or of_label(one))
    found = found_in(blocks(scheme.guidelines), words)
    if found:
        yield Section(label=None, title=tr("The project"), blocks=found)


def of_label(label: Label) -> tuple[Block, ...]:
    """Return what is said about a label: in one line, at length, and by examples."""
    said: list[Block] = []
    description = label.description.in_language(language.current())
    if description:
        said.append(Block(kind=Kind.PARAGRAPH, text=description))
    said += blocks(label.guideline)
    for title, lines in ((tr("Examples"), label.examples), (tr("Not so"), label.counterexamples)):
        if lines:
            said.append(Block(kind=Kind.HEADING, text=title, level=3))
            said += [Block(kind=Kind.QUOTE, text=line) for line in lines]
    return tuple(said)


def _of(label: Label, said: tuple[Block, ...]) -> Section:
    return Section(label=label, title=label.names.in_language(language.current()), blocks=said)
