"""Which encoding the bytes of an Arabic text are in.

```
1  a byte order mark                 says it
2  every second byte is 06 or 00     UTF-16: Arabic in it is valid UTF-8, too, so it is looked for first
3  valid UTF-8                       nothing else is by chance
4  UTF-8 but for a few bytes         damaged: a person has to look
5  one byte a character              the codec under which the bytes are the likeliest Arabic letters
```
For the last, each codec gives each byte a score, the logarithm of how often its character stands in Arabic
text; the sum over all bytes is the likelihood of the text under that codec (a unigram model). Every codec has
the same bytes to explain, so the sums can be compared, and a histogram of the bytes is all that is needed.
Two codecs that give the same text are one candidate.
"""

from __future__ import annotations

import codecs
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from annotator.text.damage import letter_of

ENCODINGS: Final = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1256",
    "iso-8859-6",
    "mac-arabic",
    "cp864",
    "cp720",
    "cp1252",
)
"""The encodings that Arabic text is found in. Others, such as UTF-7, are for tricks."""

_SINGLE: Final = ENCODINGS[4:]
_SAMPLE: Final = 4096
_UTF16_SHARE: Final = 0.4
_ASCII: Final = 128
# How often a letter stands among 10,000 letters of the sample articles that come with the program.
_LETTERS: Final = {
    "ء": 38,
    "آ": 14,
    "أ": 248,
    "ؤ": 16,
    "إ": 77,
    "ئ": 32,
    "ا": 1400,
    "ب": 357,
    "ة": 364,
    "ت": 460,
    "ث": 54,
    "ج": 163,
    "ح": 210,
    "خ": 82,
    "د": 326,
    "ذ": 60,
    "ر": 507,
    "ز": 79,
    "س": 248,
    "ش": 98,
    "ص": 115,
    "ض": 53,
    "ط": 68,
    "ظ": 20,
    "ع": 309,
    "غ": 54,
    "ف": 293,
    "ق": 262,
    "ك": 150,
    "ل": 1173,
    "م": 643,
    "ن": 561,
    "ه": 195,
    "و": 456,
    "ى": 106,
    "ي": 705,
}
# Logarithms for what else is met in Arabic text; set by hand, coarse on purpose.
_OTHERS: Final = (
    ("ًٌٍَُِّْٰـ", -5.5),
    ("،؛؟«»“”‘’–—…٪٠١٢٣٤٥٦٧٨٩", -5.0),
    (" .,:()[]-/\"!'", -4.0),  # MacArabic has these twice, once for each direction
    ("\u200c\u200d\u200e\u200f\xa0", -6.5),
    ("éèêàçâîôûùïëœ", -6.5),
    ("پچژگکیں", -7.5),
)
_LATIN, _STRANGE, _CONTROL = -8.0, -9.0, -12.0
_SHAPE: Final = -1.0
"""cp864 has shapes where ISO 8859-6 and MacArabic have those very letters: it must be clearly better."""
_PLAUSIBLE: Final = -4.8
"""Arabic prose has about -3 a character, fully vowelled prose -4, noise less than -6."""
_SURE: Final = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One way to read the bytes.

    Attributes:
        encoding: one of `ENCODINGS`.
        confidence: from 0 to 1.
    """

    encoding: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What bytes may be.

    Attributes:
        candidates: the likeliest first, at least one; each gives another text.
        sure: the first can be relied on; otherwise ask.
        bad: how many places of what must have been UTF-8 can't be read; 0 = it is not damaged.
    """

    candidates: tuple[Candidate, ...]
    sure: bool
    bad: int = 0

    @property
    def encoding(self) -> str | None:
        """The encoding, if that is sure."""
        return self.candidates[0].encoding if self.sure else None


def recognise(data: bytes) -> Recognised:
    """Tell which encoding bytes are in. Never fails; O(n)."""
    wide = _utf16(data)
    if wide is not None and _decodes(data, wide):
        return _certain(wide)
    if _decodes(data, "utf-8"):
        return _certain("utf-8")
    ranked, sure = _ranked(data)
    bad, good = _utf8_places(data)
    if wide is not None:
        return Recognised(candidates=(Candidate(encoding=wide, confidence=0.5), *ranked), sure=False)
    if data.startswith(codecs.BOM_UTF8) or good >= 2 * bad:
        share = good / (good + bad)
        rest = tuple(Candidate(encoding=c.encoding, confidence=c.confidence * (1 - share)) for c in ranked)
        return Recognised(
            candidates=(Candidate(encoding="utf-8", confidence=share), *rest), sure=False, bad=bad
        )
    return Recognised(candidates=ranked, sure=sure)


def _certain(encoding: str) -> Recognised:
    return Recognised(candidates=(Candidate(encoding=encoding, confidence=1.0),), sure=True)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes) -> str | None:
    """Return the UTF-16 that bytes look like: in Arabic every second one is then 06, or 00 for spaces."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_SAMPLE]
    for kind, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(high) > 1 and (high.count(6) + high.count(0)) / len(high) >= _UTF16_SHARE:
            return kind
    return None


def _utf8_places(data: bytes) -> tuple[int, int]:
    """Return how many places can't be read as UTF-8, and how many characters beyond ASCII can."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    return bad, sum(1 for c in text if ord(c) >= _ASCII) - bad


def _ranked(data: bytes) -> tuple[tuple[Candidate, ...], bool]:
    """Return the single-byte codecs, the likeliest first, and whether that one is sure."""
    counts = {byte: count for byte, count in Counter(data).items() if byte >= _ASCII}
    texts: dict[str, tuple[float, str]] = {}
    high = bytes(counts)
    for codec in _SINGLE:
        score = _score(codec, counts)
        if score is not None:
            texts.setdefault(high.decode(codec), (score, codec))
    # Python sorts stably: of equals the commoner encoding stays first.
    best = sorted(texts.values(), key=lambda found: -found[0])
    # Halved, because neighbouring letters are not independent and the plain sums are too sure of themselves.
    weights = [math.exp((score - best[0][0]) / 2) for score, _ in best]
    ranked = tuple(
        Candidate(encoding=codec, confidence=weight / sum(weights))
        for (_, codec), weight in zip(best, weights, strict=True)
    )
    plausible = best[0][0] / sum(counts.values()) >= _PLAUSIBLE
    return ranked, plausible and ranked[0].confidence >= _SURE


def _score(codec: str, counts: Mapping[int, int]) -> float | None:
    """Return the log-likelihood of bytes, given by how often each stands there; None if one is undefined."""
    scores = _scores(codec)
    total = 0.0
    for byte, count in counts.items():
        score = scores[byte]
        if score is None:
            return None
        total += score * count
    return total


@cache
def _scores(codec: str) -> tuple[float | None, ...]:
    return tuple(_score_of(bytes([byte]).decode(codec, errors="ignore")) for byte in range(256))


def _score_of(character: str) -> float | None:
    if not character:
        return None
    letter = letter_of(character)
    if letter != character:
        return (_score_of(letter[:1]) or _STRANGE) + _SHAPE
    count = _LETTERS.get(character)
    if count is not None:
        return math.log(count / 10_000)
    for characters, score in _OTHERS:
        if character in characters:
            return score
    if character < "\xa0":
        return _CONTROL
    return _LATIN if character.isalpha() and character < "\u0250" else _STRANGE
