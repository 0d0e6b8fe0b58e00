"""Files become documents: reading, without a project and without a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.editing.change import Change, DocumentChange, SetChange
from annotator.errors import AnnotatorError
from annotator.language import Message
from annotator.model import AnnotatedDocument, LabelScheme
from annotator.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What came in.

    Attributes:
        documents: new documents.
        sets: new readings.
        spans: in those readings.
        relations: in those readings.
        known: documents of the files that the project had already.
        problems: what was left out, with `skip_bad`.
        warnings: what came in and looks odd.
    """

    documents: int
    sets: int
    spans: int
    relations: int
    known: int
    problems: tuple[AnnotatorError, ...] = ()
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFiles:
    """What files hold, read but not yet in the project.

    Attributes:
        documents: in the order of the files; one may come twice, with other readings.
        scheme: what they were checked against.
        problems: what was left out, with `skip_bad`.
        warnings: what looks odd.
    """

    documents: tuple[AnnotatedDocument, ...]
    scheme: LabelScheme
    problems: tuple[AnnotatorError, ...] = ()
    warnings: tuple[Message, ...] = ()


def read_files(
    paths: Sequence[Path],
    *,
    scheme: LabelScheme,
    format_name: str | None = None,
    annotator: str | None = None,
    encoding: str | None = None,
    skip_bad: bool = False,
    label_map: str | None = None,
    unit: str | None = None,
    progress: Progress | None = None,
) -> ParsedFiles:
    """Read files of one format, or of the format that each shows by itself.

    `label_map` names a map of the scheme or a file, `unit` is one of `formats.Unit` ("UTF-16 units").

    Raises:
        InputError: a file is not what it should be; with `skip_bad` the bad parts become problems.
        Cancelled: through `progress`.
    """
    from annotator import formats

    problems: list[AnnotatorError] = []
    options = formats.ImportOptions(
        scheme=scheme,
        encoding=encoding,
        annotator=annotator,
        problems=problems if skip_bad else None,
        labels=formats.load_map(label_map, scheme, inward=True) if label_map else {},
        unit=formats.Unit(unit) if unit else None,
    )
    watch = progress or Progress()
    documents: list[AnnotatedDocument] = []
    for path in paths:
        file_format = formats.get(format_name) if format_name else formats.recognise(path)
        for annotated in file_format.read(path, options):
            documents.append(annotated)
            watch.step()
    return ParsedFiles(
        documents=tuple(documents), scheme=scheme, problems=tuple(problems), warnings=tuple(options.warnings)
    )


def report_of(parsed: ParsedFiles, changes: Sequence[Change]) -> ImportReport:
    """Return the report on files whose import made these changes."""
    new = sum(1 for change in changes if isinstance(change, DocumentChange))
    sets = [change.after for change in changes if isinstance(change, SetChange) and change.after is not None]
    return ImportReport(
        documents=new,
        sets=len(sets),
        spans=sum(len(one.spans) for one in sets),
        relations=sum(len(one.relations) for one in sets),
        known=len(parsed.documents) - new,
        problems=parsed.problems,
        warnings=parsed.warnings,
    )
