"""What was chosen for an export: kept per project, asked of the workspace, and written as a command."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from annotator.model import State
from annotator.model.sight import Sight
from annotator.workspace import ExportRequest, Readings, Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The settings of the dialog. Empty tuples and strings mean what is usual.

    Attributes:
        format_name: as `--format` takes it.
        readings: one of `Readings`.
        annotator: with `Readings.ANNOTATOR`, the name.
        states: only readings that are so far.
        layers: codes.
        labels: codes.
        tokens: what happens at an edge inside a word.
        unit: what offsets count.
        label_map: a map of the scheme, or a file.
        split: shares such as "80,10,10".
        seed: draws the parts.
        strict: any loss stops the export.
        pseudonyms: people are called by letters.
    """

    format_name: str
    readings: str = Readings.USUAL.value
    annotator: str = ""
    states: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    tokens: str = "expand"
    unit: str = ""
    label_map: str = ""
    split: str = ""
    seed: int = 0
    strict: bool = False
    pseudonyms: bool = False

    def request(self, target: Path, sight: Sight | None = None) -> ExportRequest:
        """Return what the workspace is asked; a target that exists may be replaced.

        Args:
            target: where to.
            sight: only readings that a person is shown; None: all.
        """
        return ExportRequest(
            target=target,
            format_name=self.format_name,
            selection=Selection(
                readings=Readings(self.readings),
                annotator=self.annotator or None,
                states=tuple(State(state) for state in self.states) or None,
                sight=sight or Sight(),
            ),
            layers=self.layers or None,
            labels=self.labels or None,
            tokens=self.tokens,
            strict=self.strict,
            force=True,
            label_map=self.label_map or None,
            unit=self.unit or None,
            split=self.split or None,
            seed=self.seed,
            pseudonyms=self.pseudonyms,
        )

    def command(self, project: Path, target: Path) -> str:
        """Return the command line that does the same."""
        words = ["hashiya", "export", str(project), str(target), "--format", self.format_name]
        if self.readings == Readings.ANNOTATOR:
            words += ["--annotator", self.annotator]
        elif self.readings == Readings.GOLD:
            words.append("--gold")
        elif self.readings == Readings.ALL:
            words.append("--all")
        for state in self.states:
            words += ["--state", state]
        for name, value in (
            ("--layers", ",".join(self.layers)),
            ("--labels", ",".join(self.labels)),
            ("--tokens", "" if self.tokens == "expand" else self.tokens),
            ("--unit", self.unit),
            ("--map", self.label_map),
            ("--split", self.split),
            ("--seed", str(self.seed) if self.split and self.seed else ""),
        ):
            if value:
                words += [name, value]
        if self.pseudonyms:
            words.append("--pseudonyms")
        if self.strict:
            words.append("--strict")
        return shlex.join(words)


def chosen_once(kept: Mapping[str, Any]) -> Choice | None:
    """Return the choice that the settings kept as its fields; None if there is none, or it is damaged."""
    known = {field.name for field in fields(Choice)}
    values = {name: value for name, value in kept.items() if name in known}
    lists = {name: tuple(map(str, value)) for name, value in values.items() if isinstance(value, list)}
    try:
        choice = Choice(**(values | lists))
        choice.request(Path())
    except (ValueError, TypeError, AttributeError):
        return None
    return choice
