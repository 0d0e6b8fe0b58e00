"""A report as blocks of plain words, in the language in use: a page and paper show the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from annotator.adjudication.comparison import Kind
from annotator.adjudication.queue import Standing
from annotator.adjudication.report import Case
from annotator.language import isolate, listed, tr, trc, trn
from annotator.model import Decision, Verdict
from annotator.workspace.reporting import wording
from annotator.workspace.reporting.making import Findings

_MOST_CONFUSIONS: Final = 12


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the report's."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        heads: of the columns.
        rows: a cell for each column.
        leads: whether the first column has the numbers of cards, and all others words. Otherwise the first
            has words, and all others are figures.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What some readers say."""

    readers: str
    words: str
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One dispute.

    Attributes:
        number: in the report, from 1.
        caption: how the readings differ, about what.
        standing: how far it is.
        settled: whether it is settled.
        words: that it is about.
        place: code points of the text, or "".
        voices: what the readers say.
        outcome: what was decided, by whom, when and why; a line each.
        gap: the guidelines say too little about it.
    """

    number: int
    caption: str
    standing: str
    settled: bool
    words: str
    place: str
    voices: tuple[Said, ...]
    outcome: tuple[str, ...]
    gap: bool


Block = Heading | Note | Grid | Card


def sheet_of(found: Findings) -> tuple[Block, ...]:
    """Return the blocks of a report: totals, what is open, gaps of the guidelines, readers, every dispute."""
    numbers = {id(case): n for n, case in enumerate(found.report.cases, start=1)}
    return (
        Heading(tr("Adjudication report"), 1),
        Note(found.title),
        Note(tr("{moment} (UTC)", moment=wording.moment(found.at.isoformat()))),
        *_totals(found),
        *_listed(tr("Still open"), found.report.open, numbers, found, _how_far),
        *_listed(tr("Guideline gaps"), found.report.gaps, numbers, found, _why),
        *_profiles(found),
        *_cases(found, numbers),
    )


def _totals(found: Findings) -> Iterator[Block]:
    report = found.report
    yield Heading(tr("In numbers"))
    agreed, accepted = report.agreements
    still = len(report.open)
    yield Note(
        tr(
            "{disputes}; {settled}, {open}.",
            disputes=trn("{count} dispute", "{count} disputes", len(report.cases)),
            settled=trn("{count} settled", "{count} settled", len(report.cases) - still),
            open=trn("{count} open", "{count} open", still),
        )
    )
    yield Note(
        tr(
            "{agreements}; {accepted}.",
            agreements=trn("{count} agreement", "{count} agreements", agreed),
            accepted=trn("{count} accepted", "{count} accepted", accepted),
        )
    )
    kinds = [
        (wording.dispute_name(kind), str(every), str(settled), str(every - settled))
        for kind, (every, settled) in report.by_dispute().items()
    ]
    yield from _grid((tr("Dispute"), trc("column", "All"), trc("column", "Settled"), tr("Undecided")), kinds)
    verdicts = [(wording.verdict_name(one), str(count)) for one, count in report.by_verdict().items()]
    yield from _grid((tr("Decision"), tr("How often")), verdicts)
    taken = [(found.name(who), str(spoke), str(count)) for who, (spoke, count) in report.by_reader().items()]
    yield from _grid((tr("Annotator"), tr("Settled disputes"), tr("Taken")), taken)
    reasons = [(reason, str(count)) for reason, count in report.by_reason().items()]
    yield from _grid((tr("Reason"), tr("How often")), reasons)


def _grid(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, leads: bool = False) -> Iterator[Grid]:
    if rows:
        yield Grid(heads, tuple(rows), leads)


def _how_far(case: Case) -> str:
    return wording.standing_name(case.standing)


def _why(case: Case) -> str:
    return "" if case.decision is None else case.decision.reason


def _listed(
    title: str,
    cases: tuple[Case, ...],
    numbers: Mapping[int, int],
    found: Findings,
    more: Callable[[Case], str],
) -> Iterator[Block]:
    """Yield a table that names cases by their numbers."""
    yield Heading(title)
    if not cases:
        yield Note(tr("None."))
        return
    rows = [
        (
            str(numbers[id(case)]),
            found.report.titles[case.document_id],
            wording.label_name(found.scheme, case.code),
            wording.one_line(case.words),
            more(case),
        )
        for case in cases
    ]
    yield from _grid((tr("No."), tr("Document"), tr("Label"), tr("Words"), tr("Remark")), rows, leads=True)


def _profiles(found: Findings) -> Iterator[Block]:
    if not any(one.comparisons for one in found.profiles.values()):
        return
    yield Heading(tr("Annotators beside gold"))
    rows = []
    for who, profile in found.profiles.items():
        kinds = profile.kinds()
        rows.append((found.name(who), *(str(kinds[kind]) for kind in Kind), str(profile.open)))
    heads = (tr("Annotator"), *map(wording.kind_name, Kind), tr("Undecided"))
    yield from _grid(heads, rows)
    for who, profile in found.profiles.items():
        lines = []
        edges = [(one, n) for one, n in profile.tendencies().items() if n]
        if edges:
            said = listed(f"{wording.tendency_name(one)} {n}" for one, n in edges)
            lines.append(tr("Edges: {what}", what=said))
        mixed = list(islice(profile.confusions().items(), _MOST_CONFUSIONS))
        if mixed:
            name = wording.label_name
            said = listed(
                tr(
                    "{gold} called {other}: {count}",
                    gold=name(found.scheme, a),
                    other=name(found.scheme, b),
                    count=n,
                )
                for (a, b), n in mixed
            )
            lines.append(tr("Labels: {what}", what=said))
        if lines:
            yield Heading(found.name(who), 3)
            yield from map(Note, lines)


def _cases(found: Findings, numbers: Mapping[int, int]) -> Iterator[Block]:
    yield Heading(tr("Every dispute"))
    if not found.report.cases:
        yield Note(tr("None."))
    document = None
    for case in found.report.cases:
        if case.document_id != document:
            document = case.document_id
            yield Heading(found.report.titles[document], 3)
        yield _card(case, numbers[id(case)], found)


def _card(case: Case, number: int, found: Findings) -> Card:
    decision, scheme = case.decision, found.scheme
    return Card(
        number=number,
        caption=" · ".join((wording.dispute_name(case.dispute), wording.label_name(scheme, case.code))),
        standing=wording.standing_name(case.standing),
        settled=case.standing is Standing.SETTLED,
        words=wording.one_line(case.words),
        place="" if case.place is None else wording.figures(f"{case.place.start}–{case.place.end}"),
        voices=tuple(
            Said(
                wording.listed(map(found.name, voice.readers)),
                " ¦ ".join(wording.said(one, scheme) for one in voice.statements) or tr("Nothing here"),
                voice.taken,
            )
            for voice in case.voices
        ),
        outcome=tuple(_outcome(case, decision, found)),
        gap=decision is not None and decision.gap,
    )


def _outcome(case: Case, decision: Decision | None, found: Findings) -> Iterator[str]:
    if case.missing:
        yield tr("Not finished yet: {names}", names=wording.listed(map(found.name, case.missing)))
    if decision is None:
        return
    names = wording.listed(found.taken(decision))
    if decision.verdict in {Verdict.READING, Verdict.BOTH} and names:
        yield tr("Taken: {readers}", readers=names)
    else:
        yield wording.verdict_name(decision.verdict)
    if case.gold:
        said = " ¦ ".join(wording.said(one, found.scheme) for one in case.gold)
        yield tr("Gold: {what}", what=said)
    if decision.reason:
        yield tr("Why: {reason}", reason=decision.reason)
    yield f"{isolate(found.name(decision.by))} · {wording.moment(decision.at)}"
