"""A whole working day without a mouse, on the keyboards that people have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pytest

from tests.x11.desktop import Desktop, until
from tests.x11.program import Program, ProjectFile

_NEWS: Final = "قالَ الوزير سامي إن الأسعار ستنخفض.\nونفى المتحدث ذلك."
_TRIP: Final = "زار موسكو. عاد سامي.\nوصل إلى موسكو وموسكو بعيدة."
_REST: Final = "\n" + "\n".join(["سطر طويل من الكلام."] * 40)
_SPORT: Final = "فاز الفريق في المباراة الأخيرة."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """A keyboard, and what its keys write.

    Attributes:
        names: as X calls the layouts.
        switched: the second of them is in use.
        keys_of_title: the keys that write a word of the second document's title.
        written: what the keys S, E, E write.
    """

    names: str
    switched: bool = False
    keys_of_title: str
    written: str


_LAYOUTS: Final = {
    "Latin": _Layout(names="us", keys_of_title="sport", written="see"),
    "Latin and Arabic": _Layout(names="us,ara", switched=True, keys_of_title="vdhqm", written="سثث"),
    "Arabic alone": _Layout(names="ara", keys_of_title="vdhqm", written="سثث"),
}


def _place(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize("layout", _LAYOUTS.values(), ids=_LAYOUTS)
def test_everything_is_done_without_a_mouse(
    desktop: Desktop,
    project: Callable[..., ProjectFile],
    start: Callable[..., Program],
    layout: _Layout,
) -> None:
    file = project(**{"news أخبار": _NEWS, "sport رياضة": _SPORT})
    desktop.use_layout(layout.names)
    program = start(file, document="news")
    if layout.switched:
        desktop.keyboard.press("Alt+Shift")
    _open_by_title_and_come_back(desktop, program, layout)
    _mark_and_unmark_a_letter_with_its_vowel(desktop, file)
    _tie_a_claim_to_its_source(desktop, file)
    _answer_a_question(desktop, file)
    _write_a_note_and_take_it_back(desktop, file, layout)
    _relabel_and_delete_the_next_span(desktop, file)
    _finish_both_documents(desktop, file, program)
    desktop.keyboard.press("Ctrl+Q")
    assert program.wait_for_end() == 0


@pytest.mark.parametrize("layout", _LAYOUTS.values(), ids=_LAYOUTS)
def test_sentences_paragraphs_and_unlabelled_words_are_a_key_away(
    desktop: Desktop,
    project: Callable[..., ProjectFile],
    start: Callable[..., Program],
    layout: _Layout,
) -> None:
    file = project(trip=_TRIP + _REST)
    desktop.use_layout(layout.names)
    program = start(file, document="trip")
    if layout.switched:
        desktop.keyboard.press("Alt+Shift")
    first, second, third = (
        ("GPE", place, place + len("موسكو"))
        for place in (_TRIP.index("موسكو"), _TRIP.index("موسكو وموسكو"), _TRIP.index("وموسكو") + 1)
    )
    desktop.keyboard.press("Ctrl+Home", "Ctrl+Left", "Left", "Ctrl+Shift+Left", "3")
    until(file.spans, [first])
    desktop.keyboard.press("Shift+M", "3")
    until(file.spans, [first, third])
    desktop.keyboard.press("M", "3")
    until(file.spans, [first, second, third])

    sentence, paragraph = ("PERS", *_place(_TRIP, "عاد")), ("ORG", *_place(_TRIP, "وصل"))
    desktop.keyboard.press("Ctrl+Home", "Ctrl+PgDn", "Ctrl+Shift+Left", "1")
    until(file.spans, [first, sentence, second, third])
    desktop.keyboard.press("Ctrl+Home", "Ctrl+Down", "Ctrl+Shift+Left", "2")
    until(file.spans, [first, sentence, paragraph, second, third])
    _nest_spans_and_walk_outwards(desktop, file)
    _read_on_by_pages(desktop, file)
    desktop.keyboard.press("Ctrl+Q")
    assert program.wait_for_end() == 0


def _open_by_title_and_come_back(desktop: Desktop, program: Program, layout: _Layout) -> None:
    desktop.keyboard.press("Ctrl+O")
    desktop.keyboard.write(layout.keys_of_title)
    desktop.keyboard.press("Enter")
    program.wait_for("sport")
    desktop.keyboard.press("Alt+PgUp")
    program.wait_for("news")


def _mark_and_unmark_a_letter_with_its_vowel(desktop: Desktop, file: ProjectFile) -> None:
    letter = ("PERS", *_place(_NEWS, "لَ"))
    desktop.keyboard.press("Ctrl+Home", "Left", "Left", "Shift+Left", "1")
    until(file.spans, [letter])
    desktop.keyboard.press("Delete")
    until(file.spans, [])
    desktop.keyboard.press("Ctrl+Z")
    until(file.spans, [letter])
    desktop.keyboard.press("Ctrl+Shift+Z")
    until(file.spans, [])


def _tie_a_claim_to_its_source(desktop: Desktop, file: ProjectFile) -> None:
    source, claim = _place(_NEWS, "الوزير سامي"), _place(_NEWS, "الأسعار ستنخفض")
    desktop.keyboard.press("Ctrl+Home", "Ctrl+Left", "Ctrl+Shift+Left", "Ctrl+Shift+Left", "F7")
    until(file.spans, [("SOURCE", *source)])
    desktop.keyboard.press("Ctrl+Left", "Ctrl+Left", "Ctrl+Left", "Shift+End", "Shift+Right", "F5")
    until(file.spans, [("SOURCE", *source), ("CLAIM", *claim)])
    desktop.keyboard.press("R")
    until(file.relations, [("attribution", source[0], claim[0])])
    _pick_another_end(desktop, file)


def _pick_another_end(desktop: Desktop, file: ProjectFile) -> None:
    """Take the link back and make it again by choosing its source on the page."""
    links = file.relations()
    desktop.keyboard.press("Ctrl+Z")
    until(file.relations, [])
    desktop.keyboard.press("Shift+R", "Tab", "Enter")
    until(file.relations, links)


def _nest_spans_and_walk_outwards(desktop: Desktop, file: ProjectFile) -> None:
    """Label three words around two labelled ones, a claim around them, and then change the inner one."""
    before = file.spans()
    start = _TRIP.index("وصل")
    event, claim = ("EVENT", *_place(_TRIP, "وصل إلى موسكو")), ("CLAIM", start, len(_TRIP) - 1)
    desktop.keyboard.press("Ctrl+Home", "Ctrl+Down", *["Ctrl+Shift+Left"] * 3, "8")
    until(file.spans, sorted([*before, event], key=_outer_first))
    desktop.keyboard.press("Ctrl+Home", "Ctrl+Down", "Shift+End", "Shift+Right", "F5")
    until(file.spans, sorted([*before, event, claim], key=_outer_first))
    # At the first word the innermost span is taken, then the one around it.
    desktop.keyboard.press("Ctrl+Home", "Ctrl+Down", "Enter", "4")
    inner = [("LOC", *span[1:]) if span[1] == start else span for span in before]
    until(file.spans, sorted([*inner, event, claim], key=_outer_first))
    desktop.keyboard.press("Enter", "5")
    until(file.spans, sorted([*inner, ("FAC", *event[1:]), claim], key=_outer_first))


def _read_on_by_pages(desktop: Desktop, file: ProjectFile) -> None:
    """Turn a page: what is labelled there lies behind all that the first page shows."""
    before = file.spans()
    desktop.keyboard.press("Ctrl+Home", "PgDn", "Home", "Ctrl+Shift+Left", "1")
    until(lambda: len(file.spans()), len(before) + 1)
    label, start, end = file.spans()[-1]
    assert label == "PERS"
    assert start > len(_TRIP) + 5 * len("سطر طويل من الكلام.")
    assert (_TRIP + _REST)[start:end] == "سطر"


def _outer_first(span: tuple[str, int, int]) -> tuple[int, int]:
    return span[1], -span[2]


def _answer_a_question(desktop: Desktop, file: ProjectFile) -> None:
    """Take the second answer from the list of the source's question that needs one."""
    desktop.keyboard.press("Shift+Tab", "A", "Space", "Down", "Down", "Enter", "Esc")
    until(lambda: file.answer("SOURCE", "kind"), "spokesperson")


def _write_a_note_and_take_it_back(desktop: Desktop, file: ProjectFile, layout: _Layout) -> None:
    desktop.keyboard.press("N")
    desktop.keyboard.write("see")
    desktop.keyboard.press("Enter")
    until(file.notes, [layout.written])
    desktop.keyboard.press("Ctrl+Z")
    until(file.notes, [])
    desktop.keyboard.press("Ctrl+Y")
    until(file.notes, [layout.written])


def _relabel_and_delete_the_next_span(desktop: Desktop, file: ProjectFile) -> None:
    kept = file.spans()
    word = _place(_NEWS, "المتحدث")
    desktop.keyboard.press("Ctrl+End", "Home", "Ctrl+Left", "Ctrl+Shift+Left", "2")
    until(file.spans, [*kept, ("ORG", *word)])
    desktop.keyboard.press("Ctrl+Home", "Tab", "Tab", "Tab", "6")
    until(file.spans, [*kept, ("NORP", *word)])
    desktop.keyboard.press("Delete")
    until(file.spans, kept)


def _finish_both_documents(desktop: Desktop, file: ProjectFile, program: Program) -> None:
    kept = file.spans()
    desktop.keyboard.press("Ctrl+Enter")
    program.wait_for("sport")
    until(file.states, {"news أخبار": "finished"})
    desktop.keyboard.press("Ctrl+Shift+Left", "8", "Ctrl+Enter")
    until(file.states, {"news أخبار": "finished", "sport رياضة": "finished"})
    assert sorted(file.spans()) == sorted([*kept, ("EVENT", *_place(_SPORT, "فاز"))])
