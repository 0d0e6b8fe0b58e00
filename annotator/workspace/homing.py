"""Looks at packets and plans how they come home. Nothing is written: a worker may do it beside a window."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.editing.change import AnnotatorChange, Change, SchemeChange
from annotator.editing.differences import differences
from annotator.editing.rulebook import Rulebook
from annotator.errors import AnnotatorError, RuleError
from annotator.language import msg
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Document,
    Item,
    ItemRevision,
    LabelScheme,
)
from annotator.progress import Progress
from annotator.store.merging import UnionWrites
from annotator.store.merging_values import SetHead, value_of
from annotator.store.repository import Repository
from annotator.team import union
from annotator.team.branches import Branches
from annotator.team.lacking import lacking, names
from annotator.workspace import packet_checks, packet_faults
from annotator.workspace.beside import Beside
from annotator.workspace.homecoming import DocumentNews, Homecoming, PacketPreview
from annotator.workspace.packet_facts import facts_of
from annotator.workspace.packet_news import conflicting, news_of
from annotator.workspace.placing import Placing
from annotator.workspace.replicas import FileReplica, Movements, items_by_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document as it would be.

    Attributes:
        document: as it stands, or as it comes along.
        before: its readings as they are in the project, None if the document is new there.
        sets: its readings as they would be.
        movements: to its text of now.
    """

    document: Document
    before: Mapping[str, AnnotationSet] | None
    sets: Mapping[str, AnnotationSet]
    movements: Movements


@dataclass(slots=True, kw_only=True)
class Trial:
    """What one packet would make of the project: taken over if nothing speaks against it.

    Attributes:
        new: its revisions that are not known here.
        branches: of all items that have been read, with these.
        scheme: the scheme as it would be.
        people: the people as they would be, by id.
        beside: remarks, decisions and assignments as they would be.
        drafts: the documents that it touches.
        shown: item → the revision that would be shown.
        missing: documents that are not here.
        moved: documents whose text was corrected here since.
    """

    new: list[ItemRevision]
    branches: Mapping[str, Branches]
    scheme: LabelScheme
    people: dict[str, Annotator]
    beside: Beside
    drafts: dict[str, Draft] = field(default_factory=dict)
    shown: dict[str, str | None] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)


class Plan:
    """Takes one packet after the other in, each wholly or not at all.

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
        self._shown: dict[str, str | None] = {}
        self._titles = {one.id: one.title for one in hub.summaries()}
        self._gone = hub.union.gone()
        self._files: list[Path] = []
        self.previews: list[PacketPreview] = []

    def add(self, path: Path, progress: Progress | None = None) -> None:
        """Look at one file; if it is sound and fits, it is part of what comes home."""
        self._files.append(path)
        preview = PacketPreview(path=path)
        try:
            with closing(packet_faults.opened(path, self._hub)) as packet:
                preview = replace(preview, facts=facts_of(packet))
                preview = self._looked_at(preview, packet, progress or Progress())
        except AnnotatorError as error:
            if error.code == "E_CANCELLED":
                raise
            preview = replace(preview, refusal=error)
        self.previews.append(preview)

    def settle(self, revision: ItemRevision) -> None:
        """Let in one more revision, by which somebody has chosen between heads.

        Raises:
            RuleError: what was chosen breaks the scheme's rules beside what stands.
        """
        trial = self._trial([revision])
        chosen = Item.of(revision.item)
        waiting = [Item.of(name) for name in self.replica.waiting()]
        links = [one for one in waiting if one.kind == "relation" and one.set_id == chosen.set_id]
        self._place(trial, {chosen, *links}, None)
        self._check_rules(trial, self._hub.path)
        self._take(trial)

    def done(self) -> Homecoming:
        """Return what has been planned."""
        return Homecoming(
            project=self._hub.path,
            files=tuple(self._files),
            previews=tuple(self.previews),
            changes=tuple(self._changes()),
            union=self._union() if self._new or self._shown else UnionWrites(),
            since=self._since,
            add_labels=self._add_labels,
        )

    def _union(self) -> UnionWrites:
        """Return what joins the union: what has come, and what the log had to add before that."""
        replica, revisions = self.replica, [*self.replica.derived, *self._new]
        items = {*replica.logged, *self._shown, *(one.item for one in self._new)}
        return UnionWrites(
            revisions=revisions,
            shown={item: replica.branches[item].shown for item in items},
            disputed={item: replica.branches[item].is_disputed for item in items},
            documents=sorted(replica.documents),
        )

    def _looked_at(self, preview: PacketPreview, packet: Repository, progress: Progress) -> PacketPreview:
        documents = packet.union.documents()
        theirs = FileReplica(packet)
        theirs.load(documents)
        self.replica.load(documents)
        progress.step(0)
        new = union.new(self.replica.known, theirs.revisions())
        packet_checks.check(packet.path, new, self.replica)
        progress.step(len(new))
        trial = self._trial(new)
        preview = replace(preview, revisions=len(new), known=len(theirs.known) - len(new))
        if packet.packet is None:
            preview = replace(preview, brought=tuple(self._brought(trial, packet)))
        touched = {one.item for one in new} | self.replica.waiting()
        self._place(trial, {Item.of(name) for name in touched}, packet)
        missing = tuple(self._gone.get(key, key) for key in trial.missing)
        preview = replace(preview, missing=missing, documents=self._news(trial))
        preview = replace(preview, lacking=self._join_scheme(trial, packet))
        try:
            if preview.lacking and not self._add_labels:
                raise packet_faults.foreign_scheme(packet.path, preview.lacking)
            self._check_rules(trial, packet.path)
        except RuleError as error:
            return replace(preview, refusal=error)
        self._take(trial)
        return preview

    def _trial(self, new: list[ItemRevision]) -> Trial:
        return Trial(
            new=new,
            branches=ChainMap(self.replica.after(new), self.replica.branches),
            scheme=self._scheme,
            people=dict(self._people),
            beside=self._beside.copy(),
        )

    def _brought(self, trial: Trial, packet: Repository) -> Iterator[str]:
        """Let the documents of a copy that this project never had come along; yield their titles."""
        never_had = [
            one for one in packet.summaries() if one.id not in self._titles and one.id not in self._gone
        ]
        for summary in never_had:
            if summary.id not in self._drafts:
                document = packet.document(summary.id)
                way = Movements(document.sha256, packet.union.corrections(summary.id))
                trial.drafts[summary.id] = Draft(document=document, before=None, sets={}, movements=way)
                yield summary.title

    def _place(self, trial: Trial, touched: Iterable[Item], packet: Repository | None) -> None:
        """Let what stands of the touched items be there, where it has a place."""
        by_document: dict[str, list[Item]] = {}
        for item in touched:
            one = trial.branches[item.name]
            if one.standing is not None and one.standing.id != one.shown:
                by_document.setdefault(item.document_id, []).append(item)
        for item in by_document.pop("", ()):
            _place_person(trial, item)
        self._load(trial, by_document)
        new_items: dict[str, list[Item]] = {}
        for name in {one.item for one in trial.new} - self.replica.branches.keys():
            item = Item.of(name)
            new_items.setdefault(item.document_id, []).append(item)
        for document_id, items in by_document.items():
            draft = trial.drafts.get(document_id)
            if draft is None:
                trial.missing[document_id] = None
                continue
            _check_texts(trial, draft, items, self._hub if packet is None else packet)
            self._revive_readers(trial, items, packet)
            placing = Placing(trial.branches, draft.movements, trial.people, trial.shown)
            known = [*self.replica.items.get(document_id, ()), *new_items.get(document_id, ())]
            sets = placing.placed(draft.sets, items_by_set(items), items_by_set(known))
            trial.drafts[document_id] = replace(draft, sets=sets)
            for item in items:
                if not item.set_id:
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

    def _revive_readers(self, trial: Trial, items: Iterable[Item], packet: Repository | None) -> None:
        """Let people come back whose readings come home, although they were taken out of the project."""
        for item in items:
            one = trial.branches[item.name].standing if item.kind == "set" else None
            head = None if one is None or one.value is None else value_of(item, one.value)
            reader = head.annotator_id if isinstance(head, SetHead) else None
            if reader is None or reader in trial.people:
                continue
            name = Item("", "annotator", "", reader).name
            past = [old for old in self.replica.past.get(name, ()) if old.value is not None]
            if past:
                last = max(past, key=lambda old: old.rank)
                trial.people[reader] = _person(Item.of(name), last.value or "")
                trial.shown[name] = last.id
            else:
                there = () if packet is None else packet.annotators()
                found = next((person for person in there if person.id == reader), None)
                trial.people[reader] = found or Annotator(id=reader, name=reader)

    def _join_scheme(self, trial: Trial, packet: Repository) -> tuple[str, ...]:
        """Return what the scheme lacks for the readings, after it has joined the scheme as it would be."""
        theirs = packet.scheme()
        codes: list[str] = []
        for _, reading in _changed(trial, self._drafts):
            wanted = lacking(trial.scheme, theirs, reading.spans, reading.relations.values())
            if wanted:
                codes += names(wanted)
                trial.scheme = wanted.joined(trial.scheme)
        return tuple(dict.fromkeys(codes))

    def _check_rules(self, trial: Trial, path: Path) -> None:
        book = Rulebook(trial.scheme)
        reasons: list[tuple[str, AnnotatorError]] = []
        for draft, reading in _changed(trial, self._drafts):
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
            raise packet_faults.broken_rules(path, reasons)

    def _take(self, trial: Trial) -> None:
        self.replica.take(trial.new, trial.shown)
        self._new += trial.new
        self._shown.update(trial.shown)
        self._scheme, self._people, self._beside = trial.scheme, trial.people, trial.beside
        self._drafts.update(trial.drafts)

    def _news(self, trial: Trial) -> tuple[DocumentNews, ...]:
        disputed = conflicting(trial.new, trial.branches)
        items = [Item.of(name) for name in trial.shown]
        beside = Counter(item.document_id for item in items if not item.set_id)
        found = []
        for document_id, draft in trial.drafts.items():
            before = self._drafts[document_id].sets if document_id in self._drafts else draft.before or {}
            one = news_of(
                draft.document.title,
                document_id,
                before,
                draft.sets,
                disputed.get(document_id, Counter()),
                beside=beside[document_id],
                moved=document_id in trial.moved,
            )
            if one.spans or one.relations or one.others or one.conflicting:
                found.append(one)
        return tuple(found)

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


def _check_texts(trial: Trial, draft: Draft, items: Iterable[Item], packet: Repository) -> None:
    """Refuse spans of a text that the document never had.

    Raises:
        InputError: "E_PACKET_TEXT".
    """
    for item in items:
        for one in trial.branches[item.name].heads if item.kind == "span" else ():
            if one.value is None or one.text == draft.document.sha256:
                continue
            if not draft.movements.knows(one.text):
                raise packet_faults.other_text(packet.path, draft.document.title)
            trial.moved.add(item.document_id)


def _changed(trial: Trial, drafts: Mapping[str, Draft]) -> Iterator[tuple[Draft, AnnotationSet]]:
    """Yield the readings that a packet makes otherwise, with their documents."""
    for document_id, draft in trial.drafts.items():
        old = drafts[document_id].sets if document_id in drafts else draft.before or {}
        for key, reading in draft.sets.items():
            if old.get(key) is not reading:
                yield draft, reading
