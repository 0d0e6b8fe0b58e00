"""A target, a file or a folder, appears whole, or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Literal

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
        place = _place(target)
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


def _place(target: Path) -> Path:
    """Return where a target is; symbolic links are followed.

    Raises:
        OutputError: there is no such folder.
    """
    place = Path(os.path.realpath(target))
    if not place.parent.is_dir():
        raise OutputError(
            msg(
                "There is no folder {folder} to put {file} in. Make it first.",
                folder=target.parent,
                file=target.name,
            ),
            code="E_TARGET",
        )
    return place


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


@contextmanager
def whole_folder(target: Target, *, force: bool) -> Iterator[Path]:
    """Make a folder that takes the target's place when the block ends well, with all that is in it.

    Args:
        target: where to; "-" is no folder.
        force: a folder that is there may be replaced, with everything in it, if an export made it.

    Raises:
        OutputError: the target exists (and may not be replaced), or can't be written.
    """
    if target == "-":
        raise OutputError(
            msg("This format is a folder of files, which the standard output can't be. Name a folder."),
            code="E_TARGET",
        )
    with _failures_of(target):
        place = _place(target)
        _refuse_folder(place, force=force)
        made = place.parent / f".hashiya-{secrets.token_hex(6)}.part"
        made.mkdir()
        try:
            yield made
            (made / MADE_HERE).touch()
            for file in made.rglob("*"):
                _flush(file)
            _refuse_folder(place, force=force)
            _swap(made, place)
        finally:
            shutil.rmtree(made, ignore_errors=True)


MADE_HERE: Final = ".hashiya-export"
"""An empty file in every folder that an export made: only such a folder is ever replaced."""


def _refuse_folder(place: Path, *, force: bool) -> None:
    if not os.path.lexists(place):
        return
    if not force:
        raise OutputError(
            msg(
                "{file} is there already and has been left as it is. Choose another name, "
                "or replace it with --force.",
                file=place,
            ),
            code="E_TARGET",
        )
    if not (place / MADE_HERE).is_file():
        raise OutputError(
            msg(
                "{file} is there and no export of this program made it, so it is not replaced. "
                "Choose another name, or remove it yourself.",
                file=place,
            ),
            code="E_TARGET",
        )


def _flush(file: Path) -> None:
    if file.is_file():
        with file.open("rb+") as opened:
            os.fsync(opened.fileno())


def _swap(made: Path, place: Path) -> None:
    """Put one folder in the place of another. The old one is aside only for the time between two renames."""
    aside = place.parent / f".hashiya-{secrets.token_hex(6)}.old"
    replaced = place.exists()
    if replaced:
        place.rename(aside)
    try:
        made.rename(place)
    except OSError:
        if replaced:
            aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)
