"""Writes the table as CSV or as a page, and reads it back."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from io import StringIO
from typing import BinaryIO, Final

from annotator.formats import records
from annotator.formats.attribution.rows import (
    ATTRIBUTION,
    CAPABILITIES,
    COLUMNS,
    CONTENT,
    CUE,
    SIGNAL,
    SOURCE,
    Row,
    reading_of,
    rows_of,
)
from annotator.formats.comparing import Misfit
from annotator.formats.loss import LossKind, LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.shapes import DocumentShape, SetShape, SpanShape
from annotator.formats.tables.flavours import Flavour
from annotator.language import msg
from annotator.model import AnnotatedDocument
from annotator.progress import Progress

CSV_NAME: Final = "attribution"
HTML_NAME: Final = "attribution-html"
_NOT_PART: Final = msg(
    "it is no claim or quotation, nor a source or cue of one, and the table holds no others"
)
_VIEW: Final = msg(
    "The table is a view: it holds claims and quotations with their sources and cues, no texts."
)
_FLAVOUR: Final = Flavour(name=CSV_NAME, suffix=".csv", delimiter=",", spreadsheet=True)
_HEADS: Final = {
    "title": ("Document", "المستند"),
    "reader": ("Reader", "الموسِّم"),
    "words": ("Claim", "الادعاء"),
    "sources": ("Source", "المصدر"),
    "cues": ("Cue", "أداة الإسناد"),
    "answers": ("Answers", "السمات"),
}
_PAGE: Final = """<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>من قال ماذا · Who said what</title>
<style>
body {{ font: 18px/1.8 Amiri, "Noto Naskh Arabic", serif; margin: 2rem; }}
table {{ border-collapse: collapse; }}
th, td {{ border-bottom: 1px solid #bbb; padding: .3rem .8rem; text-align: start; vertical-align: top; }}
th {{ font-family: sans-serif; font-size: .8em; }}
</style></head>
<body><table>
<thead><tr>{heads}</tr></thead>
<tbody>
"""
_END: Final = "</tbody></table></body></html>\n"


def write_csv(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write the table as spreadsheets want it."""
    before = records.BOM + _FLAVOUR.lines([list(COLUMNS)]).encode()
    return _write(documents, file, options, progress, (CSV_NAME, before, b"", _csv_lines, _csv_rows))


def write_html(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write the table as a page that needs nothing but itself."""
    heads = "".join(f"<th>{arabic} · {english}</th>" for english, arabic in _HEADS.values())
    before = _PAGE.format(heads=heads).encode()
    return _write(
        documents, file, options, progress, (HTML_NAME, before, _END.encode(), _html_lines, _html_rows)
    )


_Way = tuple[str, bytes, bytes, Callable[[list[Row]], str], Callable[[str], list[Row]]]


def _write(
    documents: Iterable[AnnotatedDocument],
    file: BinaryIO,
    options: ExportOptions,
    progress: Progress,
    way: _Way,
) -> LossReport:
    name, before, after, lines, rows = way
    syntax = records.Syntax(
        name=name,
        capabilities=CAPABILITIES,
        encode=lambda shape: records.Encoded(data=lines(rows_of(shape)).encode(), misfits=_outside(shape)),
        decode=lambda data, text: reading_of(rows(data.decode()), text),
        before=before,
        after=after,
        notes=(_VIEW,),
    )
    return records.write(documents, file, options, progress, syntax)


def _outside(shape: DocumentShape) -> dict[str, Misfit]:
    return {
        str(span.id): Misfit(LossKind.LEFT_OUT, _NOT_PART)
        for reading in shape.sets
        for span in reading.spans
        if not _inside(reading, span)
    }


def _inside(reading: SetShape, span: SpanShape) -> bool:
    if span.label in CONTENT:
        return True
    kind = {SOURCE: ATTRIBUTION, CUE: SIGNAL}.get(span.label)
    contents = {other.id for other in reading.spans if other.label in CONTENT}
    return any(
        link.source == span.id and link.type == kind and link.target in contents for link in reading.relations
    )


def _csv_lines(rows: list[Row]) -> str:
    return _FLAVOUR.lines(rows)


def _csv_rows(lines: str) -> list[Row]:
    return [row for _, row in _FLAVOUR.rows(StringIO(lines, newline=""))]


def _html_lines(rows: list[Row]) -> str:
    out = []
    for row in rows:
        cells = dict(zip(COLUMNS, row, strict=True))
        hidden = "".join(
            f' data-{name.replace("_", "-")}="{html.escape(value)}"'
            for name, value in cells.items()
            if name not in _HEADS
        )
        shown = "".join(f'<td dir="auto">{html.escape(cells[name])}</td>' for name in _HEADS)
        out.append(f"<tr{hidden}>{shown}</tr>\n")
    return "".join(out)


def _html_rows(lines: str) -> list[Row]:
    parser = _Rows()
    parser.feed(lines)
    return parser.rows


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._cells: dict[str, str] = {}
        self._shown: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up a row's hidden cells, or begin a shown one."""
        if tag == "tr":
            names = ((name.removeprefix("data-").replace("-", "_"), value) for name, value in attrs)
            self._cells = {name: value or "" for name, value in names}
            self._shown = []
        elif tag == "td":
            self._shown.append("")

    def handle_data(self, data: str) -> None:
        """Take up the words of a cell."""
        if self._shown:
            self._shown[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """End a row."""
        if tag == "tr":
            cells = self._cells | dict(zip(_HEADS, (cell.rstrip("\n") for cell in self._shown), strict=True))
            self.rows.append([cells[name] for name in COLUMNS])
