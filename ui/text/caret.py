"""Where the caret goes: in reading order, grapheme by grapheme, whatever the letters' direction.

An arrow key moves as the paragraph reads: in a right-to-left text the left arrow goes on and the right
arrow goes back, also through the digits and Latin words in it, so that no key ever jumps. Where the next
paragraph reads the other way, the key that came there goes on through it: by the paragraph alone it would
turn back, and nobody could pass.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from annotator.text import graphemes, tokens
from annotator.text.paragraphs import next_paragraph, previous_paragraph
from annotator.text.sentences import next_sentence, previous_sentence
from ui.text import geometry
from ui.text.paragraphs import Paragraphs


class Move(Enum):
    """A step of the caret."""

    LEFT = auto()
    RIGHT = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    SENTENCE_BACK = auto()
    SENTENCE_ON = auto()
    PARAGRAPH_BACK = auto()
    PARAGRAPH_ON = auto()
    UP = auto()
    DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    LINE_START = auto()
    LINE_END = auto()
    TEXT_START = auto()
    TEXT_END = auto()


ARROWS = frozenset({Move.LEFT, Move.RIGHT, Move.WORD_LEFT, Move.WORD_RIGHT})
"""The moves whose sense depends on which way the paragraph reads."""
TO_LEFT = frozenset({Move.LEFT, Move.WORD_LEFT})
VERTICAL = frozenset({Move.UP, Move.DOWN, Move.PAGE_UP, Move.PAGE_DOWN})
"""The moves that keep to the x where the first of them began."""
_BY_STARTS: Final = {
    Move.SENTENCE_BACK: previous_sentence,
    Move.SENTENCE_ON: next_sentence,
    Move.PARAGRAPH_BACK: previous_paragraph,
    Move.PARAGRAPH_ON: next_paragraph,
}


def is_forward(paragraphs: Paragraphs, position: int, move: Move) -> bool:
    """Tell whether an arrow goes on in the text, and not back, from `position`."""
    to_left = paragraphs.directions.reads_from_right(position)
    return move in ({Move.LEFT, Move.WORD_LEFT} if to_left else {Move.RIGHT, Move.WORD_RIGHT})


def moved(
    text: str,
    paragraphs: Paragraphs,
    position: int,
    move: Move,
    *,
    x: float,
    page_lines: int,
    forward: bool | None = None,
) -> int:
    """Return where a move from `position` leads.

    Args:
        text: the document's.
        paragraphs: its layout.
        position: of the caret, a grapheme border, code points.
        move: which.
        x: kept by vertical moves, px from the column's left edge.
        page_lines: how many lines a page key skips.
        forward: whether an arrow goes on in the text; None = as the paragraph reads (see `is_forward`).
    """
    if forward is None:
        forward = is_forward(paragraphs, position, move)
    match move:
        case Move.LEFT | Move.RIGHT:
            step = graphemes.next_border if forward else graphemes.previous_border
            return step(text, position)
        case Move.WORD_LEFT | Move.WORD_RIGHT:
            by_word = tokens.next_word if forward else tokens.previous_word
            return by_word(text, position)
        case Move.SENTENCE_BACK | Move.SENTENCE_ON | Move.PARAGRAPH_BACK | Move.PARAGRAPH_ON:
            return _BY_STARTS[move](text, position)
        case Move.TEXT_START | Move.TEXT_END:
            return 0 if move is Move.TEXT_START else len(text)
        case Move.LINE_START | Move.LINE_END:
            paragraph = paragraphs.laid_out(paragraphs.index_of(position))
            edge = geometry.line_start if move is Move.LINE_START else geometry.line_end
            return edge(paragraph, position)
        case _:
            lines = {Move.UP: -1, Move.DOWN: 1, Move.PAGE_UP: -page_lines, Move.PAGE_DOWN: page_lines}
            return geometry.beside(paragraphs, position, x, lines[move])
