"""Somebody quick who annotates with the keyboard alone: knows what is to come out, and presses keys for it.

Each press goes to whatever has the focus in a real window. What is read off the window is what a person
would see there: the letters over the words, which question has the focus, what is selected.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from time import perf_counter, process_time

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.editing.attribution import nearest_end
from annotator.editing.commands.referents import referents
from annotator.editing.commands.several import carried, last_of_label
from annotator.model import AnnotationSet, Document, Label, Relation, Span, SpanAnnotation
from annotator.text.folding import fold
from annotator.text.sentences import sentences
from ui.conductor import Conductor
from ui.dialogs.label_all import LabelAllDialog
from ui.panels.keyed_menu import KEYS

_SHIFT, _ALT, _CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
_ORDER = {"CUE": 1, "SOURCE": 2, "QUOTE": 3, "CLAIM": 4}
_MOST_TRIES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One press of a key, until the window has painted what came of it.

    Attributes:
        name: the key and what it was for.
        held: Shift, Alt or Ctrl was held with it.
        wall: seconds that the hand had to wait.
        cpu: seconds that this process worked.
    """

    name: str
    held: bool
    wall: float
    cpu: float


class Typist:
    """Types one reading into the window of a conductor.

    Attributes:
        steps: the keys pressed, a modifier counted with its key.
    """

    def __init__(self, conductor: Conductor, gold: AnnotationSet, document: Document) -> None:
        self._conductor = conductor
        self._view = conductor.window.view
        self._gold = gold
        self._text = document.text
        self._scheme = conductor.session.workspace.scheme
        self._done: dict[str, str] = {}  # gold id → id here
        self.steps: list[Step] = []

    def type_all(self) -> None:
        """Annotate sentence by sentence, relations as soon as both their ends are there."""
        ahead = sorted(self._gold.spans.values(), key=self._place_in_line)
        for span in ahead:
            if span.id not in self._done:
                self._make(span)

    # What is done with one span

    def _place_in_line(self, span: SpanAnnotation) -> tuple[int, int, bool, int, int]:
        """Return when a span's turn is: by sentence; names before who speaks before what is said.

        A name that others refer to comes before them.
        """
        number = next(n for n, (start, end) in enumerate(self._sentences()) if start <= span.span.start < end)
        heads = {r.target for r in self._gold.relations.values() if r.type == "coref"}
        return number, _ORDER.get(span.label, 0), span.id not in heads, span.span.start, -span.span.end

    def _sentences(self) -> list[tuple[int, int]]:
        return sentences(self._text)

    def _make(self, span: SpanAnnotation) -> None:
        self._select(span.span)
        self._label(span.label)
        self._done[span.id] = self._current().id
        assert self._current().span == span.span
        self._answer(span)
        group = [span, *self._label_everywhere(span)]
        self._relate(group)

    def _select(self, wanted: Span) -> None:
        """Select words by their letters, then mend the edges where a letter takes too much or too little."""
        self._letter(wanted.start, Qt.Key.Key_F, by="select")
        self._extend(wanted)
        for _ in range(_MOST_TRIES):
            if self._view.selection == wanted:
                return
            if not self._mend(wanted):
                break
        message = f"{wanted.of(self._text)!r} can't be selected; {self._view.selection} for {wanted}"
        raise AssertionError(message)

    def _letter(self, start: int, key: Qt.Key, *, by: str) -> None:
        """Press a key that gives the words letters, and then the letter of the word here."""
        self.press(key, by=by)
        while not self._letter_at(start):
            places = list(self._view.letters.places.values())
            if not places:
                raise AssertionError(
                    (
                        start,
                        QApplication.focusWidget(),
                        QApplication.activeWindow(),
                        QApplication.activePopupWidget(),
                        self._view.caret,
                        self._view.current_span,
                    )
                )
            if places[0].start > start:
                self.press(Qt.Key.Key_Home, _CTRL, by="move")
                self.press(key, by="move")
            else:
                assert places[-1].end < len(self._text), start
                self.press(Qt.Key.Key_Space, by="move")
        self._press_letter(self._letter_at(start), by=by)

    def _letter_at(self, position: int) -> str:
        """Return the letter of the word that begins or goes on at a position."""
        return next(
            (
                key
                for key, place in self._view.letters.places.items()
                if place.start <= position < place.end or (place.start - 2 <= position < place.start)
            ),
            "",
        )

    def _letter_before(self, end: int) -> str:
        return next(
            (key for key, place in self._view.letters.places.items() if place.start < end <= place.end), ""
        )

    def _letter_of(self, span_id: str) -> str:
        return next((key for key, p in self._view.letters.places.items() if p.span_id == span_id), "")

    def _press_letter(self, letter: str, *, by: str) -> None:
        self.press(Qt.Key(ord(letter.upper())), _SHIFT if letter.isupper() else _NONE, by=by)

    def _extend(self, wanted: Span) -> None:
        chosen = self._view.selection
        if chosen is None or chosen.end >= wanted.end:
            return
        letter = self._letter_before(wanted.end)
        if not letter:
            self.press(Qt.Key.Key_Space, by="move")
            letter = self._letter_before(wanted.end)
        self._press_letter(letter, by="select")

    def _mend(self, wanted: Span) -> bool:
        """Press what brings the selection nearer to what is wanted."""
        chosen = self._view.selection
        if chosen is None:
            return False
        if chosen.end < wanted.end:
            self.press(Qt.Key.Key_Left, _SHIFT, by="mend")
        elif chosen.end > wanted.end:
            self.press(Qt.Key.Key_Right, _SHIFT, by="mend")
        else:
            self.press(Qt.Key.Key_G, by="mend")
        return True

    def _label(self, code: str) -> None:
        label = self._scheme.label(code)
        assert label is not None
        if label.hotkey is not None:
            self._press_named(label.hotkey, by="label")
            return
        keyless = [one.code for one in self._scheme.labels if one.hotkey is None]
        self.press(Qt.Key.Key_0, by="label")
        self._press_named(KEYS[keyless.index(code)], by="label")

    def _press_named(self, key: str, *, by: str) -> None:
        if len(key) > 1:
            self.press(Qt.Key(Qt.Key.Key_F1 + int(key[1:]) - 1), by=by)
        else:
            self.press(Qt.Key(ord(key)), by=by)

    def _label_everywhere(self, span: SpanAnnotation) -> list[SpanAnnotation]:
        """Label the same words everywhere, if that saves keys, and return what has come of it."""
        words = fold(span.quote)
        wanted = [
            other
            for other in self._gold.spans.values()
            if other.id not in self._done and other.label == span.label and fold(other.quote) == words
        ]
        if not wanted:
            return []
        self.press(Qt.Key.Key_L, by="everywhere")
        dialog = next(
            w for w in QApplication.topLevelWidgets() if isinstance(w, LabelAllDialog) and w.isVisible()
        )
        self._untick(dialog, {other.span for other in wanted})
        self.press(Qt.Key.Key_Return, by="everywhere")
        made = {(s.span, s.label): s.id for s in self._reading().spans.values()}
        for other in wanted:
            self._done[other.id] = made[other.span, other.label]
        return wanted

    def _untick(self, dialog: LabelAllDialog, wanted: set[Span]) -> None:
        for row, place in enumerate(dialog.chosen):
            if place in wanted:
                continue
            while dialog.list.currentIndex().row() < row:
                self.press(Qt.Key.Key_Down, by="everywhere")
            self.press(Qt.Key.Key_Space, by="everywhere")

    # Answers

    def _answer(self, span: SpanAnnotation) -> None:
        """Answer what the defaults do not say; first as for the last span where that says more."""
        label = self._scheme.label(span.label)
        assert label is not None
        here = self._current()
        if not self._differing(span, here.attributes):
            return
        last = last_of_label(self._reading(), here)
        if last is not None and last.attributes:
            copied = {**here.attributes, **carried(label, last.attributes)}
            if self._cost(span, label, copied) + 1 < self._cost(span, label, here.attributes):
                self.press(Qt.Key.Key_C, by="answer")
        self._answer_rest(span, label)
        assert dict(self._current().attributes) == dict(span.attributes), span

    @staticmethod
    def _differing(span: SpanAnnotation, answers: object) -> list[str]:
        assert hasattr(answers, "get")
        return [name for name, value in span.attributes.items() if answers.get(name) != value]

    def _cost(self, span: SpanAnnotation, label: Label, answers: object) -> int:
        """Return how many keys the answers that differ take: one each, and one to get to each run of them."""
        names = [a.name for a in label.attributes]
        places = [names.index(name) for name in self._differing(span, answers)]
        return len(places) + sum(place - 1 not in places for place in places)

    def _answer_rest(self, span: SpanAnnotation, label: Label) -> None:
        form = self._conductor.window.desk.current.form
        for attribute in label.attributes:
            wanted = span.attributes.get(attribute.name)
            if wanted == self._current().attributes.get(attribute.name):
                continue
            field = form.fields[attribute.name]
            if not field.hasFocus():
                place = form.stops.index(field) + 1
                if field is form.wanted:
                    self.press(Qt.Key.Key_A, by="answer")
                else:
                    self.press(Qt.Key(ord(str(place))), _ALT, by="answer")
            values = [value.value for value in attribute.values]
            number = 0 if wanted is None else values.index(wanted) + 1
            assert number < 10, attribute
            self.press(Qt.Key(ord(str(number))), by="answer")

    # Relations

    def _relate(self, group: list[SpanAnnotation]) -> None:
        """Join what has just been labelled to what is there."""
        span = group[0]
        waiting = [r for r in self._gold.relations.values() if self._is_ready(r, group)]
        for relation in [r for r in waiting if r.type in {"introduces", "cue", "attribution", "refers_to"}]:
            self._join(relation, span)
            waiting.remove(relation)
        by_target: dict[tuple[str, str], list[Relation]] = defaultdict(list)
        for relation in waiting:
            by_target[relation.type, relation.target].append(relation)
        for (_, target), relations in by_target.items():
            self._join_all(group, relations, target)

    def _is_ready(self, relation: Relation, group: list[SpanAnnotation]) -> bool:
        ends = {relation.source, relation.target}
        return ends <= self._done.keys() and not ends.isdisjoint(s.id for s in group)

    def _join(self, relation: Relation, span: SpanAnnotation) -> None:
        """Use the key for the nearest where it leads to the right one, else pick it by its letter."""
        here = self._current()
        kind = self._scheme.relation_type(relation.type)
        assert kind is not None
        reading = self._reading()
        other = relation.target if relation.source == span.id else relation.source
        if relation.type == "refers_to":
            spans = list(reading.spans.values())
            found = next(iter(referents(self._scheme, kind, here, spans)), None)
        else:
            found = nearest_end(reading, self._text, kind, here)
        if span.id == relation.source and relation.type != "refers_to":
            found = None
        if found is not None and found.id == self._done[other]:
            key = Qt.Key.Key_R if relation.type in {"attribution", "refers_to"} else Qt.Key.Key_U
            self.press(key, by="relate")
        else:
            self._pick(other, relation, outwards=span.id == relation.source)

    def _join_all(self, group: list[SpanAnnotation], relations: list[Relation], target: str) -> None:
        """Join all that were labelled together to one, by its letter."""
        sources = {relation.source for relation in relations}
        ids = {span.id for span in group}
        if group[0].id in sources and sources == {group[0].id}:
            self._pick(target, relations[0], outwards=True)
        elif sources == ids - {target} and group[0].id in ids:
            self.press(Qt.Key.Key_S, by="relate")
            self._pick(target, relations[0], outwards=True)
        elif target == group[0].id and len(sources) == 1:
            self._pick(next(iter(sources)), relations[0], outwards=False)
        else:
            raise AssertionError(relations)

    def _pick(self, other: str, relation: Relation, *, outwards: bool) -> None:
        self.press(Qt.Key.Key_R, _SHIFT, by="relate")
        wanted = self._done[other]
        letter = self._letter_of(wanted)
        while not letter:
            before = self._view.first_visible > self._gold.spans[other].span.start
            self.press(Qt.Key.Key_PageUp if before else Qt.Key.Key_PageDown, by="relate far")
            letter = self._letter_of(wanted)
        self._press_letter(letter, by="relate")
        menu = QApplication.activePopupWidget()
        if menu is not None:
            kind = self._scheme.relation_type(relation.type)
            assert kind is not None
            names = [action.text().partition("\t")[0] for action in menu.actions()]
            name = kind.names.in_language("en")
            at = names.index(name if outwards else f"{name}, the other way round")
            self._press_named(KEYS[at], by="relate")

    # Keys

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE, *, by: str) -> None:
        """Press a key where the keyboard is, and wait until the window has done with it."""
        target: QWidget | None = QApplication.activePopupWidget() or QApplication.focusWidget()
        began, worked = perf_counter(), process_time()
        QTest.keyClick(target or self._view, key, modifiers)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the program's own loop does
        wall, cpu = perf_counter() - began, process_time() - worked
        if QApplication.activeWindow() is None:
            self._conductor.window.activateWindow()  # a real window manager does so when a dialog closes
            QApplication.processEvents()
        name = f"{key.name.removeprefix('Key_')} to {by}"
        self.steps.append(Step(name=name, held=modifiers != _NONE, wall=wall, cpu=cpu))

    def _current(self) -> SpanAnnotation:
        span = self._conductor.session.span(self._view.current_span)
        assert span is not None
        return span

    def _reading(self) -> AnnotationSet:
        reading = self._conductor.session.annotation_set
        assert reading is not None
        return reading


def described(reading: AnnotationSet) -> tuple[list[object], list[object]]:
    """Return a reading without its random ids: spans with their answers, and relations by their ends."""
    spans = sorted(
        (s.span.start, s.span.end, s.label, s.quote, dict(s.attributes)) for s in reading.spans.values()
    )

    def end(key: str) -> tuple[int, int, str]:
        span = reading.spans[key]
        return span.span.start, span.span.end, span.label

    relations = sorted((r.type, end(r.source), end(r.target)) for r in reading.relations.values())
    return list(spans), list(relations)
