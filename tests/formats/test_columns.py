"""A document's way into columns and back, which needs no Arrow."""

from __future__ import annotations

from msgspec import UNSET

from annotator.formats.huggingface.columns import columns_of, rows_of
from annotator.formats.huggingface.rows import document_of, row_of
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.model import Owner, State

_SPANS = [
    SpanShape(
        id="s1", label="SOURCE", start=0, end=3, text="قال", attributes={"naming": "named", "role": "x"}
    ),
    SpanShape(id="s2", label="CUE", start=1, end=2, text="ا", comment="من؟", flagged=True),
]
_FULL = DocumentShape(
    id="d1",
    title="خبر",
    text="قال سليم",
    metadata={"n": [1, None, 2.5]},
    sets=[
        SetShape(
            owner=Owner.ANNOTATOR,
            annotator="Salma",
            state=State.FINISHED,
            spans=_SPANS,
            relations=[RelationShape(id="r1", type="cue", source="s1", target="s2", attributes={"k": "v"})],
        ),
        SetShape(owner=Owner.GOLD, spans=_SPANS[1:]),
    ],
)
_BARE = DocumentShape(id=UNSET, title="—", text="ب")
_UNREAD = DocumentShape(id="d3", title="ج", text="ج", sets=[SetShape(owner=Owner.GOLD)])


def test_columns_hold_every_value_in_its_place() -> None:
    shapes = [_FULL, _BARE, _UNREAD, _FULL]
    rows = rows_of(columns_of(shapes))
    assert rows == [row_of(shape) for shape in shapes]
    assert [document_of(row) for row in rows] == shapes


def test_no_documents_have_empty_columns() -> None:
    assert rows_of(columns_of([])) == []
