"""Files that are known by their first bytes and are never read: each is told what it is, and what to do.

A pickle is a program. Whoever unpickles a file runs it, so models that come as pickles (joblib, PyTorch's own
format, spaCy's folders) are refused by what they are, not tried.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Final

from annotator.errors import InputError
from annotator.language import Message, msg

_PICKLES: Final = tuple(b"\x80" + bytes([protocol]) for protocol in range(2, 6))
_PICKLED: Final = frozenset({".pkl", ".pickle", ".dill", ".joblib", ".pt", ".pth", ".ckpt"})
_TORCH: Final = "data.pkl"
_SPACY_MODEL: Final = frozenset({"meta.json", "config.cfg"})
_KNOWN: Final[tuple[tuple[bytes, Message], ...]] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        msg(
            "{file} is an old Office file (.doc, .xls) or one with a password, and can't be read. "
            "Open it in its program and save it as .docx, without a password."
        ),
    ),
    (
        b"{\\rtf",
        msg("{file} is rich text (RTF), which can't be read. Open it in its program and save it as .docx."),
    ),
    (
        b"%PDF-",
        msg("{file} is a PDF, which can't be read. Copy its text to a file, with its words in order."),
    ),
    (
        b"SQLite format 3\0",
        msg("{file} is a database or a project, not something to import. Open it as a project instead."),
    ),
    *(
        (
            mark,
            msg("{file} is a packed file of a kind that can't be read. Unpack it, and import what it held."),
        )
        for mark in (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
    ),
)


def refuse(name: str, first: bytes) -> None:
    """Refuse a file that is known not to be read, by its name and its first bytes.

    Raises:
        InputError: it is one (`E_UNSAFE` for what would run, else `E_FORMAT`).
    """
    if first.startswith(_PICKLES) or is_pickled(name):
        raise unsafe(name)
    for mark, what in _KNOWN:
        if first.startswith(mark):
            raise InputError(Message(text=what.text, values={"file": name}), code="E_FORMAT")


def refuse_folder(path: Path) -> None:
    """Refuse a folder that is a model with code in it, as spaCy saves one.

    Raises:
        InputError: it is one.
    """
    if all((path / name).is_file() for name in _SPACY_MODEL):
        raise unsafe(path.name)


def refuse_members(name: str, members: Collection[str]) -> None:
    """Refuse an archive that is a saved model, by the paths of its members.

    Raises:
        InputError: it is one; `name` is the archive's.
    """
    places: dict[str, set[str]] = {}
    for member in map(PurePosixPath, members):
        places.setdefault(str(member.parent), set()).add(member.name)
    if any(_TORCH in found or found >= _SPACY_MODEL for found in places.values()):
        raise unsafe(name)


def is_pickled(name: str) -> bool:
    """Tell whether a file's name is that of something pickled."""
    return PurePosixPath(name).suffix.lower() in _PICKLED


def unsafe(name: str) -> InputError:
    """Return what to say of a pickle."""
    return InputError(
        msg(
            "{file} is a saved model or another pickle: a program that would run as soon as it is read. "
            "It is never opened. Export its data as JSONL where it was made, and import that.",
            file=name,
        ),
        code="E_UNSAFE",
    )
