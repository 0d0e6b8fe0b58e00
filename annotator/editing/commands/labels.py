"""A label goes, or becomes another: in the scheme and in every reading, as one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.editing import rules
from annotator.editing.change import Step
from annotator.editing.commands.schemes import Move, ReviseScheme
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import Label, LabelScheme, RelationType


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
        step = ReviseScheme(
            scheme=_without(state.scheme, label, None),
            moves=(Move(label=label.code, into=None),),
            relations=_impossible(state.scheme, label),
            name=msg("Delete the label {label}", label=label.names.as_value()),
        ).plan(state)
        assert step is not None  # noqa: S101 - a label goes
        return step


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
        step = ReviseScheme(
            scheme=_without(state.scheme, label, into),
            moves=(Move(label=label.code, into=into.code),),
            name=msg("Merge {label} into {other}", label=label.names.as_value(), other=into.names.as_value()),
        ).plan(state)
        assert step is not None  # noqa: S101 - a label goes
        return step


def _impossible(scheme: LabelScheme, label: Label) -> dict[str, None]:
    """Return the relation types that go with a label; all such relations end in its spans."""
    there = {kind.code for kind in _without(scheme, label, None).relation_types}
    return {kind.code: None for kind in scheme.relation_types if kind.code not in there}


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
        labels=tuple(one for one in scheme.labels if one.code != label.code),
        relation_types=tuple(one for one in types if _possible(one)),
        maps={name: _other_labels(pairs, label.code) for name, pairs in scheme.maps.items()},
    )


def _possible(kind: RelationType) -> bool:
    return bool(kind.domain) and bool(kind.range)


def _other_labels(pairs: Mapping[str, str | None], label: str) -> dict[str, str | None]:
    return {key: value for key, value in pairs.items() if key != label}
