"""What the columns of the table of documents say and sort by."""

from __future__ import annotations

from dataclasses import replace

from annotator.language import listed
from annotator.model import (
    Annotator,
    Attribute,
    AttributeType,
    AttributeValue,
    DocumentFacts,
    DocumentSummary,
    Names,
    Owner,
    ReadingFacts,
    SetSummary,
    State,
)
from annotator.model.scheme_json import default_scheme
from annotator.workspace.finding import DocumentLine
from ui.documents import columns
from ui.documents.columns import Known

_KINDS = Attribute(
    name="kinds",
    names=Names(ar="أنواع", en="Kinds"),
    type=AttributeType.CHOICES,
    values=(
        AttributeValue(value="news", names=Names(ar="خبر", en="News")),
        AttributeValue(value="op", names=Names(ar="رأي", en="Opinion")),
    ),
)
_USABLE = Attribute(name="usable", names=Names(ar="صالح؟", en="Usable?"), type=AttributeType.YES_NO)
_KNOWN = Known(
    people={"h": "هدى"},
    scheme=replace(default_scheme(), document_attributes=(_KINDS, _USABLE)),
)


def _line(**metadata: str) -> DocumentLine:
    reading = SetSummary(
        id="r",
        owner=Owner.ANNOTATOR,
        annotator=Annotator(id="h", name="هدى"),
        state=State.FINISHED,
        spans=3,
        relations=0,
    )
    summary = DocumentSummary(id="d", title="خبر", characters=11, sets=(reading,), active=reading)
    facts = DocumentFacts(
        id="d",
        metadata=metadata,
        readings={"r": ReadingFacts(flagged=2, unanswered=1, answers={"kinds": "news|op", "usable": "yes"})},
    )
    return DocumentLine(summary=summary, facts=facts, given_to=("h", "unknown"))


def test_answers_about_a_document_are_columns_in_words() -> None:
    line = _line()
    assert columns.offered(_KNOWN, ["desk"])[-3:] == ("answer:kinds", "answer:usable", "metadata:desk")
    assert columns.heading("answer:kinds", _KNOWN) == "Kinds"
    assert columns.words(line, "answer:kinds", _KNOWN) == "News, Opinion"
    assert columns.words(line, "answer:usable", _KNOWN) == "Yes"
    assert columns.words(line, "answer:gone", _KNOWN) == "", "a question that the scheme has lost"


def test_problems_are_said_in_words_to_those_who_do_not_see_the_signs() -> None:
    assert columns.spoken(_line(), columns.TROUBLES, _KNOWN) == "2 flags, 1 answer missing"
    assert columns.spoken(_line(), columns.GIVEN, _KNOWN) == listed(["هدى", "unknown"])


def test_readers_stand_in_the_order_of_their_letters_and_gold_behind_them() -> None:
    known = replace(_KNOWN, people={"h": "A Zaynab", "i": "B Omar"})
    (first,) = _line().summary.sets
    second = replace(first, id="s", annotator=Annotator(id="i", name="Omar"))
    gold = replace(first, id="g", owner=Owner.GOLD, annotator=None)
    line = replace(
        _line(), summary=replace(_line().summary, sets=(gold, second, first)), given_to=("new", "i", "h")
    )
    assert columns.words(line, columns.READERS, known) == "A Zaynab, B Omar, gold"
    assert columns.words(line, columns.GIVEN, known) == "A Zaynab, B Omar, new"


def test_numbers_sort_as_numbers_and_what_is_empty_comes_last() -> None:
    lines = [_line(n=value) for value in ("10", "9", "ب", "أ")] + [_line()]
    ordered = sorted(lines, key=lambda line: columns.key(line, "metadata:n", _KNOWN))
    assert [columns.words(line, "metadata:n", _KNOWN) for line in ordered] == ["9", "10", "أ", "ب", ""]


def test_nothing_is_claimed_of_a_document_that_nobody_has_looked_into() -> None:
    unknown = replace(_line(), facts=None)
    assert columns.words(unknown, "answer:kinds", _KNOWN) == ""
    assert columns.words(unknown, "metadata:n", _KNOWN) == ""
    assert unknown.troubles == {}
