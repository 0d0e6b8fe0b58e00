"""Which documents somebody gets to read, drawn by a seed: some of them shared with others, the rest alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from annotator.editing.sharing import drawn


def sampled(
    ids: Sequence[str],
    readers: Mapping[str, Collection[str]],
    person: str,
    *,
    count: int,
    overlap: int,
    seed: int,
) -> tuple[str, ...]:
    """Return `count` documents that the person does not read yet, in the order of `ids`.

    `overlap` of them are documents that somebody else reads, so that their agreement can be computed; the
    others are read by nobody, as long as there are such. Where either kind runs out, the other fills up.

    Args:
        ids: of all documents.
        readers: document → the ids of the people who read it or are to read it.
        person: the id of the person.
        count: how many; all there are, if they are fewer.
        overlap: how many of them are shared; no more than `count`.
        seed: the same draws the same.
    """
    free = [one for one in ids if person not in readers.get(one, ())]
    shared = [one for one in free if readers.get(one)]
    alone = [one for one in free if not readers.get(one)]
    chosen = list(drawn(shared, min(overlap, count), seed))
    chosen += drawn(alone, count - len(chosen), seed)
    chosen += drawn([one for one in shared if one not in chosen], count - len(chosen), seed)
    wanted = set(chosen)
    return tuple(one for one in ids if one in wanted)
