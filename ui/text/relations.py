"""Which relations a frame shows, and the ways they take, each apart from the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from annotator.editing.statements import ATTRIBUTION, CUE, INTRODUCES
from annotator.model import Relation
from ui.text import arcs, lanes
from ui.text.arcs import Place, Way
from ui.text.clearance import Gaps, Obstacle, hits, obstacles
from ui.text.marks import Piece
from ui.text.showing import Showing

if TYPE_CHECKING:
    from ui.text.sheet import Row, Sheet

FAR: Final = 10_000.0
"""The distance at which a span out of sight is thought to be, px."""
_EDGE, _NARROW = 9.0, 40.0
"""A way leaves a word so far inside its edge, and a short word at its middle, px."""
_RAIL, _RAIL_STEP = 15.0, 5.0
"""The first rail's distance from the text, and from rail to rail, px."""
_NEAREST: Final = 9.0
"""Where the first rail goes when the margin is too narrow for the others, px."""
_TURN: Final = 40.0
"""Farther than that a way never runs beyond its two ends along a line, px."""
_BEFORE_RULE: Final = 5.0
"""Kept free between the rails and what bounds the margin, px."""
_DROPS: Final = (0.0, 13.0, 3.0, 10.0, 6.5)
"""How much lower than the first each further way under a line runs, px at the drawn size.

Two have room above and below the tags of the next line.
"""
_Bundle = tuple[str, str]  # the kind of relation, and the span that all of them have in common
_SAID: Final = frozenset({ATTRIBUTION, CUE, INTRODUCES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Relations with their way on the viewport. Several share one where their other ends are out of sight.

    Attributes:
        relations: the ids.
        ends: the ids of all their spans.
        type: the code of their type.
        way: in viewport pixels.
        current: whether the current span is one of the ends.
    """

    relations: tuple[str, ...]
    ends: frozenset[str]
    type: str
    way: Way
    current: bool

    @property
    def says_who(self) -> bool:
        """Whether it joins source, cue and statement; all others are drawn in the quieter, dashed style."""
        return self.type in _SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class _Route:
    """A relation between two places, before it is known what runs beside it."""

    relation: Relation
    start: Place
    end: Place
    rtl: bool

    @property
    def bundle(self) -> _Bundle:
        """What shares a rail: all that says who said one statement, and what is alike and leads to one span.

        Targets out of sight are no places to lead to: what is alike and comes from one span shares a rail.
        """
        kind = ATTRIBUTION if self.relation.type in _SAID else self.relation.type
        far = abs(self.end.baseline) >= FAR
        return kind, self.relation.source if far else self.relation.target

    @property
    def on_one_line(self) -> bool:
        return self.start.baseline == self.end.baseline


def drawn(
    sheet: Sheet, rows: list[Row], *, showing: Showing, current: str | None, hovered: str | None = None
) -> list[Drawn]:
    """Return the relations to draw with their ways.

    Args:
        sheet: the page.
        rows: what is in sight of it.
        showing: of all spans in sight, or only of these two.
        current: the current span.
        hovered: the span under the pointer.
    """
    routes = [
        route
        for relation in _chosen(sheet, rows, showing, current, hovered)
        if (route := _route(sheet, rows, relation)) is not None
    ]
    margins = _margins(sheet, routes)
    routes = _dropped(sheet, rows, routes, margins)
    shared: dict[tuple[str, Way, bool], list[Relation]] = defaultdict(list)
    for route in routes:
        relation = route.relation
        way = _way(sheet, route, margins.get(route.bundle, 0.0))
        shared[relation.type, way, current in {relation.source, relation.target}].append(relation)
    return [
        Drawn(
            relations=tuple(r.id for r in those),
            ends=frozenset(end for r in those for end in (r.source, r.target)),
            type=kind,
            way=way,
            current=is_current,
        )
        for (kind, way, is_current), those in shared.items()
    ]


def _chosen(
    sheet: Sheet, rows: list[Row], showing: Showing, current: str | None, hovered: str | None
) -> Iterable[Relation]:
    """Return the relations of the spans concerned, each once."""
    if showing is Showing.NEVER:
        return ()
    spans: Iterable[str | None] = (current,)
    if showing is Showing.ALWAYS:
        spans = (current, hovered, *(m.span.id for row in rows for m in row.marks.all()))
    found = (r for span in spans if span is not None for r in sheet.reading.relations_of(span))
    return {relation.id: relation for relation in found}.values()


def _route(sheet: Sheet, rows: list[Row], relation: Relation) -> _Route | None:
    sources, targets = _pieces(sheet, rows, relation.source), _pieces(sheet, rows, relation.target)
    if not sources and not targets:
        return None
    rtl = sheet.paragraphs.rtl
    source = sources or [_elsewhere(sheet, relation.source)]
    target = targets or [_elsewhere(sheet, relation.target)]
    end = _start_edge(target, rtl=rtl)
    start = _leaving(source, end, rtl=rtl)
    if relation.type not in _SAID:
        shared = sorted({y for y, _ in source} & {y for y, _ in target})
        if shared:
            start, end = (Place(x=_middle(part, shared[0]), baseline=shared[0]) for part in (source, target))
        elif targets:
            end = _leaving(target, start, rtl=rtl)
    return _Route(relation=relation, start=start, end=end, rtl=rtl)


def _margins(sheet: Sheet, routes: Sequence[_Route]) -> dict[_Bundle, float]:
    """Return the x of the rail in the margin for each bundle that goes round through it."""
    reach: dict[_Bundle, tuple[float, float]] = {}
    for route in routes:
        if not route.on_one_line:
            low, high = sorted((route.start.baseline, route.end.baseline))
            before = reach.get(route.bundle, (low, high))
            reach[route.bundle] = min(low, before[0]), max(high, before[1])
    found = lanes.apart(list(reach.values()))
    count = max(found, default=0) + 1
    first, step = rails(margin_room(sheet), count, sheet.look.canvas.scale)
    page, rtl = sheet.page, sheet.paragraphs.rtl
    edge, outwards = (page.text_right, 1) if rtl else (page.text_left, -1)
    return {
        bundle: edge + outwards * (first + lane * step) for bundle, lane in zip(reach, found, strict=True)
    }


def margin_room(sheet: Sheet) -> float:
    """Return how wide the margin is in which the rails run, px: up to the rule, the cards or the edge."""
    page = sheet.page
    if sheet.paragraphs.rtl:
        beside_rule = page.has_gloss and page.gloss_on_right
        room = page.thick_rule - page.text_right if beside_rule else page.width - page.text_right
    else:
        beside_rule = page.has_gloss and not page.gloss_on_right
        room = page.text_left - page.thick_rule if beside_rule else page.text_left
    return room - _BEFORE_RULE


def rails(room: float, count: int, scale: float) -> tuple[float, float]:
    """Return where the first of `count` rails runs from the text, and the step to the next, px.

    They keep their distance while there is room for it, then move closer to the text and together.
    """
    first, step = min(_RAIL * scale, room), _RAIL_STEP * scale
    if first + (count - 1) * step <= room:
        return first, step
    first = min(_NEAREST, room)
    return first, (room - first) / (count - 1)


def _dropped(
    sheet: Sheet, rows: list[Row], routes: Sequence[_Route], margins: Mapping[_Bundle, float]
) -> list[_Route]:
    """Let ways under the same line run one below the other, below the lanes there, and clear of tags."""
    lines: dict[float, dict[_Bundle, tuple[float, float]]] = defaultdict(dict)
    ending: dict[tuple[float, _Bundle], list[_Route]] = defaultdict(list)
    for route in routes:
        for place, low, high in _stretches(route):
            known = lines[place.baseline].get(route.bundle, (low, high))
            lines[place.baseline][route.bundle] = min(low, known[0]), max(high, known[1])
            ending[place.baseline, route.bundle].append(route)
    rooms = ((row, sheet.lane_room(row.marks)) for row in rows)
    room = {round(row.y) + line.baseline: more for row, more in rooms for line in row.paragraph.lines}
    gaps, canvas = Gaps(obstacles(sheet, rows)), sheet.look.canvas
    drops: dict[tuple[float, _Bundle], float] = {}
    for baseline, stretches in lines.items():
        more = room.get(baseline, 0.0)
        found = gaps.below(baseline, 1.3 * canvas.pitch + more)
        costs = {}
        for bundle, (low, high) in stretches.items():
            those, key = ending[baseline, bundle], (baseline, bundle)
            near = [one for one in found if low - _TURN < one.right and one.left < high + _TURN]
            costs[bundle] = [
                _cost(sheet, those, {key: drop * canvas.scale + more}, margins, near) for drop in _DROPS
            ]
        for bundle, level in _levels(stretches, costs).items():
            drops[baseline, bundle] = _DROPS[level] * canvas.scale + more
    return [_lowered(route, drops) for route in routes]


def _cost(
    sheet: Sheet,
    routes: Sequence[_Route],
    drop: Mapping[tuple[float, _Bundle], float],
    margins: Mapping[_Bundle, float],
    found: Sequence[Obstacle],
) -> int:
    """Return how bad what these routes would run into is, if they ran so low."""
    if not found:
        return 0
    ways = {_way(sheet, _lowered(route, drop), margins.get(route.bundle, 0.0)) for route in routes}
    return sum(hits(way, found) for way in ways)


def _levels(
    stretches: Mapping[_Bundle, tuple[float, float]], costs: Mapping[_Bundle, Sequence[int]]
) -> dict[_Bundle, int]:
    """Return which of the levels under one line each bundle takes: none two where they run side by side.

    Those that have the fewest levels without obstacles choose first, of these the ones nearest to the text.
    """
    lane = dict(zip(stretches, lanes.apart(list(stretches.values())), strict=True))
    found: dict[_Bundle, int] = {}
    for bundle in sorted(stretches, key=lambda one: (costs[one].count(0), lane[one])):
        low, high = stretches[bundle]
        used = {
            level
            for other, level in found.items()
            if low < stretches[other][1] and stretches[other][0] < high
        }
        free = [level for level in range(len(_DROPS)) if level not in used] or [lane[bundle] % len(_DROPS)]
        found[bundle] = min(free, key=lambda level: costs[bundle][level])
    return found


def _lowered(route: _Route, drops: Mapping[tuple[float, _Bundle], float]) -> _Route:
    """Return a route that leaves and arrives so much lower."""
    start, end = (
        Place(x=place.x, baseline=place.baseline, drop=drops.get((place.baseline, bundle), 0.0))
        for bundle in (route.bundle,)
        for place in (route.start, route.end)
    )
    return _Route(relation=route.relation, start=start, end=end, rtl=route.rtl)


def _stretches(route: _Route) -> list[tuple[Place, float, float]]:
    """Return where a way runs along lines: the place, and from x to x."""
    start, end = route.start, route.end
    if route.on_one_line:
        return [(start, min(start.x, end.x), max(start.x, end.x))]
    edge = FAR if route.rtl else -FAR
    in_sight = [place for place in (start, end) if abs(place.baseline) < FAR]
    return [(place, min(place.x, edge), max(place.x, edge)) for place in in_sight]


def _way(sheet: Sheet, route: _Route, margin: float) -> Way:
    scale = sheet.look.canvas.scale
    start, end = (
        Place(x=margin, baseline=place.baseline, drop=place.drop) if abs(place.baseline) >= FAR else place
        for place in (route.start, route.end)
    )
    if route.relation.type in _SAID:
        return arcs.rail(start, end, margin=margin, scale=scale, rtl=route.rtl)
    kind = sheet.reading.scheme.relation_type(route.relation.type)
    directed = kind is None or not kind.symmetric
    return arcs.link(start, end, margin=margin, scale=scale, directed=directed)


_Part = tuple[float, Piece]  # the baseline's y, and the piece in viewport pixels


def _pieces(sheet: Sheet, rows: list[Row], span_id: str) -> list[_Part]:
    """Return what the rows show of a span, from its start."""
    found: list[_Part] = []
    x = sheet.page.text_left
    for row in rows:
        marks = row.marks.of(span_id)
        if marks is None:
            continue
        for piece in marks.pieces:
            baseline = round(row.y) + row.paragraph.lines[piece.line].baseline
            found.append((baseline, Piece(line=piece.line, left=x + piece.left, right=x + piece.right)))
    return found


def _elsewhere(sheet: Sheet, span_id: str) -> _Part:
    """Stand in for a span out of sight: far above or below. Its x is that of the rail, once it is known."""
    start = sheet.reading.spans[span_id].span.start
    above = start < sheet.first_shown
    return (-FAR if above else FAR), Piece(line=0, left=0, right=0)


def _start_edge(parts: list[_Part], *, rtl: bool) -> Place:
    baseline = parts[0][0]
    here = [piece for y, piece in parts if y == baseline]
    x = max(p.right for p in here) if rtl else min(p.left for p in here)
    return Place(x=x, baseline=baseline)


def _leaving(parts: list[_Part], end: Place, *, rtl: bool) -> Place:
    """Return where a way leaves a source: near the claim on one line, else near the margin."""
    here = [piece for y, piece in parts if y == end.baseline]
    if here:
        nearest = min(here, key=lambda p: abs(p.left + p.right - 2 * end.x))
        inner = _inside(nearest)
        x = nearest.left + inner if nearest.left > end.x else nearest.right - inner
        return Place(x=x, baseline=end.baseline)
    baseline, piece = parts[-1] if parts[-1][0] < end.baseline else parts[0]
    inner = _inside(piece)
    return Place(x=piece.right - inner if rtl else piece.left + inner, baseline=baseline)


def _inside(piece: Piece) -> float:
    width = piece.right - piece.left
    return width / 2 if width < _NARROW else _EDGE


def _middle(parts: list[_Part], baseline: float) -> float:
    here = next(piece for y, piece in parts if y == baseline)
    return (here.left + here.right) / 2
