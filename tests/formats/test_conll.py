"""CoNLL files: what stands in them, what another reader finds, and that nothing is lost in silence."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import AnnotatorError
from annotator.formats import Element, ExportOptions, ImportOptions, LossKind, LossReport, TokenPolicy
from annotator.formats.conll.decoding import decode
from annotator.formats.conll.writing import write
from annotator.formats.placing import NotThisTextError
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
from annotator.progress import Progress

SCHEME = default_scheme()
SPLIT_HEADER = "-DOCSTART- tokens=split:the-cuts-give-the-labels-away layers=entities O\n\n"
Triple = tuple[str, int, int]


def annotated(text: str, spans: list[Triple], **more: Any) -> AnnotatedDocument:
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


def export(documents: list[AnnotatedDocument], tokens: str = "expand", **more: Any) -> tuple[str, LossReport]:
    file = io.BytesIO()
    options = ExportOptions(scheme=SCHEME, tokens=TokenPolicy(tokens), **more)
    report = write(documents, file, options, Progress())
    return file.getvalue().decode(), report


def iob2(file: str, texts: list[str]) -> list[list[Triple]]:
    """Read a file as its users do, line by line, and place each token behind the one before."""
    found: list[list[Triple]] = []
    place, label, start = 0, "", 0
    for line in file.split("\n"):
        columns = line.split()
        if not columns or columns[0] == "-DOCSTART-":
            label = ""
            if columns == ["-DOCSTART-", "-X-", "O", "O"]:
                found.append([])
                place = 0
            continue
        token, tag = columns[0], columns[-1]
        text = texts[len(found) - 1]
        while text[place].isspace():
            place += 1
        assert text[place : place + len(token)] == token
        if tag.startswith("B-"):
            label, start = tag[2:], place
            found[-1].append((label, start, place + len(token)))
        elif tag.startswith("I-"):
            assert label == tag[2:], "I- behind another tag is not IOB2"
            found[-1][-1] = (label, start, place + len(token))
        else:
            assert tag == "O"
            label = ""
        place += len(token)
    return found


def spans_in(report: LossReport) -> dict[str, LossKind]:
    return {entry.id: entry.kind for entry in report.entries if entry.element is Element.SPAN}


def test_the_file_looks_like_the_picture_in_its_page() -> None:
    document = annotated("قال زعيم كوريا الشمالية.\nثم صمت", [("OCC", 4, 23), ("GPE", 9, 23)])
    file, report = export([document], "split")
    assert file == (
        SPLIT_HEADER + "-DOCSTART- -X- O O\n\n"
        "قال -X- O O\nزعيم -X- O B-OCC\nكوريا -X- O I-OCC\nالشمالية -X- O I-OCC\n. -X- O O\n\n"
        "ثم -X- O O\nصمت -X- O O\n\n"
    )
    assert spans_in(report) == {"s1": LossKind.FLATTENED}
    assert (report.documents, report.spans) == (1, 1)


@pytest.mark.parametrize(
    ("policy", "rows", "fate"),
    [
        ("expand", "وقال O|لمسؤولين B-NORP|أمريكيين I-NORP|، O", LossKind.WIDENED),
        ("clitic", "و O|قال O|ل O|مسؤولين B-NORP|أمريكيين I-NORP|، O", None),
        ("split", "وقال O|ل O|مسؤولين B-NORP|أمريكيين I-NORP|، O", None),
        ("reject", "وقال O|لمسؤولين O|أمريكيين O|، O", LossKind.LEFT_OUT),
    ],
)
def test_each_policy_treats_a_span_that_begins_inside_a_word_in_its_own_way(
    policy: str, rows: str, fate: LossKind | None
) -> None:
    document = annotated("وقال لمسؤولين أمريكيين،", [("NORP", 6, 22)])
    file, report = export([document], policy)
    lines = [line.split() for line in file.split("\n") if line and not line.startswith("-DOCSTART-")]
    assert "|".join(f"{columns[0]} {columns[3]}" for columns in lines) == rows
    assert spans_in(report).get("s0") == fate
    if fate is LossKind.WIDENED:
        assert report.entries[0].written == (5, 22)


def test_the_word_that_split_cuts_is_named_although_its_span_is_exact() -> None:
    _, report = export([annotated("لمسؤولين", [("NORP", 1, 8)])], "split")
    (entry,) = report.entries
    assert (entry.element, entry.kind, entry.text) == (Element.WORD, LossKind.SPLIT, "لمسؤولين")
    assert report.losses == []


def test_a_sentence_end_inside_a_span_is_not_written() -> None:
    document = annotated("قال. ثم\nصمت. نعم", [("ORG", 0, 11)])
    file, report = export([document])
    assert iob2(file, [document.document.text]) == [[("ORG", 0, 11)]]
    assert report.entries == []
    assert file.count("\n\n") == 2 + 2  # the header, the document, and its two sentences


def test_a_span_with_white_space_at_its_edge_is_trimmed_and_named() -> None:
    document = annotated("قال  سليم ", [("PERS", 3, 10)])
    file, report = export([document], "split")
    assert iob2(file, [document.document.text]) == [[("PERS", 5, 9)]]
    assert (report.entries[0].kind, report.entries[0].written) == (LossKind.TRIMMED, (5, 9))


def test_nothing_visible_cannot_be_tagged() -> None:
    _, report = export([annotated("قال \n سليم", [("PERS", 3, 6)])])
    assert spans_in(report) == {"s0": LossKind.LEFT_OUT}


def test_spans_that_touch_are_both_kept() -> None:
    document = annotated("قال:سليم", [("PERS", 0, 4), ("PERS", 4, 8)])
    file, report = export([document])
    assert iob2(file, [document.document.text]) == [[("PERS", 0, 4), ("PERS", 4, 8)]]
    assert report.entries == []


def test_layers_come_in_the_order_of_their_choice() -> None:
    document = annotated("قال زعيم كوريا", [("OCC", 4, 14), ("SOURCE", 4, 8)])
    for layers, kept in ((("entities", "sources"), "OCC"), (("sources", "entities"), "SOURCE")):
        file, report = export([document], layers=layers)
        assert [label for label, _, _ in iob2(file, [document.document.text])[0]] == [kept]
        assert list(spans_in(report).values()) == [LossKind.FLATTENED]


def test_without_a_choice_the_first_layer_is_written_and_the_others_are_losses() -> None:
    document = annotated("قال زعيم كوريا", [("OCC", 4, 14), ("SOURCE", 4, 8)])
    _, report = export([document])
    assert [entry.label for entry in report.losses] == ["SOURCE"]
    _, report = export([document], layers=("entities",))
    assert [entry.label for entry in report.entries] == ["SOURCE"]
    assert report.losses == []


def test_an_unknown_layer_is_refused_with_those_there_are() -> None:
    with pytest.raises(AnnotatorError, match="entities, claims, sources"):
        export([annotated("قال", [])], layers=("nowhere",))


def test_what_the_format_has_no_place_for_is_named_one_by_one() -> None:
    document = annotated(
        "قال سليم", [("PERS", 4, 8), ("OCC", 0, 3)], attributes={"a": "b"}, comment="؟", flagged=True
    )
    (reading,) = document.sets
    relation = Relation(id="r", type="coref", source="s0", target="s1")
    with_relation = AnnotationSet(
        id="x",
        document_id="d",
        owner=Owner.GOLD,
        annotator=None,
        spans=reading.spans,
        relations={"r": relation},
    )
    meta = Document(id="d", title="خبر", text="قال سليم", sha256=digest("قال سليم"), metadata={"url": "u"})
    _, report = export([AnnotatedDocument(document=meta, sets=(with_relation,))])
    named = sorted((entry.element.value, entry.id) for entry in report.losses)
    each = [(element, f"s{n}") for element in ("attributes", "comment", "flag") for n in (0, 1)]
    assert named == sorted([*each, ("metadata", ""), ("relation", "r")])


def test_a_document_that_nobody_has_read_is_not_written_as_one_without_labels() -> None:
    unread = AnnotatedDocument(document=Document(id="u", title="ع", text="قال", sha256=digest("قال")))
    file, report = export([unread, annotated("نعم", [])])
    assert file.count("-DOCSTART- -X- O O") == 1
    assert "قال" not in file
    assert [(e.element, e.document_id) for e in report.entries] == [(Element.DOCUMENT, "u")]
    assert report.losses == []


def test_several_readings_are_refused_with_the_remedy() -> None:
    document = annotated("قال", [])
    twice = AnnotatedDocument(document=document.document, sets=document.sets * 2)
    with pytest.raises(AnnotatorError, match="--annotator NAME or --gold"):
        export([twice])


@pytest.mark.parametrize(
    "odd", ["قال\x1cنعم", "\u0600 قال", "ق\u00a0ل\u2028م", "أ\u0085ب", "😀\u200d💻 قال", "\u200fقال\u200f ."]
)
def test_no_token_holds_what_a_reader_splits_at(odd: str) -> None:
    file, _ = export([annotated(odd, [])])
    assert iob2(file, [odd]) == [[]]
    for line in file.split("\n"):
        assert len(line.split()) in {0, 4}


@pytest.mark.parametrize("policy", list(TokenPolicy))
@pytest.mark.parametrize("layer", ["entities", "claims", "sources"])
def test_every_span_of_the_gold_article_comes_back_or_is_named(
    policy: str, layer: str, shared_data: Path
) -> None:
    (article,) = formats.get("hashiya-jsonl").read(shared_data / "gold.jsonl", ImportOptions(scheme=SCHEME))
    file, report = export([article], policy, layers=(layer,))
    (back,) = iob2(file, [article.document.text])
    assert_nothing_missing(article, back, report)


def test_the_gold_articles_entities_lose_what_is_known(shared_data: Path) -> None:
    (article,) = formats.get("hashiya-jsonl").read(shared_data / "gold.jsonl", ImportOptions(scheme=SCHEME))
    counts = {}
    for policy in TokenPolicy:
        _, report = export([article], policy, layers=("entities",))
        kinds = Counter(entry.kind.value for entry in report.losses if entry.element is Element.SPAN)
        counts[policy.value] = (report.spans, dict(kinds))
    assert counts == {
        "expand": (54, {"flattened": 12, "widened": 4}),
        "clitic": (58, {"flattened": 12}),
        "split": (58, {"flattened": 12}),
        "reject": (56, {"flattened": 10, "left out": 4}),
    }


def assert_nothing_missing(document: AnnotatedDocument, back: list[Triple], report: LossReport) -> None:
    """Each span is either in the file or in the report, never in both and never in neither."""
    remaining = Counter(back)
    reported = [entry for entry in report.entries if entry.element is Element.SPAN]
    named = Counter(entry.id for entry in reported)
    for span in document.sets[0].spans.values():
        if named[span.id]:
            assert named[span.id] == 1
            continue
        key = (span.label, span.span.start, span.span.end)
        assert remaining[key] > 0, f"{key} is neither in the file nor in the report"
        remaining[key] -= 1
    said = Counter((e.label, *e.written) for e in reported if e.written is not None)
    assert not {key for key, count in remaining.items() if count > 0} - set(said)
    assert report.spans == len(document.sets[0].spans) - len(reported)


CHARACTERS = st.sampled_from(
    [*"وبالكتاب في س.،:“” \n\u00a0\u200f\u200c\u064b\u0640😀5٣a", "\x1c", "\u0600", "\u0085"]
)
LABELS = st.sampled_from(["PERS", "ORG", "CLAIM", "SOURCE"])


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDocument:
    text = draw(st.text(CHARACTERS, min_size=1, max_size=40))
    spans: list[Triple] = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        spans.append((draw(LABELS), start, end))
    return annotated(text, spans)


@given(
    document=documents(),
    policy=st.sampled_from(list(TokenPolicy)),
    layers=st.sampled_from([None, ("entities",), ("claims", "entities", "sources")]),
)
def test_nothing_is_ever_missing_from_both_the_file_and_the_report(
    document: AnnotatedDocument, policy: TokenPolicy, layers: tuple[str, ...] | None
) -> None:
    file, report = export([document], policy, layers=layers)
    (back,) = iob2(file, [document.document.text])
    assert_nothing_missing(document, back, report)
    if policy is TokenPolicy.SPLIT:
        kinds = {entry.kind for entry in report.entries if entry.element is Element.SPAN}
        assert LossKind.WIDENED not in kinds


@pytest.mark.parametrize(
    "lines",
    [
        "قال -X- O O\n\n",
        "قال -X- O O\nنعم -X- O I-PERS\n\n",
        "قالنعم -X- O O\n\n",
        "نعم -X- O O\nقال -X- O O\n\n",
        "قال O\nنعم O\n\n",
        "قال -X- O B-PERS\nنعم -X- O I-ORG\n\n",
        "قال -X- O B-PERS\n\nنعم -X- O I-PERS\n\n",
    ],
)
def test_the_decoder_believes_no_file_that_does_not_fit_its_text(lines: str) -> None:
    with pytest.raises(NotThisTextError):
        decode(lines, "قال نعم")
