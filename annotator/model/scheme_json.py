"""A label scheme as JSON: `resources/default_scheme.json` shows the shape.

Reading checks everything that the rest of the program relies on; what is written reads back as the
same scheme.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from annotator import resources
from annotator.errors import InputError
from annotator.language import Message, msg
from annotator.model.attribute import Attribute, AttributeType, AttributeValue, Condition
from annotator.model.names import Names
from annotator.model.scheme import Label, LabelScheme, Layer, RelationType
from annotator.model.scheme_rules import DOCUMENT_ATTRIBUTES, faults
from annotator.model.scheme_shapes import AttributeShape, LabelShape, LayerShape, RelationShape, SchemeShape


def default_scheme() -> LabelScheme:
    """Return the scheme that a new project starts with: entities, claims and sources of Arabic news."""
    file = resources.path("default_scheme.json")
    return read_scheme(file.read_bytes(), name=file.name)


def read_scheme(data: bytes, *, name: str) -> LabelScheme:
    """Read a scheme from JSON bytes.

    Args:
        data: UTF-8 JSON.
        name: the file's name, for messages.

    Raises:
        InputError: the bytes are not such JSON, or the scheme contradicts itself.
    """
    try:
        shape = msgspec.json.decode(data, type=SchemeShape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            msg(
                "{file} is not a label scheme: {reason}. Compare it with the default scheme.",
                file=name,
                reason=str(error),
            ),
            code="E_SCHEMA",
        ) from error
    for label in shape.labels:
        _check_lists(label.attrs, name, label.code)
    _check_lists(shape.document_attrs, name, DOCUMENT_ATTRIBUTES)
    scheme = LabelScheme(
        name=shape.name,
        version=shape.version,
        layers=tuple(_layer(layer) for layer in shape.layers),
        labels=tuple(_label(label) for label in shape.labels),
        relation_types=tuple(_relation_type(relation) for relation in shape.relations),
        maps=shape.maps,
        document_attributes=tuple(_attribute(attribute) for attribute in shape.document_attrs),
        guidelines=shape.guidelines,
        silenced=frozenset(shape.silenced),
        blind=not shape.open_readings,
        reasons=tuple(shape.reasons),
    )
    fault = next(faults(scheme), None)
    if fault is not None:
        raise _contradiction(name, fault.entry, fault.reason)
    return scheme


def write_scheme(scheme: LabelScheme) -> bytes:
    """Return the scheme as UTF-8 JSON, indented, ending in a line feed. `read_scheme` gives it back."""
    plain: dict[str, Any] = {
        "name": scheme.name,
        "version": scheme.version,
        "layers": [_plain_layer(layer) for layer in scheme.layers],
        "labels": [_plain_label(label) for label in scheme.labels],
        "relations": [_plain_relation(relation, scheme) for relation in scheme.relation_types],
        "maps": {name: dict(pairs) for name, pairs in scheme.maps.items()},
        **_said(
            document_attrs=[_plain_attribute(attribute) for attribute in scheme.document_attributes],
            guidelines=scheme.guidelines,
            silenced=sorted(scheme.silenced),
            open_readings=not scheme.blind,
            reasons=list(scheme.reasons),
        ),
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def _said(**entries: Any) -> dict[str, Any]:
    """Return the entries that say something.

    A project keeps its scheme under the hash of this JSON: what older programs did not know must not
    stand in it before somebody uses it.
    """
    return {name: value for name, value in entries.items() if value}


def _check_lists(attributes: list[AttributeShape], name: str, entry: str) -> None:
    """Refuse a question that has a list of values where its type has none, or has none where it needs one."""
    for attribute in attributes:
        if (attribute.values is not None) is not attribute.type.has_values:
            raise _contradiction(
                name,
                entry,
                msg(
                    "{attribute} needs values to choose from, or a type without them",
                    attribute=attribute.name,
                ),
            )


def _contradiction(name: str, code: str, reason: Message) -> InputError:
    return InputError(
        msg(
            "{file}: the scheme's entry {entry} can't be used: {reason}. Correct the file.",
            file=name,
            entry=code,
            reason=reason,
        ),
        code="E_SCHEMA",
    )


def _both(ar: str | None, en: str | None) -> Names | None:
    return None if ar is None and en is None else Names(ar=ar or en or "", en=en or ar or "")


def _layer(shape: LayerShape) -> Layer:
    return Layer(
        code=shape.code,
        names=Names(ar=shape.ar, en=shape.en),
        nesting=shape.nesting,
        crossing=shape.crossing,
        same_label_overlap=shape.same_label_overlap,
        zero_width=shape.zero_width,
        stacking=shape.stacking,
    )


def _label(shape: LabelShape) -> Label:
    return Label(
        code=shape.code,
        layer=shape.layer,
        names=Names(ar=shape.ar, en=shape.en),
        short=Names(ar=shape.short_ar or shape.ar, en=shape.short_en or shape.code),
        description=Names(ar=shape.desc_ar, en=shape.desc_en),
        color=shape.color,
        hotkey=shape.hotkey,
        mark=shape.mark,
        attributes=tuple(_attribute(attribute) for attribute in shape.attrs),
        examples=tuple(shape.examples),
        counterexamples=tuple(shape.counterexamples),
        guideline=shape.guideline,
    )


def _attribute(shape: AttributeShape) -> Attribute:
    return Attribute(
        name=shape.name,
        names=Names(ar=shape.name_ar, en=shape.name_en),
        type=shape.type,
        values=tuple(
            AttributeValue(value=v.value, names=Names(ar=v.ar, en=v.en)) for v in shape.values or ()
        ),
        default=shape.default,
        required=shape.required,
        note=_both(shape.note_ar, shape.note_en),
        shown_when=None
        if shape.shown_when is None
        else Condition(shape.shown_when.attribute, shape.shown_when.value),
    )


def _relation_type(shape: RelationShape) -> RelationType:
    return RelationType(
        code=shape.type,
        names=Names(ar=shape.ar, en=shape.en),
        domain=frozenset(shape.domain),
        range=frozenset(shape.range),
        symmetric=shape.symmetric,
        transitive=shape.transitive,
        same_layer=shape.same_layer,
        same_label=shape.same_label,
        max_per_pair=shape.max_per_pair,
        max_out=shape.max_out,
        note=_both(shape.note_ar, shape.note_en),
    )


def _plain_layer(layer: Layer) -> dict[str, Any]:
    return {
        "code": layer.code,
        "ar": layer.names.ar,
        "en": layer.names.en,
        "nesting": layer.nesting,
        "crossing": layer.crossing,
        "same_label_overlap": layer.same_label_overlap,
        "zero_width": layer.zero_width,
        **({} if layer.stacking else {"stacking": False}),
    }


def _plain_label(label: Label) -> dict[str, Any]:
    return {
        "code": label.code,
        "layer": label.layer,
        "ar": label.names.ar,
        "en": label.names.en,
        "desc_ar": label.description.ar,
        "desc_en": label.description.en,
        "color": label.color,
        "hotkey": label.hotkey,
        "mark": label.mark.value,
        "attrs": [_plain_attribute(attribute) for attribute in label.attributes],
        "short_ar": label.short.ar,
        "short_en": label.short.en,
        **_said(
            examples=list(label.examples),
            counterexamples=list(label.counterexamples),
            guideline=label.guideline,
        ),
    }


def _plain_attribute(attribute: Attribute) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "name": attribute.name,
        "name_ar": attribute.names.ar,
        "name_en": attribute.names.en,
    }
    if attribute.type is not AttributeType.CHOICE:
        plain["type"] = attribute.type.value
    if attribute.type.has_values:
        plain["values"] = [{"value": v.value, "ar": v.names.ar, "en": v.names.en} for v in attribute.values]
    plain |= {"default": attribute.default, "required": attribute.required}
    if attribute.note is not None:
        plain |= {"note_en": attribute.note.en, "note_ar": attribute.note.ar}
    if attribute.shown_when is not None:
        condition = attribute.shown_when
        plain["shown_when"] = {"attribute": condition.attribute, "value": condition.value}
    return plain


def _plain_relation(relation: RelationType, scheme: LabelScheme) -> dict[str, Any]:
    order = [label.code for label in scheme.labels]
    plain: dict[str, Any] = {
        "type": relation.code,
        "ar": relation.names.ar,
        "en": relation.names.en,
        "domain": [code for code in order if code in relation.domain],
        "range": [code for code in order if code in relation.range],
        "symmetric": relation.symmetric,
    }
    for name in ("transitive", "same_layer", "same_label"):
        if getattr(relation, name):
            plain[name] = True
    for name in ("max_per_pair", "max_out"):
        if getattr(relation, name) is not None:
            plain[name] = getattr(relation, name)
    if relation.note is not None:
        plain |= {"note_en": relation.note.en, "note_ar": relation.note.ar}
    return plain
