"""Qt is loaded without what slows every import after it."""

from __future__ import annotations

import subprocess
import sys

_IMPORTS = """
import builtins, linecache
own = builtins.__import__
from ui import toolkit
toolkit.load()
import PySide6.QtWidgets, ui.text.view
assert builtins.__import__ is own
read = [name for name in linecache.cache if "annotator" in name or "text" in name]
print(len(read))
"""


def test_the_programs_source_code_is_neither_read_nor_kept_in_memory() -> None:
    done = subprocess.run([sys.executable, "-c", _IMPORTS], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("0", "")
