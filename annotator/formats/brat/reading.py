"""Reads pairs of `.txt` and `.ann`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from msgspec import UNSET

from annotator.formats import folders
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.faults import Fault
from annotator.formats.options import ImportOptions
from annotator.formats.reading import opened
from annotator.formats.records import BOM, Making
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.language import Message, msg, msgn
from annotator.model import AnnotatedDocument, Owner

NAME: Final = "brat"
CONTINUES: Final = "continues"
FLAG: Final = "Flagged"
NOTE: Final = "AnnotatorNotes"
CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS, nesting=True, crossing=True, relations=True, attributes=True, comments=True
)
_ROLE_NUMBER: Final = re.compile(r"\d+\Z")
_ROLES: Final = {"Arg1", "Arg2"}


def is_folder(path: Path) -> bool:
    """Tell whether there is an `.ann` in a folder."""
    return next(path.rglob("*.ann"), None) is not None


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a folder (and the folders in it), or of one pair, named by either file.

    Raises:
        InputError: a text is missing, or a line of an `.ann` is not what it should be.
    """
    if path.is_dir():
        paths = sorted(file for file in path.rglob("*.txt") if file.with_suffix(".ann").exists())
    else:
        paths = [path.with_suffix(".txt")]
    return folders.read_files(paths, options, partial(_document, options=options), path.name)


def _document(path: Path, data: bytes, *, options: ImportOptions) -> Iterator[tuple[int, Making]]:
    with opened(path.with_suffix(".ann")) as file:
        lines = file.read().removeprefix(BOM)

    def make() -> DocumentShape:
        text, annotations = folders.text_of(data), folders.text_of(lines)
        said: list[Message] = []
        reading = parse(annotations, text, said)
        options.warnings.extend(msg("{file}: {what}", file=path.stem + ".ann", what=one) for one in said)
        return DocumentShape(id=path.stem, title=path.stem, text=text, sets=[reading])

    yield 1, make


@dataclass(slots=True)
class _Found:
    """What the lines of an `.ann` say, by id."""

    text: str
    spans: dict[str, SpanShape] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    relations: dict[str, RelationShape] = field(default_factory=dict)
    events: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)
    later: list[list[str]] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)


def parse(lines: str, text: str, said: list[Message] | None = None) -> SetShape:
    """Return the reading that an `.ann` holds; `said` takes up what of it is passed over.

    Raises:
        Fault: a line is not what it should be; the reason names it.
    """
    found = _Found(text)
    passed: dict[str, int] = {}
    rows = [(n, line.removesuffix("\r")) for n, line in enumerate(lines.split("\n"), 1) if line.strip()]
    # Lines may stand in any order: spans first, then what ties them, then what is said of either.
    for kinds in ("T", "ER*", "AM#"):
        for number, line in rows:
            if line[0] in kinds:
                try:
                    _take(line, found)
                except (ValueError, KeyError, IndexError) as error:
                    raise Fault(
                        msg(
                            "in the .ann, line {line}: “{text}” is not what brat writes.",
                            line=number,
                            text=line[:80],
                        ),
                        "E_SCHEMA",
                    ) from error
            elif line[0] not in "TER*AM#":
                passed[line[0]] = passed.get(line[0], 0) + 1
    if said is not None and passed:
        kinds = ", ".join(passed)
        # Each was met once for each of the three rounds.
        count = sum(passed.values()) // 3
        said.append(
            msgn(
                "one line of a kind that has no place here was passed over: {kinds}.",
                "{count} lines of kinds that have no place here were passed over: {kinds}.",
                count,
                kinds=kinds,
            )
        )
    _relate_events(found)
    return SetShape(
        owner=Owner.IMPORTED, spans=list(found.spans.values()), relations=list(found.relations.values())
    )


def _take(line: str, found: _Found) -> None:
    columns = line.split("\t")
    key, words = columns[0], columns[1].split(" ")
    match line[0]:
        case "T":
            _span(key, columns, found)
        case "R":
            ends = dict(word.split(":", 1) for word in words[1:] if word)
            source, target = (found.heads[end] for end in (ends["Arg1"], ends["Arg2"]))
            found.relations[key] = RelationShape(id=key, type=words[0], source=source, target=target)
        case "*":
            _equivalents(words, found)
        case "E":
            roles = [tuple(word.split(":", 1)) for word in words if word]
            found.heads[key] = found.heads[roles[0][1]]
            found.events[key] = roles[0][0], [(role, end) for role, end in roles[1:]]
        case "A" | "M":
            _attribute(words, found)
        case _:
            _note(words, "\t".join(columns[2:]), found)


def _span(key: str, columns: list[str], found: _Found) -> None:
    label, _, places = columns[1].partition(" ")
    fragments = [tuple(map(int, place.split(" "))) for place in places.split(";")]
    merged: list[tuple[int, int]] = []
    for start, end in fragments:
        if merged and merged[-1][1] <= start and _is_line_end(found.text[merged[-1][1] : start]):
            merged[-1] = merged[-1][0], end
        else:
            merged.append((start, end))
    words = "\t".join(columns[2:])
    quote = words if words and len(fragments) == 1 else UNSET
    for number, (start, end) in enumerate(merged):
        part = f"{key}.{number + 1}" if number else key
        found.spans[part] = SpanShape(id=part, label=label, start=start, end=end, quote=quote)
        found.parts.setdefault(key, []).append(part)
        if number:
            link = f"{CONTINUES}-{part}"
            before = found.parts[key][number - 1]
            found.relations[link] = RelationShape(id=link, type=CONTINUES, source=part, target=before)
    found.heads[key] = key


def _is_line_end(gap: str) -> bool:
    return bool(gap) and not gap.strip("\r\n")


def _equivalents(words: list[str], found: _Found) -> None:
    ends = [found.heads[end] for end in words[1:] if end]
    for source, target in pairwise(ends):
        key = f"{words[0]}-{source}-{target}"
        found.relations[key] = RelationShape(id=key, type=words[0], source=source, target=target)


def _attribute(words: list[str], found: _Found) -> None:
    name, owner = words[0], words[1]
    value = " ".join(words[2:]) or "true"
    if owner in found.relations:
        link = found.relations[owner]
        link.attributes = link.attributes | {name: value}
        return
    for part in found.parts[found.heads[owner]]:
        span = found.spans[part]
        span.attributes = span.attributes | {name: value}


def _note(words: list[str], said: str, found: _Found) -> None:
    if words[1] not in found.heads:
        return
    span = found.spans[found.heads[words[1]]]
    if words[0] == FLAG:
        span.flagged = True
    else:
        span.comment = said if span.comment is None else f"{span.comment}\n{said}"


def _relate_events(found: _Found) -> None:
    """Make each argument of an event a relation from its trigger, named after the role."""
    for key, (_, roles) in found.events.items():
        for role, end in roles:
            kind = role if role in _ROLES else _ROLE_NUMBER.sub("", role)
            link = f"{key}-{role}"
            found.relations[link] = RelationShape(
                id=link, type=kind, source=found.heads[key], target=found.heads[end]
            )
