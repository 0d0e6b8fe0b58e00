"""The options that say which documents are meant, as the window's table has them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from annotator.cli import naming
from annotator.editing.sharing import drawn
from annotator.language import tr
from annotator.model import State
from annotator.workspace import Workspace
from annotator.workspace.finding import DocumentLine, Trouble, Wanted, lines


def options() -> list[click.Parameter]:
    """Return the options."""
    return [
        click.Option(
            ["--words"], default="", help=tr("Only with these words in the title, in any spelling.")
        ),
        click.Option(
            ["--state"], type=click.Choice([one.value for one in State]), help=tr("Only those so far.")
        ),
        click.Option(["--annotator"], metavar="NAME", help=tr("Only with a reading by this person.")),
        click.Option(["--label"], metavar="CODE", help=tr("Only where a reading uses this label.")),
        click.Option(
            ["--problems"],
            type=click.Choice([one.value for one in Trouble]),
            help=tr("Only with flags, open remarks or missing answers, with any of these, or with none."),
        ),
        click.Option(
            ["--metadata"],
            metavar="KEY[=WORDS]",
            default="",
            help=tr("Only with this metadata, and with these words in it."),
        ),
        click.Option(["--given-to"], metavar="NAME", help=tr("Only what this person is to read.")),
        click.Option(
            ["--sample"], type=click.IntRange(min=1), help=tr("So many of them, drawn by the seed.")
        ),
        click.Option(
            ["--seed"], type=int, default=0, help=tr("Draws the sample; the same seed draws the same.")
        ),
    ]


def found(
    workspace: Workspace,
    *,
    words: str,
    state: str | None,
    annotator: str | None,
    label: str | None,
    problems: str | None,
    metadata: str,
    given_to: str | None,
    sample: int | None,
    seed: int,
) -> Sequence[DocumentLine]:
    """Return the documents that the options ask for, in the project's order.

    Raises:
        InputError: nobody is called as `annotator` or `given_to` says, or several are.
    """
    people = workspace.annotators()
    key, _, value = metadata.partition("=")
    wanted = Wanted(
        words=words,
        state=None if state is None else State(state),
        annotator=None if annotator is None else naming.person(people, annotator).id,
        label=label,
        trouble=None if problems is None else Trouble(problems),
        key=key,
        value=value,
        reader=None if given_to is None else naming.person(people, given_to).id,
    )
    all_lines = lines(workspace.documents(), workspace.facts(), workspace.assignments())
    matching = [line for line in all_lines if wanted.matches(line)]
    if sample is None:
        return matching
    chosen = set(drawn([line.summary.id for line in matching], sample, seed))
    return [line for line in matching if line.summary.id in chosen]
