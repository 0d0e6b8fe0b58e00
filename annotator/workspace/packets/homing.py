"""What a project would be with revisions from elsewhere. Nothing is written: a worker may ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from annotator.editing.change import AnnotatorChange, Change, SchemeChange
from annotator.editing.differences import differences
from annotator.editing.rulebook import Rulebook
from annotator.errors import AnnotatorError, RuleError
from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    Annotator,
    Item,
    ItemRevision,
)
from annotator.model.twins import is_same_as
from annotator.store.merging import UnionWrites
from annotator.store.merging_values import SetHead, value_of
from annotator.store.repository import Repository
from annotator.team.branches import Branches
from annotator.team.twins import is_disputed
from annotator.workspace.packets import checks, faults
from annotator.workspace.packets.beside import Beside
from annotator.workspace.packets.homecoming import Homecoming, PacketPreview
from annotator.workspace.packets.placing import Placing
from annotator.workspace.packets.replicas import FileReplica, Movements
from annotator.workspace.packets.trials import Draft, Trial, changed


class Plan:
    """Takes revisions into a project as it would be, and says what changes in it by that.

    Args:
        hub: the project, open for looking.
        add_labels: whether what the scheme lacks joins it.
    """

    def __init__(self, hub: Repository, *, add_labels: bool = False) -> None:
        self._hub = hub
        self._add_labels = add_labels
        self._since = hub.union.newest_step()
        self.replica = FileReplica(hub)
        self._scheme = hub.scheme()
        self._people = {one.id: one for one in hub.annotators()}
        self._beside = Beside.of(hub)
        self._drafts: dict[str, Draft] = {}
        self._new: list[ItemRevision] = []
        self._shown: dict[str, None] = {}
        self._titles = {one.id: one.title for one in hub.summaries()}
        self._gone = hub.union.gone()
        self._files: list[Path] = []
        self.previews: list[PacketPreview] = []

    def receive(self, revisions: list[ItemRevision]) -> None:
        """Let in revisions that are not known here, parents before children, all or none.

        Raises:
            AnnotatorError: one is damaged, or what stands then would break the scheme's rules.
        """
        trial = self._trial(checks.checked(self._hub.path, revisions, self.replica))
        self._place(trial, self._touched(trial), None)
        self._check_rules(trial, self._hub.path)
        self._take(trial)

    def settle(self, revisions: list[ItemRevision]) -> None:
        """Let in revisions by which somebody has chosen between versions of one thing.

        Raises:
            RuleError: what was chosen breaks the scheme's rules beside what stands.
        """
        trial = self._trial(revisions)
        chosen = [Item.of(one.item) for one in revisions]
        waiting = [Item.of(name) for name in self.replica.waiting()]
        beside = [one for one in waiting if one.set_id and one.set_id == chosen[0].set_id]
        self._place(trial, dict.fromkeys([*chosen, *beside]), None)
        self._check_rules(trial, self._hub.path)
        self._take(trial)

    def done(self) -> Homecoming:
        """Return what has been planned."""
        return Homecoming(
            project=self._hub.path,
            files=tuple(self._files),
            previews=tuple(self.previews),
            changes=tuple(self._changes()),
            union=self._union() if self._has_news() else UnionWrites(),
            since=self._since,
            add_labels=self._add_labels,
        )

    def _has_news(self) -> bool:
        """Tell whether anything has come, or whether what was done here stands against what came before."""
        branches = self.replica.branches
        return bool(self._new or self._shown) or any(
            is_disputed(branches, one) for one in self.replica.logged
        )

    def _union(self) -> UnionWrites:
        """Return what joins the union: what has come, and what the log had to add before that."""
        replica, revisions = self.replica, [*self.replica.derived, *self._new]
        # What others stand for is written anew, since those may say something else now.
        items = chain(replica.logged, (one.item for one in self._new), self._shown, replica.led())
        return replica.writes(items, revisions, replica.documents)

    def _trial(self, revisions: Iterable[ItemRevision]) -> Trial:
        new, after = self.replica.after(revisions)
        return Trial(
            new=new,
            branches={**self.replica.branches, **after},
            after=after,
            items=self.replica.unknown(after),
            scheme=self._scheme,
            people=dict(self._people),
            beside=self._beside.copy(),
        )

    def _touched(self, trial: Trial) -> list[Item]:
        """Return the items of which something else may be shown: what has come, and what waits."""
        # In the order in which they were made: so that what is together in memory is met together.
        return [Item.of(name) for name in dict.fromkeys((*trial.after, *self.replica.waiting()))]

    def _place(self, trial: Trial, touched: Iterable[Item], packet: Repository | None) -> None:
        """Let what stands of the touched items be there, where it has a place."""
        by_document: dict[str, dict[str, list[Item]]] = {}
        for item in touched:
            one = trial.branches[item.name]
            if one.heads and one.heads[-1].id != one.shown:
                by_document.setdefault(item.document_id, {}).setdefault(item.set_id, []).append(item)
            elif one.is_disputed:
                by_document.setdefault(item.document_id, {})  # nothing changes, but there is something to say
        for item in by_document.pop("", {}).get("", ()):
            _place_person(trial, item)
        self._load(trial, by_document)
        kinds = {one.code: one for one in trial.scheme.relation_types}
        for document_id, by_set in by_document.items():
            draft = trial.drafts.get(document_id)
            if draft is None:
                trial.missing[document_id] = None
                continue
            _check_texts(trial, draft, by_set.values(), self._hub if packet is None else packet)
            self._revive_readers(trial, by_set.values(), packet)
            placing = Placing(
                trial.branches, draft.movements, trial.people, kinds, shown=trial.shown, led=trial.led
            )
            beside = by_set.pop("", ())
            known, new = self.replica.items, trial.items
            items = {
                key: [*known.get((document_id, key), ()), *new.get((document_id, key), ())] for key in by_set
            }
            trial.drafts[document_id] = replace(draft, sets=placing.placed(draft.sets, by_set, items))
            for item in beside:
                trial.shown[item.name] = trial.beside.place(item, trial.branches[item.name])

    def _load(self, trial: Trial, document_ids: Iterable[str]) -> None:
        """Have the documents that are touched at hand, as the packets before leave them."""
        for document_id in document_ids:
            if document_id in self._drafts:
                trial.drafts[document_id] = self._drafts[document_id]
        wanted = [one for one in document_ids if one not in trial.drafts and one in self._titles]
        for annotated in self._hub.annotated(wanted):
            document = annotated.document
            sets = {one.id: one for one in annotated.sets}
            way = Movements(document.sha256, self._hub.union.corrections(document.id))
            trial.drafts[document.id] = Draft(document=document, before=sets, sets=sets, movements=way)

    def _revive_readers(
        self, trial: Trial, items: Iterable[Iterable[Item]], packet: Repository | None
    ) -> None:
        """Let people come back whose readings come home, although they were taken out of the project."""
        for item in chain.from_iterable(items):
            one = trial.branches[item.name].standing if item.kind == "set" else None
            head = None if one is None or one.value is None else value_of(item, one.value)
            reader = head.annotator_id if isinstance(head, SetHead) else None
            if reader is None or reader in trial.people:
                continue
            name = Item.made("", "annotator", id=reader).name
            past = [old for old in self.replica.past.get(name, ()) if old.value is not None]
            if past:
                last = max(past, key=lambda old: old.rank)
                trial.people[reader] = _person(Item.of(name), last.value or "")
                trial.shown[name] = last.id
            else:
                there = () if packet is None else packet.annotators()
                found = next((person for person in there if person.id == reader), None)
                trial.people[reader] = found or Annotator(id=reader, name=reader)

    def _check_rules(self, trial: Trial, path: Path) -> None:
        book = Rulebook(trial.scheme)
        reasons: list[tuple[str, AnnotatorError]] = []
        for draft, reading in changed(trial, self._drafts):
            try:
                book.check_set(draft.document, reading)
            except RuleError as error:
                reasons.append((draft.document.title, error))
        for draft in trial.drafts.values():
            readers = [(one.owner, one.annotator and one.annotator.id) for one in draft.sets.values()]
            if len(set(readers)) < len(readers):
                twice = RuleError(msg("It would have two readings by the same person."), code="E_CONFLICT")
                reasons.append((draft.document.title, twice))
        if reasons:
            raise faults.broken_rules(path, reasons)

    def _take(self, trial: Trial) -> None:
        shown: dict[str, Branches] = {}
        for item, revision in trial.shown.items():
            one, twin = trial.branches[item], trial.led.get(item)
            if one.shown != revision or one.led != twin:
                shown[item] = Branches(one.heads, revision, twin)
        self.replica.take(trial.new, {**trial.after, **shown}, trial.items)
        self._new += trial.new
        self._shown.update(dict.fromkeys(shown))
        self._scheme, self._people, self._beside = trial.scheme, trial.people, trial.beside
        self._drafts.update(trial.drafts)

    def _changes(self) -> Iterator[Change]:
        """Yield what changes in the project, in an order in which it can be applied."""
        scheme = self._hub.scheme()
        if self._scheme != scheme:
            yield SchemeChange(before=scheme, after=self._scheme)
        people = {one.id: one for one in self._hub.annotators()}
        for key, person in self._people.items():
            if people.get(key) != person:
                yield AnnotatorChange(before=people.get(key), after=person)
        for draft in self._drafts.values():
            old = draft.before or {}
            before = [one for key, one in old.items() if draft.sets.get(key) is not one]
            after = [one for key, one in draft.sets.items() if old.get(key) is not one]
            was = (
                None
                if draft.before is None
                else AnnotatedDocument(document=draft.document, sets=tuple(before))
            )
            yield from differences(was, AnnotatedDocument(document=draft.document, sets=tuple(after)))
        yield from self._beside.changes()


def _place_person(trial: Trial, item: Item) -> None:
    """Let somebody join or be called otherwise. Nobody is taken out: readings may be theirs."""
    one = trial.branches[item.name].standing
    if one is not None and one.value is not None:
        trial.people[item.id] = _person(item, one.value)
        trial.shown[item.name] = one.id


def _person(item: Item, value: str) -> Annotator:
    person = value_of(item, value)
    if not isinstance(person, Annotator):  # the kind of the item says that it is one
        raise TypeError(item.name)
    return person


def _check_texts(trial: Trial, draft: Draft, items: Iterable[Iterable[Item]], packet: Repository) -> None:
    """Refuse spans of a text that the document never had.

    Raises:
        InputError: "E_PACKET_TEXT".
    """
    for item in chain.from_iterable(items):
        for one in trial.branches[item.name].heads if item.kind == "span" else ():
            if one.value is None or one.text == draft.document.sha256 or is_same_as(one.value):
                continue
            if not draft.movements.knows(one.text):
                raise faults.other_text(packet.path, draft.document.title)
            trial.moved.add(item.document_id)
