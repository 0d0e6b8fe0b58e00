"""`hashiya check`: is the project whole?"""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.language import tr
from annotator.workspace import Workspace


def commands() -> list[click.Command]:
    """Return the command."""
    text = tr("Look through a whole project file: texts, spans, relations, and the log of every change.")
    return [command("check", _check, text, [project_argument()])]


def _check(*, project: str, output: Output) -> int:
    with Workspace.look(Path(project)) as workspace:
        problems = workspace.check()
    lines = [str(problem.message) for problem in problems]
    output.answer(
        "\n".join(lines) or tr("{file} is whole.", file=project),
        {
            "ok": not problems,
            "problems": [
                {"code": one.code, "message": str(one.message), "document": one.document_id}
                for one in problems
            ],
        },
    )
    return 1 if problems else 0
