"""What a project file knows of the items of some documents: its union, and what its log adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from annotator.editing.change import TextChange
from annotator.editing.moving import moved
from annotator.model import Item, ItemRevision, SpanAnnotation, Written
from annotator.store.merging import UnionWrites
from annotator.store.merging_file import UnionFile
from annotator.store.repository import Repository
from annotator.team.branches import Branches, branches
from annotator.team.deriving import derived
from annotator.team.twins import is_disputed
from annotator.team.union import in_order
from annotator.text.replacements import Movement

_NOTHING = Branches()


class FileReplica:
    """Reads only; what the log adds is kept here until it is written with what comes home.

    Attributes:
        past: all revisions of each item.
        branches: what stands and what is shown of each item.
        known: the digest of each revision, by its id.
        derived: what the log adds to the union, parents before children.
        documents: those that have been read; "" for the people.
        items: the items that are known, by document and reading.
        logged: the items that the log says anything about which is not in the union yet, and their twins.

    Args:
        repository: the open file.
    """

    def __init__(self, repository: Repository) -> None:
        self._union = repository.union
        self.past: dict[str, list[ItemRevision]] = {}
        self.branches: dict[str, Branches] = {}
        self.known: dict[str, str] = {}
        self.derived: list[ItemRevision] = []
        self.documents: set[str] = set()
        self.items: dict[tuple[str, str], list[Item]] = {}
        self.logged: dict[str, None] = {}

    def load(self, document_ids: Iterable[str]) -> None:
        """Read what there is about these documents, unless it has been read."""
        wanted = [one for one in dict.fromkeys(document_ids) if one not in self.documents]
        if not wanted:
            return
        self.documents.update(wanted)
        there = set(self.branches)
        stored = _stored(self._union, wanted, self.branches, self.past)
        made = list(derived(self._noted(self._union.written(wanted)), self.branches, self.past))
        self.logged.update(dict.fromkeys(one.item for one in made))
        self.derived += made
        self.known.update((one.id, one.digest) for one in chain(stored, made))
        self._list(_by_reading(name for name in self.branches if name not in there))

    def _noted(self, log: Iterable[Written]) -> Iterator[Written]:
        for one in log:
            self.logged[one.item] = None
            yield one

    def revisions(self) -> Iterable[ItemRevision]:
        """Return all revisions that have been read or derived."""
        return (one for of_item in self.past.values() for one in of_item)

    def after(self, revisions: Iterable[ItemRevision]) -> tuple[list[ItemRevision], dict[str, Branches]]:
        """Return new revisions, and the branches of the items that they are about, as they were with them.

        Args:
            revisions: parents before children.
        """
        new: list[ItemRevision] = []
        found: dict[str, Branches] = {}
        known = self.branches
        for one in revisions:
            new.append(one)
            item = one.item
            before = found.get(item) or known.get(item, _NOTHING)
            found[item] = before.taking((one,))
        return new, found

    def unknown(self, names: Iterable[str]) -> dict[tuple[str, str], list[Item]]:
        """Return the items among these that nothing is known of, by document and reading."""
        return _by_reading(name for name in names if name not in self.branches)

    def take(
        self,
        revisions: Iterable[ItemRevision],
        branches: Mapping[str, Branches],
        items: Mapping[tuple[str, str], list[Item]],
    ) -> None:
        """Take revisions from elsewhere in, here only.

        Args:
            revisions: new ones.
            branches: of their items, and of others of which something else is shown, as they are with them.
            items: those of which nothing was known (`unknown`).
        """
        self.branches.update(branches)
        self._list(items)
        past, known = self.past, self.known
        for one in revisions:
            past.setdefault(one.item, []).append(one)
            known[one.id] = one.digest

    def _list(self, items: Mapping[tuple[str, str], list[Item]]) -> None:
        for place, of_reading in items.items():
            self.items.setdefault(place, []).extend(of_reading)

    def writes(
        self, items: Iterable[str], revisions: Sequence[ItemRevision], documents: Iterable[str]
    ) -> UnionWrites:
        """Return what is to be written of these items.

        Args:
            items: their names.
            revisions: of them that are not written yet, parents before children.
            documents: those whose log is in the union with these.
        """
        names = dict.fromkeys(items)
        there = self.branches
        return UnionWrites(
            revisions=revisions,
            shown={name: self._shown(there[name]) for name in names},
            disputed={name: is_disputed(there, name) for name in names},
            documents=sorted(documents),
        )

    def _shown(self, one: Branches) -> str | None:
        return one.shown if one.led is None else self.branches[one.led].heads[-1].id

    def led(self) -> Iterator[str]:
        """Yield the items that others stand for."""
        return (name for name, one in self.branches.items() if one.led is not None)

    def waiting(self) -> list[str]:
        """Return the items of which something else is shown than what stands."""
        return [item for item, one in self.branches.items() if one.heads and one.heads[-1].id != one.shown]


def revisions_of(
    union: UnionFile, documents: list[str], past: dict[str, list[ItemRevision]]
) -> tuple[list[ItemRevision], Iterator[ItemRevision]]:
    """Return what a file has of these documents in its union, and what its log adds, as it is made.

    Args:
        union: of the file.
        documents: of which documents.
        past: takes all of these revisions, item by item.
    """
    there: dict[str, Branches] = {}
    stored = _stored(union, documents, there, past)
    return in_order(stored), derived(union.written(documents), there, past)


def _stored(
    union: UnionFile,
    documents: list[str],
    there: dict[str, Branches],
    past: dict[str, list[ItemRevision]],
) -> list[ItemRevision]:
    stored = union.revisions(documents)
    there.update(branches(stored, union.shown(documents)))
    for one in stored:
        past.setdefault(one.item, []).append(one)
    return stored


def _by_reading(names: Iterable[str]) -> dict[tuple[str, str], list[Item]]:
    found: dict[tuple[str, str], list[Item]] = {}
    for name in names:
        item = Item.of(name)
        found.setdefault((item.document_id, item.set_id), []).append(item)
    return found


class Movements:
    """Carries spans from a document's earlier texts to the text of now.

    Attributes:
        now: the hash of the text of now.

    Args:
        sha256: of the text of now.
        corrections: how the text was corrected, oldest first.
    """

    def __init__(self, sha256: str, corrections: Iterable[TextChange]) -> None:
        self.now = sha256
        self._corrections = tuple(corrections)
        self._ways: dict[str, tuple[tuple[Movement, str], ...] | None] = {}

    def knows(self, sha256: str) -> bool:
        """Tell whether the document has, or once had, this text."""
        return self._way(sha256) is not None

    def carried(self, span: SpanAnnotation, sha256: str) -> SpanAnnotation | None:
        """Return a span of an earlier text where it is now; None if none of its words is left."""
        for movement, text in self._way(sha256) or ():
            after = moved(span, movement, text)
            if span.span and not after.span:
                return None
            span = after
        return span

    def _way(self, sha256: str) -> tuple[tuple[Movement, str], ...] | None:
        if sha256 not in self._ways:
            self._ways[sha256] = self._found(sha256)
        return self._ways[sha256]

    def _found(self, sha256: str) -> tuple[tuple[Movement, str], ...] | None:
        if sha256 == self.now:
            return ()
        had = [place for place, one in enumerate(self._corrections) if one.before.sha256 == sha256]
        if not had:
            return None
        return tuple((Movement(one.replacements), one.after.text) for one in self._corrections[had[-1] :])
