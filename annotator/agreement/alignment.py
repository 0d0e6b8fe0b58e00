"""Which span of one reader answers to which span of another: one matching for agreement and adjudication.

Identical spans go together first. Of the rest, spans that touch are matched so that the sum of their nearness
is the greatest that a one-to-one matching can have: the very same range under another label is nearest
(2), then an overlap with the same label (1 to 2), then an overlap with another label (0 to 1), each by
Dice's coefficient of the two ranges. Everything that is left stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import Final, NamedTuple

from annotator.agreement.units import Reading, Unit

_FINE: Final = 1 << 20
"""Dice's coefficient is reckoned in so many steps: whole numbers add up the same in any order."""
_NEXT: Final = 1 << 64
"""How much more one step of a criterion is worth than all of the next."""


class Pair(NamedTuple):
    """What one reader has against what the other has, by number; None: nothing."""

    left: int | None
    right: int | None


def match(
    left: Sequence[Unit],
    right: Sequence[Unit],
    left_marks: Sequence[Sequence[Hashable]] = (),
    right_marks: Sequence[Sequence[Hashable]] = (),
) -> list[Pair]:
    """Match two readers' spans of one layer, one to one.

    The result does not depend on which reader stands left, nor on the order of the spans, except that spans
    alike in all respects are taken in the order in which they come.

    Args:
        left: the spans of one reader.
        right: the spans of the other.
        left_marks: what else distinguishes each of the left spans, the weightiest first: of identical
            spans, those go together first that have all marks in common, then those with all but the last …
        right_marks: as many of each of the right ones.

    Returns:
        Every span once, by place: the left one's if there is one, else the right one's.
    """
    if len(left) == len(right) == 1:
        first, last = sorted((left[0], right[0]))
        if _reaches(first, last):
            return [Pair(0, 0)]
    pairs, rest_left, rest_right = _identical(left, right, left_marks, right_marks)
    if rest_left and rest_right:
        for n, m in _nearest([left[n] for n in rest_left], [right[m] for m in rest_right]):
            pairs.append(Pair(rest_left[n], rest_right[m]))
        taken_left, taken_right = {one.left for one in pairs}, {one.right for one in pairs}
        rest_left = [n for n in rest_left if n not in taken_left]
        rest_right = [m for m in rest_right if m not in taken_right]
    pairs += [Pair(n, None) for n in rest_left]
    pairs += [Pair(None, m) for m in rest_right]

    def place(pair: Pair) -> tuple[int, int, str, int, int]:
        unit = right[pair.right or 0] if pair.left is None else left[pair.left]
        return (
            unit[0],
            -unit[1],
            unit[2],
            pair.left is None,
            (pair.right if pair.left is None else pair.left) or 0,
        )

    return sorted(pairs, key=place)


def align(left: Reading, right: Reading, layers: Mapping[str, str]) -> list[Pair]:
    """Match all spans of two readers, layer by layer.

    Of identical spans, those with the same answers and the same relations go together first, then those with
    the same answers.

    Args:
        left: what one reader has.
        right: what the other has in the same document.
        layers: label → layer; a label that is missing is a layer of its own.

    Returns:
        Every span once, by its number in `units`; in text order within a layer, the layers by their codes.
    """
    lefts, rights = _by_layer(left.units, layers), _by_layer(right.units, layers)
    stacked = len({*left.units}) < len(left.units) or len({*right.units}) < len(right.units)
    left_marks, right_marks = (_marks(left), _marks(right)) if stacked else ((), ())
    found: list[Pair] = []
    for layer in sorted(lefts.keys() | rights.keys()):
        ones, others = lefts.get(layer, []), rights.get(layer, [])
        pairs = match(
            [left.units[n] for n in ones],
            [right.units[m] for m in others],
            [left_marks[n] for n in ones] if stacked else (),
            [right_marks[m] for m in others] if stacked else (),
        )
        found += [Pair(None if n is None else ones[n], None if m is None else others[m]) for n, m in pairs]
    return found


def _by_layer(units: Iterable[Unit], layers: Mapping[str, str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for n, (_, _, label) in enumerate(units):
        found[layers.get(label, label)].append(n)
    return found


def _marks(reading: Reading) -> list[tuple[Hashable, Hashable]]:
    """Return of each span what was answered about it, and its relations by their types and other ends."""
    ends: list[list[tuple[str, bool, Unit]]] = [[] for _ in reading.units]
    for kind, source, target in reading.links:
        ends[source].append((kind, True, reading.units[target]))
        ends[target].append((kind, False, reading.units[source]))
    answers = [tuple(sorted(one.items())) for one in reading.answers] or [()] * len(ends)
    return [(one, tuple(sorted(some))) for one, some in zip(answers, ends, strict=True)]


def _identical(
    left: Sequence[Unit],
    right: Sequence[Unit],
    left_marks: Sequence[Sequence[Hashable]],
    right_marks: Sequence[Sequence[Hashable]],
) -> tuple[list[Pair], list[int], list[int]]:
    """Match what both have; return the pairs, and the numbers of what is left on each side."""
    pairs: list[Pair] = []
    rest_left, rest_right = list(range(len(left))), list(range(len(right)))
    depth = len(left_marks[0]) if left_marks and right_marks else 0
    for weight in range(depth, -1, -1):
        left_keys, right_keys = _keys(left, left_marks, weight), _keys(right, right_marks, weight)
        waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
        for m in reversed(rest_right):
            waiting[right_keys[m]].append(m)
        alone: list[int] = []
        for n in rest_left:
            same = waiting.get(left_keys[n])
            if same:
                pairs.append(Pair(n, same.pop()))
            else:
                alone.append(n)
        rest_left = alone
        rest_right = sorted(m for same in waiting.values() for m in same)
    return pairs, rest_left, rest_right


def _keys(units: Sequence[Unit], marks: Sequence[Sequence[Hashable]], weight: int) -> Sequence[Hashable]:
    """Return units with so many of their marks."""
    return [(unit, *mark[:weight]) for unit, mark in zip(units, marks, strict=True)] if weight else units


def _nearest(left: Sequence[Unit], right: Sequence[Unit]) -> list[tuple[int, int]]:
    """Match spans that touch, by the greatest sum of nearness."""
    ranks = {unit: n for n, unit in enumerate(sorted({*left, *right}), start=1)}
    # In an order of their own, so that equal sums are broken in the same way whatever order they came in.
    lefts = sorted(range(len(left)), key=lambda n: (left[n], n))
    rights = sorted(range(len(right)), key=lambda m: (right[m], m))
    edges = [
        {m: _nearness(left[lefts[n]], right[rights[m]], ranks) for m in found}
        for n, found in enumerate(_touching([left[n] for n in lefts], [right[m] for m in rights]))
    ]
    return [(lefts[n], rights[m]) for n, m in Assignment(edges).partner_left.items()]


def _touching(left: Sequence[Unit], right: Sequence[Unit]) -> list[list[int]]:
    """Return for each of the left spans the numbers of the right ones that touch it; both are in order."""
    found: list[list[int]] = [[] for _ in left]
    events = sorted(
        [(unit[0], 0, n) for n, unit in enumerate(left)] + [(unit[0], 1, m) for m, unit in enumerate(right)]
    )
    open_left: list[int] = []
    open_right: list[int] = []
    for start, side, number in events:
        open_left = [n for n in open_left if left[n][1] > start or left[n][0] == start]
        open_right = [m for m in open_right if right[m][1] > start or right[m][0] == start]
        if side == 0:
            found[number] += [m for m in open_right if _reaches(right[m], left[number])]
            open_left.append(number)
        else:
            for n in open_left:
                if _reaches(left[n], right[number]):
                    found[n].append(number)
            open_right.append(number)
    return found


def _reaches(one: Unit, later: Unit) -> bool:
    """Tell whether two spans share a character, or have the same place of no width; `one` begins first."""
    return one[1] > later[0] < later[1] or one[:2] == later[:2]


def _nearness(left: Unit, right: Unit, ranks: Mapping[Unit, int]) -> int:
    """Return how near two spans are; the digits behind break ties, alike from both sides.

    Of equally near ones those with nearer ends go together, then the earlier ones, then each in its order: a
    sum of products of ranks is the greatest where no two pairs cross.
    """
    common = min(left[1], right[1]) - max(left[0], right[0])
    both = left[1] - left[0] + right[1] - right[0]
    near = 2 * common * _FINE // both if both else _FINE
    near += _FINE if left[:2] == right[:2] or left[2] == right[2] else 0
    apart = abs(left[0] - right[0]) + abs(left[1] - right[1])
    one, other = ranks[left], ranks[right]
    return ((near * _NEXT - apart) * _NEXT - one - other) * _NEXT + one * other


class Assignment:
    """The one-to-one matching with the greatest sum of weights; a node may stay alone for nothing.

    Attributes:
        partner_left: left node → its right node, for those that are matched.

    Shortest augmenting paths over reduced costs. A price on each node keeps `price_left + price_right >=
    weight` on every edge, with equality on those taken, and no price below 0. A search ends at the first
    place that is free, or where staying alone costs no more, so that it stays among neighbours.

    Source: Kuhn 1955, doi:10.1002/nav.3800020109; Jonker & Volgenant 1987, doi:10.1007/BF02278710.
    """

    def __init__(self, edges: Sequence[Mapping[int, int]]) -> None:
        """Match.

        Args:
            edges: of each left node: right node → weight above 0.
        """
        self._edges = edges
        self._price_left = [max(found.values(), default=0) for found in edges]
        self._price_right: defaultdict[int, int] = defaultdict(int)
        self.partner_left: dict[int, int] = {}
        self._partner_right: dict[int, int] = {}
        for root, found in enumerate(edges):
            if found:
                self._place(root)

    def _place(self, root: int) -> None:
        """Give a left node its place, or leave the one alone that is cheapest to leave."""
        distance_left, distance_right = {root: 0}, dict[int, int]()
        came_from: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        at, here = root, 0
        alone, alone_at = self._price_left[root], root
        while True:
            self._look_round(at, here, distance_right, came_from, heap)
            if not heap or heap[0][0] >= alone:
                end, last = alone, None
                break
            here, last = heappop(heap)
            end = here
            if last not in self._partner_right:
                break
            at = self._partner_right[last]
            distance_left[at] = here
            if here + self._price_left[at] < alone:
                alone, alone_at = here + self._price_left[at], at
        for n, far in distance_left.items():
            self._price_left[n] -= end - far
        for m, far in distance_right.items():
            self._price_right[m] += max(end - far, 0)
        if last is None:
            last = self.partner_left.pop(alone_at, None)
        self._shift(root, last, came_from)

    def _look_round(
        self,
        at: int,
        here: int,
        distance_right: dict[int, int],
        came_from: dict[int, int],
        heap: list[tuple[int, int]],
    ) -> None:
        """Note how far the right nodes are through one left node; leave the nearest one on top."""
        for m, weight in self._edges[at].items():
            far = here + self._price_left[at] + self._price_right[m] - weight
            if m not in distance_right or far < distance_right[m]:
                distance_right[m], came_from[m] = far, at
                heappush(heap, (far, m))
        while heap and distance_right[heap[0][1]] < heap[0][0]:
            heappop(heap)

    def _shift(self, root: int, last: int | None, came_from: Mapping[int, int]) -> None:
        """Move everybody on the way back from a free place to the root by one place."""
        while last is not None:
            n = came_from[last]
            before = self.partner_left.get(n)
            self.partner_left[n], self._partner_right[last] = last, n
            last = None if n == root else before
