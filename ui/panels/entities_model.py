"""Entities and their mentions as a tree: of the open document, or of the whole project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.editing.chains import Chain, Entity, one_line
from annotator.language import tr, trn
from annotator.text.folding import fold

NODE: Final = Qt.ItemDataRole.UserRole
"""The role of the whole row."""

_AROUND: Final = 40
"""So many code points of the text stand on either side of a mention."""
_BETWEEN: Final = " ¦ "

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """What stands in a row."""

    NAME = 0
    MENTIONS = 1
    FORMS = 2
    LINK = 3


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """One row: an entity, or one of its places.

    Attributes:
        name: what it is called; of a place, its words or its document's title.
        is_named: somebody has said so; else the words of a mention stand for it.
        label: the code of its label.
        count: how often it is mentioned.
        more: its forms; of a mention, the text around it; of a document, how many mentions it has.
        link: where more is known of it, or "".
        document: the id of the document to go to.
        span: the id of the mention to go to.
        spans: the ids of all mentions of it in that document.
        places: the rows under an entity.
        parent: the entity of a place.
    """

    name: str
    is_named: bool
    label: str
    count: int
    more: str
    link: str
    document: str
    span: str
    spans: tuple[str, ...]
    places: list[Node] = field(default_factory=list)
    parent: Node | None = None


def nodes_of_document(found: Sequence[Chain], document: str, text: str) -> list[Node]:
    """Return the chains of a document with their mentions."""
    nodes = []
    for chain in found:
        node = Node(
            name=chain.title,
            is_named=chain.name is not None,
            label=chain.label,
            count=len(chain.mentions),
            more=_forms(chain.forms),
            link=chain.link or "",
            document=document,
            span=chain.mentions[0].id,
            spans=tuple(mention.id for mention in chain.mentions),
        )
        node.places = [
            Node(
                name=one_line(mention),
                is_named=False,
                label=mention.label,
                count=1,
                more=_around(text, mention.span.start, mention.span.end),
                link="",
                document=document,
                span=mention.id,
                spans=(mention.id,),
                parent=node,
            )
            for mention in chain.mentions
        ]
        nodes.append(node)
    return nodes


def nodes_of_project(found: Sequence[Entity], titles: dict[str, str]) -> list[Node]:
    """Return the entities of a project with the documents that mention them."""
    nodes = []
    for entity in found:
        node = Node(
            name=entity.title,
            is_named=entity.name is not None,
            label=entity.label,
            count=entity.mentions,
            more=_forms(entity.forms),
            link=entity.link or "",
            document=entity.chains[0][0],
            span=entity.chains[0][1].mentions[0].id,
            spans=(),
        )
        for document in entity.documents:
            mentions = [m for key, chain in entity.chains if key == document for m in chain.mentions]
            node.places.append(
                Node(
                    name=titles[document],
                    is_named=False,
                    label="",
                    count=len(mentions),
                    more=trn("{count} mention", "{count} mentions", len(mentions)),
                    link="",
                    document=document,
                    span=mentions[0].id,
                    spans=tuple(mention.id for mention in mentions),
                    parent=node,
                )
            )
        nodes.append(node)
    return nodes


def _forms(forms: Sequence[tuple[str, int]]) -> str:
    return _BETWEEN.join(form if count == 1 else f"{form} ×{count}" for form, count in forms)


def _around(text: str, start: int, end: int) -> str:
    begin, stop = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    before, after = text[begin:start].rsplit("\n", maxsplit=1)[-1], text[end:stop].split("\n", maxsplit=1)[0]
    # Whole words only: half a one would read as another.
    before = before if begin == 0 or "\n" in text[begin:start] else before.partition(" ")[2]
    after = after if stop == len(text) or "\n" in text[end:stop] else after.rpartition(" ")[0]
    return " ".join(f"{before}{text[start:end]}{after}".split())


class EntitiesModel(QAbstractItemModel):
    """The tree; entities whose name, forms or link have the words that are looked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Node] = []
        self._nodes: list[Node] = []
        self._rows: dict[Node, int] = {}
        self._sought = ""
        self._label: str | None = None

    @property
    def nodes(self) -> Sequence[Node]:
        """The entities that are shown."""
        return self._nodes

    @property
    def total(self) -> int:
        """How many entities there are, shown or not."""
        return len(self._all)

    def show(self, nodes: Sequence[Node]) -> None:
        """Show these entities."""
        self._all = list(nodes)
        self._filter()

    def seek(self, words: str, label: str | None) -> None:
        """Show only entities with these words, in any spelling, and this label."""
        self._sought, self._label = " ".join(fold(words).split()), label
        self._filter()

    def index_of(self, node: Node) -> QModelIndex:
        """Return where a row stands."""
        return self.createIndex(self._rows[node], 0, node)

    def find(self, span_id: str) -> Node | None:
        """Return the row of a mention, or None."""
        for node in self._nodes:
            if span_id in node.spans:
                return next((place for place in node.places if place.span == span_id), node)
        return None

    def _filter(self) -> None:
        self.beginResetModel()
        self._nodes = [node for node in self._all if self._is_wanted(node)]
        self._rows = {node: row for row, node in enumerate(self._nodes)}
        for node in self._nodes:
            self._rows |= {place: row for row, place in enumerate(node.places)}
        self.endResetModel()

    def _is_wanted(self, node: Node) -> bool:
        if self._label is not None and node.label != self._label:
            return False
        return not self._sought or any(
            self._sought in " ".join(fold(words).split()) for words in (node.name, node.more, node.link)
        )

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        """Return the index of a cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        nodes = self._nodes if not parent.isValid() else self._node(parent).places
        return self.createIndex(row, column, nodes[row])

    def parent(self, index: _Index = _NOWHERE) -> Any:
        """Return the index of a row's entity."""
        above = self._node(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(self._rows[above], 0, above)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows stand under another, or at the top."""
        if parent.column() > 0:
            return 0
        return len(self._node(parent).places) if parent.isValid() else len(self._nodes)

    def columnCount(self, _parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or the whole row."""
        node = self._node(index)
        if role == NODE:
            return node
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.NAME:
            return " ".join(filter(None, (node.name, str(node.count), node.more, node.link)))
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        words = {
            Column.NAME: node.name,
            Column.MENTIONS: str(node.count) if node.parent is None else "",
            Column.FORMS: node.more,
            Column.LINK: node.link,
        }
        return words[Column(index.column())]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NAME: tr("Entity"),
            Column.MENTIONS: tr("Mentions"),
            Column.FORMS: tr("Forms"),
            Column.LINK: tr("Link"),
        }[Column(section)]

    @staticmethod
    def _node(index: _Index) -> Node:
        node = index.internalPointer()
        assert isinstance(node, Node)  # noqa: S101 - every index is made here
        return node
