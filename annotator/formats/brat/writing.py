"""Writes a folder of `.txt` and `.ann`, with the configuration that brat needs to show them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from annotator.formats import folders, records
from annotator.formats.brat.reading import CAPABILITIES, CONTINUES, FLAG, NAME, NOTE, parse
from annotator.formats.comparing import Misfit
from annotator.formats.loss import LossKind, LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.scope import chosen_layers
from annotator.formats.shapes import DocumentShape, SetShape, SpanShape
from annotator.language import msg
from annotator.model import AnnotatedDocument, LabelScheme
from annotator.progress import Progress

_CONFIG: Final = "annotation.conf"
_BREAKS: Final = "\r\n"
_LINE_ENDS: Final = re.compile("[\r\n]+")
_NOT_IN_NOTES: Final = re.compile("[\t\r\n]")
_LINE_END_AT_EDGE: Final = msg("a line end lies at its edge, and brat has none inside a fragment")
_LINE_ENDS_ONLY: Final = msg("it covers line ends only, and brat has none inside a fragment")
_NEVER_HELD: Final = msg(
    "The format holds no titles, no names of readers and no state of work; "
    "a document's id is the name of its files."
)


def write(
    documents: Iterable[AnnotatedDocument], folder: Path, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with one reading each: two files for each document."""
    (folder / _CONFIG).write_text(_configuration(options.scheme, chosen_layers(options)), encoding="utf-8")
    names = folders.Names()
    syntax = records.FolderSyntax(name=NAME, capabilities=CAPABILITIES, encode=_encode, notes=(_NEVER_HELD,))

    def put(shape: DocumentShape, encoded: records.Encoded) -> DocumentShape:
        lines = folder / f"{names.name(shape.id)}.ann"
        lines.with_suffix(".txt").write_bytes(shape.text.encode())
        lines.write_bytes(encoded.data)
        text = lines.with_suffix(".txt").read_bytes().decode()
        return DocumentShape(text=text, sets=[parse(lines.read_bytes().decode(), text)])

    return folders.write(documents, options, progress, syntax, put=put)


def _encode(shape: DocumentShape) -> records.Encoded:
    (reading,) = shape.sets
    misfits: dict[str, Misfit] = {}
    for span in reading.spans:
        start, end = _trimmed(span, shape.text)
        if start >= end:
            misfits[str(span.id)] = Misfit(LossKind.LEFT_OUT, _LINE_ENDS_ONLY)
        elif (start, end) != (span.start, span.end):
            misfits[str(span.id)] = Misfit(LossKind.TRIMMED, _LINE_END_AT_EDGE, (start, end))
    left_out = {key for key, misfit in misfits.items() if misfit.written is None}
    return records.Encoded(data=_lines(shape, left_out).encode(), misfits=misfits)


def _trimmed(span: SpanShape, text: str) -> tuple[int, int]:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_BREAKS))
    return start, span.end - len(words) + len(words.rstrip(_BREAKS))


def _lines(shape: DocumentShape, left_out: set[str]) -> str:
    (reading,) = shape.sets
    chains = _chains(reading, shape.text)
    inside = {part.id for chain in chains.values() for part in chain[1:]}
    names: dict[object, str] = {}
    out: list[str] = []
    notes: list[str] = []
    answers: list[str] = []
    for span in reading.spans:
        if span.id in inside or span.id in left_out:
            continue
        name = names[span.id] = f"T{len(names) + 1}"
        out.append(_span_line(name, chains.get(str(span.id), [span]), shape.text))
        answers += (f"{key} {name} {value}" for key, value in span.attributes.items())
        if span.comment is not None:
            # A note is one line: the report names a comment whose line ends are gone.
            notes.append(f"{NOTE} {name}\t{_NOT_IN_NOTES.sub(' ', span.comment)}")
        if span.flagged:
            notes.append(f"{FLAG} {name}\t")
    links = [link for link in reading.relations if link.source in names and link.target in names]
    for number, link in enumerate(links, start=1):
        out.append(f"R{number}\t{link.type} Arg1:{names[link.source]} Arg2:{names[link.target]}\n")
        answers += (f"{key} R{number} {value}" for key, value in link.attributes.items())
    out += (f"A{number}\t{answer}\n" for number, answer in enumerate(answers, start=1))
    out += (f"#{number}\t{note}\n" for number, note in enumerate(notes, start=1))
    return "".join(out)


def _span_line(name: str, parts: list[SpanShape], text: str) -> str:
    fragments = [fragment for part in parts for fragment in _fragments(*_trimmed(part, text), text)]
    places = ";".join(f"{start} {end}" for start, end in fragments)
    words = " ".join(text[start:end] for start, end in fragments)
    return f"{name}\t{parts[0].label} {places}\t{words}\n"


def _fragments(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a range between line ends; it neither begins nor ends with one."""
    for match in _LINE_ENDS.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _chains(reading: SetShape, text: str) -> dict[str, list[SpanShape]]:
    """Return, by the id of their first part, the spans that can be written as fragments of one.

    A later part must say nothing of its own: it continues the one part before it, lies behind it, has the
    same label and answers, no comment and no other relation. Otherwise it stays a span with a relation.
    """
    spans = {str(span.id): span for span in reading.spans}
    ties = Counter(end for link in reading.relations for end in (link.source, link.target))
    onwards = Counter(link.target for link in reading.relations if link.type == CONTINUES)
    after: dict[str, str] = {}
    for link in reading.relations:
        # Nothing ties a mere part but this link and one from the part behind it.
        lone = ties[link.source] == 1 + onwards[link.source] and onwards[link.target] == 1
        tie = link.type == CONTINUES and lone and not link.attributes
        if tie and _mere_part(spans[link.source], spans[link.target], text):
            after[link.target] = link.source
    chains: dict[str, list[SpanShape]] = {}
    for first in after.keys() - after.values():
        chains[first] = [spans[first]]
        part = first
        while part in after:
            part = after[part]
            chains[first].append(spans[part])
    return chains


def _mere_part(later: SpanShape, earlier: SpanShape, text: str) -> bool:
    gap = text[earlier.end : later.start]
    return (
        later.label == earlier.label
        and earlier.end < later.start
        and bool(gap.strip("\r\n"))
        and later.attributes == earlier.attributes
        and later.comment is None
        and not later.flagged
        and "\n" not in (text[later.start], text[later.end - 1], text[earlier.start], text[earlier.end - 1])
    )


def _configuration(scheme: LabelScheme, layers: tuple[str, ...] | None) -> str:
    labels = [label for label in scheme.labels if layers is None or label.layer in layers]
    codes = {label.code for label in labels}
    lines = ["[entities]", *(label.code for label in labels), "", "[relations]", ""]
    for kind in scheme.relation_types:
        source, target = (sorted(ends & codes) for ends in (kind.domain, kind.range))
        if source and target:
            lines.append(f"{kind.code}\tArg1:{'|'.join(source)}, Arg2:{'|'.join(target)}")
    lines += ["", "[events]", "", "[attributes]", ""]
    asked: dict[str, tuple[list[str], dict[str, None]]] = {}
    for label in labels:
        for attribute in label.attributes:
            owners, values = asked.setdefault(attribute.name, ([], {}))
            owners.append(label.code)
            values.update(dict.fromkeys(value.value for value in attribute.values))
    lines += (
        f"{name}\tArg:{'|'.join(owners)}" + (f", Value:{'|'.join(values)}" if values else "")
        for name, (owners, values) in asked.items()
    )
    return "\n".join(lines) + "\n"
