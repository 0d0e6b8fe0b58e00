"""Spans and relations that were made twice, in two copies: what they say, and how one is led to the other.

Two spans of one reading that label the very same words alike are *twins*, and so are two relations of one
type between the same ends. The one with the smallest id stands for both. Where somebody has gone on with that
one, the value of the other is a `SameAs`: a JSON string, "=" and the id of the one that stands for it. What
hung on it, such as a relation, hangs on that one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, Final, NamedTuple

import msgspec

_PLACE: Final = slice(1, 4)
"""Where they hold what makes twins of them: the label and the edges, or the type and the ends."""
_SAID: Final = {"span": slice(5, 8), "relation": slice(4, 5)}
"""Where their values (`store.log_rows`) hold what can differ between twins: answers, comment, flag."""

_key = msgspec.json.Decoder(str)
_row = msgspec.json.Decoder(list[Any])
_encode = msgspec.json.Encoder().encode


class SameAs(NamedTuple):
    """What an item says that another one stands for.

    Attributes:
        id: the other one's, of the same kind and reading; always smaller than its own.
    """

    id: str


def same_as(key: str) -> str:
    """Return the value of an item that another one, with this id, stands for."""
    return _encode("=" + key).decode()


def is_same_as(value: str | None) -> bool:
    """Tell whether a value says that another item stands for the one that has it."""
    return value is not None and value.startswith('"=')


def told(value: str) -> SameAs:
    """Return which item such a value tells of.

    Raises:
        msgspec.DecodeError: it is no such value.
    """
    return SameAs(_key.decode(value)[1:])


def place_of(kind: str, value: str | None) -> Hashable:
    """Return what makes a twin of another value with the same, as it was written; None for what has none."""
    if kind not in _SAID or value is None or is_same_as(value):
        return None
    return tuple(_row.decode(value)[_PLACE])


def differ(kind: str, one: str | None, other: str | None) -> bool:
    """Tell whether the values of twins say different things, so that a person has to choose."""
    if one is None or other is None or is_same_as(one) or is_same_as(other):
        return one != other
    said = _SAID[kind]
    return bool(_row.decode(one)[said] != _row.decode(other)[said])


def alike_elsewhere(kind: str, one: str | None, other: str | None) -> bool:
    """Tell whether two values say the same, if perhaps of other places: carried over, or led to a twin."""
    if kind not in _SAID or one is None or other is None or is_same_as(one) or is_same_as(other):
        return False
    first, second, said = _row.decode(one), _row.decode(other), _SAID[kind]
    return bool(first[1] == second[1] and first[said] == second[said])


def led(places: Iterable[tuple[str, Hashable]]) -> dict[str, str]:
    """Return which thing each twin is led to, by their ids: at each place the smallest id stands.

    Args:
        places: the ids of things that would stand, each with what makes it a twin of another.
    """
    first: dict[Hashable, str] = {}
    together: dict[Hashable, list[str]] = {}
    for key, place in places:
        one = first.setdefault(place, key)
        if one != key:
            together.setdefault(place, [one]).append(key)
    found: dict[str, str] = {}
    for keys in together.values():
        stands = min(keys)
        found.update((key, stands) for key in keys if key != stands)
    return found
