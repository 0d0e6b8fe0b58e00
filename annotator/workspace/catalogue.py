"""What the window may offer: the formats, without their code."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.language import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatSummary:
    """A line about one format.

    Attributes:
        name: what `import_files` and `ExportRequest` take.
        title: what the window shows.
        extensions: with their dots; the first is usual.
        can_read: files of it can be imported.
        can_write: documents can be exported to it.
        takes_tokens: the token policy matters to it.
        takes_encoding: its files may be in another encoding than UTF-8.
        takes_unit: what its offsets count is up to its user.
        several_sets: it holds more than one reading of a document.
        is_folder: an export makes a folder, and an import takes one.
        unit: what its offsets count, "tokens" for one; None if it holds no spans.
        nests: a span may lie inside another.
        holds_all: all that a reading says comes back.
        extra: the optional dependency it needs, or None.
        is_installed: whether that is here, or none is needed.
        counts: only finished readings count unless states are chosen.
    """

    name: str
    title: Message
    extensions: tuple[str, ...]
    can_read: bool
    can_write: bool
    takes_tokens: bool
    takes_encoding: bool
    takes_unit: bool
    several_sets: bool
    is_folder: bool
    unit: str | None
    nests: bool
    holds_all: bool
    extra: str | None
    is_installed: bool
    counts: bool


def format_summaries() -> tuple[FormatSummary, ...]:
    """Return a line about each format, the lossless master first."""
    from annotator.formats import all_formats

    return tuple(
        FormatSummary(
            name=known.name,
            title=known.title,
            extensions=known.extensions,
            can_read=known.can_read,
            can_write=known.can_write,
            takes_tokens=known.takes_tokens,
            takes_encoding=known.name in {"text", "html"},
            takes_unit=known.takes_unit,
            several_sets=known.capabilities.several_sets,
            is_folder=known.is_folder,
            unit=known.capabilities.unit,
            nests=known.capabilities.nesting,
            holds_all=known.capabilities.holds_all,
            extra=known.extra,
            is_installed=known.is_installed,
            counts=known.counts,
        )
        for known in all_formats()
    )


def encodings() -> tuple[str, ...]:
    """Return the encodings that plain text may be read in, UTF-8 first."""
    from annotator.text.encodings import ENCODINGS

    return ENCODINGS
