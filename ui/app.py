"""The composition root: from the command line to a window that is at work."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from annotator import language
from annotator.language import tr
from ui import toolkit


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or draw it into a file.

    Args:
        argv: the arguments behind the program's name; None = those of the process.

    Returns:
        The exit status: 0; 1 if there is no display, or the project could not be drawn.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    language.use(_wished_language(arguments) or language.of_environment())
    try:
        toolkit.load()
        from ui.options import parse
    except ImportError as error:
        return _give_up(_no_qt(error))
    options = parse(arguments)
    if not has_display(os.environ, sys.platform):
        if options.screenshot is None:
            return _give_up(_no_display())
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.start import start

    return start(options)


def has_display(environment: Mapping[str, str], system: str) -> bool:
    """Tell whether a window can be opened. Qt itself would abort the process where it can't."""
    if not system.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"))


def _wished_language(arguments: list[str]) -> str | None:
    """Return the language asked for before the arguments are read: reading them already speaks."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--language":
            value = value or "".join(arguments[place + 1 : place + 2])
            return value if value in language.LANGUAGES else None
    return None


def _give_up(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - there is no window to say it in
    return 1


def _no_display() -> str:
    return tr(
        "There is no display here, so no window can open. "
        "“hashiya demo FOLDER” does the main job without one; scripts/run does that by itself."
    )


def _no_qt(error: ImportError) -> str:
    """Say what is missing: usually a library of the system that Qt needs for any window."""
    return tr(
        "The window's toolkit can't be loaded: {reason}. scripts/run names the packages that it needs.",
        reason=str(error),
    )
