"""`hashiya report`: every dispute and how it was settled, as a page or a table."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.cli.usage import Misuse
from annotator.language import tr, trn
from annotator.workspace.reporting import KINDS, read_findings, write_report


def commands() -> list[click.Command]:
    """Return the command."""
    params = [
        project_argument(),
        click.Option(
            ["--to", "target"],
            metavar="FILE",
            required=True,
            help=tr(
                "Where to: a page if it ends in .html, a table if it ends in .csv; "
                "- writes the page to the standard output."
            ),
        ),
        click.Option(
            ["--pseudonyms"],
            is_flag=True,
            help=tr("Call people by letters. What they have written, such as reasons, is left as it is."),
        ),
        click.Option(["--force"], is_flag=True, help=tr("Replace files that are there already.")),
    ]
    text = tr(
        "Write the report of the adjudication: every dispute, how it was settled, by whom, when and why."
    )
    return [command("report", _report, text, params)]


def _report(*, project: str, target: str, pseudonyms: bool, force: bool, output: Output) -> None:
    if target == "-" and output.json:
        raise Misuse(tr("With --json the standard output is taken; write to a file."))
    found = read_findings(Path(project), output.watch(), pseudonyms=pseudonyms)
    write_report(
        "-" if target == "-" else Path(target), found, force=force, kind=KINDS[0] if target == "-" else ""
    )
    report = found.report
    said = tr(
        "{disputes}; {open}.",
        disputes=trn("{count} dispute", "{count} disputes", len(report.cases)),
        open=trn("{count} open", "{count} open", len(report.open)),
    )
    if target == "-":
        output.remark(said)
        return
    agreed, accepted = report.agreements
    output.answer(
        said,
        {
            "target": target,
            "disputes": len(report.cases),
            "open": len(report.open),
            "gaps": len(report.gaps),
            "agreements": agreed,
            "accepted": accepted,
        },
    )
