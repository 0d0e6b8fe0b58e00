"""One root for everything that can go wrong through no fault of the program.

Each message says what is wrong, where, and what to do, in the language in use when it is shown.
"""

from __future__ import annotations

from annotator.language import Message


class AnnotatorError(Exception):
    """What a person is told instead of a traceback.

    Args:
        message: the whole sentence: the file, the place, the reason, the remedy.
        code: a short stable name such as "E_OFFSETS", for tests and `--json`.
        details: what another program said about it, in its own words: for a report of the fault, not for
            the sentence.
    """

    def __init__(self, message: Message, *, code: str, details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return str(self.message)


class InputError(AnnotatorError):
    """A file that is brought in is not what it should be. Nothing of it has been imported."""


class OutputError(AnnotatorError):
    """A file that was asked for can't be written. What stood in its place stands there still."""


class ProjectFileError(AnnotatorError):
    """A project file can't be opened, read or written. Nothing in it has been changed."""


class RuleError(AnnotatorError):
    """An edit that the label scheme, or the text itself, does not allow. Nothing has changed."""


class LossError(AnnotatorError):
    """A strict export would lose something. Nothing has been written."""


class Cancelled(AnnotatorError):  # noqa: N818 - it is what the person did, not a fault
    """The person stopped a long piece of work. Nothing of it remains."""
