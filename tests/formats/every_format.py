"""What the tests of all formats share: documents of every kind, and the law that none is lost in silence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from annotator import formats
from annotator.formats import Element, ExportOptions, Format, ImportOptions, LossReport, TokenPolicy
from annotator.formats.scope import reader_name
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Decision,
    Dispute,
    Document,
    Owner,
    Relation,
    Seen,
    Span,
    SpanAnnotation,
    State,
    Verdict,
    digest,
)
from annotator.model.scheme_json import default_scheme

SCHEME = default_scheme()
Triple = tuple[str, int, int]

CHARACTERS = st.sampled_from(
    [
        *"وبالكتاب في س.،:“” \n\n\u00a0\u200f\u200c\u064b\u0640😀5٣a'=;\t|\\",
        "\u0600",
        "\u2028",
        "💻",
        "\u200d",
    ]
)
LABELS = st.sampled_from(["PERS", "ORG", "CLAIM", "SOURCE"])
ATTRIBUTES = st.sampled_from(
    [{}, {}, {"naming": "named"}, {"kind": "media", "role": "primary"}, {"canonical": 'بنك "النهر";  1=2|é'}]
)
COMMENTS = st.sampled_from([None, None, "من؟", "سطر\nوسطر", "=1;\"|\t'"])
ANSWERS = st.sampled_from([{}, {}, {"genre": "news", "note": '=1; "س"'}])
METADATA = st.sampled_from([{}, {}, {"url": "https://example.org/؟", "n": 1, "list": ["ا", None]}])


@st.composite
def documents(draw: st.DrawFn, number: int = 0, *, readings: int = 1) -> AnnotatedDocument:
    """Return a document with readings that no scheme would object to being exported: one's, then gold."""
    text = draw(st.text(CHARACTERS, min_size=1, max_size=40).filter(str.strip))
    name = f"d{number}"
    owners = (Owner.ANNOTATOR, Owner.GOLD)[:readings]
    sets = tuple(draw(_readings(name, text, owner)) for owner in owners)
    document = Document(id=name, title='خبر، "1"', text=text, sha256=digest(text), metadata=draw(METADATA))
    return AnnotatedDocument(document=document, sets=sets, decisions=draw(_decisions(name, sets)))


@st.composite
def _decisions(draw: st.DrawFn, document: str, sets: tuple[AnnotationSet, ...]) -> tuple[Decision, ...]:
    """Return how gold came about, with readings and people by their names; nothing without gold."""
    golden = [reading for reading in sets if reading.owner is Owner.GOLD]
    if not golden:
        return ()
    made = [*golden[0].spans, *golden[0].relations]
    return tuple(
        Decision(
            id=f"x{n}",
            document_id=document,
            dispute=draw(st.sampled_from(Dispute)),
            verdict=draw(st.sampled_from(Verdict)),
            seen=(Seen(set_id="annotator:سلمى", ids=("s0", "s,1"), digest="0a"),),
            taken=draw(st.sampled_from([(), ("annotator:سلمى",), ("gone", "imported")])),
            gold=tuple(made[n : n + 2]),
            label=draw(LABELS),
            quote=draw(st.sampled_from(["", "=قال\n«سليم»"])),
            reason=draw(st.sampled_from(["", '-1; "لا"'])),
            gap=draw(st.booleans()),
            by="هدى",
            at="2026-11-27T12:00:00+00:00",
        )
        for n in range(draw(st.integers(0, 2)))
    )


@st.composite
def _readings(draw: st.DrawFn, document: str, text: str, owner: Owner) -> AnnotationSet:
    spans: dict[str, SpanAnnotation] = {}
    seen: set[Triple] = set()
    for n in range(draw(st.integers(0, 7))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        label = draw(LABELS)
        if (label, start, end) in seen:
            continue
        seen.add((label, start, end))
        spans[f"s{n}"] = SpanAnnotation(
            id=f"s{n}",
            label=label,
            span=Span(start, end),
            quote=text[start:end],
            attributes=draw(ATTRIBUTES),
            comment=draw(COMMENTS),
            flagged=draw(st.booleans()),
        )
    relations: dict[str, Relation] = {}
    pairs: set[tuple[str, str, str]] = set()
    for n in range(draw(st.integers(0, 4)) if len(spans) > 1 else 0):
        source, target = draw(st.permutations(sorted(spans)))[:2]
        kind = draw(st.sampled_from(["attribution", "coref", "continues"]))
        if (kind, source, target) not in pairs:
            pairs.add((kind, source, target))
            relations[f"r{n}"] = Relation(id=f"r{n}", type=kind, source=source, target=target)
    return AnnotationSet(
        id=f"set-{owner.value}",
        document_id=document,
        owner=owner,
        annotator=Annotator(id="a", name="سلمى") if owner is Owner.ANNOTATOR else None,
        state=State.FINISHED,
        spans=spans,
        relations=relations,
        attributes=draw(ANSWERS),
    )


def annotated(text: str, spans: list[Triple], **more: Any) -> AnnotatedDocument:
    """Return a document with one reading; its spans get the ids s0, s1 …; `more` is said of each."""
    made = {
        f"s{n}": SpanAnnotation(id=f"s{n}", label=label, span=Span(start, end), quote=text[start:end], **more)
        for n, (label, start, end) in enumerate(spans)
    }
    reading = AnnotationSet(
        id="set",
        document_id="d",
        owner=Owner.ANNOTATOR,
        annotator=Annotator(id="a", name="Salma"),
        spans=made,
    )
    document = Document(id="d", title="خبر", text=text, sha256=digest(text))
    return AnnotatedDocument(document=document, sets=(reading,))


def gold(shared_data: Path) -> AnnotatedDocument:
    """Return the real article with its 118 spans and 74 relations."""
    (article,) = formats.get("hashiya-jsonl").read(shared_data / "gold.jsonl", ImportOptions(scheme=SCHEME))
    return article


def export(
    name: str, documents: list[AnnotatedDocument], target: Path, *, tokens: str = "expand", **more: Any
) -> LossReport:
    """Export in a format with the default scheme."""
    options = ExportOptions(scheme=SCHEME, tokens=TokenPolicy(tokens), **more)
    return formats.export(formats.get(name), documents, target, options)


def read(name: str, path: Path, **more: Any) -> list[AnnotatedDocument]:
    """Read a file of a format, with any well-formed labels."""
    return list(formats.get(name).read(path, ImportOptions(**more)))


def triples(document: AnnotatedDocument) -> list[Triple]:
    """Return label, start and end of the spans of the one reading, in text order."""
    (reading,) = document.sets
    return [(s.label, s.span.start, s.span.end) for s in reading.in_text_order()]


def assert_nothing_silent(
    known: Format, sent: list[AnnotatedDocument], back: list[AnnotatedDocument], report: LossReport
) -> None:
    """Check that read(write(x)) is x minus what the report names, and nothing more."""
    assert len(back) == len(sent)
    keeps_text = known.capabilities.unit is not formats.Unit.TOKENS or known.name in {"conllu", "spacy"}
    for before, after in zip(sent, back, strict=True):
        entries = [e for e in report.entries if e.document_id == before.document.id]
        assert len(after.sets) == len(before.sets), known.name
        for reading, found in zip(before.sets, after.sets, strict=True):
            own = [e for e in entries if e.reading in {reader_name(reading), ""}]
            _assert_spans(known, before.document.text, reading, found, own, exactly=keeps_text)
            _assert_relations(reading, found, own, exactly=keeps_text)
            if reading.attributes != found.attributes:
                assert known.capabilities.answers is False
                assert Element.ATTRIBUTES in {e.element for e in own if not e.id}
            if known.capabilities.several_sets:
                assert (found.owner, found.annotator and found.annotator.name) == (
                    reading.owner,
                    reading.annotator and reading.annotator.name,
                )
        if keeps_text:
            assert after.document.text == before.document.text
        if known.capabilities.metadata:
            assert (after.document.id, after.document.title) == (before.document.id, before.document.title)
        if before.decisions != after.decisions:
            assert known.capabilities.provenance is False
            assert Element.DECISION in {e.element for e in entries}
        if not any(e.element is Element.METADATA for e in entries):
            assert {**before.document.metadata} == {
                name: after.document.metadata[name] for name in before.document.metadata
            }


def _key(span: SpanAnnotation, *, exactly: bool) -> tuple[str, Any]:
    """Return what tells a span: its place, where the text is the same, else its words without white space."""
    return span.label, span.span if exactly else "".join(span.quote.split())


def _assert_spans(
    known: Format,
    text: str,
    before: AnnotationSet,
    after: AnnotationSet,
    entries: list[Any],
    *,
    exactly: bool,
) -> None:
    named = {(e.element, e.id) for e in entries}
    exact = [s for s in before.spans.values() if (Element.SPAN, s.id) not in named]
    widened = Counter(
        (e.label, Span(*e.written) if exactly else "".join(text[e.written[0] : e.written[1]].split()))
        for e in entries
        if e.element is Element.SPAN and e.written is not None
    )
    found = list(after.spans.values())
    sent = Counter(_key(span, exactly=exactly) for span in exact)
    came = Counter(_key(span, exactly=exactly) for span in found)
    # Two spans may be widened to one and the same, which then stands in the file once or twice.
    assert not sent - came, known.name
    assert not came - sent - widened, known.name
    if known.capabilities.attributes or known.capabilities.comments:
        for span in exact:
            own = [s for s in found if s.span == span.span and s.label == span.label]
            assert own
            if (Element.ATTRIBUTES, span.id) not in named:
                assert dict(span.attributes) in [dict(s.attributes) for s in own]
            if (Element.COMMENT, span.id) not in named:
                assert span.comment in [s.comment for s in own]
            if (Element.FLAG, span.id) not in named:
                assert span.flagged in [s.flagged for s in own]


def _assert_relations(
    before: AnnotationSet, after: AnnotationSet, entries: list[Any], *, exactly: bool
) -> None:
    lost = {e.id for e in entries if e.element is Element.RELATION}

    def links(reading: AnnotationSet, without: set[str]) -> Counter[Any]:
        return Counter(
            (r.type, *(_key(reading.spans[end], exactly=exactly) for end in (r.source, r.target)))
            for r in reading.relations.values()
            if r.id not in without
        )

    missing = links(before, lost) - links(after, set())
    assert not missing
