"""The current span, always in the same place: what it is, what is said about it, what it is tied to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from annotator import language
from annotator.language import tr, trn
from annotator.model import AnnotationSet, Label, LabelScheme, SpanAnnotation
from ui.controls import Hairline
from ui.fonts import interface_font
from ui.panels.caption import Caption, Sentence
from ui.panels.document_answers import DocumentAnswers
from ui.panels.field import Field
from ui.panels.icon_button import IconButton
from ui.panels.label_swatch import swatch_icon
from ui.panels.link_row import LinkRow
from ui.panels.menus import add_plain, dress_menu
from ui.panels.painting import RTL
from ui.panels.quiet_scroll import QuietScroll
from ui.panels.span_head import SpanHead
from ui.panels.span_links import Link, links_of
from ui.panels.span_questions import SpanQuestions
from ui.panels.themed import Themed, dress
from ui.talk.box import RemarksBox
from ui.theme import measures

_SIDE = 14
_HEAD = 36
_OUT = 6  # a link's ground reaches so far beyond the panel's other lines


class CurrentSpanPanel(Themed, QWidget):
    """The lower half of the desk. It shows a span and tells what a person wants done to it.

    Signals:
        attribute_chosen: an attribute's name, and the value or None (not set).
        attribute_written: the id of the span that it is said of, and the same two.
        comment_changed: the id of the span whose note it is, and the note or None.
        flag_toggled: whether the span shall be flagged.
        relabel_requested: the code of another label.
        delete_requested: the span shall go.
        jump_requested: the id of the span to go to.
        attach_requested: the code of a relation type whose other end is wanted.
        detach_requested: the id of a relation that shall go.
        document_answered: the name of a question about the document, and the answer or None.
        copy_requested: the answers of the last span with this label are wanted.
        left: the note or an answer is written; the keyboard is done here.
    """

    attribute_chosen = Signal(str, object)
    attribute_written = Signal(str, str, object)
    comment_changed = Signal(str, object)
    flag_toggled = Signal(bool)
    relabel_requested = Signal(str)
    delete_requested = Signal()
    jump_requested = Signal(str)
    attach_requested = Signal(str)
    detach_requested = Signal(str)
    document_answered = Signal(str, object)
    copy_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        m = measures()
        self._annotation: SpanAnnotation | None = None
        self._several: tuple[SpanAnnotation, ...] = ()
        self._set: AnnotationSet | None = None
        self._scheme: LabelScheme | None = None
        self._text = ""
        self._keys: Mapping[str, str] = {}
        self._heading = Caption(interface_font(m.small_px, 600), "ink2")
        self.flag = IconButton("flag")
        self.flag.setCheckable(True)
        self.more = IconButton("more")
        self._head = SpanHead()
        self.label_name, self.offsets = self._head.label_name, self._head.offsets
        self.words = self._head.words
        self.questions = SpanQuestions()
        self.form = self.questions.form
        self.document = DocumentAnswers()
        self.links: list[LinkRow] = []
        self.note = Field("note")
        self.remarks = RemarksBox()
        self._empty = Sentence(lambda: tr("Click a span in the text, or press Tab there, to see it here."))
        self._rule = Hairline(Qt.Orientation.Horizontal)
        self._content = QWidget()
        self._arrange()
        self._connect()
        self.retranslate()

    def show_span(
        self,
        annotation: SpanAnnotation | None,
        annotation_set: AnnotationSet | None,
        scheme: LabelScheme | None,
        text: str = "",
        *,
        several: Sequence[SpanAnnotation] = (),
    ) -> None:
        """Show a span of this set, or none. What is still being written is saved first.

        Args:
            annotation: the span.
            annotation_set: what it belongs to.
            scheme: asks the questions.
            text: what the span lies in; without it, no canonical form is offered.
            several: the span and those that are chosen with it: what is answered is answered of all.
        """
        others = tuple(several) if len(several) > 1 else ()
        same = (
            self._annotation is not None
            and annotation is not None
            and annotation.id == self._annotation.id
            and [one.id for one in others] == [one.id for one in self._several]
        )
        if not same:
            self.flush()
        keep_note = self.note.is_edited
        self._annotation, self._set, self._scheme, self._text = annotation, annotation_set, scheme, text
        self._several = others
        shown = self._label()
        self._content.setVisible(shown is not None)
        self._empty.setVisible(shown is None)
        self._show_document()
        for button in (self.flag, self.more):
            button.setVisible(shown is not None)
        if annotation is not None and shown is not None:
            self._show(annotation, shown, keep_note=keep_note, keep_answers=same)

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys: "note" for the note field, a relation type's code for its missing end."""
        self._keys = dict(keys)
        self.note.set_key(self._keys.get("note", ""))
        self._again()

    def set_editable(self, *, editable: bool) -> None:
        """Let what the panel says be changed, or only be read."""
        for part in (self.flag, self.more, self.form, self.document.form):
            part.setEnabled(editable)
        self.note.setReadOnly(not editable)

    def focus_answers(self) -> None:
        """Bring the focus to the first question that needs an answer, else to the first."""
        field = self.form.wanted if self._annotation is not None else None
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_question(self, number: int) -> None:
        """Bring the focus to the question with this number, from 1 on."""
        form = self.form if self._annotation is not None else self.document.form
        if 0 < number <= len(form.stops):
            form.stops[number - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_document_answers(self) -> None:
        """Bring the focus to the questions about the document, which a current span makes room for."""
        if self.document.form.wanted is not None:
            self.document.asked = True
            self._show_document()
            self.document.form.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_note(self) -> None:
        """Bring the focus into the note."""
        if self._annotation is not None:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Save what is being written. To be called before another document is shown."""
        self.document.form.flush()
        if self._annotation is None:
            return
        self.form.flush()
        if self._several or not self.note.is_edited:
            return
        text = self.note.text().strip()
        self.note.set_saved(text)
        if text != (self._annotation.comment or ""):
            self.comment_changed.emit(self._annotation.id, text or None)

    def more_menu(self) -> QMenu:
        """Return the menu of the rarer actions."""
        menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        dress_menu(menu, self.theme)
        relabel = menu.addMenu(tr("Relabel as"))
        relabel.setLayoutDirection(self.layoutDirection())
        dress_menu(relabel, self.theme)
        for label in self._scheme.labels if self._scheme is not None else ():
            name = label.names.in_language(language.current())
            action = add_plain(relabel, name, icon=swatch_icon(label, self.theme), key=label.hotkey)
            action.setEnabled(self._annotation is not None and label.code != self._annotation.label)
            action.triggered.connect(lambda _=False, code=label.code: self.relabel_requested.emit(code))
        add_plain(menu, tr("Answer as for the last one"), key="C").triggered.connect(self.copy_requested)
        count = len(self._several) or 1
        words = trn("Delete the span", "Delete {count} spans", count)
        add_plain(menu, words).triggered.connect(self.delete_requested)
        return menu

    def theme_changed(self) -> None:
        """Hand the colours on."""
        dress(self, self.theme)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.setAccessibleName(tr("Current span"))
        self._heading.set_text(tr("Current span"))
        self.more.set_name(tr("More for this span"))
        self.note.set_hint(tr("Note on this span"))
        self._empty.retranslate()
        self.questions.retranslate()
        self.document.retranslate()
        self.remarks.retranslate()
        self._again()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _arrange(self) -> None:
        bar = QWidget()
        bar.setFixedHeight(_HEAD)
        head = QHBoxLayout(bar)
        head.setContentsMargins(_SIDE - _OUT, 4, _SIDE - _OUT, 0)
        head.setSpacing(2)
        head.addSpacing(_OUT)
        head.addWidget(self._heading, 1)
        head.addWidget(self.flag)
        head.addWidget(self.more)
        self._empty.setContentsMargins(_SIDE, 4, _SIDE, 4)
        self._fill()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self._empty)
        whole.addWidget(self.document)
        whole.addWidget(QuietScroll(self._content), 1)

    def _fill(self) -> None:
        above = _column()
        above.addWidget(self._head)
        above.addWidget(self.remarks)
        above.addSpacing(5)
        above.addWidget(self.questions)
        above.addSpacing(9)
        above.addWidget(self._rule)
        below = _column()
        below.addWidget(self.note)
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        content = QVBoxLayout(self._content)
        content.setContentsMargins(_SIDE - _OUT, 2, _SIDE - _OUT, 4)
        content.setSpacing(0)
        content.addLayout(above)
        content.addSpacing(6)
        content.addLayout(self._links)
        content.addSpacing(7)
        content.addLayout(below)
        content.addStretch(1)

    def _connect(self) -> None:
        self.flag.clicked.connect(lambda: self.flag_toggled.emit(not self.flag.isChecked()))
        self.more.clicked.connect(self._show_menu)
        self.form.chosen.connect(self.attribute_chosen)
        self.form.written.connect(self._tell_written)
        self.form.left.connect(self.left)
        self.document.form.chosen.connect(self.document_answered)
        self.document.form.written.connect(self.document_answered)
        self.document.form.left.connect(self._leave_document)
        self.note.editingFinished.connect(self.flush)
        self.note.returnPressed.connect(self.left)

    def _label(self) -> Label | None:
        if self._annotation is None or self._scheme is None:
            return None
        return self._scheme.label(self._annotation.label)

    def _again(self) -> None:
        self.show_span(self._annotation, self._set, self._scheme, self._text, several=self._several)

    def _tell_written(self, name: str, value: str | None) -> None:
        if self._annotation is not None:
            self.attribute_written.emit(self._annotation.id, name, value)

    def _show(self, annotation: SpanAnnotation, label: Label, *, keep_note: bool, keep_answers: bool) -> None:
        several = self._several
        self._head.show_span(annotation, label, several)
        flagged = all(one.flagged for one in several) if several else annotation.flagged
        self.flag.setChecked(flagged)
        self.flag.set_name(tr("Remove the flag") if flagged else tr("Flag this span"))
        links = () if several else self._links_of(annotation)
        if several and self._scheme is not None:
            self.questions.show_several(several, self._scheme, keep_edits=keep_answers)
        else:
            self.questions.show_span(
                annotation,
                label,
                self._text,
                has_source=any(link.type == "attribution" and link.other is not None for link in links),
                keep_edits=keep_answers,
            )
        self._show_links(links)
        self._rule.setVisible(bool(links))
        self.note.setVisible(not several)
        self._walk_downwards()
        if not keep_note:
            self.note.set_saved(annotation.comment or "")

    def _show_document(self) -> None:
        """Show the questions about the document while no span needs the room, or while they are answered."""
        questions = () if self._scheme is None else self._scheme.document_attributes
        answers = {} if self._set is None else self._set.attributes
        self.document.show_questions(questions, answers)
        free = self._label() is None or self.document.asked
        self.document.setVisible(bool(questions) and free)
        if self.document.asked:
            self._content.hide()

    def _leave_document(self) -> None:
        self.document.asked = False
        self._again()
        self.left.emit()

    def _walk_downwards(self) -> None:
        """Let Tab go through the panel as it is read. Qt's own order is that in which widgets were made."""
        stops = [self.flag, self.more, *self.remarks.fields, *self.form.stops, *self.links, self.note]
        for one, other in pairwise(stops):
            self.setTabOrder(one, other)

    def _links_of(self, annotation: SpanAnnotation) -> tuple[Link, ...]:
        if self._set is None or self._scheme is None:
            return ()
        return links_of(annotation, self._set, self._scheme)

    def _show_links(self, links: tuple[Link, ...]) -> None:
        for old in self.links:
            self._links.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.links = [self._row(link) for link in links]

    def _row(self, link: Link) -> LinkRow:
        row = LinkRow(link, key=self._keys.get(link.type, ""), parent=self._content)
        row.set_theme(self.theme)
        other, relation = link.other, link.relation_id
        if other is not None:
            row.clicked.connect(lambda: self.jump_requested.emit(other.id))
            row.detach_wanted.connect(lambda: self.detach_requested.emit(relation))
        else:
            row.clicked.connect(lambda: self.attach_requested.emit(link.type))
        self._links.addWidget(row)
        row.show()
        return row

    def _show_menu(self) -> None:
        menu = self.more_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        at_end = 0 if self.layoutDirection() == RTL else self.more.width() - menu.sizeHint().width()
        menu.popup(self.more.mapToGlobal(QPoint(at_end, self.more.height())))


def _column() -> QVBoxLayout:
    """Return a column whose edges are the panel's, inside those of the links."""
    made = QVBoxLayout()
    made.setContentsMargins(_OUT, 0, _OUT, 0)
    made.setSpacing(0)
    return made
