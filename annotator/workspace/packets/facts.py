"""What a packet is and how far the work in it is, without a project to compare it with."""

from __future__ import annotations

from annotator.model import DocumentSummary, Owner, SetSummary, State
from annotator.store.repository import Repository
from annotator.workspace.packets.homecoming import PacketFacts, UnfinishedReading

_DONE = frozenset({State.FINISHED, State.REVIEWED, State.IGNORED})


def facts_of(repository: Repository) -> PacketFacts:
    """Return what an open packet, or a copy of a project, is."""
    mark = repository.packet
    people = {one.id: one.name for one in repository.annotators()}
    name = "" if mark is None else people.get(mark.annotator_id, "")
    summaries = repository.summaries()
    sets = [one for summary in summaries for one in summary.sets]
    unfinished = [one for summary in summaries for one in _unfinished(summary, name)]
    begun = [one for one in sets if one.owner is Owner.ANNOTATOR]
    return PacketFacts(
        path=repository.path,
        mark=mark,
        packet_id=repository.project_id,
        title=repository.title if mark is None else mark.title,
        annotator=name,
        documents=len(summaries),
        finished=sum(1 for one in begun if one.state in _DONE),
        spans=sum(one.spans for one in sets),
        relations=sum(one.relations for one in sets),
        unfinished=tuple(unfinished),
    )


def _unfinished(summary: DocumentSummary, name: str) -> list[UnfinishedReading]:
    own = [one for one in summary.sets if one.owner is Owner.ANNOTATOR]
    if not own and name:
        return [UnfinishedReading(title=summary.title, annotator=name, state=None)]
    return [
        UnfinishedReading(title=summary.title, annotator=_name(one), state=one.state)
        for one in own
        if one.state not in _DONE
    ]


def _name(reading: SetSummary) -> str:
    return "" if reading.annotator is None else reading.annotator.name
