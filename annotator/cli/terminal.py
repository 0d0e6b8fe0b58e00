"""What goes to the standard output and what to the standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import click

from annotator.language import tr, trn
from annotator.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """How a command answers.

    Attributes:
        json: data for programs instead of sentences.
        quiet: nothing on the standard error but what went wrong.
    """

    json: bool
    quiet: bool

    def answer(self, text: str, plain: Any) -> None:
        """Give the answer: `text` to a person, `plain` (JSON values) to a program."""
        if self.json:
            click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        elif text:
            click.echo(text)

    def remark(self, text: str) -> None:
        """Say something beside the answer."""
        if not self.quiet:
            click.echo(text, err=True)

    def watch(self) -> Progress:
        """Return a progress that counts on the terminal, if somebody is looking."""
        return _Watch() if not self.quiet and sys.stderr.isatty() else Progress()


class _Watch(Progress):
    """Counts documents where nobody knows how many there will be, else shows how far the work is."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""

    def report(self, done: int, total: int | None) -> None:
        if total is None:
            words = trn("{count} document", "{count} documents", done)
        else:
            words = f"{done * 100 // max(total, 1)} %"
        if words != self._shown:
            self._shown = words
            click.echo(f"\r{words} ", err=True, nl=False)
            if done == total:
                click.echo(f"\r{' ' * len(words)} \r", err=True, nl=False)


def complain(text: str) -> None:
    """Say in one line why nothing came of it."""
    click.echo(f"hashiya: {' '.join(text.split())}", err=True)


def colours() -> bool:
    """Tell whether the standard output is a terminal that wants colours (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return lines in columns. Put what may be Arabic last: a terminal can turn what follows it around."""
    cells = [[str(head) for head in heads], *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            cell if last else cell.ljust(width)
            for cell, width, last in zip(row, widths, [*[False] * (len(widths) - 1), True], strict=True)
        )
        for row in cells
    )


def yes(value: bool) -> str:  # noqa: FBT001 - it is the value that is shown
    """Return a word for a yes or a dash for a no."""
    return tr("yes") if value else "–"
