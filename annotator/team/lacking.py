"""What a project's scheme lacks for readings that were made under another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from annotator.editing.additions import SchemeAdditions, attribute_for, label_for, relation_type_for
from annotator.model import Attribute, Label, LabelScheme, Relation, RelationType, SpanAnnotation


def lacking(
    scheme: LabelScheme,
    theirs: Callable[[], LabelScheme],
    spans: Mapping[str, SpanAnnotation],
    relations: Iterable[Relation],
) -> SchemeAdditions:
    """Return the labels, attributes and relation types that these spans and relations need.

    Args:
        scheme: of the project.
        theirs: returns the one under which the readings were made; asked only if something is lacking.
        spans: by id.
        relations: between them.
    """
    labels: dict[str, Label] = {}
    attributes: dict[tuple[str, str], Attribute] = {}
    looked_at: set[object] = set()
    for span in spans.values():
        kind = (span.label, *span.attributes.items()) if span.attributes else span.label
        if kind in looked_at:
            continue
        looked_at.add(kind)
        if scheme.label(span.label) is None:
            if span.label not in labels:
                labels[span.label] = _label(span.label, scheme, theirs(), len(labels))
            continue
        for name, answer in span.attributes.items():
            label = scheme.label(span.label)
            known = None if label is None else label.attribute(name)
            if known is None or not known.allows(answer):
                attributes[span.label, name] = _attribute(span.label, name, answer, theirs())
    types: dict[str, RelationType] = {}
    for one in relations:
        ends = [spans[end].label for end in (one.source, one.target) if end in spans]
        if scheme.relation_type(one.type) is None and len(ends) > 1:
            known_type = theirs().relation_type(one.type)
            types[one.type] = known_type or relation_type_for(one.type, [(ends[0], ends[1])])
    return SchemeAdditions(
        labels=tuple(labels.values()),
        attributes=tuple((label, attribute) for (label, _), attribute in attributes.items()),
        relation_types=tuple(types.values()),
    )


def names(additions: SchemeAdditions) -> tuple[str, ...]:
    """Return the codes of what is lacking, an attribute behind the label that it belongs to."""
    return (
        *(label.code for label in additions.labels),
        *(f"{label}.{attribute.name}" for label, attribute in additions.attributes),
        *(kind.code for kind in additions.relation_types),
    )


def _label(code: str, scheme: LabelScheme, theirs: LabelScheme, number: int) -> Label:
    label = theirs.label(code)
    layer = scheme.layers[0].code
    if label is None:
        return label_for(code, code, layer, scheme, number)
    taken = {one.hotkey for one in scheme.labels}
    return replace(
        label,
        layer=label.layer if scheme.layer(label.layer) is not None else layer,
        hotkey=None if label.hotkey in taken else label.hotkey,
    )


def _attribute(label: str, name: str, answer: str, theirs: LabelScheme) -> Attribute:
    known = theirs.label(label)
    found = None if known is None else known.attribute(name)
    return found or attribute_for(name, name, [answer])
