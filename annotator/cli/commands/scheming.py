"""`hashiya scheme`: what a project's scheme holds, out to a file, or another one in its place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from annotator.cli import schemes
from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output, table
from annotator.editing.commands import ReviseScheme, SchemeEffect, effect_of
from annotator.errors import InputError
from annotator.language import current, isolate, msg, tr, trn
from annotator.model import LabelScheme
from annotator.model.scheme_json import write_scheme
from annotator.workspace import Workspace


def commands() -> list[click.Command]:
    """Return the command."""
    params = [
        project_argument(),
        click.Option(
            ["--export"], metavar="FILE", help=tr("Write the scheme as JSON (- for the standard output).")
        ),
        click.Option(
            ["--adopt"],
            metavar="NAME",
            help=tr(
                "Put another scheme in its place: {names}, or a file. It is one step, and refused where the "
                "readings have no place in it.",
                names=schemes.names(),
            ),
        ),
        click.Option(["--dry-run"], is_flag=True, help=tr("Say what would come of it, and change nothing.")),
    ]
    return [command("scheme", _scheme, tr("Show, write or replace the label scheme of a project."), params)]


def _scheme(*, project: str, export: str | None, adopt: str | None, dry_run: bool, output: Output) -> None:
    path = Path(project)
    if adopt is not None and export is not None:
        raise click.UsageError(tr("Choose either --export or --adopt."))
    if adopt is not None:
        _adopt(path, adopt, dry_run=dry_run, output=output)
        return
    with Workspace.look(path) as workspace:
        scheme = workspace.scheme
    if export is None:
        output.answer(_shown(scheme), _plain(scheme))
    elif export == "-":
        sys.stdout.write(write_scheme(scheme).decode())
    else:
        target = Path(export)
        _write(target, write_scheme(scheme))
        output.answer(tr("The scheme is in {file}.", file=str(target)), {"file": str(target)})


def _adopt(path: Path, name: str, *, dry_run: bool, output: Output) -> None:
    revision = ReviseScheme(scheme=schemes.scheme_named(name))
    with Workspace.look(path) if dry_run else Workspace.open(path) as workspace:
        step = revision.plan(workspace)
        effect = effect_of(step)
        if step is not None and not dry_run:
            workspace.perform(revision)
        version = workspace.scheme.version
    plain = {"changed": step is not None, "version": version, "documents": effect.documents}
    if step is None:
        output.answer(tr("The project has this scheme already."), plain)
    elif dry_run:
        output.answer(tr("The scheme fits the readings: {effect}.", effect=_effect(effect)), plain)
    else:
        output.answer(tr("Version {version} of the scheme is in force.", version=version), plain)


def _effect(effect: SchemeEffect) -> str:
    return trn("{count} document would change", "{count} documents would change", effect.documents)


def _write(target: Path, data: bytes) -> None:
    try:
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise InputError(
            msg("{file} exists already. Choose another name.", file=str(target)), code="E_EXISTS"
        ) from error
    except OSError as error:
        raise InputError(
            msg("{file} can't be written: {reason}.", file=str(target), reason=error.strerror or str(error)),
            code="E_WRITE",
        ) from error


def _shown(scheme: LabelScheme) -> str:
    heads = [tr("layer"), tr("key"), tr("code"), tr("attributes"), tr("name")]
    rows = [
        (
            label.layer,
            label.hotkey or "–",
            label.code,
            len(label.attributes),
            isolate(label.names.in_language(current())),
        )
        for label in scheme.labels
    ]
    first = tr("{name}, version {version}", name=isolate(scheme.name), version=scheme.version)
    return "\n".join([first, table(heads, rows)])


def _plain(scheme: LabelScheme) -> dict[str, Any]:
    return {
        "name": scheme.name,
        "version": scheme.version,
        "layers": [{"code": layer.code, "overlap": layer.overlap.value} for layer in scheme.layers],
        "labels": [label.code for label in scheme.labels],
        "relations": [kind.code for kind in scheme.relation_types],
        "maps": list(scheme.maps),
    }
