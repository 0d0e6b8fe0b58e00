from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.panels.row_model import ROW, RowModel


def test_a_row_gives_its_value_its_words_and_its_tip(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = RowModel(lambda row: f"word {row}", tip=lambda row: f"tip {row}")
    with qtbot.waitSignal(model.modelReset):
        model.show([7, 8])
    qtmodeltester.check(model)
    assert [model.index(row).data(ROW) for row in range(model.rowCount())] == [7, 8]
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        assert model.index(1).data(role) == "word 8"
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == "tip 7"
    assert model.rowCount(model.index(0)) == 0
    assert RowModel(str).rowCount() == 0


def test_without_a_tip_there_is_none() -> None:
    model = RowModel(str)
    model.show([1])
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) is None
