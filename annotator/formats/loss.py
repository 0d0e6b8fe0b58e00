"""What an export could not carry, named one by one.

The report is made by comparing what a decoder read back from the written file with what was to be written.
What is not in it came through exactly.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any, Final

import msgspec

from annotator.formats.entries import AT_HAND, Entries
from annotator.language import Message, isolate, msg, tr, trc, trn

_QUOTE_LENGTH: Final = 60


class LossKind(StrEnum):
    """What happened to a thing on its way out."""

    WIDENED = "widened"
    TRIMMED = "trimmed"
    SPLIT = "split"
    FLATTENED = "flattened"
    RENAMED = "renamed"
    LEFT_OUT = "left out"

    __hash__ = str.__hash__  # each entry is counted, and the hash of `Enum` is Python


class Element(StrEnum):
    """What it happened to."""

    SPAN = "span"
    RELATION = "relation"
    ATTRIBUTES = "attributes"
    COMMENT = "comment"
    FLAG = "flag"
    WORD = "word"
    METADATA = "metadata"
    DOCUMENT = "document"
    DECISION = "decision"

    __hash__ = str.__hash__


class Loss(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing that does not come back as it was.

    A struct and no dataclass, because a flat format loses thousands: it is made five times as fast.

    Attributes:
        document_id: where.
        document: its title.
        reading: the annotator's name, or what stands for one ("gold"); "" for the document itself.
        element: what it is.
        kind: what happened to it.
        id: of the span or relation (of the span, for its attributes, comment and flag); else "".
        label: the span's label or the relation's type; else "".
        start: code points; with `end` the half-open range of the span, or of a relation's source; or None.
        end: see `start`.
        text: the words there; for attributes, a comment and metadata, what they say.
        written: the range that the file gives instead, in code points, half-open; None if it gives none.
        reason: why, and what would help.
        asked: the person's own choice left it out, so that it is no loss to `--strict`.
    """

    document_id: str
    document: str
    reading: str
    element: Element
    kind: LossKind
    id: str
    label: str
    start: int | None
    end: int | None
    text: str
    reason: Message
    written: tuple[int, int] | None = None
    asked: bool = False


@dataclass(slots=True, kw_only=True)
class LossReport:
    """Everything that an export could not carry.

    Attributes:
        format: the format's name.
        documents: how many were written.
        spans: how many spans came through exactly.
        relations: how many relations came through exactly.
        entries: what did not, in the order of the documents.
        notes: what a reader of the file should know, such as the token policy.
    """

    format: str
    documents: int = 0
    spans: int = 0
    relations: int = 0
    entries: Entries = field(default_factory=Entries)
    notes: list[Message] = field(default_factory=list)

    @property
    def losses(self) -> list[Loss]:
        """All entries that nobody asked for, in memory: what `--strict` refuses. See also `lost`."""
        return list(self.each_loss())

    def each_loss(self) -> Iterator[Loss]:
        """Yield the entries that nobody asked for."""
        return (entry for entry in self.entries if not entry.asked)

    @property
    def lost(self) -> int:
        """How many entries nobody asked for."""
        return sum(self.counts().values())

    @property
    def asked(self) -> int:
        """How many things were left out because the person chose so."""
        return len(self.entries) - self.lost

    def counts(self) -> Counter[tuple[Element, LossKind]]:
        """Return how many losses there are of each element and kind, in the order of the kinds."""
        found: Counter[tuple[Element, LossKind]] = Counter()
        for (element, kind, asked), count in self.entries.counts.items():
            if not asked:
                found[element, kind] += count
        return found

    def add(self, other: LossReport) -> None:
        """Take up the report of another part of the same export."""
        self.documents += other.documents
        self.spans += other.spans
        self.relations += other.relations
        self.entries.extend(other.entries)
        self.notes = other.notes

    def summary(self) -> str:
        """Return one line in the language in use: what came through, what did not, what was not wanted."""
        comma = tr(", ")
        exact = comma.join(
            [
                trn("{count} document written", "{count} documents written", self.documents),
                trn("{count} span exact", "{count} spans exact", self.spans),
                trn("{count} relation exact", "{count} relations exact", self.relations),
            ]
        )
        lost = [
            tr("{element} {kind}: {count}", element=_element_name(element), kind=kind_name(kind), count=n)
            for (element, kind), n in self.counts().items()
        ]
        parts = [exact, comma.join(lost) or trc("loss report", "nothing lost")]
        asked = self.asked
        if asked:
            parts.append(trn("{count} thing done as you chose", "{count} things done as you chose", asked))
        return tr("; ").join(parts)

    def as_text(self, limit: int | None = None) -> str:
        """Return the report for a person, in the language in use, one line an entry.

        Args:
            limit: name only so many, and only losses; None names everything.
        """
        return "".join(self.text_lines(limit))

    def as_json(self, limit: int | None = None) -> str:
        """Return the report for a program: one JSON object, indented, ending in a line feed.

        Args:
            limit: name only so many entries, the losses first; None names everything.
        """
        return "".join(self.json_lines(limit))

    def text_lines(self, limit: int | None = None) -> Iterator[str]:
        """Yield what `as_text` returns, line by line."""
        entries = self.entries if limit is None else islice(self.each_loss(), limit)
        return (f"{line}\n" for line in self._lines(entries))

    def json_lines(self, limit: int | None = None) -> Iterator[str]:
        """Yield what `as_json` returns, an entry at a time."""
        head = {
            "format": self.format,
            "documents": self.documents,
            "exact": {"spans": self.spans, "relations": self.relations},
            "losses": self.lost,
            "asked": self.asked,
            "counts": [
                {"element": element.value, "kind": kind.value, "asked": asked, "count": count}
                for (element, kind, asked), count in self.entries.counts.items()
            ],
            "notes": [str(note) for note in self.notes],
        }
        opened = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
        entries: Iterable[Loss] = self.entries
        if limit is not None and len(self.entries) > limit:
            entries = islice(sorted(islice(self.entries, AT_HAND), key=lambda e: e.asked), limit)
        yield f'{opened},\n "entries": ['
        between = "\n  "
        for entry in entries:
            yield f"{between}{json.dumps(_plain(entry), ensure_ascii=False)}"
            between = ",\n  "
        yield "\n ]\n}\n" if len(self.entries) else "]\n}\n"

    def _lines(self, entries: Iterable[Loss]) -> Iterator[str]:
        yield self.summary()
        for note in self.notes:
            yield f"· {note}"
        document = None
        for entry in entries:
            if entry.document_id != document:
                document = entry.document_id
                yield ""
                yield f"{isolate(entry.document)} ({isolate(document)})"
            yield f"  {_line(entry)}"


def _line(entry: Loss) -> str:
    what = " ".join(part for part in (_element_name(entry.element), entry.label, entry.id) if part)
    place = "" if entry.start is None else f" {entry.start}–{entry.end}"
    became = "" if entry.written is None else f" → {entry.written[0]}–{entry.written[1]}"
    reader = f"{isolate(entry.reading)}: " if entry.reading else ""
    return (
        f"{reader}{kind_name(entry.kind)}: {isolate(what)}{place}{became} "
        f"“{isolate(_short(entry.text))}”: {entry.reason}"
    )


def _plain(entry: Loss) -> dict[str, Any]:
    return {
        "document": entry.document_id,
        "title": entry.document,
        "reading": entry.reading,
        "element": entry.element.value,
        "kind": entry.kind.value,
        "id": entry.id,
        "label": entry.label,
        "start": entry.start,
        "end": entry.end,
        "text": entry.text,
        "written": None if entry.written is None else {"start": entry.written[0], "end": entry.written[1]},
        "reason": str(entry.reason),
        "asked": entry.asked,
    }


def _short(text: str) -> str:
    shown = text.replace("\n", " ")
    return shown if len(shown) <= _QUOTE_LENGTH else f"{shown[:_QUOTE_LENGTH].rstrip()}…"


def _element_name(element: Element) -> str:
    return str(
        {
            Element.SPAN: msg("span"),
            Element.RELATION: msg("relation"),
            Element.ATTRIBUTES: msg("attributes"),
            Element.COMMENT: msg("comment"),
            Element.FLAG: msg("flag"),
            Element.WORD: msg("word"),
            Element.METADATA: msg("metadata"),
            Element.DOCUMENT: msg("document"),
            Element.DECISION: msg("decision"),
        }[element]
    )


def kind_name(kind: LossKind) -> str:
    """Return what happened, in the language in use."""
    return str(
        {
            LossKind.WIDENED: msg("widened"),
            LossKind.TRIMMED: msg("trimmed"),
            LossKind.SPLIT: msg("split"),
            LossKind.FLATTENED: msg("flattened"),
            LossKind.RENAMED: msg("renamed"),
            LossKind.LEFT_OUT: msg("left out"),
        }[kind]
    )
