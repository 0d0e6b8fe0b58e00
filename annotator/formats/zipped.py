"""Zip archives of files that are read by themselves: several texts, a brat folder, what INCEpTION exports.

```
export.zip
  admin.xmi  TypeSystem.xml          the same as the folder, unpacked
articles.zip
  ١/خبر.txt  ١/خبر.ann  ٢/b.html     each file in its own format
```
Members are unpacked into a temporary folder of our own, under names of our own that only remind of theirs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from annotator.errors import AnnotatorError, InputError
from annotator.formats import docx, gathering, registry, strangers
from annotator.formats.archives import Archive, is_archive, opened_archive
from annotator.formats.capabilities import Capabilities
from annotator.formats.options import ImportOptions
from annotator.formats.registry import Format
from annotator.language import msg, msgn
from annotator.model import AnnotatedDocument

NAME: Final = "zip"
_LARGEST: Final = 256 << 20
_BESIDE: Final = frozenset({".xml", ".conf", ".md", ".csv", ".tsv"})
"""What formats keep in their folders besides: type systems, configurations, cards, tables."""
_APPLE: Final = "__MACOSX"
_KEPT: Final = frozenset("LMN")
_SIGNS: Final = frozenset(" ._-()،")
_LONGEST: Final = 60
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
"""Devices on Windows, with whatever behind the dot."""
_DEEPEST: Final = 16


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of all files in an archive that can be read.

    Raises:
        InputError: it is no archive, a dangerous one, or there is nothing to read in it; or a file in it is
            not what it should be, and the message names both.
    """
    with opened_archive(path) as archive, TemporaryDirectory(prefix="hashiya-zip-") as folder:
        if docx.main_part(archive.names) is not None:
            yield from docx.read(path, options)
            return
        root = _unpacked(archive, Path(folder), options)
        for file in _files(root, path.name):
            yield from _read(file, path.name, options)


def _unpacked(archive: Archive, folder: Path, options: ImportOptions) -> Path:
    """Unpack what can be read, and return the folder in which it begins."""
    strangers.refuse_members(archive.name, archive.names)
    suffixes = _BESIDE | {e for known in _readable() for e in known.extensions}
    wanted = [member for member in archive.names if not _is_hidden(member)]
    chosen = [member for member in wanted if PurePosixPath(member).suffix.lower() in suffixes]
    if not chosen and any(map(strangers.is_pickled, wanted)):
        raise strangers.unsafe(archive.name)
    if len(chosen) < len(wanted):
        options.warnings.append(
            msgn(
                "{file}: one file in it was passed over, because it is of no format that is read.",
                "{file}: {count} files in it were passed over, because they are of no format that is read.",
                len(wanted) - len(chosen),
                file=archive.name,
            )
        )
    names = _Names()
    try:
        for member in chosen:
            place = folder / names.place(member, archive.name)
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as file:
                file.writelines(archive.pieces(member, _LARGEST))
    except OSError as error:
        raise InputError(
            msg(
                "{file} can't be unpacked: {reason}.", file=archive.name, reason=error.strerror or str(error)
            ),
            code="E_FILE",
        ) from error
    while (inside := list(folder.iterdir())) and len(inside) == 1 and inside[0].is_dir():
        folder = inside[0]
    return folder


def _readable() -> list[Format]:
    return [known for known in registry.all_formats() if known.can_read and known.name != NAME]


def _is_hidden(member: str) -> bool:
    parts = member.split("/")
    return parts[0] == _APPLE or any(part.startswith(".") for part in parts)


class _Names:
    """Gives each member a path of our own: its words remain, for titles and messages, and nothing else."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def place(self, member: str, archive: str) -> Path:
        """Return a path that no other member has, below the folder that it is put under.

        Raises:
            InputError: the folders in the archive lie too deep.
        """
        *folders, last = member.split("/")
        if len(folders) > _DEEPEST:
            raise InputError(
                msg("{file}: the folders in it lie too deep. Pack fewer inside each other.", file=archive),
                code="E_TOO_BIG",
            )
        above = ""
        for part in folders:
            above = f"{above}{self._word(above, part)}/"
        # A text and its annotations have the same name but for the suffix, and must keep that.
        stem, suffix = PurePosixPath(last).stem, PurePosixPath(last).suffix.lower()
        return Path(f"{above}{self._word(above, stem)}{suffix}")

    def _word(self, above: str, name: str) -> str:
        known = self._known.get((above, name))
        if known is not None:
            return known
        wanted = "".join(c for c in name if unicodedata.category(c)[0] in _KEPT or c in _SIGNS)
        wanted = wanted[:_LONGEST].strip(" .") or "file"
        if _RESERVED.match(wanted):
            wanted = f"-{wanted}"
        word, number = wanted, 1
        # Some file systems take A and a, and both ways to write é, for one name.
        while (key := above + unicodedata.normalize("NFKC", word).casefold()) in self._taken:
            number += 1
            word = f"{wanted}-{number}"
        self._taken.add(key)
        self._known[above, name] = word
        return word


def _files(root: Path, archive: str) -> list[Path]:
    try:
        return gathering.files_in([root], but={NAME})
    except InputError as error:
        if error.code != "E_EMPTY":
            raise
        raise InputError(
            msg("{file}: there is no file in this archive that can be read.", file=archive), code="E_FORMAT"
        ) from error


def _read(file: Path, archive: str, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a file of the archive; whatever is said of it names the archive, too."""
    problems: list[AnnotatorError] | None = None if options.problems is None else []
    inside = replace(options, warnings=[], problems=problems, places=[])
    try:
        for annotated in registry.recognise(file).read(file, inside):
            if options.places is not None:
                place, line = inside.places[-1] if inside.places else (file.name, 1)
                options.places.append((f"{archive}: {place}", line))
            yield annotated
    except InputError as error:
        raise _named(error, archive) from error
    finally:
        options.warnings.extend(
            msg("{file}: {what}", file=archive, what=warning) for warning in inside.warnings
        )
        if options.problems is not None:
            options.problems.extend(_named(problem, archive) for problem in problems or ())


def _named(error: AnnotatorError, archive: str) -> InputError:
    return InputError(
        msg("{file}: {what}", file=archive, what=error.message),
        code=error.code,
        details=error.details,
    )


ZIP: Final = Format(
    name=NAME,
    title=msg("Zip archive of files that are read"),
    extensions=(".zip",),
    capabilities=Capabilities(
        nesting=True,
        crossing=True,
        relations=True,
        attributes=True,
        comments=True,
        metadata=True,
        several_sets=True,
    ),
    reader=read,
    looks_like=is_archive,
)
