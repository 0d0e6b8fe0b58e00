"""Files become documents: reading, without a project and without a window."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.editing.additions import SchemeAdditions
from annotator.editing.change import Change, DocumentChange, SetChange
from annotator.editing.commands import ImportDocuments
from annotator.editing.state import ProjectState
from annotator.errors import AnnotatorError
from annotator.language import Message, msgn
from annotator.model import AnnotatedDocument, LabelScheme
from annotator.progress import Progress
from annotator.text.damage import Damage


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
        added: codes of the labels that joined the scheme.
    """

    documents: int
    sets: int
    spans: int
    relations: int
    known: int
    problems: tuple[AnnotatorError, ...] = ()
    warnings: tuple[Message, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFiles:
    """What files hold, read but not yet in the project.

    Attributes:
        documents: in the order of the files; one may come twice, with other readings.
        scheme: what they were checked against.
        problems: what was left out, with `skip_bad`.
        warnings: what looks odd.
        additions: what joins the project's scheme with them; `scheme` has it already.
    """

    documents: tuple[AnnotatedDocument, ...]
    scheme: LabelScheme
    problems: tuple[AnnotatorError, ...] = ()
    warnings: tuple[Message, ...] = ()
    additions: SchemeAdditions = field(default_factory=SchemeAdditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingChoices:
    """How files are to be read, where they leave it open.

    Attributes:
        format_name: one of the formats; None: as each file shows.
        annotator: whose readings these are; None: as the files say.
        encoding: of plain text; None: as recognised.
        skip_bad: what can't be used becomes a problem; otherwise it refuses all.
        label_map: a map of the scheme by its name, a file, or the map itself as JSON.
        unit: one of `formats.Unit` ("UTF-16 units"), for formats that leave it open.
        mend: damages of plain text to be mended, as in `text.damage.Damage`.
        add_names: labels, attributes and relations that the scheme lacks join it.
        layer: the code of the layer that such labels join; None: the first.
    """

    format_name: str | None = None
    annotator: str | None = None
    encoding: str | None = None
    skip_bad: bool = False
    label_map: str | None = None
    unit: str | None = None
    mend: Collection[str] = ()
    add_names: bool = False
    layer: str | None = None


def read_files(
    paths: Sequence[Path],
    choices: ReadingChoices | None = None,
    *,
    scheme: LabelScheme,
    progress: Progress | None = None,
) -> ParsedFiles:
    """Read files, and those in folders.

    Raises:
        InputError: a file is not what it should be; with `skip_bad` the bad parts become problems.
        Cancelled: through `progress`.
    """
    from annotator import formats
    from annotator.workspace.surveying import files_in

    chosen = choices or ReadingChoices()
    files = files_in(paths, chosen.format_name)
    if chosen.add_names:
        from annotator.workspace.settling import survey_and_settle

        return survey_and_settle(files, chosen, scheme=scheme, progress=progress)
    problems: list[AnnotatorError] = []
    options = formats.ImportOptions(
        scheme=scheme,
        encoding=chosen.encoding,
        annotator=chosen.annotator,
        problems=problems if chosen.skip_bad else None,
        labels=formats.load_map(chosen.label_map, scheme, inward=True) if chosen.label_map else {},
        unit=formats.Unit(chosen.unit) if chosen.unit else None,
        mend=frozenset(Damage(name) for name in chosen.mend),
    )
    watch = progress or Progress()
    documents: list[AnnotatedDocument] = []
    with formats.seldom():
        for path in files:
            file_format = formats.get(chosen.format_name) if chosen.format_name else formats.recognise(path)
            for annotated in file_format.read(path, options):
                documents.append(annotated)
                watch.step()
    return ParsedFiles(
        documents=tuple(documents), scheme=scheme, problems=tuple(problems), warnings=tuple(options.warnings)
    )


def command_of(parsed: ParsedFiles) -> ImportDocuments:
    """Return the command that brings in what has been read, and what joins the scheme for that."""
    return ImportDocuments(documents=parsed.documents, checked=parsed.scheme, additions=parsed.additions)


def carried_over(state: ProjectState, parsed: ParsedFiles) -> int:
    """Return how many documents hold a text that the project has corrected since, and readings of it."""
    return sum(
        1
        for annotated in parsed.documents
        if annotated.sets
        and not state.documents_with_digest(annotated.document.sha256)
        and state.earlier_text(annotated.document.sha256, annotated.document.id or None) is not None
    )


def report_of(parsed: ParsedFiles, changes: Sequence[Change], *, carried: int) -> ImportReport:
    """Return the report on files whose import made these changes; `carried` counts `carried_over`."""
    moved = msgn(
        "The text of a document has been corrected here since its file was written. Its readings have been "
        "carried over to the text of now: look at them.",
        "The texts of {count} documents have been corrected here since their files were written. Their "
        "readings have been carried over to the texts of now: look at them.",
        carried,
    )
    new = sum(1 for change in changes if isinstance(change, DocumentChange))
    sets = [change.after for change in changes if isinstance(change, SetChange) and change.after is not None]
    return ImportReport(
        documents=new,
        sets=len(sets),
        spans=sum(len(one.spans) for one in sets),
        relations=sum(len(one.relations) for one in sets),
        known=len(parsed.documents) - new,
        problems=parsed.problems,
        warnings=(*parsed.warnings, moved) if carried else parsed.warnings,
        added=tuple(label.code for label in parsed.additions.labels) if changes else (),
    )
