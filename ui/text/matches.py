"""Going from place to place where the same words stand and are not labelled yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model import Span
from annotator.text.matches import next_match

if TYPE_CHECKING:
    from ui.text.place_area import PlaceArea
    from ui.text.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for.

    Attributes:
        words: a place where the words stand.
        label: the code of the label that the places must lack; None = they have no label at all.
    """

    words: Span
    label: str | None


class Matches:
    """Selects the next place of the words that are selected or current in one view.

    The label of the span that the search began at is kept as long as what was found stays selected.
    """

    def __init__(self, view: PlaceArea) -> None:
        self._view = view
        self._found: tuple[str, Sought] | None = None

    @property
    def is_on(self) -> bool:
        """Whether what is selected has been found here."""
        sheet = self._view.sheet
        return (
            sheet is not None
            and self._found is not None
            and (self._found[0], self._found[1].words) == (sheet.reading.document.id, self._view.selection)
        )

    @property
    def sought(self) -> Sought | None:
        """What the next step looks for; None if nothing is selected or current."""
        current, selection = self._view.current_annotation(), self._view.selection
        if current is not None:
            return Sought(words=current.span, label=current.label)
        if self.is_on and self._found is not None:
            return self._found[1]
        return None if selection is None else Sought(words=selection, label=None)

    def step(self, *, forward: bool) -> bool:
        """Select the next place, or the one before, round the ends. Return False if there is no other."""
        sheet, sought = self._view.sheet, self.sought
        if sheet is None or sought is None:
            return False
        reading = sheet.reading
        place = next_match(
            reading.text,
            (sought.words.start, sought.words.end),
            lambda start, end: not _is_labelled(reading, start, end, sought.label),
            forward=forward,
            stem=sought.label is None,  # where a span begins, somebody has decided it
        )
        if place is None:
            return False
        span = Span(*place)
        self._found = reading.document.id, Sought(words=span, label=sought.label)
        self._view.select(span)
        self._view.jump_to(span)
        return True


def _is_labelled(reading: Reading, start: int, end: int, label: str | None) -> bool:
    """Tell whether a span with this label, or any, is at a place.

    Without a label, a claim or quotation is not asked: what it says has words that may still want one.
    """
    here = reading.touching(start, end)
    if label is not None:
        return any(span.label == label for span in here)
    return any(not reading.statements.is_statement(span) for span in here)
