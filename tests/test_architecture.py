"""The house rules that can be run. The arrows themselves stand in pyproject.toml, under importlinter."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
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


_RICH = {
    *("setHtml", "insertHtml", "appendHtml", "toHtml", "setMarkdown", "insertMarkdown", "fromHtml"),
    *("RichText", "AutoText", "MarkdownText", "setToolTipsVisible", "setOpenExternalLinks"),
}
_LOOKED_AT = {"ui/menus.py": ["setToolTipsVisible"]}
"""Its tips are set through `plain_tip`, and `test_actions.py` proves that Qt shows no others in a menu."""
_RICH_WIDGETS = {"QTextBrowser", "QTextEdit", "QErrorMessage", "QWhatsThis", "QWebEngineView", "QToolBar"}
_GUESSING = {"QLabel", "QMessageBox", "QStaticText"}
"""These guess whether words are markup: whoever makes one says that they are not."""


def _rich(tree: ast.Module) -> Iterator[str]:
    """Yield how a module could have Qt take somebody's words for markup."""
    names = {alias.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for alias in n.names}
    used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    yield from used & _RICH
    yield from names & _RICH_WIDGETS
    made = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and _called(n) in _GUESSING]
    kinds = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.ClassDef) and any(isinstance(b, ast.Name) and b.id in _GUESSING for b in n.bases)
    ]
    if (made or kinds) and "PlainText" not in used:
        yield "a QLabel, QMessageBox or QStaticText that guesses: setTextFormat(Qt.TextFormat.PlainText)"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in {"setToolTip", "setWhatsThis"}:
            (said,) = node.args
            if not (isinstance(said, ast.Call) and _called(said) == "plain_tip"):
                yield f"line {node.lineno}: a tooltip that guesses: set_tip, or plain_tip around the words"


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_no_module_of_the_window_takes_words_for_markup() -> None:
    found = {
        str(path.relative_to(_ROOT)): sorted(_rich(ast.parse(path.read_text(encoding="utf-8"))))
        for path in (_ROOT / "ui").rglob("*.py")
    }
    assert {path: wrong for path, wrong in found.items() if wrong} == _LOOKED_AT


_MIRRORS_ITSELF = {"ui/controls.py"}
"""A pill turns its margins round when its direction changes."""


def _lopsided(tree: ast.Module) -> Iterator[int]:
    """Yield the lines where margins differ on the left and on the right, which do not mirror."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "setContentsMargins" and len(node.args) == 4:
            left, _, right, _ = map(ast.dump, node.args)
            if left != right:
                yield node.lineno


def test_margins_are_the_same_on_both_sides_as_they_do_not_mirror() -> None:
    found = {
        str(path.relative_to(_ROOT))
        for path in (_ROOT / "ui").rglob("*.py")
        if list(_lopsided(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == _MIRRORS_ITSELF
    assert list(_lopsided(ast.parse("row.setContentsMargins(8, 0, 4, 0)"))) == [1]


@pytest.mark.parametrize(
    "code",
    [
        "view.setHtml(words)",
        "from PySide6.QtWidgets import QTextBrowser",
        "label = QLabel(words)",
        "class Words(QLabel): pass",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "widget.setToolTip(words)",
        "box = QMessageBox(icon, title, words)",
    ],
)
def test_what_takes_words_for_markup_is_seen(code: str) -> None:
    assert list(_rich(ast.parse(code)))
