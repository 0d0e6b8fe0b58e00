"""The two commands of a fresh machine, tried on a stand-in for Python, so that nothing is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent.parent
_TOOLS = ("sh", "cat", "cut", "dirname", "id", "ldd", "mktemp", "mkdir", "rm", "sed", "sha256sum", "sort")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the scripts are for a POSIX shell")

# A Python that is new enough, has venv and pip, writes down what it is asked, and finds an empty PySide6.
_PYTHON = """#!/bin/sh
echo "$PWD: python $*" >>"$LOG"
case "$*" in
    "-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && cp "$0" .venv/bin/hashiya ;;
    *find_spec*) echo "$PWD" ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with the scripts in it, and a PATH with the few tools they may use."""
    folder = tmp_path / "a checkout"
    shutil.copytree(_ROOT / "scripts", folder / "scripts")
    shutil.copy(_ROOT / "pyproject.toml", folder)
    (folder / "bin").mkdir()
    for tool in (*_TOOLS, "cp"):
        found = shutil.which(tool)
        assert found is not None, tool
        (folder / "bin" / tool).symlink_to(found)
    return folder


def _python(checkout: Path, text: str) -> None:
    python = checkout / "bin" / "python3"
    python.write_text(text, encoding="utf-8")
    python.chmod(0o755)


def _run(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / "scripts" / arguments[0]), *arguments[1:]],
        cwd="/",
        env={"PATH": str(checkout / "bin"), "LOG": str(checkout / "log"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _log(checkout: Path) -> list[str]:
    lines = (checkout / "log").read_text(encoding="utf-8").splitlines()
    (checkout / "log").unlink()
    return lines


def test_an_old_python_is_told_what_is_needed(checkout: Path) -> None:
    _python(checkout, "#!/bin/sh\nexit 1\n")
    answer = _run(checkout, "run")
    assert answer.returncode == 1
    assert "3.11" in answer.stderr


def test_a_python_without_venv_is_told_the_package(checkout: Path) -> None:
    _python(checkout, '#!/bin/sh\ncase "$*" in *ensurepip*) exit 1 ;; esac\n')
    answer = _run(checkout, "run")
    assert answer.returncode == 1
    assert "python3-venv" in answer.stderr


def test_without_a_display_the_work_is_done_without_a_window(checkout: Path) -> None:
    _python(checkout, _PYTHON)
    answer = _run(checkout, "run")
    assert answer.returncode == 0, answer.stderr
    assert "no display" in answer.stderr
    assert _log(checkout)[-1] == f"{checkout}: python demo {checkout}/demo"


def test_with_a_display_the_window_opens_a_project_where_the_person_stands(checkout: Path) -> None:
    _python(checkout, _PYTHON)
    answer = _run(checkout, "run", "mine.db", "--language", "en", DISPLAY=":0")
    assert answer.returncode == 0, answer.stderr
    assert _log(checkout)[-1] == f"/: python {checkout}/main.py mine.db --language en"


def test_the_second_run_installs_nothing_until_the_needs_change(checkout: Path) -> None:
    _python(checkout, _PYTHON)
    assert _run(checkout, "run").returncode == 0
    assert any("pip install --quiet --editable" in line for line in _log(checkout))
    assert _run(checkout, "run").returncode == 0
    assert not any("pip install" in line for line in _log(checkout))
    with (checkout / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# another need\n")
    assert _run(checkout, "run").returncode == 0
    assert any("pip install --quiet --editable" in line for line in _log(checkout))


def test_an_installation_that_fails_says_so_and_is_done_again(checkout: Path) -> None:
    _python(checkout, _PYTHON.replace('case "$*" in', 'case "$*" in\n    *"--editable"*) exit 1 ;;'))
    for _ in range(2):
        answer = _run(checkout, "run")
        assert answer.returncode == 1
        assert "needs the network" in answer.stderr
        assert _log(checkout)[-1].endswith("--editable .")


@pytest.mark.parametrize("script", ["run", "test"])
def test_help_is_in_the_language_of_the_session(checkout: Path, script: str) -> None:
    assert "Usage" in _run(checkout, script, "--help", LANG="en_GB.UTF-8").stdout
    assert "الاستعمال" in _run(checkout, script, "--help", LANG="ar_EG.UTF-8").stdout
    assert "Usage" in _run(checkout, script, "--help", LANG="arn_CL.UTF-8").stdout
