"""How often the encoding of an Arabic text is recognised, beside two libraries for that."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from annotator import resources
from annotator.text.encodings import recognise
from benchmarks.measure import Row, peak_mb

_AIM: Final = 97.0
_AIM_FROM: Final = 40
_LENGTHS: Final = (20, 40, 80, 200, 1000)
_ENCODINGS: Final = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso-8859-6", "mac-arabic")
_ROUNDS: Final = 150
# What an encoding lacks was written like this when there was nothing else.
_PLAIN: Final = str.maketrans("“”«»…٪٫٬٠١٢٣٤٥٦٧٨٩🎉", '"""".%.,0123456789!')

Guess = Callable[[bytes], str | None]


def rows() -> list[Row]:
    """Cut pieces out of the texts, encode them, and count how often the text that comes back is the same.

    Two encodings may have the same bytes for a text: the text counts, not the name.
    """
    texts = _texts()
    made = []
    for encoding in _ENCODINGS:
        for length in _LENGTHS:
            pieces = _pieces(texts, encoding, length)
            made.append(_row(encoding, length, pieces))
    return made


def _row(encoding: str, length: int, pieces: list[tuple[bytes, str]]) -> Row:
    peers = _peers()
    right = {name: _right(guess, pieces) for name, guess in peers.items()}
    ours = _right(_likeliest, pieces)
    asked = sum(recognise(data).encoding is None for data, _ in pieces)
    wrong = sum(_is_wrong(data, text) for data, text in pieces)
    aim = "" if length < _AIM_FROM else f"; aim {_AIM:.0f}: {'met' if ours >= _AIM else 'MISSED'}"
    others = ", ".join(f"{name} {share:.1f}" for name, share in right.items()) or "no peer installed"
    return Row(
        work=f"encoding of {length} characters of {encoding}",
        size=f"{len(pieces)} texts, {asked} asked, {wrong} wrong",
        ours=ours,
        peer=max(right.values(), default=None),
        peer_name=others + aim,
        unit="%",
        peak_mb=peak_mb(),
    )


def _likeliest(data: bytes) -> str | None:
    return recognise(data).candidates[0].encoding


def _is_wrong(data: bytes, text: str) -> bool:
    """Tell whether we are sure, and wrong."""
    encoding = recognise(data).encoding
    return encoding is not None and _decoded(data, encoding) != text


def _peers() -> dict[str, Guess]:
    peers: dict[str, Guess] = {}
    if find_spec("charset_normalizer"):
        peers["charset-normalizer"] = _charset_normalizer
    if find_spec("chardet"):
        peers["chardet"] = _chardet
    return peers


def _charset_normalizer(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return None if best is None else best.encoding


def _chardet(data: bytes) -> str | None:
    import chardet

    encoding: str | None = chardet.detect(data)["encoding"]
    return encoding


def _right(guess: Guess, pieces: list[tuple[bytes, str]]) -> float:
    found = sum(_decoded(data, guess(data)) == text for data, text in pieces)
    return 100 * found / len(pieces)


def _decoded(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding).removeprefix("\ufeff") if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _texts() -> list[str]:
    """Return the texts of the samples, and the shared article where it is there."""
    lines = (
        line for file in resources.path("samples").glob("*.jsonl") for line in file.open(encoding="utf-8")
    )
    texts = [json.loads(line)["text"] for line in lines]
    shared = (
        Path(os.environ.get("HASHIYA_SHARED", Path(__file__).parents[2] / "shared")) / "data" / "article.txt"
    )
    if shared.exists():
        texts.append(shared.read_text(encoding="utf-8"))
    return texts


def _pieces(texts: list[str], encoding: str, length: int) -> list[tuple[bytes, str]]:
    """Return pieces of so many characters, as bytes and text; every other Macintosh one has plain spaces."""
    draw = random.Random(length)  # the same pieces in each run
    long = [text for text in texts if len(text) > length]
    pieces: list[tuple[bytes, str]] = []
    while len(pieces) < _ROUNDS:
        text = draw.choice(long)
        start = draw.randrange(len(text) - length)
        piece = text[start : start + length]
        if not encoding.startswith("utf"):
            piece = piece.translate(_PLAIN)
        data = piece.encode(encoding, errors="ignore")
        if encoding == "mac-arabic" and len(pieces) % 2:
            data = data.replace(b"\xa0", b" ")
        pieces.append((data, data.decode(encoding)))
    return pieces
