"""The page without a project: how one comes to it, and the ways on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from ui import fonts, start
from ui.conductor import Conductor
from ui.deeds.files import sample_path
from ui.language import Speaker
from ui.main_window import MainWindow
from ui.options import parse
from ui.settings import Settings
from ui.welcome.leaf import Leaf
from ui.welcome.page import StartPage

MakeWindow = Callable[..., Conductor]
CONTROL = Qt.KeyboardModifier.ControlModifier


def _press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)
    QApplication.processEvents()


def _page(conductor: Conductor) -> StartPage:
    QApplication.processEvents()
    return conductor.window.start


def _names(page: StartPage) -> list[str]:
    return [row.accessibleName() for row in page.rows]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.hashiya"
    Workspace.create(path, title="Other").close()
    return path


@pytest.mark.parametrize("key", [Qt.Key.Key_W, Qt.Key(ord("ص"))])
def test_closing_the_project_leads_to_the_start_page(
    make_window: MakeWindow, samples: Path, key: Qt.Key
) -> None:
    conductor = make_window(samples)
    conductor.window.view.next_span()
    _press(key, CONTROL)
    window = conductor.window
    assert not conductor.session.is_open
    assert window.start.isVisible()
    assert not any(part.isVisible() for part in (window.header, window.labels, window.status, window.view))
    assert window.view.sheet is None
    assert window.windowTitle() == "Hashiya"
    assert not conductor.actions.actions["close"].isEnabled()
    Workspace.open(samples).close()  # nobody holds it any more


def test_enter_opens_the_project_that_was_closed_where_it_was_left(
    make_window: MakeWindow, samples: Path
) -> None:
    conductor = make_window(samples)
    conductor.actions.actions["next_document"].trigger()
    conductor.window.view.next_span()
    left = (conductor.session.document_id, conductor.window.view.current_span)
    _press(Qt.Key.Key_W, CONTROL)
    _press(Qt.Key.Key_Return)
    assert (conductor.session.document_id, conductor.window.view.current_span) == left
    assert conductor.window.header.isVisible()
    assert conductor.window.view.hasFocus()


def test_enter_opens_the_first_from_anywhere_on_the_page(make_window: MakeWindow, samples: Path) -> None:
    conductor = make_window(samples)
    _press(Qt.Key.Key_W, CONTROL)
    page = _page(conductor)
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    _press(Qt.Key.Key_Return)
    assert conductor.session.is_open


def test_recent_projects_say_how_far_they_are(make_window: MakeWindow, samples: Path, other: Path) -> None:
    conductor = make_window(samples)
    total = len(conductor.session.workspace.documents())
    conductor.editing.finish()
    finished = conductor.window.desk.documents.finished
    assert conductor.open(other)
    _press(Qt.Key.Key_W, CONTROL)
    page = _page(conductor)
    assert _names(page) == ["Other", "News <b>2023</b>"]
    assert page.rows[1].accessibleDescription().startswith(f"{total} documents · today")
    if finished < total:
        assert page.rows[1].accessibleDescription().endswith(f"{finished} of {total}")
    page.rows[1].click()
    assert conductor.session.workspace.path == samples


def test_the_sample_is_one_button_away(make_window: MakeWindow) -> None:
    conductor = make_window()
    _page(conductor).sample.open.click()
    assert conductor.session.workspace.path == sample_path()


def test_files_can_be_imported_before_there_is_a_project(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.dialogs.import_files import ImportDialog

    conductor = make_window()
    asked: list[Path] = []
    new = tmp_path / "new.hashiya"
    monkeypatch.setattr(
        conductor.files, "new", lambda: conductor.session.create(new, title="New", reader="Salma")
    )

    def look_at(dialog: ImportDialog) -> int:
        asked.extend(dialog._wanted)
        return 0

    monkeypatch.setattr(ImportDialog, "exec", look_at)
    text = tmp_path / "خبر.txt"
    text.write_text("قالت الوزارة إن الحصاد بدأ.", encoding="utf-8")
    conductor.window.dropped.emit([text])
    assert conductor.session.workspace.path == new
    assert asked == [text]


@pytest.mark.parametrize("is_recent", [True, False], ids=["recent", "strange"])
def test_a_project_that_cant_be_opened_is_answered_beside_it(
    make_window: MakeWindow, samples: Path, tmp_path: Path, settings: Settings, *, is_recent: bool
) -> None:
    bad = tmp_path / "bad.hashiya"
    bad.write_bytes(b"not a database at all" * 100)
    settings.remember(samples)
    if is_recent:
        settings.remember(bad)
    conductor = make_window()
    page = _page(conductor)
    if is_recent:
        page.rows[0].click()
    else:
        assert not conductor.open(bad)
    QApplication.processEvents()
    card = page.problem_card
    assert card.isVisible()
    assert "bad.hashiya" in page.problem
    rows = {row.path.name: row.y() for row in page.rows}
    if is_recent:
        assert rows["bad.hashiya"] < card.y() < rows["samples.hashiya"]
    else:
        assert card.y() < rows["samples.hashiya"]
    assert card.other.isVisible()
    assert card.recent.text() == "Open “samples”"
    card.recent.click()
    assert conductor.session.workspace.path == samples
    _press(Qt.Key.Key_W, CONTROL)
    assert not card.isVisible()


def test_another_file_can_be_chosen_after_a_faulty_one(
    make_window: MakeWindow, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    conductor = make_window()
    assert not conductor.open(tmp_path / "nowhere.hashiya")
    assert not _page(conductor).problem_card.recent.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(samples), ""))
    _page(conductor).problem_card.other.click()
    assert conductor.session.workspace.path == samples


def test_the_first_start_opens_the_sample(make_window: MakeWindow) -> None:
    conductor = make_window()
    assert start._open(conductor, parse([]))
    assert conductor.session.workspace.path == sample_path()


def test_where_the_last_project_is_gone_the_start_page_says_so(
    make_window: MakeWindow, settings: Settings, samples: Path, tmp_path: Path
) -> None:
    settings.remember(samples)
    gone = tmp_path / "gone.hashiya"
    gone.touch()
    settings.remember(gone)
    gone.unlink()
    conductor = make_window()
    assert not start._open(conductor, parse([]))
    page = _page(conductor)
    assert page.isVisible()
    assert "gone.hashiya" in page.problem
    assert [row.path for row in page.rows] == [samples]


def test_the_language_and_the_colours_can_be_changed_here(
    make_window: MakeWindow, settings: Settings
) -> None:
    conductor = make_window()
    page = _page(conductor)
    conductor.actions.actions["arabic"].trigger()
    assert page.languages.text() == "العربية"
    conductor.actions.actions["dark"].trigger()
    assert page.themes.text() == conductor.actions.actions["dark"].iconText()
    assert (settings.language, settings.theme) == ("ar", "dark")


@pytest.mark.parametrize(
    ("size", "has_leaf"), [((1440, 900), True), ((1200, 900), False), ((1440, 640), False)]
)
def test_the_leaf_is_there_where_it_has_room(
    make_window: MakeWindow, size: tuple[int, int], *, has_leaf: bool
) -> None:
    window = make_window().window
    window.resize(*size)
    QApplication.processEvents()
    leaf = window.start.findChild(Leaf)
    assert leaf is not None
    assert leaf.isVisible() == has_leaf


def test_who_opens_a_project_at_once_waits_for_nothing_of_the_start_page(
    qtbot: QtBot, settings: Settings, speaker: Speaker, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts.load()
    read: list[Leaf] = []

    def note(leaf: Leaf) -> None:
        read.append(leaf)

    monkeypatch.setattr(Leaf, "read", note)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitExposed(window):
        window.show()
    conductor = Conductor(window, settings, speaker)
    assert conductor.open(samples)
    QApplication.processEvents()
    assert read == []
    conductor.files.close()
    QApplication.processEvents()
    assert len(read) == 1
    window.close()


def test_the_leaf_shows_the_sample_with_its_marks(make_window: MakeWindow) -> None:
    conductor = make_window()
    leaf = conductor.window.start.findChild(Leaf)
    assert leaf is not None
    leaf.read()
    picture = leaf.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    colors = conductor.window.theme
    for code in ("ORG", "PERS"):
        label = default_scheme().label(code)
        assert label is not None
        assert colors.label(label).fill.name() in seen, code
    for role in ("gold", "ink"):
        assert colors.color(role).name() in seen, role


def test_a_project_without_documents_says_what_to_do(
    make_window: MakeWindow, other: Path, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    asked: list[int] = []

    def choose(*_: object) -> tuple[list[str], str]:
        asked.append(1)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    conductor = make_window(other)
    work, documents = conductor.window.work, conductor.window.desk.documents
    assert work.empty.isVisible()
    assert work.empty.size() == conductor.window.view.size()
    work.empty.bring_in.click()
    assert documents.way_out.isVisible()
    documents.way_out.click()
    assert len(asked) == 2
    assert conductor.open(samples)
    QApplication.processEvents()
    assert not work.empty.isVisible()
    assert not documents.way_out.isVisible()
