"""Edit by edit the checker finds what a look at everything would find."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.consistency import Checker
from annotator.editing.change import Change, RelationChange, RemarkChange, SpanChange, StateChange
from annotator.model import (
    AnnotationSet,
    Document,
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
_TEXT = "قال الوزير في موسكو، إن موسكو (لن تعود) وموسكو\nللوزير والوزير «قال» قال الوزير موسكو."
_DOCUMENT = Document(id="d", title="خبر", text=_TEXT, sha256=digest(_TEXT))
_LABELS = ("GPE", "ORG", "SOURCE", "CUE", "CLAIM", "QUOTE")
_EMPTY = AnnotationSet(id="s", document_id="d", owner=Owner.ANNOTATOR, annotator=None)
_WORDS = sorted(
    {0, len(_TEXT)} | {i for i, c in enumerate(_TEXT) if not c.isalpha()} | {_TEXT.index("وموسكو") + 1}
)


@st.composite
def _edits(draw: st.DrawFn) -> tuple[list[Change], AnnotationSet, list[Remark]]:  # noqa: C901 - one branch for each kind of edit
    """Return changes of a reading that begins empty, the reading behind them, and the remarks."""
    spans: dict[str, SpanAnnotation] = {}
    relations: dict[str, Relation] = {}
    remarks: dict[str, Remark] = {}
    state = State.NEW
    changes: list[Change] = []
    here: dict[str, str] = {"document_id": "d", "set_id": "s"}
    for number in range(draw(st.integers(1, 14))):
        kind = draw(
            st.sampled_from(["add", "add", "add", "edit", "drop", "relate", "part", "state", "remark"])
        )
        key = draw(st.sampled_from(sorted(spans))) if spans else None
        if kind == "add":
            start, end = sorted(draw(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_WORDS))))
            if start == end:
                continue
            made = _span(f"{number}", draw(st.sampled_from(_LABELS)), start, end)
            spans[made.id] = made
            changes.append(SpanChange(before=None, after=made, **here))
        elif kind == "edit" and key is not None:
            start, end = sorted(draw(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_WORDS))))
            flagged = draw(st.booleans())
            answers = draw(st.sampled_from([{}, {"implicit_source": "unknown"}, {"naming": "named"}]))
            if start == end:
                continue
            other = _span(key, draw(st.sampled_from(_LABELS)), start, end)
            other = replace(other, flagged=flagged, attributes=answers)
            changes.append(SpanChange(before=spans[key], after=other, **here))
            spans[key] = other
        elif kind == "drop" and key is not None:
            loose = [r.id for r in relations.values() if key in {r.source, r.target}]
            changes += [RelationChange(before=relations.pop(one), after=None, **here) for one in loose]
            changes.append(SpanChange(before=spans.pop(key), after=None, **here))
        elif kind == "relate" and len(spans) > 1:
            one, two = draw(st.permutations(sorted(spans)))[:2]
            type_ = draw(st.sampled_from(["attribution", "continues", "relays"]))
            relation = Relation(id=f"r{number}", type=type_, source=one, target=two)
            relations[relation.id] = relation
            changes.append(RelationChange(before=None, after=relation, **here))
        elif kind == "part" and relations:
            gone = draw(st.sampled_from(sorted(relations)))
            changes.append(RelationChange(before=relations.pop(gone), after=None, **here))
        elif kind == "state":
            after = draw(st.sampled_from(list(State)))
            changes.append(StateChange(before=state, after=after, **here))
            state = after
        elif kind == "remark":
            remark = Remark(
                id=f"m{number}",
                document_id="d",
                set_id="s",
                span_id=key,
                matter=Matter.DOUBT,
                author="a",
                at="",
            )
            remarks[remark.id] = remark
            changes.append(RemarkChange(before=None, after=remark))
    reading = replace(_EMPTY, spans=spans, relations=relations, state=state)
    return changes, reading, list(remarks.values())


def _span(key: str, label: str, start: int, end: int) -> SpanAnnotation:
    return SpanAnnotation(id=key, label=label, span=Span(start, end), quote=_TEXT[start:end])


@given(_edits())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_findings_after_edits_are_those_of_a_full_look(
    edited: tuple[list[Change], AnnotationSet, list[Remark]],
) -> None:
    changes, reading, remarks = edited
    live = Checker(_DOCUMENT, _EMPTY, _SCHEME)
    for change in changes:
        live.apply([change])
    full = Checker(_DOCUMENT, reading, _SCHEME, remarks)
    assert live.findings() == full.findings()
    assert live.counts() == full.counts()


def test_changes_of_another_reading_are_none_of_its_business() -> None:
    live = Checker(_DOCUMENT, _EMPTY, _SCHEME)
    stranger = SpanChange(document_id="d", set_id="other", before=None, after=_span("x", "GPE", 0, 4))
    live.apply([stranger])
    assert live.findings() == []
