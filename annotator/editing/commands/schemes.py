"""Another label scheme takes the place of the one in force, and every reading follows, as one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from annotator.editing import rules
from annotator.editing.change import (
    AnswersChange,
    Change,
    RelationChange,
    SchemeChange,
    SpanChange,
    Step,
)
from annotator.editing.commands import planning
from annotator.editing.differences import between
from annotator.editing.drafts.draft import Draft
from annotator.editing.rulebook import Rulebook
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import Message, msg
from annotator.model import (
    AnnotationSet,
    Attribute,
    AttributeType,
    Condition,
    Label,
    LabelScheme,
    Layer,
    Mark,
    Names,
    Relation,
    RelationType,
    SpanAnnotation,
)

_NONE: Mapping[str, str | None] = MappingProxyType({})
_NAMELESS = Names(ar="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What becomes of the spans of a label.

    Attributes:
        label: the code of the label they have.
        into: the code of the label that they get, None where they go, with their relations.
        where: only those whose answers say so; a label is split by such moves.
    """

    label: str
    into: str | None
    where: Condition | None = None

    def concerns(self, span: SpanAnnotation) -> bool:
        """Tell whether the move is about this span."""
        return span.label == self.label and (self.where is None or self.where.holds(span.attributes))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseScheme:
    """Put `scheme` in the place of the one in force; its version becomes the next.

    Attributes:
        scheme: the new scheme.
        moves: what becomes of spans, the first that concerns a span counts; other spans keep their label.
        attributes: (label, attribute) → the attribute's new name, or None where its answers go. The label
            is the one that the span has before.
        values: (label, attribute, answer) → the new answer, or None where it goes; names as before.
        relations: relation type → its new code, or None where such relations go.
        document_attributes: question about documents → its new name, or None where its answers go.
        document_values: (question about documents, answer) → the new answer, or None; names as before.
        name: what the step is called.
    """

    scheme: LabelScheme
    moves: tuple[Move, ...] = ()
    attributes: Mapping[tuple[str, str], str | None] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[tuple[str, str, str], str | None] = field(default_factory=lambda: MappingProxyType({}))
    relations: Mapping[str, str | None] = field(default_factory=lambda: _NONE)
    document_attributes: Mapping[str, str | None] = field(default_factory=lambda: _NONE)
    document_values: Mapping[tuple[str, str], str | None] = field(
        default_factory=lambda: MappingProxyType({})
    )
    name: Message = field(default_factory=lambda: msg("Change the label scheme"))

    @classmethod
    def of(cls, draft: Draft, name: Message | None = None) -> ReviseScheme:
        """Return the command that adopts a draft."""
        moves = [Move(label=label, into=into, where=where) for label, where, into in draft.splits]
        moves += [Move(label=label, into=into) for label, into in draft.labels.items() if label != into]
        return cls(
            scheme=draft.scheme,
            moves=tuple(moves),
            attributes=draft.attributes,
            values=draft.values,
            relations=draft.relations,
            document_attributes=draft.document_attributes,
            document_values=draft.document_values,
            name=name or msg("Change the label scheme"),
        )

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the new scheme and what follows from it; None if it is the one in force.

        Raises:
            RuleError: a span or relation would have no place in the new scheme, or would break its rules;
                the message names the document.
        """
        old = state.scheme
        if replace(self.scheme, version=old.version) == old and not self.moves:
            return None
        new = replace(self.scheme, version=old.version + 1)
        changes: list[Change] = [SchemeChange(before=old, after=new)]
        if self._is_about_no_reading(old):
            return Step(name=self.name, changes=tuple(changes))
        book = Rulebook(new)
        for summary in state.documents():
            for reading in state.sets(summary.id):
                after = self._after(new, reading)
                if after == reading and not _is_ruled_otherwise(reading, old, new):
                    continue
                document = state.document(summary.id)
                try:
                    book.check_set(document, after)
                except RuleError as error:
                    raise RuleError(
                        msg(
                            "“{document}” does not fit the changed scheme: {reason}",
                            document=document.title,
                            reason=error.message,
                        ),
                        code=error.code,
                    ) from error
                changes += between(reading, after)
        return Step(name=self.name, changes=tuple(changes))

    def _is_about_no_reading(self, old: LabelScheme) -> bool:
        """Tell whether only what people read has changed, no rule: then no document needs to be opened."""
        guides = replace(
            self.scheme,
            version=old.version,
            name=old.name,
            guidelines=old.guidelines,
            silenced=old.silenced,
            blind=old.blind,
            reasons=old.reasons,
        )
        renamed = (
            self.attributes,
            self.values,
            self.relations,
            self.document_attributes,
            self.document_values,
        )
        return _without_words(guides) == _without_words(old) and not self.moves and not any(renamed)

    def _after(self, new: LabelScheme, reading: AnnotationSet) -> AnnotationSet:
        """Return a reading as it would be under the new scheme."""
        spans = {}
        for key, span in reading.spans.items():
            moved = self._span(new, span)
            if moved is not None:
                spans[key] = moved
        relations = {}
        for key, relation in reading.relations.items():
            kept = self._relation(relation, spans)
            if kept is not None:
                relations[key] = kept
        answers = {
            name: answer
            for old, value in reading.attributes.items()
            if (name := self.document_attributes.get(old, old)) is not None
            and (answer := self._document_answer(new, old, name, value)) is not None
        }
        return replace(reading, spans=spans, relations=relations, attributes=answers)

    def _span(self, new: LabelScheme, span: SpanAnnotation) -> SpanAnnotation | None:
        move = next((one for one in self.moves if one.concerns(span)), None)
        into = span.label if move is None else move.into
        if into is None:
            return None
        answers = dict(self._answers(new, span, into))
        if move is None:
            # An answer that the new scheme does not know is for the rules to refuse, not to be lost here.
            if answers == dict(span.attributes):
                return span
            label = rules.label_of(new, span.label)
            return replace(span, attributes=planning.in_order(label, answers))
        label = rules.label_of(new, into)
        return replace(span, label=label.code, attributes=planning.carried_over(label, answers))

    def _answers(self, new: LabelScheme, span: SpanAnnotation, into: str) -> Iterable[tuple[str, str]]:
        label = new.label(into)
        for old, value in span.attributes.items():
            name = self.attributes.get((span.label, old), old)
            if name is None:
                continue
            known = {
                code: now
                for (one, asked, code), now in self.values.items()
                if (one, asked) == (span.label, old)
            }
            answer = _translated(value, known, None if label is None else label.attribute(name))
            if answer is not None:
                yield name, answer

    def _document_answer(self, new: LabelScheme, old: str, name: str, value: str) -> str | None:
        known = {code: now for (asked, code), now in self.document_values.items() if asked == old}
        return _translated(value, known, new.document_attribute(name))

    def _relation(self, relation: Relation, spans: Mapping[str, SpanAnnotation]) -> Relation | None:
        code = self.relations.get(relation.type, relation.type)
        if code is None or relation.source not in spans or relation.target not in spans:
            return None
        return relation if code == relation.type else replace(relation, type=code)


def _translated(value: str, known: Mapping[str, str | None], question: Attribute | None) -> str | None:
    """Return an answer in the new codes; None where nothing of it is left.

    Of several choices each is translated by itself; they stand in the new scheme's order.
    """
    if not known:
        return value
    if question is None or question.type is not AttributeType.CHOICES:
        return known.get(value, value)
    codes = [known.get(code, code) for code in question.chosen(value)]
    kept = {code for code in codes if code is not None}
    strange = kept - {one.value for one in question.values}
    # What the new scheme does not know is for the rules to refuse, not to be lost here.
    return value if strange else question.joined(kept) or None


def _without_words(scheme: LabelScheme) -> LabelScheme:
    """Return what the rules look at: no names, colours, marks, keys or guidance, and no order of labels."""
    return replace(
        scheme,
        layers=tuple(replace(layer, names=_NAMELESS) for layer in sorted(scheme.layers, key=_code)),
        labels=tuple(
            replace(
                label,
                names=_NAMELESS,
                short=_NAMELESS,
                description=_NAMELESS,
                color="",
                hotkey=None,
                mark=Mark.FILL,
                attributes=_nameless(label.attributes),
                examples=(),
                counterexamples=(),
                guideline="",
            )
            for label in sorted(scheme.labels, key=_code)
        ),
        relation_types=tuple(
            replace(kind, names=_NAMELESS, note=None) for kind in sorted(scheme.relation_types, key=_code)
        ),
        maps={},
        document_attributes=_nameless(scheme.document_attributes),
    )


def _nameless(attributes: tuple[Attribute, ...]) -> tuple[Attribute, ...]:
    return tuple(
        replace(
            one,
            names=_NAMELESS,
            note=None,
            values=tuple(replace(value, names=_NAMELESS) for value in one.values),
        )
        for one in attributes
    )


def _code(one: Layer | Label | RelationType) -> str:
    return one.code


def _is_ruled_otherwise(reading: AnnotationSet, old: LabelScheme, new: LabelScheme) -> bool:
    """Tell whether the two schemes say anything different about what a reading uses."""
    if reading.attributes and old.document_attributes != new.document_attributes:
        return True
    labels = {span.label for span in reading.spans.values()}
    kinds = {relation.type for relation in reading.relations.values()}
    return any(
        old.label(code) != new.label(code) or old.layer_of(code) != new.layer_of(code) for code in labels
    ) or any(old.relation_type(code) != new.relation_type(code) for code in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeEffect:
    """What a changed scheme would do to the readings.

    Attributes:
        documents: how many would change.
        relabelled: spans that get another label.
        deleted: spans that go.
        answered: spans that keep their label and whose answers change.
        unlinked: relations that go; a renamed one is neither gone nor new.
        answers: readings whose answers about the document change.
    """

    documents: int = 0
    relabelled: int = 0
    deleted: int = 0
    answered: int = 0
    unlinked: int = 0
    answers: int = 0


def effect_of(step: Step | None) -> SchemeEffect:
    """Count what a planned `ReviseScheme` would touch, to be shown before it is done."""
    changes = () if step is None else step.changes
    spans = [c for c in changes if isinstance(c, SpanChange)]
    links = [c for c in changes if isinstance(c, RelationChange)]
    answers = [c for c in changes if isinstance(c, AnswersChange)]
    touched = (
        {c.document_id for c in spans} | {c.document_id for c in links} | {c.document_id for c in answers}
    )
    back = sum(1 for c in links if c.after is not None)
    return SchemeEffect(
        documents=len(touched),
        relabelled=sum(1 for c in spans if c.before and c.after and c.before.label != c.after.label),
        deleted=sum(1 for c in spans if c.after is None),
        answered=sum(1 for c in spans if c.before and c.after and c.before.label == c.after.label),
        unlinked=len(links) - 2 * back,
        answers=len(answers),
    )
