"""What every dialog keeps to, in either language: nothing is cut, and edges are in line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from annotator import language
from tests.ui.window.dialogs import dialogs
from ui.conductor import Conductor
from ui.controls import RING, Button
from ui.dialogs.base import Dialog
from ui.panels.caption import Caption
from ui.panels.wrapping import WrappingLabel

MakeWindow = Callable[..., Conductor]
_FRAME = 24  # both edges of a field and what is inside them, in pixels
_CONTENT = 2  # the column of fields in a form


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_dialog_is_whole_and_in_line(make_window: MakeWindow, samples: Path, code: str) -> None:
    # One test, as to make all dialogs takes seconds.
    for dialog in dialogs(make_window(samples, language=code)):
        dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        dialog.show()
        QApplication.processEvents()
        name = type(dialog).__name__
        assert list(_cut(dialog)) == [], name
        assert list(_wrapped_by_qt(dialog)) == [], name
        fields = _fields(dialog)
        assert len({field.height() for field in fields}) <= 1, name
        ends = {_end(field, dialog) for field in fields}
        if len(ends) == 1:  # else some share their row with a button
            assert ends == {_end(dialog.primary, dialog)}, name
        dialog.done(0)


def _cut(dialog: QWidget) -> Iterator[str]:
    """Yield the words that a person can't read whole."""
    for part in dialog.findChildren(QWidget):
        if not part.isVisibleTo(dialog) or isinstance(part, Caption):  # which has the whole in a tip
            continue
        if isinstance(part, QLabel) and part.text():
            tall = part.heightForWidth(part.width()) if part.wordWrap() else part.sizeHint().height()
            wide = 0 if part.wordWrap() else part.sizeHint().width()
            if tall > part.height() + 1 or wide > part.width() + 1:
                yield part.text()
        elif isinstance(part, QAbstractButton) and part.text():
            if part.sizeHint().width() > part.width() + 1:
                yield part.text()
        elif isinstance(part, QLineEdit) and part.placeholderText():
            words = part.fontMetrics().horizontalAdvance(part.placeholderText())
            if words > part.width() - _FRAME:
                yield part.placeholderText()


def _wrapped_by_qt(dialog: QWidget) -> Iterator[str]:
    """Yield the words whose lines Qt would set too far to the left where they are Arabic."""
    for label in dialog.findChildren(QLabel):
        selectable = label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        if label.wordWrap() and not selectable and not isinstance(label, WrappingLabel):
            yield label.text()


def _fields(dialog: Dialog) -> list[QWidget]:
    """Return the fields for words, answers and numbers that have a row of the form to themselves."""
    form = dialog._form
    rows = (form.itemAtPosition(row, _CONTENT) for row in range(form.rowCount()))
    widgets = [item.widget() for item in rows if item is not None]
    kinds = (QLineEdit, QComboBox, QSpinBox)
    return [widget for widget in widgets if isinstance(widget, kinds) and widget.isVisibleTo(dialog)]


def _end(part: QWidget, dialog: QWidget) -> int:
    """Return the end edge of what is drawn, in pixels."""
    ring = RING if isinstance(part, Button) else 0
    left = part.mapTo(dialog, QPoint(0, 0)).x()
    return left + ring if language.is_right_to_left() else left + part.width() - ring
