"""The first job in the real window: by mouse and keys, read from the file, and again the next day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.x11.desktop import Desktop, until
from tests.x11.program import Program, ProjectFile, points

_SOURCE = ("SOURCE", 368, 384)
_CLAIM = ("CLAIM", 390, 475)
_TIE = ("attribution", 368, 390)


@pytest.mark.parametrize(
    ("language", "backwards"),
    [("ar", False), ("en", True)],
    ids=["Arabic, from its first letter", "English, from its last letter"],
)
def test_a_source_is_dragged_labelled_tied_to_its_claim_and_there_tomorrow(  # noqa: PLR0917 - fixtures
    desktop: Desktop,
    project: Callable[..., ProjectFile],
    start: Callable[..., Program],
    shared_data: Path,
    tmp_path: Path,
    language: str,
    *,
    backwards: bool,
) -> None:
    file = project(shared_data / "article.txt")
    program = start(file, document="article", language=language)
    press = desktop.keyboard.press
    done: list[tuple[str, int, int]] = []
    for span, key in ((_SOURCE, "F7"), (_CLAIM, "F5")):
        edges = span[1:] if not backwards else span[:0:-1]
        desktop.drag(*points(file.path, tmp_path, language, *edges))
        press(key)
        done.append(span)
        until(file.spans, done)
    press("R")
    until(file.relations, [_TIE])

    press("Ctrl+Z", "Ctrl+Z")
    until(lambda: (file.spans(), file.relations()), ([_SOURCE], []))
    press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    until(lambda: (file.spans(), file.relations()), (done, [_TIE]))
    press("Ctrl+Q")
    assert program.wait_for_end() == 0

    program = start(file, document="article", language=language)
    assert (file.spans(), file.relations()) == (done, [_TIE])
    press("Ctrl+Z", "Ctrl+Z")
    until(lambda: (file.spans(), file.relations()), ([_SOURCE], []))
    press("Ctrl+Y", "Ctrl+Y")
    until(lambda: (file.spans(), file.relations()), (done, [_TIE]))
    press("Ctrl+Q")
    assert program.wait_for_end() == 0
