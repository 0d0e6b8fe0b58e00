"""What a person can do. Each command plans; nothing here changes anything."""

from annotator.editing.commands.corrections import Correction, CorrectText
from annotator.editing.commands.directions import SetDirection
from annotator.editing.commands.history import (
    DeleteDocuments,
    RestoreDocuments,
    RestoreMoment,
    RestoreProject,
)
from annotator.editing.commands.imports import ImportDocuments
from annotator.editing.commands.labels import DeleteLabel, MergeLabel
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
    "CorrectText",
    "Correction",
    "DeleteDocuments",
    "DeleteLabel",
    "DeleteRelations",
    "DeleteSpans",
    "ImportDocuments",
    "MergeLabel",
    "Relabel",
    "Resize",
    "RestoreDocuments",
    "RestoreMoment",
    "RestoreProject",
    "SetAttribute",
    "SetComment",
    "SetDirection",
    "SetFlag",
    "SetState",
]
