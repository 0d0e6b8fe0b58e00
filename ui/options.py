"""What may stand behind `python main.py`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.language import LANGUAGES, tr
from ui.theme import THEMES

_SIZE = re.compile(r"(\d{3,4})[x×](\d{3,4})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to start.

    Attributes:
        project: the project file, or None: the one opened last, else the sample.
        document: the title of the document to show.
        language: "ar", "en" or None: as remembered.
        theme: a theme's name or None: as remembered.
        size: width and height of the window in pixels, or None: as remembered.
        screenshot: draw the window into this PNG file and end.
    """

    project: Path | None
    document: str | None
    language: str | None
    theme: str | None
    size: tuple[int, int] | None
    screenshot: Path | None


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line; on a mistake say so and exit with 2, as command lines do."""
    parser = argparse.ArgumentParser(
        prog="hashiya-gui",
        description=tr("Opens the Hashiya window. Without PROJECT: the last project, or the sample."),
        formatter_class=_Help,
        add_help=False,
    )
    group = parser.add_argument_group(tr("What may be said"))
    group.add_argument("project", nargs="?", type=Path, metavar="PROJECT", help=tr("a project file"))
    group.add_argument("--document", metavar="TITLE", help=tr("show the document with this title"))
    group.add_argument("--language", choices=LANGUAGES, help=tr("language of the interface"))
    group.add_argument("--theme", choices=THEMES, help=tr("colours"))
    group.add_argument("--size", type=_size, metavar="WxH", help=tr("size of the window in pixels"))
    group.add_argument(
        "--screenshot", type=Path, metavar="FILE.png", help=tr("draw the window into this file, and end")
    )
    group.add_argument("-h", "--help", action="help", help=tr("show this and end"))
    found = parser.parse_args(arguments)
    return Options(
        project=found.project,
        document=found.document,
        language=found.language,
        theme=found.theme,
        size=found.size,
        screenshot=found.screenshot,
    )


def _size(text: str) -> tuple[int, int]:
    match = _SIZE.match(text)
    if match is None:
        raise argparse.ArgumentTypeError(tr("{text} is no size such as 1440x900", text=text))
    return int(match[1]), int(match[2])


class _Help(argparse.HelpFormatter):
    """Says "usage" in the language in use, as all the rest."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, tr("Usage: ") if prefix is None else prefix)
