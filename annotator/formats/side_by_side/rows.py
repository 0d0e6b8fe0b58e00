"""A document as rows of the tables, and what the rows say of its readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.formats.side_by_side.layout import ANSWERS, RELATIONS, SPANS, Layout, Row
from annotator.formats.side_by_side.relations import links_of, relation_rows, task_of
from annotator.formats.side_by_side.sheet import YES, Sheet, said_by
from annotator.formats.token_tags import OUTSIDE, token_tags


def tables_of(shape: DocumentShape, name: str, layout: Layout) -> dict[str, list[Row]]:
    """Return the rows of a document in each table; `name` stands in the column `document`."""
    sheet = Sheet(shape, name, layout)
    spans, labels = _span_rows(sheet)
    return {
        "spans": spans,
        "tokens": _token_rows(sheet),
        "labels": labels,
        "relations": relation_rows(sheet),
        "answers": _answer_rows(sheet),
    }


def _span_rows(sheet: Sheet) -> tuple[list[Row], list[Row]]:
    """Return the rows of spans, and what each reader says about each of them."""
    rows: list[Row] = []
    labels: list[Row] = []
    readers = range(len(sheet.readings))
    silent = sheet.silent
    for number, group in enumerate(sheet.groups, start=1):
        hull, task = sheet.hull(group), sheet.task(number)
        where = [sheet.layer(group), str(hull.start), str(hull.end), hull.of(sheet.shape.text)]
        said = [group[n].label if n in group else silent[n] for n in readers]
        edges = (group[n].span if n in group else None for n in readers)
        places = (["", ""] if one is None else [str(one.start), str(one.end)] for one in edges)
        decided = sheet.decided((n, one.id) for n, one in group.items())
        cells = (cell for pair in places for cell in pair)
        rows.append([task, sheet.name, str(sheet.shape.title), *where, *said, *cells, *decided])
        shown = zip(sheet.layout.shown, said, strict=True)
        labels += ([task, who, one, sheet.name, *where] for who, one in shown if one)
    return rows, labels


def _token_rows(sheet: Sheet) -> list[Row]:
    layout, silent = sheet.layout, sheet.silent
    readings = [list(one.values()) for one in sheet.spans]
    found = token_tags(sheet.shape.text, readings, sheet.layer_of, layout.layers, layout.tokens)
    columns = [
        [silent[reader] if tag == OUTSIDE else tag for tag in found.tags[reader][layer]]
        for layer in layout.layers
        for reader in range(len(readings))
    ]
    rows = []
    for token, form in enumerate(found.pieces.forms):
        start, end = found.place(token)
        where = [sheet.name, str(found.sentences[token]), str(start), str(end), form]
        rows.append([*where, *(column[token] for column in columns)])
    return rows


def _answer_rows(sheet: Sheet) -> list[Row]:
    """Return a row for each question about the document, its spans, then its relations."""
    rows: list[Row] = []
    readers = range(len(sheet.readings))
    for task, answers in _answered(sheet):
        names = dict.fromkeys(name for one in answers.values() for name in one)
        rows += (
            [task, sheet.name, name, *(answers.get(n, {}).get(name, "") for n in readers)] for name in names
        )
    return rows


def _answered(sheet: Sheet) -> Iterator[tuple[str, Mapping[int, Mapping[str, str]]]]:
    """Yield what a row is called, and what each of all readers answered about it."""
    nothing: dict[int, Mapping[str, str]] = {n: {} for n in range(len(sheet.readings))}
    about = {n: one.attributes or {} for n, one in enumerate(sheet.readings) if one is not None}
    yield sheet.name, nothing | about
    for number, group in enumerate(sheet.groups, start=1):
        yield sheet.task(number), nothing | {n: one.attributes for n, one in group.items()}
    for number, link in enumerate(links_of(sheet).values(), start=1):
        yield task_of(sheet, number), nothing | {n: one.attributes for n, one in link.items()}


def document_of(tables: Mapping[str, Sequence[Row]], shape: DocumentShape, layout: Layout) -> DocumentShape:
    """Return what the rows of spans, relations and answers say about the readings that a document has."""
    readers = len(layout.readers)
    answers: defaultdict[str, list[dict[str, str]]] = defaultdict(lambda: [{} for _ in range(readers)])
    about: set[str] = set()
    for row in tables["answers"]:
        task, document, attribute = row[: len(ANSWERS)]
        about.add(document)
        for n, answer in enumerate(row[len(ANSWERS) :]):
            if answer:
                answers[task][n][attribute] = answer
    sets = []
    for name, one in said_by(shape).items():
        n = layout.readers.index(name)
        said = next((answers[document][n] for document in about), {})
        sets.append(
            SetShape(
                owner=one.owner,
                annotator=one.annotator,
                attributes=said,
                spans=list(_spans_in(tables["spans"], n, readers, answers)),
                relations=list(_relations_in(tables["relations"], n, answers)),
            )
        )
    return DocumentShape(text=shape.text, sets=sets)


def _spans_in(
    rows: Sequence[Row], reader: int, readers: int, answers: Mapping[str, list[dict[str, str]]]
) -> Iterator[SpanShape]:
    first = len(SPANS)
    for row in rows:
        edges = first + readers + 2 * reader
        start, end = row[edges : edges + 2]
        if start:
            yield SpanShape(
                id=row[0],
                label=row[first + reader],
                start=int(start),
                end=int(end),
                attributes=answers[row[0]][reader],
            )


def _relations_in(
    rows: Sequence[Row], reader: int, answers: Mapping[str, list[dict[str, str]]]
) -> Iterator[RelationShape]:
    for row in rows:
        task, _, _, kind, source, target, *_ = row
        if row[len(RELATIONS) + reader] == YES:
            yield RelationShape(
                id=task, type=kind, source=source, target=target, attributes=answers[task][reader]
            )
