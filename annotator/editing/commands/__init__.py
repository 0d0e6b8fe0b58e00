"""What a person can do. Each command plans; nothing here changes anything."""

from annotator.editing.commands.answers import SetDocumentAttribute
from annotator.editing.commands.assignments import Assign
from annotator.editing.commands.corrections import Correction, CorrectText
from annotator.editing.commands.directions import SetDirection
from annotator.editing.commands.entities import MergeChains, NameChain, SplitChain
from annotator.editing.commands.fixes import AddSpans, ApplyFixes, Fix
from annotator.editing.commands.history import (
    DeleteDocuments,
    RestoreDocuments,
    RestoreMoment,
    RestoreProject,
)
from annotator.editing.commands.imports import ImportDocuments
from annotator.editing.commands.labels import DeleteLabel, MergeLabel
from annotator.editing.commands.people import AddPerson, ChangePerson
from annotator.editing.commands.referents import AttachReferent
from annotator.editing.commands.relations import AddRelation, AttachNearest, DeleteRelations
from annotator.editing.commands.schemes import Move, ReviseScheme, SchemeEffect, effect_of
from annotator.editing.commands.several import CopyAnswers, JoinAll
from annotator.editing.commands.spans import (
    AddSpan,
    DeleteSpans,
    Relabel,
    Resize,
    SetAttribute,
    SetComment,
    SetFlag,
)
from annotator.editing.commands.states import SetState, SetStates
from annotator.editing.commands.talk import AddRemark, AnswerRemark, DeleteRemark

__all__ = [
    "AddPerson",
    "AddRelation",
    "AddRemark",
    "AddSpan",
    "AddSpans",
    "AnswerRemark",
    "ApplyFixes",
    "Assign",
    "AttachNearest",
    "AttachReferent",
    "ChangePerson",
    "CopyAnswers",
    "CorrectText",
    "Correction",
    "DeleteDocuments",
    "DeleteLabel",
    "DeleteRelations",
    "DeleteRemark",
    "DeleteSpans",
    "Fix",
    "ImportDocuments",
    "JoinAll",
    "MergeChains",
    "MergeLabel",
    "Move",
    "NameChain",
    "Relabel",
    "Resize",
    "RestoreDocuments",
    "RestoreMoment",
    "RestoreProject",
    "ReviseScheme",
    "SchemeEffect",
    "SetAttribute",
    "SetComment",
    "SetDirection",
    "SetDocumentAttribute",
    "SetFlag",
    "SetState",
    "SetStates",
    "SplitChain",
    "effect_of",
]
