"""The rows of relations: one for each relation between two rows of spans, with who has it.

A relation of a symmetric type leads from the earlier row to the later one, whichever way round a reader
has it.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from annotator.formats.shapes import RelationShape
from annotator.formats.side_by_side.layout import Row
from annotator.formats.side_by_side.sheet import NO, YES, Sheet

Link = dict[int, RelationShape]
"""The number of a reader → the relation of theirs that stands in a row."""
_Key = tuple[int, int, str, int]


def links_of(sheet: Sheet) -> dict[_Key, Link]:
    """Return the rows in order: the numbers of the two rows of spans, the type, and the how manieth it is."""
    symmetric = sheet.layout.symmetric
    found: defaultdict[_Key, Link] = defaultdict(dict)
    for reader, reading in enumerate(sheet.readings):
        again = Counter[tuple[int, int, str]]()
        for relation in [] if reading is None else reading.relations:
            source, target = (sheet.row_of[reader, end] for end in (relation.source, relation.target))
            if relation.type in symmetric and target < source:
                source, target = target, source
            place = source, target, relation.type
            found[*place, again[place]][reader] = relation
            again[place] += 1
    return dict(sorted(found.items()))


def relation_rows(sheet: Sheet) -> list[Row]:
    """Return a row for each relation."""
    rows = []
    for number, ((source, target, kind, _), link) in enumerate(links_of(sheet).items(), start=1):
        ends = source, target
        texts = (sheet.hull(sheet.groups[end - 1]).of(sheet.shape.text) for end in ends)
        nothing = (NO if through else "" for through in sheet.through)
        has = [YES if reader in link else no for reader, no in enumerate(nothing)]
        members = [(reader, str(relation.id)) for reader, relation in link.items()]
        rows.append(
            [
                *(task_of(sheet, number), sheet.name, str(sheet.shape.title), kind),
                *(sheet.task(end) for end in ends),
                *texts,
                *has,
                *sheet.decided(members),
            ]
        )
    return rows


def task_of(sheet: Sheet, number: int) -> str:
    """Return what a row of relations is called."""
    return sheet.task(f"r{number}")
