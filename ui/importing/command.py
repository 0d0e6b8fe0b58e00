"""The command line that does what the dialog is about to do."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from annotator.workspace.naming import Becoming, Joining
from annotator.workspace.surveying import FileChoice


def command_line(
    project: Path,
    files: Sequence[FileChoice],
    *,
    decisions: Mapping[str, Becoming],
    layer: str | None,
    annotator: str | None,
    skip_bad: bool,
) -> str:
    """Return the command, or several of them joined by `&&` where files are to be read differently."""
    shared: list[str] = []
    renamed = {key: value for key, value in decisions.items() if not isinstance(value, Joining)}
    if renamed:
        shared += ["--map", json.dumps(renamed, ensure_ascii=False)]
    if any(isinstance(value, Joining) for value in decisions.values()):
        shared.append("--add-labels")
        shared += ["--layer", layer] if layer else []
    shared += ["--annotator", annotator] if annotator else []
    shared += ["--skip-bad"] if skip_bad else []
    groups: dict[tuple[str, ...], list[str]] = {}
    for choice in files:
        groups.setdefault(_options(choice), []).append(str(choice.path))
    return " && ".join(
        shlex.join(["hashiya", "import", str(project), *paths, *options, *shared])
        for options, paths in groups.items()
    )


def _options(choice: FileChoice) -> tuple[str, ...]:
    options: list[str] = []
    for name, value in (
        ("--format", choice.format_name),
        ("--encoding", choice.encoding),
        ("--unit", choice.unit),
    ):
        if value is not None:
            options += [name, value]
    for damage in sorted(choice.mend):
        options += ["--mend", damage.value]
    return tuple(options)
