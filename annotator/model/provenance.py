"""Decisions as they are told outside of a project, where nobody knows the ids of its readings and people.

```
inside      taken=("0d4c…",)             by="77ab…"
outside     taken=("annotator:Salma",)   by="Huda"
```
A reading is called by its owner and, where it has one, the name of its reader; a person by their name. What
is not known on the way keeps what it was called, so that a decision about a reading that is gone, or is not
in a file, goes out and comes in as often as one likes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.model.annotation import AnnotationSet, Owner
from annotator.model.decision import Decision


def reading_name(owner: Owner, annotator: str | None) -> str:
    """Return what a reading is called outside: `gold`, `imported`, `annotator:Salma`."""
    return owner.value if annotator is None else f"{owner.value}:{annotator}"


def name_of(reading: AnnotationSet) -> str:
    """Return what a reading of a project is called outside."""
    return reading_name(reading.owner, None if reading.annotator is None else reading.annotator.name)


def renamed(decision: Decision, readings: Mapping[str, str], people: Mapping[str, str]) -> Decision:
    """Return a decision with its readings and its person called otherwise; the unknown keep what they have.

    Args:
        decision: from inside or from outside.
        readings: what each reading becomes.
        people: what each person becomes.
    """
    return replace(
        decision,
        seen=tuple(replace(one, set_id=readings.get(one.set_id, one.set_id)) for one in decision.seen),
        taken=tuple(readings.get(one, one) for one in decision.taken),
        by=people.get(decision.by, decision.by),
    )
