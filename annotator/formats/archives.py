"""Opens zip archives of strangers: members are read one by one, by names that were asked for.

```
central directory   more than 4 MB (zipfile parses it whole), more than 4,096 members         E_TOO_BIG
                    a name twice                                                              E_FORMAT
                    a name that leads out                                                     E_PATH
a member            inflates to more than the caller allows, to more than 200 times its       E_TOO_BIG
                    packed size, or all together to more than a limit: only inflated bytes
                    count, never the size that is declared
                    packed in another way than deflate, encrypted, of another size than       E_FORMAT
                    declared, with a wrong checksum
```
Nothing is ever unpacked under a name from the archive.

Source: pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (the zip format).
"""

from __future__ import annotations

import copy
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from annotator.errors import InputError
from annotator.formats import strangers
from annotator.formats.reading import opened
from annotator.language import Message, msg

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_MEMBERS: Final = 4_096
_MOST_AT_ONCE: Final = 4 << 20
"""Bytes that are read in one go. zipfile reads the central directory so; members come in small pieces."""
_MOST_IN_ALL: Final = 512 << 20
_MOST_RATIO: Final = 200
_FREE: Final = 1 << 20
"""Inflated bytes before the ratio is looked at: a short file may well be all blanks."""
_PIECE: Final = 1 << 16
_ENCRYPTED, _UTF8 = 0x1, 0x800
_DRIVE: Final = re.compile("[A-Za-z]:")
_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,  # also of names that are not in the encoding they declare
    OverflowError,
    OSError,
)


def is_archive(first: bytes) -> bool:
    """Tell by its first bytes whether a file is a zip archive."""
    return first.startswith(_STARTS)


class _Bounded(io.RawIOBase):
    """A file of which nobody can read more than a little at once."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        super().__init__()
        self._file, self._name = file, name

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MOST_AT_ONCE:
            raise _too_big(self._name)
        return self._file.read(_MOST_AT_ONCE if size is None or size < 0 else size)


class Archive:
    """An open archive.

    Attributes:
        name: of its file, for messages.
        names: of its members, with `/` between folders, in their order; folders are left out.
    """

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        self._file = file
        self._left = _MOST_IN_ALL
        self.name = name
        self._members = _members(file, name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its members."""
        return tuple(self._members)

    def read(self, member: str, most: int) -> bytes:
        """Return the bytes of a member.

        Raises:
            InputError: it inflates to more than `most` bytes, or is damaged.
        """
        return b"".join(self.pieces(member, most))

    def pieces(self, member: str, most: int) -> Iterator[bytes]:
        """Yield the bytes of a member in pieces.

        Raises:
            InputError: as in `read`; it may come after some pieces.
        """
        found = self._members[member]
        # zipfile would stop at the size that the archive declares, and nobody would see that there is more.
        whole = copy.copy(found)
        whole.file_size = most + 1
        most = min(most, self._left, max(_FREE, found.compress_size * _MOST_RATIO))
        size = 0
        with _damage(self.name), self._file.open(whole) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > most:
                    raise _too_big(self.name)
                yield piece
        self._left -= size
        if size != found.file_size:
            raise _damaged(self.name, "another size than declared")


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """Open an archive.

    Raises:
        InputError: it can't be read, is no archive or a damaged one, or holds what no honest one holds.
    """
    with opened(path) as file:
        strangers.refuse(path.name, file.read(64))
        with _damage(path.name):
            archive = zipfile.ZipFile(_Bounded(file, path.name))
        with archive:
            yield Archive(archive, path.name)


def _members(file: zipfile.ZipFile, name: str) -> Mapping[str, zipfile.ZipInfo]:
    """Return the members by their names, if all of them can be trusted to be what they say."""
    found: dict[str, zipfile.ZipInfo] = {}
    if len(file.infolist()) > _MOST_MEMBERS:
        raise InputError(
            msg(
                "{file} holds more than {count} files. Unpack it, and import the folder.",
                file=name,
                count=_MOST_MEMBERS,
            ),
            code="E_TOO_BIG",
        )
    for info in file.infolist():
        member = _name_of(info)
        if _leads_out(info, member):
            raise InputError(
                msg(
                    "{file} holds a path that leads out of it ({path}). Such archives are made to overwrite "
                    "other files: nothing of it is read.",
                    file=name,
                    path=ascii(member)[1:61].rstrip("'"),
                ),
                code="E_PATH",
            )
        if member in found:
            raise InputError(
                msg(
                    "{file} holds two files of one name, so nobody can say which is meant. "
                    "Nothing of it is read.",
                    file=name,
                ),
                code="E_FORMAT",
            )
        found[member] = info
        _refuse_method(info, name)
    return {member: info for member, info in found.items() if not member.endswith("/")}


def _name_of(info: zipfile.ZipInfo) -> str:
    name = info.orig_filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        # Many programs write UTF-8 and do not say so; zipfile then takes it for code page 437.
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    first, *rest = name.replace("\\", "/").removeprefix("./").split("/")
    folder = "/" if rest and not rest[-1] else ""
    return "/".join((first, *(part for part in rest if part not in {"", "."}))) + folder


def _leads_out(info: zipfile.ZipInfo, member: str) -> bool:
    parts = member.split("/")
    return (
        "\0" in member
        or not parts[0]
        or _DRIVE.match(member) is not None
        or ".." in parts
        or stat.S_ISLNK(info.external_attr >> 16)
    )


def _refuse_method(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise InputError(
            msg("{file} has a password. Save it without one, and import it then.", file=name),
            code="E_FORMAT",
        )
    stored = info.compress_type == zipfile.ZIP_STORED
    if stored and info.compress_size != info.file_size:
        raise _damaged(name, "another size than declared")
    if not stored and info.compress_type != zipfile.ZIP_DEFLATED:
        raise InputError(
            msg("{file} is packed in a way that can't be read. Pack it anew as an ordinary zip.", file=name),
            code="E_FORMAT",
        )


@contextmanager
def _damage(name: str) -> Iterator[None]:
    """Say what zipfile meets in a broken archive in our own words."""
    try:
        yield
    except _BROKEN as error:
        raise _damaged(name, str(error) or type(error).__name__) from error


def _damaged(name: str, reason: str) -> InputError:
    return InputError(
        msg("{file} is no whole zip archive: it is cut off or damaged. Get it again.", file=name),
        code="E_FORMAT",
        details=reason,
    )


def _too_big(name: str) -> InputError:
    what: Message = msg(
        "{file} would unpack to far more than it should hold, as archives do that are made to fill a disk. "
        "Nothing of it is read.",
        file=name,
    )
    return InputError(what, code="E_TOO_BIG")
