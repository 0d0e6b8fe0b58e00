"""Cuts a page into texts and tags, as a browser would, in time that grows with its length only.

```
<p class=x hidden>نص &amp; نص<!-- ملاحظة --><br/>
Opened p {class: x, hidden: ""} · "نص & نص" · Opened br · …
```
The standard library's `html.parser` looks for the end of each unclosed tag anew: 32 kB of `<a x` take it some
seconds, a megabyte days, and its patch releases differ in what they take for a comment. Here what is not
closed ends with the file, as the standard says, so nothing is looked at twice.

Source: html.spec.whatwg.org, 13.2.5 (tokenization).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MARKUP: Final = re.compile(r"<(?=[A-Za-z/!?])")
_NAME: Final = re.compile(r"[^\s/>]++")
_ATTRIBUTE: Final = re.compile(r"[\s/]*+([^\s/>][^\s/>=]*+)(\s*+=\s*+)?")
_BARE_VALUE: Final = re.compile(r"[^\s>]*+")
_BLANKS: Final = re.compile(r"[\s/]*+")
_NUMBER: Final = re.compile(r"&#0*+([0-9]{8,}+|[xX]0*+[0-9a-fA-F]{7,}+);?")
RAW: Final = frozenset({"script", "style", "title", "textarea", "iframe", "noembed", "noframes", "noscript"})
"""Elements in which there are no tags, but for the one that ends them."""
_WITH_ENTITIES: Final = frozenset({"title", "textarea"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A start tag.

    Attributes:
        name: in lower case.
        attributes: of those that come twice, the first; names in lower case, entities decoded.
        raw: the text up to the end tag, of elements in which nothing else can be; else None.
        closed: whether it says of itself that nothing is in it (`<p/>`).
    """

    name: str
    attributes: dict[str, str]
    raw: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """An end tag.

    Attributes:
        name: in lower case.
    """

    name: str


def tokens(source: str) -> Iterator[str | Opened | Closed]:
    """Yield the texts (with entities decoded, in any number of pieces) and the tags of a page."""
    at, end = 0, len(source)
    while at < end:
        found = _MARKUP.search(source, at)
        if found is None:
            yield unescaped(source[at:])
            return
        if found.start() > at:
            yield unescaped(source[at : found.start()])
        at = found.end()
        sign = source[at]
        if sign in "!?":
            at = _after_comment(source, at)
        elif sign == "/":
            name = _NAME.match(source, at + 1)
            at = _after(source, ">", at)
            if name is not None and at <= end:
                yield Closed(name=name[0].lower())
        else:
            tag, at = _opened(source, at)
            if tag is not None:
                yield tag


def unescaped(text: str) -> str:
    """Return a text with its entities decoded. Numbers that are no characters become U+FFFD."""
    # Python refuses to convert numbers of thousands of digits.
    return html.unescape(_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _after(source: str, sign: str, at: int) -> int:
    """Return the index behind the next `sign`; one behind the end if there is none."""
    found = source.find(sign, at)
    return len(source) + 1 if found < 0 else found + len(sign)


def _after_comment(source: str, at: int) -> int:
    if not source.startswith("!--", at):
        # Also CDATA, which HTML takes for a comment that ends at the first >.
        return _after(source, ">", at)
    if source.startswith((">", "->"), at + 3):
        return _after(source, ">", at)
    return _after(source, "-->", at + 1)


def _opened(source: str, at: int) -> tuple[Opened | None, int]:
    """Return the tag whose name begins at an index, and the index behind it. A tag without end is none."""
    name = _NAME.match(source, at)
    assert name is not None, "the caller has seen a letter"  # noqa: S101 - for the type checker
    attributes: dict[str, str] = {}
    at = name.end()
    while (found := _ATTRIBUTE.match(source, at)) is not None:
        at, value = found.end(), ""
        if found[2] is not None:
            quote = source[at : at + 1]
            if quote in {'"', "'"}:
                at = _after(source, quote, at + 1)
                value = source[found.end() + 1 : at - 1]
            else:
                bare = _BARE_VALUE.match(source, at)
                at, value = (bare.end(), bare[0]) if bare else (at, "")
        attributes.setdefault(found[1].lower(), unescaped(value))
    blanks = _BLANKS.match(source, at)
    last = blanks.end() if blanks else at
    if last >= len(source) or source[last] != ">":
        return None, len(source)
    closed = source[last - 1] == "/"
    lower = name[0].lower()
    if lower not in RAW or closed:
        return Opened(name=lower, attributes=attributes, closed=closed), last + 1
    raw, after = _raw(source, last + 1, lower)
    return Opened(name=lower, attributes=attributes, raw=raw), after


def _raw(source: str, at: int, name: str) -> tuple[str, int]:
    """Return what stands before the end tag of an element without tags, and the index behind that tag."""
    end = _ENDS[name].search(source, at)
    text = source[at:] if end is None else source[at : end.start()]
    after = len(source) if end is None else _after(source, ">", end.end())
    return (unescaped(text) if name in _WITH_ENTITIES else text), after


_ENDS: Final = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}
