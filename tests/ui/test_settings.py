from __future__ import annotations

from pathlib import Path

import pytest

from annotator.model import Direction
from annotator.model.person import Identity
from ui.settings import Place, Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.ini"


def test_what_is_set_is_there_tomorrow(file: Path) -> None:
    today = Settings(file)
    today.language, today.theme, today.text_px, today.reader = "ar", "hc_dark", 28, " سلمى "
    today.sync()
    tomorrow = Settings(file)
    assert (tomorrow.language, tomorrow.theme, tomorrow.text_px, tomorrow.reader) == (
        "ar",
        "hc_dark",
        28,
        "سلمى",
    )


def test_nonsense_in_the_file_falls_back_to_what_is_usual(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HASHIYA_LANGUAGE", "ar")
    file.parent.mkdir()
    file.write_text("[General]\nlanguage=xx\ntheme=pink\ntext_px=enormous\n", encoding="utf-8")
    settings = Settings(file)
    assert (settings.language, settings.theme, settings.text_px) == ("ar", "light", 24)


def test_the_size_of_the_interface_is_kept_and_only_sensible_ones_are(file: Path) -> None:
    today = Settings(file)
    assert today.interface_size == 100
    today.interface_size = 150
    today.sync()
    assert Settings(file).interface_size == 150
    file.write_text("[General]\ninterface_size=3000\n", encoding="utf-8")
    assert Settings(file).interface_size == 100


def test_the_place_is_kept_for_each_project(file: Path) -> None:
    settings = Settings(file)
    place = Place(document_id="01-economy", first_visible=0, span_id=None)
    other = Place(document_id="م/٢", first_visible=815, span_id="s-1")
    settings.leave("a", place)
    settings.leave("b", other)
    settings.sync()
    again = Settings(file)
    assert (again.place("a"), again.place("b"), again.place("c")) == (place, other, None)


def test_turned_paragraphs_are_kept_for_each_document(file: Path) -> None:
    settings = Settings(file)
    settings.turn("a", "م/٢", {0: Direction.LTR, 815: Direction.RTL})
    settings.turn("a", "b", {7: Direction.LTR})
    settings.turn("a", "c", {7: Direction.LTR})
    settings.turn("a", "c", {})
    settings.sync()
    again = Settings(file)
    assert again.turned("a", "م/٢") == {0: Direction.LTR, 815: Direction.RTL}
    assert again.turned("a", "b") == {7: Direction.LTR}
    assert again.turned("a", "c") == again.turned("b", "b") == {}


def test_recent_projects_come_latest_first_and_only_if_they_are_there(file: Path, tmp_path: Path) -> None:
    settings = Settings(file)
    paths = [tmp_path / f"{n}.hashiya" for n in range(10)]
    for path in paths:
        path.touch()
        settings.remember(path)
    settings.remember(paths[4])
    settings.sync()
    assert Settings(file).recent() == [paths[n] for n in (4, 9, 8, 7, 6, 5, 3, 2)]
    paths[9].unlink()
    assert paths[9] not in Settings(file).recent()


def test_a_single_recent_project_comes_back_as_one(file: Path, tmp_path: Path) -> None:
    project = tmp_path / "one, two.hashiya"
    project.touch()
    Settings(file).remember(project)
    assert Settings(file).recent() == [project]


def test_who_sits_here_has_one_id_from_the_first_question_on(tmp_path: Path) -> None:
    file = tmp_path / "s.ini"
    first = Settings(file)
    assert first.asks_who
    who = first.identity
    assert (who.name, who.ids, who.former) == (first.login, (who.own,), ())
    first.reader = "  هالة   سعيد "
    first.sync()
    again = Settings(file)
    assert not again.asks_who
    assert again.identity == Identity(name="هالة سعيد", ids=(who.own,), own=who.own, former=(first.login,))
    again.be("somebody")
    assert again.identity.ids == ("somebody", who.own)
    again.be(who.own)
    assert again.identity.ids == (who.own, "somebody")
    assert Settings(tmp_path / "other.ini").identity.own != who.own


def test_a_run_that_keeps_nothing_asks_nothing_and_is_one_person(tmp_path: Path) -> None:
    passing = Settings(tmp_path / "none.ini", keep=False)
    assert not passing.asks_who
    assert passing.identity == passing.identity
