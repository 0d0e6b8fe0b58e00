from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.editing.change import RelationChange, SpanChange
from annotator.model import AnnotationSet, LabelScheme, Owner, Relation, Span, SpanAnnotation
from ui.panels.spans_model import Column, SpansModel
from ui.panels.spans_table import SpansTable


@pytest.fixture
def table(qtbot: QtBot, readings: AnnotationSet, scheme: LabelScheme) -> SpansTable:
    table = SpansTable()
    qtbot.addWidget(table)
    table.resize(640, 300)
    table.show_set(readings, scheme)
    table.show()
    qtbot.waitExposed(table)
    return table


def _ids(model: SpansModel) -> list[str]:
    return [model.annotation(row).id for row in range(model.rowCount())]


def _cell(table: SpansTable, row: int, column: Column) -> str:
    return str(table.model.index(row, column).data())


def _span(before: SpanAnnotation | None, after: SpanAnnotation | None, set_id: str = "set") -> SpanChange:
    return SpanChange(document_id="d", set_id=set_id, before=before, after=after)


def test_rows_stand_in_text_order_and_say_all(table: SpansTable) -> None:
    assert _ids(table.model) == ["cue", "source", "claim", "orphan", "place"]
    assert _cell(table, 0, Column.LABEL) == "Cue"
    assert _cell(table, 0, Column.SPAN) == "0 – 4"
    assert _cell(table, 1, Column.WORDS) == "وزير الخارجية"
    assert _cell(table, 1, Column.MISSING) == "1"  # a source's kind is required
    assert _cell(table, 2, Column.LINKS) == "2"
    assert _cell(table, 4, Column.LINKS) == ""
    spoken = table.model.index(1, Column.MISSING).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1 required answer is missing"


def test_the_filter_has_a_visible_name_that_belongs_to_it(table: SpansTable) -> None:
    (name,) = [label for label in table.findChildren(QLabel) if label.buddy() is table.filter]
    assert name.isVisible()
    assert name.text() == "Show only"
    relations = QAccessible.queryAccessibleInterface(table.filter).relations()
    assert any(kind == QAccessible.RelationFlag.Label for _, kind in relations)


def test_a_click_on_a_title_sorts_and_keeps_the_current_span(table: SpansTable, qtbot: QtBot) -> None:
    table.set_current("source")
    with qtbot.assertNotEmitted(table.span_chosen):
        table.table.sortByColumn(Column.LINKS, Qt.SortOrder.DescendingOrder)
    assert _ids(table.model)[0] == "claim"
    assert table.model.annotation(table.table.currentIndex().row()).id == "source"
    table.table.sortByColumn(Column.MISSING, Qt.SortOrder.DescendingOrder)
    assert {*_ids(table.model)[:2]} == {"source", "orphan"}


def test_moving_in_the_table_tells_and_being_moved_does_not(table: SpansTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.span_chosen):
        table.set_current("source")
    with qtbot.waitSignal(table.span_chosen, timeout=1000) as told:
        qtbot.keyClick(table.table, Qt.Key.Key_Down)
    assert told.args == ["claim"]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_current_span_s_row_is_selected_in_both_directions(
    table: SpansTable, qapp: QApplication, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    table.set_current("orphan")
    assert [index.row() for index in table.table.selectionModel().selectedRows()] == [3]
    table.set_current(None)
    assert table.table.selectionModel().selectedRows() == []


def test_the_filter_shows_a_layer_or_a_label(table: SpansTable) -> None:
    def choose(value: str | None) -> None:
        table.filter.set_choice(value)
        table.filter.activated.emit(table.filter.currentIndex())

    choose("layer claims")
    assert _ids(table.model) == ["claim", "orphan"]
    assert table._count.text() == "2 of 5"
    choose("label GPE")
    assert _ids(table.model) == ["place"]
    choose(None)
    assert table.model.rowCount() == 5
    assert table._count.text() == "5 spans"


def test_edits_touch_only_their_rows(table: SpansTable, qtbot: QtBot, readings: AnnotationSet) -> None:
    table.set_current("place")
    source = readings.spans["source"]
    moved = replace(source, span=Span(60, 70))
    with qtbot.assertNotEmitted(table.model.modelReset), qtbot.assertNotEmitted(table.span_chosen):
        table.apply([_span(source, moved)])
        assert _ids(table.model) == ["cue", "claim", "source", "orphan", "place"]
        table.apply([_span(readings.spans["cue"], None)])
        table.apply([_span(None, replace(source, id="new", span=Span(0, 2)))])
    assert _ids(table.model)[0] == "new"
    assert "cue" not in _ids(table.model)
    assert table.model.annotation(table.table.currentIndex().row()).id == "place"


def test_an_answer_repaints_one_row(table: SpansTable, readings: AnnotationSet) -> None:
    changed: list[tuple[int, int]] = []
    table.model.dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))
    source = readings.spans["source"]
    answered = replace(source, attributes={"naming": "named", "kind": "official"})
    table.apply([_span(source, answered)])
    assert changed == [(1, 1)]
    assert _cell(table, 1, Column.MISSING) == ""


def test_links_are_counted_at_both_ends(table: SpansTable) -> None:
    relation = Relation(id="r3", type="attribution", source="source", target="orphan")
    change = RelationChange(document_id="d", set_id="set", before=None, after=relation)
    table.apply([change])
    assert _cell(table, 1, Column.LINKS) == "2"
    assert _cell(table, 3, Column.LINKS) == "1"
    table.apply([replace(change, before=relation, after=None)])
    assert _cell(table, 3, Column.LINKS) == ""


def test_changes_of_another_reading_are_left_alone(table: SpansTable, readings: AnnotationSet) -> None:
    table.apply([_span(readings.spans["cue"], None, set_id="other")])
    assert "cue" in _ids(table.model)


def test_a_span_whose_label_no_longer_passes_the_filter_goes(
    table: SpansTable, readings: AnnotationSet
) -> None:
    table.model.set_filter({"CLAIM"})
    orphan = readings.spans["orphan"]
    table.apply([_span(orphan, replace(orphan, label="QUOTE"))])
    assert _ids(table.model) == ["claim"]
    assert table.model.total == 5


def test_fifty_thousand_rows_take_an_edit_without_a_reset(qtbot: QtBot, scheme: LabelScheme) -> None:
    spans = {
        str(n): SpanAnnotation(id=str(n), label="PERS", span=Span(n * 4, n * 4 + 3), quote="كيم")
        for n in range(50_000)
    }
    model = SpansModel()
    model.show(
        AnnotationSet(id="set", document_id="d", owner=Owner.GOLD, annotator=None, spans=spans), scheme
    )
    inserted: list[int] = []
    model.rowsInserted.connect(lambda _parent, first, _last: inserted.append(first))
    new = SpanAnnotation(id="new", label="ORG", span=Span(100_001, 100_003), quote="يم")
    with qtbot.assertNotEmitted(model.modelReset):
        model.apply([_span(None, new)])
    assert inserted == [25_001]
    assert model.row_of("new") == 25_001
    assert model.row_of("49999") == 50_000


_EDITS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 20), st.integers(1, 5), st.booleans()), max_size=30
)


@given(_EDITS, st.sampled_from(list(Column)), st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_following_edits_gives_what_showing_the_result_anew_gives(
    scheme: LabelScheme,
    edits: list[tuple[int, int, int, bool]],
    column: Column,
    descending: bool,  # noqa: FBT001 - drawn
) -> None:
    order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
    empty = AnnotationSet(id="set", document_id="d", owner=Owner.GOLD, annotator=None)
    model, rows = SpansModel(), 0

    def follow(by: int) -> None:
        nonlocal rows
        rows += by

    model.show(empty, scheme)
    model.sort(column, order)
    inserted: list[int] = []
    model.rowsInserted.connect(lambda: follow(1))
    model.rowsInserted.connect(lambda _parent, first, _last: inserted.append(first))
    model.rowsRemoved.connect(lambda: follow(-1))
    spans: dict[str, SpanAnnotation] = {}
    for number, start, length, stays in edits:
        key = str(number)
        label = ("PERS", "SOURCE", "CLAIM")[start % 3]
        after = SpanAnnotation(id=key, label=label, span=Span(start, start + length), quote="و" * length)
        before = spans.pop(key, None)
        if stays:
            spans[key] = after
        elif before is None:
            continue
        inserted.clear()
        model.apply([_span(before, after if stays else None)])
        assert all(model.row_of(key) == row for row in inserted)
    anew = SpansModel()
    anew.sort(column, order)
    anew.show(replace(empty, spans=spans), scheme)
    assert _ids(model) == _ids(anew)
    assert rows == len(spans)
    assert all(model.row_of(key) == row for row, key in enumerate(_ids(model)))


def test_words_follow_the_language(table: SpansTable, switch: Callable[..., None]) -> None:
    switch(table)
    header = [table.model.headerData(c, Qt.Orientation.Horizontal) for c in Column]
    assert header == ["«Label»", "«Words»", "«Place»", "«Missing»", "«Links»"]
    assert table.table.accessibleName() == "«Spans»"
    assert table.filter.itemText(0) == "«All labels»"
    assert table.filter.itemText(1) == "الكيانات"
    assert _cell(table, 2, Column.LABEL) == "ادعاء"


def test_columns_mirror(table: SpansTable, switch: Callable[..., None]) -> None:
    def left(column: Column) -> int:
        return table.table.visualRect(table.model.index(0, column)).left()

    assert left(Column.LABEL) < left(Column.WORDS) < left(Column.SPAN)
    switch(table)
    assert left(Column.LABEL) > left(Column.WORDS) > left(Column.SPAN)


def test_no_reading_is_an_empty_table(table: SpansTable, scheme: LabelScheme) -> None:
    table.set_current("claim")
    table.show_set(None, scheme)
    assert table.model.rowCount() == 0
    assert table.table.currentIndex() == QModelIndex()
