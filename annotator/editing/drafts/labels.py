"""Labels of a draft: renamed, merged, split, deleted, with what hangs on them."""

from __future__ import annotations

from dataclasses import replace

from annotator.editing.drafts.draft import Draft, followed, keep_free, shifted
from annotator.model import Attribute, Condition, Label, LabelScheme


def put_label(draft: Draft, label: Label, instead_of: str | None = None) -> Draft:
    """Return the draft with a new label at the end of its layer, or with `label` in another's place.

    A new code renames: spans, relation types and maps follow.

    Raises:
        RuleError: another label has its code.
    """
    scheme = draft.scheme
    keep_free(label.code, (one.code for one in scheme.labels if one.code != instead_of))
    if instead_of is None:
        return replace(draft, scheme=replace(scheme, labels=_added(scheme.labels, label)))
    labels = tuple(label if one.code == instead_of else one for one in scheme.labels)
    changed = replace(draft, scheme=replace(scheme, labels=labels))
    return changed if label.code == instead_of else _renamed(changed, instead_of, label.code)


def delete_label(draft: Draft, code: str) -> Draft:
    """Return the draft without a label: its spans go, with their relations."""
    after = without_label(draft.scheme, code, None)
    there = {kind.code for kind in after.relation_types}
    gone = [kind.code for kind in draft.scheme.relation_types if kind.code not in there]
    own = [(kind.code, kind.code) for kind in draft.base.relation_types]
    changed = _moved(replace(draft, scheme=after), code, None)
    for kind in gone:
        changed = replace(changed, relations=followed(changed.relations, own, kind, None))
    return changed


def merge_label(draft: Draft, code: str, into: str) -> Draft:
    """Return the draft in which the spans of one label are another's, which stays."""
    return _moved(replace(draft, scheme=without_label(draft.scheme, code, into)), code, into)


def split_label(draft: Draft, code: str, answer: Condition, label: Label) -> Draft:
    """Return the draft in which those spans of a label whose answer is this get another, new label.

    Args:
        draft: the draft.
        code: the label to split.
        answer: to one of its questions, in the draft's codes.
        label: the new one; relations that may end at `code` may end at it, too.

    Raises:
        RuleError: another label has its code.
    """
    scheme = draft.scheme
    keep_free(label.code, (one.code for one in scheme.labels))

    def ends(codes: frozenset[str]) -> frozenset[str]:
        return codes | {label.code} if code in codes else codes

    kinds = tuple(replace(k, domain=ends(k.domain), range=ends(k.range)) for k in scheme.relation_types)
    after = replace(scheme, labels=_added(scheme.labels, label, behind=code), relation_types=kinds)
    found = tuple(
        (origin, where, label.code)
        for origin, where in origins_of(draft, code, answer.attribute, answer.value)
    )
    return replace(draft, scheme=after, splits=(*draft.splits, *found))


def origins_of(draft: Draft, code: str, name: str, value: str) -> tuple[tuple[str, Condition], ...]:
    """Return which spans have given an answer to a label's question: by the base's labels and codes."""
    answer = Condition(name, value)
    return tuple(
        (origin, Condition(*before))
        for origin in draft.origins(code)
        if (before := _before(draft, origin, answer)) is not None
    )


def can_split(draft: Draft, code: str) -> tuple[Attribute, ...]:
    """Return the questions by whose answers the spans of a label can be parted."""
    label = draft.scheme.label(code)
    if label is None:
        return ()
    return tuple(
        one
        for one in label.attributes
        if one.type.has_values and any(origins_of(draft, code, one.name, value.value) for value in one.values)
    )


def move_label(draft: Draft, code: str, by: int) -> Draft:
    """Return the draft with a label `by` places on among those of its layer."""
    label = draft.scheme.label(code)
    if label is None:
        return draft
    here = [one for one in draft.scheme.labels if one.layer == label.layer]
    order = shifted(here, label, by)
    others = iter(order)
    labels = tuple(next(others) if one.layer == label.layer else one for one in draft.scheme.labels)
    return replace(draft, scheme=replace(draft.scheme, labels=labels))


def without_label(scheme: LabelScheme, code: str, into: str | None) -> LabelScheme:
    """Return the scheme without a label; relations that could end there may end at `into`, if it is given.

    A relation type that no label could begin or end any more goes too.
    """
    instead = frozenset() if into is None else frozenset({into})

    def ends(codes: frozenset[str]) -> frozenset[str]:
        return (codes - {code}) | instead if code in codes else codes

    kinds = [replace(one, domain=ends(one.domain), range=ends(one.range)) for one in scheme.relation_types]
    return replace(
        scheme,
        labels=tuple(one for one in scheme.labels if one.code != code),
        relation_types=tuple(
            now
            for now, was in zip(kinds, scheme.relation_types, strict=True)
            if (now.domain and now.range) or now == was
        ),
        maps={
            name: {key: value for key, value in pairs.items() if key != code}
            for name, pairs in scheme.maps.items()
        },
    )


def _moved(draft: Draft, code: str, into: str | None) -> Draft:
    """Say where the spans of a label go that is no longer there."""
    labels = {**draft.labels, **dict.fromkeys(draft.origins(code), into)}
    splits = tuple((label, where, into if to == code else to) for label, where, to in draft.splits)
    return replace(draft, labels=labels, splits=splits)


def _renamed(draft: Draft, code: str, name: str) -> Draft:
    scheme = draft.scheme

    def ends(codes: frozenset[str]) -> frozenset[str]:
        return (codes - {code}) | {name} if code in codes else codes

    kinds = tuple(replace(k, domain=ends(k.domain), range=ends(k.range)) for k in scheme.relation_types)
    maps = {
        other: {name if key == code else key: value for key, value in pairs.items()}
        for other, pairs in scheme.maps.items()
    }
    return _moved(replace(draft, scheme=replace(scheme, relation_types=kinds, maps=maps)), code, name)


def _before(draft: Draft, origin: str, answer: Condition) -> tuple[str, str] | None:
    """Return what this answer was to which question of the base's label; None if it was not there."""
    label = draft.base.label(origin)
    if label is None:
        return None
    for question in label.attributes:
        if draft.attributes.get((origin, question.name), question.name) != answer.attribute:
            continue
        for value in question.values:
            key = (origin, question.name, value.value)
            if draft.values.get(key, value.value) == answer.value:
                return question.name, value.value
    return None


def _added(labels: tuple[Label, ...], label: Label, behind: str | None = None) -> tuple[Label, ...]:
    """Put a label behind another, or behind the last of its layer."""
    at = [
        place
        for place, one in enumerate(labels)
        if (one.code == behind if behind is not None else one.layer == label.layer)
    ]
    cut = at[-1] + 1 if at else len(labels)
    return (*labels[:cut], label, *labels[cut:])
