"""`hashiya consistency`: what does not fit together in a project's readings."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.consistency import RULES, Finding, rule_of
from annotator.language import tr, trn
from annotator.workspace import Workspace


def commands() -> list[click.Command]:
    """Return the command."""
    text = tr(
        "Look for what does not fit together: edges, missing answers, the same words labelled otherwise."
    )
    rule = click.Option(
        ["--rule", "rules"],
        multiple=True,
        type=click.Choice([one.code.value for one in RULES]),
        help=tr("Ask this rule only; may be given several times. Rules that the project does not want rest."),
    )
    return [command("consistency", _consistency, text, [project_argument(), rule])]


def _consistency(*, project: str, rules: tuple[str, ...], output: Output) -> int:
    with Workspace.look(Path(project)) as workspace:
        found = [one for one in workspace.consistency(output.watch()) if not rules or one.rule in rules]
        titles = {one.id: one.title for one in workspace.documents()}
    lines = [
        f"{titles[one.document_id]}  {one.place.start}–{one.place.end}  {one.message}  [{one.rule}]"
        for one in found
    ]
    lines.append(
        trn("{count} finding", "{count} findings", len(found)) if found else tr("Nothing has been found.")
    )
    counts = {rule.code.value: sum(one.rule == rule.code for one in found) for rule in RULES}
    output.answer(
        "\n".join(lines),
        {
            "counts": {code: count for code, count in counts.items() if count},
            "findings": [_plain(one) for one in found],
        },
    )
    return 1 if found else 0


def _plain(finding: Finding) -> dict[str, object]:
    fix, rule = finding.fix, rule_of(finding.rule)
    return {
        "rule": finding.rule if rule is None else rule.code.value,
        "message": str(finding.message),
        "document": finding.document_id,
        "set": finding.set_id,
        "spans": list(finding.span_ids),
        "start": finding.place.start,
        "end": finding.place.end,
        "words": finding.words,
        "fix": None
        if fix is None
        else {
            "start": fix.span.start,
            "end": fix.span.end,
            "label": fix.label,
            "attributes": dict(fix.answers),
        },
    }
