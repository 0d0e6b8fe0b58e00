"""`hashiya agree`: how far readers agree, as tables, JSON and a page, and the places behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from annotator.agreement.relations import Ends
from annotator.cli.naming import document_id
from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output
from annotator.cli.terminal import table as columns
from annotator.cli.usage import Misuse
from annotator.errors import InputError
from annotator.language import current, isolate, listed, msg, tr, trn
from annotator.model import Annotator, LabelScheme, State
from annotator.model.calling import called, told_apart
from annotator.statistics import Reader
from annotator.statistics.wording import reader_name
from annotator.workspace import Workspace
from annotator.workspace.agreement import (
    AgreementReport,
    AgreementRequest,
    AnswerPick,
    CellPick,
    Comparison,
    Comparisons,
    Measure,
    Pick,
    RelationPick,
    Share,
    Side,
    SpanPick,
)
from annotator.workspace.agreement.page import write_page
from annotator.workspace.agreement.plain import plain_of, plain_places
from annotator.workspace.agreement.request import BEGUN, USUAL, is_person
from annotator.workspace.agreement.tables import Grid, grids, label_named, notes, reader_named
from annotator.workspace.agreement.wording import differs_words

_RELATIONS: Final = {"relations": Ends.EXACT, "aligned-relations": Ends.ALIGNED}
_NOTHING: Final = "-"
_TWO: Final = 2
_FIRST: Final = frozenset({Measure.EXACT, Measure.OVERLAP, Measure.CHARACTERS, Measure.KAPPA})
"""What a person is told apart by layer, label and document; programs and pages get everything."""


def commands() -> list[click.Command]:
    """Return the command."""
    measures = [*(one.value for one in Measure), *_RELATIONS]
    params = [
        project_argument(),
        click.Option(
            ["--readers"],
            nargs=2,
            metavar="NAME NAME",
            help=tr(
                "Compare only these two, the second against the first. gold, imported and suggested are "
                "readings that are nobody's."
            ),
        ),
        click.Option(["--layer", "layers"], multiple=True, metavar="CODE", help=tr("Only this layer.")),
        click.Option(["--label", "labels"], multiple=True, metavar="CODE", help=tr("Only this label.")),
        click.Option(
            ["--document", "documents"],
            multiple=True,
            metavar="DOCUMENT",
            help=tr("Only this document, by its id or its title."),
        ),
        click.Option(
            ["--state", "states"],
            multiple=True,
            type=click.Choice([one.value for one in State]),
            help=tr("Only readings that are so far; otherwise all that have been begun."),
        ),
        click.Option(["--tokens"], is_flag=True, help=tr("Kappa and alpha of tokens, not of characters.")),
        click.Option(["--gamma"], is_flag=True, help=tr("Also γ of each document, which takes long.")),
        click.Option(
            ["--spans", "share"],
            type=click.Choice([one.value for one in Share]),
            help=tr("List the places behind a figure instead."),
        ),
        click.Option(
            ["--measure"],
            type=click.Choice(measures),
            default=Measure.EXACT.value,
            help=tr("The figure whose places are listed."),
        ),
        click.Option(
            ["--cell"],
            nargs=2,
            metavar="LABEL LABEL",
            help=tr("List what the first reader called this, and the second that; - is nothing."),
        ),
        click.Option(
            ["--question"],
            nargs=2,
            metavar="LABEL ATTRIBUTE",
            help=tr("List what the two answered to this question about spans with this label."),
        ),
        click.Option(
            ["--html", "target"],
            metavar="FILE",
            help=tr("Write a page in both languages; - writes it to the standard output."),
        ),
        click.Option(["--force"], is_flag=True, help=tr("Replace files that are there already.")),
    ]
    text = tr("Compare readers: how far they agree, about what, and where they differ.")
    return [command("agree", _agree, text, params)]


def _agree(
    *,
    project: str,
    readers: tuple[str, str] | None,
    layers: tuple[str, ...],
    labels: tuple[str, ...],
    documents: tuple[str, ...],
    states: tuple[str, ...],
    tokens: bool,
    gamma: bool,
    share: str | None,
    measure: str,
    cell: tuple[str, str] | None,
    question: tuple[str, str] | None,
    target: str | None,
    force: bool,
    output: Output,
) -> None:
    pick = _pick(share, measure, cell, question)
    if target is not None and (pick is not None or output.json):
        raise Misuse(tr("A page has the figures: leave --spans, --cell, --question and --json out."))
    with Workspace.look(Path(project)) as workspace:
        known = [*workspace.agreement.readers()]
        scheme = workspace.scheme
        _check("--layer", layers, {one.code for one in scheme.layers})
        _check("--label", labels, {one.code for one in scheme.labels})
        _check_pick(cell, question, scheme)
        request = AgreementRequest(
            readers=tuple(_reader(known, workspace.annotators(), one) for one in readers or ()),
            documents=frozenset(document_id(workspace, one) for one in documents) or None,
            layers=frozenset(layers) or None,
            labels=frozenset(labels) or None,
            states=frozenset(map(State, states)) or BEGUN,
            by_token=tokens,
            measures=frozenset(Measure) if gamma else USUAL,
            apart=frozenset(Measure) if output.json or target is not None else _FIRST | {Measure.GAMMA},
        )
        if pick is None:
            report = workspace.agreement.report(request, output.watch())
            _answer(report, target, workspace.title, output, force=force)
            return
        found = workspace.agreement.places(request, pick, output.watch())
        several = not readers and sum(map(is_person, known)) > _TWO
        output.answer(_listed(found, scheme, several=several), plain_places(found))


def _answer(report: AgreementReport, target: str | None, title: str, output: Output, *, force: bool) -> None:
    if target is None:
        output.answer(_words(report), plain_of(report))
        return
    write_page("-" if target == "-" else Path(target), report, title=title, force=force)
    if target != "-":
        output.answer(tr("{file} is written.", file=target), {"file": target})


def _pick(
    share: str | None, measure: str, cell: tuple[str, str] | None, question: tuple[str, str] | None
) -> Pick | None:
    if question is not None:
        label, attribute = question
        return AnswerPick(label=label, attribute=attribute, share=Share(share or Share.ALL))
    if cell is not None:
        left, right = (None if one == _NOTHING else one for one in cell)
        return CellPick(left=left, right=right)
    if share is None:
        return None
    if measure in _RELATIONS:
        return RelationPick(ends=_RELATIONS[measure], share=Share(share))
    return SpanPick(measure=Measure(measure), share=Share(share))


def _check_pick(cell: tuple[str, str] | None, question: tuple[str, str] | None, scheme: LabelScheme) -> None:
    """Refuse what the scheme doesn't know: a list of nothing would say that readers agree about it."""
    labels = {one.code: one for one in scheme.labels}
    _check("--cell", tuple(one for one in cell or () if one != _NOTHING), {*labels})
    if question is not None:
        label, attribute = question
        _check("--question", (label,), {*labels})
        _check("--question", (attribute,), {one.name for one in labels[label].attributes})


def _check(option: str, codes: tuple[str, ...], known: set[str]) -> None:
    for code in codes:
        if code not in known:
            raise InputError(
                msg(
                    "{option}: the label scheme has no {code}. There are: {known}.",
                    option=option,
                    code=code,
                    known=", ".join(sorted(known)) or "–",
                ),
                code="E_CODE",
            )


def _reader(known: Sequence[Reader], people: Sequence[Annotator], name: str) -> Reader:
    """Return who is called so.

    An owner alone means readings of nobody's; "imported:NAME" says which of two with one name, and so do a
    letter and the end of an id.
    """
    owner, colon, person = name.partition(":")
    found = [one for one in known if name == (one.name or one.owner.value)]
    found += [one for one in known if colon and (owner, person) == (one.owner.value, one.name)]
    if not found:
        meant = {one.id for one in called(name, people, letters=True)}
        found = [one for one in known if one.id in meant]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            msg(
                "There are several {name}. Say which: {names}.",
                name=name,
                names=listed(_told_apart(one, found, people) for one in found),
            ),
            code="E_ANNOTATOR",
        )
    raise InputError(
        msg(
            "Nobody called {name} has a reading. There are: {names}.",
            name=name,
            names=listed(_named(one, people) for one in known) or "–",
        ),
        code="E_ANNOTATOR",
    )


def _named(reader: Reader, people: Sequence[Annotator]) -> str:
    person = next((one for one in people if one.id == reader.id), None)
    return reader.name or reader.owner.value if person is None else told_apart(person, people)


def _told_apart(reader: Reader, found: Sequence[Reader], people: Sequence[Annotator]) -> str:
    """Return what tells one of several apart: whose reading it is, else the letter and the id."""
    if sum(one.owner is reader.owner for one in found) == 1:
        return f"{reader.owner.value}:{reader.name}"
    return _named(reader, people)


def _words(report: AgreementReport) -> str:
    """Return the report for a person at a terminal."""
    head = " · ".join(isolate(str(reader_named(report, one))) for one in report.pair or report.readers)
    lines = [f"{head}: {trn('{count} common document', '{count} common documents', report.documents)}"]
    lines += map(str, notes(report))
    return "\n\n".join(["\n".join(lines), *map(_in_columns, grids(report))])


def _in_columns(grid: Grid) -> str:
    """Return a table in columns: figures first, then the name, which may be Arabic."""
    rows = [[*map(str, row[1:]), isolate(str(row[0]))] for row in grid.rows]
    heads = [*map(str, grid.heads[1:]), str(grid.heads[0])]
    note = [] if grid.note is None else [str(grid.note)]
    return "\n".join([str(grid.title), *note, columns(heads, rows)])


def _listed(found: Comparisons, scheme: LabelScheme, *, several: bool) -> str:
    """Return the places, a line each; with `several` pairs of readers, whose they are."""
    if not found.places:
        return tr("Nothing.")
    heads = [tr("Place"), tr("First"), tr("Second"), tr("Differs"), tr("Words · document")]
    rows = [
        [
            f"{one.span.start}–{one.span.end}",
            _side(one.left, scheme),
            _side(one.right, scheme),
            listed(map(str, differs_words(one.differs))) or "–",
            " · ".join(isolate(" ".join(words.split())) for words in _where(one, several=several)),
        ]
        for one in found.places
    ]
    more = [tr("There are more.")] if found.has_more else []
    return "\n".join([columns(heads, rows), *more])


def _where(one: Comparison, *, several: bool) -> list[str]:
    who = [f"{reader_name(one.pair[0])} – {reader_name(one.pair[1])}"] if several else []
    side = one.left if one.left.spans else one.right
    words = one.quote if side.relation is None else " … ".join(span.quote for span in side.spans)
    return [words, one.title, *who]


def _side(side: Side, scheme: LabelScheme) -> str:
    """Return what a reader has at a place: the relation's type, or the labels of the spans, or the answer."""
    if side.relation is not None:
        kind = scheme.relation_type(side.relation.type)
        return side.relation.type if kind is None else kind.names.in_language(current())
    if side.answer is not None:
        return side.answer or "–"
    return listed(str(label_named(scheme, span.label)) for span in side.spans) or "–"
