"""What tests of the window may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import language, resources
from annotator.model import AnnotatedDocument, Direction
from annotator.model.scheme_json import default_scheme
from annotator.workspace.importing import read_files
from tests.ui import clocks
from tests.ui.canvas_page import CanvasPage
from ui import fonts
from ui.text.paragraphs import Paragraphs

TEXT_PX = 24


@pytest.fixture(autouse=True, scope="session")
def _no_clock_goes_off() -> Iterator[None]:
    """Keep the truth of these tests from how fast a machine is."""
    with pytest.MonkeyPatch.context() as patch:
        clocks.hold(patch)
        yield


@pytest.fixture(scope="session")
def sample() -> AnnotatedDocument:
    """Return one of the program's own articles with its reading: verses, vowel signs, quotations."""
    file = resources.path("samples", "07-heritage.jsonl")
    (found,) = read_files([file], scheme=default_scheme()).documents
    return found


@pytest.fixture
def paragraphs_of(qapp: QApplication) -> Callable[..., Paragraphs]:
    """Return a function that makes the paragraphs of a text, in the face and size of the page."""
    assert qapp is not None
    fonts.load()

    def make(
        text: str, *, width: float = 720.0, direction: Direction = Direction.AUTO, face: QFont | None = None
    ) -> Paragraphs:
        font = fonts.text_font(TEXT_PX) if face is None else face
        return Paragraphs(text, font=font, direction=direction, width=width, pitch=56.0, plain_pitch=44.0)

    return make


@pytest.fixture
def canvas(qtbot: QtBot, qapp: QApplication) -> Iterator[CanvasPage]:
    """Return a text view to be filled and used, in English."""
    assert qapp is not None
    fonts.load()
    before = language.current()
    language.use("en")
    yield CanvasPage(qtbot, default_scheme())
    language.use(before)
