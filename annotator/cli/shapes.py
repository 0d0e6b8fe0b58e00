"""click's commands, with headings in our languages and the options that every command has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import click

from annotator import language
from annotator.language import tr


class UnknownCommandError(click.UsageError):
    """There is no command of this name."""

    def __init__(self, name: str, context: click.Context) -> None:
        super().__init__(name, context)
        self.name = name


class TooManyWordsError(click.UsageError):
    """More is said than a command takes."""

    def __init__(self, words: list[str], context: click.Context) -> None:
        super().__init__(" ".join(words), context)
        self.words = words


class Command(click.Command):
    """A command whose help has no English of click's own in it."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` with our words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = tr("Show this help and leave.")
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what is wrong with them knows of which command it is.

        Raises:
            click.UsageError: something is.
        """
        takes_more = ctx.allow_extra_args  # as a group does, for its commands
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not takes_more and not ctx.resilient_parsing:
            raise TooManyWordsError(rest, ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is used."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=tr("Usage:") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the options do."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        required = tr("required")
        rows = [(_plain(names), _plain(text, required)) for names, text in filter(None, records)]
        if rows:
            with formatter.section(tr("Options")):
                formatter.write_dl(rows)


def _plain(words: str, required: str = "") -> str:
    """Return what click says of an option in the language in use: numbers are N, and from which they go."""
    words = re.sub(r"\bINTEGER(?: RANGE)?\b", "N", words).replace("[required", f"[{required}")
    return re.sub(r"x>=(\d+)", lambda found: tr("from {least}", least=found[1]), words)


class Rest(click.Argument):
    """What follows an option that takes several values: told with the option, and not in the usage."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own
        """Return nothing."""
        return []


class Group(Command, click.Group):
    """The command that holds the others."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the options do, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(tr("Commands")):
            formatter.write_dl([(name, one.get_short_help_str(200)) for name, one in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant.

        Raises:
            UnknownCommandError: there is none.
        """
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise UnknownCommandError(args[0], ctx)
        return super().resolve_command(ctx, args)


def group(name: str, text: str, commands: Iterable[click.Command]) -> click.Group:
    """Return a command that holds others; by itself it only says how it is used.

    Args:
        name: what is typed.
        text: the help, translated already.
        commands: what may follow the name.
    """

    @click.pass_context
    def alone(context: click.Context, /, **_: object) -> None:
        if context.invoked_subcommand is None:
            click.echo(context.get_help(), err=True)
            context.exit(2)

    made = Group(
        name=name, help=text, params=[language_option()], callback=alone, invoke_without_command=True
    )
    for one in commands:
        made.add_command(one)
    return made


def command(
    name: str, callback: Callable[..., Any], text: str, params: Iterable[click.Parameter]
) -> click.Command:
    """Return a command with its own parameters and those that every command has.

    Args:
        name: what is typed.
        callback: gets the parameters by name, and `output` instead of `json` and `quiet`.
        text: the help, translated already.
        params: arguments and options.
    """
    from annotator.cli.terminal import Output

    def run(*, json: bool, quiet: bool, **values: Any) -> Any:
        values.pop("language", None)  # it has been heard before anything else
        return callback(output=Output(json=json, quiet=quiet), **values)

    common: list[click.Parameter] = [
        click.Option(["--json"], is_flag=True, help=tr("Answer in JSON.")),
        click.Option(["--quiet"], is_flag=True, help=tr("Say nothing but the answer and errors.")),
        language_option(),
    ]
    return Command(name=name, callback=run, help=text, params=[*params, *common])


def language_option() -> click.Option:
    """Return `--language`."""
    return click.Option(
        ["--language"],
        type=click.Choice(language.LANGUAGES),
        help=tr("Speak Arabic or English; otherwise as the locale says."),
    )


def project_argument() -> click.Argument:
    """Return the argument that names a project file."""
    return click.Argument(["project"], metavar="PROJECT", type=click.Path(path_type=str))
