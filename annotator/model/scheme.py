"""What may be said about a text: layers, labels, attributes and relation types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from annotator.model.attribute import Attribute
from annotator.model.names import Names


class Mark(StrEnum):
    """How a label's spans are drawn. Shape comes before colour."""

    FILL = "fill"
    UNDERLINE = "underline"
    UNDERLINE_DOUBLE = "underline_double"
    BOX = "box"
    BOX_DOTTED = "box_dotted"


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
        examples: passages that carry the label, one line each.
        counterexamples: passages that look like it and don't, one line each.
        guideline: how to decide, in Markdown, or "".
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
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    guideline: str = ""

    def attribute(self, name: str) -> Attribute | None:
        """Return the attribute called `name`, or None."""
        return next((a for a in self.attributes if a.name == name), None)

    def defaults(self) -> dict[str, str]:
        """Return the answers that a new span starts with."""
        return {a.name: a.default for a in self.attributes if a.default is not None}


class Overlap(StrEnum):
    """How the spans of one layer may lie, from the strictest rule to the freest."""

    NONE = "none"
    NEST = "nest"
    STACK = "stack"
    CROSS = "cross"


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
        stacking: spans of different labels may cover the very same text, where nesting is allowed.
    """

    code: str
    names: Names
    nesting: bool = True
    crossing: bool = False
    same_label_overlap: bool = True
    zero_width: bool = False
    stacking: bool = True

    @property
    def overlap(self) -> Overlap:
        """The rule in one word."""
        if self.crossing:
            return Overlap.CROSS
        if not self.nesting:
            return Overlap.NONE
        return Overlap.STACK if self.stacking else Overlap.NEST

    def with_overlap(self, rule: Overlap) -> Layer:
        """Return the layer with another rule; what it says of spans of one label stays."""
        return replace(
            self,
            nesting=rule is not Overlap.NONE,
            stacking=rule in {Overlap.STACK, Overlap.CROSS},
            crossing=rule is Overlap.CROSS,
        )


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
        document_attributes: the questions about a document as a whole, answered in each reading.
        guidelines: how to annotate, in Markdown, or "".
        silenced: the codes of the consistency rules that this project does not want.
        blind: who annotates does not see what others have annotated.
        reasons: why disputes are settled as they are, to choose from.
    """

    name: str
    version: int
    layers: tuple[Layer, ...]
    labels: tuple[Label, ...]
    relation_types: tuple[RelationType, ...]
    maps: Mapping[str, Mapping[str, str | None]] = field(default_factory=lambda: MappingProxyType({}))
    document_attributes: tuple[Attribute, ...] = ()
    guidelines: str = ""
    silenced: frozenset[str] = frozenset()
    blind: bool = True
    reasons: tuple[str, ...] = ()

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

    def document_attribute(self, name: str) -> Attribute | None:
        """Return the question about documents called `name`, or None."""
        return next((a for a in self.document_attributes if a.name == name), None)

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
