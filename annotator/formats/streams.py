"""Writes documents one after the other, and reads each back from the file before the next ones come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Final, Protocol, TypeVar

from annotator.formats.loss import LossReport
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

_BATCH_BYTES: Final = 1 << 20
_Plan = TypeVar("_Plan")


class Codec(Protocol[_Plan]):
    """How one document is written, and what reading it back gives."""

    def encode(self, annotated: AnnotatedDocument) -> tuple[bytes, _Plan]:
        """Return the bytes of one document (b"" if it is not written), and what `verify` needs to explain."""
        ...

    def verify(self, annotated: AnnotatedDocument, data: bytes, plan: _Plan, report: LossReport) -> None:
        """Decode `data`, which was read from the file, and report what it does not give back exactly."""
        ...


def write(
    documents: Iterable[AnnotatedDocument],
    file: BinaryIO,
    codec: Codec[_Plan],
    report: LossReport,
    progress: Progress,
) -> LossReport:
    """Write documents and verify them, about a megabyte at a time; memory does not grow with their number.

    Args:
        documents: a stream.
        file: open for writing and reading, at its end.
        codec: the format.
        report: is completed and returned.
        progress: one step a document.
    """
    batch: list[tuple[AnnotatedDocument, int, _Plan]] = []
    waiting = 0
    for annotated in documents:
        data, plan = codec.encode(annotated)
        file.write(data)
        batch.append((annotated, len(data), plan))
        waiting += len(data)
        if waiting >= _BATCH_BYTES:
            _verify(batch, waiting, file, codec, report)
            batch, waiting = [], 0
        progress.step()
    _verify(batch, waiting, file, codec, report)
    return report


def _verify(
    batch: list[tuple[AnnotatedDocument, int, _Plan]],
    waiting: int,
    file: BinaryIO,
    codec: Codec[_Plan],
    report: LossReport,
) -> None:
    file.seek(-waiting, 2)
    for annotated, size, plan in batch:
        codec.verify(annotated, file.read(size), plan, report)
