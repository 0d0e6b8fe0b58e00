"""Our tokens as a tokenizer of spaCy's own: what a pipeline that is trained on our files cuts new text with.

```
spaCy cuts at white space        وقال · زعيم،
then at what `infix` finds       زعيم · ،          each token of `annotator.text.tokens` is an infix
```
A saved pipeline holds patterns of `re`, which knows no properties of characters: they are written out, range
by range. Hangul syllables in pieces and the conjuncts of Indic scripts apart, it cuts as our own rule does.

Source: spacy.io/api/tokenizer; `spacy/tokenizer.pyx`, where infixes that touch leave nothing between them.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

import regex

from annotator.formats import extras

_SURROGATES: Final = range(0xD800, 0xE000)


@cache
def _everything() -> str:
    return "".join(chr(code) for code in range(sys.maxunicode + 1) if code not in _SURROGATES)


def _class(properties: str) -> str:
    """Return the class of all characters with one of these properties, for `re`."""
    runs = regex.findall(f"[{properties}]+", _everything(), regex.VERSION1)
    return "[" + "".join(rf"\U{ord(run[0]):08x}-\U{ord(run[-1]):08x}" for run in runs) + "]"


@cache
def pattern() -> str:
    """Return the pattern of one token, for `re`; it follows that of `annotator.text.tokens`."""
    letter, digit = _class(r"\p{L}"), _class(r"\p{Nd}")
    marks = _class(r"\p{M}\p{GCB=Extend}\u200D") + "*"
    word = (
        f"(?:{letter}{marks}"
        rf"|[\u0600-\u0605\u06DD\u08E2]?{digit}+(?:[.,\u066B\u066C]{digit}+)*{marks})+"
    )
    before, control, flag = _class(r"\p{GCB=Prepend}") + "*", _class(r"\p{GCB=Control}"), _class(r"\p{RI}")
    extend, picture = _class(r"\p{GCB=Extend}") + "*", _class(r"\p{ExtPict}")
    follows = _class(r"\p{GCB=Extend}\p{GCB=SpacingMark}\u200D") + "*"
    cluster = (
        rf"{control}|{before}(?:{flag}{flag}|{picture}(?:{extend}\u200D{picture})*|(?!{control})\S){follows}"
    )
    return rf"[0-9#*]\uFE0F?\u20E3|{word}|(?=\S)(?:{cluster})"


@cache
def _pipeline(spacy: Any) -> Any:
    made = spacy.blank("ar")
    made.tokenizer = spacy.tokenizer.Tokenizer(made.vocab, infix_finditer=re.compile(pattern()).finditer)
    return made


def save(folder: Path) -> None:
    """Save a pipeline for Arabic with nothing in it but this tokenizer, in a folder that does not exist yet.

    Raises:
        InputError: spaCy is not installed.
    """
    _pipeline(extras.load("spacy", "spacy")).to_disk(folder)
