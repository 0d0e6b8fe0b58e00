"""What would come home, or has: a plan that is made by looking, and previews that say what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from annotator.editing.change import Change
from annotator.errors import AnnotatorError
from annotator.model import PacketMark, State
from annotator.store.merging import UnionWrites
from annotator.workspace.packets.others import OtherNews

_NO_OTHERS: Final = OtherNews()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many spans, or relations, a packet makes otherwise than they are.

    Attributes:
        new: not there before.
        changed: there, and otherwise.
        gone: no longer there.
        conflicting: changed here too since, so that somebody has to choose.
        alike: made here too, and alike: one stands for both.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    conflicting: int = 0
    alike: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.conflicting or self.alike)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNews:
    """What a packet has to say about one document.

    Attributes:
        document_id: the document.
        title: its title here.
        spans: in all its readings.
        relations: in all its readings.
        others: states, answers, remarks and the like that are new or otherwise.
        conflicting: of all of them, about how many somebody has to choose.
        moved: whether its text was corrected here since, so that readings have been carried over.
    """

    document_id: str
    title: str
    spans: Counted
    relations: Counted
    others: OtherNews = _NO_OTHERS
    conflicting: int = 0
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedReading:
    """A reading in a packet that is not finished yet. It comes home all the same, and may again.

    Attributes:
        title: the document's title.
        annotator: the reader's name.
        state: how far it is; None if it is not begun.
    """

    title: str
    annotator: str
    state: State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketFacts:
    """What a packet, or a copy of a project, is.

    Attributes:
        path: the file.
        mark: where it belongs; None for a copy of a whole project.
        packet_id: its own id; for a copy, the project's.
        title: the name of the project that it belongs to.
        annotator: the name of the person whose work it is; "" for a copy.
        documents: how many it holds.
        finished: how many of their readings are finished or reviewed.
        spans: in all readings.
        relations: in all readings.
        unfinished: the others, and the documents that are not begun.
    """

    path: Path
    mark: PacketMark | None
    packet_id: str
    title: str
    annotator: str
    documents: int
    finished: int
    spans: int
    relations: int
    unfinished: tuple[UnfinishedReading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPreview:
    """What one file would bring.

    Attributes:
        path: the file.
        facts: what it is; None where it can't be read.
        revisions: how many are new here.
        known: how many are known here.
        documents: those about which there is anything new.
        brought: the titles of new documents that come along; a packet brings none, a copy may.
        missing: the titles, or ids, of documents that the project no longer has, or never had. What is said
            about them is kept, and shown as soon as they are there and the packet comes home again.
        lacking: the codes of labels, attributes and relation types that the project's scheme lacks.
        refusal: why nothing of it comes home; None if it does.
    """

    path: Path
    facts: PacketFacts | None = None
    revisions: int = 0
    known: int = 0
    documents: tuple[DocumentNews, ...] = ()
    brought: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    refusal: AnnotatorError | None = None

    @property
    def conflicting(self) -> int:
        """How many things somebody has to choose about."""
        return sum(one.conflicting for one in self.documents)

    @property
    def is_news(self) -> bool:
        """Whether anything would change here."""
        return self.refusal is None and bool(self.revisions or self.documents or self.brought)


@dataclass(frozen=True, slots=True, kw_only=True)
class Homecoming:
    """What has been looked at, ready to be brought home.

    Attributes:
        project: the project's file.
        files: what was looked at, in this order.
        previews: what each file would bring.
        changes: what changes in the project by those that are not refused.
        union: what joins its union.
        since: the project's newest step when this was looked at; a later one makes it stale.
        add_labels: whether what the scheme lacks joins it.
    """

    project: Path
    files: tuple[Path, ...]
    previews: tuple[PacketPreview, ...]
    changes: tuple[Change, ...]
    union: UnionWrites
    since: int
    add_labels: bool

    @property
    def accepted(self) -> tuple[PacketPreview, ...]:
        """The previews of the files that come home."""
        return tuple(one for one in self.previews if one.refusal is None)

    @property
    def bringing(self) -> tuple[PacketPreview, ...]:
        """The previews of the files by which anything changes here."""
        return tuple(one for one in self.previews if one.is_news)

    @property
    def refused(self) -> tuple[PacketPreview, ...]:
        """The previews of those that don't."""
        return tuple(one for one in self.previews if one.refusal is not None)

    @property
    def is_news(self) -> bool:
        """Whether anything would change."""
        return bool(self.changes or self.union)
