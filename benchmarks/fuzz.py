"""Hands every reader thousands of broken files, and names each way in which one did not end as it should.

`python -m benchmarks.fuzz --inputs 10000` breaks sound files by chance; with `--atheris`, where that package
is installed, the lines of our code that a file reaches decide which files are tried next. `--format NAME`
takes one reader. The exit code is 1 if anything but our own error came out, or a file took longer than
`--patience`.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType, ModuleType
from typing import Any

from annotator import formats
from annotator.errors import InputError
from annotator.formats import ImportOptions
from tests.formats.damage import KINDS, SCHEME, Blow, Seed, readable, seed, struck

_MEMORY = 4 << 30
_ONE_MORE_BLOW, _NOTHING_SOUND = 0.4, 0.05
"""How often a file gets another blow, and how often it is made of bytes by chance alone."""


@dataclass(slots=True)
class Tally:
    """What came of the files of one reader.

    Attributes:
        inputs: how many files were read.
        accepted: those in which nothing was wrong.
        slowest: seconds of the slowest.
        faults: each exception that is not ours, by type and place, and how often.
    """

    inputs: int = 0
    accepted: int = 0
    slowest: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)


def hand(name: str, path: Path, tally: Tally, *, plain: bool) -> None:
    """Have a file read, with the scheme or with any labels, and note what came of it."""
    options = ImportOptions(scheme=None if plain else SCHEME, problems=[] if plain else None)
    start = time.perf_counter()
    try:
        for annotated in formats.get(name).read(path, options):
            annotated.document.text.encode()
        tally.accepted += 1
    except InputError as error:
        str(error).encode()
    except (Exception, RecursionError) as error:  # noqa: BLE001 - what we are here to find
        last = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in last if "/annotator/" in frame.filename][-1:] or last[-1:]
        where = f"{type(error).__name__} {Path(ours[0].filename).name}:{ours[0].lineno} {str(error)[:80]}"
        tally.faults[where] += 1
    tally.inputs += 1
    tally.slowest = max(tally.slowest, time.perf_counter() - start)


def blows(chance: random.Random) -> Iterator[Blow]:
    """Yield one blow, and seldom more."""
    yield chance.randrange(KINDS), chance.randrange(65536), chance.randrange(65536)
    while chance.random() < _ONE_MORE_BLOW:
        yield chance.randrange(KINDS), chance.randrange(65536), chance.randrange(65536)


def by_chance(name: str, inputs: int, start: int) -> Tally:
    """Break the seed of a format `inputs` times."""
    tally, source = Tally(), seed(name)
    with TemporaryDirectory(prefix="fuzz") as place:
        for number in range(start, start + inputs):
            chance = random.Random(number)
            which = chance.randrange(len(source.files))
            data = (
                chance.randbytes(chance.randrange(2000))
                if chance.random() < _NOTHING_SOUND
                else struck(source.files[which][1], list(blows(chance)))
            )
            path = source.written(Path(place), number=which, data=data)
            hand(name, path, tally, plain=bool(number % 2))
    return tally


def by_coverage(name: str, inputs: int) -> None:
    """Let atheris choose the bytes; it ends the process itself, at the first fault or after `inputs`."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    source: Seed = seed(name)
    for module in [m for n, m in sys.modules.items() if n.startswith("annotator.")]:
        _instrument(atheris, module)
    with TemporaryDirectory(prefix="fuzz") as place, TemporaryDirectory(prefix="corpus") as corpus:
        for index, (_, data) in enumerate(source.files):
            (Path(corpus) / str(index)).write_bytes(bytes([index]) + data)

        def one(data: bytes) -> None:
            tally = Tally()
            which = data[0] % len(source.files) if data else 0
            path = source.written(Path(place), number=which, data=data[1:])
            hand(name, path, tally, plain=bool(len(data) % 2))
            if tally.faults:
                raise AssertionError(next(iter(tally.faults)))

        atheris.Setup([sys.argv[0], f"-runs={inputs}", "-max_len=8192", "-timeout=20", corpus], one)
        atheris.Fuzz()


def _instrument(atheris: Any, module: ModuleType) -> None:
    """Have every function and method of a module tell which of its lines are reached."""
    for part in vars(module).values():
        if getattr(part, "__module__", None) != module.__name__:
            continue
        methods = vars(part).values() if isinstance(part, type) else [part]
        for function in methods:
            if isinstance(function, FunctionType):
                atheris.instrument_func(function)


def main() -> int:
    """Break files of every format that is read here."""
    parser = argparse.ArgumentParser(prog="benchmarks.fuzz", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--format", choices=readable(), action="append")
    parser.add_argument("--start", type=int, default=0, help="number of the first file")
    parser.add_argument("--patience", type=float, default=20.0, help="seconds for one file")
    parser.add_argument("--atheris", action="store_true")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    bad = False
    print(f"{'reader':22}{'inputs':>9}{'accepted':>10}{'slowest s':>11}{'faults':>8}")
    for name in asked.format or readable():
        if asked.atheris:
            by_coverage(name, asked.inputs)
            continue
        tally = by_chance(name, asked.inputs, asked.start)
        bad |= bool(tally.faults) or tally.slowest > asked.patience
        faults = sum(tally.faults.values())
        print(f"{name:22}{tally.inputs:9}{tally.accepted:10}{tally.slowest:11.2f}{faults:8}", flush=True)
        for where, count in tally.faults.most_common():
            print(f"    {count} × {where}", flush=True)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
