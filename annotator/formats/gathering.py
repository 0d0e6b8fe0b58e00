"""Which files of some folders are to be read, and as what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from annotator.errors import InputError
from annotator.formats import registry, strangers
from annotator.language import msg


def files_in(
    paths: Sequence[Path], format_name: str | None = None, *, but: Collection[str] = ()
) -> list[Path]:
    """Return what to read of files and folders: a folder that is one export stays whole.

    Of any other folder all files that are of a known format by their name, also in the folders in it;
    hidden ones are passed over. A text that belongs to an annotation file of the same name comes with that.

    Args:
        paths: files, and folders.
        format_name: of all that is to be read; None: any.
        but: names of formats that are not.

    Raises:
        InputError: there is no such format, nothing to read in a folder, or a folder is a saved model.
    """
    every = [known for known in registry.all_formats() if known.can_read and known.name not in but]
    readable = [registry.get(format_name)] if format_name else every
    suffixes = {suffix for known in readable for suffix in known.extensions}
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir() or any(f.folder_looks_like and f.folder_looks_like(path) for f in readable):
            found[path] = None
            continue
        strangers.refuse_folder(path)
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in suffixes and p.is_file())
        seen = {file: None for file in inside if not _is_hidden(file.relative_to(path))}
        if not seen:
            raise InputError(
                msg("{file}: there is no file in this folder that can be read.", file=path), code="E_EMPTY"
            )
        found |= seen
    return [file for file in found if not (file.suffix == ".txt" and file.with_suffix(".ann") in found)]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
