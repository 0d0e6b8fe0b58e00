"""What fixes would do, place by place: read in a worker, from the project file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from annotator import language
from annotator.editing.commands import Fix
from annotator.editing.commands.fixes import refusals
from annotator.language import tr
from annotator.model import Document, LabelScheme, SpanAnnotation
from annotator.progress import Progress
from annotator.workspace import Workspace
from ui.palette.passages import passage
from ui.panels.review_list import ReviewRow


def rows(project: Path, fixes: Sequence[Fix], progress: Progress) -> list[ReviewRow]:
    """Return a line for each fix, in order: what stands there, and what becomes of it or why nothing can.

    Args:
        project: the file.
        fixes: those of one reading one after the other.
        progress: counts the fixes.

    Raises:
        ProjectFileError: the file can't be read.
    """
    found: list[ReviewRow] = []
    with Workspace.look(project) as workspace:
        for (document_id, set_id), some in groupby(fixes, key=lambda fix: (fix.document_id, fix.set_id)):
            together = list(some)
            document = workspace.document(document_id)
            reading = None if set_id is None else workspace.annotation_set(document_id, set_id)
            told = refusals(workspace.scheme, document, reading, together)
            for fix, reason in zip(together, told, strict=True):
                span = None if reading is None or fix.span_id is None else reading.spans.get(fix.span_id)
                note = becomes(workspace.scheme, document, span, fix) if reason is None else str(reason)
                found.append(_row(document, span, fix, note, possible=reason is None))
            progress.step(len(together), total=len(fixes))
    return found


def becomes(scheme: LabelScheme, document: Document, before: SpanAnnotation | None, fix: Fix) -> str:
    """Return in a few words what a fix makes of a span."""
    parts: list[str] = []
    name = _label(scheme, fix.label)
    if before is None:
        parts.append(tr("becomes {label}", label=name))
    elif before.label != fix.label:
        parts.append(tr("{before} becomes {after}", before=_label(scheme, before.label), after=name))
    if before is not None and before.span != fix.span:
        words = " ".join(fix.span.of(document.text).split())
        parts.append(tr("becomes “{words}”", words=words))
    label = scheme.label(fix.label)
    for question, answer in fix.answers.items():
        asked = None if label is None else label.attribute(question)
        values = () if asked is None else asked.values
        said = next((v.names.in_language(language.current()) for v in values if v.value == answer), answer)
        parts.append(f"{question if asked is None else asked.names.in_language(language.current())}: {said}")
    return " · ".join(parts)


def _label(scheme: LabelScheme, code: str) -> str:
    label = scheme.label(code)
    return code if label is None else label.names.in_language(language.current())


def _row(
    document: Document, span: SpanAnnotation | None, fix: Fix, note: str, *, possible: bool
) -> ReviewRow:
    place = fix.span if span is None else span.span
    shown = passage(document.text, place.start, place.end)
    return ReviewRow(before=shown.before, words=shown.words, after=shown.after, note=note, possible=possible)
