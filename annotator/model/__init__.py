"""The values that everything else passes around: frozen, and in code points throughout."""

from annotator.model.annotation import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Origin,
    Owner,
    Relation,
    Role,
    SpanAnnotation,
    State,
)
from annotator.model.backup import Backup
from annotator.model.document import Direction, Document, digest
from annotator.model.identity import new_id
from annotator.model.intervals import IntervalIndex
from annotator.model.placed import PlacedSpans
from annotator.model.repair import RepairReport
from annotator.model.scheme import (
    Attribute,
    AttributeType,
    AttributeValue,
    Label,
    LabelScheme,
    Layer,
    Mark,
    Names,
    RelationType,
)
from annotator.model.span import Span
from annotator.model.summary import DocumentSummary, LabelUse, Problem, SetSummary, set_order

__all__ = [
    "AnnotatedDocument",
    "AnnotationSet",
    "Annotator",
    "Attribute",
    "AttributeType",
    "AttributeValue",
    "Backup",
    "Direction",
    "Document",
    "DocumentSummary",
    "IntervalIndex",
    "Label",
    "LabelScheme",
    "LabelUse",
    "Layer",
    "Mark",
    "Names",
    "Origin",
    "Owner",
    "PlacedSpans",
    "Problem",
    "Relation",
    "RelationType",
    "RepairReport",
    "Role",
    "SetSummary",
    "Span",
    "SpanAnnotation",
    "State",
    "digest",
    "new_id",
    "set_order",
]
