"""The words for what files hold."""

from __future__ import annotations

from typing import Final

from annotator.language import Message, msg, tr, trn
from annotator.text.damage import Damage
from annotator.workspace.surveying import FoundDocument, SurveyedFile

_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1256": "Windows-1256",
    "iso-8859-6": "ISO 8859-6",
    "mac-arabic": "MacArabic",
    "cp864": "DOS 864",
    "cp720": "DOS 720",
    "cp1252": "Windows-1252",
}

DAMAGES: Final[dict[Damage, tuple[Message, Message, Message]]] = {
    Damage.BYTES: (
        msg("Some bytes of this text can't be read: it is damaged."),
        msg("Leave the file out"),
        msg("Put the sign U+FFFD in each such place"),
    ),
    Damage.FORMS: (
        msg("Letters are stored as drawn shapes: search won't find them."),
        msg("Keep them as they are"),
        msg("Turn them into letters"),
    ),
    Damage.ORDER: (
        msg("The lines seem to be stored backwards."),
        msg("Keep them as they are"),
        msg("Turn each line round"),
    ),
}
"""What a damage is, and the answers: to keep it, to mend it."""


def encoding_name(encoding: str) -> str:
    """Return the name by which people know an encoding."""
    return _NAMES.get(encoding, encoding)


def contents(file: SurveyedFile) -> str:
    """Return in a few words what a file holds, or what it wants."""
    if Damage.BYTES in file.damages and not file.documents:
        return tr("damaged")
    if file.wants_encoding:
        return tr("which encoding?")
    if file.wants_format:
        return tr("which format?")
    parts = [trn("{count} document", "{count} documents", len(file.documents))]
    spans = file.inventory.labels.total()
    if spans:
        parts.append(trn("{count} span", "{count} spans", spans))
    if file.problems:
        parts.append(trn("{count} problem", "{count} problems", len(file.problems)))
    return " · ".join(parts)


def about(found: FoundDocument, *, known: bool) -> str:
    """Return in a few words what is to be said about a document."""
    annotated = found.annotated
    parts = [trn("{count} character", "{count} characters", len(annotated.document.text))]
    spans = sum(len(reading.spans) for reading in annotated.sets)
    if annotated.sets:
        parts.append(trn("{count} span", "{count} spans", spans))
    if known:
        parts.append(tr("here already"))
    return " · ".join(parts)
