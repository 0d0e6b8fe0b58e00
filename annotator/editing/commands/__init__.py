"""What a person can do. Each command plans; nothing here changes anything."""

from annotator.editing.commands.directions import SetDirection
from annotator.editing.commands.imports import ImportDocuments
from annotator.editing.commands.relations import AddRelation, AttachNearest, DeleteRelations
from annotator.editing.commands.spans import (
    AddSpan,
    DeleteSpans,
    Relabel,
    Resize,
    SetAttribute,
    SetComment,
    SetFlag,
)
from annotator.editing.commands.states import SetState

__all__ = [
    "AddRelation",
    "AddSpan",
    "AttachNearest",
    "DeleteRelations",
    "DeleteSpans",
    "ImportDocuments",
    "Relabel",
    "Resize",
    "SetAttribute",
    "SetComment",
    "SetDirection",
    "SetFlag",
    "SetState",
]
