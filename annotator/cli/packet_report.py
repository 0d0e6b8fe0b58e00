"""Packets, homecomings and conflicts, as words and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from annotator.language import isolate, tr, trn
from annotator.model import Assignment, Decision, Relation, Remark, SpanAnnotation, State
from annotator.workspace.packets import Conflict, Version
from annotator.workspace.packets.homecoming import (
    Counted,
    DocumentNews,
    Homecoming,
    PacketFacts,
    PacketPreview,
)
from annotator.workspace.reporting.wording import verdict_name
from annotator.workspace.state_names import state_name


def handed_out(facts: PacketFacts) -> str:
    """Return what has been handed out, as one line."""
    return tr(
        "{documents} for {annotator}.",
        documents=trn("{count} document", "{count} documents", facts.documents),
        annotator=facts.annotator,
    )


def described(facts: PacketFacts) -> str:
    """Return what a packet is, and what in it is not finished yet."""
    if facts.mark is None:
        head = tr("A project, “{title}”, or a copy of it.", title=facts.title)
    else:
        head = tr(
            "A packet of “{title}” for {annotator}, handed out on {day}.",
            title=facts.title,
            annotator=facts.annotator,
            day=facts.mark.at[:10],
        )
    counts = [
        trn("{count} document", "{count} documents", facts.documents),
        trn("{count} finished reading", "{count} finished readings", facts.finished),
        trn("{count} span", "{count} spans", facts.spans),
        trn("{count} relation", "{count} relations", facts.relations),
    ]
    return "\n".join([head, tr(", ").join(counts), *_unfinished(facts)])


def _unfinished(facts: PacketFacts) -> Iterator[str]:
    for one in facts.unfinished:
        yield tr("not finished: {title} ({annotator})", title=one.title, annotator=one.annotator)


def plain_facts(facts: PacketFacts) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "file": str(facts.path),
        "packet": None if facts.mark is None else facts.packet_id,
        "project": facts.packet_id if facts.mark is None else facts.mark.project_id,
        "title": facts.title,
        "annotator": facts.annotator or None,
        "at": None if facts.mark is None else facts.mark.at,
        "documents": facts.documents,
        "finished": facts.finished,
        "spans": facts.spans,
        "relations": facts.relations,
        "unfinished": [
            {
                "title": one.title,
                "annotator": one.annotator,
                "state": None if one.state is None else one.state.value,
            }
            for one in facts.unfinished
        ],
    }


def came_home(coming: Homecoming, *, waiting: int | None) -> str:
    """Return what came home, file by file; `waiting` counts the conflicts, None before it has come."""
    lines = [line for preview in coming.accepted for line in _lines(preview)]
    if waiting is None:
        lines.append(tr("Nothing has been written."))
    elif waiting:
        lines.append(
            trn(
                "{count} thing stands in two versions: hashiya packet conflicts lists it.",
                "{count} things stand in two versions: hashiya packet conflicts lists them.",
                waiting,
            )
        )
    return "\n".join(lines)


def _lines(preview: PacketPreview) -> Iterator[str]:
    parts = [_where(preview)] if preview.is_news else [tr("nothing new")]
    if preview.brought:
        parts.append(trn("{count} new document", "{count} new documents", len(preview.brought)))
    if preview.is_news and preview.lacking:
        parts.append(tr("joining the scheme: {codes}", codes=tr(", ").join(preview.lacking)))
    yield _headed(preview, tr(", ").join(part for part in parts if part))
    yield from (f"   {_news(news)}" for news in preview.documents)
    for title in preview.missing:
        yield "   " + tr("{title}: not in the project; kept until it is", title=title)
    if preview.facts is not None:
        yield from (f"   {line}" for line in _unfinished(preview.facts))


def _headed(preview: PacketPreview, what: str) -> str:
    """Say of which file that is, and whose packet it is."""
    facts, name = preview.facts, preview.path.name
    if facts is None or facts.mark is None:
        return tr("{file}, a copy of the project: {what}", file=name, what=what)
    return tr("{file}, the packet of {annotator}: {what}", file=name, annotator=facts.annotator, what=what)


def _where(preview: PacketPreview) -> str:
    """Return in how many documents anything is otherwise."""
    known = len(preview.documents)
    if not known and not preview.brought:
        return tr("no change in the documents")
    return trn("news in {count} document", "news in {count} documents", known) if known else ""


def _news(news: DocumentNews) -> str:
    words = _counted(news.spans, tr("spans")) + _counted(news.relations, tr("relations"))
    words += news.others.words()
    alike = news.spans.alike + news.relations.alike
    if alike:
        words.append(trn("{count} made alike in two copies", "{count} made alike in two copies", alike))
    if news.conflicting:
        words.append(trn("{count} conflict", "{count} conflicts", news.conflicting))
    if news.moved:
        words.append(tr("carried over to the corrected text"))
    return f"{isolate(news.title)}: {tr(', ').join(words)}"


def _counted(counted: Counted, what: str) -> list[str]:
    """Return what changes in a word each, such as "spans: +3 ~1 −2"."""
    parts = [
        f"{sign}{number}"
        for sign, number in (("+", counted.new), ("~", counted.changed), ("−", counted.gone))
        if number
    ]
    return [f"{what} {' '.join(parts)}"] if parts else []


def plain_homecoming(coming: Homecoming, *, waiting: int | None) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "written": waiting is not None and coming.is_news,
        "conflicts": waiting,
        "files": [_plain_preview(one) for one in coming.previews],
    }


def _plain_preview(preview: PacketPreview) -> dict[str, Any]:
    refusal = preview.refusal
    return {
        "file": str(preview.path),
        "facts": None if preview.facts is None else plain_facts(preview.facts),
        "refused": None if refusal is None else {"code": refusal.code, "message": str(refusal)},
        "revisions": preview.revisions,
        "known": preview.known,
        "conflicts": preview.conflicting,
        "brought": list(preview.brought),
        "missing": list(preview.missing),
        "lacking": list(preview.lacking),
        "documents": [
            {
                "id": news.document_id,
                "title": news.title,
                "spans": _plain_counted(news.spans),
                "relations": _plain_counted(news.relations),
                "others": news.others.total,
                "states": {state.value: count for state, count in news.others.states.items()},
                "answers": news.others.answers,
                "remarks": news.others.remarks,
                "decisions": news.others.decisions,
                "assignments": news.others.assignments,
                "conflicts": news.conflicting,
                "moved": news.moved,
            }
            for news in preview.documents
        ],
    }


def _plain_counted(counted: Counted) -> dict[str, int]:
    return {
        "new": counted.new,
        "changed": counted.changed,
        "gone": counted.gone,
        "conflicts": counted.conflicting,
        "alike": counted.alike,
    }


def conflicting(found: Sequence[Conflict]) -> str:
    """Return the conflicts, each with its versions; what stands comes first."""
    if not found:
        return tr("Nothing stands in two versions.")
    lines = []
    for one in found:
        lines.append(f"{isolate(one.title)} · {isolate(one.reader)}" if one.reader else isolate(one.title))
        for version in one.versions:
            mark = "→" if version.stands else " "
            who = isolate(version.author_name) if version.author_name else "–"
            lines.append(f" {mark} {version.id}  {version.at[:16]}  {who}: {said(version)}")
    return "\n".join(lines)


def said(version: Version) -> str:  # noqa: PLR0911 - one for each kind
    """Return what a version says in a few words."""
    match version.value:
        case None:
            return tr("gone")
        case SpanAnnotation() as span:
            return _said_of(span)
        case Relation(type=kind):
            return kind
        case State() as state:
            return state_name(state)
        case Remark(text=text, answer=answer):
            return isolate(text if answer is None else f"{text} – {answer}")
        case Decision(verdict=verdict):
            return verdict_name(verdict)
        case Assignment():
            return tr("assigned")
        case dict() as answers:
            return isolate(", ".join(f"{name}={value}" for name, value in answers.items()) or "–")
        case other:
            return isolate(str(getattr(other, "name", other)))


def _said_of(span: SpanAnnotation) -> str:
    parts = [f"{span.label} [{span.span.start}, {span.span.end}) {isolate(span.quote)}"]
    parts += [isolate(f"{name}={value}") for name, value in span.attributes.items()]
    if span.comment:
        parts.append(isolate(span.comment))
    if span.flagged:
        parts.append(tr("Flag set"))
    return tr(", ").join(parts)


def plain_conflict(one: Conflict) -> dict[str, Any]:
    """Return a conflict for programs."""
    return {
        "kind": one.kind,
        "document": one.document_id,
        "title": one.title,
        "set": one.set_id or None,
        "reader": one.reader or None,
        "versions": [
            {
                "id": version.id,
                "stands": version.stands,
                "author": version.author_name or None,
                "at": version.at,
                "says": said(version),
            }
            for version in one.versions
        ],
    }
