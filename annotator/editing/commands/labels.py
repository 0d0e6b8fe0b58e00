"""A label goes, or becomes another: in the scheme and in every reading, as one step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from annotator.editing import rules
from annotator.editing.change import Change, SchemeChange, Step
from annotator.editing.commands import planning
from annotator.editing.differences import between
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import AnnotationSet, Document, Label, LabelScheme, RelationType


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteLabel:
    """Take a label out of the scheme, with its spans and their relations. `Workspace.label_use` counts."""

    label: str

    def plan(self, state: ProjectState) -> Step:
        """Plan the removal.

        Raises:
            RuleError: there is no such label, or it is the only one.
        """
        label = rules.label_of(state.scheme, self.label)
        if len(state.scheme.labels) == 1:
            raise RuleError(msg("The scheme needs at least one label."), code="E_LABEL")
        changes: list[Change] = []
        for _, reading in _readings_with(state, label.code):
            spans = {key: span for key, span in reading.spans.items() if span.label != label.code}
            relations = {
                key: one
                for key, one in reading.relations.items()
                if one.source in spans and one.target in spans
            }
            changes += between(reading, replace(reading, spans=spans, relations=relations))
        changes.append(SchemeChange(before=state.scheme, after=_without(state.scheme, label, None)))
        return Step(
            name=msg("Delete the label {label}", label=label.names.as_value()), changes=tuple(changes)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLabel:
    """Make one label of two: every span of `label` becomes one of `into`, and `label` leaves the scheme."""

    label: str
    into: str

    def plan(self, state: ProjectState) -> Step:
        """Plan the merger.

        Raises:
            RuleError: one of the labels is not there, or a span or relation would break the scheme's rules,
                for example where the same words carry both labels.
        """
        label, into = rules.label_of(state.scheme, self.label), rules.label_of(state.scheme, self.into)
        if label == into:
            raise RuleError(msg("A label can't be merged with itself."), code="E_LABEL")
        scheme = _without(state.scheme, label, into)
        changes: list[Change] = [SchemeChange(before=state.scheme, after=scheme)]
        for document, reading in _readings_with(state, label.code):
            spans = {
                key: replace(span, label=into.code, attributes=planning.carried_over(into, span.attributes))
                if span.label == label.code
                else span
                for key, span in reading.spans.items()
            }
            merged = replace(reading, spans=spans)
            rules.check_set(scheme, document, merged)
            changes += between(reading, merged)
        return Step(
            name=msg("Merge {label} into {other}", label=label.names.as_value(), other=into.names.as_value()),
            changes=tuple(changes),
        )


def _readings_with(state: ProjectState, label: str) -> Iterator[tuple[Document, AnnotationSet]]:
    for summary in state.documents():
        for reading in state.sets(summary.id):
            if any(span.label == label for span in reading.spans.values()):
                yield state.document(summary.id), reading


def _without(scheme: LabelScheme, label: Label, into: Label | None) -> LabelScheme:
    """Return the scheme without a label; relations that could end there may end at `into`, if it is given.

    A relation type that no label could begin or end any more goes too.
    """
    instead = frozenset() if into is None else frozenset({into.code})

    def ends(codes: frozenset[str]) -> frozenset[str]:
        return (codes - {label.code}) | instead if label.code in codes else codes

    types = [replace(one, domain=ends(one.domain), range=ends(one.range)) for one in scheme.relation_types]
    return replace(
        scheme,
        version=scheme.version + 1,
        labels=tuple(one for one in scheme.labels if one.code != label.code),
        relation_types=tuple(one for one in types if _possible(one)),
        maps={name: _other_labels(pairs, label.code) for name, pairs in scheme.maps.items()},
    )


def _possible(kind: RelationType) -> bool:
    return bool(kind.domain) and bool(kind.range)


def _other_labels(pairs: Mapping[str, str | None], label: str) -> dict[str, str | None]:
    return {key: value for key, value in pairs.items() if key != label}
