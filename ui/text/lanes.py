"""Which spans lie side by side, and how deep they pile: the packing of intervals into lanes.

Lines under the text (claims, quotations) and tints (entities) are packed by the same rule. A span's lane
belongs to the span, not to a line of text, so that it keeps its place from line to line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from typing import Final

from annotator.model import SpanAnnotation

_BEHIND_ALL: Final = 1 << 60
_STEPPED: Final = 3
"""So many lanes have room below a line; for more of them the lines move apart."""
_MOST: Final = 14
"""More than so many share the room of so many."""


def pack(intervals: Sequence[tuple[int, int]]) -> list[int]:
    """Give each interval `[start, end)` the lowest lane that is free where it starts.

    Args:
        intervals: by start, outer before inner, as `IntervalIndex` yields them.

    Returns:
        A lane for each, from 0. Intervals that share a position never share a lane, an outer span comes
        before the spans inside it, and there are as many lanes as intervals at the most crowded place.
        For nested intervals the lane is the depth of nesting.
        Source: greedy colouring of an interval graph by left ends, which is optimal.
    """
    lanes: list[int] = []
    busy: list[tuple[int, int]] = []  # (end, lane)
    free: list[int] = []
    used = 0
    for start, end in intervals:
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, used = used, used + 1
        lanes.append(lane)
        # An empty span still takes its place.
        heappush(busy, (max(end, start + 1), lane))
    return lanes


def crowds(intervals: Sequence[tuple[int, int]], lanes: Sequence[int]) -> list[int]:
    """Return for each interval how many lanes its crowd has: those that overlap it, one through another.

    Args:
        intervals: as for `pack`.
        lanes: what `pack` made of them.
    """
    sizes: list[int] = []
    first, reach = 0, -1
    for place, (start, end) in enumerate([*intervals, (_BEHIND_ALL, _BEHIND_ALL)]):
        if start >= reach and place > first:
            sizes += [max(lanes[first:place]) + 1] * (place - first)
            first, reach = place, -1
        reach = max(reach, end, start + 1)
    return sizes


def apart(intervals: Sequence[tuple[float, float]]) -> list[int]:
    """Give each stretch `(low, high)` a lane of its own among those that it shares a place with.

    The shorter come nearer to the text, so that a way inside another never crosses it. Stretches that
    only touch may share a lane.
    """
    lanes = [0] * len(intervals)
    placed: list[list[tuple[float, float]]] = []
    for n in sorted(range(len(intervals)), key=lambda n: intervals[n][1] - intervals[n][0]):
        low, high = intervals[n]
        lane = next(
            (k for k, taken in enumerate(placed) if all(high <= a or b <= low for a, b in taken)), len(placed)
        )
        if lane == len(placed):
            placed.append([])
        placed[lane].append((low, high))
        lanes[n] = lane
    return lanes


def packed(spans: Iterable[SpanAnnotation]) -> dict[str, tuple[int, int]]:
    """Return span id → (lane, lanes of its crowd) for spans in reading order (see `pack`)."""
    ordered = list(spans)
    intervals = [(s.span.start, s.span.end) for s in ordered]
    lanes = pack(intervals)
    found = zip(ordered, lanes, crowds(intervals, lanes), strict=True)
    return {span.id: (lane, size) for span, lane, size in found}


def offset(lane: int, lanes: int, *, first: float, step: float) -> float:
    """Return how far below the baseline a lane's line runs, in pixels.

    Args:
        lane: the lane, from 0.
        lanes: how many lanes there are where the span is.
        first: the first lane's distance from the baseline.
        step: from lane to lane; less where there are too many.
    """
    if lanes > _MOST:
        step *= (_MOST - 1) / (lanes - 1)
    return first + lane * step


def room(lanes: int, *, step: float) -> float:
    """Return how far lines move apart for so many lanes, px, so that none runs into the next line's tags."""
    return max(min(lanes, _MOST) - _STEPPED, 0) * step
