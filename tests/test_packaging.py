"""What is shipped: the metadata, the wheel, the files under version control."""

from __future__ import annotations

import importlib
import re
import shutil
import stat
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement

_ROOT = Path(__file__).resolve().parent.parent
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(WheelBuilder(str(_ROOT)).build(directory=str(folder), versions=["standard"])))


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    answer = subprocess.run([git, "ls-files", "-z"], cwd=_ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        pytest.skip("not a git checkout")
    files = [_ROOT / name for name in answer.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


def test_each_command_has_a_function_behind_it() -> None:
    commands = _PROJECT["scripts"] | _PROJECT["gui-scripts"]
    assert set(commands) == {"hashiya", "hashiya-gui"}
    for target in commands.values():
        module, _, function = target.partition(":")
        assert callable(getattr(importlib.import_module(module), function))


@pytest.mark.parametrize(("python", "allowed"), [("3.11", False), ("3.12", True), ("3.13", True)])
def test_the_qt_that_loses_none_is_never_installed_where_it_hurts(python: str, allowed: bool) -> None:  # noqa: FBT001 - a table's column
    requirements = [Requirement(text) for text in _PROJECT["dependencies"] if "PySide6" in text]
    answers = [
        "6.12.0" in r.specifier
        for r in requirements
        if r.marker and r.marker.evaluate({"python_version": python})
    ]
    assert answers == [allowed]


def test_the_wheel_brings_the_resources_and_nothing_of_the_workshop(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {
        f"annotator/_resources/{file.relative_to(_ROOT / 'resources').as_posix()}"
        for file in (_ROOT / "resources").rglob("*")
        if file.is_file()
    }
    assert "annotator/_resources/tokens.json" in shipped
    assert shipped - names == set()
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"annotator", "ui"}


def test_an_installed_wheel_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from annotator import language, resources;"
        "language.use('ar'); print(resources.path('default_scheme.json').resolve())"
    )
    answer = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert Path(answer.stdout.strip()).is_relative_to(tmp_path.resolve())


def test_no_lock_file_and_no_registry_is_written_down(tracked: list[Path]) -> None:
    assert [file for file in tracked if file.name in {"uv.lock", "pylock.toml", "pip.conf"}] == []
    registry = re.compile(rb"--(?:extra-)?index-url|://[^\s/]*(?:python" rb"hosted|/sim" rb"ple)")
    assert [file for file in tracked if registry.search(file.read_bytes())] == []


def test_the_readme_names_only_commands_that_are_there() -> None:
    readme = (_ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w/])((?:scripts|benchmarks|\.ci)/[\w.-]+)", readme))
    assert {"scripts/run", "scripts/test"} <= named
    assert [name for name in sorted(named) if not (_ROOT / name).exists()] == []


@pytest.mark.parametrize(
    "name", ["scripts/run", "scripts/test", "scripts/messages", "scripts/consumers", ".ci/run"]
)
def test_each_script_can_be_executed(name: str) -> None:
    assert (_ROOT / name).stat().st_mode & stat.S_IXUSR
