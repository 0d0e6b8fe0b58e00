"""What a label scheme must keep to be used at all, and what a person has still to say of a new one.

A file and an editor ask the same functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.language import Message, msg
from annotator.model.attribute import BETWEEN_CHOICES, Attribute, Condition
from annotator.model.names import Names
from annotator.model.scheme import Label, LabelScheme, RelationType

HOTKEYS: Final = (*"123456789", "F5", "F6", "F7", "F8")
"""The keys that may stand for labels, in the order of the keyboard."""

_CODE: Final = re.compile(r"[A-Z][A-Z0-9_]*\Z")
_NAME: Final = re.compile(r"[^\s|]+\Z")
_COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeFault:
    """Something in a scheme that is not as it must be.

    Attributes:
        entry: the code of the layer, label or relation type, or `document_attrs`.
        reason: what is wrong, to stand after a colon.
    """

    entry: str
    reason: Message


DOCUMENT_ATTRIBUTES: Final = "document_attrs"
"""The entry of the questions about documents."""


def faults(scheme: LabelScheme) -> Iterator[SchemeFault]:
    """Yield what makes the scheme contradict itself. The rest of the program relies on there being none."""
    layers = {layer.code for layer in scheme.layers}
    labels = {label.code for label in scheme.labels}
    yield from _twice(layer.code for layer in scheme.layers)
    yield from _twice(label.code for label in scheme.labels)
    yield from _twice(relation.code for relation in scheme.relation_types)
    yield from _twice(label.hotkey for label in scheme.labels if label.hotkey is not None)
    for label in scheme.labels:
        yield from _label_faults(label, layers)
    yield from _attribute_faults(scheme.document_attributes, DOCUMENT_ATTRIBUTES)
    for relation in scheme.relation_types:
        for unknown in sorted((relation.domain | relation.range) - labels):
            yield SchemeFault(entry=relation.code, reason=msg("there is no label {code}", code=unknown))


def gaps(scheme: LabelScheme) -> Iterator[SchemeFault]:
    """Yield what a person has not said yet. A file may leave it open; an editor asks for it."""
    if not scheme.labels:
        yield SchemeFault(entry=scheme.name, reason=msg("it has no label yet"))
    for layer in scheme.layers:
        yield from _unnamed(layer.code, layer.code, layer.names)
    for label in scheme.labels:
        yield from _unnamed(label.code, label.code, label.names)
        if not label.short.ar or not label.short.en:
            yield SchemeFault(entry=label.code, reason=msg("its tag needs a word in both languages"))
        yield from _attribute_gaps(label.attributes, label.code)
    yield from _attribute_gaps(scheme.document_attributes, DOCUMENT_ATTRIBUTES)
    for relation in scheme.relation_types:
        yield from _relation_gaps(relation)


def is_label_code(code: str) -> bool:
    """Tell whether a label may be called so: capital Latin letters, digits and _."""
    return _CODE.match(code) is not None


def is_color(color: str) -> bool:
    """Tell whether this is a colour as schemes write it, `#RRGGBB`."""
    return _COLOR.match(color) is not None


def _label_faults(label: Label, layers: set[str]) -> Iterator[SchemeFault]:
    def fault(reason: Message) -> SchemeFault:
        return SchemeFault(entry=label.code, reason=reason)

    if not is_label_code(label.code):
        yield fault(msg("codes are capital Latin letters, digits and _"))
    if label.layer not in layers:
        yield fault(msg("there is no layer {code}", code=label.layer))
    if not is_color(label.color):
        yield fault(msg("{value} is not a colour such as #0072B2", value=label.color))
    if label.hotkey is not None and label.hotkey not in HOTKEYS:
        yield fault(msg("{value} is no label key; those are 1-9 and F5-F8", value=label.hotkey))
    yield from _attribute_faults(label.attributes, label.code)


def _attribute_faults(attributes: Sequence[Attribute], entry: str) -> Iterator[SchemeFault]:
    """Check the questions about a label's spans, or about documents; `entry` says whose they are."""
    yield from _twice(attribute.name for attribute in attributes)
    by_name = {attribute.name: attribute for attribute in attributes}
    for attribute in attributes:
        for reason in _reasons(attribute, by_name):
            yield SchemeFault(entry=entry, reason=reason)


def _reasons(attribute: Attribute, by_name: Mapping[str, Attribute]) -> Iterator[Message]:
    if attribute.values and not attribute.type.has_values:
        yield msg("{attribute} needs values to choose from, or a type without them", attribute=attribute.name)
    if any(not v.value or BETWEEN_CHOICES in v.value for v in attribute.values):
        yield msg("a value of {attribute} is empty or holds “|”", attribute=attribute.name)
    if attribute.default is not None and not attribute.allows(attribute.default):
        yield msg("{value} is no value of {attribute}", value=attribute.default, attribute=attribute.name)
    condition = attribute.shown_when
    if condition is not None and (condition.attribute == attribute.name or not _can_hold(condition, by_name)):
        yield msg("{attribute} waits for an answer that can't be given", attribute=attribute.name)


def _can_hold(condition: Condition, by_name: Mapping[str, Attribute]) -> bool:
    asked = by_name.get(condition.attribute)
    return asked is not None and asked.allows(condition.value)


def _attribute_gaps(attributes: Sequence[Attribute], entry: str) -> Iterator[SchemeFault]:
    for attribute in attributes:
        yield from _unnamed(entry, attribute.name, attribute.names)
        if not _NAME.match(attribute.name):
            yield SchemeFault(entry=entry, reason=msg("a question's code has no spaces and no “|”"))
        if attribute.type.has_values and not attribute.values:
            yield SchemeFault(
                entry=entry,
                reason=msg(
                    "{attribute} needs values to choose from, or a type without them",
                    attribute=attribute.name,
                ),
            )
        if attribute.note is not None:
            yield from _unnamed(entry, attribute.name, attribute.note)
        codes = [value.value for value in attribute.values]
        for code in {code for code in codes if codes.count(code) > 1}:
            yield SchemeFault(
                entry=entry,
                reason=msg("{attribute} has the value {value} twice", attribute=attribute.name, value=code),
            )
        for value in attribute.values:
            yield from _unnamed(entry, value.value, value.names)


def _relation_gaps(relation: RelationType) -> Iterator[SchemeFault]:
    yield from _unnamed(relation.code, relation.code, relation.names)
    if relation.note is not None:
        yield from _unnamed(relation.code, relation.code, relation.note)
    if not _NAME.match(relation.code):
        yield SchemeFault(entry=relation.code, reason=msg("a relation's code has no spaces and no “|”"))
    if not relation.domain or not relation.range:
        yield SchemeFault(entry=relation.code, reason=msg("it needs labels that it may begin and end at"))


def _unnamed(entry: str, what: str, names: Names) -> Iterator[SchemeFault]:
    if not names.ar.strip() or not names.en.strip():
        yield SchemeFault(entry=entry, reason=msg("{what} needs a name in both languages", what=what))


def _twice(codes: Iterable[str]) -> Iterator[SchemeFault]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield SchemeFault(entry=code, reason=msg("it stands there twice"))
        seen.add(code)
