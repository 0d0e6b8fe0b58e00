"""The one way out: written beside the target, read back, reported, and only then put in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.errors import InputError, LossError
from annotator.formats.loss import Loss, LossReport
from annotator.formats.mapping import renamed, renamed_scheme
from annotator.formats.options import ExportOptions
from annotator.formats.registry import Format
from annotator.formats.writing import Target, whole, whole_folder
from annotator.language import msg, msgn
from annotator.model import AnnotatedDocument
from annotator.progress import Progress


class StrictExportError(LossError):
    """A strict export would lose something. Nothing has been written; `report` says what."""

    def __init__(self, report: LossReport) -> None:
        first = report.losses[0]
        super().__init__(
            msgn(
                "One thing would be lost, so nothing has been written: “{text}” in “{document}”: {reason}",
                "{count} things would be lost, so nothing has been written. "
                "The first: “{text}” in “{document}”: {reason}",
                len(report.losses),
                text=first.text,
                document=first.document,
                reason=first.reason,
            ),
            code="E_LOSS",
        )
        self.report = report


def export(
    file_format: Format,
    documents: Iterable[AnnotatedDocument],
    target: Target,
    options: ExportOptions,
    progress: Progress | None = None,
) -> LossReport:
    """Write documents to a file or a folder and report what it does not hold.

    Args:
        file_format: how.
        documents: a stream; each with the readings that are to be written.
        target: where to; "-" is the standard output.
        options: see there.
        progress: one step a document.

    Raises:
        InputError: the format can't be written, or the options don't fit it.
        OutputError: the target exists or can't be written.
        StrictExportError: with `strict`, if anything would be lost.
        Cancelled: through `progress`. In every case the target is as it was before.
    """
    if not file_format.can_write:
        raise InputError(
            msg("{format} can only be read, not written.", format=file_format.name), code="E_FORMAT"
        )
    watch = progress or Progress()
    mapped: list[Loss] = []
    if options.labels:
        documents = renamed(documents, options.labels, mapped)
        options = replace(options, scheme=renamed_scheme(options.scheme, options.labels))
    if file_format.folder_writer is not None:
        with whole_folder(target, force=options.force) as folder:
            return _judged(file_format.folder_writer(documents, folder, options, watch), mapped, options)
    assert file_format.writer is not None  # noqa: S101 - it is written to a folder or to a file
    with whole(target, force=options.force) as file:
        return _judged(file_format.writer(documents, file, options, watch), mapped, options)


def _judged(report: LossReport, mapped: list[Loss], options: ExportOptions) -> LossReport:
    report.entries[:0] = mapped
    if options.strict and report.losses:
        raise StrictExportError(report)
    return report
