from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator import language
from annotator.model import Label, LabelScheme, Layer, Mark, Names
from ui.panels.chip_row import Chip, Spacing, arrange
from ui.panels.label_chip import LabelChip
from ui.panels.label_swatch import paint_swatch
from ui.panels.labels_panel import LabelsPanel
from ui.theme import theme

SPACING = Spacing(gap=6, rule=25, more=60)
KEYED = [
    "PERS",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "NORP",
    "OCC",
    "EVENT",
    "DATE",
    "CLAIM",
    "QUOTE",
    "SOURCE",
    "CUE",
]


@pytest.fixture
def bar(qtbot: QtBot, scheme: LabelScheme) -> LabelsPanel:
    bar = LabelsPanel()
    qtbot.addWidget(bar)
    bar.set_scheme(scheme)
    bar.resize(1440, 46)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def _seen(bar: LabelsPanel) -> list[str]:
    chips = [chip for chip in bar.chips if chip.isVisible()]
    return [chip.label.code for chip in sorted(chips, key=lambda chip: chip.x())]


def _chip(bar: LabelsPanel, code: str) -> LabelChip:
    return next(chip for chip in bar.chips if chip.label.code == code)


def test_at_the_usual_width_every_label_with_a_key_is_seen_and_the_rest_is_counted(bar: LabelsPanel) -> None:
    assert _seen(bar) == KEYED
    assert bar.more.isVisible()
    assert bar.more.accessibleName() == "12 more labels"


def test_a_click_chooses_a_label_and_takes_no_focus(bar: LabelsPanel, qtbot: QtBot) -> None:
    other = _chip(bar, "CUE")
    with qtbot.waitSignal(bar.label_chosen, timeout=1000) as chosen:
        qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert chosen.args == ["CUE"]
    assert not other.hasFocus()
    assert not other.isChecked()  # what is chosen is the current span's business


def test_the_list_behind_the_button_holds_exactly_what_is_not_in_the_row(
    bar: LabelsPanel, qtbot: QtBot, scheme: LabelScheme
) -> None:
    menu = bar.rest_menu()
    hidden = [label for label in scheme.labels if label.code not in _seen(bar)]
    assert [action.text() for action in menu.actions()] == [label.names.en for label in hidden]
    with qtbot.waitSignal(bar.label_chosen, timeout=1000) as chosen:
        menu.actions()[2].trigger()
    assert chosen.args == [hidden[2].code]


def test_a_wide_row_shows_more_and_a_narrow_one_keeps_the_keys_longest(
    bar: LabelsPanel, scheme: LabelScheme
) -> None:
    bar.resize(4000, 46)
    assert len(_seen(bar)) == len(scheme.labels)
    assert not bar.more.isVisible()
    bar.resize(900, 46)
    assert set(_seen(bar)) < set(KEYED)
    assert _seen(bar)[-4:] == ["CLAIM", "QUOTE", "SOURCE", "CUE"]
    right = max(chip.geometry().right() for chip in bar.chips if chip.isVisible())
    assert right <= 900


def test_chips_never_lie_on_each_other(bar: LabelsPanel) -> None:
    for width in range(300, 2400, 70):
        bar.resize(width, 46)
        boxes = [chip.geometry().adjusted(4, 4, -4, -4) for chip in bar.chips if chip.isVisible()]
        if bar.more.isVisible():
            boxes.append(bar.more.geometry().adjusted(4, 4, -4, -4))
        boxes.sort(key=QRect.left)
        assert all(a.right() < b.left() for a, b in itertools.pairwise(boxes)), width


@pytest.mark.parametrize("code", ["en", "ar"])
def test_labels_with_a_key_have_their_whole_names_in_a_usual_window(
    qtbot: QtBot, scheme: LabelScheme, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(language._Current, "code", code)
    bar = LabelsPanel()
    qtbot.addWidget(bar)
    bar.resize(1440, 46)
    bar.set_scheme(scheme)
    assert not bar._row.shortened
    assert bar.hidden_codes() == [label.code for label in scheme.labels if label.hotkey is None]


def test_the_row_mirrors(bar: LabelsPanel, switch: Callable[..., None]) -> None:
    assert bar.chips[0].x() < bar.chips[1].x()
    switch(bar)
    assert bar.chips[0].x() > bar.chips[1].x()
    assert bar.chips[0].geometry().right() > bar.width() - 16
    assert bar.more.x() < bar.chips[8].x()


def test_arrow_keys_go_the_way_they_point_and_enter_chooses(
    bar: LabelsPanel, qtbot: QtBot, switch: Callable[..., None]
) -> None:
    first, second = _chip(bar, "PERS"), _chip(bar, "ORG")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    with qtbot.waitSignal(bar.label_chosen, timeout=1000) as chosen:
        qtbot.keyClick(second, Qt.Key.Key_Return)
    assert chosen.args == ["ORG"]
    switch(bar)
    qtbot.keyClick(second, Qt.Key.Key_Right)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_End)
    assert _chip(bar, "CUE").hasFocus()


def test_the_button_for_the_rest_is_reached_by_the_arrows_and_opens_by_key(
    bar: LabelsPanel, qtbot: QtBot
) -> None:
    opened: list[bool] = []
    bar.more.clicked.disconnect()
    bar.more.clicked.connect(lambda: opened.append(True))
    date = _chip(bar, "DATE")
    date.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(date, Qt.Key.Key_Right)
    assert bar.more.hasFocus()
    qtbot.keyClick(bar.more, Qt.Key.Key_Down)
    assert opened == [True]


def test_the_row_is_one_stop_for_tab(bar: LabelsPanel) -> None:
    def stops() -> list[str]:
        tab = Qt.FocusPolicy.TabFocus
        return [chip.label.code for chip in bar.chips if chip.focusPolicy() == tab]

    assert stops() == ["PERS"]
    bar.chips[0].clearFocus()
    bar.set_current_label("SOURCE")
    assert stops() == ["SOURCE"]


def test_the_current_span_s_label_is_marked_also_behind_the_button(bar: LabelsPanel) -> None:
    bar.set_current_label("CLAIM")
    assert [chip.label.code for chip in bar.chips if chip.isChecked()] == ["CLAIM"]
    assert not bar.more.isChecked()
    bar.set_current_label("MONEY")
    assert bar.more.isChecked()
    bar.set_current_label(None)
    assert not bar.more.isChecked()
    assert not any(chip.isChecked() for chip in bar.chips)


def test_forbidden_labels_can_t_be_chosen(bar: LabelsPanel, qtbot: QtBot) -> None:
    bar.set_allowed({"PERS"})
    with qtbot.assertNotEmitted(bar.label_chosen):
        qtbot.mouseClick(_chip(bar, "ORG"), Qt.MouseButton.LeftButton)
    assert not any(action.isEnabled() for action in bar.rest_menu().actions())
    bar.set_allowed(None)
    assert _chip(bar, "ORG").isEnabled()


def test_a_label_s_name_is_shown_letter_by_letter(qtbot: QtBot) -> None:
    name = Names(ar="<b>خط</b> & غيره", en="<b>bold</b> & co")
    label = Label(
        code="X",
        layer="l",
        names=name,
        short=name,
        description=Names(ar="", en="<i>why</i>"),
        color="#4477AA",
        hotkey=None,
        mark=Mark.FILL,
    )
    scheme = LabelScheme(
        name="s", version=1, layers=(Layer(code="l", names=name),), labels=(label,), relation_types=()
    )
    bar = LabelsPanel()
    qtbot.addWidget(bar)
    bar.set_scheme(scheme)
    bar.resize(90, 46)
    bar.show()
    assert bar.hidden_codes() == ["X"]
    assert bar.rest_menu().actions()[0].text() == "<b>bold</b> && co"  # && shows one &
    assert "&lt;b&gt;bold&lt;/b&gt;" in bar.chips[0].toolTip()
    assert bar.chips[0].accessibleName() == "<b>bold</b> & co"


def test_words_follow_the_language(bar: LabelsPanel, switch: Callable[..., None]) -> None:
    assert _chip(bar, "PERS").accessibleName() == "Person, key 1"
    switch(bar)
    assert _chip(bar, "PERS").accessibleName() == "«شخص, key 1»"
    assert bar.accessibleName() == "«Labels»"
    assert bar.more.accessibleName().startswith("«12")
    assert bar.rest_menu().actions()[0].text() == "وقت"


def test_marks_differ_in_shape_not_only_in_colour(scheme: LabelScheme) -> None:
    pictures = set()
    for code in ("PERS", "CLAIM", "QUOTE", "SOURCE", "CUE"):
        label = scheme.label(code)
        assert label is not None
        picture = QImage(32, 32, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        paint_swatch(painter, picture.rect().toRectF(), label, theme("light"))
        painter.end()
        inked = [picture.pixelColor(x, y).lightness() < 245 for y in range(32) for x in range(32)]
        pictures.add(tuple(inked))
    assert len(pictures) == 5


_CHIPS = st.lists(
    st.builds(
        lambda width, saved, has_key, first: Chip(
            width=width, short_width=width - saved, has_key=has_key, first_group=first
        ),
        st.integers(40, 160),
        st.integers(-10, 30),
        st.booleans(),
        st.booleans(),
    ),
    max_size=25,
)


@given(_CHIPS, st.integers(60, 2500))
def test_every_chip_is_either_seen_within_the_width_or_hidden(chips: list[Chip], width: int) -> None:
    row = arrange(chips, width, SPACING)
    assert sorted([*row.places, *row.hidden]) == list(range(len(chips)))
    assert all(left + wide <= width for left, wide in row.places.values())
    assert (row.more_at is None) == (not row.hidden)


@given(_CHIPS, st.integers(60, 2500))
def test_no_chip_without_a_key_is_seen_while_one_with_a_key_is_hidden(chips: list[Chip], width: int) -> None:
    row = arrange(chips, width, SPACING)
    if any(chips[index].has_key for index in row.hidden):
        assert all(chips[index].has_key for index in row.places)


@given(_CHIPS)
def test_names_are_whole_where_all_fits(chips: list[Chip]) -> None:
    row = arrange(chips, 10_000, SPACING)
    assert not row.hidden
    assert not row.shortened
