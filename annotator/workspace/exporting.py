"""Documents go out: which readings, to which format, from a project file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from annotator.errors import AnnotatorError
from annotator.language import msg
from annotator.model import AnnotatedDocument
from annotator.progress import Progress
from annotator.store.repository import Repository
from annotator.workspace.lacking import Golden, refuse_where_none
from annotator.workspace.outward import outward, reader_names
from annotator.workspace.selection import Readings, Selection

if TYPE_CHECKING:  # formats are imported when the first file goes out, not before the first window
    from annotator.formats import Loss as Loss  # noqa: PLC0414 - the window has it from here
    from annotator.formats import LossReport as LossReport  # noqa: PLC0414


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
        pseudonyms: people are called by letters.
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
    pseudonyms: bool = False


def export_project(path: Path, request: ExportRequest, *, progress: Progress | None = None) -> LossReport:
    """Export a project file that this thread opens for itself, as a worker beside a window must.

    Raises:
        AnnotatorError: the project can't be read, there is no chosen reading, or the export would lose
            something and may not.
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
    from annotator.adjudication.clusters import clusters

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
    refuse_where_none(repository, selection)
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
        readers=(
            reader_names(repository, selection, pseudonyms=request.pseudonyms)
            if file_format.compares
            else None
        ),
        align=clusters,
        unfinished=selection.states is not None,
    )
    golden = Golden() if selection.readings is Readings.GOLD else None

    def documents() -> Iterable[AnnotatedDocument]:
        found = outward(repository, selection, pseudonyms=request.pseudonyms)
        return found if golden is None else golden.of(found)

    if request.split is not None:
        split = formats.parse_split(request.split, request.seed)
        report = formats.export_split(
            file_format, documents, request.target, options, split=split, progress=progress
        )
    else:
        report = formats.export(file_format, documents(), request.target, options, progress or Progress())
    if golden is not None:
        golden.tell(report)
    return report
