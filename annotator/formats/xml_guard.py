"""Refuses XML that could cost memory, or read other files, before any parser sees it."""

from __future__ import annotations

import re
from typing import Final

from annotator.errors import InputError
from annotator.language import msg

_ENCODING: Final = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")


def refuse_entities(data: bytes, name: str) -> None:
    """Refuse XML with a document type or entities, or in an encoding in which they could hide.

    Entities can make kilobytes into gigabytes and read other files; nothing that is read here needs them.

    Raises:
        InputError: it has some; `name` is the file's.
    """
    declared = _ENCODING.search(data[:200])
    strange = declared is not None and declared[1].lower() not in {b"utf-8", b"us-ascii"}
    if strange or b"\0" in data:
        raise InputError(
            msg("{file} is not in UTF-8, so that XML entities could hide. Nothing of it is read.", file=name),
            code="E_ENCODING",
        )
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise InputError(msg("{file} declares XML entities. Nothing of it is read.", file=name), code="E_DTD")


def refuse_if_xml(first: bytes, name: str) -> None:
    """Say of the beginning of a file that nothing else has recognised whether it is XML not to be parsed.

    Raises:
        InputError: it is XML, and it has entities.
    """
    if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<?xml", b"<!DOCTYPE")):
        refuse_entities(first, name)
