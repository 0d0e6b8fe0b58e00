"""The program is used where there is no network, and with texts that must not leave the machine."""

from __future__ import annotations

import ast
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.sockets import NetworkUsed, attempts

_ROOT = Path(__file__).resolve().parent.parent
_SPEAKING = {
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib"),
    *("asyncio", "socketserver", "xmlrpc", "webbrowser", "requests", "httpx", "aiohttp", "urllib3"),
    *("PySide6.QtNetwork", "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets", "PySide6.QtWebChannel"),
}
_OPENERS = {"openUrl", "setOpenExternalLinks", "urlopen", "urlretrieve", "create_connection"}


@pytest.fixture(autouse=True)
def _forgiven() -> Iterator[None]:
    yield
    attempts.clear()


def test_a_connection_is_stopped_and_found_out() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as made, pytest.raises(NetworkUsed):
        made.connect(("127.0.0.1", 9))
    assert len(attempts) == 1


def test_a_question_for_an_address_is_stopped_and_found_out() -> None:
    with pytest.raises(NetworkUsed):
        urllib.request.urlopen("http://example.org")
    assert attempts


def test_a_connection_in_a_thread_is_found_out() -> None:
    def call() -> None:
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as made, pytest.raises(NetworkUsed):
            made.sendto(b"x", ("127.0.0.1", 9))

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    assert attempts


def _modules() -> list[Path]:
    return [_ROOT / "main.py", *(_ROOT / "annotator").rglob("*.py"), *(_ROOT / "ui").rglob("*.py")]


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_module_of_the_program_can_speak_to_a_network() -> None:
    wrong = []
    for path in _modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {name for name in _imported(tree) if name in _SPEAKING}
        used |= {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & _OPENERS
        wrong += [(str(path.relative_to(_ROOT)), name) for name in sorted(used)]
    assert wrong == []
