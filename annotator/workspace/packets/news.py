"""What a packet has to say about a document, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.model import AnnotationSet, Item, ItemRevision
from annotator.team.branches import Branches
from annotator.workspace.packets.homecoming import Counted, DocumentNews
from annotator.workspace.packets.others import others_of


def conflicting(new: Iterable[ItemRevision], branches: Mapping[str, Branches]) -> dict[str, Counter[str]]:
    """Return how many items of each kind somebody has to choose about, by document."""
    found: dict[str, Counter[str]] = {}
    for name in dict.fromkeys(one.item for one in new):
        if branches[name].is_disputed:
            item = Item.of(name)
            found.setdefault(item.document_id, Counter())[item.kind] += 1
    return found


def news_of(
    title: str,
    document_id: str,
    before: Mapping[str, AnnotationSet],
    after: Mapping[str, AnnotationSet],
    disputed: Counter[str],
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
        disputed: how many items of each kind somebody has to choose about.
        beside: how many remarks, decisions and assignments are new or otherwise, by the kind of their items.
        moved: whether readings were carried over from an earlier text.
    """
    spans: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    pairs = [(before.get(key), after.get(key)) for key in before.keys() | after.keys()]
    otherwise = [(was, now) for was, now in pairs if was is not now]
    for was, now in otherwise:
        spans.update(_compared({} if was is None else was.spans, {} if now is None else now.spans))
        relations.update(
            _compared({} if was is None else was.relations, {} if now is None else now.relations)
        )
    return DocumentNews(
        document_id=document_id,
        title=title,
        spans=Counted(**spans, conflicting=disputed["span"]),
        relations=Counted(**relations, conflicting=disputed["relation"]),
        others=others_of(otherwise, beside),
        conflicting=disputed.total(),
        moved=moved,
    )


def _compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> Counter[str]:
    if not before:
        return Counter(new=len(after))
    gone = sum(1 for key in before if key not in after)
    new = sum(1 for key in after if key not in before)
    changed = sum(1 for key, thing in after.items() if key in before and before[key] != thing)
    return Counter(new=new, changed=changed, gone=gone)
