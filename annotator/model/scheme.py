"""What may be said about a text: layers, labels, attributes and relation types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import regex

from annotator.text.direction import BIDI_CONTROLS

_CONTROLS: Final = regex.compile(r"[\p{Cc}\p{Zl}\p{Zp}]")
"""Line ends among them, and tabs, which would end a column."""


class Mark(StrEnum):
    """How a label's spans are drawn. Shape comes before colour."""

    FILL = "fill"
    UNDERLINE = "underline"
    UNDERLINE_DOUBLE = "underline_double"
    BOX = "box"
    BOX_DOTTED = "box_dotted"


class AttributeType(StrEnum):
    """How an attribute is answered."""

    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Names:
    """One name in the two languages of the interface."""

    ar: str
    en: str

    def in_language(self, code: str) -> str:
        """Return the name for "ar" or "en"."""
        return self.ar if code == "ar" else self.en

    def as_value(self) -> dict[str, str]:
        """Return the form in which a `Message` carries a name, to be shown in the reader's language."""
        return {"ar": self.ar, "en": self.en}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeValue:
    """One choice of an attribute."""

    value: str
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A question about a span: with a fixed list of answers, or answered in one's own words.

    Attributes:
        name: the code that exports carry.
        names: what the form shows.
        type: how it is answered.
        values: the answers to choose from, in order; none for a text.
        default: what a new span gets, or None.
        required: a missing answer is marked.
        note: when the question applies, or None.
    """

    name: str
    names: Names
    type: AttributeType = AttributeType.CHOICE
    values: tuple[AttributeValue, ...] = ()
    default: str | None = None
    required: bool = False
    note: Names | None = None

    def allows(self, value: str) -> bool:
        """Tell whether `value` is an answer: one of the list, or one line of text that says something.

        A text holds no bidi controls: unseen, they would turn the words around it.
        """
        if self.type is AttributeType.TEXT:
            visible = _CONTROLS.search(value) is None and BIDI_CONTROLS.isdisjoint(value)
            return visible and bool(value.strip())
        return any(v.value == value for v in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A kind of span.

    Attributes:
        code: `[A-Z][A-Z0-9_]*`, what exports carry.
        layer: the code of its layer.
        names: what the interface shows.
        short: the tag above the text.
        description: one line of guidance.
        color: `#RRGGBB`.
        hotkey: "1" to "9" or "F5" to "F8", or None.
        mark: how it is drawn.
        attributes: the questions about its spans.
    """

    code: str
    layer: str
    names: Names
    short: Names
    description: Names
    color: str
    hotkey: str | None
    mark: Mark
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        """Return the attribute called `name`, or None."""
        return next((a for a in self.attributes if a.name == name), None)

    def defaults(self) -> dict[str, str]:
        """Return the answers that a new span starts with."""
        return {a.name: a.default for a in self.attributes if a.default is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Labels that share a rule of overlap.

    Attributes:
        code: unique in the scheme.
        names: what the interface shows.
        nesting: a span may contain another.
        crossing: two spans may overlap without one containing the other.
        same_label_overlap: spans of one label may overlap (never cover the very same text twice).
        zero_width: an empty span is allowed.
    """

    code: str
    names: Names
    nesting: bool = True
    crossing: bool = False
    same_label_overlap: bool = True
    zero_width: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A kind of link, and what it may join.

    Attributes:
        code: what exports carry.
        names: what the interface shows.
        domain: label codes allowed at the source.
        range: label codes allowed at the target.
        symmetric: the two ends mean the same.
        transitive: chains of it are one thing.
        same_layer: both ends must be of one layer.
        same_label: both ends must have one label.
        max_per_pair: at most so many between the same two spans, or None.
        max_out: at most so many from one source, or None.
        note: a word of guidance, or None.
    """

    code: str
    names: Names
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool = False
    transitive: bool = False
    same_layer: bool = False
    same_label: bool = False
    max_per_pair: int | None = None
    max_out: int | None = None
    note: Names | None = None


@dataclass(frozen=True, kw_only=True)
class LabelScheme:
    """All of a project's layers, labels and relation types.

    Attributes:
        name: what it is called.
        version: grows with each adopted change.
        layers: in display order.
        labels: in display order.
        relation_types: in display order.
        maps: other scheme → our label code → theirs (None: theirs has none; "*": all others).
    """

    name: str
    version: int
    layers: tuple[Layer, ...]
    labels: tuple[Label, ...]
    relation_types: tuple[RelationType, ...]
    maps: Mapping[str, Mapping[str, str | None]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        # Looked up for every span that is checked, drawn or written: worth a dict each.
        object.__setattr__(self, "_labels", {label.code: label for label in self.labels})
        object.__setattr__(self, "_layers", {layer.code: layer for layer in self.layers})
        object.__setattr__(self, "_relation_types", {r.code: r for r in self.relation_types})

    _labels: Mapping[str, Label] = field(init=False, repr=False, compare=False)
    _layers: Mapping[str, Layer] = field(init=False, repr=False, compare=False)
    _relation_types: Mapping[str, RelationType] = field(init=False, repr=False, compare=False)

    def label(self, code: str) -> Label | None:
        """Return the label with this code, or None."""
        return self._labels.get(code)

    def layer(self, code: str) -> Layer | None:
        """Return the layer with this code, or None."""
        return self._layers.get(code)

    def relation_type(self, code: str) -> RelationType | None:
        """Return the relation type with this code, or None."""
        return self._relation_types.get(code)

    def layer_of(self, label_code: str) -> Layer | None:
        """Return the layer of the label with this code, or None."""
        label = self._labels.get(label_code)
        return None if label is None else self._layers.get(label.layer)
