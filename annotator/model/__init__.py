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
from annotator.model.attribute import NO, YES, Attribute, AttributeType, AttributeValue, Condition, missing
from annotator.model.backup import Backup
from annotator.model.decision import Decision, Dispute, Seen, Verdict
from annotator.model.document import Direction, Document, digest
from annotator.model.facts import DocumentFacts, ReadingFacts
from annotator.model.identity import derived_id, new_id
from annotator.model.intervals import IntervalIndex
from annotator.model.items import Item, ItemRevision, Written
from annotator.model.names import Names
from annotator.model.packet import PacketMark
from annotator.model.placed import PlacedSpans
from annotator.model.remark import Assignment, Matter, Remark
from annotator.model.repair import RepairReport
from annotator.model.scheme import Label, LabelScheme, Layer, Mark, Overlap, RelationType
from annotator.model.span import Span
from annotator.model.summary import DocumentSummary, LabelUse, Problem, SetSummary, set_order

__all__ = [
    "NO",
    "YES",
    "AnnotatedDocument",
    "AnnotationSet",
    "Annotator",
    "Assignment",
    "Attribute",
    "AttributeType",
    "AttributeValue",
    "Backup",
    "Condition",
    "Decision",
    "Direction",
    "Dispute",
    "Document",
    "DocumentFacts",
    "DocumentSummary",
    "IntervalIndex",
    "Item",
    "ItemRevision",
    "Label",
    "LabelScheme",
    "LabelUse",
    "Layer",
    "Mark",
    "Matter",
    "Names",
    "Origin",
    "Overlap",
    "Owner",
    "PacketMark",
    "PlacedSpans",
    "Problem",
    "ReadingFacts",
    "Relation",
    "RelationType",
    "Remark",
    "RepairReport",
    "Role",
    "Seen",
    "SetSummary",
    "Span",
    "SpanAnnotation",
    "State",
    "Verdict",
    "Written",
    "derived_id",
    "digest",
    "missing",
    "new_id",
    "set_order",
]
