"""Layers and relation types of a draft."""

from __future__ import annotations

from dataclasses import replace

from annotator.editing.drafts.draft import Draft, followed, keep_free, shifted
from annotator.model import Layer, RelationType


def put_layer(draft: Draft, layer: Layer, instead_of: str | None = None) -> Draft:
    """Return the draft with a new layer, or with `layer` in another's place; its labels follow.

    Raises:
        RuleError: another layer has its code.
    """
    scheme = draft.scheme
    keep_free(layer.code, (one.code for one in scheme.layers if one.code != instead_of))
    if instead_of is None:
        return replace(draft, scheme=replace(scheme, layers=(*scheme.layers, layer)))
    layers = tuple(layer if one.code == instead_of else one for one in scheme.layers)
    labels = tuple(
        replace(one, layer=layer.code) if one.layer == instead_of else one for one in scheme.labels
    )
    return replace(draft, scheme=replace(scheme, layers=layers, labels=labels))


def delete_layer(draft: Draft, code: str) -> Draft:
    """Return the draft without a layer; one that has labels stays."""
    if any(label.layer == code for label in draft.scheme.labels):
        return draft
    layers = tuple(one for one in draft.scheme.layers if one.code != code)
    return replace(draft, scheme=replace(draft.scheme, layers=layers))


def move_layer(draft: Draft, code: str, by: int) -> Draft:
    """Return the draft with a layer `by` places on."""
    layer = draft.scheme.layer(code)
    if layer is None:
        return draft
    layers = shifted(draft.scheme.layers, layer, by)
    return replace(draft, scheme=replace(draft.scheme, layers=layers))


def put_relation(draft: Draft, kind: RelationType, instead_of: str | None = None) -> Draft:
    """Return the draft with a new relation type, or with `kind` in another's place.

    Raises:
        RuleError: another relation type has its code.
    """
    scheme = draft.scheme
    keep_free(kind.code, (one.code for one in scheme.relation_types if one.code != instead_of))
    if instead_of is None:
        return replace(draft, scheme=replace(scheme, relation_types=(*scheme.relation_types, kind)))
    kinds = tuple(kind if one.code == instead_of else one for one in scheme.relation_types)
    changed = replace(draft, scheme=replace(scheme, relation_types=kinds))
    if kind.code == instead_of:
        return changed
    return replace(changed, relations=followed(draft.relations, _own(draft), instead_of, kind.code))


def delete_relation(draft: Draft, code: str) -> Draft:
    """Return the draft without a relation type: such relations go."""
    kinds = tuple(one for one in draft.scheme.relation_types if one.code != code)
    return replace(
        draft,
        scheme=replace(draft.scheme, relation_types=kinds),
        relations=followed(draft.relations, _own(draft), code, None),
    )


def move_relation(draft: Draft, code: str, by: int) -> Draft:
    """Return the draft with a relation type `by` places on."""
    kind = draft.scheme.relation_type(code)
    if kind is None:
        return draft
    kinds = shifted(draft.scheme.relation_types, kind, by)
    return replace(draft, scheme=replace(draft.scheme, relation_types=kinds))


def _own(draft: Draft) -> list[tuple[str, str]]:
    return [(kind.code, kind.code) for kind in draft.base.relation_types]
