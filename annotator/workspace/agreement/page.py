"""A report of agreement as a page that needs nothing but itself: both languages, no scripts, no network."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from annotator import language
from annotator.agreement import Undefined
from annotator.language import LANGUAGES, Message, msg, msgn
from annotator.workspace.agreement.plots import FEW, confusion_plot, label_plot
from annotator.workspace.agreement.report import AgreementReport
from annotator.workspace.agreement.request import Measure
from annotator.workspace.agreement.tables import Grid, grids, notes, reader_named
from annotator.workspace.agreement.wording import (
    ATTIMAM,
    BOOTSTRAP,
    MEANINGS,
    UNDEFINED,
    Meaning,
    compared_words,
    value_words,
)

_CARDS: Final = (Measure.EXACT, Measure.OVERLAP, Measure.CHARACTERS, Measure.KAPPA)
_NAMES: Final = {"ar": "العربية", "en": "English"}
_STYLE: Final = """
:root { --ink: #211c16; --quiet: #6c6355; --hair: #ded7c8; --page: #fffdf8; --panel: #f6f3eb; --card: #fff;
  --accent: #0b5b5e; --rubric: #a12f1a; --gold: #b48c3c; }
@media (prefers-color-scheme: dark) { :root { --ink: #ede6d9; --quiet: #aaa094; --hair: #39342c;
  --page: #211f1b; --panel: #1b1916; --card: #2b2823; --accent: #74c7c0; --rubric: #f28a70;
  --gold: #b89650; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.65 "IBM Plex Sans Arabic", "Noto Sans Arabic", system-ui, sans-serif; }
main { display: none; max-width: 68rem; margin: 0 auto; padding: 1.5rem 1.5rem 4rem; }
#show-ar:checked ~ main[lang=ar], #show-en:checked ~ main[lang=en] { display: block; }
body > input { position: absolute; opacity: 0; }
nav { display: flex; gap: .4rem; justify-content: flex-end; max-width: 68rem; margin: 0 auto;
  padding: 1rem 1.5rem 0; }
nav label { border: 1px solid var(--hair); border-radius: 6px; padding: .1rem .8rem; cursor: pointer; }
#show-ar:checked ~ nav [for=show-ar], #show-en:checked ~ nav [for=show-en] { border-color: var(--accent);
  color: var(--accent); font-weight: 600; }
#show-ar:focus-visible ~ nav [for=show-ar], #show-en:focus-visible ~ nav [for=show-en] {
  outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 1.7rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .4rem; padding-top: .6rem; border-top: 3px double var(--gold); }
p, dd { margin: .2rem 0; color: var(--quiet); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .8rem;
  margin: 1.4rem 0; }
.cards div { background: var(--card); border: 1px solid var(--hair); border-radius: 8px;
  padding: .7rem 1rem; }
.cards b { display: block; font-size: 1.9rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.cards b.none { font-size: 1rem; line-height: 2.4; }
.cards span { color: var(--quiet); font-size: .85rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0 1rem; }
th, td { border-bottom: 1px solid var(--hair); padding: .25rem 0; padding-inline-end: 1.4rem;
  text-align: start; }
th { font-size: .8rem; color: var(--quiet); font-weight: 600; }
td { font-variant-numeric: tabular-nums; }
td + td { white-space: nowrap; }
dt { font-weight: 600; margin-top: .8rem; }
dd { margin-inline-start: 0; }
svg { display: block; margin: .8rem 0; max-width: 100%; height: auto; font-size: 13px; }
svg text { fill: var(--ink); } svg .q { fill: var(--quiet); font-size: 12px; } svg .n { font-weight: 600; }
svg .same { fill: var(--accent); } svg .other { fill: var(--rubric); stroke: var(--rubric); }
svg .dot { fill: var(--hair); } svg .grid { stroke: var(--hair); }
svg .all { stroke: var(--accent); stroke-dasharray: 4 3; }
svg .point { fill: var(--accent); stroke: var(--accent); }
svg .few { fill: var(--page); stroke: var(--quiet); stroke-width: 1.4; }
svg .reach { stroke-width: 1.6; }
thead { display: table-header-group; } tr, svg { break-inside: avoid; } h2 { break-after: avoid; }
@page { size: A4; margin: 15mm; }
@media print { nav { display: none; } main { padding: 0; max-width: none; } body { font-size: 10.5pt; } }
"""


def html_of(report: AgreementReport, *, title: str) -> str:
    """Return the page. It opens in the language in use, and shows the other at a click.

    Args:
        report: the figures.
        title: of the project.
    """
    shown = language.current()
    parts = [
        f'<!doctype html>\n<html lang="{shown}" dir="{_direction(shown)}">\n<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style></head>\n<body>\n",
    ]
    for code in LANGUAGES:
        checked = " checked" if code == shown else ""
        parts.append(
            f'<input type="radio" name="language" id="show-{code}" aria-label="{_NAMES[code]}"{checked}>\n'
        )
    buttons = "".join(
        f'<label for="show-{code}" lang="{code}">{name}</label>' for code, name in _NAMES.items()
    )
    parts.append(f"<nav>{buttons}</nav>\n")
    parts += [_Page(report, code).main(title) for code in LANGUAGES]
    return "".join([*parts, "</body></html>\n"])


def write_page(target: Path | Literal["-"], report: AgreementReport, *, title: str, force: bool) -> None:
    """Write the page, whole or not at all. "-" is the standard output.

    Raises:
        OutputError: the target exists (and `force` is not set), or can't be written.
    """
    from annotator.formats.writing import whole

    with whole(target, force=force) as file:
        file.write(html_of(report, title=title).encode())


def _direction(code: str) -> str:
    return "rtl" if code == "ar" else "ltr"


class _Page:
    """The page in one language."""

    def __init__(self, report: AgreementReport, code: str) -> None:
        self._report, self._code = report, code

    def main(self, title: str) -> str:
        """Return all of it."""
        report = self._report
        who = " · ".join(
            f"<bdi>{self._said(reader_named(report, one))}</bdi>" for one in report.pair or report.readers
        )
        common = msgn("{count} common document", "{count} common documents", report.documents)
        return "".join(
            [
                f'<main lang="{self._code}" dir="{_direction(self._code)}">\n',
                f"<h1>{self._said(msg('Agreement of the readers'))}</h1>\n",
                f"<p><bdi>{html.escape(title)}</bdi></p>\n<p>{who} – {self._said(common)}</p>\n",
                *(f"<p>{self._said(note)}</p>\n" for note in notes(report)),
                self._cards(),
                *self._plots(),
                *map(self._grid, grids(report)),
                self._definitions(),
                "</main>\n",
            ]
        )

    def _said(self, message: Message) -> str:
        return html.escape(message.in_language(self._code))

    def _cards(self) -> str:
        cards = []
        for measure in _CARDS:
            figure = self._report.overall.get(measure)
            if figure is None:
                continue
            none = isinstance(figure.value, Undefined)
            value = self._said(value_words(replace(figure, interval=None)))
            reach = figure.interval
            beside = "" if reach is None else f"<bdi>[{reach.low:.2f}, {reach.high:.2f}]</bdi> · "
            cards.append(
                f"<div><span>{self._said(MEANINGS[measure].name)}</span>"
                f"<b{' class=none' if none else ''}>{value}</b>"
                f"<span>{beside}{self._said(compared_words(figure))}</span></div>\n"
            )
        return f'<div class="cards">\n{"".join(cards)}</div>\n'

    def _plots(self) -> Iterator[str]:
        by_label = label_plot(self._report, self._code)
        if by_label:
            yield f"<h2>{self._said(msg('F1 by label'))}</h2>\n"
            note = msg(
                "The line is the 95% interval; hollow is fewer than {few} spans; dashed is all together.",
                few=FEW,
            )
            yield f'<p>{self._said(note)}</p>\n<div class="wide">{by_label}</div>\n'
        matrix = confusion_plot(self._report, self._code)
        if matrix:
            yield f"<h2>{self._said(msg('What the first reader called it, and the second'))}</h2>\n"
            note = msg("Rows: the first reader. Columns: the second. Framed in red: they differ.")
            yield f'<p>{self._said(note)}</p>\n<div class="wide">{matrix}</div>\n'

    def _grid(self, grid: Grid) -> str:
        note = "" if grid.note is None else f"<p>{self._said(grid.note)}</p>\n"
        heads = "".join(f'<th scope="col">{self._said(head)}</th>' for head in grid.heads)
        rows = "".join(
            f"<tr>{''.join(f'<td><bdi>{self._said(cell)}</bdi></td>' for cell in row)}</tr>\n"
            for row in grid.rows
        )
        return (
            f"<h2>{self._said(grid.title)}</h2>\n{note}"
            f'<div class="wide"><table><thead><tr>{heads}</tr></thead>\n'
            f"<tbody>\n{rows}</tbody></table></div>\n"
        )

    def _definitions(self) -> str:
        shown = [MEANINGS[one] for one in MEANINGS if one in self._shown()]
        if self._report.attimam is not None:
            shown.append(ATTIMAM)
        entries = "".join(map(self._definition, [*shown, BOOTSTRAP, UNDEFINED]))
        return f"<h2>{self._said(msg('Definitions and references'))}</h2>\n<dl>\n{entries}</dl>\n"

    def _shown(self) -> set[Measure]:
        lines = (*self._report.layers, *self._report.labels, *self._report.by_document)
        return {*self._report.overall, *(measure for line in lines for measure in line.figures)}

    def _definition(self, meaning: Meaning) -> str:
        source = f'<dd dir="ltr">{html.escape(meaning.source)}</dd>' if meaning.source else ""
        return f"<dt>{self._said(meaning.name)}</dt><dd>{self._said(meaning.words)}</dd>{source}\n"
