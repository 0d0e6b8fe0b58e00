"""A list of known things on this machine: a name, a link, and the forms each is mentioned by.

```
name,link,forms                                 a table, comma or tab separated, with these heads
فلاديمير بوتين,Q7747,بوتين|الرئيس الروسي          further forms stand between bars
[{"name": "روسيا", "link": "Q159", "forms": ["روسيا الاتحادية"]}]      or JSON
```
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotator.errors import InputError
from annotator.language import msg
from annotator.text.folding import fold

_BETWEEN_FORMS: Final = "|"
_MOST_FOUND: Final = 12
_LARGEST: Final = 64 << 20
"""A file of more bytes is no list that somebody keeps by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One thing of a gazetteer.

    Attributes:
        name: what it is called.
        link: a Wikidata item or a URI, or "".
        forms: what else it is mentioned by.
    """

    name: str
    link: str = ""
    forms: tuple[str, ...] = ()


class Gazetteer:
    """Known things, found by their folded names and forms."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._known = tuple(known)
        self._by_form: defaultdict[str, list[Known]] = defaultdict(list)
        for one in self._known:
            for form in dict.fromkeys(_key(form) for form in (one.name, *one.forms)):
                if form:
                    self._by_form[form].append(one)
        self._sorted = sorted(self._by_form)

    def __len__(self) -> int:
        """Return how many things it knows."""
        return len(self._known)

    def look_up(self, forms: Iterable[str]) -> tuple[Known, ...]:
        """Return what is called by one of these forms; then what has one of them as whole words in a name.

        The spelling may differ as in a search: hamza, marks, final ى and ه. At most a dozen.
        """
        keys = list(dict.fromkeys(key for form in forms if (key := _key(form))))
        found: dict[Known, None] = {}
        for key in keys:
            found.update(dict.fromkeys(self._by_form.get(key, ())))
        for key in keys:
            if len(found) >= _MOST_FOUND:
                break
            for form in self._sorted:
                if f" {key} " in f" {form} ":
                    found.update(dict.fromkeys(self._by_form[form]))
        return tuple(found)[:_MOST_FOUND]


def read_gazetteer(path: Path) -> Gazetteer:
    """Read a gazetteer from a CSV, TSV or JSON file in UTF-8.

    Raises:
        InputError: it can't be read, or is not such a list; the message names the line.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise _refusal(path, msg("it is larger than {count} MB", count=_LARGEST >> 20))
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _refusal(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise _refusal(path, msg("it is not UTF-8")) from error
    if text.lstrip()[:1] in {"[", "{"}:
        return Gazetteer(_of_json(path, text))
    return Gazetteer(_of_table(path, text))


def _of_table(path: Path, text: str) -> Iterator[Known]:
    first = text.partition("\n")[0]
    rows = csv.reader(text.splitlines(), delimiter="\t" if "\t" in first else ",")
    heads = [head.strip().casefold() for head in next(rows, [])]
    if "name" not in heads:
        raise _refusal(path, msg("its first line names no column “name”; “link” and “forms” may follow"))
    try:
        for number, row in enumerate(rows, start=2):
            cells = dict(zip(heads, (cell.strip() for cell in row), strict=False))
            if not any(cells.values()):
                continue
            if not cells.get("name"):
                raise _refusal(path, msg("line {line} has no name", line=number))
            forms = tuple(filter(None, map(str.strip, cells.get("forms", "").split(_BETWEEN_FORMS))))
            yield Known(name=cells["name"], link=cells.get("link", ""), forms=forms)
    except csv.Error as error:
        raise _refusal(path, str(error)) from error


def _of_json(path: Path, text: str) -> Iterator[Known]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refusal(path, str(error)) from error
    if not isinstance(entries, list):
        raise _refusal(path, msg("it is no list of entries with a “name”"))
    for number, entry in enumerate(entries, start=1):
        if not _is_entry(entry):
            raise _refusal(path, msg("entry {number} has no “name”, or is written otherwise", number=number))
        yield Known(
            name=entry["name"].strip(), link=entry.get("link") or "", forms=tuple(entry.get("forms") or ())
        )


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("name"), str)
        and bool(entry["name"].strip())
        and isinstance(entry.get("link") or "", str)
        and isinstance(entry.get("forms") or [], list)
        and all(isinstance(form, str) for form in entry.get("forms") or [])
    )


def _key(form: str) -> str:
    return " ".join(fold(form).split())


def _refusal(path: Path, reason: object) -> InputError:
    return InputError(
        msg(
            "{file} can't be used as a gazetteer: {reason}. It is a table (CSV or TSV) with the columns "
            "name, link and forms, or the same in JSON.",
            file=path.name,
            reason=reason,
        ),
        code="E_GAZETTEER",
    )
