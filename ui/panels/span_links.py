"""What a span is tied to, as rows for the panel: its source, its cue, its claims, and anything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.model import AnnotationSet, Label, LabelScheme, Names, Relation, RelationType, SpanAnnotation

# The question that this program is about: who says it, and by which word? A claim without an answer shows
# the gap; every other relation shows only where it is.
_ASKED: Final = ("attribution", "cue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One row.

    Attributes:
        type: the relation type's code.
        label: the label of the span at the other end, or the one that is wanted there.
        names: what the tie is called.
        other: the span at the other end, or None: there is none yet.
        relation_id: the relation, or None: there is none yet.
    """

    type: str
    label: Label
    names: Names
    other: SpanAnnotation | None
    relation_id: str | None


def links_of(annotation: SpanAnnotation, readings: AnnotationSet, scheme: LabelScheme) -> tuple[Link, ...]:
    """Return a span's links: by relation type in the scheme's order, then in text order."""
    touching: dict[str, list[Relation]] = {}
    for relation in readings.relations.values():
        if annotation.id in {relation.source, relation.target}:
            touching.setdefault(relation.type, []).append(relation)
    links: list[Link] = []
    for kind in scheme.relation_types:
        found = [
            _link(relation, kind, annotation, readings, scheme) for relation in touching.get(kind.code, ())
        ]
        present = [link for link in found if link is not None]
        links += sorted(
            present, key=lambda link: link.other.span if link.other is not None else annotation.span
        )
        if not present and kind.code in _ASKED and annotation.label in kind.range:
            links += _gap(kind, scheme)
    return tuple(links)


def _link(
    relation: Relation,
    kind: RelationType,
    annotation: SpanAnnotation,
    readings: AnnotationSet,
    scheme: LabelScheme,
) -> Link | None:
    outgoing = relation.source == annotation.id
    other = readings.spans.get(relation.target if outgoing else relation.source)
    label = None if other is None else scheme.label(other.label)
    if other is None or label is None:
        return None
    return Link(
        type=kind.code,
        label=label,
        names=_names(kind, annotation.label, label, scheme),
        other=other,
        relation_id=relation.id,
    )


def _gap(kind: RelationType, scheme: LabelScheme) -> list[Link]:
    wanted = next((label for label in scheme.labels if label.code in kind.domain), None)
    if wanted is None:
        return []
    return [Link(type=kind.code, label=wanted, names=wanted.names, other=None, relation_id=None)]


def _names(kind: RelationType, mine: str, other: Label, scheme: LabelScheme) -> Names:
    """Return the other label's name where it says all: no second relation could join these two."""
    possible = [
        k for k in scheme.relation_types if _joins(k, mine, other.code) or _joins(k, other.code, mine)
    ]
    return other.names if possible == [kind] else kind.names


def _joins(kind: RelationType, source: str, target: str) -> bool:
    fits = source in kind.domain and target in kind.range
    return fits and (source == target or not kind.same_label)
