"""What is lit in the text and strong on the lanes. Nothing here knows Qt's widgets."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.adjudication.positions import Position, lacking
from annotator.model import Dispute, Mark, Span
from ui.adjudication.edition import Edition, offered
from ui.adjudication.lanes_painting import Key, LanesShown

_LINES = frozenset({Mark.UNDERLINE, Mark.UNDERLINE_DOUBLE})


def lit(
    disputes: Iterable[Position],
    edition: Edition,
    current: Position | None,
    layers: frozenset[str] | None,
) -> LanesShown:
    """Return what the view shows of what is in dispute.

    Args:
        disputes: all of the document.
        edition: the text and its readers.
        current: what is asked about.
        layers: those shown; None for all.
    """
    grounds: list[Span] = []
    settled: list[int] = []
    strong: set[Key] = set()
    for one in disputes:
        if one.question or (layers is not None and one.layer not in layers):
            continue
        if one.settled:
            settled.append(one.place.start)
        elif current is None or one.key != current.key:
            grounds += _grounds(one, edition)
        is_current = current is not None and one.key == current.key
        if not one.is_relation:
            strong |= _strong(one, is_current=is_current)
        elif is_current:
            strong |= _ends(one, edition)
    framed = () if current is None else edition.places(current)
    return LanesShown(
        framed=framed,
        lit=tuple(dict.fromkeys(grounds)),
        settled=tuple(sorted(set(settled))),
        strong=frozenset(strong),
        layers=layers,
    )


def _strong(position: Position, *, is_current: bool) -> set[Key]:
    """Return the marks of a position that keep their strength: of a settled one, what was not taken."""
    taken = set(position.decision.taken) if position.decision is not None and position.settled else set()
    return {
        (reader, span_id)
        for variant in position.variants
        for reader, ids in zip(variant.readers, variant.ids, strict=True)
        if is_current or reader not in taken
        for span_id in ids
    }


def _ends(position: Position, edition: Edition) -> set[Key]:
    """Return the ends of a relation, as those have them who have the relation."""
    found: set[Key] = set()
    for variant in offered(position):
        for set_id, ids in zip(variant.readers, variant.ids, strict=True):
            for one in ids:
                relation = edition.relation(set_id, one)
                if relation is not None:
                    found |= {(set_id, relation.source), (set_id, relation.target)}
    return found


def _grounds(position: Position, edition: Edition) -> list[Span]:
    """Return what is lit of a place in dispute: of a long line only the letters by which readers differ."""
    if position.is_relation:
        return []
    label = edition.scheme.label(position.label)
    if label is None or label.mark not in _LINES:
        return [position.place]
    if position.dispute is not Dispute.BOUNDARY:
        return []
    return [part for variant in offered(position) for part in lacking(position.place, variant.spans)]
