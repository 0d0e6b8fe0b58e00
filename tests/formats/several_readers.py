"""Documents that several people have read, for the tests of formats that lay readings side by side."""

from __future__ import annotations

from hypothesis import strategies as st

from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Document,
    Owner,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from tests.formats.every_format import LABELS, Triple

NAMES = ("Salma", "Idris", "نورة")
_IDS = {name: f"{number} {name}" for number, name in enumerate(NAMES)}
WORDS = ["قال", "وقال", "سليم", "خان،", "للصحيفة", "إن", "💻", "«باريس»", ".", "\n"]


def reading(
    text: str,
    name: str | None,
    spans: list[Triple],
    *,
    state: State = State.FINISHED,
    owner: Owner = Owner.ANNOTATOR,
) -> AnnotationSet:
    """Return a reading whose spans have the ids s0, s1 …"""
    made = {
        f"s{n}": SpanAnnotation(id=f"s{n}", label=label, span=Span(a, b), quote=text[a:b])
        for n, (label, a, b) in enumerate(spans)
    }
    return AnnotationSet(
        id=f"{owner.value} {name}",
        document_id="d",
        owner=owner,
        annotator=None if name is None else Annotator(id=_IDS.get(name, name), name=name),
        state=state,
        spans=made,
    )


def document(text: str, *sets: AnnotationSet, name: str = "d") -> AnnotatedDocument:
    """Return a document with these readings."""
    return AnnotatedDocument(
        document=Document(id=name, title="خبر", text=text, sha256=digest(text)), sets=sets
    )


@st.composite
def read_by_several(draw: st.DrawFn, *, most: int = 3) -> AnnotatedDocument:
    """Return a document with one to `most` finished readings, which begin alike and then differ."""
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8)))
    if not text.strip():
        text = "قال"
    place = st.integers(0, len(text) - 1)
    spans = st.tuples(LABELS, place, st.integers(1, 12)).map(
        lambda s: (s[0], s[1], min(s[1] + s[2], len(text)))
    )
    common = draw(st.lists(spans, max_size=3))
    sets = [
        reading(text, name, list(dict.fromkeys([*common, *draw(st.lists(spans, max_size=2))])))
        for name in NAMES[: draw(st.integers(1, most))]
    ]
    return document(text, *sets)


def triples(one: AnnotationSet) -> list[Triple]:
    """Return label, start and end of the spans of a reading, sorted."""
    return sorted((s.label, s.span.start, s.span.end) for s in one.spans.values())
