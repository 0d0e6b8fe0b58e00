"""The spans of one reading as rows, sorted and filtered, kept up to date change by change.

Rows stand in one sorted list of keys, so that an edit finds its row by bisection: with 50,000 spans an
edit moves one row and touches no other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator import language
from annotator.editing.change import Change, RelationChange, SpanChange
from annotator.language import tr, trn
from annotator.model import AnnotationSet, Label, LabelScheme, SpanAnnotation
from annotator.text.folding import fold
from ui.panels.wording import in_one_line

ANNOTATION: Final = Qt.ItemDataRole.UserRole
"""The role of the whole span annotation."""

_NOWHERE: Final = QModelIndex()
_MANY: Final = 500
"""From so many changes on, sorting anew is quicker than moving rows one by one."""

_Key = tuple[Any, ...]


class Column(IntEnum):
    """What a row says."""

    LABEL = 0
    WORDS = 1
    SPAN = 2
    MISSING = 3
    LINKS = 4


class SpansModel(QAbstractTableModel):
    """Spans as rows. `sort` and `set_filter` are the table's; `apply` follows the edits."""

    def __init__(self) -> None:
        super().__init__()
        self._scheme: LabelScheme | None = None
        self._set_id: str | None = None
        self._spans: dict[str, SpanAnnotation] = {}
        self._links: Counter[str] = Counter()
        self._keys: dict[str, _Key] = {}  # of the rows shown
        self._sorted: list[_Key] = []
        self._places: dict[str, int] = {}  # label code → place in the scheme
        self._required: dict[str, tuple[str, ...]] = {}  # label code → names of required attributes
        self._column = Column.SPAN
        self._descending = False
        self._accepted: Collection[str] | None = None

    @property
    def total(self) -> int:
        """How many spans there are, shown or not."""
        return len(self._spans)

    def show(self, readings: AnnotationSet | None, scheme: LabelScheme) -> None:
        """Show the spans of this set, or none."""
        self.beginResetModel()
        self._scheme = scheme
        self._places = {label.code: place for place, label in enumerate(scheme.labels)}
        self._required = {
            label.code: tuple(a.name for a in label.attributes if a.required) for label in scheme.labels
        }
        self._set_id = None if readings is None else readings.id
        self._spans = {} if readings is None else dict(readings.spans)
        relations = () if readings is None else readings.relations.values()
        self._links = Counter(end for relation in relations for end in (relation.source, relation.target))
        self._sort()
        self.endResetModel()

    def apply(self, changes: Iterable[Change]) -> None:
        """Follow these changes, as far as they are about the set shown."""
        touched: dict[str, None] = {}
        for change in changes:
            if not isinstance(change, SpanChange | RelationChange) or change.set_id != self._set_id:
                continue
            if isinstance(change, SpanChange):
                touched.update(dict.fromkeys(self._take_span(change)))
            else:
                touched.update(dict.fromkeys(self._take_relation(change)))
        if len(touched) > _MANY:
            self.beginResetModel()
            self._sort()
            self.endResetModel()
            return
        for span_id in touched:
            self._place(span_id)

    def set_filter(self, codes: Collection[str] | None) -> None:
        """Show only spans with these labels; None shows all."""
        self.beginResetModel()
        self._accepted = codes
        self._sort()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equals stay in text order."""
        wanted = (Column(column), order == Qt.SortOrder.DescendingOrder)
        if wanted == (self._column, self._descending):
            return  # the view asks twice for each click on a title
        self.beginResetModel()
        self._column, self._descending = wanted
        self._sort()
        self.endResetModel()

    def row_of(self, span_id: str) -> int | None:
        """Return the row of a span, or None: it is not shown."""
        key = self._keys.get(span_id)
        return None if key is None else self._row(bisect_left(self._sorted, key))

    def annotation(self, row: int) -> SpanAnnotation:
        """Return the span in this row."""
        return self._spans[self._sorted[self._row(row)][-1]]

    def missing(self, annotation: SpanAnnotation) -> int:
        """Return how many required answers a span lacks."""
        required = self._required.get(annotation.label)
        return sum(name not in annotation.attributes for name in required) if required else 0

    def links(self, span_id: str) -> int:
        """Return how many relations a span has."""
        return self._links[span_id]

    def label(self, annotation: SpanAnnotation) -> Label | None:
        """Return a span's label, or None: the scheme has no such label."""
        return None if self._scheme is None else self._scheme.label(annotation.label)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return the number of spans shown."""
        return 0 if parent.isValid() else len(self._sorted)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = {
            Column.LABEL: tr("Label"),
            Column.WORDS: tr("Words"),
            Column.SPAN: tr("Place"),
            Column.MISSING: tr("Missing"),
            Column.LINKS: tr("Links"),
        }
        return titles[Column(section)]

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a cell's words, the whole annotation, or what a screen reader says."""
        if not index.isValid():
            return None
        annotation = self.annotation(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(annotation, Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(annotation, Column(index.column()))
        return annotation if role == ANNOTATION else None

    def _shown(self, annotation: SpanAnnotation, column: Column) -> str:
        if column is Column.LABEL:
            label = self.label(annotation)
            return annotation.label if label is None else label.names.in_language(language.current())
        if column is Column.WORDS:
            return in_one_line(annotation.quote)
        if column is Column.SPAN:
            return f"{annotation.span.start} – {annotation.span.end}"
        number = self.missing(annotation) if column is Column.MISSING else self.links(annotation.id)
        return str(number) if number else ""

    def _spoken(self, annotation: SpanAnnotation, column: Column) -> str:
        if column is Column.MISSING:
            count = self.missing(annotation)
            return trn("{count} required answer is missing", "{count} required answers are missing", count)
        if column is Column.LINKS:
            return trn("{count} link", "{count} links", self.links(annotation.id))
        if column is Column.SPAN:
            span = annotation.span
            return tr("Characters {start} to {end}", start=span.start, end=span.end)
        return self._shown(annotation, column)

    def _take_span(self, change: SpanChange) -> list[str]:
        if change.after is not None:
            self._spans[change.after.id] = change.after
            return [change.after.id]
        if change.before is not None:
            self._spans.pop(change.before.id, None)
            return [change.before.id]
        return []

    def _take_relation(self, change: RelationChange) -> list[str]:
        ends: list[str] = []
        for relation, by in ((change.before, -1), (change.after, 1)):
            if relation is not None:
                for end in (relation.source, relation.target):
                    self._links[end] += by
                    ends.append(end)
        return ends

    def _place(self, span_id: str) -> None:
        """Put one row where it belongs now: nowhere, in its place, or elsewhere."""
        annotation, old = self._spans.get(span_id), self._keys.get(span_id)
        new = self._key(annotation) if annotation is not None and self._accepts(annotation) else None
        if old is not None and old == new:
            row = self._row(bisect_left(self._sorted, old))
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
            return
        if old is not None:
            at = bisect_left(self._sorted, old)
            row = self._row(at)
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._sorted[at], self._keys[span_id]
            self.endRemoveRows()
        if new is not None:
            at = bisect_left(self._sorted, new)
            row = len(self._sorted) - at if self._descending else at
            self.beginInsertRows(_NOWHERE, row, row)
            self._sorted.insert(at, new)
            self._keys[span_id] = new
            self.endInsertRows()

    def _row(self, place: int) -> int:
        """Turn a place in the sorted list into a row, or back."""
        return len(self._sorted) - 1 - place if self._descending else place

    def _accepts(self, annotation: SpanAnnotation) -> bool:
        return self._accepted is None or annotation.label in self._accepted

    def _sort(self) -> None:
        self._keys = {s.id: self._key(s) for s in self._spans.values() if self._accepts(s)}
        self._sorted = sorted(self._keys.values())

    def _key(self, annotation: SpanAnnotation) -> _Key:
        span = annotation.span
        in_text = (span.start, -span.end, self._places.get(annotation.label, -1), annotation.id)
        if self._column is Column.LABEL:
            return (self._places.get(annotation.label, -1), *in_text)
        if self._column is Column.WORDS:
            return (fold(annotation.quote), *in_text)
        if self._column is Column.MISSING:
            return (self.missing(annotation), *in_text)
        if self._column is Column.LINKS:
            return (self.links(annotation.id), *in_text)
        return in_text
