"""Documents that have no reading of the kind that is to go out: none at all is refused, some are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from annotator.errors import InputError
from annotator.language import Message, listed, msg, msgn
from annotator.model import AnnotatedDocument
from annotator.store.repository import Repository
from annotator.workspace.selection import Readings, Selection
from annotator.workspace.state_names import state_name

if TYPE_CHECKING:  # formats are imported when the first file goes out, not before the first window
    from annotator.formats import LossReport

_NO_GOLD: Final = msg("it has no gold yet")


def refuse_where_none(repository: Repository, selection: Selection) -> None:
    """Refuse an export that would write nothing, since no document has a reading that is chosen.

    Raises:
        InputError: one person's readings or gold are chosen, and there is none ("E_NO_READING").
    """
    if selection.readings not in {Readings.GOLD, Readings.ANNOTATOR}:
        return
    if any(selection.takes(one) for summary in repository.summaries() for one in summary.sets):
        return
    names = {one.id: one.name for one in repository.annotators()}
    raise InputError(_refusal(selection, names), code="E_NO_READING")


def _refusal(selection: Selection, names: Mapping[str, str]) -> Message:
    if selection.states is not None:
        return msg(
            "No reading that is chosen is so far ({states}), so there is nothing to write. "
            "Choose other states, or other readings.",
            states=listed(state_name(one) for one in selection.states),
        )
    if selection.readings is Readings.GOLD:
        return msg(
            "No document has gold yet, so there is nothing to write. Gold is made by adjudicating "
            "(in the window: Team › Adjudicate the readings). To write what readers have, leave gold out."
        )
    return msg(
        "There is no reading by {name} yet, so there is nothing to write. "
        "Choose somebody else, or all readings.",
        name=names.get(selection.annotator or "", selection.annotator or ""),
    )


class Golden:
    """The documents that have gold; those without don't go out, and the report says so."""

    def __init__(self) -> None:
        self._without: dict[str, str] = {}

    def of(self, documents: Iterable[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Yield the documents with gold; may be asked more than once."""
        for annotated in documents:
            if annotated.sets:
                yield annotated
            else:
                self._without[annotated.document.id] = annotated.document.title

    def tell(self, report: LossReport) -> None:
        """Say in the report how many documents have no gold, and name them."""
        from annotator.formats import Element, Loss, LossKind

        if not self._without:
            return
        report.notes.insert(
            0,
            msgn(
                "{count} document has no gold yet and is left out.",
                "{count} documents have no gold yet and are left out.",
                len(self._without),
            ),
        )
        report.entries.extend(
            Loss(
                document_id=key,
                document=title,
                reading="",
                element=Element.DOCUMENT,
                kind=LossKind.LEFT_OUT,
                id="",
                label="",
                start=None,
                end=None,
                text=title,
                reason=_NO_GOLD,
                asked=True,
            )
            for key, title in self._without.items()
        )
