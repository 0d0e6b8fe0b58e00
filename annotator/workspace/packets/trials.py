"""What one packet would make of a project, before it is known whether it comes home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.model import AnnotationSet, Annotator, Document, Item, ItemRevision, LabelScheme
from annotator.team.branches import Branches
from annotator.workspace.packets.beside import Beside
from annotator.workspace.packets.replicas import Movements


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document as it would be.

    Attributes:
        document: as it stands, or as it comes along.
        before: its readings as they are in the project, None if the document is new there.
        sets: its readings as they would be.
        movements: to its text of now.
    """

    document: Document
    before: Mapping[str, AnnotationSet] | None
    sets: Mapping[str, AnnotationSet]
    movements: Movements


@dataclass(slots=True, kw_only=True)
class Trial:
    """What one packet would make of the project: taken over if nothing speaks against it.

    Attributes:
        new: its revisions that are not known here.
        branches: of all items that have been read, with these.
        after: of the items that these are about.
        items: those of them that nothing was known of, by document and reading.
        scheme: the scheme as it would be.
        people: the people as they would be, by id.
        beside: remarks, decisions and assignments as they would be.
        drafts: the documents that it touches.
        shown: item → the revision that would be shown.
        led: item → the one that would stand for it, of those in `shown`.
        missing: documents that are not here.
        moved: documents whose text was corrected here since.
    """

    new: list[ItemRevision]
    branches: Mapping[str, Branches]
    after: Mapping[str, Branches]
    items: Mapping[tuple[str, str], list[Item]]
    scheme: LabelScheme
    people: dict[str, Annotator]
    beside: Beside
    drafts: dict[str, Draft] = field(default_factory=dict)
    shown: dict[str, str | None] = field(default_factory=dict)
    led: dict[str, str] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)


def changed(trial: Trial, drafts: Mapping[str, Draft]) -> Iterator[tuple[Draft, AnnotationSet]]:
    """Yield the readings that a packet makes otherwise, with their documents."""
    for document_id, draft in trial.drafts.items():
        old = drafts[document_id].sets if document_id in drafts else draft.before or {}
        for key, reading in draft.sets.items():
            if old.get(key) is not reading:
                yield draft, reading
