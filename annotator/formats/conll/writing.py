"""Writes CoNLL-2003 files and reports, span by span, what reading them back does not give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final, NamedTuple

from annotator.formats import beside, streams
from annotator.formats.comparing import fault, several_readings, unread
from annotator.formats.conll import encoding
from annotator.formats.conll.decoding import decode
from annotator.formats.loss import Element, Loss, LossKind, LossReport
from annotator.formats.options import ExportOptions, TokenPolicy
from annotator.formats.placing import NotThisTextError
from annotator.formats.scope import (
    NO_PLACE,
    NOT_BACK,
    Scope,
    chosen_layers,
    document_loss,
    relation_loss,
    span_loss,
)
from annotator.formats.shapes import DocumentShape, SetShape
from annotator.language import msg
from annotator.model import AnnotatedDocument, AnnotationSet, SpanAnnotation
from annotator.progress import Progress

NAME: Final = "conll"
BIOES: Final = "conll-bioes"
_CUT: Final = msg("the word is cut at the span's edge (--tokens split)")
POLICY_NOTES: Final = {
    TokenPolicy.EXPAND: msg("Tokens: whole words; a span that ends inside one takes all of it."),
    TokenPolicy.CLITIC: msg("Tokens: clitics are cut off every word by rule, annotated or not."),
    TokenPolicy.SPLIT: msg(
        "Tokens: words are cut where a span begins or ends. The cuts give the labels away: a model that is "
        "trained on this file sees in the tokens what it should find out."
    ),
    TokenPolicy.REJECT: msg("Tokens: whole words; a span that ends inside one is left out."),
}
_NEVER_HELD: Final = msg(
    "The format holds tokens and tags: no titles, no ids, no names of readers, no spacing between words."
)
_HEADERS: Final = {
    TokenPolicy.EXPAND: "tokens=expand",
    TokenPolicy.CLITIC: "tokens=clitic",
    TokenPolicy.SPLIT: "tokens=split:the-cuts-give-the-labels-away",
    TokenPolicy.REJECT: "tokens=reject",
}


def write(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with one reading each and IOB2 tags; see the package for the shape."""
    return _write(documents, file, options, progress, name=NAME)


def write_bioes(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with BIOES tags."""
    return _write(documents, file, options, progress, name=BIOES)


def _write(
    documents: Iterable[AnnotatedDocument],
    file: BinaryIO,
    options: ExportOptions,
    progress: Progress,
    *,
    name: str,
) -> LossReport:
    codec = _Codec(options, name)
    report = LossReport(format=name, notes=[POLICY_NOTES[options.tokens], _NEVER_HELD])
    file.write(codec.header())
    return streams.write(documents, file, codec, report, progress)


class _Chosen(NamedTuple):
    """The one reading of a document, its chosen spans in text order, and what is written of them."""

    reading: AnnotationSet
    spans: list[SpanAnnotation]
    plan: encoding.Plan


class _Codec:
    def __init__(self, options: ExportOptions, name: str) -> None:
        self._name = name
        layers = chosen_layers(options)
        # One column holds one tag a token: without a choice, the layer that the scheme puts first.
        self._layers = layers or tuple(layer.code for layer in options.scheme.layers[:1])
        self._scope = Scope(options, self._layers)
        self._scheme = options.scheme
        self._policy = options.tokens

    def header(self) -> bytes:
        layers = ",".join("".join(layer.split()) for layer in self._layers)
        return f"-DOCSTART- {_HEADERS[self._policy]} layers={layers} O\n\n".encode()

    def encode(self, annotated: AnnotatedDocument) -> tuple[bytes, _Chosen | None]:
        reading = _the_reading(annotated, self._name)
        if reading is None:
            return b"", None
        spans = self._scope.spans(reading)
        text = annotated.document.text
        plan = encoding.plan(text, spans, self._scheme, self._layers, self._policy)
        lines = encoding.lines(text, plan, bioes=self._name == BIOES)
        return lines.encode(), _Chosen(reading, spans, plan)

    def verify(
        self, annotated: AnnotatedDocument, data: bytes, plan: _Chosen | None, report: LossReport
    ) -> None:
        if plan is None:
            unread(annotated, report)
            return
        report.documents += 1
        reading, spans = plan.reading, plan.spans
        back = _decoded(annotated, data)
        _compare(annotated, reading, spans, plan=plan.plan, back=back, report=report)
        for span in spans:
            if span.attributes or span.comment is not None or span.flagged:
                report.entries.extend(_of_span(annotated, reading, span))
        for relation in self._scope.relations(reading):
            report.entries.append(relation_loss(annotated, reading, relation, NO_PLACE))
        if annotated.document.metadata:
            names = ", ".join(annotated.document.metadata)
            report.entries.append(document_loss(annotated, Element.METADATA, names, NO_PLACE))
        nothing = SetShape(owner=reading.owner)
        beside.report_answers(annotated, reading, nothing, report, NO_PLACE)
        decisions = beside.decision_shapes(annotated, self._scope)
        beside.report_decisions(annotated, decisions, DocumentShape(text=""), report, NO_PLACE)
        self._scope.report_rest(annotated, reading, report)


def _the_reading(annotated: AnnotatedDocument, name: str) -> AnnotationSet | None:
    if len(annotated.sets) > 1:
        raise several_readings(annotated, name)
    return annotated.sets[0] if annotated.sets else None


def _decoded(annotated: AnnotatedDocument, data: bytes) -> Counter[tuple[str, int, int]]:
    try:
        return Counter(decode(data.decode(), annotated.document.text))
    except NotThisTextError as error:
        raise fault(annotated, str(error)) from error


def _compare(
    annotated: AnnotatedDocument,
    reading: AnnotationSet,
    spans: list[SpanAnnotation],
    *,
    plan: encoding.Plan,
    back: Counter[tuple[str, int, int]],
    report: LossReport,
) -> None:
    """Count each span that came back, name each that did not, and refuse a file that says more."""
    explained: set[tuple[str, int, int]] = set()
    for span in spans:
        key = (span.label, span.span.start, span.span.end)
        if back[key] > 0:
            back[key] -= 1
            report.spans += 1
            if span.id in plan.cut:
                report.entries.append(_cut_word(annotated, reading, span, plan.cut[span.id]))
            continue
        misfit = plan.misfits.get(span.id)
        if misfit is None:
            report.entries.append(span_loss(annotated, reading, span, LossKind.LEFT_OUT, NOT_BACK))
            continue
        if misfit.written is not None:
            explained.add((span.label, *misfit.written))
        report.entries.append(
            span_loss(annotated, reading, span, misfit.kind, misfit.reason, written=misfit.written)
        )
    for key, count in back.items():
        if count > 0 and key not in explained:
            raise fault(annotated, " ".join(map(str, key)))


def _of_span(annotated: AnnotatedDocument, reading: AnnotationSet, span: SpanAnnotation) -> Iterator[Loss]:
    said: list[tuple[Element, str]] = []
    if span.attributes:
        answers = ", ".join(f"{name}={value}" for name, value in span.attributes.items())
        said.append((Element.ATTRIBUTES, answers))
    if span.comment is not None:
        said.append((Element.COMMENT, span.comment))
    if span.flagged:
        said.append((Element.FLAG, span.quote))
    for element, text in said:
        yield span_loss(annotated, reading, span, LossKind.LEFT_OUT, NO_PLACE, element=element, text=text)


def _cut_word(annotated: AnnotatedDocument, reading: AnnotationSet, span: SpanAnnotation, word: str) -> Loss:
    # The span itself comes back exactly; the cut is what the person asked for, and worth knowing.
    return span_loss(
        annotated, reading, span, LossKind.SPLIT, _CUT, element=Element.WORD, text=word, asked=True
    )
