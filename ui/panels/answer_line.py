"""A line for an answer that is written: a text, a number, a date, a link."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from annotator.language import tr
from annotator.model import Attribute, AttributeType
from ui.panels.field import Field
from ui.panels.painting import LTR, set_tip

_HEIGHT: Final = 26
_DIGITS: Final = {
    ord(other): str(number) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, other in enumerate(row)
}
_AS_WRITTEN: Final = frozenset({AttributeType.TEXT, AttributeType.LINK})


class AnswerLine(Field):
    """Says, where the answer is not of its kind, what it should look like, and does not let go of it."""

    def __init__(self, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(None, height=_HEIGHT, parent=parent)
        self._attribute = attribute
        self._needed = False
        if attribute.type is not AttributeType.TEXT:
            self.setLayoutDirection(LTR)
        self.textChanged.connect(self._judge)
        self._judge()

    @property
    def answer(self) -> str | None:
        """What is written, with plain digits; None: nothing is."""
        words = self.text().strip()
        if self._attribute.type not in _AS_WRITTEN:
            words = words.translate(_DIGITS).replace("٫", ".")
        return words or None

    @property
    def is_allowed(self) -> bool:
        """Whether what is written is an answer, or nothing is written."""
        return self.answer is None or self._attribute.allows(self.answer)

    def set_needed(self, needed: bool) -> None:  # noqa: FBT001 - a property of the widget
        """Mark the line as still wanting an answer."""
        self._needed = needed
        self._judge()

    @property
    def is_needed(self) -> bool:
        """Whether the line is marked as wanting an answer."""
        return self._needed

    def example(self) -> str:
        """Return what an answer of this kind looks like."""
        return {
            AttributeType.NUMBER: "12.5",
            AttributeType.DATE: "2026-11-27",
            AttributeType.LINK: "Q1490",
        }.get(self._attribute.type, "")

    def _judge(self) -> None:
        fault = ""
        if not self.is_allowed:
            fault = {
                AttributeType.NUMBER: tr("Write a number, for example 12 or -12.5."),
                AttributeType.DATE: tr("Write a year, a month or a day: 2026, 2026-11 or 2026-11-27."),
                AttributeType.LINK: tr("Write a link, https://example.org/a, or a Wikidata item, Q1490."),
            }.get(self._attribute.type, tr("This can't be an answer."))
        set_tip(self, fault)
        self.set_edge("rubric" if fault or (self._needed and not self.text()) else "border")
