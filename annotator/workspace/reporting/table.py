"""A report as a table for spreadsheets: a row for each dispute, in codes, whatever the language."""

from __future__ import annotations

from typing import Final

from annotator.adjudication.report import Case, Statement
from annotator.formats.records import BOM
from annotator.formats.tables.flavours import Flavour
from annotator.workspace.reporting.making import Findings
from annotator.workspace.reporting.wording import one_line

COLUMNS: Final = (
    *("number", "document", "title", "start", "end", "dispute", "standing", "label", "words", "readings"),
    *("verdict", "taken", "gold", "reason", "guideline_gap", "by", "at", "unfinished"),
)
_FLAVOUR: Final = Flavour(name="report", suffix=".csv", delimiter=",", spreadsheet=True)
_BETWEEN: Final = " ¦ "


def csv_of(found: Findings) -> bytes:
    """Return the table with a byte order mark, CR LF, and no cell that a spreadsheet takes for a formula."""
    rows = [[*COLUMNS], *(_row(n, case, found) for n, case in enumerate(found.report.cases, start=1))]
    return BOM + _FLAVOUR.lines(rows).encode()


def _row(number: int, case: Case, found: Findings) -> list[str]:
    decision, place = case.decision, case.place
    readings = (
        f"{', '.join(map(found.name, voice.readers))}: {_BETWEEN.join(map(_said, voice.statements)) or '–'}"
        for voice in case.voices
    )
    row = [
        *(str(number), case.document_id, found.report.titles[case.document_id]),
        *(("", "") if place is None else (str(place.start), str(place.end))),
        *(case.dispute.value, case.standing.value, case.code, one_line(case.words)),
        "; ".join(readings),
    ]
    if decision is None:
        return [*row, *[""] * 7, _people(case, found)]
    return [
        *row,
        decision.verdict.value,
        ", ".join(found.taken(decision)),
        _BETWEEN.join(map(_said, case.gold)),
        decision.reason,
        "yes" if decision.gap else "",
        found.name(decision.by),
        decision.at,
        _people(case, found),
    ]


def _people(case: Case, found: Findings) -> str:
    return ", ".join(map(found.name, case.missing))


def _said(statement: Statement) -> str:
    if statement.document:
        return "; ".join(f"{name}={value}" for name, value in statement.attributes.items())
    words = one_line(statement.words)
    if statement.target is not None:
        words = f"{words} → {one_line(statement.target)}"
    answers = "; ".join(f"{name}={value}" for name, value in statement.attributes.items())
    return f"{statement.code} {words}{f' ({answers})' if answers else ''}"
