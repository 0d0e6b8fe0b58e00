"""`hashiya repair`: what can be saved of a damaged project goes into a new one."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.language import tr, trn
from annotator.model import RepairReport
from annotator.workspace import repair_project


def commands() -> list[click.Command]:
    """Return the command."""
    text = tr("Save what can be read of a damaged project into a new one, and list what can't.")
    params = [project_argument(), click.Argument(["new"], metavar="NEW")]
    return [command("repair", _repair, text, params)]


def _repair(*, project: str, new: str, output: Output) -> None:
    report = repair_project(Path(project), Path(new))
    lines = [_sentence(report), *(str(problem.message) for problem in report.lost)]
    output.answer(
        "\n".join(lines),
        {
            "documents": report.documents,
            "sets": report.sets,
            "spans": report.spans,
            "relations": report.relations,
            "history": report.history,
            "lost": [
                {"code": one.code, "message": str(one.message), "document": one.document_id}
                for one in report.lost
            ],
        },
    )


def _sentence(report: RepairReport) -> str:
    parts = [
        trn("{count} document", "{count} documents", report.documents),
        trn("{count} reading", "{count} readings", report.sets),
        trn("{count} span", "{count} spans", report.spans),
        trn("{count} relation", "{count} relations", report.relations),
        tr("with the whole history") if report.history else tr("without the history"),
    ]
    return tr(", ").join(parts)
