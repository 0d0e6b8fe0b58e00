"""What does not fit together in a reading, rule by rule, and what would mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from annotator.consistency import RULES, Checker, Finding, check_project
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Document,
    LabelScheme,
    Matter,
    Owner,
    Relation,
    Remark,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.model.scheme_json import default_scheme

_SCHEME = default_scheme()


def _span(text: str, words: str, label: str, key: str = "", *, at: int = 0, **more: Any) -> SpanAnnotation:
    start = text.index(words, at)
    place = Span(start, start + len(words))
    answers = {"naming": "named", "kind": "official"} if label == "SOURCE" else {}
    answers = {"verifiability": "checkable"} if label == "CLAIM" else answers
    values: dict[str, Any] = {"attributes": answers, **more}
    return SpanAnnotation(id=key or f"{label}{start}", label=label, span=place, quote=words, **values)


def _reading(
    *spans: SpanAnnotation, relations: tuple[Relation, ...] = (), state: State = State.NEW
) -> AnnotationSet:
    return AnnotationSet(
        id="s",
        document_id="d",
        owner=Owner.ANNOTATOR,
        annotator=None,
        state=state,
        spans={span.id: span for span in spans},
        relations={one.id: one for one in relations},
    )


def _document(text: str) -> Document:
    return Document(id="d", title="خبر", text=text, sha256=digest(text))


def _check(
    text: str,
    *spans: SpanAnnotation,
    relations: tuple[Relation, ...] = (),
    state: State = State.NEW,
    scheme: LabelScheme = _SCHEME,
    remarks: tuple[Remark, ...] = (),
) -> list[Finding]:
    """Return what is found live, and see that the way through a project finds no less and nothing else."""
    reading = _reading(*spans, relations=relations, state=state)
    checker = Checker(_document(text), reading, scheme, remarks)
    found = checker.findings()
    assert sum(checker.counts().values()) == len(found)
    annotated = AnnotatedDocument(document=_document(text), sets=(reading,))
    whole = [
        one for one in check_project(lambda: [annotated], scheme, remarks) if one.rule != "label_used_once"
    ]
    assert whole == found
    return found


def _rules(found: list[Finding]) -> list[str]:
    return [str(one.rule) for one in found]


def _mended(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    return finding.fix.span.of(text)


@pytest.mark.parametrize(
    ("text", "words", "label", "rule", "mended"),
    [
        ("زار موسكو اليوم", " موسكو ", "GPE", "edge_space", "موسكو"),
        ("زار موسكو، اليوم", "موسكو،", "GPE", "edge_punctuation", "موسكو"),
        ("قال والوزير هنا", "والوزير", "OCC", "conjunction", "الوزير"),
        ("زار موسكو وموسكو بعيدة", "وموسكو", "GPE", "conjunction", "موسكو"),
        ("وكالة (تاس) هنا", "وكالة (تاس", "ORG", "unbalanced_marks", "وكالة (تاس)"),
        ("قال «سنعود غدا» ومضى", "«سنعود غدا", "QUOTE", "unbalanced_marks", "«سنعود غدا»"),
    ],
)
def test_an_edge_that_is_not_clean_is_found_and_mended(
    text: str, words: str, label: str, rule: str, mended: str
) -> None:
    found = [one for one in _check(text, _span(text, words, label)) if one.rule == rule]
    assert [_mended(text, one) for one in found] == [mended]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("يقع وادي السدر هنا", "وادي السدر", "GPE"),
        ("قال واصفًا إياه", "واصفًا", "CUE"),
        ("زار وزارة الخارجية", "وزارة الخارجية", "ORG"),
        ("بلغ 12٪ اليوم", "12٪", "PERCENT"),
        ("قال «سنعود» ومضى", "«سنعود»", "QUOTE"),
        ("العنوان: خبر", ":", "CUE"),
    ],
)
def test_what_belongs_to_a_span_is_not_found(text: str, words: str, label: str) -> None:
    answered = _span(text, words, label)
    if label == "QUOTE":
        answered = replace(answered, attributes={"implicit_source": "unknown"})
    assert [rule for rule in _rules(_check(text, answered)) if rule != "claim_without_source"] == []


def test_a_span_across_paragraphs_is_found() -> None:
    text = "الأول\nالثاني"
    assert _rules(_check(text, _span(text, text, "EVENT"))) == ["crosses_paragraph"]


def test_a_claim_wants_a_source_and_a_source_a_claim() -> None:
    text = "قال الوزير إن الاتفاق قريب"
    source, claim = _span(text, "الوزير", "SOURCE"), _span(text, "الاتفاق قريب", "CLAIM")
    assert _rules(_check(text, source, claim)) == ["source_without_claim", "claim_without_source"]
    joined = Relation(id="r", type="attribution", source=source.id, target=claim.id)
    assert _check(text, source, claim, relations=(joined,)) == []


@pytest.mark.parametrize(
    "answers",
    [{"implicit_source": "other"}, {"reporting": "unattributed"}, {"reporting": "impersonal"}],
)
def test_a_claim_whose_source_is_not_in_the_text_wants_none(answers: dict[str, str]) -> None:
    text = "وأضاف أن الاتفاق قريب"
    claim = _span(text, "الاتفاق قريب", "CLAIM", attributes={"verifiability": "checkable", **answers})
    assert _check(text, claim) == []


def test_a_later_part_of_a_claim_has_its_source_through_the_first() -> None:
    text = "الاتفاق، قال، قريب"
    first = _span(
        text, "الاتفاق", "CLAIM", attributes={"verifiability": "checkable", "implicit_source": "unknown"}
    )
    later = _span(text, "قريب", "CLAIM")
    onwards = Relation(id="r", type="continues", source=later.id, target=first.id)
    assert _check(text, first, later, relations=(onwards,)) == []


def test_a_required_answer_is_wanted_and_the_usual_one_offered() -> None:
    text = "قال الوزير"
    bare = _span(text, "الوزير", "SOURCE", attributes={})
    found = [one for one in _check(text, bare) if one.rule == "missing_answer"]
    assert [None if one.fix is None else dict(one.fix.answers) for one in found] == [
        {"naming": "named"},
        None,
    ]


def test_the_same_words_in_another_spelling_under_another_label_are_found() -> None:
    text = "الإدارة ثم الادارة ثم الإدارَة"
    spans = (
        _span(text, "الإدارة", "ORG", "1"),
        _span(text, "الادارة", "ORG", "2"),
        _span(text, "الإدارَة", "FAC", "3"),
    )
    (found,) = _check(text, *spans)
    assert (found.rule, found.span_ids) == ("labelled_differently", ("3",))
    assert found.fix is not None
    assert found.fix.label == "ORG"


def test_with_as_many_of_each_a_person_has_to_decide() -> None:
    text = "الإدارة ثم الادارة"
    found = _check(text, _span(text, "الإدارة", "ORG"), _span(text, "الادارة", "FAC"))
    assert [(one.rule, one.fix) for one in found] == [("labelled_differently", None)] * 2


def test_the_same_words_without_a_label_are_found_behind_their_proclitics() -> None:
    text = "زار موسكو. عاد من موسكو وبموسكو للموسكوفي"
    found = _check(text, _span(text, "موسكو", "GPE"))
    assert [(one.rule, one.place.start) for one in found] == [
        ("unlabelled_elsewhere", text.index("موسكو", 8)),
        ("unlabelled_elsewhere", text.index("وبموسكو") + 2),
    ]
    assert {one.fix.label for one in found if one.fix is not None} == {"GPE"}


def test_words_inside_a_longer_span_of_the_layer_are_not_missed() -> None:
    text = "كيم هنا وكيم جونغ أون هناك"
    spans = _span(text, "كيم", "PERS"), _span(text, "كيم جونغ أون", "PERS")
    assert _check(text, *spans) == []


def test_a_finished_reading_with_open_flags_is_found() -> None:
    text = "زار موسكو"
    flagged = _span(text, "موسكو", "GPE", flagged=True)
    question = Remark(
        id="m",
        document_id="d",
        set_id="s",
        span_id=None,
        matter=Matter.QUESTION,
        text="لماذا؟",
        author="a",
        at="",
    )
    assert _check(text, flagged, remarks=(question,)) == []
    found = _check(text, flagged, state=State.FINISHED, remarks=(question,))
    assert _rules(found) == ["finished_with_flags"] * 2
    assert _check(text, state=State.REVIEWED, remarks=(replace(question, answer="هكذا"),)) == []


def test_a_label_used_once_in_the_whole_project_is_found() -> None:
    text = "زار موسكو ثم زار بكين"
    reading = _reading(_span(text, "موسكو", "GPE"), _span(text, "بكين", "LOC"), _span(text, "زار", "LOC"))
    annotated = AnnotatedDocument(document=_document(text), sets=(reading,))
    found = [one for one in check_project(lambda: [annotated], _SCHEME) if one.rule == "label_used_once"]
    assert [one.words for one in found] == ["موسكو"]


@pytest.mark.parametrize("rule", [rule.code for rule in RULES])
def test_a_rule_that_the_project_does_not_want_finds_nothing(rule: str) -> None:
    text = "زار موسكو، ثم\nوالوزير (هنا موسكو وموسكو"
    spans = (
        _span(text, "موسكو،", "GPE", flagged=True),
        _span(text, "ثم\n", "EVENT"),
        _span(text, " (هنا", "FAC"),
        _span(text, "والوزير", "SOURCE", attributes={}),
        _span(text, "زار", "CLAIM"),
        _span(text, "وموسكو", "LOC"),
    )
    silent = replace(_SCHEME, silenced=frozenset({rule}))
    before = _check(text, *spans, state=State.FINISHED)
    after = _check(text, *spans, state=State.FINISHED, scheme=silent)
    assert after == [one for one in before if one.rule != rule]


def test_readers_are_compared_with_themselves_across_documents() -> None:
    texts = ["زار موسكو", "عاد من موسكو"]
    documents = []
    for key, text in enumerate(texts):
        document = Document(id=str(key), title=text, text=text, sha256=digest(text))
        spans = {"a": _span(text, "موسكو", "GPE", "a")} if not key else {}
        reading = replace(_reading(), id=f"s{key}", document_id=str(key), spans=spans)
        documents.append(AnnotatedDocument(document=document, sets=(reading,)))
    found = [one for one in check_project(lambda: documents, _SCHEME) if one.rule != "label_used_once"]
    assert [(one.document_id, one.rule) for one in found] == [("1", "unlabelled_elsewhere")]
    stranger = replace(documents[1].sets[0], owner=Owner.GOLD)
    documents[1] = replace(documents[1], sets=(stranger,))
    found = [one for one in check_project(lambda: documents, _SCHEME) if one.rule != "label_used_once"]
    assert found == []
