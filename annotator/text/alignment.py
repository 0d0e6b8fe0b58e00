"""What was replaced where only the old and the new text are known, or what a keyboard did between them.

Texts are compared by lines, the lines that differ by words, and the words that differ by graphemes, each
as far as it is worth while: so a word that is written otherwise keeps its place among the words around it.
Source of the comparison: `difflib`, which finds the longest common stretches.
All positions are code points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from annotator.text import graphemes
from annotator.text.replacements import Replacement, Replacements, settled
from annotator.text.tokens import tokenize

_LINE: Final = re.compile("[^\n]*\n|[^\n]+")
_MOST_COMPARED: Final = 4_000_000
"""Pairs of pieces. Beyond that only the common beginning and end are looked for: a minute would pass."""

_FEW: Final = 400
"""Pairs of words that are compared letter by letter."""

_Cut = Callable[[str], list[str]]


def aligned(old: str, new: str) -> Replacements:
    """Return what makes `new` of `old`, settled."""
    return settled(old, _differences(old, new, 0, _CUTS))


def refined(text: str, replacements: Sequence[Replacement]) -> Replacements:
    """Return the same, settled, where words that stand as they stood are no longer part of a replacement.

    What stood at an edge of a replaced stretch and what stands there now stay in one replacement.
    """
    found: list[Replacement] = []
    for one in replacements:
        finer = list(_differences(text[one.start : one.end], one.text, one.start, _CUTS))
        found += _held(text, one, finer) if one.start < one.end else finer
    return settled(text, found)


def _held(text: str, whole: Replacement, finer: list[Replacement]) -> list[Replacement]:
    """Tie words put in at the edges of a replaced stretch to what is left of it there.

    Whoever replaces “الوزير” by “الوزير الأول” says that the one is the other, not that “الأول” comes
    after it.
    """
    if finer and finer[0].start == finer[0].end == whole.start:
        edge = finer[1].start if len(finer) > 1 else whole.end
        end = min(graphemes.next_border(text, whole.start), edge)
        kept = Replacement(start=whole.start, end=end, text=finer[0].text + text[whole.start : end])
        finer = [kept, *finer[1:]]
    if finer and finer[-1].start == finer[-1].end == whole.end:
        edge = finer[-2].end if len(finer) > 1 else whole.start
        start = max(graphemes.previous_border(text, whole.end), edge)
        kept = Replacement(start=start, end=whole.end, text=text[start : whole.end] + finer[-1].text)
        finer = [*finer[:-1], kept]
    if len(finer) > 1 and finer[0].end == whole.start:
        finer = [_one(finer[0], finer[1]), *finer[2:]]
    if len(finer) > 1 and finer[-1].start == whole.end:
        finer = [*finer[:-2], _one(finer[-2], finer[-1])]
    return finer


def _one(first: Replacement, second: Replacement) -> Replacement:
    """Return two replacements that touch as one."""
    return Replacement(start=first.start, end=second.end, text=first.text + second.text)


def typed(old: str, new: str, caret: int) -> Replacement | None:
    """Return what was replaced between two states of a text, or None if nothing was.

    Of several places where it may have been, as when one of two equal words has gone, it is the one at
    the caret.

    Args:
        old: before.
        new: after one keystroke, paste or the like.
        caret: where the caret stands after it, in code points of `new`.
    """
    if old == new:
        return None
    after = len(new) - caret
    if after > len(old) or old[len(old) - after :] != new[caret:]:
        after = 0  # the caret says nothing, as after an undo
        while after < min(len(old), len(new)) and old[-after - 1] == new[-after - 1]:
            after += 1
    before = 0
    while before < min(len(old), len(new)) - after and old[before] == new[before]:
        before += 1
    return Replacement(start=before, end=len(old) - after, text=new[before : len(new) - after])


def _lines(text: str) -> list[str]:
    return _LINE.findall(text)


def _words(text: str) -> list[str]:
    """Return the tokens and what stands between them."""
    found: list[str] = []
    place = 0
    for token in tokenize(text):
        found += [text[place : token.start], token.of(text)]
        place = token.end
    return [piece for piece in [*found, text[place:]] if piece]


def _graphemes(text: str) -> list[str]:
    edges = graphemes.borders(text)
    return [text[start:end] for start, end in pairwise(edges)]


_CUTS: Final[tuple[_Cut, ...]] = (_lines, _words, _graphemes)


def _differences(old: str, new: str, at: int, cuts: tuple[_Cut, ...]) -> Iterator[Replacement]:
    """Yield what makes `new` of `old`, which begins at `at`, by ever smaller pieces."""
    if old == new:
        return
    if not (old and new and cuts):
        yield Replacement(start=at, end=at + len(old), text=new)
        return
    ours, theirs = cuts[0](old), cuts[0](new)
    for a, b, c, d in _unequal(ours, theirs):
        start = at + sum(map(len, ours[:a]))
        for was, now in _paired(ours[a:b], theirs[c:d], alike=cuts[0] is _words):
            yield from _differences(was, now, start, cuts[1:])
            start += len(was)


def _paired(ours: list[str], theirs: list[str], *, alike: bool) -> list[tuple[str, str]]:
    """Return which pieces took the place of which.

    As many pieces as before: one for one. Other words, where there are few: each for the one most like it.
    """
    whole = [("".join(ours), "".join(theirs))]
    pairs = len(ours) * len(theirs)
    if len(ours) == len(theirs) and pairs <= _MOST_COMPARED:
        return list(zip(ours, theirs, strict=True))
    return _alike(ours, theirs) if alike and 0 < pairs <= _FEW else whole


def _alike(ours: list[str], theirs: list[str]) -> list[tuple[str, str]]:
    """Pair words with those most like them, in order; the others come or go.

    Source: Needleman and Wunsch, 1970. A word that comes or goes costs 1, and a pair the share of it that
    differs, doubled: so words of which more than half differs are no pair.
    """
    costs = [[float(j) for j in range(len(theirs) + 1)]]
    for i, ours_word in enumerate(ours, start=1):
        row = [float(i)]
        for j, their_word in enumerate(theirs, start=1):
            pair = costs[i - 1][j - 1] + _unlikeness(ours_word, their_word)
            row.append(min(pair, costs[i - 1][j] + 1, row[j - 1] + 1))
        costs.append(row)
    found: list[tuple[str, str]] = []
    i, j = len(ours), len(theirs)
    while i or j:
        if i and costs[i][j] == costs[i - 1][j] + 1:
            i -= 1
            found.append((ours[i], ""))
        elif j and costs[i][j] == costs[i][j - 1] + 1:
            j -= 1
            found.append(("", theirs[j]))
        else:
            i, j = i - 1, j - 1
            found.append((ours[i], theirs[j]))
    return _blocks(found[::-1])


def _blocks(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs, where words that come or go side by side are one pair."""
    found: list[tuple[str, str]] = []
    apart = False
    for was, now in pairs:
        single = not (was and now)
        if single and apart:
            before = found.pop()
            found.append((before[0] + was, before[1] + now))
        else:
            found.append((was, now))
        apart = single
    return found


def _unlikeness(one: str, other: str) -> float:
    return 2 * (1 - SequenceMatcher(None, one, other, autojunk=False).ratio())


def _unequal(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches `[a, b)` and `[c, d)` in which two lists differ."""
    shortest = min(len(ours), len(theirs))
    first = 0
    while first < shortest and ours[first] == theirs[first]:
        first += 1
    last = 0
    while last < shortest - first and ours[-last - 1] == theirs[-last - 1]:
        last += 1
    left, right = ours[first : len(ours) - last], theirs[first : len(theirs) - last]
    if len(left) * len(right) > _MOST_COMPARED:
        yield first, first + len(left), first, first + len(right)
        return
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            yield first + a, first + b, first + c, first + d
