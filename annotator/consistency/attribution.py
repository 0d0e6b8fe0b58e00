"""Claims that nobody says, and sources that say nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from annotator.consistency.registry import Code
from annotator.consistency.roles import ATTRIBUTION, CONTINUES, RELAYS, Roles
from annotator.consistency.writing import Draft, shortened
from annotator.language import msg
from annotator.model import Relation, SpanAnnotation


def findings(
    span: SpanAnnotation, relations: Collection[Relation], around: Collection[SpanAnnotation], roles: Roles
) -> Iterator[Draft]:
    """Yield what is missing beside one span.

    A later part of a claim has its source through the first part, and a quotation is the same statement as
    the claim that it overlaps.

    Args:
        span: it.
        relations: those with an end in it.
        around: the spans that touch it.
        roles: what its label means.
    """
    if any(r.type == CONTINUES and r.source == span.id for r in relations):
        return
    words = shortened(span.quote)
    if span.label in roles.statements:
        said = any(r.type == ATTRIBUTION and r.target == span.id for r in relations)
        same = any(
            other.id != span.id and other.label in roles.statements and other.label != span.label
            for other in around
        )
        if not said and not same and not roles.is_of_the_author(span):
            message = msg("No source is attached to “{words}”.", words=words)
            yield Draft(rule=Code.NO_SOURCE, message=message, span=span)
    elif span.label in roles.sources and not any(
        r.type in {ATTRIBUTION, RELAYS, CONTINUES} for r in relations
    ):
        message = msg("“{words}” is the source of nothing.", words=words)
        yield Draft(rule=Code.NO_CLAIM, message=message, span=span)
