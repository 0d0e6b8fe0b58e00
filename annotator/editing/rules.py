"""What the label scheme allows. Commands and imports ask the same functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.errors import RuleError
from annotator.language import Message, msg
from annotator.model import (
    AnnotationSet,
    Attribute,
    Document,
    Label,
    LabelScheme,
    Layer,
    Relation,
    RelationType,
    Span,
    SpanAnnotation,
)


def label_of(scheme: LabelScheme, code: str) -> Label:
    """Return the label with this code.

    Raises:
        RuleError: the scheme has none.
    """
    label = scheme.label(code)
    if label is None:
        raise _refusal(
            msg("The scheme “{scheme}” has no label {label}.", scheme=scheme.name, label=code), "E_LABEL"
        )
    return label


def relation_type_of(scheme: LabelScheme, code: str) -> RelationType:
    """Return the relation type with this code.

    Raises:
        RuleError: the scheme has none.
    """
    found = scheme.relation_type(code)
    if found is None:
        raise _refusal(
            msg("The scheme “{scheme}” has no relation type {type}.", scheme=scheme.name, type=code),
            "E_RELATION",
        )
    return found


def check_span(
    scheme: LabelScheme, document: Document, span: SpanAnnotation, others: Iterable[SpanAnnotation]
) -> None:
    """Check a span alone and against those that touch it.

    Args:
        scheme: the rules.
        document: what the span lies in.
        span: as it would be.
        others: spans of the same set that may share a code point with it; itself is passed over by id.

    Raises:
        RuleError: it lies outside the text, its layer forbids the overlap, or an attribute is unknown.
    """
    label = label_of(scheme, span.label)
    check_place(document, span, zero_width=layer_of(scheme, label).zero_width)
    check_attributes(label, span.attributes)
    for other in others:
        if other.id != span.id:
            check_pair(scheme, label, span, other)


def check_place(document: Document, span: SpanAnnotation, *, zero_width: bool) -> None:
    """Check that a span lies in the text and still means the words it was made on.

    Raises:
        RuleError: it does not.
    """
    place = span.span
    if place.end > len(document.text):
        raise _refusal(
            msg(
                "“{document}” has {length} characters; a span from {start} to {end} lies outside.",
                document=document.title,
                length=len(document.text),
                start=place.start,
                end=place.end,
            ),
            "E_OFFSETS",
        )
    if not place and not zero_width:
        raise _refusal(msg("A span needs at least one character."), "E_OFFSETS")
    if place.of(document.text) != span.quote:
        raise _refusal(
            msg(
                "“{document}” reads “{text}” from {start} to {end}, not “{quote}”.",
                document=document.title,
                text=place.of(document.text),
                start=place.start,
                end=place.end,
                quote=span.quote,
            ),
            "E_QUOTE_MISMATCH",
        )


def check_document_attributes(scheme: LabelScheme, answers: Mapping[str, str]) -> None:
    """Check that the scheme asks these questions about documents and knows these answers.

    Raises:
        RuleError: it does not.
    """
    for name, value in answers.items():
        attribute = scheme.document_attribute(name)
        if attribute is None:
            raise _refusal(
                msg(
                    "The scheme “{scheme}” has no question {name} about documents.",
                    scheme=scheme.name,
                    name=name,
                ),
                "E_ATTRIBUTE",
            )
        _check_answer(attribute, value)


def check_attributes(label: Label, attributes: Mapping[str, str]) -> None:
    """Check that the label has these attributes and these answers.

    Raises:
        RuleError: it has not.
    """
    for name, value in attributes.items():
        attribute = label.attribute(name)
        if attribute is None:
            raise _refusal(
                msg("{label} has no attribute {name}.", label=label.names.as_value(), name=name),
                "E_ATTRIBUTE",
            )
        _check_answer(attribute, value)


def _check_answer(attribute: Attribute, value: str) -> None:
    if not attribute.allows(value):
        raise _refusal(
            msg("{value} is no answer to {attribute}.", value=value, attribute=attribute.names.as_value()),
            "E_ATTRIBUTE",
        )


def check_relation(scheme: LabelScheme, annotation_set: AnnotationSet, relation: Relation) -> None:
    """Check a relation's type, its ends and how many like it there are.

    Args:
        scheme: the rules.
        annotation_set: where both ends are; `relation` itself is passed over by id.
        relation: as it would be.

    Raises:
        RuleError: an end is missing, or the type does not allow such ends or one more.
    """
    kind = relation_type_of(scheme, relation.type)
    check_ends(scheme, kind, annotation_set.spans, relation)
    others = [r for r in annotation_set.relations.values() if r.type == relation.type and r.id != relation.id]
    same_pair = sum(1 for r in others if pair_of(kind, r) == pair_of(kind, relation))
    if same_pair >= (kind.max_per_pair or 1):
        raise too_many(kind, relation)
    if kind.max_out is not None and sum(1 for r in others if r.source == relation.source) >= kind.max_out:
        raise too_many(kind, relation)


def check_ends(
    scheme: LabelScheme, kind: RelationType, spans: Mapping[str, SpanAnnotation], relation: Relation
) -> None:
    """Check that both ends exist and that the type may join them.

    Raises:
        RuleError: they don't, or it may not.
    """
    source, target = spans.get(relation.source), spans.get(relation.target)
    if source is None or target is None:
        missing = relation.source if source is None else relation.target
        raise _refusal(
            msg("The relation {id} points to a span {span} that is not there.", id=relation.id, span=missing),
            "E_RELATION",
        )
    if relation.source == relation.target:
        raise _refusal(msg("A span can't be related to itself."), "E_RELATION")
    if not may_join(scheme, kind, source.label, target.label):
        raise _refusal(
            msg(
                "“{type}” can't lead from {source} to {target}.",
                type=kind.names.as_value(),
                source=label_of(scheme, source.label).names.as_value(),
                target=label_of(scheme, target.label).names.as_value(),
            ),
            "E_RELATION",
        )


def may_join(scheme: LabelScheme, kind: RelationType, source: str, target: str) -> bool:
    """Tell whether relations of a type may lead from spans of one label to spans of another."""
    fits = source in kind.domain and target in kind.range
    if kind.symmetric and not fits:
        fits = target in kind.domain and source in kind.range
    if kind.same_label:
        fits = fits and source == target
    if kind.same_layer:
        fits = fits and scheme.layer_of(source) == scheme.layer_of(target)
    return fits


def overlap_allowed(layer: Layer, first: Label, second: Label, a: Span, b: Span) -> bool:
    """Tell whether spans of two labels of one layer may lie like `a` and `b`.

    ```
    nesting            [outer [inner] ]
    crossing           [one   [both ]   other]
    stacking           [[both]] with two labels on the very same stretch, where nesting is allowed
    same label         either of them with one label; never the very same stretch
    ```
    """
    if not a.overlaps(b):
        return True
    if first == second and (a == b or not layer.same_label_overlap):
        return False
    if a == b and not layer.stacking:
        return False
    return layer.crossing if a.crosses(b) else layer.nesting


def check_pair(scheme: LabelScheme, label: Label, span: SpanAnnotation, other: SpanAnnotation) -> None:
    """Check that a span with this label may lie as it does beside another one.

    Raises:
        RuleError: it may not.
    """
    other_label = label_of(scheme, other.label)
    if other_label.layer != label.layer:
        return
    layer = layer_of(scheme, label)
    if overlap_allowed(layer, label, other_label, span.span, other.span):
        return
    if label == other_label and span.span == other.span:
        raise _refusal(
            msg(
                "“{text}” is labelled {label} already.", text=_short(span.quote), label=label.names.as_value()
            ),
            "E_OVERLAP",
        )
    if span.span == other.span and layer.nesting:
        raise _refusal(
            msg(
                "In the layer {layer}, the same words take one label only: “{text}” is {label} already.",
                layer=layer.names.as_value(),
                text=_short(span.quote),
                label=other_label.names.as_value(),
            ),
            "E_OVERLAP",
        )
    raise _refusal(
        msg(
            "In the layer {layer}, “{text}” can't lie across “{other}”. Move an edge first.",
            layer=layer.names.as_value(),
            text=_short(span.quote),
            other=_short(other.quote),
        ),
        "E_OVERLAP",
    )


def layer_of(scheme: LabelScheme, label: Label) -> Layer:
    """Return the layer of a label of the scheme."""
    layer = scheme.layer(label.layer)
    assert layer is not None, label.code  # noqa: S101 - a scheme is checked when it is read
    return layer


def pair_of(kind: RelationType, relation: Relation) -> tuple[str, str]:
    """Return what a relation joins: the same both ways round where its type knows no direction."""
    if kind.symmetric:
        return min(relation.source, relation.target), max(relation.source, relation.target)
    return relation.source, relation.target


def too_many(kind: RelationType, relation: Relation) -> RuleError:
    """Return the refusal of one relation too many."""
    return _refusal(
        msg(
            "There is such a “{type}” relation from {source} to {target} already.",
            type=kind.names.as_value(),
            source=relation.source,
            target=relation.target,
        ),
        "E_RELATION",
    )


def _refusal(message: Message, code: str) -> RuleError:
    return RuleError(message, code=code)


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
