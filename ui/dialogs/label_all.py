"""All places that a search has found, to be labelled in one step after they have been looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator import language
from annotator.editing.commands import AddSpans, Fix
from annotator.editing.commands.fixes import refusals
from annotator.editing.state import Command
from annotator.errors import AnnotatorError
from annotator.language import tr, trn
from annotator.model import AnnotationSet, Document, LabelScheme, PlacedSpans, Span
from ui.controls import Button
from ui.dialogs.base import Dialog, plain
from ui.language import directed
from ui.palette.passages import passage
from ui.panels.choice_field import ChoiceField
from ui.panels.label_swatch import swatch_icon
from ui.panels.review_list import ReviewList, ReviewRow
from ui.theme import Theme

_SIZE: Final = (720, 340)


class LabelAllDialog(Dialog):
    """A label, and the places with a tick each. What can't have the label says why.

    Args:
        parent: the window.
        theme: its colours.
        document: the text.
        reading: of it, or None: nobody has begun.
        scheme: its labels.
        places: what has been found.
        label: the code of the label to begin with.
        more: how many places there are beyond those.
        perform: does and saves it; raises an AnnotatorError where it is not allowed.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        document: Document,
        reading: AnnotationSet | None,
        scheme: LabelScheme,
        places: Sequence[Span],
        label: str,
        more: int,
        perform: Callable[[Command], object],
    ) -> None:
        super().__init__(parent, theme, title=tr("Label all places"), action="")
        self._document, self._reading, self._scheme = document, reading, scheme
        self._places, self._perform = tuple(places), perform
        self.labels = ChoiceField(height=30)
        for one in scheme.labels:
            self.labels.addItem(swatch_icon(one, theme), one.names.in_language(language.current()), one.code)
        self.labels.set_choice(label)
        self.labels.chosen.connect(lambda _code: self._fill())
        self.list = ReviewList(theme, lambda: tr("Places"))
        self.list.setMinimumSize(*_SIZE)
        self.list.ticks_changed.connect(self._count)
        self.all, self.none = Button(kind="quiet", height=26), Button(kind="quiet", height=26)
        self.all.setText(tr("Tick all"))
        self.none.setText(tr("Tick none"))
        self.all.clicked.connect(lambda: self.list.rows.tick_all(on=True))
        self.none.clicked.connect(lambda: self.list.rows.tick_all(on=False))
        ticks = QWidget()
        row = QHBoxLayout(ticks)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.all)
        row.addWidget(self.none)
        row.addStretch(1)
        self.add_row(tr("Label"), self.labels)
        self.add_wide(self.list)
        self.add_wide(ticks)
        if more:
            words = trn(
                "{count} more place is not listed. Label these first, then search again.",
                "{count} more places are not listed. Label these first, then search again.",
                more,
            )
            self.add_wide(plain(directed(words), theme, role="ink2"))
        self._fill()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def label(self) -> str:
        """The code of the label chosen."""
        return str(self.labels.currentData())

    @property
    def chosen(self) -> tuple[Span, ...]:
        """The places that are ticked."""
        return tuple(self._places[number] for number in self.list.rows.ticked)

    def confirm(self) -> None:
        """Label the places that are ticked, in one step."""
        set_id = None if self._reading is None else self._reading.id
        command = AddSpans(document_id=self._document.id, set_id=set_id, label=self.label, spans=self.chosen)
        try:
            self._perform(command)
        except AnnotatorError as error:
            self.say_error(error)
        else:
            self.accept()

    def _fill(self) -> None:
        set_id = None if self._reading is None else self._reading.id
        spans = PlacedSpans.of({} if self._reading is None else self._reading.spans)
        fixes = [
            Fix(document_id=self._document.id, set_id=set_id, span_id=None, span=place, label=self.label)
            for place in self._places
        ]
        told = refusals(self._scheme, self._document, self._reading, fixes)
        rows = []
        for place, reason in zip(self._places, told, strict=True):
            has_it = any(
                one.label == self.label and one.span == place
                for one in spans.touching(place.start, place.end)
            )
            note = tr("labelled already") if has_it else "" if reason is None else str(reason)
            shown = passage(self._document.text, place.start, place.end)
            rows.append(
                ReviewRow(
                    before=shown.before,
                    words=shown.words,
                    after=shown.after,
                    note=note,
                    possible=not has_it and reason is None,
                )
            )
        self.list.show_rows(rows)

    def _count(self) -> None:
        count = len(self.list.rows.ticked)
        self.primary.setText(trn("Label {count} place", "Label {count} places", count))
        self.primary.setEnabled(bool(count))
        self.primary.updateGeometry()
