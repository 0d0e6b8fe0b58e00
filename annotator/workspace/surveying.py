"""What files hold, looked at before anything comes in.

```
files ── survey_file ──▶ SurveyedFile: format, encoding, damages, documents, problems by line
           (a worker)          │
                               ├─▶ Inventory: which labels, attributes and relations occur, how often
                               └─▶ settle(decisions) ──▶ ParsedFiles ──▶ one command, one step
```
A file is parsed once. Names are taken as they stand in it; what becomes of them is decided afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.errors import AnnotatorError, InputError
from annotator.language import Message
from annotator.model import AnnotatedDocument, LabelScheme
from annotator.progress import Progress
from annotator.text.damage import Damage

if TYPE_CHECKING:  # formats are imported when the first file is looked at, not before the first window
    from annotator.formats.registry import Format
    from annotator.formats.text import Beginning

_BEGINNING: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChoice:
    """How a file is to be read.

    Attributes:
        path: of a file, or of a folder that is one export.
        format_name: one of the formats; None: as the file shows.
        encoding: of plain text; None: as recognised.
        unit: what offsets count ("UTF-16 units") where the format leaves it open; None: as usual for it.
        mend: damages of plain text to be mended.
    """

    path: Path
    format_name: str | None = None
    encoding: str | None = None
    unit: str | None = None
    mend: frozenset[Damage] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document and where it stands.

    Attributes:
        annotated: with the names of its file.
        file: the name of the file.
        line: from 1; None where the file is the document.
    """

    annotated: AnnotatedDocument
    file: str
    line: int | None

    @property
    def beginning(self) -> str:
        """How the text begins, on one line, without characters that can't be seen."""
        from annotator.formats.characters import clean_name

        return clean_name(self.annotated.document.text[:_BEGINNING])


@dataclass(slots=True, kw_only=True)
class Inventory:
    """The names that occur in readings, as they stand in the files, with what they occur with.

    Attributes:
        labels: how many spans each has.
        attributes: attribute → label → how often each value.
        relations: type → how often from which label to which.
    """

    labels: Counter[str] = field(default_factory=Counter)
    attributes: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    relations: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)

    def add(self, annotated: AnnotatedDocument) -> None:
        """Take up the names of one document."""
        for reading in annotated.sets:
            for span in reading.spans.values():
                self.labels[span.label] += 1
                for name, value in span.attributes.items():
                    self.attributes.setdefault(name, {}).setdefault(span.label, Counter())[value] += 1
            for link in reading.relations.values():
                ends = reading.spans[link.source].label, reading.spans[link.target].label
                self.relations.setdefault(link.type, Counter())[ends] += 1

    def join(self, other: Inventory) -> None:
        """Take up all names of another inventory."""
        self.labels.update(other.labels)
        for name, by_label in other.attributes.items():
            for label, values in by_label.items():
                self.attributes.setdefault(name, {}).setdefault(label, Counter()).update(values)
        for kind, ends in other.relations.items():
            self.relations.setdefault(kind, Counter()).update(ends)


def inventory_of(files: Iterable[SurveyedFile]) -> Inventory:
    """Return the names of several files."""
    found = Inventory()
    for file in files:
        found.join(file.inventory)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedFile:
    """What one file seems to be, and what is in it if it is that.

    Attributes:
        choice: how it was read.
        format_name: the format it was read in; None: nothing tells, or it is refused.
        encoding: of plain text; None: it is no plain text, or it has to be chosen.
        beginnings: how plain text begins in each likely encoding.
        damages: of plain text.
        documents: in their order.
        inventory: the names in them.
        problems: what can't come in.
        warnings: what looks odd.
        is_refused: it can't be opened, or is of a kind that is never read, whatever its format is said to be.
    """

    choice: FileChoice
    format_name: str | None
    encoding: str | None = None
    beginnings: tuple[Beginning, ...] = ()
    damages: frozenset[Damage] = frozenset()
    documents: tuple[FoundDocument, ...] = ()
    inventory: Inventory = field(default_factory=Inventory)
    problems: tuple[AnnotatorError, ...] = ()
    warnings: tuple[Message, ...] = ()
    is_refused: bool = False

    @property
    def wants_format(self) -> bool:
        """Whether a person has to say which format it is in."""
        return self.format_name is None and not self.is_refused

    @property
    def wants_encoding(self) -> bool:
        """Whether a person has to say which encoding it is in."""
        return bool(self.beginnings) and self.encoding is None


def survey_file(choice: FileChoice, *, scheme: LabelScheme, progress: Progress | None = None) -> SurveyedFile:
    """Read a file without believing its names. What is wrong with it is part of the answer.

    Raises:
        Cancelled: through `progress`.
    """
    from annotator import formats

    watch = progress or Progress()
    watch.step(0)
    try:
        chosen = formats.get(choice.format_name) if choice.format_name else formats.recognise(choice.path)
        surveyed = _looked_at(choice, chosen)
    except InputError as error:
        refused = not isinstance(error, formats.UnknownFormatError)
        return SurveyedFile(
            choice=choice, format_name=choice.format_name, problems=(error,), is_refused=refused
        )
    problems: list[AnnotatorError] = []
    places: list[tuple[str, int]] = []
    options = formats.ImportOptions(
        scheme=scheme,
        encoding=choice.encoding,
        problems=problems,
        unit=formats.Unit(choice.unit) if choice.unit else None,
        mend=choice.mend,
        as_it_stands=True,
        places=places,
    )
    documents: list[FoundDocument] = []
    inventory = Inventory()
    try:
        for annotated in chosen.read(choice.path, options):
            file, line = places[-1] if places else (choice.path.name, None)
            documents.append(FoundDocument(annotated=annotated, file=file, line=line))
            inventory.add(annotated)
            watch.step()
    except InputError as error:
        problems.append(error)
    return replace(
        surveyed,
        documents=tuple(documents),
        inventory=inventory,
        problems=tuple(problems),
        warnings=tuple(options.warnings),
    )


def _looked_at(choice: FileChoice, chosen: Format) -> SurveyedFile:
    from annotator.formats import html, text

    kind = {"text": text.PLAIN, "html": html.PAGE}.get(chosen.name)
    if kind is None:
        return SurveyedFile(choice=choice, format_name=chosen.name)
    seen = text.look(choice.path, choice.encoding, choice.mend, kind=kind)
    return SurveyedFile(
        choice=choice,
        format_name=chosen.name,
        encoding=seen.encoding,
        beginnings=seen.beginnings,
        damages=seen.damages,
    )


def files_in(paths: Sequence[Path], format_name: str | None = None) -> list[Path]:
    """Return what to read of files and folders, as `annotator.formats.gathering` says.

    Raises:
        InputError: there is no such format, nothing to read in a folder, or a folder is a saved model.
    """
    from annotator.formats import gathering

    return gathering.files_in(paths, format_name)
