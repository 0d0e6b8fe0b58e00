"""γ: agreement about units and labels together, by the best alignment of all readers, against chance.

A unitary alignment holds a unit of each reader or none. Its disorder is the mean over pairs of readers of

    position + label      for two units: ((|Δstart| + |Δend|) / (length + length))² + (1 if the labels differ)
    1                     where one of them has none

The best alignment of a document uses each unit once and has the least sum of disorders; the disorder of the
document is that sum per unit of an average reader. γ = 1 - disorder / expected disorder; expected is the mean
over documents drawn by chance: for each reader, the units of one of the readers turned round the text by a
random distance.

The search is exact. For two readers it is an assignment; for more it grows with how many units lie side by
side, and is given up beyond a limit. γ is therefore reckoned by document.

Source: Mathet, Widlöcher & Métivier 2015, doi:10.1162/COLI_a_00227 (α = β = Δ∅ = 1).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import comb, sqrt
from random import Random
from typing import Final

from annotator.agreement.alignment import Assignment
from annotator.agreement.bootstrap import SEED
from annotator.agreement.figures import Counted, Figure, Reason, Undefined
from annotator.agreement.units import Sheet, Unit

SAMPLES: Final = 100
"""So many documents are drawn by chance."""
MOST: Final = 50_000
"""So many partial alignments of three and more readers are looked at."""
_FINE: Final = 1 << 30


class TooManyUnitsError(Exception):
    """The units of more than two readers lie so close that the search was given up."""


def gamma(sheet: Sheet, readers: Sequence[str], *, seed: int = SEED) -> Figure:
    """Return γ of those of the readers who have read a document; it has no interval.

    Undefined where fewer than two have read it or they found nothing, and where the search is given up.
    """
    some = [sheet.readings[reader].units for reader in readers if reader in sheet.readings]
    n = sum(map(len, some))

    def figure(value: float | Undefined) -> Figure:
        return Figure(value=value, n=n, counted=Counted.SPANS, documents=int(len(some) > 1))

    if len(some) < 2:  # noqa: PLR2004 - a pair
        return figure(Undefined(Reason.NO_COMMON_DOCUMENT))
    if not n:
        return figure(Undefined(Reason.NOTHING))
    random = Random(seed)  # noqa: S311 - nothing secret is drawn
    try:
        found = disorder(some)
        chance = [disorder(_drawn(some, sheet.length, random)) for _ in range(SAMPLES)]
    except TooManyUnitsError:
        return figure(Undefined(Reason.TOO_MUCH))
    expected = sum(chance) / len(chance)
    return figure(1 - found / expected if expected else Undefined(Reason.NO_VARIATION))


def disorder(readings: Sequence[Sequence[Unit]]) -> float:
    """Return the disorder of the best alignment of two or more readers' units.

    Raises:
        TooManyUnitsError: there are more than two readers, and too much to look at.
    """
    n = sum(map(len, readings))
    if not n:
        return 0.0
    total = _of_two(*readings) if len(readings) == 2 else _Search(readings).cheapest()  # noqa: PLR2004 - a pair
    return total * len(readings) / n


def dissimilarity(one: Unit, other: Unit) -> float:
    """Return how unlike two units are: 0 for equal ones, 1 as much as a unit and none."""
    length = one[1] - one[0] + other[1] - other[0]
    apart = abs(one[0] - other[0]) + abs(one[1] - other[1])
    position = (apart / length) ** 2 if length else float(apart > 0)
    return position + (one[2] != other[2])


def _of_two(left: Sequence[Unit], right: Sequence[Unit]) -> float:
    """Return the least sum of disorders of two readers: what pairing saves of all units alone."""
    right = sorted(right)
    starts = [other[0] for other in right]
    longest = max((other[1] - other[0] for other in right), default=0)
    edges: list[dict[int, int]] = []
    for one in left:
        reach = _reach(one, longest, 2)
        near = range(bisect_left(starts, one[0] - reach), bisect_right(starts, one[0] + reach))
        gains = {m: int((2 - dissimilarity(one, right[m])) * _FINE) for m in near}
        edges.append({m: gain for m, gain in gains.items() if gain > 0})
    pairs = Assignment(edges).partner_left
    return len(left) + len(right) - sum(2 - dissimilarity(left[n], right[m]) for n, m in pairs.items())


def _reach(unit: Unit, longest: int, most: float) -> int:
    """Return how far from a unit others can begin that are no more unlike it than `most`, in code points."""
    return int(sqrt(most) * (unit[1] - unit[0] + longest)) + 1


class _Search:
    """The cheapest way to use each unit once, the first unused one first."""

    def __init__(self, readings: Sequence[Sequence[Unit]]) -> None:
        self._width = len(readings)
        self._units = sorted((unit, reader) for reader, some in enumerate(readings) for unit in some)
        self._longest = max(unit[1] - unit[0] for unit, _ in self._units)
        self._choices = [list(self._alignments(n)) for n in range(len(self._units))]
        self._known: dict[int, float] = {}

    def cheapest(self) -> float:
        """Return the least sum of disorders."""
        # A stack of its own: a long text has more units than Python has frames.
        whole = (1 << len(self._units)) - 1
        stack = [0]  # units that are used, a bit each
        self._known[whole] = 0.0
        while stack:
            state = stack[-1]
            if state in self._known:
                stack.pop()
                continue
            first = (~state & (state + 1)).bit_length() - 1
            ways = [(cost, state | bits) for cost, bits in self._choices[first] if not state & bits]
            unknown = [after for _, after in ways if after not in self._known]
            if unknown:
                stack += unknown
                continue
            self._known[state] = min(cost + self._known[after] for cost, after in ways)
            if len(self._known) > MOST:
                raise TooManyUnitsError
        return self._known[0]

    def _alignments(self, first: int) -> Iterator[tuple[float, int]]:
        """Yield each unitary alignment that begins with a unit and is better than its units alone."""
        pairs = comb(self._width, 2)
        unit, reader = self._units[first]
        last = unit[0] + _reach(unit, self._longest, self._width * pairs)
        taken: list[tuple[tuple[int, ...], frozenset[int], float]] = [((first,), frozenset({reader}), 0.0)]
        while taken:
            members, readers, unlike = taken.pop()
            size = len(members)
            cost = (unlike + pairs - comb(size, 2)) / pairs
            if size == 1 or cost < size:
                yield cost, sum(1 << n for n in members)
            for n in range(members[-1] + 1, len(self._units)):
                unit, other = self._units[n]
                if unit[0] > last:
                    break
                if other in readers:
                    continue
                more = unlike + sum(dissimilarity(self._units[m][0], unit) for m in members)
                # Adding units never lowers the sum; past this even all readers together are no better.
                if more < self._width * pairs:
                    taken.append(((*members, n), readers | {other}, more))


def _drawn(readings: Sequence[Sequence[Unit]], length: int, random: Random) -> list[list[Unit]]:
    """Return units as chance would lay them: each reader's are those of a reader, turned round the text."""
    found = []
    for _ in readings:
        some = readings[random.randrange(len(readings))]
        turn = random.randrange(max(length, 1))
        found.append(
            [
                Unit((start + turn) % max(length, 1), (start + turn) % max(length, 1) + end - start, label)
                for start, end, label in some
            ]
        )
    return found
