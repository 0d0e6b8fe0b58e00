"""What several spans have in common: the questions that all are asked, and the answers that all give."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model import Attribute, LabelScheme, SpanAnnotation


def common_questions(spans: Sequence[SpanAnnotation], scheme: LabelScheme) -> tuple[Attribute, ...]:
    """Return the attributes that the labels of all spans have alike, in the first label's order."""
    labels = {span.label: scheme.label(span.label) for span in spans}
    first = scheme.label(spans[0].label) if spans else None
    if first is None:
        return ()
    return tuple(
        attribute
        for attribute in first.attributes
        if all(
            label is not None and label.attribute(attribute.name) == attribute for label in labels.values()
        )
    )


def common_answers(
    spans: Sequence[SpanAnnotation], questions: Sequence[Attribute]
) -> tuple[dict[str, str], frozenset[str]]:
    """Return the answers that all spans give, and the names of the questions that they answer differently."""
    same: dict[str, str] = {}
    mixed: set[str] = set()
    for question in questions:
        answers = {span.attributes.get(question.name) for span in spans}
        if len(answers) > 1:
            mixed.add(question.name)
        else:
            (answer,) = answers
            if answer is not None:
                same[question.name] = answer
    return same, frozenset(mixed)
