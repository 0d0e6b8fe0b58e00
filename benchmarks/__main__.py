"""Runs every measurement in a process of its own and prints one line each."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Callable

from benchmarks.measure import RATES, Row

_SMALL, _LARGE = 250, 1000


def _measurements() -> dict[str, Callable[[], list[Row]]]:
    from benchmarks import (
        adjudication,
        agreement,
        canvas,
        consistency,
        encodings,
        files,
        formats,
        hand,
        merging,
        peers,
        start,
    )

    return {
        "import-small": lambda: [files.import_documents(_SMALL)],
        "import": lambda: [files.import_documents(_LARGE)],
        "export-jsonl-small": lambda: [files.export_jsonl(_SMALL)],
        "export-jsonl": lambda: [files.export_jsonl(_LARGE)],
        "export-conll-small": lambda: [files.export_conll(_SMALL)],
        "export-conll": lambda: [files.export_conll(_LARGE)],
        "formats": lambda: formats.every_format(100),
        "agreement-f1": lambda: agreement.span_f1(10_000),
        "agreement-kappa": lambda: agreement.kappa(10_000),
        "agreement-alpha": lambda: agreement.alpha(10_000, beside=False),
        "agreement-alpha-few": lambda: agreement.alpha(100, beside=True),
        "canvas-200k": lambda: canvas.canvas(200_000, 5_000),
        "canvas-2m": lambda: canvas.canvas(2_000_000, 50_000),
        "canvas-paragraph": lambda: [*canvas.one_paragraph(20_000), *canvas.one_paragraph(200_000)],
        "consistency": lambda: [*consistency.edits(25_000, 500), *consistency.edits(2_000_000, 50_000)],
        "consistency-project": lambda: [consistency.project(500)],
        "find": lambda: consistency.search(2_000_000),
        "merge-small": lambda: [merging.homecoming(400)],
        "merge": lambda: [merging.homecoming(2100)],
        "adjudication": adjudication.rows,
        "encodings": encodings.rows,
        "hand": hand.hand,
        "start": start.start_rows,
        "conll-spans": peers.conll_spans,
    }


def main() -> int:
    """Run all measurements, or only those named on the command line."""
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps([row.as_json() for row in _measurements()[sys.argv[2]]()]))
        return 0
    known = list(_measurements())
    names = sys.argv[1:] or known
    if strangers := [name for name in names if name not in known]:
        sys.exit(f"No measurement is called {', '.join(strangers)}. There are: {', '.join(known)}.")
    heading = ("work", "size", "ours", "peer", "ratio", "peak MB", "aim", "peer is")
    print("{:<56} {:<32} {:>12} {:>12} {:>7} {:>8}  {:<13}  {}".format(*heading))
    rows: list[Row] = []
    for name in names:
        for row in _in_a_child(name):
            rows.append(row)
            print(_line(row), flush=True)
    for line in _growth(rows):
        print(line)
    return 0


def _in_a_child(name: str) -> list[Row]:
    """Run one measurement alone, so that its peak memory is its own."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "benchmarks", "--child", name]
    # What a child has to say on its way to failing is not swallowed.
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return [Row(**fields) for fields in json.loads(done.stdout.splitlines()[-1])]


def _line(row: Row) -> str:
    digits = 2 if row.unit == "s" else 1
    peer = "" if row.peer is None else f"{row.peer:,.{digits}f}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    figures = f"{row.ours:>8,.{digits}f} {row.unit:<6} {peer:>9} {'':<2} {ratio:>7} {row.peak_mb:>8.0f}"
    return f"{row.work:<56} {row.size:<29} {figures}  {row.verdict:<13}  {row.peer_name}"


def _growth(rows: list[Row]) -> list[str]:
    """Return how time grows with size where the same work was done at two sizes: 1 is in proportion."""
    lines = []
    for small in rows:
        for large in rows:
            if small.work == large.work and _count(small) < _count(large):
                slower = _seconds(large) / _seconds(small)
                exponent = math.log(slower) / math.log(_count(large) / _count(small))
                lines.append(f"growth exponent of “{small.work}”: {exponent:.2f}")
    return list(dict.fromkeys(lines))  # one peer more is no other growth of ours


def _count(row: Row) -> int:
    """Return the first number of the size, for comparing two of the same kind."""
    return int(row.size.replace("k", "000").split()[0])


def _seconds(row: Row) -> float:
    return _count(row) / row.ours if row.unit in RATES else row.ours


if __name__ == "__main__":
    sys.exit(main())
