"""A scheme being changed: what it is to be, and what has become of each thing that readings use.

A draft is a frozen value; each function returns another one. Nothing happens to a project until
`ReviseScheme.of` the draft is performed, as one step. It keeps account in the codes of the scheme in force,
so that a label may be renamed twice, merged and split before anything is adopted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import Condition, LabelScheme

_NONE: Mapping[str, str | None] = MappingProxyType({})
_Thing = TypeVar("_Thing")
_Key = TypeVar("_Key")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A scheme as it may become.

    Attributes:
        base: the scheme in force.
        scheme: as it is to be.
        labels: the base's label → the label that its spans get; None: they go. Left out: as it is.
        splits: (the base's label, what its answers say, the label that such spans get), the first counts.
        attributes: (the base's label, its question) → the question's new name, or None.
        values: (the base's label, its question, an answer's code) → the new code, or None.
        relations: the base's relation type → its new code, or None.
        document_attributes: the base's question about documents → its new name, or None.
        document_values: (the base's question about documents, an answer's code) → the new code, or None.
    """

    base: LabelScheme
    scheme: LabelScheme
    labels: Mapping[str, str | None] = field(default_factory=lambda: _NONE)
    splits: tuple[tuple[str, Condition, str | None], ...] = ()
    attributes: Mapping[tuple[str, str], str | None] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[tuple[str, str, str], str | None] = field(default_factory=lambda: MappingProxyType({}))
    relations: Mapping[str, str | None] = field(default_factory=lambda: _NONE)
    document_attributes: Mapping[str, str | None] = field(default_factory=lambda: _NONE)
    document_values: Mapping[tuple[str, str], str | None] = field(
        default_factory=lambda: MappingProxyType({})
    )

    @property
    def is_changed(self) -> bool:
        """Whether adopting it would change anything."""
        same = replace(self.scheme, version=self.base.version) == self.base
        # A label that was deleted and made anew is as it was, but its spans would go.
        return not same or bool(self.splits) or any(code != into for code, into in self.labels.items())

    def origins(self, label: str) -> tuple[str, ...]:
        """Return the base's labels whose spans get this label, apart from splits."""
        return tuple(one.code for one in self.base.labels if self.labels.get(one.code, one.code) == label)


def begin(scheme: LabelScheme) -> Draft:
    """Return the draft that changes nothing."""
    return Draft(base=scheme, scheme=scheme)


def adopt(draft: Draft, scheme: LabelScheme) -> Draft:
    """Return a draft with a whole other scheme: labels and relations of the same code stay."""
    return Draft(base=draft.base, scheme=scheme)


def keep_free(code: str, taken: Iterable[str]) -> None:
    """Refuse a code that something else of the draft has.

    Raises:
        RuleError: it has.
    """
    if code in set(taken):
        raise RuleError(msg("{code} is in use already. Choose another code.", code=code), code="E_CODE")


def followed(
    now: Mapping[_Key, str | None], keys: Iterable[tuple[_Key, str]], code: str, into: str | None
) -> Mapping[_Key, str | None]:
    """Return the account in which what is called `code` is called `into`, or goes.

    Args:
        now: the account so far.
        keys: what it may be about, each with its own code.
        code: as it is called now.
        into: as it is called then, or None.
    """
    return {**now, **{key: into for key, own in keys if now.get(key, own) == code}}


def shifted(things: Sequence[_Thing], one: _Thing, by: int) -> tuple[_Thing, ...]:
    """Return the things with one of them `by` places on, as far as there are places."""
    order = list(things)
    place = order.index(one)
    order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
    return tuple(order)
