"""New parts of a scheme, ready to be named."""

from __future__ import annotations

from collections.abc import Callable, Container

from annotator.editing.drafts import Draft, put_label, put_layer, put_relation
from annotator.model import Label, LabelScheme, Layer, Mark, Names, RelationType
from ui.scheme import colour_checks
from ui.scheme.board import Kind, Place
from ui.scheme.pages import offered, plain_pages

_NAMELESS = Names(ar="", en="")


def addition(scheme: LabelScheme, kind: Kind, near: Place) -> tuple[Place, Callable[[Draft], Draft]]:
    """Return where a new layer, label or relation type is, and what adds it.

    Args:
        scheme: as it is now.
        kind: of what is added.
        near: what was chosen: a new label goes into its layer.
    """
    if kind is Kind.LAYER:
        layer = Layer(code=_free("layer", {one.code for one in scheme.layers}), names=_NAMELESS)
        return Place(kind, layer.code), lambda draft: put_layer(draft, layer)
    if kind is Kind.RELATION:
        code = _free("relation", {one.code for one in scheme.relation_types})
        relation = RelationType(code=code, names=_NAMELESS, domain=frozenset(), range=frozenset())
        return Place(kind, code), lambda draft: put_relation(draft, relation)
    label = new_label(scheme, near)

    def change(draft: Draft) -> Draft:
        if draft.scheme.layer(label.layer) is None:
            draft = put_layer(draft, Layer(code=label.layer, names=_NAMELESS))
        return put_label(draft, label)

    return Place(kind, label.code), change


def new_label(scheme: LabelScheme, near: Place) -> Label:
    """Return a label without a name, in the layer of what was chosen, drawn as its neighbours are."""
    chosen = scheme.label(near.code) if near.kind is Kind.LABEL else None
    code = near.code if near.kind is Kind.LAYER else "" if chosen is None else chosen.layer
    if scheme.layer(code) is None:
        code = scheme.layers[0].code if scheme.layers else "layer_1"
    neighbour = next((one for one in reversed(scheme.labels) if one.layer == code), None)
    made = Label(
        code=_free("LABEL", {one.code for one in scheme.labels}),
        layer=code,
        names=_NAMELESS,
        short=_NAMELESS,
        description=_NAMELESS,
        color=offered()[0],
        hotkey=None,
        mark=Mark.FILL if neighbour is None else neighbour.mark,
    )
    return _distinct(made, scheme)


def _distinct(label: Label, scheme: LabelScheme) -> Label:
    """Return the label in that of the offered colours which is farthest from the others'."""
    from dataclasses import replace

    def distance(one: Label) -> float:
        near = colour_checks.nearest(one, scheme, plain_pages())
        return float("inf") if near is None else near.distance

    return max((replace(label, color=color) for color in offered()), key=distance)


def _free(stem: str, taken: Container[str]) -> str:
    number = 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"
