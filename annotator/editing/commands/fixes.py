"""Many spans made or mended in one step: what a person has chosen from a list that showed it before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from annotator.editing import rules
from annotator.editing.change import Change, SpanChange, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import Message, msg, msgn
from annotator.model import (
    AnnotationSet,
    Document,
    Label,
    LabelScheme,
    PlacedSpans,
    Span,
    SpanAnnotation,
    new_id,
)

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """How one span is to be, or that one is to be made.

    Attributes:
        document_id: the document.
        set_id: the reading; None begins the reader's own.
        span_id: the span as it is; None makes one.
        span: where it is to stand.
        label: the code of the label that it is to have.
        answers: to be added where its questions are not answered yet.
    """

    document_id: str
    set_id: str | None
    span_id: str | None
    span: Span
    label: str
    answers: Mapping[str, str] = field(default_factory=lambda: _NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSpans:
    """Label many stretches of a text. Those that have the label already are passed over.

    Without a `set_id`, the reader's own reading is begun.
    """

    document_id: str
    set_id: str | None
    label: str
    spans: tuple[Span, ...]

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the spans with their label's default answers; None if all are there.

        Raises:
            RuleError: the scheme does not allow one of them.
        """
        label = rules.label_of(state.scheme, self.label)
        wanted = dict.fromkeys(self.spans)
        fixes = [
            Fix(document_id=self.document_id, set_id=self.set_id, span_id=None, span=span, label=label.code)
            for span in wanted
        ]
        changes = _changes(state, fixes)
        count = sum(isinstance(change, SpanChange) for change in changes)
        name = msgn("Label as {label}", "Label {count} spans as {label}", count, label=label.names.as_value())
        return Step(name=name, changes=tuple(changes)) if count else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyFixes:
    """Make or mend many spans, in any readings. What stands as it is to be is passed over.

    Attributes:
        fixes: what is to be; of one span only once.
        name: what the step is called.
    """

    fixes: tuple[Fix, ...]
    name: Message

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the spans; None if all stand so already.

        Raises:
            RuleError: the scheme does not allow one of them, or a span is no longer there.
        """
        changes = _changes(state, self.fixes)
        has_spans = any(isinstance(change, SpanChange) for change in changes)
        return Step(name=self.name, changes=tuple(changes)) if has_spans else None


def refusals(
    scheme: LabelScheme,
    document: Document,
    reading: AnnotationSet | None,
    fixes: Iterable[Fix],
) -> Iterator[Message | None]:
    """Yield why each fix of one reading is not allowed beside those before it that are; None: it is.

    Args:
        scheme: the rules.
        document: what the reading is of.
        reading: as it stands; None: nobody has begun.
        fixes: of this reading.
    """
    draft = _Draft(scheme, document, reading)
    for fix in fixes:
        try:
            draft.take(fix)
        except RuleError as error:
            yield error.message
        else:
            yield None


def _changes(state: ProjectState, fixes: Sequence[Fix]) -> list[Change]:
    """Return what the fixes change, reading by reading; a reading that is begun comes first."""
    by_reading: dict[tuple[str, str | None], list[Fix]] = {}
    for fix in fixes:
        by_reading.setdefault((fix.document_id, fix.set_id), []).append(fix)
    changes: list[Change] = []
    for (document_id, set_id), some in by_reading.items():
        reading = None if set_id is None else state.annotation_set(document_id, set_id)
        draft = _Draft(state.scheme, state.document(document_id), reading)
        for fix in some:
            draft.take(fix)
        if not draft.pairs:
            continue
        begun, before = planning.begin(state, document_id, set_id)
        # The reader joins the project once, however many readings are begun.
        changes += [change for change in before if change not in changes]
        changes += [
            SpanChange(document_id=document_id, set_id=begun, before=old, after=new)
            for old, new in draft.pairs.values()
        ]
    return changes


class _Draft:
    """One reading as it would be: each fix is checked against what the others before it have made."""

    def __init__(self, scheme: LabelScheme, document: Document, reading: AnnotationSet | None) -> None:
        self._scheme = scheme
        self._document = document
        self._reading = reading
        self._spans = PlacedSpans.of(_NO_SPANS if reading is None else reading.spans)
        self.pairs: dict[str, tuple[SpanAnnotation | None, SpanAnnotation]] = {}

    def take(self, fix: Fix) -> None:
        """Note what a fix changes, if it changes anything.

        Raises:
            RuleError: it is not allowed, or its span is no longer there.
        """
        label = rules.label_of(self._scheme, fix.label)
        before = None
        if fix.span_id is None:
            after = self._made(fix, label)
            if any(
                one.label == label.code and one.span == fix.span
                for one in self._spans.touching(fix.span.start, fix.span.end)
            ):
                return
        else:
            before = self._spans.get(fix.span_id)
            if before is None:
                raise RuleError(msg("This span is not there any more."), code="E_SPAN")
            after = self._mended(fix, label, before)
            if after == before:
                return
        rules.check_span(
            self._scheme, self._document, after, self._spans.touching(after.span.start, after.span.end)
        )
        self._spans = self._spans.changed(before, after)
        if before is not None and before.label != after.label:
            self._check_relations(after)
        first = self.pairs[after.id][0] if after.id in self.pairs else before
        self.pairs[after.id] = (first, after)

    def _made(self, fix: Fix, label: Label) -> SpanAnnotation:
        return SpanAnnotation(
            id=new_id(),
            label=label.code,
            span=fix.span,
            quote=fix.span.of(self._document.text),
            attributes=planning.in_order(label, {**label.defaults(), **fix.answers}),
        )

    def _mended(self, fix: Fix, label: Label, before: SpanAnnotation) -> SpanAnnotation:
        answers = dict(before.attributes)
        if label.code != before.label:
            answers = dict(planning.carried_over(label, answers))
        answers = {**fix.answers, **answers}
        return replace(
            before,
            label=label.code,
            span=fix.span,
            quote=fix.span.of(self._document.text),
            attributes=planning.in_order(label, answers),
        )

    def _check_relations(self, span: SpanAnnotation) -> None:
        if self._reading is None:
            return
        for relation in planning.relations_of(self._reading, {span.id}):
            kind = rules.relation_type_of(self._scheme, relation.type)
            rules.check_ends(self._scheme, kind, self._spans, relation)


_NO_SPANS: Mapping[str, SpanAnnotation] = MappingProxyType({})
