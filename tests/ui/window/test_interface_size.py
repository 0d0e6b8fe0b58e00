"""The whole window can be drawn larger: chips, panels and dialogs, not only the text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ui.conductor import Conductor
from ui.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
MakeWindow = Callable[..., Conductor]

_MEASURE = """
import json, sys
from unittest.mock import patch
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app, start
from ui.panels.label_chip import LabelChip

def look(conductor, options):
    window = conductor.window
    assert opened(conductor, options)
    start.settle()
    chip = window.findChildren(LabelChip)[0].grab().toImage()
    print(json.dumps([chip.width(), chip.height(), window.header.grab().toImage().height()]))
    window.close()

opened = start._open
with patch.object(start, "_open", look):
    app.main(sys.argv[1:])
"""


@pytest.mark.parametrize("percent", [100, 150])
def test_chips_and_bars_grow_with_the_interface(samples: Path, tmp_path: Path, percent: int) -> None:
    settings = Settings(tmp_path / "config" / "hashiya" / "settings.ini")
    settings.interface_size = percent
    settings.sync()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path / "config")}
    environment.pop("QT_SCALE_FACTOR", None)
    command = [sys.executable, "-c", _MEASURE, str(samples), "--size", "1440x900", "--language", "en"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    _, chip, header = json.loads(ran.stdout)
    assert (chip, header) == (38 * percent // 100, 48 * percent // 100)


def test_the_menu_says_which_size_is_in_use_and_when_another_comes(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    actions = conductor.actions.actions
    assert [percent for percent in (100, 125, 150, 200) if actions[f"interface_{percent}"].isChecked()] == [
        100
    ]
    actions["interface_150"].trigger()
    assert conductor.settings.interface_size == 150
    assert "next start" in conductor.window.notice.text
