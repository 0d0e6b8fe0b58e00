"""The report of an adjudication on paper: what stands on a page together."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.workspace.reporting import Block, Card, Heading, Note
from annotator.workspace.reporting.sheet import Said
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
