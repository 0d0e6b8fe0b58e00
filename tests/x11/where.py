"""Say where code points stand in the window: `where.py PROJECT WxH LANGUAGE POSITION…` prints [[x, y], …]."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication  # noqa: E402 - the path comes first

from ui import fonts  # noqa: E402 - same
from ui.conductor import Conductor  # noqa: E402 - same
from ui.language import Speaker  # noqa: E402 - same
from ui.main_window import MainWindow  # noqa: E402 - same
from ui.settings import Settings  # noqa: E402 - same
from ui.start import settle  # noqa: E402 - same
from ui.theme import theme  # noqa: E402 - same


def main() -> None:
    """Open the project as the program does, and print the points."""
    project, size, language, *positions = sys.argv[1:]
    app = QApplication([])
    speaker = Speaker(app)
    speaker.use(language)
    fonts.load()
    window = MainWindow()
    window.set_theme(theme("light"))
    window.resize(*(int(side) for side in size.split("x")))
    window.show()
    with tempfile.TemporaryDirectory() as folder:  # nothing is known of who sits here: the page stands lower
        conductor = Conductor(window, Settings(Path(folder) / "settings.ini"), speaker)
        conductor.open(Path(project))
        settle()
        view = window.view
        found = [view.viewport().mapTo(window, view.point_of(int(position))) for position in positions]
        sys.stdout.write(json.dumps([[point.x(), point.y()] for point in found]))
        window.close()


if __name__ == "__main__":
    main()
