"""Agreement: every number is the workspace's, opens its spans, and is reached by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.agreement import Counted
from annotator.editing.commands import DeleteSpans
from annotator.progress import Progress
from annotator.workspace import agreement
from annotator.workspace.agreement import AgreementReport, AgreementRequest, Measure, read_agreement
from tests.ui.agreement.agreement_page import OpenAgreement
from tests.ui.agreement.conftest import TEXTS, MakeProject
from ui import fonts
from ui.agreement.asking import Remedy, Survey
from ui.agreement.choice import DocumentsChoice
from ui.agreement.definitions import DefinitionsDialog
from ui.agreement.figures import Cell
from ui.agreement.listing import words_before
from ui.agreement.naming import measure_short
from ui.agreement.question import FIRST, Scope
from ui.agreement.wording import value_words
from ui.theme import theme

Agree = Callable[..., OpenAgreement]
_ALIKE = [("PERS", "كيم"), ("GPE", "روسيا")]


@pytest.fixture
def three(read: MakeProject) -> Path:
    """Return a project of three readers, two of whom have both texts."""
    return read(
        A=[[*_ALIKE, ("DATE", "عام 2019"), ("CLAIM", "الاجتماع سيعزز الصداقة")], [("GPE", "باريس")]],
        B=[[("NORP", "كيم"), ("GPE", "روسيا"), ("CLAIM", "الاجتماع سيعزز الصداقة بين البلدين")], []],
        C=[_ALIKE, None],
    )


def test_the_page_has_the_numbers_of_the_workspace(agree: Agree, article_read: Path) -> None:
    opened = agree(article_read)
    page, report = opened.page, opened.report
    request = AgreementRequest(readers=report.readers, pair=report.pair, measures=frozenset(FIRST))
    counted = read_agreement(article_read, request, Progress())
    overall = [counted.overall[one] for one in FIRST]
    assert [opened.card(n)[0] for n in range(4)] == [f"{one.value:.3f}" for one in overall]
    interval = overall[0].interval
    assert interval is not None
    assert opened.card(0) == (
        f"{204 / 234:.3f}",
        f"[{interval.low:.2f}, {interval.high:.2f}]",
        "102 spans of 118 and 116",
    )
    assert page.shown is not None
    cells = [item for _, figure in page.shown.matrices[:-1] for item in figure.items]
    assert sum(item.value for item in cells) == sum(counted.confusion.values())
    disputed = sum(item.value for item in cells if isinstance(item, Cell) and item.disputed)
    assert disputed == sum(count for one, count in counted.confusion.items() if one.left != one.right)
    rows = {item.label.code: item.shown for item in page.labels.plot.items if item.label is not None}
    assert rows == {line.code: f"{line.figures[Measure.EXACT].value:.2f}" for line in counted.labels}
    page.cards.cards[2].click()
    rows = {item.label.code: item.shown for item in page.labels.plot.items if item.label is not None}
    assert rows == {line.code: f"{line.figures[Measure.CHARACTERS].value:.2f}" for line in counted.labels}
    assert "15 paragraphs" in page.desk.notice.text()


def test_every_cell_lists_as_many_places_as_it_says(agree: Agree, article_read: Path) -> None:
    opened = agree(article_read)
    page = opened.page
    assert page.shown is not None
    page.layers.setCurrentIndex(len(page.shown.matrices) - 1)
    page.layers.activated.emit(page.layers.currentIndex())
    plot = page.matrix.plot
    assert len(plot.items) > 20
    for number, item in enumerate(plot.items):
        places = opened.open_item(plot, number)
        assert len(places) == item.value, item.said
        if isinstance(item, Cell) and item.disputed:
            assert all(place.disputed and not place.note for place in places), item.said
        else:
            assert all(bool(place.note) is place.disputed for place in places), item.said
        assert item.name in page.desk.behind.text()
    cells = {item.place: item.value for item in plot.items}
    codes = [head.label.code if head.label else None for head in plot.figure.heads]
    for number, row in enumerate(page.labels.plot.items[:4]):
        assert row.label is not None
        at = codes.index(row.label.code)
        expected = sum(value for place, value in cells.items() if at in place)
        assert len(opened.open_item(page.labels.plot, number)) == expected
    page.cards.cards[0].click()
    opened.wait()
    assert len(opened.places) == sum(cells.values())
    disputes = [place.disputed for place in opened.places]
    assert disputes == sorted(disputes, reverse=True), "what is in dispute stands first"
    assert sum(disputes) == sum(cells.values()) - 102


def test_the_keyboard_alone_leads_from_a_number_to_its_place(agree: Agree, three: Path) -> None:
    opened = agree(three)
    page, conductor = opened.page, opened.conductor
    assert opened.has_focus(page.cards.cards[0])
    opened.press("Tab")
    assert opened.has_focus(page.cards.cards[1]), "Tab leads to the next number"
    assert [hint.key for hint in conductor.window.status.hints] == ["Tab", "↵", "Ctrl+C"]
    opened.press("Return")
    opened.wait()
    assert opened.has_focus(page.desk.places), "Enter opens the list"
    assert page.measure == 1
    assert conductor.window.status.hints[-1].key == "Esc"
    opened.press("Esc")
    assert opened.has_focus(page.cards.cards[1]), "Escape leads back to the number"
    opened.tab_to(page.matrix.plot)
    before = page.matrix.plot.items[page.matrix.plot.current].place
    opened.press("Down")
    assert page.matrix.plot.items[page.matrix.plot.current].place[0] > before[0]
    opened.tab_to(page.labels.plot)
    opened.press("Return")
    opened.wait()
    place = page.desk.places.current
    assert place is not None
    opened.press("Return")
    assert conductor.adjudication.is_shown
    assert conductor.actions.actions["adjudicate"].isChecked()
    assert not conductor.actions.actions["agreement"].isChecked()
    assert conductor.session.document_id == place.document_id
    position = conductor.adjudication.page.position
    assert position is not None
    assert position.place.start <= place.start < position.place.end


def test_a_place_that_cannot_be_adjudicated_opens_in_the_text(
    agree: Agree, three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = agree(three)
    conductor, plot = opened.conductor, opened.page.matrix.plot
    monkeypatch.setattr(conductor.adjudication, "_refusal", lambda: "no")
    middle = plot.drawn().rect(1, plot.layoutDirection()).center().toPoint()
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=middle)
    opened.wait()
    assert plot.chosen == 1
    assert opened.has_focus(plot), "a click leaves the keyboard where it is"
    place = opened.page.desk.places.current
    assert place is not None
    opened.page.desk.open_button.click()
    assert conductor.window.shows_work
    assert conductor.window.view.current_span == place.span_id
    assert not conductor.actions.actions["agreement"].isChecked()
    assert conductor.window.header.undo.isVisibleTo(conductor.window.header)


def test_arrows_choose_the_readers(agree: Agree, three: Path) -> None:
    opened = agree(three)
    desk = opened.page.desk
    assert opened.letters == ["A", "B", "C"]
    assert opened.page.matrix.title.text() == "What A called it … and what B did"
    before = opened.card(0)
    opened.tab_to(desk.pairs)
    opened.press("Right")
    opened.wait()
    assert opened.page.matrix.title.text() == "What A called it … and what C did"
    assert opened.looked_at == ["A", "C"]
    assert opened.card(0) != before
    assert opened.has_focus(desk.pairs), "the keyboard stays where it is"
    opened.press("Down")
    opened.press("Left")  # before the answer has come
    opened.wait()
    assert opened.looked_at == ["B", "A"]
    opened.press("Right")
    opened.press("Up")
    opened.wait()
    desk.together.click()
    opened.wait()
    assert opened.report.pair is None
    assert not opened.page.matrix.isVisibleTo(opened.page)
    desk.together.click()
    opened.wait()
    assert opened.looked_at == ["A", "C"]
    assert opened.page.matrix.isVisibleTo(opened.page)


def test_kappa_can_count_words_instead_of_letters(agree: Agree, three: Path) -> None:
    opened = agree(three)
    letters = opened.report.overall[Measure.KAPPA]
    items = opened.page.desk.items
    assert [items.itemText(n) for n in range(items.count())] == ["by character", "by word"]
    items.chosen.emit(True)  # noqa: FBT003 - the value of an entry
    opened.wait()
    words = opened.report.overall[Measure.KAPPA]
    assert (letters.counted, words.counted) == (Counted.CHARACTERS, Counted.TOKENS)
    assert words.n < letters.n
    assert opened.card(3)[2] == f"over {words.n} words"


def test_gamma_is_counted_document_by_document_when_its_tab_is_opened(agree: Agree, three: Path) -> None:
    opened = agree(three)
    rows = opened.tab("γ")
    report = read_agreement(
        three,
        AgreementRequest(pair=opened.report.pair, measures=frozenset(Measure), beside=frozenset()),
        Progress(),
    )
    column = opened.page.more.table.table.heads.index(measure_short(Measure.GAMMA))
    values = [value_words(line.figures[Measure.GAMMA].value) for line in report.by_document]
    assert len(values) == 2
    assert [row[column] for row in rows] == values


def test_what_is_compared_is_narrowed_down_to_nothing(
    agree: Agree, three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = agree(three)
    desk = opened.page.desk
    whole = opened.report.overall[Measure.EXACT].n
    desk.documents.chosen.emit(Scope.OPEN)
    opened.wait()
    assert opened.report.documents == 1
    monkeypatch.setattr(DocumentsChoice, "exec", lambda _self: True)
    monkeypatch.setattr(DocumentsChoice, "chosen", frozenset({"d0", "d1"}))
    desk.documents.chosen.emit(Scope.CHOICE)
    desk.relations.click()
    desk.attributes.click()
    desk.states.chosen.emit(True)  # noqa: FBT003 - the value of an entry
    opened.wait()
    assert opened.report.request.documents == frozenset({"d0", "d1"})
    assert len(opened.report.request.states) == 2
    assert desk.documents.currentText() == "2 documents"
    assert opened.report.overall[Measure.EXACT].n == whole
    (entities, claims, sources) = desk.layer_boxes()
    claims.click()
    opened.wait()
    assert opened.report.overall[Measure.EXACT].n == whole - 2
    entities.click()
    sources.click()
    opened.wait()
    assert opened.card(0) == ("", "", "nothing to compare")
    assert "undefined; nothing to compare" in opened.page.cards.cards[0].accessibleName()
    assert not opened.page.cards.cards[0].isEnabled()
    assert opened.page.matrix.plot.items == ()
    opened.page.grab()


def test_documents_are_ticked_and_found_by_their_titles(qapp: QApplication) -> None:
    assert qapp is not None
    fonts.load()
    dialog = DocumentsChoice(None, theme("light"), {"d0": "هدنة", "d1": "زلزال"}, {"d1"})
    assert dialog.chosen == {"d1"}
    assert dialog.primary.text() == "Compare 1 document"
    dialog.words.setText("هدنه")
    assert [dialog.documents.item(row).isHidden() for row in range(2)] == [False, True]
    dialog.documents.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.primary.isEnabled()
    definitions = DefinitionsDialog(None, theme("light"))
    assert "doi:10.1197/jamia.M1733" in definitions.words.toPlainText()
    for one in (dialog, definitions):
        one.deleteLater()


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("روسيا", "وزار كيم"),
        ("وزار", ""),
        ("البلدين", "سيعزز الصداقة بين"),
        ("بلدين", "سيعزز الصداقة بين"),
        ("عام", "وزار كيم روسيا في"),
    ],
)
def test_a_place_is_listed_with_the_whole_words_before_it(words: str, before: str) -> None:
    expected = " ".join(before.split()[-3:])
    assert words_before(TEXTS[0], TEXTS[0].index(words)) == expected
    far = f"{'كلام ' * 40}{TEXTS[0]}"
    assert words_before(far, far.index("البلدين")) == "سيعزز الصداقة بين"


def test_numbers_are_copied_as_tables_and_said(agree: Agree, three: Path) -> None:
    opened = agree(three)
    page = opened.page
    cards = opened.copied(page.cards.cards[2])
    assert [row[1] for row in cards] == [opened.card(n)[0] for n in range(4)]
    matrix = opened.copied(page.matrix.plot)
    heads = matrix[0][1:]
    assert heads[-1] == "nothing"
    assert [row[0] for row in matrix[1:]] == heads
    assert matrix[1][1 + heads.index("Group")] == "1", "Kim is a person for A, a group for B"
    labels = opened.copied(page.labels.plot)
    assert labels[0][:2] == ["Label", "Value"]
    assert len(labels) == 1 + len(page.labels.plot.items)
    assert opened.copied(page.desk.pairs)[1][1:3] == ["", page.desk.pairs.items[0].shown]
    page.cards.cards[0].click()
    opened.wait()
    assert len(opened.copied(page.desk.places)) == len(opened.places)
    assert "¶" in page.desk.places.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    for card in page.cards.cards:
        assert card.figure.value in card.accessibleName()
        assert QAccessible.queryAccessibleInterface(card).role() == QAccessible.Role.Button
    for plot in (page.matrix.plot, page.labels.plot, page.desk.pairs):
        assert plot.accessibleName()
        assert plot.items[plot.current].shown in plot.accessibleDescription()
        assert QAccessible.queryAccessibleInterface(plot).role() == QAccessible.Role.Chart
    assert page.tabs.accessibleDescription() == "Overview"


def test_tables_open_their_places_and_pairs_their_readers(agree: Agree, three: Path) -> None:
    opened = agree(three)
    page = opened.page
    for name in page.tabs.names[1:]:
        rows = opened.tab(name)
        page.grab()
        assert rows or name in {"Relations", "Attributes"}, name
    coefficients = opened.tab("Coefficients")
    assert coefficients[0][1] == opened.card(0)[0]
    assert [row[0] for row in opened.tab("Documents")] == ["خبر 1", "خبر 2"]
    assert len(opened.copied(page.more.table)) == 3
    opened.press("Return", page.more.table)
    opened.wait()
    assert {place.document_id for place in opened.places} == {"d0"}
    opened.tab("Pairs")
    page.more.table.setCurrentIndex(page.more.table.model().index(1, 0))
    opened.press("Return", page.more.table)
    opened.wait()
    assert opened.looked_at == ["A", "C"]


def test_two_readers_with_nothing_in_common_are_undefined(agree: Agree, read: MakeProject) -> None:
    project = read(A=[_ALIKE, None], B=[_ALIKE, [("GPE", "باريس")]], C=[None, [("GPE", "باريس")]])
    opened = agree(project)
    pairs = opened.page.desk.pairs
    apart = next(n for n, item in enumerate(pairs.items) if item.place == (0, 2))
    assert pairs.items[apart].shown == "–"
    pairs.go_to(apart)
    opened.wait()
    assert opened.card(0) == ("", "", "no document that both have read")


def test_where_there_is_nothing_to_compare_one_sentence_and_one_action_help(
    agree: Agree, read: MakeProject
) -> None:
    opened = agree(read(A=[_ALIKE, None], B=[None, [("GPE", "باريس")]]))
    nothing = opened.page.nothing
    assert "No document has been read by two readers" in nothing.sentence.text()
    assert opened.has_focus(nothing.button)
    assert [hint.key for hint in opened.conductor.window.status.hints] == ["Esc"]
    opened.press("Return")
    assert not opened.conductor.agreement.is_shown
    assert opened.conductor.documents.is_shown, "the table says who has read what"
    assert Survey.of([]).lack == (
        "Nobody has read anything here yet: agreement needs two readers.",
        Remedy.IMPORT,
    )
    alone = [one for one in opened.conductor.session.workspace.documents() if one.id == "d0"]
    found = Survey.of(alone).lack
    assert found == ("Only A has read here so far: agreement needs two readers.", Remedy.IMPORT)
    assert {one.value for one in Remedy} <= opened.conductor.actions.actions.keys()


def test_what_was_counted_stays_in_sight_until_something_newer_is(
    agree: Agree, three: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened = agree(three)
    page, session, before = opened.page, opened.conductor.session, opened.card(0)
    (reading,) = [one for one in session.workspace.sets("d0") if one.annotator and one.annotator.name == "A"]
    some = next(iter(reading.spans))
    session.perform(DeleteSpans(document_id="d0", set_id=reading.id, span_ids=(some,)))
    opened.wait()
    assert opened.card(0) != before, "an edit is counted at once"
    opened.press("Ctrl+Z")
    opened.wait()
    assert opened.card(0) == before
    go_on = Event()

    def slowly(path: Path, request: AgreementRequest, progress: Progress, **more: object) -> AgreementReport:
        while not go_on.wait(0.01):
            progress.step(0, 10)
        return read_agreement(path, request, progress, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(agreement, "read_agreement", slowly)
    page.desk.layer_boxes()[0].click()
    qtbot.waitUntil(page.counting.isVisible)
    assert opened.card(0) == before
    page.counting.stop.click()
    assert not page.counting.isVisible()
    assert opened.card(0) == before, "stopped: what was counted before stays"
    page.desk.layer_boxes()[1].click()
    qtbot.waitUntil(page.counting.isVisible)
    go_on.set()
    opened.wait()
    assert not page.counting.isVisible()
    assert opened.card(0) != before
    session.leave()
    assert not opened.conductor.agreement.is_shown
    assert opened.conductor.agreement.report is None


def test_the_page_runs_with_the_language_and_goes_on_in_another(agree: Agree, three: Path) -> None:
    opened = agree(three, language="ar", colors="hc_dark")
    for right_to_left in (True, False):
        page, plot = opened.page, opened.page.matrix.plot
        figures = page.cards.mapTo(page, page.cards.rect().topLeft())
        assert (page.desk.x() > figures.x()) is right_to_left, "the desk is at the start"
        cells = sorted(range(len(plot.items)), key=lambda n: plot.items[n].place[1])
        first, last = (plot.drawn().rect(n, plot.layoutDirection()).x() for n in (cells[0], cells[-1]))
        assert (first > last) is right_to_left
        assert opened.letters == (["أ", "ب", "ج"] if right_to_left else ["A", "B", "C"])
        before = opened.card(0)[0]
        if right_to_left:
            opened.conductor.looks.speak("en")
            QApplication.processEvents()
        assert opened.conductor.agreement.is_shown
        assert not opened.conductor.agreement.is_working, "nothing is counted again"
        assert opened.card(0)[0] == before


def test_the_report_is_written_with_everything(
    agree: Agree, three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = agree(three)
    target = tmp_path / "report.html"
    named = str(target.with_suffix(""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (named, ""))
    opened.page.report.click()
    opened.wait()
    written = target.read_text(encoding="utf-8")
    assert opened.card(0)[0] in written
    opened.conductor.agreement.save_report(tmp_path / "no" / "report.html")
    opened.wait()
    assert opened.conductor.window.notice.isVisible()
