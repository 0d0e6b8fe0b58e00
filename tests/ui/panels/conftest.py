"""What tests of the panels may ask for: sample values, and a language to switch to."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator import language
from annotator.model import AnnotationSet, LabelScheme, Owner, Relation, Span, SpanAnnotation, State
from annotator.model.scheme_json import default_scheme
from ui import fonts

TEXT = "أعلن وزير الخارجية أن المفاوضات انتهت، وقال مراسل قناة النيل إن الوفد غادر القاهرة مساء الأحد."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    owner: Owner
    state: State
    spans: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    id: str
    title: str
    sets: tuple[Reading, ...]
    active: Reading | None


class Echo(gettext.NullTranslations):
    """A language in which every text of the program is recognised by its frame."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def pgettext(self, _context: str, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"«{one if n == 1 else many}»"


@pytest.fixture(autouse=True)
def _window_system(qapp: QApplication) -> Iterator[None]:
    fonts.load()
    before = language.current()
    language.use("en")
    yield
    language.use(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def type_words(qapp: QApplication) -> Callable[[QWidget, str], None]:
    """Return a function that types: QTest's own aborts on letters beyond Latin-1."""

    def press(widget: QWidget, words: str) -> None:
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                qapp.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    return press


@pytest.fixture
def switch(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Callable[[QWidget], None]:
    """Return a function that turns a shown panel to Arabic with echoed texts, as the program does."""

    def to_arabic(widget: QWidget) -> None:
        monkeypatch.setattr(language._Current, "code", "ar")
        monkeypatch.setattr(language._Current, "catalogue", Echo())
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        qapp.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
        qapp.processEvents()

    return to_arabic


@pytest.fixture
def summary() -> Callable[..., Summary]:
    def make(
        key: str, title: str, state: State | None = None, spans: int = 0, *, gold: bool = False
    ) -> Summary:
        owner = Owner.GOLD if gold else Owner.ANNOTATOR
        reading = None if state is None else Reading(owner=owner, state=state, spans=spans)
        return Summary(id=key, title=title, sets=() if reading is None else (reading,), active=reading)

    return make


@pytest.fixture(scope="session")
def scheme() -> LabelScheme:
    return default_scheme()


@pytest.fixture
def annotate() -> Callable[..., SpanAnnotation]:
    """Return a function that makes a span annotation over words of the sample text."""

    def make(key: str, label: str, words: str, **more: object) -> SpanAnnotation:
        start = TEXT.index(words)
        span = Span(start, start + len(words))
        return SpanAnnotation(id=key, label=label, span=span, quote=words, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
def readings(annotate: Callable[..., SpanAnnotation]) -> AnnotationSet:
    """Return a claim with its source and cue, an orphan claim, and an entity."""
    spans = [
        annotate("cue", "CUE", "أعلن"),
        annotate("source", "SOURCE", "وزير الخارجية", attributes={"naming": "described"}),
        annotate("claim", "CLAIM", "المفاوضات انتهت", attributes={"verifiability": "checkable"}),
        annotate("orphan", "CLAIM", "الوفد غادر القاهرة مساء الأحد"),
        annotate("place", "GPE", "القاهرة"),
    ]
    relations = [
        Relation(id="r1", type="attribution", source="source", target="claim"),
        Relation(id="r2", type="cue", source="cue", target="claim"),
    ]
    return AnnotationSet(
        id="set",
        document_id="d",
        owner=Owner.ANNOTATOR,
        annotator=None,
        state=State.IN_PROGRESS,
        spans={span.id: span for span in spans},
        relations={relation.id: relation for relation in relations},
    )
