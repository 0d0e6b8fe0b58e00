"""What a packet has to say about a document, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.model import AnnotationSet, Item
from annotator.model.twins import differ
from annotator.workspace.packets.homecoming import Counted, DocumentNews
from annotator.workspace.packets.others import others_of
from annotator.workspace.packets.trials import Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What of a document's items was made or changed in more than one place, in numbers of each kind.

    Attributes:
        conflicting: items about which somebody has to choose.
        alike: those for which another one stands now that says the same.
        led: the ids of all those for which another one stands, with its id.
    """

    conflicting: Counter[str] = field(default_factory=Counter)
    alike: Counter[str] = field(default_factory=Counter)
    led: dict[str, str] = field(default_factory=dict)


def made_twice(trial: Trial) -> dict[str, Made]:
    """Return what of a packet was made or changed in more than one place, by document."""
    found: dict[str, Made] = {}
    after = trial.branches
    for name in trial.after:
        if after[name].is_disputed:
            item = Item.of(name)
            found.setdefault(item.document_id, Made()).conflicting[item.kind] += 1
    for name, first in trial.led.items():
        item, one, other = Item.of(name), after[name].heads[-1], after[first].heads[-1]
        made = found.setdefault(item.document_id, Made())
        made.led[item.id] = Item.of(first).id
        if not differ(item.kind, one.value, other.value):
            made.alike[item.kind] += after[name].led is None
        elif (name in trial.after or first in trial.after) and not after[name].is_disputed:
            made.conflicting[item.kind] += 1
    return found


def news_of(
    title: str,
    document_id: str,
    before: Mapping[str, AnnotationSet],
    after: Mapping[str, AnnotationSet],
    made: Made,
    *,
    beside: Mapping[str, int],
    moved: bool,
) -> DocumentNews:
    """Return what is otherwise between two states of a document's readings.

    Args:
        title: of the document.
        document_id: its id.
        before: the readings as they are, by id.
        after: as they would be.
        made: what of it was made or changed in more than one place.
        beside: how many remarks, decisions and assignments are new or otherwise, by the kind of their items.
        moved: whether readings were carried over from an earlier text.
    """
    spans: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    pairs = [(before.get(key), after.get(key)) for key in before.keys() | after.keys()]
    otherwise = [(was, now) for was, now in pairs if was is not now]
    for was, now in otherwise:
        spans.update(_compared({} if was is None else was.spans, {} if now is None else now.spans, made.led))
        relations.update(
            _compared({} if was is None else was.relations, {} if now is None else now.relations, made.led)
        )
    return DocumentNews(
        document_id=document_id,
        title=title,
        spans=Counted(**spans, conflicting=made.conflicting["span"], alike=made.alike["span"]),
        relations=Counted(
            **relations, conflicting=made.conflicting["relation"], alike=made.alike["relation"]
        ),
        others=others_of(otherwise, beside),
        conflicting=made.conflicting.total(),
        moved=moved,
    )


def _compared(before: Mapping[str, Any], after: Mapping[str, Any], led: Mapping[str, str]) -> Counter[str]:
    """Count what is otherwise. Where another one stands for a thing now, that is not otherwise."""
    if not before:
        return Counter(new=len(after))
    gone = sum(1 for key in before if led.get(key, key) not in after)
    stood = {led[key] for key in led if key in before}
    new = sum(1 for key in after if key not in before and key not in stood)
    changed = sum(1 for key, thing in after.items() if key in before and before[key] != thing)
    return Counter(new=new, changed=changed, gone=gone)
