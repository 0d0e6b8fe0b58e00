"""Who is to read what: every document so many readers, everybody nearly as many, and again alike by seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.editing.sharing import share_out
from annotator.model import Annotator, Assignment


def plan(
    documents: Iterable[str],
    people: Sequence[Annotator],
    readers: int,
    seed: int,
    *,
    there: Iterable[Assignment] = (),
) -> tuple[Assignment, ...]:
    """Return the assignments to be added: see `sharing.share_out`.

    People are drawn by their names, so that somebody who joins by the plan, under an id made at random, gets
    the same documents each time it is made.

    Args:
        documents: the ids of what is shared out.
        people: among whom.
        readers: how many shall read each document.
        seed: any number; another one gives other pairs.
        there: what is given already: it counts, and is not given twice.
    """
    names = Counter(one.name for one in people)
    key_of = {one.id: one.name if names[one.name] == 1 else f"{one.name}\n{one.id}" for one in people}
    id_of = {key: person for person, key in key_of.items()}
    known = [
        Assignment(document_id=one.document_id, annotator_id=key_of[one.annotator_id])
        for one in there
        if one.annotator_id in key_of
    ]
    given = share_out(documents, tuple(id_of), readers, seed, there=known)
    return tuple(
        Assignment(document_id=one.document_id, annotator_id=id_of[one.annotator_id]) for one in given
    )
