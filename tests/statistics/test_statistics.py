"""What is counted is what somebody would count by hand; partial counts and their spans agree with it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.editing.history import StepWork
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Document,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    digest,
)
from annotator.model.scheme_json import default_scheme
from annotator.statistics import (
    LONGEST_PAUSE,
    TABLES,
    Bin,
    Counts,
    Kind,
    Numbers,
    Pick,
    Reader,
    Work,
    csv_of,
    picked,
    plain_of,
    table,
)
from annotator.text.sentences import sentences
from annotator.text.tokens import count_words

_SCHEME = default_scheme()
_LABELS = ("PERS", "ORG", "CLAIM", "SOURCE", "CUE")
_TEXT = "قال سليم إن الجسر مغلق. ونفت الوكالة ذلك، وقالت: لا.\nثم عاد."


def _document(document_id: str, sets: tuple[AnnotationSet, ...], text: str = _TEXT) -> AnnotatedDocument:
    document = Document(
        id=document_id, title=f"خبر {document_id}", text=text, sha256=digest(text), metadata={}
    )
    return AnnotatedDocument(document=document, sets=sets)


def _span(span_id: str, label: str, start: int, end: int, **answers: str) -> SpanAnnotation:
    return SpanAnnotation(
        id=span_id, label=label, span=Span(start, end), quote=_TEXT[start:end], attributes=answers
    )


def _reading(
    set_id: str, name: str, spans: list[SpanAnnotation], relations: tuple[Relation, ...] = ()
) -> AnnotationSet:
    return AnnotationSet(
        id=set_id,
        document_id="d",
        owner=Owner.ANNOTATOR,
        annotator=Annotator(id=f"id-{name}", name=name),
        spans={span.id: span for span in spans},
        relations={relation.id: relation for relation in relations},
    )


@st.composite
def _documents(draw: st.DrawFn) -> list[AnnotatedDocument]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        sets = []
        for name in draw(st.lists(st.sampled_from(["Salma", "Karim"]), unique=True, max_size=2)):
            places = draw(
                st.lists(
                    st.tuples(st.sampled_from(_LABELS), st.integers(0, 50), st.integers(1, 12)), max_size=8
                )
            )
            spans = [
                _span(f"s{n}", label, start, min(start + length, len(_TEXT)))
                for n, (label, start, length) in enumerate(places)
            ]
            sets.append(_reading(f"{number}-{name}", name, spans))
        found.append(_document(f"d{number}", tuple(sets)))
    return found


def _counted(documents: list[AnnotatedDocument]) -> Counts:
    counts = Counts()
    for one in documents:
        counts.read(one, _SCHEME)
    return counts


def _inside(inner: SpanAnnotation, outer: SpanAnnotation) -> bool:
    """Tell the same as the module says, in the plainest way."""
    a, b = inner.span, outer.span
    if (a.start, a.end) == (b.start, b.end):
        return (outer.label, outer.id) < (inner.label, inner.id)
    return b.start <= a.start and a.end <= b.end


@given(_documents())
def test_bins_hold_what_counting_by_hand_finds(documents: list[AnnotatedDocument]) -> None:
    counts = _counted(documents)
    wanted: Counter[Bin] = Counter()
    for one in documents:
        whole = sentences(one.document.text)
        for reading in one.sets:
            spans = list(reading.spans.values())
            for span in spans:
                wanted[Bin(Kind.LABEL, span.label)] += 1
                outer = [other for other in spans if other is not span and _inside(span, other)]
                layer = _SCHEME.layer_of(span.label)
                assert layer is not None
                wanted[Bin(Kind.DEPTH, layer.code, str(len(outer)))] += 1
                wanted.update(Bin(Kind.INSIDE, span.label, other.label) for other in outer)
            for place, (start, _) in enumerate(whole):
                until = whole[place + 1][0] if place + 1 < len(whole) else len(_TEXT) + 1
                held = Counter(s.label for s in spans if start <= s.span.start < until)
                wanted.update(
                    Bin(Kind.SENTENCE, a, b) for a in held for b in held if a < b or (a == b and held[a] > 1)
                )
    kinds = {Kind.LABEL, Kind.DEPTH, Kind.INSIDE, Kind.SENTENCE}
    assert {b: n for b, n in counts.of(None).items() if b.kind in kinds} == dict(wanted)


@given(_documents(), st.integers(0, 3))
def test_partial_counts_add_up_to_the_whole(documents: list[AnnotatedDocument], cut: int) -> None:
    counts = _counted(documents[:cut])
    counts.add(_counted(documents[cut:]))
    assert counts == _counted(documents)


@given(_documents())
def test_each_number_opens_its_own_spans(documents: list[AnnotatedDocument]) -> None:
    numbers = Numbers(scheme=_SCHEME, counts=_counted(documents), work=Work())
    for reader in (None, *numbers.readers()):
        for name in ("labels", "layers", "nesting", "documents", "annotators"):
            one = table(name, numbers, reader)
            column = next(n for n, c in enumerate(one.columns) if c.code == "spans")
            for row in one.rows:
                assert (row.pick is None) == (row.cells[column] == 0)
                if row.pick is not None:
                    found = [span for d in documents for span in picked(d, _SCHEME, row.pick)]
                    assert len(found) == row.cells[column], name
    for pair in table("inside", numbers).rows:
        assert pair.pick is not None
        labels = {s.annotation.label for d in documents for s in picked(d, _SCHEME, pair.pick)}
        assert labels == {pair.cells[0], pair.cells[1]}


_MOMENT = datetime(2026, 3, 1, 23, 55, tzinfo=UTC)
_Steps = list[StepWork]


@st.composite
def _steps(draw: st.DrawFn) -> _Steps:
    at, found = _MOMENT, []
    for number in range(draw(st.integers(0, 12))):
        at += timedelta(seconds=draw(st.sampled_from([-5, 0, 20, 299, 300, 301, 4000])))
        found.append(
            StepWork(
                id=number,
                author=draw(st.sampled_from(["a", "b"])),
                author_name="A",
                at=at,
                document_id=draw(st.sampled_from(["d1", "d2", None])),
                made=draw(st.integers(0, 2)),
                removed=0,
            )
        )
    return found


def _worked(steps: _Steps) -> Work:
    work = Work(zone=UTC)
    for step in steps:
        work.hear(step)
    return work


@given(_steps())
def test_time_spent_is_the_short_pauses_of_one_person_in_one_document(steps: _Steps) -> None:
    wanted: Counter[tuple[str, str]] = Counter()
    for author in ("a", "b"):
        own = [step for step in steps if step.author == author and step.document_id is not None]
        for before, after in pairwise(own):
            pause = after.at - before.at
            if before.document_id == after.document_id and timedelta(0) < pause <= LONGEST_PAUSE:
                wanted[author, str(before.document_id)] += int(pause.total_seconds() * 1000)
    work = _worked(steps)
    assert work.spent == wanted
    assert sum(work.daily.values()) == sum(wanted.values())


@given(_steps(), st.integers(0, 12))
def test_the_work_of_two_stretches_adds_up_to_that_of_both(steps: _Steps, cut: int) -> None:
    work = _worked(steps[:cut])
    work.add(_worked(steps[cut:]))
    assert work == _worked(steps)


def test_a_day_ends_where_the_person_is() -> None:
    steps = [
        StepWork(id=n, author="a", author_name="A", at=at, document_id="d", made=1, removed=0)
        for n, at in enumerate([_MOMENT, _MOMENT + timedelta(minutes=10)])
    ]
    assert [day.day for day in _worked(steps).steps] == [date(2026, 3, 1), date(2026, 3, 2)]


def test_a_comma_is_no_word_and_marks_make_no_words() -> None:
    assert count_words("وقال أيضًا: «لا»، في ٢٠٢٦.") == 5
    assert count_words("") == 0
    assert count_words("… — ؟") == 0


def _told() -> Numbers:
    """Return the numbers of one text: a claim with two sources, one implicit, one of nobody."""
    spans = [
        _span("s1", "SOURCE", 4, 8, naming="named", kind="official"),
        _span("s2", "SOURCE", 29, 36, naming="unnamed", kind="official"),
        _span("c1", "CLAIM", 12, 22),
        _span("c2", "CLAIM", 49, 51, implicit_source="last_speaker"),
        _span("c3", "CLAIM", 53, 59),
    ]
    relations = tuple(
        Relation(id=f"r{n}", type="attribution", source=source, target="c1")
        for n, source in enumerate(["s1", "s2"])
    )
    document = _document("d", (_reading("set", "Salma", spans, relations),))
    return Numbers(scheme=_SCHEME, counts=_counted([document]), work=Work())


def test_attribution_is_counted_by_the_answers_about_the_source() -> None:
    rows = {(r["question"], r["answer"]): r["statements"] for r in plain_of(table("attribution", _told()))}
    assert {key: rows[key] for key in rows if key[0] != "role"} == {
        ("", "source"): 1,
        ("", "implicit"): 1,
        ("", "nobody"): 1,
        ("implicit_source", "last_speaker"): 1,
        ("naming", "named"): 1,
        ("naming", "unnamed"): 1,
        ("kind", "official"): 1,  # two officials, one statement
    }


def test_density_is_spans_over_the_words_that_were_read() -> None:
    (row,) = plain_of(table("annotators", _told()))
    assert (row["annotator"], row["spans"], row["words"]) == ("Salma", 5, count_words(_TEXT))
    assert row["per_1000_words"] == round(5000 / count_words(_TEXT), 2)


def test_every_table_can_be_written_and_nothing_in_it_is_a_formula() -> None:
    spans = {"s1": _span("s1", "SOURCE", 4, 8, naming="named")}
    person = Annotator(id="i", name="=1+1")
    reading = AnnotationSet(
        id="x",
        document_id="d",
        owner=Owner.IMPORTED,
        annotator=person,
        spans=spans,
    )
    numbers = Numbers(scheme=_SCHEME, counts=_counted([_document("d", (reading,))]), work=Work())
    for name in TABLES:
        lines = csv_of(table(name, numbers), _SCHEME).decode("utf-8-sig").split("\r\n")
        assert len(lines) == len(table(name, numbers).rows) + 2
        assert not any(cell.startswith("=") for line in lines for cell in line.split(","))


def test_a_pick_by_day_takes_only_what_was_made_then() -> None:
    document = _document(
        "d", (_reading("set", "Salma", [_span("p", "PERS", 4, 8), _span("q", "PERS", 0, 3)]),)
    )
    pick = Pick(day=date(2026, 3, 1))
    found = list(picked(document, _SCHEME, pick, made={("set", "p"), ("other", "q")}))
    assert [one.annotation.id for one in found] == ["p"]
    assert found[0].reader == Reader(Owner.ANNOTATOR, "Salma", "id-Salma")
    assert list(picked(document, _SCHEME, pick)) == []
