"""Formats that are written in parts of many documents, of which each is in memory for as long as it grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.records import Codec, FolderSyntax, Plan
from annotator.formats.shapes import DocumentShape
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

LARGEST: Final = 200

_Waiting = list[tuple[AnnotatedDocument, Plan | None]]


def write_shards(
    documents: Iterable[AnnotatedDocument],
    options: ExportOptions,
    progress: Progress,
    syntax: FolderSyntax,
    *,
    put: Callable[[int, list[DocumentShape]], Iterable[DocumentShape]],
    largest: int = LARGEST,
) -> LossReport:
    """Write documents part by part, and compare what each part gives back.

    Args:
        documents: a stream.
        options: see there.
        progress: one step a document.
        syntax: the format; `encode` is asked for the misfits.
        largest: so many documents are in a part.
        put: writes part number so and so, from 0, and returns what reading it gives, in the same order.
    """
    report = LossReport(format=syntax.name, notes=list(syntax.notes))
    codec = Codec(options, syntax)
    waiting: _Waiting = []
    number = 0
    for annotated in documents:
        waiting.append((annotated, codec.plan(annotated)))
        progress.step()
        if len(waiting) >= largest:
            _flush(waiting, number, codec, report, put)
            waiting, number = [], number + 1
    if waiting or not number:
        _flush(waiting, number, codec, report, put)
    return report


def _flush(
    waiting: _Waiting,
    number: int,
    codec: Codec,
    report: LossReport,
    put: Callable[[int, list[DocumentShape]], Iterable[DocumentShape]],
) -> None:
    shapes = [plan[0].shape for _, plan in waiting if plan is not None]
    back: Iterator[DocumentShape] = iter(put(number, shapes))
    for annotated, plan in waiting:
        codec.compare(annotated, plan, None if plan is None else next(back), report)
