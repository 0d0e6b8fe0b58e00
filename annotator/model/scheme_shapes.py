"""The JSON of a label scheme, as `resources/default_scheme.json` has it: names and types of its entries."""

from __future__ import annotations

import msgspec

from annotator.model.attribute import AttributeType
from annotator.model.scheme import Mark


class _Shape(msgspec.Struct, forbid_unknown_fields=True):
    pass


class ValueShape(_Shape):
    """One answer to choose."""

    value: str
    ar: str
    en: str


class ConditionShape(_Shape):
    """When a question is asked."""

    attribute: str
    value: str


class AttributeShape(_Shape):
    """A question."""

    name: str
    name_ar: str
    name_en: str
    type: AttributeType = AttributeType.CHOICE
    values: list[ValueShape] | None = None
    default: str | None = None
    required: bool = False
    note_en: str | None = None
    note_ar: str | None = None
    shown_when: ConditionShape | None = None


class LabelShape(_Shape):
    """A label."""

    code: str
    layer: str
    ar: str
    en: str
    color: str
    mark: Mark
    desc_ar: str = ""
    desc_en: str = ""
    hotkey: str | None = None
    attrs: list[AttributeShape] = []
    short_ar: str = ""
    short_en: str = ""
    examples: list[str] = []
    counterexamples: list[str] = []
    guideline: str = ""


class LayerShape(_Shape):
    """A layer."""

    code: str
    ar: str
    en: str
    nesting: bool = True
    crossing: bool = False
    same_label_overlap: bool = True
    zero_width: bool = False
    stacking: bool = True


class RelationShape(_Shape):
    """A relation type."""

    type: str
    ar: str
    en: str
    domain: list[str]
    range: list[str]
    symmetric: bool = False
    transitive: bool = False
    same_layer: bool = False
    same_label: bool = False
    max_per_pair: int | None = None
    max_out: int | None = None
    note_en: str | None = None
    note_ar: str | None = None


class SchemeShape(_Shape):
    """The whole file."""

    name: str
    version: int
    layers: list[LayerShape]
    labels: list[LabelShape]
    relations: list[RelationShape] = []
    maps: dict[str, dict[str, str | None]] = {}
    document_attrs: list[AttributeShape] = []
    guidelines: str = ""
    silenced: list[str] = []
    open_readings: bool = False
    reasons: list[str] = []
