"""What is compared of readings: places and labels without words, since there may be millions of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotator.model.annotation import Owner, State


class Whose(NamedTuple):
    """Whose readings are compared as one reader's.

    Attributes:
        owner: an annotator, gold, or where else they come from.
        annotator_id: the person's, or None.
    """

    owner: Owner
    annotator_id: str | None


class ComparedReading(NamedTuple):
    """A reading by what is compared of it.

    Attributes:
        set_id: the annotation set.
        whose: the reader.
        state: how far it is.
        units: of each span `(start, end, label)`, `[start, end)` in code points, in the order in which the
            spans were made.
        answers: of the spans, in the order of `units`; () unless they were asked for.
        links: of each relation `(type, source, target)`, its ends by their places in `units`; () unless they
            were asked for.
    """

    set_id: str
    whose: Whose
    state: State
    units: Sequence[tuple[int, int, str]] = ()
    answers: Sequence[Mapping[str, str]] = ()
    links: Sequence[tuple[str, int, int]] = ()


class ComparedDocument(NamedTuple):
    """A document by what is compared of it.

    Attributes:
        id: unique in the project.
        title: what lists show.
        characters: the length of its text in code points.
        readings: those that were asked for.
        text: None unless it was asked for.
    """

    id: str
    title: str
    characters: int
    readings: Sequence[ComparedReading]
    text: str | None = None
