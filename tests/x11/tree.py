"""Print what a screen reader finds in the window, as JSON. Runs in the system's Python, which has `gi`.

Each line is one thing: its role, name, description and states, and the names of its labels.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found] # the system has it, .venv has not

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found] # noqa: E402 - the version comes first

PATIENCE = 30.0


def application() -> Any:
    """Wait for the program to appear among those that a screen reader can ask."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(place)
            if found is not None and found.get_name() == "Hashiya":
                return found
        time.sleep(0.05)
    sys.exit("no program called Hashiya has come")


def things(root: Any) -> Iterator[Any]:
    """Yield everything below `root`, as it is read."""
    for place in range(root.get_child_count()):
        child = root.get_child_at_index(place)
        if child is not None:
            yield child
            yield from things(child)


def told(thing: Any) -> dict[str, Any]:
    """Return what a screen reader is told about one thing."""
    states = thing.get_state_set()
    labels = [
        relation.get_target(place).get_name()
        for relation in thing.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
        for place in range(relation.get_n_targets())
    ]
    return {
        "role": thing.get_role_name(),
        "name": thing.get_name(),
        "description": thing.get_description(),
        "labels": labels,
        "takes_focus": states.contains(Atspi.StateType.FOCUSABLE),
        "has_focus": states.contains(Atspi.StateType.FOCUSED),
        "in_sight": states.contains(Atspi.StateType.SHOWING),
    }


if __name__ == "__main__":
    for thing in things(application()):
        sys.stdout.write(json.dumps(told(thing)) + "\n")
