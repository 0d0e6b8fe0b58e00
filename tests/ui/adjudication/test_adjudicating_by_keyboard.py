"""A document is adjudicated from the first dispute to the last, and never with the mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from annotator.model import Verdict
from tests.ui.adjudication.adjudicator import Adjudicator, said
from tests.ui.adjudication.conftest import Open


def test_the_article_of_three_readers_is_adjudicated_by_keyboard_alone(
    adjudicate: Open, article_read: Path
) -> None:
    me = adjudicate(article_read)
    sets = me.conductor.session.workspace.sets(me.document_id)
    first = next(one for one in sets if one.annotator is not None and one.annotator.name == "reader-1")
    before = {one.id: one for one in sets}
    total = me.page.queue.counts.total
    assert total > 27
    assert me.page.queue.counts.waiting > 91

    me.press(Qt.Key.Key_A)
    presses = _decide_all_for(me, "reader-1")

    counts = me.page.queue.counts
    assert (counts.settled, counts.waiting) == (counts.total, 0)
    assert presses <= 3 * total
    assert me.gold is not None
    assert said(me.gold) == said(first)
    assert me.listed == me.ticked
    after = me.conductor.session.workspace.sets(me.document_id)
    assert {one.id: one for one in after if one.id in before} == before, "the readers' own work is touched"


def test_every_step_is_one_that_undo_takes_back(adjudicate: Open, article_read: Path) -> None:
    me = adjudicate(article_read)
    me.press(Qt.Key.Key_A)
    for _ in range(3):
        me.take(1)
    me.press(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert me.decisions == ()
    assert me.gold is None
    assert me.page.queue.counts.settled == 0


def _decide_all_for(me: Adjudicator, name: str) -> int:
    """Decide as one of the readers would; return how many keys it took."""
    presses = 0
    while me.page.queue.counts.settled < me.page.queue.counts.total:
        presses += 2
        me.take(me.digit_of(name))
        assert presses < 200, me.position
    assert {one.verdict for one in me.decisions} == {Verdict.READING, Verdict.NOTHING}
    return presses
