"""The boxes of ranges against another shaper and another bidi algorithm.

HarfBuzz sets each run by itself, python-bidi says which runs there are and in which order they stand; of Qt
only the line breaks are taken.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final, NamedTuple

import fontpkg
import pytest
import regex
import uharfbuzz
from bidi import algorithm
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from annotator.model import AnnotatedDocument, Direction
from ui.text.geometry import rectangles
from ui.text.paragraphs import LaidOutParagraph, Paragraphs

_PX: Final = 24
_PRECISION: Final = 1024
# Qt rounds each glyph to 1/64 px; on a line of 80 letters that comes to half a pixel.
_TOLERANCE: Final = 1.0
_WIDTHS: Final = (720.0, 480.0, 300.0)
# A naskh whose lam-alef is two glyphs, and two sans in which it is one; the last also sets the name of God
# as a single glyph.
_FACES: Final = ("Amiri", "IBM Plex Sans Arabic", "Tajawal")
_RANGES: Final = 2_040
_Box = tuple[float, float]


class Face(NamedTuple):
    ours: QFont
    theirs: uharfbuzz.Font


class Difference(NamedTuple):
    start: int
    end: int
    ours: list[_Box]
    theirs: list[_Box]


@pytest.fixture(params=_FACES, ids=lambda family: family.replace(" ", ""))
def face(request: pytest.FixtureRequest, qapp: QApplication) -> Face:
    """Return a face for both shapers: HarfBuzz's and Qt's."""
    assert qapp is not None
    family: str = request.param
    file = str(fontpkg.path(family, weight=400))
    if family not in QFontDatabase.families():
        QFontDatabase.addApplicationFont(file)
    theirs = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file)))
    theirs.scale = (_PX * _PRECISION, _PX * _PRECISION)
    ours = QFont(family)
    ours.setPixelSize(_PX)
    return Face(ours, theirs)


def _levels(text: str, base: int) -> list[int]:
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return [character["level"] for character in storage["chars"]]


def _visual_order(levels: list[int]) -> list[int]:
    """Return the indexes of runs with these levels from left to right (UAX 9, rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        high = [levels[index] >= level for index in order]
        at = 0
        for reverse, group in groupby(high):
            size = len(list(group))
            if reverse:
                order[at : at + size] = reversed(order[at : at + size])
            at += size
    return order


def _scripts(text: str) -> list[str]:
    """Return the script of each character; one that belongs to none goes with the last that does."""
    scripts, script = [], "Arab"
    for character in text:
        if regex.match(r"\p{Arabic}", character):
            script = "Arab"
        elif regex.match(r"\p{Latin}", character):
            script = "Latn"
        scripts.append(script)
    return scripts


def _widths(font: uharfbuzz.Font, text: str, levels: list[int]) -> dict[int, float]:
    """Return the width of each grapheme (by its start): runs are shaped whole, ligatures shared evenly.

    The runs are those of the paragraph and not of its lines, for Amiri's letters reach over a space: a word
    at the end of a line is as wide as it was beside the word that went to the next one.
    """
    found: dict[int, float] = {}
    kinds = list(zip(levels, _scripts(text), strict=True))
    for (level, script), group in groupby(range(len(text)), key=kinds.__getitem__):
        run = list(group)
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text[run[0] : run[-1] + 1])
        buffer.script = script
        buffer.direction = "rtl" if level % 2 else "ltr"
        uharfbuzz.shape(font, buffer)
        advances: dict[int, float] = {}
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            at = run[0] + info.cluster
            advances[at] = advances.get(at, 0.0) + position.x_advance / _PRECISION
        clusters = sorted(advances)
        for start, end in zip(clusters, [*clusters[1:], run[-1] + 1], strict=True):
            parts = [start + match.start() for match in regex.finditer(r"\X", text[start:end])]
            found |= dict.fromkeys(parts, advances[start] / len(parts))
    return found


def _reference(font: uharfbuzz.Font, paragraph: LaidOutParagraph) -> list[dict[int, _Box]]:
    """Return the box of each grapheme (by its start in the document), in px, for each line."""
    levels = _levels(paragraph.text, int(paragraph.rtl))
    widths = _widths(font, paragraph.text, levels)
    lines = []
    for line in paragraph.lines:
        here = [at for at in sorted(widths) if line.start <= paragraph.start + at < line.text_end]
        runs = [(level, list(group)) for level, group in groupby(here, key=levels.__getitem__)]
        x = paragraph.width - sum(widths[at] for at in here) if paragraph.rtl else 0.0
        boxes = {}
        for index in _visual_order([level for level, _ in runs]):
            level, run = runs[index]
            for at in reversed(run) if level % 2 else run:
                boxes[paragraph.start + at] = x, x + widths[at]
                x += widths[at]
        lines.append(boxes)
    return lines


def _union(boxes: Iterable[_Box]) -> list[_Box]:
    merged: list[_Box] = []
    for left, right in sorted(boxes):
        if merged and left - merged[-1][1] < _TOLERANCE:
            merged[-1] = merged[-1][0], max(merged[-1][1], right)
        else:
            merged.append((left, right))
    return merged


def _agree(ours: list[_Box], theirs: list[_Box]) -> bool:
    return len(ours) == len(theirs) and all(
        abs(a - b) <= _TOLERANCE
        for one, other in zip(ours, theirs, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def _compare(
    font: uharfbuzz.Font, paragraphs: Paragraphs, ranges: Iterable[tuple[int, int]]
) -> tuple[int, list[Difference]]:
    """Return on how many lines boxes were compared, and where they differ."""
    known = [_reference(font, paragraphs.laid_out(index)) for index in range(paragraphs.count)]
    compared, differences = 0, []
    for start, end in ranges:
        for index in range(paragraphs.index_of(start), paragraphs.index_of(end - 1) + 1):
            found = rectangles(paragraphs.laid_out(index), start, end)
            for number, boxes in enumerate(known[index]):
                ours = [(box.left, box.right) for box in found if box.line == number]
                theirs = _union(box for at, box in boxes.items() if start <= at < end)
                compared += bool(ours or theirs)
                if not _agree(ours, theirs):
                    differences.append(Difference(start, end, ours, theirs))
    return compared, differences


def _random_ranges(text: str, count: int) -> list[tuple[int, int]]:
    """Return ranges of whole graphemes, most of them short as entities are, some long as claims."""
    dice = random.Random(20_240)  # noqa: S311 - the same ranges every time
    borders = [m.start() for m in regex.finditer(r"\X", text)]
    found = []
    for _ in range(count):
        first = dice.randrange(len(borders) - 1)
        size = dice.choice((dice.randint(1, 3), dice.randint(4, 40), dice.randint(41, 300)))
        found.append((borders[first], borders[min(first + size, len(borders) - 1)]))
    return found


# Latin names and ligatures, two kinds of digits, dates, marks, tatweel, quotes, brackets of each direction.
_HARD: Final = (
    "أعلنت وكالة Reuters and Associated Press يوم 2019-04-25 أنّ الأسعار ارتفعت 3.5% إلى 122 و152 دولارًا، "
    "وقالت: “لا علاقةَ لَنا، بَلَى أو لَا! إنَّهُ لَأمرٌ لِلَّهِ”؛ "
    "وفي ١٢ نوفمبر ٢٠٢٣ ردَّ المتحدّث باسم NATO: «اللهُ أعلمُ» … هـــل هذا؟\n"
    "قال (وزير الخارجية) إن office مغلق والمدير (CEO) غائب [حتى الآن]، وأضاف 5+3=8 ثم 1,250.75 ليرة و٪20.\n"
    "Reuters: وصلت الباخرة MV Blue Star إلى الميناء."
)


def _assert_boxes_agree(
    text: str, face: Face, paragraphs_of: Callable[..., Paragraphs], width: float
) -> None:
    paragraphs = paragraphs_of(text, width=width, face=face.ours)
    compared, differences = _compare(face.theirs, paragraphs, _random_ranges(text, _RANGES))
    assert compared > _RANGES
    assert differences == []


@pytest.mark.parametrize("width", _WIDTHS)
def test_boxes_of_the_article_agree_with_harfbuzz_and_python_bidi(
    article: str, face: Face, paragraphs_of: Callable[..., Paragraphs], width: float
) -> None:
    _assert_boxes_agree(article, face, paragraphs_of, width)


@pytest.mark.parametrize("width", _WIDTHS)
def test_boxes_of_a_sample_agree_with_harfbuzz_and_python_bidi(
    sample: AnnotatedDocument, face: Face, paragraphs_of: Callable[..., Paragraphs], width: float
) -> None:
    _assert_boxes_agree(sample.document.text, face, paragraphs_of, width)


@pytest.mark.parametrize("direction", [Direction.RTL, Direction.LTR])
@pytest.mark.parametrize("width", _WIDTHS)
def test_boxes_agree_where_latin_digits_and_brackets_meet_arabic(
    face: Face, paragraphs_of: Callable[..., Paragraphs], width: float, direction: Direction
) -> None:
    paragraphs = paragraphs_of(_HARD, width=width, direction=direction, face=face.ours)
    letters = [match.span() for match in regex.finditer(r"\X", _HARD)]
    compared, differences = _compare(face.theirs, paragraphs, [*letters, *_random_ranges(_HARD, 500)])
    assert compared > 900
    assert differences == []
