"""Who sits here: asked once for each machine, in a strip in nobody's way, and changed at any time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from annotator.errors import AnnotatorError, InputError
from annotator.language import msg, tr
from ui.controls import RING, Button
from ui.dialogs.base import Dialog, plain
from ui.fonts import interface_font
from ui.language import directed
from ui.notice import STRIP_START, paint_strip
from ui.panels.caption import Caption
from ui.panels.field import Field
from ui.panels.icon_button import IconButton
from ui.panels.themed import Themed, dress
from ui.theme import Theme, measures

_FIELD = 220


class WhoDialog(Dialog):
    """Asks for the name of who sits here.

    Args:
        parent: the window.
        theme: its colours.
        name: as it is now.
        call_me: takes another name, or raises an AnnotatorError, which is said here.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, *, name: str, call_me: Callable[[str], None]
    ) -> None:
        super().__init__(parent, theme, title=tr("Who am I"), action=tr("That is my name"))
        self._call_me = call_me
        words = plain(
            directed(
                tr(
                    "Your name stands at your readings. It is kept on this machine, and in the projects that "
                    "you annotate. In those, you stay the same person when you change it."
                )
            ),
            theme,
            role="ink2",
        )
        words.setWordWrap(True)
        self.add_wide(words)
        self.name = QLineEdit(name)
        self.add_row(tr("Your name"), self.name)
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """Take the name; what prevents it is said here."""
        name = " ".join(self.name.text().split())
        if not name:
            self.say_error(nameless())
            return
        try:
            self._call_me(name)
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.accept()


def nameless() -> InputError:
    """Return what is said to who gives no name."""
    return InputError(msg("Write your name: it is how others know your reading."), code="E_READER")


class WhoStrip(Themed, QWidget):
    """A strip over the page that asks once, with the login name offered; closing it takes that name.

    Signals:
        named: the name that the person has given, or left as it was offered.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = ""
        self.words = Caption(interface_font(measures().body_px))
        self.field = Field(None, height=28)
        self.field.setFixedWidth(_FIELD)
        self.take = Button(kind="plain", height=28)
        self.close_button = IconButton("close")
        row = QHBoxLayout(self)
        row.setContentsMargins(STRIP_START, 4, STRIP_START, 4)
        row.setSpacing(12 - RING)
        row.addWidget(self.words)
        row.addWidget(self.field)
        row.addWidget(self.take)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.returnPressed.connect(self._take)
        self.take.clicked.connect(self._take)
        self.close_button.clicked.connect(lambda: self.named.emit(self._offered))
        self.retranslate()
        self.hide()

    def ask(self, offered: str) -> None:
        """Ask, with a name to begin with."""
        self._offered = offered
        self.field.set_saved(offered)
        self.show()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.words.set_text(tr("Welcome! Which name shall stand at your readings?"))
        self.field.setAccessibleName(tr("Your name"))
        self.take.setText(tr("That is my name"))
        self.take.updateGeometry()
        self.close_button.set_name(tr("Keep the name that is offered"))

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the sign."""
        top = (self.height() - 16) // 2
        paint_strip(self, self.theme, role="accent", icon="team", top=top)

    def _take(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.named.emit(name)
        else:
            self.field.set_edge("rubric")
            self.field.setFocus()
