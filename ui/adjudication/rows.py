"""What the rows of the apparatus show of a position."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.adjudication.positions import Position, Variant, lacking
from annotator.language import is_right_to_left, isolate, listed, tr
from annotator.model import Dispute, Label, Span
from ui.adjudication import wording
from ui.adjudication.edition import Edition, offered, without
from ui.adjudication.hints import MOST_DIGITS, arrow
from ui.adjudication.own import Draft, RelationDraft, SpansDraft
from ui.adjudication.readers import sigla_of
from ui.adjudication.variant_row import VariantWords
from ui.panels.wording import in_one_line

OWN_KEY = "E"
NOTHING_KEY = "0"


def rows_of(position: Position, edition: Edition) -> list[VariantWords]:
    """Return a row for each variant, in the order of the digits; last those who have nothing there."""
    rows = [
        _row(str(number) if number <= MOST_DIGITS else arrow(), variant, position, edition)
        for number, variant in enumerate(offered(position), start=1)
    ]
    nothing = without(position)
    if nothing is not None:
        rows.append(
            VariantWords(
                key=NOTHING_KEY,
                sigla=sigla_of(edition.readers, nothing.readers),
                names=wording.names_of(edition.readers, nothing.readers),
                told=tr("no answer") if position.question else tr("nothing here"),
                note=wording.note_of(nothing, position, edition),
                spoken=wording.spoken_variant(nothing, position, edition),
            )
        )
    return rows


def own_row(own: Draft, position: Position, edition: Edition) -> VariantWords:
    """Return the row of the adjudicator's own reading."""
    if isinstance(own, SpansDraft):
        return _own_spans(own, position, edition)
    scheme = edition.scheme
    links: tuple[str, ...] = ()
    if isinstance(own, RelationDraft):
        told = wording.label_name(scheme, own.type)
        links = (wording.led(in_one_line(own.source.quote), in_one_line(own.target.quote)),)
    else:
        found = wording.answer_about(own.question, own.answer, scheme)
        told = found[0][1] if found else tr("no answer")
    said = isolate(links[0]) if links else told
    return VariantWords(
        key=OWN_KEY,
        sigla="–",
        names=tr("My own"),
        told=told,
        links=links,
        spoken=tr("My own reading: {words}", words=said),
    )


def _own_spans(own: SpansDraft, position: Position, edition: Edition) -> VariantWords:
    scheme, current = edition.scheme, own.current
    label = scheme.label(current.label)
    places = [position.place, *(one.span for one in own.spans)]
    whole = Span(min(one.start for one in places), max(one.end for one in places))
    known = [name for name in position.attributes if label is not None and label.attribute(name) is not None]
    spans = sorted(own.spans, key=lambda one: one.span.start)
    return VariantWords(
        key=OWN_KEY,
        sigla="–",
        names=tr("My own"),
        told=_joined(wording.answered(known, current.attributes, current.label, scheme)),
        text=edition.document.text,
        whole=whole,
        edges=tuple(edge for one in spans for edge in (one.span.start, one.span.end)),
        marked=tuple((one.span, found) for one in spans if (found := scheme.label(one.label)) is not None),
        lacking=lacking(whole, spans),
        spoken=tr("My own reading: {words}", words=listed(isolate(one.quote) for one in spans)),
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
        whole=Span(0, 0) if position.is_relation or position.question else position.place,
        edges=tuple(edge for one in every for edge in (one.start, one.end)),
        marked=tuple((span.span, known) for span in spans if (known := scheme.label(span.label)) is not None),
        lacking=lacking(position.place, spans),
        told=told,
        label=label,
        links=links,
        note=wording.note_of(variant, position, edition),
        spoken=wording.spoken_variant(variant, position, edition),
    )


def _told(variant: Variant, position: Position, edition: Edition) -> tuple[str, Label | None]:
    """Return what is said before the quotation: answers where they differ, else labels where they do.

    About the document, all that is said is the answer.
    """
    if position.question:
        return "".join(answer for _, answer in wording.answers_of(variant, position, edition.scheme)), None
    told = _joined(wording.answers_of(variant, position, edition.scheme))
    kinds = {relation.type for one in offered(position) for relation in one.relations}
    if len(kinds) > 1 and variant.relations:
        name = wording.label_name(edition.scheme, variant.relations[0].type)
        return f"{name} · {told}" if told else name, None
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


def _joined(answers: Iterable[tuple[str, str]]) -> str:
    between = "؛ " if is_right_to_left() else "; "
    return between.join(f"{question}: {answer}" for question, answer in answers)
