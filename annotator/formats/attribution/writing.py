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
    Voice,
    reading_of,
    rows_of,
    voices_of,
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
_HEADS: Final = (
    ("Document", "المستند"),
    ("Reader", "الموسِّم"),
    ("Source", "المصدر"),
    ("Cue", "أداة الإسناد"),
    ("Claim", "الادعاء"),
    ("Answers", "السمات"),
)
_IMPLICIT: Final = {
    "outlet": "الناشر · the outlet itself",
    "last_speaker": "المتحدث السابق · the last speaker",
    "unknown_people": "مجهولون · unknown people",
    "other": "مصدر ضمني · an implicit source",
}
_NO_SOURCE: Final = "بلا مصدر · no source"
_PAGE: Final = """<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>من قال ماذا · Who said what</title>
<style>
body {{ font: 18px/1.8 Amiri, "Noto Naskh Arabic", serif; margin: 2rem; color: #1d1a14; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-top: 1px solid #bbb; padding: .3rem .8rem; text-align: start; vertical-align: top; }}
tr.voice td {{ border-top: 1px dotted #bbb; }}
td.words {{ width: 45%; }}
td.quiet, td.answers {{ color: #5c564a; font-family: sans-serif; font-size: .75em; }}
th {{ font-family: sans-serif; font-size: .8em; }}
thead {{ display: table-header-group; }}
tbody {{ break-inside: avoid; }}
@page {{ margin: 15mm; }}
@media print {{ body {{ margin: 0; font-size: 12pt; }} }}
</style></head>
<body><table>
<thead><tr>{heads}</tr></thead>
"""
_END: Final = "</table></body></html>\n"


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
    heads = "".join(f"<th>{arabic} · {english}</th>" for english, arabic in _HEADS)
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
    return "".join(_card(dict(zip(COLUMNS, row, strict=True))) for row in rows)


def _card(cells: dict[str, str]) -> str:
    """Return a body of the table: a line for each voice, beside the claim that all of them speak of."""
    voices = voices_of(cells)
    hidden = "".join(
        f' data-{name.replace("_", "-")}="{html.escape(value)}"' for name, value in cells.items()
    )
    span = f' rowspan="{len(voices)}"'
    lines = [f"<tbody{hidden}>\n"]
    for place, voice in enumerate(voices):
        said = [_source_cell(voice, cells), _cell(voice.cue)]
        if place == 0:
            before = [_cell(cells["title"], span), _cell(cells["reader"], span)]
            after = [
                _cell(cells["words"], f'{span} class="words"'),
                _cell(cells["answers"], f'{span} class="answers"'),
            ]
            lines.append(f"<tr>{''.join((*before, *said, *after))}</tr>\n")
        else:
            lines.append(f'<tr class="voice">{"".join(said)}</tr>\n')
    return "".join((*lines, "</tbody>\n"))


def _source_cell(voice: Voice, cells: dict[str, str]) -> str:
    if voice.source or cells["sources"]:
        return _cell(voice.source)
    answers = dict(answer.partition("=")[::2] for answer in cells["answers"].split("; "))
    implicit = answers.get("implicit_source", "")
    return _cell(_IMPLICIT.get(implicit, implicit) or _NO_SOURCE, ' class="quiet"')


def _cell(words: str, more: str = "") -> str:
    return f'<td dir="auto"{more}>{html.escape(words)}</td>'


def _html_rows(lines: str) -> list[Row]:
    parser = _Rows()
    parser.feed(lines)
    return parser.rows


class _Rows(HTMLParser):
    """Takes a row from what each body of the table carries besides what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up a row."""
        if tag == "tbody":
            names = ((name.removeprefix("data-").replace("-", "_"), value) for name, value in attrs)
            cells = {name: value or "" for name, value in names}
            self.rows.append([cells[name] for name in COLUMNS])
