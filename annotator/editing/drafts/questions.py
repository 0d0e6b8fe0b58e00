"""Questions of a draft, about the spans of a label or about documents, and the answers to choose from."""

from __future__ import annotations

from dataclasses import replace

from annotator.editing.drafts.draft import Draft, followed, keep_free, shifted
from annotator.model import Attribute, AttributeType, AttributeValue, Condition

Owner = str | None
"""Whose questions: the code of a label, or None for those about documents."""


def questions(draft: Draft, owner: Owner) -> tuple[Attribute, ...]:
    """Return the questions of a label, or those about documents."""
    if owner is None:
        return draft.scheme.document_attributes
    label = draft.scheme.label(owner)
    return () if label is None else label.attributes


def put_question(draft: Draft, owner: Owner, question: Attribute, instead_of: str | None = None) -> Draft:
    """Return the draft with a new question at the end, or with `question` in another's place.

    A new name renames: answers and conditions follow. Values are renamed by `put_value`.

    Raises:
        RuleError: another question of the same owner has its name.
    """
    now = questions(draft, owner)
    keep_free(question.name, (one.name for one in now if one.name != instead_of))
    if instead_of is None:
        return _with(draft, owner, (*now, question))
    after = tuple(question if one.name == instead_of else one for one in now)
    if question.name != instead_of:
        after = tuple(_asking(one, instead_of, question.name) for one in after)
        draft = _told(draft, owner, instead_of, question.name)
    return _with(draft, owner, after)


def delete_question(draft: Draft, owner: Owner, name: str) -> Draft:
    """Return the draft without a question: its answers go, and nothing waits for them any more."""
    after = tuple(
        replace(one, shown_when=None) if _waits_for(one, name) else one
        for one in questions(draft, owner)
        if one.name != name
    )
    return _with(_told(draft, owner, name, None), owner, after)


def move_question(draft: Draft, owner: Owner, name: str, by: int) -> Draft:
    """Return the draft with a question `by` places on."""
    now = questions(draft, owner)
    one = next((one for one in now if one.name == name), None)
    return draft if one is None else _with(draft, owner, shifted(now, one, by))


def retype(question: Attribute, kind: AttributeType) -> Attribute:
    """Return the question answered in another way; a list of values and a default stay where they can."""
    values = question.values if kind.has_values else ()
    made = replace(question, type=kind, values=values)
    kept = made.default is not None and made.allows(made.default)
    return made if kept else replace(made, default=None)


def put_value(
    draft: Draft, owner: Owner, name: str, value: AttributeValue, instead_of: str | None = None
) -> Draft:
    """Return the draft with a new answer to choose, or with `value` in another's place; answers follow.

    Raises:
        RuleError: another answer to it has its code.
    """
    question = next((one for one in questions(draft, owner) if one.name == name), None)
    if question is None:
        return draft
    keep_free(value.value, (one.value for one in question.values if one.value != instead_of))
    if instead_of is None:
        return put_question(draft, owner, replace(question, values=(*question.values, value)), name)
    made = replace(
        question,
        values=tuple(value if one.value == instead_of else one for one in question.values),
        default=_named(question, question.default, instead_of, value.value),
    )
    after = tuple(
        _waiting(made if one.name == name else one, Condition(name, instead_of), value.value)
        for one in questions(draft, owner)
    )
    if value.value != instead_of:
        draft = _answered(draft, owner, name, instead_of, value.value)
    return _with(draft, owner, after)


def delete_value(draft: Draft, owner: Owner, name: str, code: str) -> Draft:
    """Return the draft without an answer: who has given it has answered nothing."""
    question = next((one for one in questions(draft, owner) if one.name == name), None)
    if question is None:
        return draft
    made = replace(
        question,
        values=tuple(one for one in question.values if one.value != code),
        default=_named(question, question.default, code, None),
    )
    after = tuple(
        _waiting(made if one.name == name else one, Condition(name, code), None)
        for one in questions(draft, owner)
    )
    return _with(_answered(draft, owner, name, code, None), owner, after)


def move_value(draft: Draft, owner: Owner, name: str, code: str, by: int) -> Draft:
    """Return the draft with an answer `by` places on."""
    question = next((one for one in questions(draft, owner) if one.name == name), None)
    value = None if question is None else next((v for v in question.values if v.value == code), None)
    if question is None or value is None:
        return draft
    return put_question(draft, owner, replace(question, values=shifted(question.values, value, by)), name)


def _with(draft: Draft, owner: Owner, after: tuple[Attribute, ...]) -> Draft:
    scheme = draft.scheme
    if owner is None:
        return replace(draft, scheme=replace(scheme, document_attributes=after))
    labels = tuple(replace(one, attributes=after) if one.code == owner else one for one in scheme.labels)
    return replace(draft, scheme=replace(scheme, labels=labels))


def _told(draft: Draft, owner: Owner, name: str, into: str | None) -> Draft:
    """Say what has become of the answers to a question."""
    if owner is None:
        own = [(one.name, one.name) for one in draft.base.document_attributes]
        return replace(draft, document_attributes=followed(draft.document_attributes, own, name, into))
    keys = [
        ((label.code, one.name), one.name)
        for label in draft.base.labels
        if draft.labels.get(label.code, label.code) == owner
        for one in label.attributes
    ]
    return replace(draft, attributes=followed(draft.attributes, keys, name, into))


def _answered(draft: Draft, owner: Owner, name: str, code: str, into: str | None) -> Draft:
    """Say what has become of an answer."""
    if owner is None:
        about = [
            ((one.name, value.value), value.value)
            for one in draft.base.document_attributes
            if draft.document_attributes.get(one.name, one.name) == name
            for value in one.values
        ]
        return replace(draft, document_values=followed(draft.document_values, about, code, into))
    keys = [
        ((label.code, one.name, value.value), value.value)
        for label in draft.base.labels
        if draft.labels.get(label.code, label.code) == owner
        for one in label.attributes
        if draft.attributes.get((label.code, one.name), one.name) == name
        for value in one.values
    ]
    return replace(draft, values=followed(draft.values, keys, code, into))


def _waits_for(question: Attribute, name: str) -> bool:
    return question.shown_when is not None and question.shown_when.attribute == name


def _asking(question: Attribute, name: str, into: str) -> Attribute:
    """Return a question that waits for the same one under its new name."""
    if question.shown_when is None or not _waits_for(question, name):
        return question
    return replace(question, shown_when=Condition(into, question.shown_when.value))


def _waiting(question: Attribute, answer: Condition, into: str | None) -> Attribute:
    """Return a question that waits for the same answer under its new code, or no longer."""
    if question.shown_when != answer:
        return question
    return replace(question, shown_when=None if into is None else Condition(answer.attribute, into))


def _named(question: Attribute, answer: str | None, code: str, into: str | None) -> str | None:
    """Return an answer in which one code is another, or is missing; None where nothing is left."""
    if answer is None:
        return None
    codes = [into if one == code else one for one in question.chosen(answer)]
    return "|".join(one for one in codes if one is not None) or None
