"""A project, and people who take work home from it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from annotator.editing.commands import (
    AddRelation,
    AddSpan,
    DeleteSpans,
    ImportDocuments,
    Relabel,
    SetComment,
    SetFlag,
    SetState,
)
from annotator.editing.state import Command
from annotator.errors import RuleError
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Document,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.workspace import Workspace
from annotator.workspace.packets import HandOut, bring_home, hand_out, look_at
from annotator.workspace.packets.homecoming import Homecoming
from annotator.workspace.packets.versions import Version

WORDS = ("الوزير", "اللجنة", "القاهرة", "الوكالة", "الميزانية", "المتحدث", "الصحيفة", "المجلس")
_ENTITIES = ("PERS", "PERS", "ORG", "GPE")
TEXT = " ".join(f"{word} {number}" for number in range(1, 26) for word in WORDS)


def document(number: int, text: str = TEXT) -> Document:
    own = f"{number}. {text}"
    return Document(id=f"d{number}", title=f"مقال {number}", text=own, sha256=digest(own))


def project(path: Path, documents: int = 2) -> Workspace:
    """Return a new project with documents, open for its first reader."""
    workspace = Workspace.create(path, title="أخبار", reader="سعاد")
    texts = tuple(AnnotatedDocument(document=document(number)) for number in range(documents))
    workspace.perform(ImportDocuments(documents=texts))
    return workspace


def word(document: Document, number: int) -> Span:
    """Return the place of the so-manieth word of a document."""
    place, words = 0, document.text.split(" ")
    place = sum(len(one) + 1 for one in words[:number])
    return Span(place, place + len(words[number]))


def add(workspace: Workspace, number: int, document_id: str = "d0", label: str = "PERS") -> str:
    """Label a word in the reader's own reading; return the id of the span."""
    reading = workspace.active_set(document_id)
    own = None if reading is None or reading.annotator != workspace.reader else reading.id
    span = word(workspace.document(document_id), number)
    before = set() if own is None else set(workspace.annotation_set(document_id, own).spans)
    workspace.perform(AddSpan(document_id=document_id, set_id=own, label=label, span=span))
    after = workspace.active_set(document_id)
    assert after is not None
    (made,) = set(after.spans) - before
    return made


def reading(workspace: Workspace, document_id: str = "d0") -> AnnotationSet:
    """Return the one reading of a document."""
    (found,) = workspace.sets(document_id)
    return found


def home(workspace: Workspace, *files: Path, add_labels: bool = False) -> Homecoming:
    """Bring files home; nothing of them may be refused."""
    coming = bring_home(workspace, look_at(workspace.path, files, add_labels=add_labels))
    assert [str(one.refusal) for one in coming.refused] == []
    return coming


def refused(workspace: Workspace, file: Path) -> str:
    """Return the code for which a file does not come home."""
    coming = look_at(workspace.path, [file])
    (preview,) = coming.previews
    assert preview.refusal is not None
    assert not coming.is_news
    return preview.refusal.code


def packet(
    workspace: Workspace, target: Path, annotator: str = "ليلى", documents: Sequence[str] = ("d0", "d1")
) -> Path:
    hand_out(workspace, target, HandOut(annotator=annotator, documents=tuple(documents)))
    return target


def copied(path: Path, target: Path) -> Path:
    shutil.copyfile(path, target)
    return target


def plain(workspace: Workspace) -> dict[str, object]:
    """Return what stands in a project, for comparing it with another copy."""
    return {
        "people": {one.id: (one.name, one.role) for one in workspace.annotators()},
        "assignments": set(workspace.assignments()),
        "remarks": set(workspace.remarks()),
        **{
            one.id: {
                found.id: (
                    found.owner,
                    found.annotator and found.annotator.id,
                    found.state,
                    dict(found.attributes),
                    dict(found.spans),
                    dict(found.relations),
                )
                for found in workspace.sets(one.id)
            }
            for one in workspace.documents()
        },
    }


class Hand:
    """Works at random in an open project, so that no rule is broken by what others do meanwhile.

    Each span is on a word of its own, but for hands that get the same words: those label them one after the
    other, often alike. Each relation begins at a span that this hand has made.

    Args:
        workspace: the open project.
        chance: what decides.
        words: numbers of words.
    """

    def __init__(self, workspace: Workspace, chance: random.Random, words: Iterable[int]) -> None:
        self._workspace = workspace
        self._chance = chance
        self._words = list(words)
        self._made: set[str] = set()

    def work(self) -> None:
        """Do one thing; what the rules forbid is left undone."""
        what = self._chance.random()
        if what < 0.08:
            self._workspace.undo()
        elif what < 0.14:
            self._workspace.redo()
        else:
            document_id = self._chance.choice(("d0", "d1"))
            reading = self._workspace.active_set(document_id)
            with suppress(RuleError):
                if reading is None or what < 0.45 or not reading.spans:
                    self._add()
                else:
                    self._workspace.perform(self._command(document_id, reading))

    def _add(self) -> None:
        if self._words:
            number = self._words.pop()
            document_id = f"d{number % 2}"
            reading = self._workspace.active_set(document_id)
            place = word(self._workspace.document(document_id), number)
            set_id = None if reading is None else reading.id
            label = self._chance.choice(_ENTITIES)
            self._workspace.perform(AddSpan(document_id=document_id, set_id=set_id, label=label, span=place))
            after = self._workspace.active_set(document_id)
            self._made |= set(after.spans if after else ()) - set(reading.spans if reading else ())

    def _command(self, document_id: str, reading: AnnotationSet) -> Command:
        set_id, spans = reading.id, sorted(reading.spans)
        span = self._chance.choice(spans)
        chosen = self._chance.randrange(7)
        if chosen in {0, 1}:
            label = self._chance.choice(_ENTITIES)
            return Relabel(document_id=document_id, set_id=set_id, span_ids=(span,), label=label)
        if chosen == 2:
            words = f"تعليق {self._chance.randint(0, 9)}"
            return SetComment(document_id=document_id, set_id=set_id, span_id=span, comment=words)
        if chosen == 3:
            return DeleteSpans(document_id=document_id, set_id=set_id, span_ids=(span,))
        if chosen == 4:
            state = self._chance.choice((State.IN_PROGRESS, State.FINISHED))
            return SetState(document_id=document_id, set_id=set_id, state=state)
        own = sorted(self._made.intersection(spans)) or spans
        if not self._made.intersection(spans):
            return SetFlag(document_id=document_id, set_id=set_id, span_ids=(span,), flagged=True)
        source = self._chance.choice(own)
        return AddRelation(document_id=document_id, set_id=set_id, type="coref", source=source, target=span)


def said(version: Version) -> SpanAnnotation:
    """Return what a version says of a span that it keeps."""
    assert isinstance(version.value, SpanAnnotation)
    return version.value
