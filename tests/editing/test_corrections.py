"""A corrected text takes all that was said about it along."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.editing.change import SpanChange, TextChange, invert
from annotator.editing.commands import AddRelation, AddSpan, CorrectText, ImportDocuments
from annotator.editing.moving import carried_over, count_moved, touched
from annotator.errors import RuleError
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
from annotator.text.alignment import aligned
from annotator.text.replacements import Replacement
from annotator.workspace import Workspace

_TEXT = "قالت الصحيفه ان الوزير سافر.\nونفى الوزير ذلك"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with _opened(tmp_path / "p.hashiya", _TEXT) as workspace:
        yield workspace


def _opened(path: Path, text: str, *sets: AnnotationSet) -> Workspace:
    document = Document(id="d", title="خبر", text=text, sha256=digest(text))
    workspace = Workspace.create(path, title="تجربة", reader="ليلى")
    workspace.perform(ImportDocuments(documents=(AnnotatedDocument(document=document, sets=sets),)))
    return workspace


def _mark(workspace: Workspace, label: str, words: str, *, last: bool = False) -> str:
    text = workspace.document("d").text
    start = text.rindex(words) if last else text.index(words)
    reading = workspace.active_set("d")
    span = Span(start, start + len(words))
    set_id = None if reading is None else reading.id
    done = workspace.perform(AddSpan(document_id="d", set_id=set_id, label=label, span=span))
    assert done is not None
    (made,) = [c.after for c in done.changes if isinstance(c, SpanChange)]
    assert made is not None
    return made.id


def _replace(workspace: Workspace, words: str, by: str, at: int = 0) -> CorrectText:
    start = workspace.document("d").text.index(words, at)
    one = Replacement(start=start, end=start + len(words), text=by)
    return CorrectText(document_id="d", replacements=(one,))


def _quotes(workspace: Workspace) -> dict[str, str]:
    reading = workspace.active_set("d")
    assert reading is not None
    text = workspace.document("d").text
    assert all(span.span.of(text) == span.quote for span in reading.spans.values())
    return {span.id: span.quote for span in reading.spans.values()}


def test_spans_behind_a_correction_move_and_those_on_it_are_listed(workspace: Workspace) -> None:
    paper, minister = _mark(workspace, "ORG", "الصحيفه"), _mark(workspace, "PERS", "الوزير")
    correction = _replace(workspace, "الصحيفه", "صحيفة الأخبار").outcome(workspace)
    assert correction is not None
    (one,) = touched(correction.before, correction.after)
    assert one.after is not None
    assert (one.before.id, one.before.quote, one.after.quote) == (paper, "الصحيفه", "صحيفة الأخبار")
    assert count_moved(correction.before, correction.after) == 1
    workspace.perform(_replace(workspace, "الصحيفه", "صحيفة الأخبار"))
    assert _quotes(workspace) == {paper: "صحيفة الأخبار", minister: "الوزير"}
    assert workspace.check() == []


def test_the_same_words_elsewhere_are_left_alone(workspace: Workspace) -> None:
    first = _mark(workspace, "PERS", "الوزير")
    second = _mark(workspace, "PERS", "الوزير", last=True)
    workspace.perform(_replace(workspace, "الوزير", "الرئيس", at=_TEXT.rindex("الوزير")))
    assert _quotes(workspace) == {first: "الوزير", second: "الرئيس"}


@pytest.mark.parametrize(
    ("before", "behind", "words", "after"),
    [
        ("", "X", "الصحيفه", "الصحيفهX"),  # goes on the word
        ("و", "", "الصحيفه", "والصحيفه"),
        ("", " كلها", "الصحيفه", "الصحيفه"),  # a word of its own
        ("", "،", "الصحيفه", "الصحيفه"),
        ("", "X", "الصحيف", "الصحيف"),  # the span never reached the word's end
        ("", "\u064e", "الصحيفه", "الصحيفه\u064e"),  # a mark belongs to its letter
    ],
)
def test_what_is_put_in_at_an_edge_belongs_to_the_word_it_goes_on(
    workspace: Workspace, before: str, behind: str, words: str, after: str
) -> None:
    span = _mark(workspace, "ORG", words)
    start = _TEXT.index("الصحيفه")
    edges = (Replacement(start=start, end=start, text=before), Replacement(start=12, end=12, text=behind))
    workspace.perform(CorrectText(document_id="d", replacements=edges))
    assert _quotes(workspace) == {span: after}
    workspace.undo()
    assert _quotes(workspace) == {span: words}
    assert workspace.check() == []


def test_what_replaces_a_span_is_the_span(workspace: Workspace) -> None:
    span = _mark(workspace, "PERS", "الوزير")
    workspace.perform(_replace(workspace, "الوزير", "نائب الوزير الأول"))
    assert _quotes(workspace) == {span: "نائب الوزير الأول"}


def test_words_replaced_across_an_edge_are_taken_in(workspace: Workspace) -> None:
    span = _mark(workspace, "PERS", "الوزير")
    before = workspace.sets("d")
    workspace.perform(_replace(workspace, "ن الوزير س", "XYZ"))
    assert _quotes(workspace) == {span: "XYZ"}
    workspace.undo()
    assert workspace.sets("d") == before


def test_a_span_without_words_goes_with_its_relations_and_comes_back(workspace: Workspace) -> None:
    source, claim = _mark(workspace, "SOURCE", "الصحيفه"), _mark(workspace, "CLAIM", "الوزير سافر")
    reading = workspace.active_set("d")
    assert reading is not None
    workspace.perform(
        AddRelation(document_id="d", set_id=reading.id, type="attribution", source=source, target=claim)
    )
    before = workspace.sets("d")
    done = workspace.perform(_replace(workspace, "الصحيفه ", ""))
    assert done is not None
    after = workspace.active_set("d")
    assert after is not None
    assert set(after.spans) == {claim}
    assert not after.relations
    assert workspace.check() == []
    workspace.undo()
    assert workspace.sets("d") == before
    workspace.redo()
    assert workspace.active_set("d") == after


def test_every_reading_moves(tmp_path: Path) -> None:
    sets = tuple(
        AnnotationSet(
            id=name,
            document_id="d",
            owner=Owner.ANNOTATOR,
            annotator=Annotator(id=name, name=name),
            state=State.FINISHED,
            spans={"s": SpanAnnotation(id="s", label="PERS", span=Span(16, 22), quote="الوزير")},
        )
        for name in ("a", "b")
    )
    with _opened(tmp_path / "p.hashiya", _TEXT, *sets) as workspace:
        workspace.perform(_replace(workspace, "قالت ", ""))
        for reading in workspace.sets("d"):
            assert reading.spans["s"].span == Span(11, 17)
            assert reading.state is State.FINISHED
        assert workspace._repository.sets("d") == workspace.sets("d")
        assert workspace.check() == []


def test_spans_that_would_lie_across_each_other_refuse_the_correction(workspace: Workspace) -> None:
    _mark(workspace, "PERS", "الوزير")
    _mark(workspace, "GPE", "سافر")
    before = workspace.document("d"), workspace.sets("d")
    with pytest.raises(RuleError, match="ليلى") as refused:
        workspace.perform(_replace(workspace, "ير سا", "XX"))
    assert refused.value.code == "E_OVERLAP"
    assert (workspace.document("d"), workspace.sets("d")) == before


@pytest.mark.parametrize(
    ("by", "code"), [("\0", "E_CHARACTER"), ("\ud800", "E_CHARACTER"), ("\ufdd0", "E_CHARACTER")]
)
def test_what_no_text_can_hold_is_refused(workspace: Workspace, by: str, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        workspace.perform(_replace(workspace, "ان", by))
    assert refused.value.code == code


def test_a_document_is_never_emptied(workspace: Workspace) -> None:
    with pytest.raises(RuleError) as refused:
        workspace.perform(_replace(workspace, _TEXT, " \n"))
    assert refused.value.code == "E_EMPTY"


def test_line_ends_are_line_feeds_and_paragraphs_part_and_join(workspace: Workspace) -> None:
    span = _mark(workspace, "PERS", "الوزير", last=True)
    workspace.perform(_replace(workspace, " ان", "\r\nان"))
    assert workspace.document("d").text.split("\n")[:2] == ["قالت الصحيفه", "ان الوزير سافر."]
    workspace.perform(_replace(workspace, ".\n", "، "))
    assert workspace.document("d").text.count("\n") == 1
    assert _quotes(workspace) == {span: "الوزير"}


def test_what_changes_nothing_is_no_step(workspace: Workspace) -> None:
    assert workspace.perform(_replace(workspace, "ان", "ان")) is None


@pytest.mark.parametrize(
    ("words", "by", "name"),
    [
        ("فه", "فة", "Correct “الصحيفه” to “الصحيفة”"),
        (" ان", "", "Take “ان” out of the text"),
        ("", "يا ", "Put “يا” into the text"),
        (".\n", ".\n\n", "Change blanks or line breaks of the text"),
    ],
)
def test_the_step_is_called_by_its_words(workspace: Workspace, words: str, by: str, name: str) -> None:
    done = workspace.perform(_replace(workspace, words, by))
    assert done is not None
    assert str(done.name).replace("\u2068", "").replace("\u2069", "") == name


_WORDS = st.text(st.sampled_from("ابة .،\n\u064b😀"), max_size=4)
_PLACE = st.integers(0, len(_TEXT))


@st.composite
def _corrections(draw: st.DrawFn) -> tuple[Replacement, ...]:
    edges = sorted(draw(st.lists(_PLACE, min_size=2, max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Replacement(start=a, end=b, text=draw(_WORDS)) for a, b in pairs)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(st.tuples(_PLACE, _PLACE, st.sampled_from(["PERS", "CLAIM", "CUE"])), max_size=6),
    _corrections(),
)
def test_untouched_words_stay_and_the_inverse_restores_everything(
    marks: list[tuple[int, int, str]], wanted: tuple[Replacement, ...]
) -> None:
    with tempfile.TemporaryDirectory() as folder, _opened(Path(folder) / "p.hashiya", _TEXT) as workspace:
        for a, b, label in marks:
            reading = workspace.active_set("d")
            place = Span(min(a, b), max(a, b))
            set_id = None if reading is None else reading.id
            try:
                workspace.perform(AddSpan(document_id="d", set_id=set_id, label=label, span=place))
            except RuleError:
                continue
        before = workspace.document("d"), workspace.sets("d")
        try:
            correction = CorrectText(document_id="d", replacements=wanted).outcome(workspace)
        except RuleError:
            return
        if correction is None:
            return
        done = workspace.perform(CorrectText(document_id="d", replacements=wanted))
        assert done is not None
        assert (workspace.document("d"), workspace.sets("d")) == (
            correction.after.document,
            correction.after.sets,
        )
        (change,) = [c for c in done.changes if isinstance(c, TextChange)]
        for was, now in zip(before[1], workspace.sets("d"), strict=True):
            for span in was.spans.values():
                meets = any(
                    one.start <= span.span.end and span.span.start <= one.end for one in change.replacements
                )
                if not meets:
                    assert now.spans[span.id].quote == span.quote
        assert workspace.check() == []
        assert tuple(invert(invert(done.changes))) == tuple(done.changes)
        workspace.undo()
        assert (workspace.document("d"), workspace.sets("d")) == before
        assert workspace.check() == []


def test_a_reading_of_an_earlier_text_is_carried_over() -> None:
    old = Document(id="d", title="خبر", text=_TEXT, sha256=digest(_TEXT))
    text = _TEXT.replace("الصحيفه", "الصحيفة").replace("ان ", "")
    new = replace(old, text=text, sha256=digest(text))
    spans = {
        "a": SpanAnnotation(id="a", label="ORG", span=Span(5, 12), quote="الصحيفه"),
        "b": SpanAnnotation(id="b", label="CUE", span=Span(13, 15), quote="ان"),
        "c": SpanAnnotation(id="c", label="PERS", span=Span(16, 22), quote="الوزير"),
    }
    reading = AnnotationSet(id="s", document_id="d", owner=Owner.GOLD, annotator=None, spans=spans)
    carried = carried_over(reading, old, new)
    assert {key: span.quote for key, span in carried.spans.items()} == {"a": "الصحيفة", "c": "الوزير"}
    assert all(span.span.of(text) == span.quote for span in carried.spans.values())
    assert carried_over(reading, old, old) is reading
    assert aligned(_TEXT, text)


def _from_a_file(text: str, *spans: SpanAnnotation, document_id: str = "d") -> ImportDocuments:
    """Return the import of a file with somebody's reading of a text."""
    document = Document(id=document_id, title="خبر", text=text, sha256=digest(text))
    karim = Annotator(id="k", name="كريم")
    reading = AnnotationSet(
        id="k",
        document_id=document_id,
        owner=Owner.ANNOTATOR,
        annotator=karim,
        spans={one.id: one for one in spans},
    )
    sets = (reading,) if spans else ()
    return ImportDocuments(documents=(AnnotatedDocument(document=document, sets=sets),))


@pytest.mark.parametrize("document_id", ["d", ""])
def test_a_reading_of_the_text_before_its_correction_is_carried_over(
    workspace: Workspace, document_id: str
) -> None:
    workspace.perform(_replace(workspace, "قالت ", ""))
    minister = SpanAnnotation(id="m", label="PERS", span=Span(16, 22), quote="الوزير")
    verb = SpanAnnotation(id="v", label="CUE", span=Span(0, 4), quote="قالت")
    workspace.perform(_from_a_file(_TEXT, minister, verb, document_id=document_id))
    (reading,) = workspace.sets("d")
    assert {key: span.span for key, span in reading.spans.items()} == {"m": Span(11, 17)}
    assert workspace.check() == []
    assert workspace.perform(_from_a_file(_TEXT, minister, verb, document_id=document_id)) is None


def test_the_text_before_its_correction_is_known_when_it_comes_again(workspace: Workspace) -> None:
    workspace.perform(_replace(workspace, "ان ", ""))
    assert workspace.perform(_from_a_file(_TEXT, document_id="")) is None
    workspace.undo()
    workspace.perform(_replace(workspace, "ونفى", "ونفت"))
    assert workspace.perform(_from_a_file(_TEXT.replace("ان ", ""), document_id="")) is None
    assert len(workspace.documents()) == 1


def test_another_text_under_the_same_id_is_still_refused(workspace: Workspace) -> None:
    workspace.perform(_replace(workspace, "ان ", ""))
    with pytest.raises(RuleError) as refused:
        workspace.perform(_from_a_file("نص آخر"))
    assert refused.value.code == "E_CONFLICT"
