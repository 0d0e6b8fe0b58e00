"""`hashiya show`: a document with its spans, in the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from annotator.cli.naming import document_id
from annotator.cli.shapes import command, project_argument
from annotator.cli.terminal import Output, colours
from annotator.language import isolate, tr
from annotator.model import AnnotationSet, Document, LabelScheme, SpanAnnotation
from annotator.workspace import Workspace


def commands() -> list[click.Command]:
    """Return the command."""
    params = [
        project_argument(),
        click.Argument(["document"], metavar="DOCUMENT"),
        click.Option(
            ["--visual"],
            is_flag=True,
            help=tr("Shape and reorder the letters, for a terminal that can't do Arabic."),
        ),
    ]
    text = tr("Show a document, named by its id or title, with its spans.")
    return [command("show", _show, text, params)]


def _show(*, project: str, document: str, visual: bool, output: Output) -> None:
    with Workspace.look(Path(project)) as workspace:
        found = workspace.document(document_id(workspace, document))
        reading = workspace.active_set(found.id)
        scheme = workspace.scheme
    if output.json:
        output.answer("", _plain(found, reading))
        return
    if visual:
        from annotator.text.visual import to_visual

        width = shutil.get_terminal_size().columns
        click.echo(to_visual("\n".join([found.title, "", _marked(found, reading)]), width))
        return
    coloured = colours()
    click.echo(click.style(isolate(found.title), bold=True) if coloured else isolate(found.title))
    click.echo()
    click.echo(_coloured(found, reading, scheme) if coloured else _marked(found, reading))
    click.echo()
    click.echo("\n".join(_lists(reading)))


def _marked(document: Document, reading: AnnotationSet | None) -> str:
    """Return the text with `[words|LABEL]` where a span is: for where there is no colour."""
    out: list[str] = []
    for words, opened, closed in _stretches(document, reading):
        out += ["[" * len(opened), words, *(f"|{span.label}]" for span in closed)]
    return "".join(out)


def _coloured(document: Document, reading: AnnotationSet | None, scheme: LabelScheme) -> str:
    """Return the text with each stretch underlined in the colour of its innermost span."""
    out: list[str] = []
    open_spans: list[SpanAnnotation] = []
    for words, opened, closed in _stretches(document, reading):
        open_spans += opened
        out.append(_painted(words, open_spans[-1], scheme) if open_spans else words)
        open_spans = [span for span in open_spans if span not in closed]
    return "".join(out)


def _painted(words: str, span: SpanAnnotation, scheme: LabelScheme) -> str:
    label = scheme.label(span.label)
    if label is None:
        return words
    red, green, blue = (int(label.color[place : place + 2], 16) for place in (1, 3, 5))
    # A line end inside the style would colour the rest of the line on some terminals.
    return "\n".join(
        click.style(line, fg=(red, green, blue), underline=True) if line else "" for line in words.split("\n")
    )


def _stretches(
    document: Document, reading: AnnotationSet | None
) -> Iterator[tuple[str, list[SpanAnnotation], list[SpanAnnotation]]]:
    """Yield the words between the edges of spans, the spans that begin before them, and that end behind."""
    spans = [] if reading is None else reading.in_text_order()
    edges = {edge for span in spans for edge in (span.span.start, span.span.end)}
    begun: dict[int, list[SpanAnnotation]] = {}
    ended: dict[int, list[SpanAnnotation]] = {}
    for span in spans:
        begun.setdefault(span.span.start, []).append(span)
        ended.setdefault(span.span.end, []).insert(0, span)
    for start, end in pairwise(sorted({0, len(document.text), *edges})):
        yield document.text[start:end], begun.get(start, []), ended.get(end, [])


def _lists(reading: AnnotationSet | None) -> Iterator[str]:
    if reading is None:
        yield tr("Nobody has read it yet.")
        return
    for span in reading.in_text_order():
        answers = " ".join(f"{name}={value}" for name, value in span.attributes.items())
        flag = "⚑" if span.flagged else ""
        note = isolate(span.comment) if span.comment else ""
        place = f"{span.span.start}–{span.span.end}"
        parts = [
            f"{place:>11}",
            span.label,
            span.id,
            isolate(span.quote.replace("\n", " ")),
            answers,
            note,
            flag,
        ]
        yield "  ".join(part for part in parts if part)
    for relation in reading.relations.values():
        yield f"{relation.type}  {relation.source} → {relation.target}"


def _plain(document: Document, reading: AnnotationSet | None) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "set": None if reading is None else _plain_reading(reading),
    }


def _plain_reading(reading: AnnotationSet) -> dict[str, Any]:
    return {
        "owner": reading.owner.value,
        "annotator": None if reading.annotator is None else reading.annotator.name,
        "state": reading.state.value,
        "spans": [
            {
                "id": span.id,
                "label": span.label,
                "start": span.span.start,
                "end": span.span.end,
                "text": span.quote,
                "attributes": dict(span.attributes),
                "comment": span.comment,
                "flagged": span.flagged,
            }
            for span in reading.in_text_order()
        ],
        "relations": [
            {"id": r.id, "type": r.type, "source": r.source, "target": r.target}
            for r in reading.relations.values()
        ],
    }
