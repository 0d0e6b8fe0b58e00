"""Which item stands for which, where things were made twice (`model.twins`), and what they disagree about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.model import Item
from annotator.model.twins import differ, is_same_as, told
from annotator.team.branches import Branches

_NOTHING = Branches()


def first_of(there: Mapping[str, Branches], name: str) -> str:
    """Return the item that stands for this one, which is often itself."""
    while True:
        one = there.get(name, _NOTHING)
        value = None if one.standing is None else one.standing.value
        if one.led is not None:
            name = one.led
        elif value is not None and is_same_as(value):
            item = Item.of(name)
            name = Item.made(item.document_id, item.kind, item.set_id, told(value).id).name
        else:
            return name


def is_disputed(there: Mapping[str, Branches], name: str) -> bool:
    """Tell whether somebody has to choose: heads say different things, or twins do."""
    one = there[name]
    if one.led is None or one.is_disputed:
        return len(one.heads) > 1 and one.is_disputed
    own, other = one.standing, there[one.led].standing
    kind = Item.of(name).kind
    return differ(kind, None if own is None else own.value, None if other is None else other.value)


def by_twin(there: Mapping[str, Branches]) -> dict[str, list[str]]:
    """Return the items that others stand for, by the items that do."""
    found: dict[str, list[str]] = {}
    for name, one in there.items():
        if one.led is not None:
            found.setdefault(one.led, []).append(name)
    return {name: sorted(twins) for name, twins in found.items()}


def families(there: Mapping[str, Branches], names: Iterable[str]) -> dict[str, list[str]]:
    """Return items by the one that stands for them, itself among them and first.

    Args:
        there: the branches of all items.
        names: the items that are wanted, with all that the same one stands for.
    """
    wanted = {first_of(there, name) for name in names}
    found = {name: [name] for name in there if name in wanted}
    for name, one in there.items():
        if one.led is not None or any(is_same_as(head.value) for head in one.heads):
            first = first_of(there, name)
            if first in found and first != name:
                found[first].append(name)
    return found
