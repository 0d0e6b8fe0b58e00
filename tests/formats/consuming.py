"""How a test asks another program what it finds in our files, and reads its answer in code points."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pytest

from tests.formats.every_format import Triple

SCRIPTS: Final = Path(__file__).parent / "consumers"
Link = tuple[str, Triple, Triple]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a consumer loaded of one document, in code points; None where it does not hold it."""

    id: str | None
    text: str | None
    spans: list[Triple]
    relations: list[Link] | None
    more: dict[str, Any]


def folder() -> Path:
    """Return where scripts/consumers puts the environments."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("HASHIYA_CONSUMERS") or cache / "hashiya" / "consumers")


def shared() -> Path:
    """Return where the data lies that is not part of the project, which may be nowhere."""
    return Path(os.environ.get("HASHIYA_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def installed(consumer: str, module: str) -> Path | None:
    """Return the Python that has a consumer: its own environment's, else this one; None if neither has it."""
    own = folder() / consumer
    if (own / "installed").is_file():
        return own / "bin" / "python"
    return Path(sys.executable) if find_spec(module) is not None else None


def python_of(consumer: str, module: str) -> Path:
    """Return the Python that has a consumer; skip and say how to bring it if none has."""
    found = installed(consumer, module)
    if found is None:
        pytest.skip(f"{consumer} is not installed: scripts/consumers {consumer}")
    return found


def ask(
    python: Path, consumer: str, name: str, targets: list[Path], folder: Path
) -> list[list[dict[str, Any]]]:
    """Return what a consumer says of each target in a format."""
    place = folder / f"{consumer}.json"
    script = SCRIPTS / f"with_{consumer.replace('-', '_')}.py"
    command: list[str | Path] = [python, "-X", "utf8", script, name, place, *targets]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=350)
    assert done.returncode == 0, done.stderr[-3000:]
    answer: list[list[dict[str, Any]]] = json.loads(place.read_text(encoding="ascii"))
    return answer


def in_code_points(said: dict[str, Any], place: Callable[[int, int], tuple[int, int]]) -> Found:
    """Return an answer with its places put in code points."""

    def triple(span: list[Any]) -> Triple:
        label, start, end = span
        return (label, *place(start, end))

    links = said["relations"]
    return Found(
        id=said["id"],
        text=said["text"],
        spans=sorted(map(triple, said["spans"])),
        relations=links and sorted((kind, triple(a), triple(b)) for kind, a, b in links),
        more={key: value for key, value in said.items() if key not in Found.__annotations__},
    )


def code_points(_: str, __: dict[str, Any]) -> Callable[[int, int], tuple[int, int]]:
    """Leave places as they are."""
    return lambda start, end: (start, end)


def utf16(text: str, _: dict[str, Any]) -> Callable[[int, int], tuple[int, int]]:
    """Count again, as Python's strings do, what counts UTF-16 units."""
    units = text.encode("utf-16-le")
    return lambda *place: (
        len(units[: 2 * place[0]].decode("utf-16-le")),
        len(units[: 2 * place[1]].decode("utf-16-le")),
    )


def tokens(text: str, said: dict[str, Any]) -> Callable[[int, int], tuple[int, int]]:
    """Find every token in the text, behind the one before and white space, and nothing else."""
    starts, ends = [], []
    at = 0
    for form in said["tokens"]:
        while text[at].isspace():
            at += 1
        assert text.startswith(form, at), (form, text[at : at + 20])
        starts.append(at)
        at += len(form)
        ends.append(at)
    assert not text[at:].strip()
    return lambda start, end: (starts[start], ends[end - 1])
