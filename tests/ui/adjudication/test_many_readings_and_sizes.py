"""More readings than digits, less room than usual, and fewer readers than it takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from annotator.model import Verdict
from tests.ui.adjudication.adjudicator import Adjudicator
from tests.ui.adjudication.conftest import TEXT, MakeProject, Open, Read
from tests.ui.adjudication.test_keys_of_adjudication import key
from ui.adjudication.keys import Deed, deed_of
from ui.conductor import Conductor

_WORDS = TEXT.split()


@pytest.fixture
def many(adjudicate: Open, read: MakeProject) -> Adjudicator:
    """Return an adjudicator of eleven readers of whom each lets a claim end elsewhere."""
    ends = {f"reader {n:02}": Read(spans=[("CLAIM", " ".join(_WORDS[: 2 + n]))]) for n in range(11)}
    return adjudicate(read(f"{TEXT} وعاد.", **ends))


@pytest.fixture
def small(conductor: Conductor) -> Iterator[None]:
    """Give the window its size back."""
    window = conductor.window
    before = window.size()
    yield
    window.resize(before)
    QApplication.processEvents()


def _chosen(me: Adjudicator) -> list[int]:
    return [n for n, row in enumerate(me.page.apparatus.variants.rows, start=1) if row.isChecked()]


def test_arrows_reach_the_tenth_reading_and_those_beyond(many: Adjudicator) -> None:
    me = many
    rows = me.page.apparatus.variants.rows
    assert [row.words.key for row in rows[:9]] == list("123456789")
    assert [row.words.key for row in rows[9:]] == ["→", "→"]
    assert me.hints[0] == ("1–9 →", "take that reading")
    me.digit(9)
    me.press(Qt.Key.Key_Right)
    assert _chosen(me) == [10]
    me.press(Qt.Key.Key_Right)
    assert _chosen(me) == [11]
    viewport = me.page.apparatus.variants.viewport()
    place = rows[10].mapTo(viewport, rows[10].rect().center())
    assert viewport.rect().contains(place), "what is chosen is in sight"
    wanted = rows[10].words.marked[0][0].of(me.sheet.reading.text)
    me.decide()
    assert me.gold_spans == [("CLAIM", wanted)]


def test_arrows_go_round_and_up_and_down_still_lead_through_the_positions(many: Adjudicator) -> None:
    me = many
    me.press(Qt.Key.Key_Left)
    assert _chosen(me) == [11]
    me.press(Qt.Key.Key_Right)
    assert _chosen(me) == [1]
    me.press(Qt.Key.Key_Down)
    assert me.focus is me.page.apparatus.variants.rows[0], "one position: one stays there"


def test_space_takes_a_reading_beyond_the_digits_to_others(many: Adjudicator) -> None:
    me = many
    me.press(Qt.Key.Key_B, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert len(_chosen(me)) == 11, "going there changes nothing"
    me.press(Qt.Key.Key_Space)
    assert 10 not in _chosen(me)
    me.press(Qt.Key.Key_0)
    assert me.page.apparatus.choice.verdict is Verdict.NOTHING, "0 is nothing here, for ten readers too"


@pytest.mark.parametrize(("code", "deed"), [("en", Deed.NEXT_READING), ("ar", Deed.PREVIOUS_READING)])
def test_onwards_is_where_the_language_goes(monkeypatch: pytest.MonkeyPatch, code: str, deed: Deed) -> None:
    monkeypatch.setattr("ui.adjudication.keys.is_right_to_left", lambda: code == "ar")
    assert deed_of(key(Qt.Key.Key_Right), reading=False, writing=False) is deed
    assert deed_of(key(Qt.Key.Key_Right), reading=True, writing=False) is None


def test_the_sheet_of_keys_has_the_arrows(many: Adjudicator) -> None:
    rows = {one.id: one.keys for one in many.conductor.actions.rows()}
    assert (rows["next_reading"], rows["previous_reading"]) == (("→",), ("←",))


@pytest.mark.usefixtures("small")
def test_what_is_asked_about_stays_in_sight_whatever_the_size(adjudicate: Open, read: MakeProject) -> None:
    text = f"{TEXT}\n" * 30 + "وأضاف سامي نور."
    one, two = Read(spans=[("PERS", "سامي نور")]), Read(spans=[("PERS", "سامي")])
    me = adjudicate(read(text, one=one, two=two))
    for size in (QSize(820, 600), QSize(1440, 900), QSize(900, 620), QSize(820, 600)):
        me.window.resize(size)
        QApplication.processEvents()
        at = me.page.view.point_of(me.position.place.start)
        assert me.page.view.viewport().rect().contains(at), size
    me.press(Qt.Key.Key_E)
    me.window.resize(1440, 900)
    QApplication.processEvents()
    assert me.page.view.viewport().rect().contains(me.page.view.point_of(me.position.place.start))


@pytest.mark.parametrize("readers", [1, 0])
def test_with_fewer_than_two_readings_it_is_told_as_a_refusal(
    adjudicate: Open, read: MakeProject, readers: int
) -> None:
    one = Read(spans=[("PERS", "كيم")], state="finished" if readers else "ignored")
    me = adjudicate(read(one=one))
    assert not me.is_there
    notice = me.window.notice
    assert (notice.is_error, f"has {readers} reading" in notice.text) == (True, True)
    assert "import" in notice.text
    assert not me.conductor.actions.actions["adjudicate"].isChecked()
