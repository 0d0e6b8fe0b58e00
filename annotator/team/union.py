"""Merging is a union of sets: in whatever order and however often, nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annotator.errors import InputError
from annotator.language import msg
from annotator.model import ItemRevision

Revisions = Mapping[str, ItemRevision]
"""A replica: its revisions by their ids."""


class ClashError(InputError):
    """One id stands for two different revisions: one of the replicas has been tampered with or is damaged.

    Attributes:
        revision_id: the id.
    """

    def __init__(self, revision_id: str) -> None:
        super().__init__(
            msg(
                "The revision {id} is not the same on both sides, so one of the files has been altered or "
                "damaged. Nothing of it has been taken. Ask for a fresh copy of the file.",
                id=revision_id,
            ),
            code="E_PACKET_CLASH",
        )
        self.revision_id = revision_id


def new(known: Mapping[str, str], incoming: Iterable[ItemRevision]) -> list[ItemRevision]:
    """Return the incoming revisions that are not known, parents before children.

    Args:
        known: id → digest.
        incoming: in any order; one may come twice.

    Raises:
        ClashError: an id comes with two digests.
    """
    return in_order(fresh(known, incoming))


def fresh(known: Mapping[str, str], incoming: Iterable[ItemRevision]) -> Iterator[ItemRevision]:
    """Yield the incoming revisions that are not known, each once and as they come.

    Args:
        known: id → digest.
        incoming: in any order; one may come twice.

    Raises:
        ClashError: an id comes with two digests.
    """
    found: dict[str, str] = {}
    for one in incoming:
        there = known.get(one.id)
        if there is None:
            there = found.get(one.id)
        if there is None:
            found[one.id] = one.digest
            yield one
        elif there != one.digest:
            raise ClashError(one.id)


def united(*replicas: Iterable[ItemRevision]) -> dict[str, ItemRevision]:
    """Return all revisions of all replicas, parents before children.

    Raises:
        ClashError: an id comes with two digests.
    """
    return {one.id: one for one in new({}, (one for replica in replicas for one in replica))}


def in_order(revisions: Iterable[ItemRevision]) -> list[ItemRevision]:
    """Return revisions in an order in which parents come before children, the same on every machine."""
    return sorted(revisions, key=lambda one: one.rank)
