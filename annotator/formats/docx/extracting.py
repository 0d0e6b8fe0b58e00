"""Makes text of the main part of a Word file, paragraph by paragraph, and counts what text can't hold.

```
<w:p><w:r><w:t>قال</w:t><w:tab/><w:t>نعم</w:t></w:r></w:p>      قال ⇥ نعم     a paragraph is a line
<w:tr><w:tc>…أ</w:tc><w:tc>…ب</w:tc></w:tr>                    أ ⇥ ب         so is a row of short cells
<w:del>…</w:del>  <w:r><w:rPr><w:vanish/></w:rPr>…</w:r>        left out: what is struck out, what is hidden
```
Source: ECMA-376 part 1, 17 (WordprocessingML), and part 3 (`mc:AlternateContent`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final
from xml.parsers import expat

_WORD: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_SPACE: Final = "http://www.w3.org/XML/1998/namespace space"
DEEPEST: Final = 1_000
_SIGNS: Final = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_BODY: Final = "body"
_NO: Final = frozenset({"0", "false", "off"})


class Left(Enum):
    """What of a Word file has no place in a text."""

    NOTE = auto()
    COMMENT = auto()
    IMAGE = auto()
    TABLE = auto()
    DELETED = auto()
    HIDDEN = auto()
    NUMBER = auto()
    SYMBOL = auto()
    HEADER = auto()
    LINK = auto()


_COUNTED: Final = {
    "footnoteReference": Left.NOTE,
    "endnoteReference": Left.NOTE,
    "commentReference": Left.COMMENT,
    "drawing": Left.IMAGE,
    "pict": Left.IMAGE,
    "object": Left.IMAGE,
    "tbl": Left.TABLE,
    "del": Left.DELETED,
    "moveFrom": Left.DELETED,
    "numPr": Left.NUMBER,
    "sym": Left.SYMBOL,
    "hyperlink": Left.LINK,
    "headerReference": Left.HEADER,
    "footerReference": Left.HEADER,
}
_DROPPED: Final = frozenset(
    {
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt"),
        *("pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a Word file says.

    Attributes:
        text: its lines, with LF between them.
        left: how often something was left out or flattened.
    """

    text: str
    left: Counter[Left]


class MarkupError(Exception):
    """The main part is not what Word writes."""


class EntitiesError(Exception):
    """The main part declares a document type."""


def extract(data: bytes) -> Written:
    """Return what the main part of a Word file says.

    Raises:
        EntitiesError: it declares a document type, which could make it grow without end.
        MarkupError: it is not well-formed, nested without end, or no part of Word's.
    """
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reading.open
    parser.EndElementHandler = reading.close
    parser.CharacterDataHandler = reading.say
    parser.StartDoctypeDeclHandler = _refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature: the last piece
    except expat.ExpatError as error:
        raise MarkupError(str(error)) from error
    if not reading.is_word:
        raise MarkupError(_BODY)
    return Written(text="\n".join(reading.lines).strip("\n"), left=reading.left)


def _refuse(*_: object) -> None:
    raise EntitiesError


@dataclass(slots=True)
class _Paragraph:
    """The words of a paragraph, and the lines of the text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return its lines, those of its boxes at last."""
        return [*"".join(self.pieces).split("\n"), *self.after]


@dataclass(slots=True)
class _Row:
    """A row of a table: the lines of each of its cells."""

    cells: list[list[str]] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the row as one line, or the lines of all its cells if one has several."""
        if all(len(cell) <= 1 for cell in self.cells):
            return ["\t".join("".join(cell) for cell in self.cells).rstrip("\t")]
        return [line for cell in self.cells for line in cell]


class _Reading:
    """A part as far as it has been read.

    Attributes:
        lines: what is done.
        left: what was left out.
        is_word: whether it has a body of Word's.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.left: Counter[Left] = Counter()
        self.is_word = False
        self._open: list[str] = []
        self._places = [self.lines]
        """Where lines go: the text, and within it cells; the innermost is the last."""
        self._rows: list[_Row] = []
        self._paragraphs: list[_Paragraph] = []
        self._dropped = 0
        self._hidden = False
        self._text: list[str] | None = None
        self._keeps_blanks = False

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """Take up a start tag."""
        if len(self._open) >= DEEPEST:
            raise MarkupError(str(DEEPEST))
        space, _, tag = name.rpartition(" ")
        is_word = space in _WORD
        self._open.append(tag if is_word or tag == "Fallback" else "")
        if self._open[-1] in _DROPPED:
            self._dropped += 1
            # Of what is struck out the whole counts, not each part.
            self.left[Left.DELETED] += self._dropped == 1 and tag in {"del", "moveFrom"} and self._struck()
            return
        if self._dropped or not is_word:
            return
        self._begin(tag, attributes, space)

    def _struck(self) -> bool:
        # `w:del` in the properties of a paragraph or a row strikes out a mark, and no words.
        return "rPr" not in self._open and "trPr" not in self._open

    def _begin(self, tag: str, attributes: dict[str, str], space: str) -> None:
        if tag in _COUNTED:
            self.left[_COUNTED[tag]] += 1
        if tag in _SIGNS and "r" in self._open[-2:]:
            self._write(_SIGNS[tag])
        match tag:
            case _ if tag == _BODY:
                self.is_word = True
            case "p":
                self._paragraphs.append(_Paragraph())
            case "tr":
                self._rows.append(_Row())
            case "tc" | "txbxContent" if tag != "tc" or self._rows:
                self._places.append([])
            case "r":
                self._hidden = False
            case "vanish" if "r" in self._open[-3:] and attributes.get(f"{space} val") not in _NO:
                self._hidden = True
                self.left[Left.HIDDEN] += 1
            case "t":
                self._text = []
                self._keeps_blanks = attributes.get(_SPACE) == "preserve"

    def say(self, text: str) -> None:
        """Take up text; only that of `w:t` is the reader's."""
        if self._text is not None:
            self._text.append(text)

    def close(self, _: str) -> None:
        """Take up an end tag."""
        tag = self._open.pop()
        if tag in _DROPPED:
            self._dropped -= 1
        if self._dropped:
            return
        match tag:
            case "t" if self._text is not None:
                text = "".join(self._text)
                self._text = None
                self._write(text if self._keeps_blanks else text.strip(" \t\r\n"))
            case "p" if self._paragraphs:
                self._places[-1].extend(self._paragraphs.pop().lines())
            case "tc" if self._rows:
                self._rows[-1].cells.append(self._places.pop())
            case "txbxContent":
                box = self._places.pop()
                (self._paragraphs[-1].after if self._paragraphs else self._places[-1]).extend(box)
            case "tr" if self._rows:
                self._places[-1].extend(self._rows.pop().lines())

    def _write(self, text: str) -> None:
        if self._paragraphs and not self._hidden:
            self._paragraphs[-1].pieces.append(text)
