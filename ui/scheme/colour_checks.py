"""Whether a label's colour can be read and told apart, on every page and by every eye. No Qt in here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from annotator.model import Label, LabelScheme, Mark
from ui.colour_vision import Vision, difference
from ui.pigments import Pigment, Rgb, contrast

NEEDED_EDGE: Final = 3.0
"""What WCAG 2.2 asks of lines and boxes against their ground (1.4.11)."""
NEEDED_WORDS: Final = 4.5
"""What it asks of small words (1.4.3): the tag, and the ink on a tint."""
NEEDED_HIGH: Final = 7.0
"""What the themes of high contrast promise."""
ALIKE: Final = 5.0
"""Marks of the same shape nearer than this (ΔE 2000) look the same unless they touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A theme's page.

    Attributes:
        name: of the theme.
        page, ink: its ground and its text.
        high: high contrast is promised.
        pigment: what a label looks like on it.
    """

    name: str
    page: Rgb
    ink: Rgb
    high: bool
    pigment: Callable[[Label], Pigment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """How a label stands out on one page.

    Attributes:
        page: the theme's name.
        ratio: of what has the least reserve: tag, edge, or the text on the tint.
        needed: what it should be.
    """

    page: str
    ratio: float
    needed: float

    @property
    def holds(self) -> bool:
        """Whether it can be read."""
        return self.ratio >= self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two labels of a layer with the same mark that somebody can't tell apart by colour.

    Attributes:
        one, other: their codes.
        vision: whose eyes.
        page: on which theme's page.
        distance: ΔE there.
    """

    one: str
    other: str
    vision: Vision
    page: str
    distance: float


def contrasts(label: Label, pages: tuple[Page, ...]) -> tuple[Contrast, ...]:
    """Return how a label's mark and tag stand out on each page: the part with the least reserve."""
    return tuple(min(_parts(label, page), key=lambda c: c.ratio / c.needed) for page in pages)


def nearest(label: Label, scheme: LabelScheme, pages: tuple[Page, ...]) -> Alike | None:
    """Return the label of the same layer and mark that is hardest to tell from `label`, or None."""
    others = (
        one
        for one in scheme.labels
        if one.code != label.code and one.layer == label.layer and one.mark is label.mark
    )
    found = (_hardest(label, other, page, vision) for other in others for page in pages for vision in Vision)
    return min(found, key=lambda alike: alike.distance, default=None)


def alike(scheme: LabelScheme, pages: tuple[Page, ...]) -> tuple[Alike, ...]:
    """Return the pairs that somebody can't tell apart by colour, each once, where it is hardest."""
    pairs: dict[frozenset[str], Alike] = {}
    for label in scheme.labels:
        for pair in _pairs(label, scheme, pages):
            key = frozenset({pair.one, pair.other})
            if pair.distance < ALIKE and (key not in pairs or pair.distance < pairs[key].distance):
                pairs[key] = pair
    return tuple(pairs.values())


def _pairs(label: Label, scheme: LabelScheme, pages: tuple[Page, ...]) -> Iterator[Alike]:
    behind = scheme.labels[scheme.labels.index(label) + 1 :]
    for other in behind:
        if other.layer == label.layer and other.mark is label.mark:
            for page in pages:
                for vision in Vision:
                    yield _hardest(label, other, page, vision)


def _hardest(label: Label, other: Label, page: Page, vision: Vision) -> Alike:
    mine, theirs = page.pigment(label), page.pigment(other)
    distance = difference(mine.edge, theirs.edge, vision)
    if label.mark is Mark.FILL:
        # A tint is seen with its lower edge: what tells either apart tells the mark apart.
        distance = max(distance, difference(mine.fill, theirs.fill, vision))
    return Alike(one=label.code, other=other.code, vision=vision, page=page.name, distance=distance)


def _parts(label: Label, page: Page) -> Iterator[Contrast]:
    made = page.pigment(label)
    edge = NEEDED_HIGH if page.high else NEEDED_EDGE
    words = NEEDED_HIGH if page.high else NEEDED_WORDS
    ratios: Mapping[str, tuple[float, float]] = {
        "edge": (contrast(made.edge, page.page), edge),
        "tag": (contrast(made.tag, page.page), words),
    }
    for ratio, needed in ratios.values():
        yield Contrast(page=page.name, ratio=ratio, needed=needed)
    if label.mark is Mark.FILL:
        yield Contrast(page=page.name, ratio=contrast(page.ink, made.fill), needed=NEEDED_HIGH)
