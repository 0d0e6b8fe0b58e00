"""What every golden project file holds: the same life, written by each version of the file format.

`python -m tests.store.golden_project FILE` writes one with the format of now, when a new version is made.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from annotator.editing.change import (
    AnnotatorChange,
    DocumentChange,
    RelationChange,
    SchemeChange,
    SetChange,
    SpanChange,
    StateChange,
)
from annotator.model import AnnotatedDocument, Annotator, AttributeType, Owner, Relation, Role, State
from annotator.model.scheme_json import default_scheme
from annotator.store import Repository
from tests.store.builders import adding, create, do, document, fill, reading, span, undo

READER = Annotator(id="reader", name="ليلى", role=Role.REVIEWER)
_NOW = default_scheme()
FIRST_SCHEME = replace(
    _NOW,
    labels=tuple(
        replace(label, attributes=tuple(a for a in label.attributes if a.type is AttributeType.CHOICE))
        for label in _NOW.labels
    ),
)
"""What a project began with when the first golden files were written: all answers were choices."""
SCHEME = replace(FIRST_SCHEME, version=2)
SECOND = document("d2", "نفت الوزارة ذلك 😀.\nوأكد متحدث باسمها أن العمل مستمر.")
GOLD = reading("gold", owner=Owner.GOLD, spans=[span("g", 4, 10, label="ORG")])
_NOTE = span("n", 0, 3, text=SECOND.text, label="CUE")
OWN = replace(
    reading("own", "d2", annotator=READER, spans=[_NOTE]),
    state=State.FINISHED,
)
WHOLE = (
    AnnotatedDocument(document=document(), sets=(reading(), GOLD)),
    AnnotatedDocument(document=SECOND, sets=(OWN,)),
)
STEPS = 12


def live(repository: Repository) -> None:
    """Take the steps that lead to `WHOLE`: every kind of change, taken back and done again too."""
    fill(repository)
    do(repository, AnnotatorChange(before=None, after=READER))
    do(repository, DocumentChange(before=None, after=SECOND))
    started = replace(OWN, state=State.IN_PROGRESS, spans={})
    do(repository, SetChange(before=None, after=started), SetChange(before=None, after=GOLD))
    wrong = replace(_NOTE, label="ORG", flagged=True)
    do(repository, adding(wrong, "own", "d2"))
    do(repository, SpanChange(document_id="d2", set_id="own", before=wrong, after=_NOTE))
    undo(repository, 6)
    do(repository, SpanChange(document_id="d2", set_id="own", before=wrong, after=_NOTE))
    loop = Relation(id="r", type="coref", source="n", target="n")
    do(repository, RelationChange(document_id="d2", set_id="own", before=None, after=loop))
    undo(repository, 9)
    do(
        repository,
        StateChange(document_id="d2", set_id="own", before=started.state, after=OWN.state),
    )
    do(repository, SchemeChange(before=FIRST_SCHEME, after=SCHEME))


if __name__ == "__main__":
    made = create(Path(sys.argv[1]), FIRST_SCHEME)
    live(made)
    made.close()
