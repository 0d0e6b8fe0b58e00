"""What readers say at one place, so that it can be compared, and what the difference is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Final

from annotator.adjudication.parts import Gathered
from annotator.model import Dispute, Span, SpanAnnotation

SEPARATOR: Final = "\x1f"
"""Stands between what is digested together."""
Value = tuple[object, ...]


def is_unanimous(cluster: Gathered, readers: int) -> bool:
    """Tell whether all readers say the very same by one span, as they mostly do."""
    if len(cluster) < readers:
        return False
    (first, *more) = cluster[0]
    return not more and all(
        len(parts) == 1
        and (one := parts[0]).label == first.label
        and one.span == first.span
        and one.attributes == first.attributes
        for parts in cluster.values()
    )


def hull_of(spans: Sequence[Span]) -> Span:
    """Return what reaches from the first of these places to the last."""
    if len(spans) == 1:
        return spans[0]
    return Span(min([one.start for one in spans]), max([one.end for one in spans]))


def value_of(parts: Sequence[SpanAnnotation]) -> Value:
    """Return what a reader says by spans, comparable with what others say."""
    return tuple([(one.label, one.span.start, one.span.end, *answers_of(one.attributes)) for one in parts])


def answers_of(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Return answers as they are compared, whatever their order."""
    return tuple([f"{name}={value}" for name, value in sorted(attributes.items())]) if attributes else ()


def digest_of(*parts: str) -> str:
    """Return the digest of what is said."""
    return blake2b(SEPARATOR.join(parts).encode(), digest_size=8).hexdigest()


def differing(answers: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """Return the names of what is answered differently, as they come."""
    names = dict.fromkeys(name for one in answers for name in one)
    return tuple([name for name in names if len({one.get(name) for one in answers}) > 1])


def dispute_of(said: Sequence[Sequence[SpanAnnotation]], *, nobody: bool) -> Dispute:
    """Name the plainest difference of what is said: the label, then the place, then the answers."""
    if len(said) == 1:
        return Dispute.SINGLE if nobody else Dispute.AGREE
    if len({span.label for parts in said for span in parts}) > 1:
        return Dispute.LABEL
    if len({tuple([span.span for span in parts]) for parts in said}) > 1:
        return Dispute.BOUNDARY
    return Dispute.ATTRIBUTE
