"""Which reading of a document is shown and edited, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import AnnotationSet, Annotator, Owner, Role, SetSummary

OWN: Final = ""
"""What is chosen where somebody wants their own reading, begun or not."""


def active_of(
    sets: Sequence[SetSummary], chosen: str | None, reader: Annotator, *, in_team: bool
) -> SetSummary | None:
    """Return the reading that is shown: the one chosen, the reader's own, or the first.

    Where several read, nobody begins in a reading of another's: who annotates is shown none that they have
    not asked for, even if they might see it.

    Args:
        sets: those that the reader is shown.
        chosen: the id of one, `OWN`, or None.
        reader: the person at this machine.
        in_team: somebody reviews what the others annotate.
    """
    own = next((one for one in sets if one.owner is Owner.ANNOTATOR and _is(one.annotator, reader)), None)
    if chosen == OWN:
        return own
    found = next((one for one in sets if one.id == chosen), None) or own
    if found is not None:
        return found
    alone = in_team and reader.role is not Role.REVIEWER
    return next((one for one in sets if not alone or not is_anothers(one, reader)), None)


def is_anothers(reading: AnnotationSet | SetSummary, reader: Annotator) -> bool:
    """Tell whether a reading is the work of another annotator."""
    person = reading.annotator
    return reading.owner is Owner.ANNOTATOR and person is not None and person.id != reader.id


def theirs(name: str) -> RuleError:
    """Return why a reading can't be changed by hand."""
    return RuleError(
        msg(
            "This is the reading of “{name}”, and theirs to change. Go to your own with Go › Whose reading….",
            name=name,
        ),
        code="E_THEIRS",
    )


def _is(one: Annotator | None, other: Annotator) -> bool:
    return one is not None and one.id == other.id
