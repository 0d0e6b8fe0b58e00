"""Markdown as plain blocks, which widgets of plain text can show; nothing in them is markup any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from annotator.text.folding import fold

if TYPE_CHECKING:  # imported when the first guideline is read, not before the first window
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BULLET: Final = "•"


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a guideline that is shown in one face.

    Attributes:
        kind: what it is.
        text: its words, without any mark of Markdown; a link has its address behind it.
        level: of a heading from 1; how deep an item lies, from 0.
        marker: what stands before an item: a bullet or its number.
    """

    kind: Kind
    text: str
    level: int = 0
    marker: str = ""

    def holds(self, wanted: str) -> bool:
        """Tell whether the words are in it, in any spelling; `wanted` is folded."""
        return wanted in fold(self.text)


@lru_cache(maxsize=256)
def blocks(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a text in CommonMark, with tables, whose rows become items."""
    reader = _Reader()
    for token in _parser().parse(markdown):
        reader.take(token)
    return tuple(reader.found)


class _Reader:
    """Goes through the tokens once and remembers what is open."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._lists: list[int | None] = []  # of each list that is open, the number of its next item
        self._cells: list[str] | None = None  # of the row that is open
        self._marker = ""
        self._heading = self._quotes = 0

    def take(self, token: Token) -> None:
        """Take one more token."""
        if token.type == "inline":
            self._words(_words(token))
        elif token.type in {"fence", "code_block", "html_block"}:
            self.found.append(Block(kind=Kind.CODE, text=token.content.strip("\n")))
        elif token.type == "hr":
            self.found.append(Block(kind=Kind.RULE, text=""))
        elif token.type == "blockquote_open":
            self._quotes += 1
        elif token.type == "blockquote_close":
            self._quotes -= 1
        elif token.type == "heading_open":
            self._heading = int(token.tag[1:])
        elif token.type == "heading_close":
            self._heading = 0
        else:
            self._take_rows(token)

    def _take_rows(self, token: Token) -> None:
        """Take what opens and closes lists, their items and rows of tables."""
        if token.type == "bullet_list_open":
            self._lists.append(None)
        elif token.type == "ordered_list_open":
            start = token.attrGet("start")
            self._lists.append(1 if start is None else int(start))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif token.type == "list_item_open":
            number = self._lists[-1]
            self._marker = _BULLET if number is None else f"{number}."
            self._lists[-1] = None if number is None else number + 1
        elif token.type == "tr_open":
            self._cells = []
        elif token.type == "tr_close" and self._cells is not None:
            self.found.append(Block(kind=Kind.ITEM, text=" · ".join(self._cells), marker=_BULLET))
            self._cells = None

    def _words(self, text: str) -> None:
        if self._cells is not None:
            self._cells.append(text)
        elif self._heading:
            self.found.append(Block(kind=Kind.HEADING, text=text, level=self._heading))
        elif self._lists:
            level = len(self._lists) - 1
            self.found.append(Block(kind=Kind.ITEM, text=text, level=level, marker=self._marker))
            self._marker = ""  # a second paragraph of an item has none
        else:
            self.found.append(Block(kind=Kind.QUOTE if self._quotes else Kind.PARAGRAPH, text=text))


def found_in(all_blocks: Iterable[Block], words: str) -> tuple[Block, ...]:
    """Return the blocks that hold the words, each under the heading it stands under; all without words."""
    wanted = fold(words.strip())
    if not wanted:
        return tuple(all_blocks)
    found: list[Block] = []
    heading: Block | None = None
    for block in all_blocks:
        if block.kind is Kind.HEADING:
            heading = block
            if block.holds(wanted):
                found.append(block)
                heading = None
        elif block.holds(wanted):
            found += [] if heading is None else [heading]
            found.append(block)
            heading = None
    return tuple(found)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def _words(token: Token) -> str:
    parts: list[str] = []
    address, begun = "", 0
    for part in token.children or ():
        if part.type in {"softbreak", "hardbreak"}:
            parts.append(" " if part.type == "softbreak" else "\n")
        elif part.type == "link_open":
            address, begun = str(part.attrGet("href") or ""), len(parts)
        elif part.type == "link_close":
            said = "".join(parts[begun:])
            parts += [f" ({address})"] if address and said != address else []
        else:
            parts.append(part.content)
    return "".join(parts)
