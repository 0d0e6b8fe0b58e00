"""Looks at packets, one after the other, each to come home wholly or not at all. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path

from annotator.errors import AnnotatorError, RuleError
from annotator.model import Item, ItemRevision
from annotator.progress import Progress
from annotator.store.repository import Repository
from annotator.team import union
from annotator.team.lacking import lacking, names
from annotator.workspace.packets import checks, faults
from annotator.workspace.packets.facts import facts_of
from annotator.workspace.packets.homecoming import DocumentNews, PacketPreview
from annotator.workspace.packets.homing import Plan
from annotator.workspace.packets.news import Made, made_twice, news_of
from annotator.workspace.packets.replicas import Movements, revisions_of
from annotator.workspace.packets.trials import Draft, Trial, changed


class PacketPlan(Plan):
    """A plan that packets, and copies of the project, are added to."""

    def add(self, path: Path, progress: Progress | None = None) -> None:
        """Look at one file; if it is sound and fits, it is part of what comes home."""
        self._files.append(path)
        preview = PacketPreview(path=path)
        try:
            with closing(faults.opened(path, self._hub)) as packet:
                preview = replace(preview, facts=facts_of(packet))
                preview = self._looked_at(preview, packet, progress or Progress())
        except AnnotatorError as error:
            if error.code == "E_CANCELLED":
                raise
            preview = replace(preview, refusal=error)
        self.previews.append(preview)

    def _looked_at(self, preview: PacketPreview, packet: Repository, progress: Progress) -> PacketPreview:
        documents = packet.union.documents()
        self.replica.load(documents)
        progress.step(0)
        trial, known = self._beyond(packet, documents)
        progress.step(len(trial.new))
        preview = replace(preview, revisions=len(trial.new), known=known)
        if packet.packet is None:
            preview = replace(preview, brought=tuple(self._brought(trial, packet)))
        self._place(trial, self._touched(trial), packet)
        missing = tuple(self._gone.get(key, key) for key in trial.missing)
        preview = replace(preview, missing=missing, documents=self._news(trial))
        preview = replace(preview, lacking=self._join_scheme(trial, packet))
        try:
            if preview.lacking and not self._add_labels:
                raise faults.foreign_scheme(packet.path, preview.lacking)
            self._check_rules(trial, packet.path)
        except RuleError as error:
            return replace(preview, refusal=error)
        self._take(trial)
        return preview

    def _beyond(self, packet: Repository, documents: list[str]) -> tuple[Trial, int]:
        """Return a trial of what a file has beyond this project, and how many revisions are known here.

        Raises:
            InputError: the file has been altered or damaged.
        """
        past: dict[str, list[ItemRevision]] = {}
        stored, derived = revisions_of(packet.union, documents, past)
        # One after the other all the way, for what has just been made is still at hand for the processor.
        fresh = union.fresh(self.replica.known, chain(stored, derived))
        trial = self._trial(
            checks.checked(packet.path, fresh, self.replica, sealed={one.id for one in stored})
        )
        return trial, sum(map(len, past.values())) - len(trial.new)

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

    def _join_scheme(self, trial: Trial, packet: Repository) -> tuple[str, ...]:
        """Return what the scheme lacks for the readings, after it has joined the scheme as it would be."""
        codes: list[str] = []
        for _, reading in changed(trial, self._drafts):
            wanted = lacking(trial.scheme, packet.scheme, reading.spans, reading.relations.values())
            if wanted:
                codes += names(wanted)
                trial.scheme = wanted.joined(trial.scheme)
        return tuple(dict.fromkeys(codes))

    def _news(self, trial: Trial) -> tuple[DocumentNews, ...]:
        made = made_twice(trial)
        items = [Item.of(name) for name in trial.shown]
        beside: dict[str, Counter[str]] = {}
        for item in items:
            if not item.set_id:
                beside.setdefault(item.document_id, Counter())[item.kind] += 1
        found = []
        for document_id in self._in_order(trial.drafts):
            draft = trial.drafts[document_id]
            before = self._drafts[document_id].sets if document_id in self._drafts else draft.before or {}
            one = news_of(
                draft.document.title,
                document_id,
                before,
                draft.sets,
                made.get(document_id, Made()),
                beside=beside.get(document_id, Counter()),
                moved=document_id in trial.moved,
            )
            if one.spans or one.relations or one.others or one.conflicting:
                found.append(one)
        return tuple(found)

    def _in_order(self, document_ids: Iterable[str]) -> list[str]:
        """Return documents in the project's order, and behind them those that it does not have yet."""
        order = {document_id: place for place, document_id in enumerate(self._titles)}
        return sorted(document_ids, key=lambda one: order.get(one, len(order)))
