"""Which labels of a scheme are statements, which are sources, and what joins them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from annotator.model import LabelScheme, SpanAnnotation

ATTRIBUTION: Final = "attribution"
"""The relation type from a source to what it said."""
CONTINUES: Final = "continues"
"""The relation type from a later part of something to its earlier one, which all other relations have."""
RELAYS: Final = "relays"
"""The relation type from a source to the source that it quotes."""
IMPLICIT_SOURCE: Final = "implicit_source"
"""The question that names who is speaking where no word of the text does."""
REPORTING: Final = "reporting"
"""The question how a claim is reported."""
WITHOUT_SOURCE: Final = frozenset({"unattributed", "impersonal", "publisher"})
"""Claims that are reported so have no source in the text: يذكر أن names nobody."""


class Roles:
    """What the rules ask of a scheme again and again.

    Attributes:
        scheme: it.
        statements: the labels of what can be said by somebody.
        sources: the labels of those that say something.
        silenced: the rules that the project does not want.
    """

    def __init__(self, scheme: LabelScheme) -> None:
        self.scheme = scheme
        attribution = scheme.relation_type(ATTRIBUTION)
        self.statements = frozenset() if attribution is None else attribution.range
        self.sources = frozenset() if attribution is None else attribution.domain
        self.silenced = scheme.silenced
        self._layers = {label.code: label.layer for label in scheme.labels}

    def layer(self, label: str) -> str:
        """Return the code of a label's layer; "" for a label that the scheme does not know."""
        return self._layers.get(label, "")

    def name(self, label: str) -> Mapping[str, str] | str:
        """Return a label's name as a message carries it."""
        known = self.scheme.label(label)
        return label if known is None else known.names.as_value()

    def is_of_the_author(self, span: SpanAnnotation) -> bool:
        """Tell whether a statement is said to have no source, or to have one that no word names."""
        answers = span.attributes
        return IMPLICIT_SOURCE in answers or answers.get(REPORTING) in WITHOUT_SOURCE
