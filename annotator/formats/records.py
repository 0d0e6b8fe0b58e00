"""Documents in and out as records: what almost every format needs besides its own syntax.

```
in     bytes ── the format ──▶ DocumentShape ── Builder: checks ──▶ AnnotatedDocument
out    AnnotatedDocument ── shaped ──▶ DocumentShape ── the format ──▶ bytes ──▶ read back, compared, reported
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from annotator.errors import InputError
from annotator.formats import characters, streams
from annotator.formats.building import Builder
from annotator.formats.capabilities import Capabilities
from annotator.formats.comparing import Misfit, Outgoing, compare, outgoing, unread
from annotator.formats.faults import Fault, LineFaults
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.reading import opened
from annotator.formats.scope import Scope
from annotator.formats.shapes import DocumentShape
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

BOM: Final = b"\xef\xbb\xbf"

Making = Callable[[], DocumentShape]


def read_shapes(
    name: str,
    options: ImportOptions,
    found: Iterable[tuple[int, Making]],
    *,
    builder: Builder | None = None,
    faults: LineFaults | None = None,
) -> Iterator[AnnotatedDocument]:
    """Yield the documents that a reader found, each checked.

    Args:
        name: of the file, for messages.
        options: see there.
        found: for each document its line (from 1) and what makes its shape; that may raise a `Fault`.
        faults: where `found` notes bad lines by itself.
        builder: of the other files of the same folder, which must not use an id for another text.

    Raises:
        InputError: something is wrong; the message names every bad line.
    """
    faults = faults or LineFaults(name, options.problems)
    builder = builder or Builder(options)
    empty = True
    for number, make in found:
        empty = False
        try:
            annotated = builder.build(make())
        except Fault as fault:
            faults.add(number, fault)
            continue
        if not faults.refused:
            options.warnings.extend(
                msg("{file}, line {line}: {what}", file=name, line=number, what=warning)
                for warning in characters.warnings(annotated.document.text)
            )
            if options.places is not None:
                options.places.append((name, number))
            yield annotated
    if empty:
        raise InputError(msg("{file} is empty: there is no document in it.", file=name), code="E_EMPTY")
    faults.finish()


def read_lines(
    path: Path, options: ImportOptions, make: Callable[[bytes], DocumentShape]
) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a file with one document a line; `make` is handed a line of valid UTF-8.

    Raises:
        InputError: as in `read_shapes`.
    """
    with opened(path) as file:
        yield from read_shapes(path.name, options, _made(file, make))


def _made(file: BinaryIO, make: Callable[[bytes], DocumentShape]) -> Iterator[tuple[int, Making]]:
    for number, place, line in lines(file):
        if line.strip():

            def making(line: bytes = line, place: int = place) -> DocumentShape:
                refuse_bad_utf8(line, place)
                return make(line)

            yield number, making


def lines(file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Yield the number (from 1), the place (in bytes) and the bytes of each line. Only LF ends a line."""
    place = 0
    for number, line in enumerate(file, start=1):
        mark = len(BOM) if number == 1 and line.startswith(BOM) else 0
        yield number, place + mark, line[mark:].removesuffix(b"\n")
        place += len(line)


def refuse_bad_utf8(line: bytes, place: int) -> None:
    """Refuse bytes that are not UTF-8; `place` is where they begin in the file.

    Raises:
        Fault: it names the first bad byte.
    """
    try:
        line.decode()
    except UnicodeDecodeError as error:
        raise Fault(
            msg("byte {place} of the file is not UTF-8, which it has to be.", place=place + error.start),
            "E_ENCODING",
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """One document as it will stand in the file.

    Attributes:
        data: its bytes.
        misfits: why a span or a relation won't come back as it is, by its id. The report trusts this for the
            reasons only.
    """

    data: bytes
    misfits: Mapping[str, Misfit] = field(default_factory=dict)


def as_it_is(_: DocumentShape) -> Encoded:
    """Return that nothing of a document needs explaining: for formats that hold all they are handed."""
    return Encoded(data=b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSyntax:
    """How one format writes a document, where it is files in a folder, which it reads back by itself.

    Attributes:
        name: of the format.
        capabilities: what may come back; what can't is reported as having no place.
        encode: writes one document, as far as it is one stretch of bytes; the text's offsets are code points.
        notes: what the report says about every file of the format.
        either_way: the codes of relation types of which the file does not tell one end from the other, since
            the two mean the same.
    """

    name: str
    capabilities: Capabilities
    encode: Callable[[DocumentShape], Encoded] = as_it_is
    notes: tuple[Message, ...] = ()
    either_way: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax(FolderSyntax):
    """How one format writes a document to a file of many, and reads it back.

    Attributes:
        decode: reads it back, knowing nothing of how it was written but the document's text, which a
            format without texts needs to find its tokens.
        between: bytes between two documents.
        before: bytes at the beginning of the file.
        after: bytes at its end.
    """

    decode: Callable[[bytes, str], DocumentShape]
    between: bytes = b""
    before: bytes = b""
    after: bytes = b""


def write(
    documents: Iterable[AnnotatedDocument],
    file: BinaryIO,
    options: ExportOptions,
    progress: Progress,
    syntax: Syntax,
) -> LossReport:
    """Write documents to one file, and compare what the file gives back."""
    file.write(syntax.before)
    report = LossReport(format=syntax.name, notes=list(syntax.notes))
    streams.write(documents, file, _FileCodec(options, syntax), report, progress)
    file.seek(0, 2)
    file.write(syntax.after)
    return report


Plan = tuple[Outgoing, Encoded]
"""What is written of a document."""


class Codec:
    """One document after the other: what is written of it, and what is said of what came back."""

    def __init__(self, options: ExportOptions, syntax: FolderSyntax) -> None:
        self._scope = Scope(options)
        self._syntax = syntax

    def plan(self, annotated: AnnotatedDocument) -> Plan | None:
        """Return what is written of a document; None if nobody has read it."""
        out = outgoing(annotated, self._scope, self._syntax.name, self._syntax.capabilities)
        return None if out is None else (out, self._syntax.encode(out.shape))

    def compare(
        self,
        annotated: AnnotatedDocument,
        plan: Plan | None,
        back: DocumentShape | None,
        report: LossReport,
    ) -> None:
        """Report what was decoded differently from what was to be written."""
        if plan is None or back is None:
            unread(annotated, report)
            return
        out, encoded = plan
        compare(
            annotated,
            out,
            back,
            misfits=encoded.misfits,
            capabilities=self._syntax.capabilities,
            report=report,
            either_way=self._syntax.either_way,
        )
        for reading in annotated.sets:
            self._scope.report_rest(annotated, reading, report)


class _FileCodec(Codec):
    """The same for `streams.write`."""

    def __init__(self, options: ExportOptions, syntax: Syntax) -> None:
        super().__init__(options, syntax)
        self._between, self._decode = syntax.between, syntax.decode
        self._begun = False

    def encode(self, annotated: AnnotatedDocument) -> tuple[bytes, Plan | None]:
        """Return the bytes of a document; none if nobody has read it."""
        plan = self.plan(annotated)
        if plan is None:
            return b"", None
        between = self._between if self._begun else b""
        self._begun = True
        return between + plan[1].data, plan

    def verify(
        self, annotated: AnnotatedDocument, data: bytes, plan: Plan | None, report: LossReport
    ) -> None:
        """Decode what the file holds and report what it does not give back exactly."""
        back = None
        if plan is not None:
            back = self._decode(data.removeprefix(self._between), annotated.document.text)
        self.compare(annotated, plan, back, report)
