"""A newsroom: a project, the packets of those who annotate for it, and what they have done in them."""

from __future__ import annotations

import shutil
from pathlib import Path

from annotator.editing.commands import AddSpan, DeleteSpans, ImportDocuments, Relabel, SetComment, SetState
from annotator.model import AnnotatedDocument, Document, Span, SpanAnnotation, State, digest
from annotator.workspace import Workspace
from annotator.workspace.packets import HandOut, hand_out

TITLE = "أخبار الميناء"
TEXTS = {
    "الميناء": "قال وزير النقل سامر حداد إن ميناء الريان سيفتح أبوابه في مارس.",
    "السفينة": "نفت شركة البحر للشحن أن تكون السفينة قد غرقت.",
    "البلدية": "وافقت بلدية الريان على خطة توسيع الطريق.",
    "المطار": "أعلنت هيئة الطيران أن المطار سيغلق ليلا.",
}


def newsroom(folder: Path) -> Path:
    """Make a project with four documents, in which Salma is to review."""
    path = folder / "news.hashiya"
    with Workspace.create(path, title=TITLE, reader="Salma") as workspace:
        documents = (
            AnnotatedDocument(document=Document(id=f"d{number}", title=title, text=text, sha256=digest(text)))
            for number, (title, text) in enumerate(TEXTS.items())
        )
        workspace.perform(ImportDocuments(documents=tuple(documents)))
    return path


def packet_for(project: Path, name: str, documents: tuple[str, ...] = ("d0", "d1")) -> Path:
    """Hand documents out, and return the packet."""
    target = project.with_name(f"{name}.hashiya")
    with Workspace.open(project, reader="Salma") as workspace:
        hand_out(workspace, target, HandOut(annotator=name, documents=documents))
    return target


def copied(path: Path, name: str) -> Path:
    """Copy a packet, as somebody does who works in two places."""
    target = path.with_name(name)
    shutil.copyfile(path, target)
    return target


def label(packet: Path, document_id: str, words: str, code: str) -> None:
    """Label words in a packet, or label them otherwise where they are labelled already."""
    with Workspace.open(packet) as workspace:
        text = workspace.document(document_id).text
        span = Span(text.index(words), text.index(words) + len(words))
        reading = workspace.active_set(document_id)
        there = [] if reading is None else [one for one in reading.spans.values() if one.span == span]
        if reading is not None and there:
            workspace.perform(
                Relabel(document_id=document_id, set_id=reading.id, span_ids=(there[0].id,), label=code)
            )
            return
        set_id = None if reading is None else reading.id
        workspace.perform(AddSpan(document_id=document_id, set_id=set_id, label=code, span=span))


def unlabel(packet: Path, document_id: str, words: str) -> None:
    """Take a span away in a packet."""
    with Workspace.open(packet) as workspace:
        reading = workspace.active_set(document_id)
        assert reading is not None
        gone = tuple(key for key, one in reading.spans.items() if one.quote == words)
        workspace.perform(DeleteSpans(document_id=document_id, set_id=reading.id, span_ids=gone))


def comment(packet: Path, document_id: str, words: str) -> None:
    """Say something about the one span of a document in a packet."""
    with Workspace.open(packet) as workspace:
        reading = workspace.active_set(document_id)
        assert reading is not None
        (span,) = reading.spans
        workspace.perform(SetComment(document_id=document_id, set_id=reading.id, span_id=span, comment=words))


def finish(packet: Path, document_id: str) -> None:
    """Say in a packet that a document is done."""
    with Workspace.open(packet) as workspace:
        reading = workspace.active_set(document_id)
        workspace.perform(
            SetState(
                document_id=document_id, set_id=None if reading is None else reading.id, state=State.FINISHED
            )
        )


def labels(workspace: Workspace, document_id: str) -> set[tuple[str, str]]:
    """Return what stands in all readings of a document: words and labels."""
    spans: list[SpanAnnotation] = [
        one for reading in workspace.sets(document_id) for one in reading.spans.values()
    ]
    return {(one.quote, one.label) for one in spans}
