"""What was replaced in a text: a list of places with the words that now stand there, and how places move.

    old   الصحيفه  نشرت الخبر          Replacement(start=6, end=7, text="ة")
    new   الصحيفة  نشرت الخبر

A list is *settled* when it is in order, no two share a character, no two that touch both only put in or both
only take away, and none cuts a grapheme. Then a place outside of them is in exactly one place of the other
text, and `inverted` leads back to it. All positions are code points, ranges are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotator.text import graphemes


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Replacement:
    """`text` stands where `[start, end)` of the old text was; one of the two may be empty.

    Raises:
        ValueError: `start` is negative or `end` lies before it.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"not a place to replace: [{self.start}, {self.end})"
            raise ValueError(message)


Replacements = tuple[Replacement, ...]


def replaced(text: str, replacements: Iterable[Replacement]) -> str:
    """Return `text` with these places replaced. They are in order and share no character.

    Raises:
        ValueError: they are not, or one lies outside of the text.
    """
    parts: list[str] = []
    place = 0
    for one in replacements:
        if one.start < place or one.end > len(text):
            message = f"[{one.start}, {one.end}) can't be replaced after {place} in a text of {len(text)}"
            raise ValueError(message)
        parts += [text[place : one.start], one.text]
        place = one.end
    return "".join([*parts, text[place:]])


def inverted(text: str, replacements: Iterable[Replacement]) -> Replacements:
    """Return what leads back to `text` from the text that these replacements make of it."""
    found: list[Replacement] = []
    shift = 0
    for one in replacements:
        start = one.start + shift
        found.append(Replacement(start=start, end=start + len(one.text), text=text[one.start : one.end]))
        shift += len(one.text) - (one.end - one.start)
    return tuple(found)


def composed(first: Sequence[Replacement], second: Sequence[Replacement]) -> Replacements:
    """Return the replacements that do at once what `first` and, on its result, `second` do.

    They are in order and share no character, but are not settled: see `settled`.
    """
    kept: list[tuple[int, int] | str] = []  # the text between both: stretches of the old one, and new words
    place = 0
    for one in first:
        kept += [(place, one.start), one.text]
        place = one.end
    far = max([place, *(one.end for one in first)]) + sum(one.end + len(one.text) for one in second) + 1
    kept.append((place, far))
    pieces = _Pieces(kept)
    made: list[tuple[int, int] | str] = []
    place = 0
    for one in second:
        made += pieces.take(one.start - place)
        pieces.take(one.end - one.start)
        made.append(one.text)
        place = one.end
    made += pieces.take(None)
    found: list[Replacement] = []
    old, words = 0, ""
    for piece in made:
        if isinstance(piece, str):
            words += piece
        elif piece[0] < piece[1]:
            if words or piece[0] > old:
                found.append(Replacement(start=old, end=piece[0], text=words))
            old, words = piece[1], ""
    return tuple(found)


def settled(text: str, replacements: Iterable[Replacement]) -> Replacements:
    """Return the same replacements, settled, in whole graphemes of both texts, without what changes nothing.

    Args:
        text: the old text.
        replacements: in order, sharing no character.

    Raises:
        ValueError: they are not in order, or one lies outside of the text.
    """
    wanted = tuple(replacements)
    new = replaced(text, wanted)
    real = [one for one in wanted if text[one.start : one.end] != one.text]
    shift = 0
    found: list[list[int]] = []  # start and end in the old text, start and end in the new one
    for one in real:
        start = one.start + shift
        shift += len(one.text) - (one.end - one.start)
        place = _whole(text, new, [one.start, one.end, start, one.end + shift])
        while found and _must_join(found[-1], place):
            before = found.pop()
            # Whatever was widened beyond the other's edge counts anew: there the two texts are not in step.
            place = _whole(text, new, [before[0], place[1], before[2], place[3]])
        found.append(place)
    return tuple(Replacement(start=a, end=b, text=new[c:d]) for a, b, c, d in found)


class Movement:
    """Where places of the old text are in the new one.

    What is put in stands outside of whatever begins or ends there. An edge inside of replaced words goes
    outwards, so that what they have become is covered.

    Args:
        replacements: settled.
    """

    def __init__(self, replacements: Sequence[Replacement]) -> None:
        self._starts = [one.start for one in replacements]
        self._ends = [one.end for one in replacements]
        self._shifts = [0, *accumulate(len(one.text) - (one.end - one.start) for one in replacements)]

    def meets(self, start: int, end: int) -> bool:
        """Tell whether something was replaced in `[start, end)` or at one of its edges."""
        first = bisect_left(self._ends, start)
        return first < len(self._starts) and self._starts[first] <= end

    def start(self, place: int) -> int:
        """Return where something is that begins at `place`."""
        passed = bisect_right(self._ends, place)
        inside = passed < len(self._starts) and self._starts[passed] < place
        return (self._starts[passed] if inside else place) + self._shifts[passed]

    def end(self, place: int) -> int:
        """Return where something is that ends at `place`."""
        begun = bisect_left(self._starts, place)
        inside = begun > 0 and place < self._ends[begun - 1]
        return (self._ends[begun - 1] if inside else place) + self._shifts[begun]

    def point(self, place: int) -> int:
        """Return where a place between two characters is, such as a caret's or an empty span's."""
        begun = bisect_left(self._starts, place)
        if begun > 0 and place < self._ends[begun - 1]:
            return self._starts[begun - 1] + self._shifts[begun - 1]
        return place + self._shifts[begun]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Return where `[start, end)` is; empty if nothing of it is left."""
        if start == end:
            return self.point(start), self.point(start)
        begins = self.start(start)
        return begins, max(begins, self.end(end))


class _Pieces:
    """Stretches and words, taken from the front."""

    def __init__(self, pieces: Iterable[tuple[int, int] | str]) -> None:
        self._pieces = [piece for piece in pieces if _length(piece)][::-1]

    def take(self, length: int | None) -> list[tuple[int, int] | str]:
        """Return the next so many code points, or the rest."""
        taken: list[tuple[int, int] | str] = []
        while self._pieces and (length is None or length > 0):
            piece = self._pieces.pop()
            size = _length(piece)
            if length is not None and size > length:
                rest: tuple[int, int] | str
                if isinstance(piece, str):
                    piece, rest = piece[:length], piece[length:]
                else:
                    piece, rest = (piece[0], piece[0] + length), (piece[0] + length, piece[1])
                self._pieces.append(rest)
                size = length
            taken.append(piece)
            length = None if length is None else length - size
        return taken


def _length(piece: tuple[int, int] | str) -> int:
    return len(piece) if isinstance(piece, str) else piece[1] - piece[0]


def _whole(text: str, new: str, place: list[int]) -> list[int]:
    """Widen a place, in both texts at once, until it cuts no grapheme of either."""
    a, b, c, d = place
    while True:
        left = max(a - _cluster(text, a)[0], c - _cluster(new, c)[0])
        right = max(_cluster(text, b)[1] - b, _cluster(new, d)[1] - d)
        if not left and not right:
            return [a, b, c, d]
        a, c, b, d = a - left, c - left, b + right, d + right


def _cluster(text: str, place: int) -> tuple[int, int]:
    """Return the borders around a place that cuts a grapheme; twice the place itself if it cuts none."""
    if not 0 < place < len(text):
        return place, place
    start, end = graphemes.widen(text, place, place + 1)
    return (place, place) if start == place else (start, end)


def _must_join(before: list[int], place: list[int]) -> bool:
    """Tell whether two places overlap, or touch and both only put in or both only take away."""
    if place[0] > before[1] and place[2] > before[3]:
        return False
    if place[0] < before[1] or place[2] < before[3]:
        return True
    both = before, place
    return all(one[0] == one[1] for one in both) or all(one[2] == one[3] for one in both)
