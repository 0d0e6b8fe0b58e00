"""The rows of the loss report as the window shows them: each span in its words, with what stands around."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.progress import Progress
from annotator.workspace import ExportRequest, Workspace
from annotator.workspace.exporting import preview_export

if TYPE_CHECKING:
    from annotator.workspace.exporting import Loss, LossReport

MOST_SHOWN: Final = 2_000
_AROUND: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class LossRow:
    """One thing that does not come through.

    Attributes:
        document_id: where.
        title: of the document.
        start: of the span, in code points; None for the document itself.
        end: see there.
        label: the label's code, or the relation's type.
        element: "span", "relation", …
        kind: "widened", "left out", …
        before: what the file takes in before the span, or the words before it.
        words: the span's own.
        after: see `before`.
        reason: why.
    """

    document_id: str
    title: str
    start: int | None
    end: int | None
    label: str
    element: str
    kind: str
    before: str
    words: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What an export would do.

    Attributes:
        report: all of it.
        rows: the first losses, at most `MOST_SHOWN`; those of spans before all others.
        exact: spans that come through as they are.
        changed: spans that come through otherwise: widened, trimmed, split, renamed.
        gone: spans that don't come through.
        others: relations, answers, comments and the like that don't.
        nested: spans that one column of tags can't hold.
    """

    report: LossReport
    rows: tuple[LossRow, ...]
    exact: int
    changed: int
    gone: int
    others: int
    nested: int


def foresee(project: Path, request: ExportRequest, progress: Progress) -> Foreseen:
    """Export to nowhere, and return what would be lost; for a thread beside the window's."""
    report = preview_export(project, request, progress=progress)
    with Workspace.look(project) as workspace:
        rows = tuple(_rows(workspace, report))
    counts = {"changed": 0, "gone": 0, "others": 0, "nested": 0}
    for (element, kind), count in report.counts().items():
        if element != "span":
            counts["others"] += count
        elif kind in {"left out", "flattened"}:
            counts["gone"] += count
            counts["nested"] += count if kind == "flattened" else 0
        else:
            counts["changed"] += count
    return Foreseen(report=report, rows=rows, exact=report.spans, **counts)


def _rows(workspace: Workspace, report: LossReport) -> list[LossRow]:
    texts: dict[str, str] = {}
    found = []
    for entry in islice(report.each_loss(), MOST_SHOWN):
        if entry.document_id not in texts:
            texts[entry.document_id] = workspace.document(entry.document_id).text
        found.append(_row(entry, texts[entry.document_id]))
    return sorted(found, key=lambda row: row.element != "span")


def _row(entry: Loss, text: str) -> LossRow:
    before, words, after = "", entry.text, ""
    if entry.start is not None and entry.end is not None and entry.element != "relation":
        words = text[entry.start : entry.end]
        if entry.written is None:
            before = text[max(0, entry.start - _AROUND) : entry.start].rsplit("\n", 1)[-1]
            after = text[entry.end : entry.end + _AROUND].split("\n", 1)[0]
            before = before.partition(" ")[2] if len(before) == _AROUND else before
            after = after.rpartition(" ")[0] if len(after) == _AROUND else after
        else:
            before = text[min(entry.written[0], entry.start) : entry.start]
            after = text[entry.end : max(entry.written[1], entry.end)]
    said = "" if entry.element in {"span", "relation"} or entry.start is None else f"{entry.text}: "
    return LossRow(
        document_id=entry.document_id,
        title=entry.document,
        start=entry.start,
        end=entry.end,
        label=entry.label,
        element=str(entry.element),
        kind=str(entry.kind),
        before=before,
        words=words,
        after=after,
        reason=f"{said}{entry.reason}",
    )
