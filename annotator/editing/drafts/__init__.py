"""A label scheme being changed, before it is adopted."""

from annotator.editing.drafts.draft import Draft, adopt, begin
from annotator.editing.drafts.labels import (
    can_split,
    delete_label,
    merge_label,
    move_label,
    origins_of,
    put_label,
    split_label,
)
from annotator.editing.drafts.layers import (
    delete_layer,
    delete_relation,
    move_layer,
    move_relation,
    put_layer,
    put_relation,
)
from annotator.editing.drafts.questions import (
    delete_question,
    delete_value,
    move_question,
    move_value,
    put_question,
    put_value,
    questions,
    retype,
)

__all__ = [
    "Draft",
    "adopt",
    "begin",
    "can_split",
    "delete_label",
    "delete_layer",
    "delete_question",
    "delete_relation",
    "delete_value",
    "merge_label",
    "move_label",
    "move_layer",
    "move_question",
    "move_relation",
    "move_value",
    "origins_of",
    "put_label",
    "put_layer",
    "put_question",
    "put_relation",
    "put_value",
    "questions",
    "retype",
    "split_label",
]
