"""The one way out: written beside the target, read back, reported, and only then put in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.errors import InputError, LossError
from annotator.formats import collecting
from annotator.formats.entries import Entries
from annotator.formats.loss import LossReport
from annotator.formats.mapping import renamed, renamed_scheme
from annotator.formats.options import ExportOptions
from annotator.formats.registry import Format
from annotator.formats.splitting import PARTS, Documents, Split, assign, of_part
from annotator.formats.writing import MADE_HERE, Target, whole, whole_folder
from annotator.language import msg, msgn
from annotator.model import AnnotatedDocument
from annotator.progress import Progress


class StrictExportError(LossError):
    """A strict export would lose something. Nothing has been written; `report` says what."""

    def __init__(self, report: LossReport) -> None:
        first = next(report.each_loss())
        super().__init__(
            msgn(
                "One thing would be lost, so nothing has been written: “{text}” in “{document}”: {reason}",
                "{count} things would be lost, so nothing has been written. "
                "The first: “{text}” in “{document}”: {reason}",
                report.lost,
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
    mapped = Entries()
    if options.labels:
        documents = renamed(documents, options.labels, mapped)
        options = replace(options, scheme=renamed_scheme(options.scheme, options.labels))
    if file_format.folder_writer is not None:
        with whole_folder(target, force=options.force) as folder, collecting.seldom():
            return _judged(file_format.folder_writer(documents, folder, options, watch), mapped, options)
    assert file_format.writer is not None  # noqa: S101 - it is written to a folder or to a file
    with whole(target, force=options.force) as file, collecting.seldom():
        return _judged(file_format.writer(documents, file, options, watch), mapped, options)


def _judged(report: LossReport, mapped: Entries, options: ExportOptions) -> LossReport:
    if mapped:
        mapped.extend(report.entries)
        report.entries = mapped
    if options.strict and report.lost:
        raise StrictExportError(report)
    return report


def export_split(
    file_format: Format,
    documents: Documents,
    target: Target,
    options: ExportOptions,
    *,
    split: Split,
    progress: Progress | None = None,
) -> LossReport:
    """Write documents for training, development and test to a folder; see `splitting` for its shape.

    Raises:
        InputError: the format can't be written, or the options don't fit it.
        OutputError: the folder exists or can't be written.
        StrictExportError: with `strict`, if anything would be lost. The target then is as it was before.
    """
    found = assign(documents(), split)
    inner = replace(options, strict=False)
    whole_report = LossReport(format=file_format.name)
    with whole_folder(target, force=options.force) as folder:
        for part in [part for part in PARTS if part in found.values()]:
            place = folder / (part if file_format.is_folder else f"{part}{file_format.extensions[0]}")
            report = export(file_format, of_part(documents(), found, part), place, inner, progress)
            if file_format.is_folder:
                (place / MADE_HERE).unlink()
            whole_report.add(report)
        return _judged(whole_report, Entries(), options)
