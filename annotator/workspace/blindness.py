"""Keeps who reads blindly from changing what they are not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotator.editing.change import Change, DocumentChange, SchemeChange, SetChange, TextChange
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import DocumentSummary
from annotator.model.sight import Sight


def check(changes: Iterable[Change], sight: Sight, summary: Callable[[str], DocumentSummary]) -> None:
    """See to it that changes leave alone the readings that a person does not see, and the scheme of all.

    Args:
        changes: of a step that is about to be taken.
        sight: what the person sees.
        summary: returns the line about a document that is there.

    Raises:
        RuleError: they don't.
    """
    if sight.sees_all:
        return
    for change in changes:
        if isinstance(change, SchemeChange):
            raise of_reviewers()
        if _touches_hidden(change, sight, summary):
            raise not_shown()


def of_reviewers() -> RuleError:
    """Return why the label scheme can't be changed."""
    return RuleError(
        msg(
            "In this project reading is blind, and the label scheme is for its reviewers to change. "
            "One of them can make you a reviewer: Team › People."
        ),
        code="E_BLIND",
    )


def not_shown() -> RuleError:
    """Return why something can't be done with a document."""
    return RuleError(
        msg(
            "This would change readings that you are not shown, because reading is blind in this project. "
            "A reviewer can do it, or make you one: Team › People."
        ),
        code="E_BLIND",
    )


def _touches_hidden(change: Change, sight: Sight, summary: Callable[[str], DocumentSummary]) -> bool:
    if isinstance(change, SetChange):
        return change.before is not None and not sight.sees(change.before)
    if isinstance(change, TextChange | DocumentChange):
        before = change.before
        return before is not None and not all(map(sight.sees, summary(before.id).sets))
    set_id, document_id = getattr(change, "set_id", None), getattr(change, "document_id", None)
    if set_id is None or document_id is None:
        return False
    return any(one.id == set_id and not sight.sees(one) for one in summary(document_id).sets)
