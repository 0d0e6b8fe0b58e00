"""What a PDF that Qt has written says stands on it, in the order in which it was written."""

from __future__ import annotations

import re
import zlib
from pathlib import Path


def copied(pdf: Path) -> list[str]:
    """Return the words that a PDF says stand on it, each as its letters are read: from right to left."""
    content = pdf.read_bytes()
    objects = dict(re.findall(rb"(\d+) 0 obj(.*?)endobj", content, re.DOTALL))
    letters = {
        f"F{int(number)}": _letters(objects[table.group(1)])
        for number, body in objects.items()
        if (table := re.search(rb"/ToUnicode (\d+) 0 R", body))
    }
    words = []
    for stream in re.finditer(rb"stream\r?\n", content):
        try:
            drawn = zlib.decompressobj().decompress(content[stream.end() :]).decode("latin-1")
        except zlib.error:
            continue
        for face, block in re.findall(r"BT\n/(F\d+) .*?\n(.*?)ET\n", drawn, re.DOTALL):
            codes = re.findall(r"<(\w{4})> Tj", block)
            words.append("".join(letters[face].get(code, "?") for code in reversed(codes)))
    return words


def _letters(table: bytes) -> dict[str, str]:
    """Return which letter each code of a face is."""
    found = {}
    for first, _, codes in re.findall(rb"<(\w{4})> <(\w{4})> \[(.*?)\]", table):
        for step, code in enumerate(re.findall(rb"\w{4}", codes)):
            found[f"{int(first, 16) + step:04X}"] = chr(int(code, 16))
    return found
