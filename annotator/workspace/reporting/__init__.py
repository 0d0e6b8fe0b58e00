"""The report of an adjudication on paper: read from a project, put into words, written as a page or a table.

```
project file ── making ──▶ Findings ── sheet ──▶ blocks of words ── page ──▶ HTML
                               │                      └── ui/pictures/report.py ──▶ PDF
                               └── table ──▶ CSV
```
"""

from annotator.workspace.reporting.making import Findings, findings, read_findings
from annotator.workspace.reporting.page import html_of
from annotator.workspace.reporting.sheet import Block, Card, Grid, Heading, Note, Said, sheet_of
from annotator.workspace.reporting.table import COLUMNS, csv_of
from annotator.workspace.reporting.writing import KINDS, write_report

__all__ = [
    "COLUMNS",
    "KINDS",
    "Block",
    "Card",
    "Findings",
    "Grid",
    "Heading",
    "Note",
    "Said",
    "csv_of",
    "findings",
    "html_of",
    "read_findings",
    "sheet_of",
    "write_report",
]
