"""Documents that several people have read, for the tests of formats that lay readings side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Document,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from tests.formats.every_format import LABELS, Triple

NAMES = ("Salma", "Idris", "نورة")
Link = tuple[str, int, int]
"""The type of a relation, and the numbers of its source and its target."""
_IDS = {name: f"{number} {name}" for number, name in enumerate(NAMES)}
WORDS = ["قال", "وقال", "سليم", "خان،", "للصحيفة", "إن", "💻", "«باريس»", ".", "\n"]


def reading(
    text: str,
    name: str | None,
    spans: list[Triple],
    *,
    state: State = State.FINISHED,
    owner: Owner = Owner.ANNOTATOR,
    links: list[Link] | None = None,
    answers: Mapping[str, Mapping[str, str]] | None = None,
) -> AnnotationSet:
    """Return a reading whose spans have the ids s0, s1 … and whose relations r0, r1 …

    Args:
        text: what was read.
        name: the reader's; None: nobody's.
        spans: label, start and end of each.
        state: of the reading.
        owner: of the reading.
        links: type and the numbers of the two spans of each relation.
        answers: the id of a span or a relation, or "" for the document → what was answered about it.
    """
    said = answers or {}
    made = {
        f"s{n}": SpanAnnotation(
            id=f"s{n}", label=label, span=Span(a, b), quote=text[a:b], attributes=said.get(f"s{n}", {})
        )
        for n, (label, a, b) in enumerate(spans)
    }
    relations = {
        f"r{n}": Relation(
            id=f"r{n}", type=kind, source=f"s{a}", target=f"s{b}", attributes=said.get(f"r{n}", {})
        )
        for n, (kind, a, b) in enumerate(links or [])
    }
    return AnnotationSet(
        id=f"{owner.value} {name}",
        document_id="d",
        owner=owner,
        annotator=None if name is None else Annotator(id=_IDS.get(name, name), name=name),
        state=state,
        spans=made,
        relations=relations,
        attributes=said.get("", {}),
    )


def document(text: str, *sets: AnnotationSet, name: str = "d") -> AnnotatedDocument:
    """Return a document with these readings, which are its own."""
    own = tuple(replace(one, id=f"{one.id} {name}", document_id=name) for one in sets)
    return AnnotatedDocument(
        document=Document(id=name, title="خبر", text=text, sha256=digest(text)), sets=own
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
    sets = []
    for name in NAMES[: draw(st.integers(1, most))]:
        own = list(dict.fromkeys([*common, *draw(st.lists(spans, max_size=2))]))
        links = draw(_links(len(own)))
        keys = ["", *(f"s{n}" for n in range(len(own))), *(f"r{n}" for n in range(len(links)))]
        answers = draw(st.dictionaries(st.sampled_from(keys), _ANSWERS, max_size=3))
        sets.append(reading(text, name, own, links=links, answers=answers))
    return document(text, *sets)


_ANSWERS = st.dictionaries(st.sampled_from(["naming", "kind"]), st.sampled_from(["named", "=1", "O"]))


@st.composite
def _links(draw: st.DrawFn, spans: int) -> list[Link]:
    """Return relations between spans, some of them twice, and of a symmetric type in either direction."""
    if spans < 2:
        return []
    end = st.integers(0, spans - 1)
    kinds = st.sampled_from(["attribution", "coref"])
    found = draw(st.lists(st.tuples(kinds, end, end), max_size=3))
    return [link for link in found if link[1] != link[2]]


def linked(one: AnnotationSet) -> Counter[tuple[str, frozenset[tuple[str, Triple]]]]:
    """Return the relations of a reading by the places of their ends; `coref` has no direction."""
    place = {s.id: (s.label, s.span.start, s.span.end) for s in one.spans.values()}
    return Counter(joined(r.type, place[r.source], place[r.target]) for r in one.relations.values())


def joined(kind: str, source: Triple, target: Triple) -> tuple[str, frozenset[tuple[str, Triple]]]:
    """Return a relation so that it equals each other that says the same."""
    ends = ("", "") if kind == "coref" else ("from", "to")
    return kind, frozenset(zip(ends, (source, target), strict=True))


def triples(one: AnnotationSet) -> list[Triple]:
    """Return label, start and end of the spans of a reading, sorted."""
    return sorted((s.label, s.span.start, s.span.end) for s in one.spans.values())
