"""Which required questions about a span are not answered."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.consistency.registry import Code
from annotator.consistency.roles import Roles
from annotator.consistency.writing import Draft, shortened
from annotator.language import msg
from annotator.model import SpanAnnotation, missing


def findings(span: SpanAnnotation, roles: Roles) -> Iterator[Draft]:
    """Yield a finding for each required question that is asked and not answered.

    What every new span answers by itself is offered as the answer.
    """
    label = roles.scheme.label(span.label)
    for question in () if label is None else missing(label.attributes, span.attributes):
        yield Draft(
            rule=Code.MISSING,
            message=msg(
                "{label} “{words}” does not answer “{question}”.",
                label=roles.name(span.label),
                words=shortened(span.quote),
                question=question.names.as_value(),
            ),
            span=span,
            answers={} if question.default is None else {question.name: question.default},
        )
