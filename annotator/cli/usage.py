"""What is wrong with a command line, in one sentence of the language in use."""

from __future__ import annotations

import click

from annotator.cli.shapes import TooManyWordsError, UnknownCommandError
from annotator.language import tr, trn


def sentence(error: click.UsageError) -> str:
    """Return the sentence, with where to look."""
    command = "hashiya" if error.ctx is None else error.ctx.command_path
    where = tr("See {command}.", command=command + " --help")
    return f"{_what(error)} {where}"


def _what(error: click.UsageError) -> str:
    match error:
        case UnknownCommandError(name=name):
            what = tr("There is no command {name}.", name=name)
        case click.NoSuchOption(option_name=name):
            what = tr("There is no option {name}.", name=name)
        case TooManyWordsError(words=words):
            what = tr("There is nothing to be done with {words}.", words=" ".join(words))
        case click.MissingParameter():
            what = tr("{name} is missing.", name=_name(error))
        case click.BadOptionUsage():
            what = _bad_use(error)
        case click.BadParameter():
            what = _bad_value(error)
        case Misuse():
            what = error.message
        case _:
            what = tr("The command line can't be understood: {reason}", reason=error.format_message())
    return what


class Misuse(click.UsageError):
    """Options that don't go together. The message is translated already."""


def _bad_use(error: click.BadOptionUsage) -> str:
    name = error.option_name
    options = [] if error.ctx is None else error.ctx.command.params
    option = next((one for one in options if isinstance(one, click.Option) and name in one.opts), None)
    if option is None:
        return tr("{name} is not used like that.", name=name)
    if option.is_flag:
        return tr("{name} takes no value.", name=name)
    values = option.metavar or "N"
    if option.nargs == 1:
        return tr("{name} needs a value: {values}.", name=name, values=values)
    return trn(
        "{name} takes {count} value: {values}.",
        "{name} takes {count} values: {values}.",
        option.nargs,
        name=name,
        values=values,
    )


def _bad_value(error: click.BadParameter) -> str:
    choices = getattr(getattr(error.param, "type", None), "choices", None)
    if choices:
        return tr("{name} takes one of {choices}.", name=_name(error), choices=", ".join(choices))
    kind = getattr(error.param, "type", None)
    if isinstance(kind, click.IntRange) and kind.min is not None:
        return tr("{name} takes a whole number, from {least}.", name=_name(error), least=kind.min)
    if kind is click.INT:
        return tr("{name} takes a whole number.", name=_name(error))
    return tr("{name} can't have that value.", name=_name(error))


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "")
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name
