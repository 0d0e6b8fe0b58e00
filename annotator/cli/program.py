"""Starts a command, and turns whatever happens into one line and an exit status."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence

import click

from annotator import __version__, language
from annotator.cli import shapes, terminal, usage
from annotator.cli.commands import (
    agreeing,
    assign,
    checking,
    consistency,
    correcting,
    demo,
    entities,
    exporting,
    importing,
    listing,
    new,
    packet,
    repairing,
    reporting,
    scheming,
    showing,
    stats,
)
from annotator.errors import AnnotatorError, Cancelled
from annotator.language import tr

DONE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status.

    Args:
        argv: the arguments without the program's name; None: those of this process.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    language.use(_language(arguments))
    _speak_utf8()
    try:
        return _run(arguments)
    except BrokenPipeError:
        # Whoever read our output has gone. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (KeyboardInterrupt, click.Abort, Cancelled):
        terminal.complain(tr("Stopped. Nothing has been changed."))
        return STOPPED
    except click.UsageError as error:
        terminal.complain(usage.sentence(error))
        return MISUSED
    except AnnotatorError as error:
        terminal.complain(str(error))
        return FAILED
    except Exception:  # noqa: BLE001 - the last resort: a person gets a sentence, and we get a trace
        terminal.complain(
            tr(
                "The program itself is at fault; your data is safe. Please report it, with the file {file}.",
                file=_trace(),
            )
        )
        return FAILED


def program() -> click.Group:
    """Build the commands, with their help in the language that is in use now."""
    group = shapes.Group(
        name="hashiya",
        help=tr("Annotate Arabic texts: entities, claims and sources, and who says what."),
        params=[
            shapes.language_option(),
            click.Option(["--version"], is_flag=True, help=tr("Print the version and leave.")),
        ],
        callback=_alone,
        invoke_without_command=True,
    )
    modules = (
        new,
        scheming,
        importing,
        exporting,
        listing,
        showing,
        stats,
        entities,
        correcting,
        assign,
        packet,
        checking,
        consistency,
        agreeing,
        repairing,
        reporting,
        demo,
    )
    for module in modules:
        for command in module.commands():
            group.add_command(command)
    return group


@click.pass_context
def _alone(context: click.Context, /, *, version: bool, **_: object) -> None:
    """Answer where no command is named."""
    if version:
        click.echo(f"hashiya {__version__}")
        context.exit(DONE)
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(MISUSED)


def _run(arguments: list[str]) -> int:
    answer = program().main(arguments, prog_name="hashiya", standalone_mode=False)
    sys.stdout.flush()
    return answer if isinstance(answer, int) else DONE


def _language(arguments: Sequence[str]) -> str:
    """Return the language that the arguments ask for, else that of the environment.

    The help is translated when the commands are built, so this has to be known before click reads anything.
    """
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--language":
            wanted = value or "".join(arguments[place + 1 : place + 2])
            if wanted in language.LANGUAGES:
                return wanted
    return language.of_environment()


def _speak_utf8() -> None:
    # Data is UTF-8 whatever the locale says; a character that a terminal lacks is no reason to fail.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _trace() -> str:
    with tempfile.NamedTemporaryFile(
        "w", prefix="hashiya-fault-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(traceback.format_exc())
    return file.name
