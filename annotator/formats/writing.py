"""A target file appears whole, or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from annotator.errors import OutputError
from annotator.language import msg

Target = Path | Literal["-"]


@contextmanager
def whole(target: Target, *, force: bool) -> Iterator[BinaryIO]:
    """Open a file, for writing and reading, that takes the target's place when the block ends well.

    It is made beside the target, flushed to the disk and renamed, so that nobody ever sees half of it. An
    error in the block leaves what was there before. "-" is the standard output, and like a device or a pipe
    it gets everything at the end, in one go.

    Args:
        target: where to; symbolic links are followed.
        force: an existing file may be replaced.

    Raises:
        OutputError: the target exists (and `force` is not set), or can't be written.
    """
    if target == "-":
        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        return
    with _failures_of(target):
        place = Path(os.path.realpath(target))
        if place.exists() and not place.is_file() and not place.is_dir():
            with tempfile.TemporaryFile() as file:
                yield file
                file.seek(0)
                with place.open("wb") as device:
                    shutil.copyfileobj(file, device)
            return
        refuse_existing(place, force=force)
        with _beside(place) as (name, file):
            yield file
            file.flush()
            os.fsync(file.fileno())
            refuse_existing(place, force=force)
            name.replace(place)


@contextmanager
def _beside(place: Path) -> Iterator[tuple[Path, BinaryIO]]:
    # Opened by name, not by mkstemp, so that the file gets the permissions that the umask gives any other.
    name = place.parent / f".hashiya-{secrets.token_hex(6)}.part"
    try:
        with name.open("x+b") as file:
            yield name, file
    finally:
        name.unlink(missing_ok=True)


def refuse_existing(place: Path, *, force: bool) -> None:
    """Refuse a folder, and a file that is there unless `force` says that it may be replaced.

    Raises:
        OutputError: so it is.
    """
    if place.is_dir():
        raise OutputError(msg("{file} is a folder. Name a file in it.", file=place), code="E_TARGET")
    if place.exists() and not force:
        raise OutputError(
            msg(
                "{file} is there already and has been left as it is. Choose another name, "
                "or replace it with --force.",
                file=place,
            ),
            code="E_TARGET",
        )


@contextmanager
def _failures_of(target: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            msg("{file} can't be written: {reason}.", file=target, reason=error.strerror or str(error)),
            code="E_TARGET",
        ) from error
