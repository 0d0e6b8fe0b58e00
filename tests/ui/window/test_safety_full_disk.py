"""A disk that refuses: nothing that a person has done is lost without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.errors import ProjectFileError
from annotator.language import msg
from annotator.store.repository import Repository
from annotator.workspace import Workspace
from ui.conductor import Conductor
from ui.dialogs.question import QuestionDialog

MakeWindow = Callable[..., Conductor]
CONTROL = Qt.KeyboardModifier.ControlModifier


class Disk:
    """Takes what is written, or says that it can't."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.refuses: str | None = None
        real = Repository.apply

        def apply(repository: Repository, *arguments: object, **named: object) -> int:
            if self.refuses is not None:
                raise ProjectFileError(msg("The disk is full."), code=self.refuses)
            return real(repository, *arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(Repository, "apply", apply)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Return the disk; it has room again before the window is closed, which else would ask."""
    made = Disk(monkeypatch)
    yield made
    made.refuses = None


def _choose(conductor: Conductor, text: str) -> None:
    QApplication.processEvents()
    (button,) = (b for b in conductor.window.banner.buttons if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def _delete(conductor: Conductor, place: int) -> str:
    reading = conductor.session.annotation_set
    assert reading is not None
    span = reading.in_text_order()[place]
    conductor.window.view.set_current(span.id)
    QTest.keyClick(conductor.window.view, Qt.Key.Key_Delete)
    return span.id


def _ids(conductor: Conductor) -> set[str]:
    reading = conductor.session.annotation_set
    return set() if reading is None else set(reading.spans)


@pytest.mark.parametrize("code", ["E_DISK_FULL", "E_DISK", "E_LOCKED", "E_READ_ONLY"])
def test_an_edit_that_the_disk_refuses_is_kept_and_saved_when_there_is_room(
    make_window: MakeWindow, samples: Path, disk: Disk, code: str
) -> None:
    conductor = make_window(samples)
    window = conductor.window
    before = _ids(conductor)
    disk.refuses = code
    first = _delete(conductor, 0)
    assert _ids(conductor) == before
    assert window.banner.isVisible()
    assert window.banner.text.startswith("The disk is full. One edit is kept")
    assert "Delete" in window.banner.text
    assert window.status.saved_mark == "Not saved"
    _choose(conductor, "Try again")
    assert window.banner.isVisible()
    disk.refuses = None
    _choose(conductor, "Try again")
    assert _ids(conductor) == before - {first}
    assert not window.banner.isVisible()
    assert window.status.is_saved
    assert window.notice.text == "The edit is saved now."


def test_nothing_else_breaks_meanwhile(make_window: MakeWindow, samples: Path, disk: Disk) -> None:
    conductor = make_window(samples)
    disk.refuses = "E_DISK_FULL"
    _delete(conductor, 0)
    first = conductor.session.document_id
    conductor.actions.actions["next_document"].trigger()
    assert conductor.session.document_id != first
    conductor.window.view.next_span()
    assert conductor.window.banner.isVisible()
    assert not conductor.window.status.is_saved


def test_the_next_edit_saves_the_one_before_it_first(
    make_window: MakeWindow, samples: Path, disk: Disk
) -> None:
    conductor = make_window(samples)
    before = _ids(conductor)
    disk.refuses = "E_DISK_FULL"
    first = _delete(conductor, 0)
    second = _delete(conductor, 1)
    assert "2 edits are kept" in conductor.window.banner.text
    disk.refuses = None
    third = _delete(conductor, 2)
    assert _ids(conductor) == before - {first, second, third}
    assert not conductor.window.banner.isVisible()
    for gone in (third, second, first):
        conductor.editing.undo()
        assert gone in _ids(conductor)


def test_undo_takes_back_first_what_is_not_saved(make_window: MakeWindow, samples: Path, disk: Disk) -> None:
    conductor = make_window(samples)
    before = _ids(conductor)
    saved = _delete(conductor, 0)
    disk.refuses = "E_DISK_FULL"
    _delete(conductor, 0)
    assert conductor.actions.actions["undo"].isEnabled()
    QTest.keyClick(conductor.window.view, Qt.Key.Key_Z, CONTROL)
    assert not conductor.window.banner.isVisible()
    assert conductor.window.status.is_saved
    disk.refuses = None
    assert _ids(conductor) == before - {saved}
    QTest.keyClick(conductor.window.view, Qt.Key.Key_Z, CONTROL)
    assert _ids(conductor) == before


def test_two_first_labels_of_a_reader_begin_one_reading(
    make_window: MakeWindow, tmp_path: Path, disk: Disk
) -> None:
    text = tmp_path / "خبر.txt"
    text.write_text("قالت الوزارة إن الحصاد بدأ.", encoding="utf-8")
    path = tmp_path / "new.hashiya"
    with Workspace.create(path, title="New", reader="Salma") as workspace:
        workspace.import_files([text])
    conductor = make_window(path)
    disk.refuses = "E_DISK_FULL"
    from annotator.model import Span

    for start, end in ((5, 12), (16, 22)):
        conductor.window.view.select(Span(start, end))
        QTest.keyClick(conductor.window.view, Qt.Key.Key_2)
    assert len(conductor.session.kept) == 2
    disk.refuses = None
    _choose(conductor, "Try again")
    summary = conductor.session.summary
    assert summary is not None
    assert [reading.spans for reading in summary.sets] == [2]


def test_what_the_scheme_forbids_is_not_kept(make_window: MakeWindow, samples: Path, disk: Disk) -> None:
    conductor = make_window(samples)
    disk.refuses = "E_DISK_FULL"
    _delete(conductor, 0)
    reading = conductor.session.annotation_set
    assert reading is not None
    entity = next(s for s in reading.in_text_order() if s.label == "PERS")
    conductor.window.view.select(entity.span)
    QTest.keyClick(conductor.window.view, Qt.Key.Key_1)
    assert len(conductor.session.kept) == 1
    assert conductor.window.notice.is_error


@pytest.mark.parametrize("way", ["window", "project", "another"])
def test_nobody_leaves_unsaved_edits_behind_without_knowing(
    make_window: MakeWindow, samples: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    other = samples.with_name("other.hashiya")
    Workspace.create(other, title="Other").close()
    conductor = make_window(samples)
    disk.refuses = "E_DISK_FULL"
    _delete(conductor, 0)
    leave: dict[str, Callable[[], object]] = {
        "window": conductor.window.close,
        "project": conductor.files.close,
        "another": lambda: conductor.open(other),
    }
    asked: list[str] = []
    answers = [0, 1]

    def answer(dialog: QuestionDialog) -> int:
        asked.append(dialog.primary.text())
        return answers.pop(0)

    monkeypatch.setattr(QuestionDialog, "exec", answer)
    leave[way]()
    assert conductor.window.isVisible()
    assert conductor.session.workspace.path == samples
    assert len(conductor.session.kept) == 1
    leave[way]()
    assert asked == ["Leave without them"] * 2
    assert not conductor.session.is_open or conductor.session.workspace.path == other
    assert not conductor.session.unsaved


def test_leaving_saves_what_can_be_saved_by_now(make_window: MakeWindow, samples: Path, disk: Disk) -> None:
    conductor = make_window(samples)
    before = _ids(conductor)
    disk.refuses = "E_DISK_FULL"
    first = _delete(conductor, 0)
    document_id = conductor.session.document_id
    assert document_id is not None
    disk.refuses = None
    conductor.window.close()
    with Workspace.open(samples, reader="Salma") as workspace:
        reading = workspace.active_set(document_id)
        assert reading is not None
        assert set(reading.spans) == before - {first}


def test_a_note_that_could_not_be_saved_is_asked_about(
    make_window: MakeWindow, samples: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)
    conductor.window.view.next_span()
    QTest.keyClick(conductor.window.view, Qt.Key.Key_N)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "look again")
    disk.refuses = "E_DISK_FULL"
    monkeypatch.setattr(QuestionDialog, "exec", lambda _: 0)
    conductor.window.close()
    assert conductor.window.isVisible()
    assert len(conductor.session.kept) == 1
    disk.refuses = None
    _choose(conductor, "Try again")
    span = conductor.session.span(conductor.window.view.current_span)
    assert span is not None
    assert span.comment == "look again"


def test_kept_edits_can_be_given_up(
    make_window: MakeWindow, samples: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    conductor = make_window(samples)
    disk.refuses = "E_DISK_FULL"
    _delete(conductor, 0)
    answers = [0, 1]
    monkeypatch.setattr(QuestionDialog, "exec", lambda _: answers.pop(0))
    _choose(conductor, "Give up")
    assert conductor.window.banner.isVisible()
    _choose(conductor, "Give up")
    assert not conductor.window.banner.isVisible()
    assert conductor.window.status.is_saved


def test_saving_says_so_only_when_it_is_true(make_window: MakeWindow, samples: Path, disk: Disk) -> None:
    conductor = make_window(samples)
    disk.refuses = "E_DISK_FULL"
    _delete(conductor, 0)
    conductor.files.save()
    assert "Everything is saved" not in conductor.window.notice.text
    disk.refuses = None
    conductor.files.save()
    assert "Everything is saved" in conductor.window.notice.text


def test_the_place_of_an_unsaved_edit_is_marked_and_nothing_is_drawn_as_if_it_were_so(
    make_window: MakeWindow, samples: Path, disk: Disk
) -> None:
    conductor = make_window(samples)
    view, reading = conductor.window.view, conductor.session.annotation_set
    assert reading is not None
    span = reading.in_text_order()[0]
    view.set_current(None)
    box = view.rectangle_of(span.id).adjusted(-8, -24, 8, 24)
    rubric = conductor.window.theme.color("rubric").rgb()

    def count() -> int:
        QApplication.processEvents()
        picture = view.viewport().grab(box).toImage()
        return sum(
            picture.pixel(x, y) == rubric for x in range(picture.width()) for y in range(picture.height())
        )

    before = count()
    disk.refuses = "E_DISK_FULL"
    _delete(conductor, 0)
    view.set_current(None)
    assert list(view.pending) == [span.span]
    assert count() > before + 20
    assert span.id in _ids(conductor), "what is not on the disk is not so"
    conductor.actions.actions["next_document"].trigger()
    assert not list(view.pending)
    conductor.actions.actions["previous_document"].trigger()
    assert list(view.pending) == [span.span]
    disk.refuses = None
    _choose(conductor, "Try again")
    assert not list(view.pending)
    assert count() <= before
