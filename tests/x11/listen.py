"""Print what the program lets a screen reader say, a JSON string a line. Runs in the system's Python.

The first line says that the listener is at work.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import gi  # type: ignore[import-not-found] # the system has it, .venv has not

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found] # noqa: E402 - the version comes first


def tell(words: str) -> None:
    """Print a line now."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def heard(event: Any) -> None:
    """Print the words of an announcement."""
    words = event.any_data
    tell(words if isinstance(words, str) else str(words))


if __name__ == "__main__":
    listener = Atspi.EventListener.new(heard)
    for kind in ("object:announcement", "object:notification"):
        listener.register(kind)
    tell("listening")
    Atspi.event_main()
