"""The words for what packets bring."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.language import isolate, listed, tr, trc, trn
from annotator.model import State
from annotator.workspace.packets.homecoming import Counted, Homecoming, PacketPreview, UnfinishedReading
from ui.panels.state_mark import DocumentState, state_name

_SHOWN = 4


def title(preview: PacketPreview) -> str:
    """Return whose packet it is, or the name of a file that is none."""
    facts = preview.facts
    if facts is None:
        return preview.path.name
    if facts.mark is None:
        return tr("A copy of the project")
    return facts.annotator


def contents(preview: PacketPreview) -> str:
    """Return in a few words what a file brings, or that it is refused."""
    if preview.refusal is not None:
        return tr("refused")
    if not preview.is_news:
        return tr("nothing new")
    parts = [trn("{count} document", "{count} documents", len(preview.documents))]
    if preview.conflicting:
        parts.append(trn("{count} conflict", "{count} conflicts", preview.conflicting))
    return " · ".join(parts)


def head(preview: PacketPreview) -> str:
    """Return what a file is, in one sentence; "" if that is not known, and its refusal says all."""
    facts = preview.facts
    if facts is None:
        return ""
    if facts.mark is None:
        return tr("A copy of “{title}”.", title=facts.title)
    return tr(
        "A packet of “{title}” for {annotator}, handed out on {day}.",
        title=facts.title,
        annotator=facts.annotator,
        day=facts.mark.at[:10],
    )


def why(preview: PacketPreview) -> str:
    """Return why a file is refused; the remedy is that of the window."""
    refusal = preview.refusal
    if refusal is not None and refusal.code == "E_PACKET_SCHEME":
        return tr(
            "It uses what the label scheme of this project lacks: {codes}. Let it join the scheme below, "
            "or have the readings changed first.",
            codes=listed(preview.lacking),
        )
    return str(refusal or "")


def counted(counted_things: Counted) -> str:
    """Return how many are new, changed, gone and made alike in two copies, in signs: "+3 ~1 −2 =1"."""
    signs = (
        ("+", counted_things.new),
        ("~", counted_things.changed),
        ("−", counted_things.gone),
        ("=", counted_things.alike),
    )
    return "  ".join(f"{sign}{number}" for sign, number in signs if number)


def spoken(counted_things: Counted) -> str:
    """Return the same in words, for screen readers."""
    parts = (
        (counted_things.new, trc("spans of a packet", "{count} new", count=counted_things.new)),
        (counted_things.changed, trc("spans of a packet", "{count} changed", count=counted_things.changed)),
        (counted_things.gone, trc("spans of a packet", "{count} gone", count=counted_things.gone)),
        (counted_things.alike, trc("spans of a packet", "{count} alike", count=counted_things.alike)),
    )
    return tr(", ").join(words for number, words in parts if number)


def remarks(preview: PacketPreview) -> list[str]:
    """Return what else there is to know about a file that comes home, a sentence each."""
    said = []
    alike = sum(one.spans.alike + one.relations.alike for one in preview.documents)
    if alike:
        said.append(
            trn(
                "{count} was made alike in two copies (=): one stands for both.",
                "{count} were made alike in two copies (=): one stands for both.",
                alike,
            )
        )
    if preview.brought:
        said.append(tr("New documents come along: {titles}", titles=_listed(preview.brought)))
    if preview.missing:
        said.append(
            tr(
                "The project does not have {titles}. What is said about it is kept, and shown as soon as "
                "it is there and the packet comes home again.",
                titles=_listed(preview.missing),
            )
        )
    if preview.lacking and preview.refusal is None:
        said.append(tr("These join the label scheme: {codes}", codes=_listed(preview.lacking)))
    if preview.facts is not None and preview.facts.unfinished:
        said.append(_unfinished(preview.facts.unfinished))
    return said


def _unfinished(readings: tuple[UnfinishedReading, ...]) -> str:
    shown = [f"{isolate(one.title)} ({_state(one.state)})" for one in readings[:_SHOWN]]
    more = len(readings) - _SHOWN
    return trn(
        "{count} reading is not finished, and may come again: {titles}",
        "{count} readings are not finished, and may come again: {titles}",
        len(readings),
        titles=listed(shown) + (" …" if more > 0 else ""),
    )


def _state(state: State | None) -> str:
    return state_name(DocumentState.NEW if state is None else DocumentState(state.value))


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    return listed(every[:_SHOWN]) + (" …" if len(every) > _SHOWN else "")


def summary(coming: Homecoming) -> str:
    """Return what all files that come home bring together."""
    news = [one for preview in coming.accepted for one in preview.documents]
    spans, conflicts = [one.spans for one in news], sum(one.conflicting for one in news)
    new = sum(one.new for one in spans)
    changed, gone = sum(one.changed for one in spans), sum(one.gone for one in spans)
    parts = [
        trn("{count} new span", "{count} new spans", new) if new else "",
        trn("{count} changed", "{count} changed", changed) if changed else "",
        trn("{count} gone", "{count} gone", gone) if gone else "",
        trn("{count} conflict to choose about", "{count} conflicts to choose about", conflicts)
        if conflicts
        else "",
    ]
    return " · ".join(part for part in parts if part)
