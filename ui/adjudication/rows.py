"""What the rows of the apparatus show of a position."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.adjudication.positions import Position, Variant, difference
from annotator.language import is_right_to_left, tr
from annotator.model import Dispute, Label, Span, SpanAnnotation
from ui.adjudication import wording
from ui.adjudication.edition import Edition, offered, without
from ui.adjudication.readers import sigla_of
from ui.adjudication.variant_row import VariantWords

OWN_KEY = "E"
NOTHING_KEY = "0"


def rows_of(position: Position, edition: Edition) -> list[VariantWords]:
    """Return a row for each variant, in the order of the digits; last those who have nothing there."""
    rows = [
        _row(str(digit), variant, position, edition)
        for digit, variant in enumerate(offered(position), start=1)
    ]
    nothing = without(position)
    if nothing is not None:
        rows.append(
            VariantWords(
                key=NOTHING_KEY,
                sigla=sigla_of(edition.readers, nothing.readers),
                names=wording.names_of(edition.readers, nothing.readers),
                told=tr("nothing here"),
                note=wording.note_of(nothing, position, edition),
                spoken=wording.spoken_variant(nothing, position, edition),
            )
        )
    return rows


def own_row(own: SpanAnnotation, position: Position, edition: Edition) -> VariantWords:
    """Return the row of the adjudicator's own reading."""
    label = edition.scheme.label(own.label)
    whole = Span(min(own.span.start, position.place.start), max(own.span.end, position.place.end))
    known = [name for name in position.attributes if label is not None and label.attribute(name) is not None]
    told = _joined(wording.answered(known, own.attributes, own.label, edition.scheme))
    return VariantWords(
        key=OWN_KEY,
        sigla="–",
        names=tr("My own"),
        told=told,
        text=edition.document.text,
        whole=whole,
        edges=(own.span.start, own.span.end),
        marked=() if label is None else ((own.span, label),),
        lacking=difference(whole, own.span),
        spoken=tr("My own reading: {words}", words=own.quote),
    )


def _row(key: str, variant: Variant, position: Position, edition: Edition) -> VariantWords:
    scheme = edition.scheme
    told, label = _told(variant, position, edition)
    links = tuple(wording.led(source, target) for source, target in wording.ends_of(variant, edition))
    spans = [] if position.is_relation else list(variant.spans)
    every = [span.span for one in offered(position) for span in one.spans]
    return VariantWords(
        key=key,
        sigla=sigla_of(edition.readers, variant.readers),
        names=wording.names_of(edition.readers, variant.readers),
        text=edition.document.text,
        whole=Span(0, 0) if position.is_relation else position.place,
        edges=tuple(edge for one in every for edge in (one.start, one.end)),
        marked=tuple((span.span, known) for span in spans if (known := scheme.label(span.label)) is not None),
        lacking=_lacking(position.place, spans),
        told=told,
        label=label,
        links=links,
        note=wording.note_of(variant, position, edition),
        spoken=wording.spoken_variant(variant, position, edition),
    )


def _told(variant: Variant, position: Position, edition: Edition) -> tuple[str, Label | None]:
    """Return what is said before the quotation: answers where they differ, else labels where they do."""
    told = _joined(wording.answers_of(variant, position, edition.scheme))
    codes = {span.label for one in offered(position) for span in one.spans}
    if len(codes) > 1 and variant.spans:
        label = edition.scheme.label(variant.spans[0].label)
        name = wording.label_name(edition.scheme, variant.spans[0].label)
        return f"{name} · {told}" if told else name, label
    if position.dispute is Dispute.SINGLE and variant.spans:
        return wording.label_name(edition.scheme, variant.spans[0].label), edition.scheme.label(
            variant.spans[0].label
        )
    return told, None


def _lacking(place: Span, spans: list[SpanAnnotation]) -> tuple[Span, ...]:
    """Return what a variant leaves out of all that is marked at a place."""
    left = [place]
    for span in spans:
        left = [
            part
            for one in left
            for part in (difference(one, span.span) if one.overlaps(span.span) else (one,))
        ]
    return tuple(left) if spans else ()


def _joined(answers: Iterable[tuple[str, str]]) -> str:
    between = "؛ " if is_right_to_left() else "; "
    return between.join(f"{question}: {answer}" for question, answer in answers)
