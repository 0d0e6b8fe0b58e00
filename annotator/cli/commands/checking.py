"""`hashiya check`: is the project whole?"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.errors import ProjectFileError
from annotator.language import tr
from annotator.model import Problem
from annotator.progress import Progress
from annotator.workspace import Workspace

_NOTHING_TO_CHECK: Final = frozenset({"E_MISSING", "E_NOT_A_FILE", "E_PERMISSION", "E_LOCKED"})


def commands() -> list[click.Command]:
    """Return the command."""
    text = tr("Look through a whole project file: texts, spans, relations, and the log of every change.")
    return [command("check", _check, text, [project_argument()])]


def _check(*, project: str, output: Output) -> int:
    problems = _problems(Path(project), output.watch())
    lines = [str(problem.message) for problem in problems]
    output.answer(
        "\n".join(lines) or tr("{file} is whole.", file=project),
        {
            "ok": not problems,
            "problems": [
                {
                    "code": one.code,
                    "message": str(one.message),
                    "document": one.document_id,
                    "details": one.details,
                }
                for one in problems
            ],
        },
    )
    return 1 if problems else 0


def _problems(project: Path, progress: Progress) -> list[Problem]:
    """Return what is wrong with a project, also where it is so bad that the file can't be opened."""
    try:
        with Workspace.look(project) as workspace:
            return workspace.check(progress)
    except ProjectFileError as error:
        if error.code in _NOTHING_TO_CHECK:
            raise
        return [Problem(code=error.code, message=error.message, details=error.details)]
