"""A report as a page that needs nothing but itself: no scripts, nothing from the network. It prints well."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final

from annotator import language
from annotator.language import is_right_to_left, tr
from annotator.workspace.reporting.sheet import Block, Card, Grid, Heading, Note

_STYLE: Final = """
:root { --ink: #1d1a14; --quiet: #5c564a; --hair: #d8d1c1; --gold: #8a6410; --rubric: #9d3324; }
* { box-sizing: border-box; }
body { font: 16px/1.65 "IBM Plex Sans Arabic", "Noto Sans Arabic", system-ui, sans-serif; color: var(--ink);
  background: #fff; margin: 2rem auto; max-width: 58rem; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; margin: 0 0 .2rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-top: .6rem; border-top: 3px double var(--gold); }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: .2rem 0; }
table { border-collapse: collapse; margin: .6rem 0 1rem; }
th, td { border-bottom: 1px solid var(--hair); padding: .25rem .9rem .25rem 0; text-align: start;
  vertical-align: top; }
[dir=rtl] th, [dir=rtl] td { padding: .25rem 0 .25rem .9rem; }
th { font-size: .8rem; color: var(--quiet); font-weight: 600; }
a { color: inherit; }
td.n { font-variant-numeric: tabular-nums; }
article { border: 1px solid var(--hair); border-inline-start: 3px solid var(--gold); border-radius: 4px;
  padding: .6rem .9rem; margin: .6rem 0; }
article.open { border-inline-start-color: var(--rubric); }
header { display: flex; flex-wrap: wrap; gap: .2rem .8rem; font-size: .8rem; color: var(--quiet); }
header b { color: var(--ink); }
.state { margin-inline-start: auto; }
.open .state, .gap { color: var(--rubric); }
.words { font: 1.35rem/1.8 Amiri, "Noto Naskh Arabic", serif; margin: .2rem 0; }
ul { list-style: none; margin: .2rem 0; padding: 0; }
li { padding: .1rem 0; }
li b { font-weight: 600; }
li.taken::before { content: "✓ "; color: var(--gold); }
.outcome { border-top: 1px solid var(--hair); margin-top: .4rem; padding-top: .3rem; font-size: .9rem; }
thead { display: table-header-group; }
tr, article { break-inside: avoid; }
h2, h3 { break-after: avoid; }
@page { size: A4; margin: 15mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; } }
"""


def html_of(blocks: Iterable[Block]) -> str:
    """Return the page, in the language in use, whose direction it has."""
    blocks = tuple(blocks)
    title = next((one.text for one in blocks if isinstance(one, Heading)), "")
    direction = "rtl" if is_right_to_left() else "ltr"
    return "".join(
        (
            f'<!doctype html>\n<html lang="{language.current()}" dir="{direction}">\n<head>',
            '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style></head>\n<body>\n",
            *map(_block, blocks),
            "</body></html>\n",
        )
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f'<h{level} dir="auto">{html.escape(text)}</h{level}>\n'
        case Note(text):
            return f'<p dir="auto">{html.escape(text)}</p>\n'
        case Grid():
            return _grid(block)
        case Card():
            return _card(block)


def _grid(grid: Grid) -> str:
    heads = "".join(f"<th>{html.escape(head)}</th>" for head in grid.heads)
    rows = "".join(f"<tr>{''.join(_cells(row, leads=grid.leads))}</tr>\n" for row in grid.rows)
    return f"<table><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"


def _cells(row: tuple[str, ...], *, leads: bool) -> Iterable[str]:
    for place, cell in enumerate(row):
        words = html.escape(cell)
        if leads and not place:
            yield f'<td class="n"><a href="#n{words}">{words}</a></td>'
        else:
            yield f"<td{' class=n' if place and not leads else ' dir=auto'}>{words}</td>"


def _card(card: Card) -> str:
    gap = f' <span class="gap">{html.escape(tr("Guideline gap"))}</span>' if card.gap else ""
    voices = "".join(
        f"<li{' class=taken' if one.taken else ''}><b>{html.escape(one.readers)}</b> "
        f"<bdi>{html.escape(one.words)}</bdi></li>"
        for one in card.voices
    )
    outcome = "".join(f'<p dir="auto">{html.escape(line)}</p>' for line in card.outcome)
    return (
        f'<article class="{"settled" if card.settled else "open"}" id="n{card.number}">'
        f"<header><b>{card.number}</b><span>{html.escape(card.caption)}</span>"
        f"<span><bdi>{card.place}</bdi></span>{gap}"
        f'<span class="state">{html.escape(card.standing)}</span></header>'
        f'<p class="words" dir="auto">{html.escape(card.words)}</p>'
        f"<ul>{voices}</ul>{f'<div class=outcome>{outcome}</div>' if outcome else ''}</article>\n"
    )
