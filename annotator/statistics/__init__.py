"""Numbers about readings: what was labelled, how densely, how deep, by whom, when, and who said it.

Everything is counted in bins (`bins.py`): the same function that counts a bin finds its spans again, so that
a bar and the list behind it can't disagree. Partial counts can be added, and so can the work of consecutive
stretches of the history.
"""

from annotator.statistics.bins import Bin, Kind, bins
from annotator.statistics.cells import Cells, Column, Row, Table
from annotator.statistics.counts import Counts, Reader, ReadingLine
from annotator.statistics.numbers import Numbers
from annotator.statistics.picking import Pick, PickedSpan, picked
from annotator.statistics.tables import TABLES, table, title_of
from annotator.statistics.wording import csv_of, plain_of, shown
from annotator.statistics.work import LONGEST_PAUSE, Work

__all__ = [
    "LONGEST_PAUSE",
    "TABLES",
    "Bin",
    "Cells",
    "Column",
    "Counts",
    "Kind",
    "Numbers",
    "Pick",
    "PickedSpan",
    "Reader",
    "ReadingLine",
    "Row",
    "Table",
    "Work",
    "bins",
    "csv_of",
    "picked",
    "plain_of",
    "shown",
    "table",
    "title_of",
]
