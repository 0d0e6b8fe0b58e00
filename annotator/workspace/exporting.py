"""Documents go out: which readings, to which format, from a project file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from annotator.errors import AnnotatorError
from annotator.language import msg
from annotator.model import AnnotatedDocument, AnnotationSet, Owner, State
from annotator.progress import Progress
from annotator.store.repository import Repository

if TYPE_CHECKING:  # formats are imported when the first file goes out, not before the first window
    from annotator.formats import Loss as Loss  # noqa: PLC0414 - the window has it from here
    from annotator.formats import LossReport as LossReport  # noqa: PLC0414


class Readings(StrEnum):
    """Which readings an export takes. Usual: all that the format can hold, or the only one."""

    USUAL = "usual"
    ONE = "one"
    ANNOTATOR = "annotator"
    GOLD = "gold"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The readings an export takes: the only one of each document, one person's, gold, or all.

    Attributes:
        readings: which.
        annotator: the person's name, with `Readings.ANNOTATOR`.
        states: only readings that are so far; None: all.
    """

    readings: Readings = Readings.ONE
    annotator: str | None = None
    states: tuple[State, ...] | None = None

    def of(self, documents: Iterable[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Yield the documents with the chosen readings only. A document without one keeps its text.

        Raises:
            AnnotatorError: one reading is wanted and a document has several.
        """
        for annotated in documents:
            yield replace(annotated, sets=self._chosen(annotated))

    def _chosen(self, annotated: AnnotatedDocument) -> tuple[AnnotationSet, ...]:
        wanted: dict[Readings, Callable[[AnnotationSet], bool]] = {
            Readings.USUAL: lambda _: True,
            Readings.ALL: lambda _: True,
            Readings.ONE: lambda _: True,
            Readings.GOLD: lambda s: s.owner is Owner.GOLD,
            Readings.ANNOTATOR: lambda s: s.annotator is not None and s.annotator.name == self.annotator,
        }
        chosen = tuple(
            s
            for s in annotated.sets
            if wanted[self.readings](s) and (self.states is None or s.state in self.states)
        )
        if self.readings is Readings.ONE and len(chosen) > 1:
            raise AnnotatorError(
                msg(
                    "“{document}” has {count} readings, and this export takes one. "
                    "Choose with --annotator NAME or --gold.",
                    document=annotated.document.title,
                    count=len(chosen),
                ),
                code="E_READINGS",
            )
        return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What a person asks of an export.

    Attributes:
        target: where to, or "-" for the standard output.
        format_name: one of `formats.all_formats()`.
        selection: which readings.
        layers: codes of the layers, the more important first; None: what the format usually holds.
        labels: codes of the labels, of those layers; None: all of theirs.
        tokens: "expand", "clitic", "split" or "reject", for formats of tokens.
        strict: any loss is an error, and nothing is written.
        force: what is there already may be replaced.
        label_map: a map of the scheme by its name, or a file; None: labels go out as they are.
        unit: "code points" or "UTF-16 units", for formats that leave it to their user.
        split: shares of training, development and test such as "80,10,10"; None: one target.
        seed: draws the documents of each part.
    """

    target: Path | Literal["-"]
    format_name: str
    selection: Selection = field(default_factory=lambda: Selection(readings=Readings.USUAL))
    layers: tuple[str, ...] | None = None
    labels: tuple[str, ...] | None = None
    tokens: str = "expand"
    strict: bool = False
    force: bool = False
    label_map: str | None = None
    unit: str | None = None
    split: str | None = None
    seed: int = 0


def export_project(path: Path, request: ExportRequest, *, progress: Progress | None = None) -> LossReport:
    """Export a project file that this thread opens for itself, as a worker beside a window must.

    Raises:
        AnnotatorError: the project can't be read, or the export would lose something and may not.
    """
    with closing(Repository.look(path)) as repository:
        return export(repository, request, progress=progress)


def preview_export(path: Path, request: ExportRequest, *, progress: Progress | None = None) -> LossReport:
    """Write to a temporary place, read back, throw it away, and return what would be lost.

    Raises:
        AnnotatorError: the project can't be read, or can't be exported in this way.
    """
    with tempfile.TemporaryDirectory(prefix="hashiya-") as place:
        aside = replace(request, target=Path(place) / "preview", strict=False)
        return export_project(path, aside, progress=progress)


def export(repository: Repository, request: ExportRequest, *, progress: Progress | None = None) -> LossReport:
    """Export from an open file; see `export_project`."""
    from annotator import formats

    file_format = formats.get(request.format_name)
    several = file_format.capabilities.several_sets
    selection = request.selection
    if selection.readings is Readings.USUAL:
        selection = replace(selection, readings=Readings.ALL if several else Readings.ONE)
    if selection.readings is Readings.ALL and not several:
        raise AnnotatorError(
            msg(
                "{format} holds one reading of a document. Choose it with --annotator NAME or --gold.",
                format=file_format.name,
            ),
            code="E_READINGS",
        )
    scheme = repository.scheme()
    options = formats.ExportOptions(
        scheme=scheme,
        layers=request.layers,
        only=request.labels,
        tokens=formats.TokenPolicy(request.tokens),
        strict=request.strict,
        force=request.force,
        labels=formats.load_map(request.label_map, scheme, inward=False) if request.label_map else {},
        unit=formats.Unit(request.unit) if request.unit else None,
    )
    if request.split is not None:
        split = formats.parse_split(request.split, request.seed)
        return formats.export_split(
            file_format,
            lambda: selection.of(repository.annotated()),
            request.target,
            options,
            split=split,
            progress=progress,
        )
    documents = selection.of(repository.annotated())
    return formats.export(file_format, documents, request.target, options, progress or Progress())
