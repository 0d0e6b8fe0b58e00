"""What screen readers and keyboards meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.window.dialogs import dialogs, kinds
from ui.conductor import Conductor
from ui.dialogs.new_project import NewProjectDialog

MakeWindow = Callable[..., Conductor]


def _parts(root: QWidget) -> Iterator[QWidget]:
    """Yield what is in sight in `root`. The list of a choice field is a window of its own."""
    yield root
    yield from (part for part in root.findChildren(QWidget) if part.isVisibleTo(root))


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def _nameless(root: QWidget) -> list[str]:
    """Return the parts that the keyboard reaches and nobody can call by name."""
    return [
        f"{type(part).__name__} in {type(part.parentWidget()).__name__}"
        for part in _parts(root)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.isWindow() and not _name(part)
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_everything_that_takes_the_focus_has_a_name(
    make_window: MakeWindow, samples: Path, language: str
) -> None:
    conductor = make_window(samples, language=language)
    conductor.actions.actions["all_spans"].trigger()
    conductor.actions.actions["reader"].trigger()
    conductor.actions.actions["save"].trigger()
    conductor.window.view.next_span()
    QApplication.processEvents()
    assert _nameless(conductor.window) == []
    for dialog in dialogs(conductor):
        assert _nameless(dialog) == [], type(dialog).__name__


@pytest.mark.parametrize("drawer", ["statements", "entities"])
def test_everything_in_a_drawer_under_the_page_has_a_name(
    make_window: MakeWindow, samples: Path, drawer: str
) -> None:
    conductor = make_window(samples)
    conductor.actions.actions[drawer].trigger()
    QApplication.processEvents()
    assert _nameless(conductor.window) == []


def test_no_dialog_escapes_the_tests(make_window: MakeWindow, samples: Path) -> None:
    assert {type(dialog) for dialog in dialogs(make_window(samples))} == kinds()


def test_the_start_page_can_be_read_and_walked(make_window: MakeWindow) -> None:
    assert _nameless(make_window().window) == []


def test_enter_presses_a_dialogs_primary_button_and_escape_closes(
    make_window: MakeWindow, samples: Path
) -> None:
    from PySide6.QtTest import QTest

    conductor = make_window(samples)
    dialog = NewProjectDialog(
        conductor.window, conductor.window.theme, reader="Salma", make=lambda _asked: None
    )
    dialog.open()
    QTest.keyClick(dialog.title_field, Qt.Key.Key_Return)
    assert dialog.isVisible()  # a name is missing
    QTest.keyClicks(dialog.title_field, "Harvest")
    QTest.keyClick(dialog.title_field, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.title, dialog.reader, dialog.path.name) == ("Harvest", "Salma", "Harvest.hashiya")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_window_is_a_window_with_the_programs_name(
    make_window: MakeWindow, samples: Path, language: str
) -> None:
    window = make_window(samples, language=language).window
    interface = QAccessible.queryAccessibleInterface(window)
    assert interface.role() == QAccessible.Role.Window
    name = interface.text(QAccessible.Text.Name)
    assert name.endswith({"ar": "حاشية", "en": "Hashiya"}[language])
