"""A label goes, or becomes another: what that touches is said before it is done."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator import language
from annotator.editing.commands import DeleteLabel, MergeLabel
from annotator.editing.state import Command
from annotator.errors import AnnotatorError
from annotator.language import Message, msg, msgn, tr
from annotator.model import LabelScheme, LabelUse
from ui.dialogs.base import Dialog, plain
from ui.language import directed
from ui.panels.choice_field import ChoiceField
from ui.panels.label_swatch import swatch_icon
from ui.theme import Theme

Count = Callable[[str], LabelUse]
Perform = Callable[[Command], object]


class _LabelDialog(Dialog):
    """Asks for a label and says what would happen to its spans.

    Args:
        parent: the window.
        theme: its colours.
        scheme: whose labels.
        label: the code of the label chosen at first, or None.
        title: of the dialog.
        count: returns what a label has to do with.
        perform: does it, or raises an AnnotatorError, which is said here.
    """

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        scheme: LabelScheme,
        label: str | None,
        *,
        title: str,
        count: Count,
        perform: Perform,
    ) -> None:
        super().__init__(parent, theme, title=title, action="")
        self._scheme = scheme
        self._count = count
        self._perform = perform
        self.label_field = self._field(label)
        self.add_row(tr("Label"), self.label_field)
        self.words = plain("", theme)
        self.words.setWordWrap(True)

    @property
    def label(self) -> str:
        """The code of the label that goes."""
        return str(self.label_field.currentData())

    def confirm(self) -> None:
        """Do it as one step; what prevents it is said here."""
        try:
            self._perform(self._command())
        except AnnotatorError as error:
            self.say_error(error)
            return
        self.accept()

    @abstractmethod
    def _command(self) -> Command: ...

    @abstractmethod
    def _tell(self, use: LabelUse) -> None: ...

    def _field(self, label: str | None) -> ChoiceField:
        field = ChoiceField(height=30)
        for one in self._scheme.labels:
            name = one.names.in_language(language.current())
            field.addItem(swatch_icon(one, self.theme), name, one.code)
        field.set_choice(label or self._scheme.labels[0].code)
        field.chosen.connect(lambda _code: self._look())
        return field

    def _look(self) -> None:
        """Count what the chosen label has to do with, and say so."""
        self.say_error(None)
        try:
            self._tell(self._count(self.label))
        except AnnotatorError as error:
            self.say_error(error)
        self.primary.updateGeometry()
        self.fit()

    def _end(self) -> None:
        """Finish the form: the sentence under the fields, and the keyboard in the first."""
        self.add_wide(self.words)
        self.label_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()


class DeleteLabelDialog(_LabelDialog):
    """Takes a label out of the scheme, with its spans and what hangs on them."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        scheme: LabelScheme,
        label: str | None,
        *,
        count: Count,
        perform: Perform,
    ) -> None:
        super().__init__(
            parent, theme, scheme, label, title=tr("Delete a label"), count=count, perform=perform
        )
        self._end()

    def _command(self) -> Command:
        return DeleteLabel(label=self.label)

    def _tell(self, use: LabelUse) -> None:
        if use.spans:
            words = msg(
                "{spans}, {relations} {where} would go with it. It is one step: undo brings all of it back.",
                spans=spans(use),
                relations=msgn("{count} relation", "{count} relations", use.relations),
                where=where(use),
            )
            self.primary.setText(str(msgn("Delete {count} span", "Delete {count} spans", use.spans)))
        else:
            words = msg("No span has this label.")
            self.primary.setText(tr("Delete"))
        self.words.setText(directed(str(words)))


class MergeLabelDialog(_LabelDialog):
    """Makes one label of two: the spans of the first become spans of the second."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        scheme: LabelScheme,
        label: str | None,
        *,
        count: Count,
        perform: Perform,
    ) -> None:
        super().__init__(
            parent, theme, scheme, label, title=tr("Merge two labels"), count=count, perform=perform
        )
        self.into_field = self._field(self._likely())
        self.add_row(tr("Becomes"), self.into_field)
        self._end()

    @property
    def into(self) -> str:
        """The code of the label that stays."""
        return str(self.into_field.currentData())

    def _command(self) -> Command:
        return MergeLabel(label=self.label, into=self.into)

    def _tell(self, use: LabelUse) -> None:
        is_possible = self.label != self.into
        self.primary.setEnabled(is_possible)
        self.primary.setText(tr("Merge"))
        if not is_possible:
            words = msg("Choose two different labels.")
        elif use.spans:
            other = self._scheme.label(self.into)
            words = msg(
                "{spans} {where} would become “{other}”, and keep their relations. It is one step: undo "
                "brings the label back.",
                spans=spans(use),
                where=where(use),
                other=self.into if other is None else other.names.as_value(),
            )
            self.primary.setText(str(msgn("Merge {count} span", "Merge {count} spans", use.spans)))
        else:
            words = msg("No span has the first label. It only leaves the scheme.")
        self.words.setText(directed(str(words)))

    def _likely(self) -> str:
        """Return another label of the same layer, or any other: a merger seldom crosses layers."""
        one = self._scheme.label(self.label)
        others = [label for label in self._scheme.labels if label.code != self.label]
        near = [label for label in others if one is not None and label.layer == one.layer]
        return (near or others or list(self._scheme.labels))[0].code


def spans(use: LabelUse) -> Message:
    """Return how many spans a label has."""
    return msgn("{count} span", "{count} spans", use.spans)


def where(use: LabelUse) -> Message:
    """Return in how many documents they are and how many annotators made them: "in 5 documents by 2 …"."""
    documents = msgn("in {count} document", "in {count} documents", use.documents)
    if not use.annotators:
        return documents
    return msg(
        "{documents} {annotators}",
        documents=documents,
        annotators=msgn("by {count} annotator", "by {count} annotators", use.annotators),
    )
