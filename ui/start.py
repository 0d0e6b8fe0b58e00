"""Makes the application and its window, opens the project, and runs or draws."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QElapsedTimer, QEventLoop, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from annotator.errors import AnnotatorError
from annotator.language import tr
from ui import crash, fonts
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.options import Options
from ui.settings import Settings
from ui.theme import theme

if TYPE_CHECKING:  # imported when the empty window has been painted
    from ui.conductor import Conductor

_DEFAULT_SIZE: Final = (1440, 900)
_MILLISECONDS_TO_SETTLE: Final = 350
"""Longer than any motion of the canvas (tokens: motion)."""


def start(options: Options) -> int:
    """Open the window and stay until it is closed, or draw it and return. The exit status is returned."""
    settings = Settings(keep=options.screenshot is None)
    existing = QApplication.instance()
    if existing is None and options.screenshot is None:
        _enlarge(settings.interface_size)
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("Hashiya")
    app.setDesktopFileName("hashiya")
    speaker = Speaker(app)
    speaker.use(options.language or settings.language)
    try:
        fonts.load()
    except AnnotatorError as error:
        return _give_up(str(error))
    crash.install()
    window = MainWindow()
    window.set_theme(theme(options.theme or settings.theme))
    _place_window(window, settings, options)
    if options.screenshot is not None:
        return _draw(_at_work(window, settings, speaker), options, options.screenshot)

    def furnish() -> None:
        _open(_at_work(window, settings, speaker), options)

    # The person sees the window while the rest of the program is still being imported.
    window.painted.connect(furnish, Qt.ConnectionType.QueuedConnection)
    window.show()
    return app.exec()


def _enlarge(percent: int) -> None:
    """Let Qt draw everything so large: chips, panels and dialogs with their letters, and the text.

    Qt asks before there is an application, and only then. Who has set its variable has decided.
    """
    os.environ.setdefault("QT_SCALE_FACTOR", str(percent / 100))


def _at_work(window: MainWindow, settings: Settings, speaker: Speaker) -> Conductor:
    from ui import icons
    from ui.conductor import Conductor

    QApplication.setWindowIcon(icons.program())
    return Conductor(window, settings, speaker)


def _open(conductor: Conductor, options: Options) -> bool:
    from ui.deeds.files import sample_path

    # Not the last but one where the last is gone: the start page says what has become of it.
    path = options.project or conductor.settings.last_project
    if path is None and not sample_path().exists():
        conductor.files.sample()
    elif not conductor.open(path or sample_path()):
        return False
    if options.document is not None and not conductor.show_document(options.document):
        conductor.tell_missing(options.document)
        return False
    return conductor.session.is_open


def _place_window(window: MainWindow, settings: Settings, options: Options) -> None:
    if options.size is not None:
        window.resize(*options.size)
    elif options.screenshot is not None:
        window.resize(*_DEFAULT_SIZE)
    elif not window.restoreGeometry(QByteArray(settings.geometry)):
        room = window.screen().availableGeometry()
        window.resize(min(_DEFAULT_SIZE[0], room.width()), min(_DEFAULT_SIZE[1], room.height()))


def _draw(conductor: Conductor, options: Options, target: Path) -> int:
    """Draw what a user would see into a PNG file."""
    window = conductor.window
    window.show()
    # A pointer that happens to rest on a button would be in the picture.
    QCursor.setPos(window.mapToGlobal(QPoint(window.width() + 50, window.height() + 50)))
    opened = _open(conductor, options)
    if not opened:
        problem = window.start.problem or window.notice.text
        window.close()
        return _give_up(problem)
    settle()
    drawn = window.grab().save(str(target), "PNG")
    window.close()
    if not drawn:
        return _give_up(tr("{path} can't be written. Choose another place for the picture.", path=target))
    return 0


def settle() -> None:
    """Let layouts, late loading and motions come to rest."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < _MILLISECONDS_TO_SETTLE:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _give_up(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - there is no window to say it in
    return 1
