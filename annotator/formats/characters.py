"""Characters that a document can't have, characters worth a warning, and clean names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from annotator.language import Message, msg, msgn
from annotator.text.damage import presentation_forms
from annotator.text.direction import is_bidi_control
from annotator.text.storable import impossible

# U+0085 is white space that text from mainframes has for a line end: not worth a word.
_ODD: Final = re.compile(
    "[\x01-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffd-\uffff"
    "\U0001fffe-\U0001ffff\U0002fffe-\U0002ffff\U0003fffe-\U0003ffff\U0004fffe-\U0004ffff"
    "\U0005fffe-\U0005ffff\U0006fffe-\U0006ffff\U0007fffe-\U0007ffff\U0008fffe-\U0008ffff"
    "\U0009fffe-\U0009ffff\U000afffe-\U000affff\U000bfffe-\U000bffff\U000cfffe-\U000cffff"
    "\U000dfffe-\U000dffff\U000efffe-\U000effff\U000ffffe-\U000fffff\U0010fffe-\U0010ffff]"
)
# Fully vowelled Arabic stacks two or three marks on a letter, Quranic text four or five.
_STACKED_MARKS: Final = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]{9}")
# A superset of the refused, of the odd ones and of presentation forms. Most texts have none of them, and one
# look tells.
_UNUSUAL: Final = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufb50-\uffff\U0001fffe-\U0010ffff]"
)
_TITLE_LENGTH: Final = 60
_LONGEST_NAME: Final = 300


def refused(text: str) -> int | None:
    """Return the index (code points) of the first character that no document can have, or None."""
    return impossible(text) if _is_unusual(text) else None


@lru_cache(maxsize=1)
def _is_unusual(text: str) -> bool:
    """Tell whether there is anything to look for: asked twice about each text that comes in."""
    return _UNUSUAL.search(text) is not None


def name_of(character: str) -> str:
    """Return a character as `U+0000`, so that it can be named without being shown."""
    return f"U+{ord(character):04X}"


def warnings(text: str) -> Iterator[Message]:
    """Yield what is odd about a text, as the rest of a sentence that began with its name."""
    unusual = _is_unusual(text)
    odd = _ODD.findall(text) if unusual else []
    if odd:
        directions = sum(1 for character in odd if is_bidi_control(character))
        if directions:
            yield msgn(
                "the text holds a character that turns the direction of what follows it; it is kept.",
                "the text holds {count} characters that turn the direction of what follows; they are kept.",
                directions,
            )
        if len(odd) > directions:
            first = next(character for character in odd if not is_bidi_control(character))
            yield msgn(
                "the text holds a control character or noncharacter ({name}); it is kept.",
                "the text holds {count} control characters or noncharacters ({name} first); they are kept.",
                len(odd) - directions,
                name=name_of(first),
            )
    if _STACKED_MARKS.search(text):
        yield msg("the text has letters under a heap of marks; they are kept.")
    forms = presentation_forms(text) if unusual else []
    if forms:
        yield msgn(
            "the text holds a letter in presentation form, which search and models won't know. "
            "It is kept; look at where the text came from.",
            "the text holds {count} letters in presentation forms, which search and models won't know. "
            "They are kept; look at where the text came from.",
            len(forms),
        )


def clean_name(name: str) -> str:
    """Return a title or a person's name without line breaks, control characters and bidi controls."""
    kept = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in name[:_LONGEST_NAME])
    return " ".join("".join(c for c in kept if not is_bidi_control(c)).split())


def title_of(text: str) -> str:
    """Return a title for a text that came without one: the beginning of its first line with words."""
    for line in text.split("\n", 50):
        words = clean_name(line)
        if len(words) > _TITLE_LENGTH:
            return f"{words[:_TITLE_LENGTH].rsplit(' ', 1)[0].rstrip()}…"
        if words:
            return words
    return "—"
