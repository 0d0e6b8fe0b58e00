"""The report of an adjudication on paper: what stands on a page together."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import language
from annotator.workspace.reporting import Block, Card, Heading, Note
from annotator.workspace.reporting.sheet import Grid, Said
from tests.ui.copied import copied
from ui import fonts
from ui.pictures.report import write_report_pdf

_CARD = Card(
    number=1,
    caption="حدود أخرى · شخص",
    standing="محسوم",
    settled=True,
    words="سامر حداد",
    place="4–24",
    voices=(
        Said(readers="لينا", words="شخص: سامر حداد", taken=True),
        Said(readers="عمر", words="شخص: وزير النقل سامر حداد", taken=False),
    ),
    outcome=("أُخذ بقراءة: لينا", "المرجعية: شخص: سامر حداد", "سلمى · 2026-11-27 14:41"),
    gap=False,
)


@pytest.mark.usefixtures("qapp")
def test_a_heading_stands_on_the_page_of_what_it_is_above(tmp_path: Path) -> None:
    fonts.load()

    def pages(*blocks: Block) -> int:
        return write_report_pdf(tmp_path / "report.pdf", blocks)

    above: list[Block] = [Note("سطر")] * 15
    heading_moved = False
    while not heading_moved:
        above.append(Note("سطر"))
        with_heading = pages(*above, Heading("السفينة", 3))
        assert pages(*above, Heading("السفينة", 3), _CARD) == with_heading, len(above)
        heading_moved = with_heading > pages(*above)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("code", ["ar", "en"])
def test_words_copied_from_a_report_are_whole(code: str, tmp_path: Path) -> None:
    fonts.load()
    before, target = language.current(), tmp_path / "report.pdf"
    grid = Grid(heads=("القارئ", "وافق"), rows=(("لينا", "٠٫٩١"),), leads=False)
    note = "نزاعات الصحيفة كلها 💻 محسومة → بلا استثناء"
    language.use(code)
    try:
        write_report_pdf(target, [Heading("تقرير الفصل", 1), Note(note), grid, _CARD])
    finally:
        language.use(before)
    found = [word.strip() for word in copied(target)]
    lines = [_CARD.words, *_CARD.outcome[:2], *(one.words for one in _CARD.voices), *grid.heads, "لينا عمر"]
    letters = str.maketrans("", "", ":،")
    wanted = " ".join(["تقرير الفصل", note.replace("💻", ""), *lines]).translate(letters).split()
    said = {word.translate(letters) for word in found}
    assert [word for word in wanted if word not in said] == []
    # What is seen is not text: nothing is copied twice.
    assert [word.translate(letters) for word in found].count("تقرير") == 1
    assert found.count("1") == 2, "the number of the case and that of the page"


@pytest.mark.usefixtures("qapp")
def test_words_can_be_copied_from_every_page(tmp_path: Path) -> None:
    fonts.load()
    target = tmp_path / "report.pdf"
    pages = write_report_pdf(target, [Note("الصحيفة")] * 100)
    found = copied(target)
    assert pages > 2
    assert found.count("الصحيفة") == 100
    assert [word for word in found if word != "الصحيفة"] == [str(n) for n in range(1, pages + 1)]


@pytest.mark.usefixtures("qapp")
def test_a_report_that_is_very_long_has_no_outlines(tmp_path: Path) -> None:
    fonts.load()
    target = tmp_path / "report.pdf"
    write_report_pdf(target, [Note("قال الوزير " * 50)] * 20)
    short = target.stat().st_size
    write_report_pdf(target, [Note("قال الوزير " * 50)] * 100)
    assert target.stat().st_size < short
