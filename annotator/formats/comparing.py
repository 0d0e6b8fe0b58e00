"""What was to be written beside what a decoder read back: each difference becomes a line of the loss report.

Spans are known by label and place, relations by type and the places of their ends: most formats keep no ids.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from msgspec import UNSET

from annotator.errors import InputError, OutputError
from annotator.formats import beside
from annotator.formats.capabilities import Capabilities
from annotator.formats.loss import Element, LossKind, LossReport
from annotator.formats.scope import (
    NO_PLACE,
    NOT_BACK,
    Scope,
    document_loss,
    relation_loss,
    span_loss,
)
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument, AnnotationSet, Direction, Relation, SpanAnnotation

_UNREAD: Final = msg("no chosen reading: without one, its tags would say that nothing is there")
_END_GONE: Final = msg("one of its ends is not in the file as it is")

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Misfit:
    """What keeps a span, or a relation, from being written as it is.

    Attributes:
        kind: what happens to it.
        reason: why.
        written: the range that is written for it, or None.
    """

    kind: LossKind
    reason: Message
    written: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A document as writers get it, and the values that it was made of, in the same order."""

    shape: DocumentShape
    sets: list[tuple[AnnotationSet, list[SpanAnnotation], list[Relation]]]


def outgoing(
    annotated: AnnotatedDocument, scope: Scope, name: str, capabilities: Capabilities
) -> Outgoing | None:
    """Return what a writer is handed, or None if the document has no reading.

    Raises:
        InputError: it has several, and the format holds one.
    """
    if not annotated.sets:
        return None
    if len(annotated.sets) > 1 and not capabilities.several_sets:
        raise several_readings(annotated, name)
    sets = [(reading, scope.spans(reading), scope.relations(reading)) for reading in annotated.sets]
    document = annotated.document
    shape = DocumentShape(
        id=document.id or UNSET,
        title=document.title,
        text=document.text,
        direction=UNSET if document.direction is Direction.AUTO else document.direction,
        metadata=dict(document.metadata),
        sets=[set_shape(*one) for one in sets],
        decisions=beside.decision_shapes(annotated, scope),
    )
    return Outgoing(shape, sets)


def several_readings(annotated: AnnotatedDocument, name: str) -> InputError:
    """Return the refusal of a document with more readings than a format holds."""
    return InputError(
        msg(
            "“{document}” has {count} readings, and {format} holds one. "
            "Choose with --annotator NAME or --gold.",
            document=annotated.document.title,
            count=len(annotated.sets),
            format=name,
        ),
        code="E_READINGS",
    )


def set_shape(reading: AnnotationSet, spans: list[SpanAnnotation], relations: list[Relation]) -> SetShape:
    """Return one reading as a neutral value, with these of its spans and relations, in this order."""
    return SetShape(
        owner=reading.owner,
        annotator=None if reading.annotator is None else reading.annotator.name,
        state=reading.state,
        attributes=beside.answers_shape(reading),
        spans=list(map(span_shape, spans)),
        relations=[relation_shape(relation) for relation in relations],
    )


def span_shape(span: SpanAnnotation) -> SpanShape:
    """Return a span as a neutral value."""
    place, answers = span.span, span.attributes
    return SpanShape(
        id=span.id,
        label=span.label,
        start=place.start,
        end=place.end,
        text=span.quote,
        attributes=dict(answers) if answers else {},
        comment=span.comment,
        flagged=span.flagged,
    )


def relation_shape(relation: Relation) -> RelationShape:
    """Return a relation as a neutral value."""
    return RelationShape(
        id=relation.id,
        type=relation.type,
        source=relation.source,
        target=relation.target,
        attributes=dict(relation.attributes),
    )


def unread(annotated: AnnotatedDocument, report: LossReport) -> None:
    """Report a document that is not written because nobody has read it."""
    report.entries.append(
        document_loss(annotated, Element.DOCUMENT, annotated.document.title, _UNREAD, asked=True)
    )


def compare(
    annotated: AnnotatedDocument,
    out: Outgoing,
    back: DocumentShape,
    *,
    misfits: Mapping[str, Misfit],
    capabilities: Capabilities,
    report: LossReport,
    either_way: Collection[str] = (),
) -> None:
    """Count what came back, name what did not, and refuse a file that says more than it should.

    Args:
        annotated: what was to go out.
        out: what the writer was handed of it.
        back: what the file gives back.
        misfits: why a span or a relation is not in it as it is, by its id.
        capabilities: what the format holds.
        report: is added to.
        either_way: codes of relation types whose ends may have changed places.

    Raises:
        OutputError: the decoded file says something that was never to be written.
    """
    document = annotated.document
    report.documents += 1
    if back.text != document.text:
        raise fault(annotated, document.title)
    _compare_metadata(annotated, back, capabilities, report)
    reason = NOT_BACK if capabilities.provenance else NO_PLACE
    beside.report_decisions(annotated, out.shape.decisions, back, report, reason)
    if len(back.sets) != len(out.sets):
        raise fault(annotated, str(len(back.sets)))
    if back.sets == out.shape.sets:  # equal in everything: one look instead of one for each span
        for _, spans, relations in out.sets:
            report.spans += len(spans)
            report.relations += len(relations)
        return
    for (reading, spans, relations), found in zip(out.sets, back.sets, strict=True):
        reason = NOT_BACK if capabilities.answers else NO_PLACE
        beside.report_answers(annotated, reading, found, report, reason)
        pairs = _Pairs(found.spans)
        losses = _SetLosses(annotated, reading, report)
        held = losses.spans(spans, pairs, misfits)
        links = _Links(found, pairs, either_way)
        losses.relations(relations, links, held, misfits, capabilities)


def _compare_metadata(
    annotated: AnnotatedDocument, back: DocumentShape, capabilities: Capabilities, report: LossReport
) -> None:
    metadata = annotated.document.metadata
    lost = {name: value for name, value in metadata.items() if back.metadata.get(name, UNSET) != value}
    if lost:
        reason = NOT_BACK if capabilities.metadata else NO_PLACE
        report.entries.append(document_loss(annotated, Element.METADATA, ", ".join(lost), reason))


class _Pairs:
    """Decoded spans, each of which answers for one written span."""

    def __init__(self, spans: list[SpanShape]) -> None:
        self.key_of: dict[str, Key] = {}
        self._waiting: dict[Key, list[SpanShape]] = defaultdict(list)
        for number, span in enumerate(spans):
            key = (span.label, span.start, span.end)
            self.key_of[f"s{number + 1}" if span.id is UNSET else span.id] = key
            self._waiting[key].append(span)

    def take(self, span: SpanAnnotation) -> SpanShape | None:
        """Return a decoded span of this label and place, the most like it, and count it as seen."""
        waiting = self._waiting.get((span.label, span.span.start, span.span.end))
        if not waiting:
            return None
        if len(waiting) == 1:
            return waiting.pop()
        wanted = (dict(span.attributes), span.comment, span.flagged)
        like = (i for i, s in enumerate(waiting) if (s.attributes, s.comment, s.flagged) == wanted)
        return waiting.pop(next(like, 0))

    def rest(self) -> Iterator[Key]:
        """Yield what was decoded and not taken."""
        for key, waiting in self._waiting.items():
            for _ in waiting:
                yield key


class _Links:
    """Decoded relations, each of which answers for one written relation."""

    def __init__(self, found: SetShape, pairs: _Pairs, either_way: Collection[str]) -> None:
        self._either_way = either_way
        self._waiting: dict[tuple[str, Key, Key], list[dict[str, str]]] = defaultdict(list)
        for back in found.relations:
            key = self._key(back.type, pairs.key_of[back.source], pairs.key_of[back.target])
            self._waiting[key].append(back.attributes)

    def _key(self, kind: str, source: Key, target: Key) -> tuple[str, Key, Key]:
        if kind in self._either_way:
            source, target = sorted((source, target))
        return kind, source, target

    def take(self, relation: Relation, source: Key, target: Key) -> dict[str, str] | None:
        """Return the answers of a decoded relation of this type and ends, the most like it."""
        waiting = self._waiting.get(self._key(relation.type, source, target))
        if not waiting:
            return None
        said = dict(relation.attributes)
        found = said if said in waiting else waiting[0]
        waiting.remove(found)
        return found

    @property
    def rest(self) -> str | None:
        """The type of a relation that was decoded and not taken; None: there is none."""
        return next((key[0] for key, waiting in self._waiting.items() if waiting), None)


class _SetLosses:
    def __init__(self, annotated: AnnotatedDocument, reading: AnnotationSet, report: LossReport) -> None:
        self._annotated = annotated
        self._reading = reading
        self._report = report

    def spans(self, spans: list[SpanAnnotation], pairs: _Pairs, misfits: Mapping[str, Misfit]) -> set[str]:
        """Report on the spans; return the ids of those that are in the file as they are."""
        held: set[str] = set()
        explained: Counter[Key] = Counter()
        for span in spans:
            back = pairs.take(span)
            if back is not None:
                held.add(span.id)
                self._report.spans += 1
                self._upon(span, back)
                continue
            misfit = misfits.get(span.id, Misfit(LossKind.LEFT_OUT, NOT_BACK))
            if misfit.written is not None:
                explained[span.label, *misfit.written] += 1
            self._add(span, misfit.kind, misfit.reason, written=misfit.written)
            self._upon(span, SpanShape(label="", start=0, end=0))
        for key in pairs.rest():
            if not explained[key]:
                raise fault(self._annotated, " ".join(map(str, key)))
        return held

    def relations(
        self,
        relations: list[Relation],
        links: _Links,
        held: set[str],
        misfits: Mapping[str, Misfit],
        capabilities: Capabilities,
    ) -> None:
        """Report on the relations."""
        spans = self._reading.spans
        for relation in relations:
            ends = [spans[relation.source], spans[relation.target]]
            source, target = ((s.label, s.span.start, s.span.end) for s in ends)
            answers = links.take(relation, source, target)
            if answers is not None:
                self._report.relations += 1
                if answers != relation.attributes:
                    self._lost_answers(relation)
                continue
            gone = capabilities.relations and not held.issuperset((relation.source, relation.target))
            reason = _END_GONE if gone else NOT_BACK if capabilities.relations else NO_PLACE
            if relation.id in misfits:
                reason = misfits[relation.id].reason
            self._report.entries.append(relation_loss(self._annotated, self._reading, relation, reason))
            # A widened span takes its relations along: they are in the file, between other places.
        if links.rest is not None and len(held) == len(spans):
            raise fault(self._annotated, links.rest)

    def _upon(self, span: SpanAnnotation, back: SpanShape) -> None:
        """Report what stands on a span and did not come back."""
        lost = {n: v for n, v in span.attributes.items() if back.attributes.get(n) != v}
        if lost:
            said = ", ".join(f"{name}={value}" for name, value in lost.items())
            self._add(span, LossKind.LEFT_OUT, NO_PLACE, element=Element.ATTRIBUTES, text=said)
        if span.comment != back.comment and span.comment is not None:
            self._add(span, LossKind.LEFT_OUT, NO_PLACE, element=Element.COMMENT, text=span.comment)
        if span.flagged and not back.flagged:
            self._add(span, LossKind.LEFT_OUT, NO_PLACE, element=Element.FLAG, text=span.quote)

    def _add(self, span: SpanAnnotation, kind: LossKind, reason: Message, **more: Any) -> None:
        self._report.entries.append(span_loss(self._annotated, self._reading, span, kind, reason, **more))

    def _lost_answers(self, relation: Relation) -> None:
        said = ", ".join(f"{name}={value}" for name, value in relation.attributes.items())
        self._report.entries.append(
            relation_loss(
                self._annotated, self._reading, relation, NO_PLACE, element=Element.ATTRIBUTES, text=said
            )
        )


def fault(annotated: AnnotatedDocument, what: str) -> OutputError:
    """Return the error of a file that says what it should not."""
    return OutputError(
        msg(
            "The file does not say what it should about “{document}” ({what}), so it has been thrown away. "
            "This is a fault of the program; please report it.",
            document=annotated.document.title,
            what=what,
        ),
        code="E_VERIFY",
    )
