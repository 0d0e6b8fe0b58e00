"""Faults of a file that is read: where each is, and whether the rest may come in."""

from __future__ import annotations

from typing import Final

from annotator.errors import AnnotatorError, InputError
from annotator.language import Message, msg, msgn

_LINES_NAMED: Final = 20
_MOST_REFUSED: Final = 1_000
"""With so many bad lines a file is of another format: naming the rest would only take time and memory."""
_MOST_SKIPPED: Final = 20_000


class Fault(Exception):  # noqa: N818 - it becomes an InputError once its place is known
    """What is wrong with one document of a file.

    Args:
        reason: a whole sentence, without the file and the line.
        code: as in `AnnotatorError`.
    """

    def __init__(self, reason: Message, code: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class LineFaults:
    """Collects the faults of a file of lines, so that one message can name all its bad lines.

    Args:
        file: the file's name.
        problems: takes each fault up; None: `finish` raises instead.
    """

    def __init__(self, file: str, problems: list[AnnotatorError] | None) -> None:
        self._file = file
        self._problems = problems
        self._refused: list[tuple[int, Fault]] = []

    @property
    def refused(self) -> bool:
        """Whether the file is lost: nothing more of it should come in."""
        return bool(self._refused)

    def add(self, line: int, fault: Fault) -> None:
        """Note a fault of line number `line`, counted from 1.

        Raises:
            InputError: there are so many that it is no use to read on.
        """
        if self._problems is None:
            self._refused.append((line, fault))
            if len(self._refused) > _MOST_REFUSED:
                raise self._hopeless(*self._refused[0], _MOST_REFUSED)
            return
        if len(self._problems) >= _MOST_SKIPPED:
            raise self._hopeless(line, fault, _MOST_SKIPPED)
        message = msg("{file}, line {line}: {reason}", file=self._file, line=line, reason=fault.reason)
        self._problems.append(InputError(message, code=fault.code))

    def _hopeless(self, line: int, fault: Fault, count: int) -> InputError:
        return InputError(
            msg(
                "{file}, line {line}: {reason} More than {count} lines can't be used, so the rest has not "
                "been read. Nothing has been imported. Choose another format, or correct the file.",
                file=self._file,
                line=line,
                reason=fault.reason,
                count=count,
            ),
            code=fault.code,
        )

    def finish(self) -> None:
        """Refuse the file if it had faults that nobody took up.

        Raises:
            InputError: it names the first fault, and every bad line.
        """
        if not self._refused:
            return
        line, first = self._refused[0]
        others = [str(number) for number, _ in self._refused[1 : _LINES_NAMED + 1]]
        if len(self._refused) > _LINES_NAMED + 1:
            others.append("…")
        if others:
            message = msgn(
                "{file}, line {line}: {reason} One more line can't be used: {lines}. "
                "Nothing has been imported. Correct the file, or skip what is bad (--skip-bad).",
                "{file}, line {line}: {reason} {count} more lines can't be used: {lines}. "
                "Nothing has been imported. Correct the file, or skip what is bad (--skip-bad).",
                len(self._refused) - 1,
                file=self._file,
                line=line,
                reason=first.reason,
                lines=", ".join(others),
            )
        else:
            message = msg(
                "{file}, line {line}: {reason} "
                "Nothing has been imported. Correct the file, or skip what is bad (--skip-bad).",
                file=self._file,
                line=line,
                reason=first.reason,
            )
        raise InputError(message, code=first.code)
