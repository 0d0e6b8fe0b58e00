"""Opens what is to be read, and says in plain words why it can't."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.errors import InputError
from annotator.language import msg


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file for reading bytes.

    Raises:
        InputError: there is no such file, it is a folder, or it can't be read.
    """
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise InputError(
            msg("{file} is not there. Check the name and the folder.", file=path), code="E_FILE"
        ) from error
    except IsADirectoryError as error:
        raise InputError(
            msg("{file} is a folder. Name the files in it.", file=path), code="E_FILE"
        ) from error
    except OSError as error:
        raise InputError(
            msg("{file} can't be read: {reason}.", file=path, reason=error.strerror or str(error)),
            code="E_FILE",
        ) from error
