"""What the versions of one thing say, in words that can be laid side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.language import current, isolate, tr
from annotator.model import (
    AnnotationSet,
    Annotator,
    Assignment,
    Decision,
    Label,
    LabelScheme,
    Relation,
    Remark,
    Span,
    SpanAnnotation,
    State,
)
from annotator.workspace import Workspace
from annotator.workspace.packets import Conflict, Version, conflicts
from ui.adjudication.wording import answered, label_name, led
from ui.panels.state_mark import DocumentState, state_name
from ui.panels.wording import in_one_line
from ui.people.table import role_name
from ui.talk.model import local

_CONTEXT: Final = 18
"""So many code points are shown before and after a span's words, at most, cut at a blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionWords:
    """What a card shows of a version.

    Attributes:
        id: the version's.
        key: the digit that chooses it.
        title: what it is called: a label's name, a relation's type, a state.
        label: whose mark stands before the title, or None.
        text: the document's, for the words; "" where none are shown.
        whole: all that is quoted, in code points.
        marked: the span itself; None where it is gone.
        lacking: what another version marks and this one does not.
        lines: what else it says, each with whether another version says otherwise.
        who: the name of whoever made it, and when.
        stands: it is what is shown until somebody chooses.
    """

    id: str
    key: str
    title: str
    label: Label | None = None
    text: str = ""
    whole: Span = field(default_factory=lambda: Span(0, 0))
    marked: Span | None = None
    lacking: tuple[Span, ...] = ()
    lines: tuple[tuple[str, bool], ...] = ()
    who: str = ""
    stands: bool = False

    @property
    def spoken(self) -> str:
        """All of it, for screen readers."""
        words = in_one_line(self.marked.of(self.text)) if self.marked is not None else ""
        shown = tr("shown now") if self.stands else ""
        said = (self.key, self.title, isolate(words), *(line for line, _ in self.lines), self.who, shown)
        return ". ".join(part for part in said if part)


def shown_conflicts(workspace: Workspace) -> tuple[Conflict, ...]:
    """Return what waits for a choice; for who reads blindly, that in the readings that they are shown.

    Raises:
        ProjectFileError: the project can't be read.
    """
    found = conflicts(workspace)
    if workspace.sees_all:
        return found
    documents = {one.document_id for one in found if one.set_id}
    shown = {reading.id for one in documents for reading in workspace.visible_sets(one)}
    return tuple(one for one in found if one.set_id in shown)


def kind_name(kind: str) -> str:
    """Return what a conflict is about."""
    names = {
        "annotator": tr("A person"),
        "set": tr("A reading"),
        "state": tr("How far a reading is"),
        "answers": tr("Answers about the document"),
        "span": tr("A span"),
        "relation": tr("A relation"),
        "remark": tr("A remark"),
        "decision": tr("A decision"),
        "assignment": tr("Who reads what"),
    }
    return names.get(kind, kind)


def quoted(conflict: Conflict, reading: AnnotationSet | None) -> str:
    """Return the words of the text that a conflict is about, in one line; "" where there are none."""
    for version in conflict.versions:
        match version.value:
            case SpanAnnotation(quote=quote):
                return in_one_line(quote)
            case Relation() as relation if reading is not None:
                return _ends(relation, reading)
            case Remark(quote=quote) | Decision(quote=quote):
                return in_one_line(quote)
    return ""


def place_of(conflict: Conflict) -> Span | None:
    """Return where a conflict is in its document, or None if it is about no place of it."""
    spans = [one.value.span for one in conflict.versions if isinstance(one.value, SpanAnnotation)]
    return spans[0] if spans else None


def words_of(conflict: Conflict, workspace: Workspace) -> tuple[VersionWords, ...]:
    """Return what the cards of a conflict show, in the order of its versions."""
    reading = reading_of(conflict, workspace)
    text = workspace.document(conflict.document_id).text if conflict.document_id else ""
    spans = [one.value.span for one in conflict.versions if isinstance(one.value, SpanAnnotation)]
    whole = _around(text, spans)
    lines = [_lines(one, conflict, workspace.scheme) for one in conflict.versions]
    made = []
    for place, version in enumerate(conflict.versions):
        others = [one for other, one in enumerate(lines) if other != place]
        told = tuple((line, any(line not in other for other in others)) for line in lines[place])
        span = version.value.span if isinstance(version.value, SpanAnnotation) else None
        code = version.value.label if isinstance(version.value, SpanAnnotation) else ""
        made.append(
            VersionWords(
                id=version.id,
                key=str(place + 1),
                title=_title(version, workspace.scheme, reading),
                label=workspace.scheme.label(code),
                text=text if spans else "",
                whole=whole,
                marked=span,
                lacking=_lacking(span, spans),
                lines=told,
                who=f"{isolate(version.author_name or tr('unknown'))} · {local(version.at)}",
                stands=version.stands,
            )
        )
    return tuple(made)


def reading_of(conflict: Conflict, workspace: Workspace) -> AnnotationSet | None:
    """Return the reading that a conflict is in, or None."""
    if not conflict.set_id:
        return None
    sets = workspace.sets(conflict.document_id)
    return next((one for one in sets if one.id == conflict.set_id), None)


def _title(version: Version, scheme: LabelScheme, reading: AnnotationSet | None) -> str:  # noqa: PLR0911 - one for each kind
    match version.value:
        case None:
            return tr("Taken away")
        case SpanAnnotation(label=code):
            return label_name(scheme, code)
        case Relation(type=code) as relation:
            kind = scheme.relation_type(code)
            name = code if kind is None else kind.names.in_language(current())
            return name if reading is None else f"{name}: {isolate(_ends(relation, reading))}"
        case State() as state:
            return state_name(DocumentState(state.value))
        case Remark(text=text):
            return isolate(in_one_line(text)) or tr("A flag without words")
        case Decision(reason=reason):
            return isolate(in_one_line(reason)) or tr("Decided without a reason")
        case Assignment():
            return tr("To be read")
        case Annotator(name=name):
            return isolate(name)
        case _:
            return tr("As it is")


def _lines(version: Version, conflict: Conflict, scheme: LabelScheme) -> list[str]:
    """Return what else a version says, a line for each thing that can be otherwise."""
    value = version.value
    if isinstance(value, SpanAnnotation):
        spans = [one.value for one in conflict.versions if isinstance(one.value, SpanAnnotation)]
        asked = list(dict.fromkeys(name for one in spans for name in one.attributes))
        lines = [
            f"{name}: {answer}" for name, answer in answered(asked, value.attributes, value.label, scheme)
        ]
        if any(one.comment for one in spans):
            lines.append(tr("Note: {words}", words=in_one_line(value.comment or "–")))
        if any(one.flagged for one in spans):
            lines.append(tr("Flag set") if value.flagged else tr("No flag"))
        return lines
    if isinstance(value, Relation):
        return _plain(value.attributes)
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, Remark):
        return [
            tr("Open") if value.answer is None else tr("Answer: {words}", words=in_one_line(value.answer))
        ]
    if isinstance(value, Annotator):
        return [role_name(value.role)]
    return []


def _plain(answers: Mapping[str, str]) -> list[str]:
    return [f"{isolate(name)}: {isolate(answer)}" for name, answer in answers.items()]


def _ends(relation: Relation, reading: AnnotationSet) -> str:
    """Return the words that a relation joins; "…" for an end that does not stand."""
    ends = (reading.spans.get(key) for key in (relation.source, relation.target))
    source, target = ("…" if one is None else in_one_line(one.quote) for one in ends)
    return led(source, target)


def _around(text: str, spans: list[Span]) -> Span:
    """Return all that the versions mark, with some words around it."""
    if not spans:
        return Span(0, 0)
    start, end = min(one.start for one in spans), max(one.end for one in spans)
    first = max(start - _CONTEXT, text.rfind("\n", 0, start) + 1)
    break_behind = text.find("\n", end)
    last = min(end + _CONTEXT, len(text) if break_behind < 0 else break_behind)
    while first < start and first > 0 and not text[first - 1].isspace():
        first += 1
    while last > end and last < len(text) and not text[last].isspace():
        last -= 1
    return Span(first, last)


def _lacking(own: Span | None, spans: list[Span]) -> tuple[Span, ...]:
    """Return what other versions mark and this one does not."""
    found = []
    for one in spans:
        if own is None or one.end <= own.start or own.end <= one.start:
            found.append(one)
            continue
        if one.start < own.start:
            found.append(Span(one.start, own.start))
        if own.end < one.end:
            found.append(Span(own.end, one.end))
    return tuple(dict.fromkeys(found))
