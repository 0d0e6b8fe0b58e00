"""`hashiya demo`: the main job from beginning to end, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from annotator import resources
from annotator.cli.shapes import command
from annotator.cli.terminal import Output
from annotator.errors import OutputError
from annotator.formats import TokenPolicy, all_formats
from annotator.language import isolate, msg, tr, trn
from annotator.model import LabelScheme
from annotator.workspace import ExportRequest, Workspace

_PROJECT: Final = "sample.hashiya"
_SHOWS_POLICIES: Final = "conll"


def commands() -> list[click.Command]:
    """Return the command."""
    text = tr("Make a sample project in a folder, and write it in every format.")
    return [command("demo", _demo, text, [click.Argument(["folder"], metavar="FOLDER")])]


def _demo(*, folder: str, output: Output) -> None:
    place = Path(folder)
    project = place / _PROJECT
    again = project.exists()
    _make(place)
    with _opened(project, again=again) as workspace:
        if not again:
            workspace.import_files(sorted(resources.path("samples").glob("*.jsonl")), progress=output.watch())
        documents = workspace.documents()
        # The second time the exports are ours; the first time a file of that name is somebody else's.
        written = [
            (request, workspace.export(request, progress=output.watch()))
            for request in _requests(place, workspace.scheme, force=again)
        ]
    spans = sum(one.active.spans for one in documents if one.active is not None)
    lines = [
        tr("Project: {file}", file=str(project)),
        tr(", ").join(
            [
                trn("{count} document", "{count} documents", len(documents)),
                trn("{count} span", "{count} spans", spans),
            ]
        ),
        *(f"{isolate(str(request.target))}: {report.summary()}" for request, report in written),
        tr("Look at it with: hashiya documents {file}", file=str(project)),
    ]
    plain = {
        "project": str(project),
        "documents": len(documents),
        "spans": spans,
        "exports": [
            {
                "file": str(request.target),
                "format": request.format_name,
                "tokens": request.tokens,
                "losses": report.lost,
            }
            for request, report in written
        ],
    }
    output.answer("\n".join(lines), plain)


def _make(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            msg("{file} can't be made: {reason}.", file=place, reason=error.strerror or str(error)),
            code="E_TARGET",
        ) from error


def _opened(project: Path, *, again: bool) -> Workspace:
    return Workspace.open(project) if again else Workspace.create(project, title=tr("Sample articles"))


def _requests(place: Path, scheme: LabelScheme, *, force: bool) -> Iterator[ExportRequest]:
    """Yield one export for each format that is written; CoNLL shows what each token policy does.

    Formats of tokens get the first layer: most of them have one row of tags.
    """
    for one in all_formats():
        if not one.can_write or not one.is_installed:
            continue
        shows_all = one.name == _SHOWS_POLICIES
        for policy in TokenPolicy if shows_all else (TokenPolicy.EXPAND,):
            name = f"{one.name}-{policy.value}" if shows_all else one.name
            yield ExportRequest(
                target=place / f"{name}{one.extensions[0]}",
                format_name=one.name,
                layers=(scheme.layers[0].code,) if one.takes_tokens else None,
                tokens=policy.value,
                force=force,
            )
