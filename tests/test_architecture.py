"""The house rules that can be run. The arrows themselves stand in pyproject.toml, under importlinter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent.parent


def test_imports_point_downwards_and_every_package_has_its_place() -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    "statement", ["from annotator.workspace import Workspace", "from annotator.cli import main"]
)
def test_everything_but_the_window_works_without_qt(statement: str) -> None:
    code = f"import sys; {statement}; print(sorted({{'PySide6', 'shiboken6', 'ui'}} & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.strip() == "[]", answer.stderr
