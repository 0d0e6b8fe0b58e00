"""Makes text of a page: what a reader would see, block by block, and a count of what text can't hold.

```
<h1>خبر</h1><p>قال <b>سليم</b>:<br>نعم</p>       خبر ⏎ قال سليم: ⏎ نعم      a block, or a <br>, begins a line
<tr><td>أ<td>ب                                  أ ⇥ ب                      a row is a line
<pre>س  ص ⏎ ع</pre>                              س  ص ⏎ ع                   only here white space stays
```
Elsewhere blanks, tabs and line ends are one blank, as in a browser; a no-break space stays one. No style
sheet is read: hidden is what its own tag says is hidden.

Source: html.spec.whatwg.org, 13.1.2.4 (tags that may be left out), 15.3 (what is shown as a block).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from annotator.formats.html.tokens import Closed, Opened, tokens

DEEPEST: Final = 1_000
"""Elements inside each other. Browsers stop at half of that."""
MOST: Final = 1_000_000
"""Tags of a page. Between two there may be a text."""
_LOOK_BACK: Final = 64
"""So many open elements are looked through for one that a start tag ends."""
_BLANKS: Final = re.compile("[ \t\n\f\r]+")


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VOID: Final = _names(
    "area base basefont bgsound br col embed frame hr img input link meta param source track wbr"
)
_DROPPED: Final = _names(
    "applet audio canvas iframe math noembed noframes noscript object script style svg template video"
)
_FIELDS: Final = _names("button datalist input select textarea")
_BLOCKS: Final = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav "
    "ol p pre search section summary table tbody tfoot thead tr ul"
)
_CELLS: Final = frozenset({"td", "th"})
_ROWS: Final = frozenset({"tr", "tbody", "thead", "tfoot"})
# What a start tag ends, and at what the search for it stops.
_ENDS: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl"}))),
    **dict.fromkeys(("td", "th"), (_CELLS, frozenset({"tr", "table"}))),
    "tr": (_CELLS | {"tr"}, frozenset({"table"})),
    **dict.fromkeys(("tbody", "tfoot", "thead"), (_CELLS | _ROWS, frozenset({"table"}))),
    "body": (frozenset({"head"}), frozenset()),
}
_P_ENDS: Final = (frozenset({"p"}), frozenset({"td", "th", "table"}))
_HIDING: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class Left(Enum):
    """What of a page has no place in a text."""

    LINK = auto()
    IMAGE = auto()
    TABLE = auto()
    HIDDEN = auto()
    FIELD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says.

    Attributes:
        text: its lines, with LF between them.
        title: of the page; empty if it has none.
        left: how often something was left out or flattened.
    """

    text: str
    title: str
    left: Counter[Left]


class TooMuchError(Exception):
    """More elements than any page has, or more of them inside each other."""


def extract(source: str) -> Page:
    """Return what a page says.

    Raises:
        TooMuchError: it has more than `MOST` tags, or elements more than `DEEPEST` deep.
    """
    reading = _Reading()
    for number, token in enumerate(tokens(source)):
        if number > 2 * MOST:
            raise TooMuchError
        match token:
            case Opened():
                reading.open(token)
            case Closed():
                reading.close(token.name)
            case _:
                reading.say(token)
    return reading.page()


class _Reading:
    """A page as far as it has been read."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._names: Counter[str] = Counter()
        self._hidden = 0
        self._title = ""
        self._left: Counter[Left] = Counter()

    def say(self, text: str) -> None:
        """Take up text."""
        if self._hidden:
            return
        if not self._names["pre"]:
            words = _BLANKS.sub(" ", text)
            if self._line or words != " ":
                self._line.append(words)
            return
        first, *rest = text.split("\n")
        self._line.append(first)
        for line in rest:
            self._end_line(always=True)
            self._line.append(line)

    def open(self, tag: Opened) -> None:
        """Take up a start tag."""
        name = tag.name
        if name == "title":
            # Drawings have titles of their own.
            self._title = self._title or ("" if self._hidden else (tag.raw or ""))
            return
        self._end_others(name)
        hidden = self._count(tag)
        if not self._hidden:
            self._part(name)
        if tag.raw is None and name not in _VOID and not tag.closed:
            self._push(name, hidden=hidden)

    def close(self, name: str) -> None:
        """Take up an end tag. One that ends nothing is passed over, as browsers do."""
        if not self._names[name]:
            return
        while self._pop() != name:
            pass

    def page(self) -> Page:
        """Return what was read."""
        self._end_line()
        return Page(text="\n".join(self._lines).strip("\n"), title=self._title, left=self._left)

    def _part(self, name: str) -> None:
        """Begin a line, or a cell of one, where an element of this name does."""
        if name == "br":
            self._end_line(always=True)
        elif name in _BLOCKS:
            self._end_line()
        elif name in _CELLS and self._line:
            self._line.append("\t")

    def _count(self, tag: Opened) -> bool:
        """Tell whether what is in an element is not shown, and note what is lost with it."""
        if self._hidden:
            return True
        name, attributes = tag.name, tag.attributes
        if attributes and ("hidden" in attributes or _HIDING.search(attributes.get("style", ""))):
            self._left[Left.HIDDEN] += name not in _DROPPED
            return True
        if name == "a" and "href" in attributes:
            self._left[Left.LINK] += 1
        elif name in {"img", "area"} and attributes.get("alt", "").strip():
            # An image without a description says nothing that text could lose.
            self._left[Left.IMAGE] += 1
        elif name == "table":
            self._left[Left.TABLE] += 1
        elif name in _FIELDS and attributes.get("type", "").lower() != "hidden":
            self._left[Left.FIELD] += 1
        return name in _DROPPED or name in _FIELDS

    def _end_others(self, name: str) -> None:
        if name in _BLOCKS and self._names["p"]:
            self._end(_P_ENDS)
        if name in _ENDS:
            self._end(_ENDS[name])

    def _end(self, ends: tuple[frozenset[str], frozenset[str]]) -> None:
        """End the outermost open element of some names, as far as the border of another allows it."""
        names, borders = ends
        if not any(map(self._names.get, names)):
            return
        found = None
        for place in range(len(self._open) - 1, max(len(self._open) - _LOOK_BACK, 0) - 1, -1):
            name = self._open[place][0]
            if name in borders:
                break
            if name in names:
                found = place
        if found is not None:
            while len(self._open) > found:
                self._pop()

    def _push(self, name: str, *, hidden: bool) -> None:
        if len(self._open) >= DEEPEST:
            raise TooMuchError
        self._open.append((name, hidden))
        self._names[name] += 1
        self._hidden += hidden

    def _pop(self) -> str:
        name, hidden = self._open.pop()
        if not self._hidden and name in _BLOCKS:
            self._end_line()
        self._names[name] -= 1
        self._hidden -= hidden
        return name

    def _end_line(self, *, always: bool = False) -> None:
        """End the line; an empty one only if it is to stay."""
        line = "".join(self._line)
        if not self._names["pre"]:
            cells = (_BLANKS.sub(" ", cell).strip(" ") for cell in line.split("\t"))
            line = "\t".join(cells).rstrip("\t")
        elif not line.strip(" \t"):
            line = ""
        if line or always:
            self._lines.append(line)
        self._line.clear()
