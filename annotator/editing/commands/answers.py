"""What a reader answers about a document as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from annotator.editing import rules
from annotator.editing.change import AnswersChange, Step
from annotator.editing.commands import planning
from annotator.editing.state import ProjectState
from annotator.language import msg


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDocumentAttribute:
    """Answer a question about a document, or, with None, take the answer back.

    Without a `set_id`, the reader's own reading is begun.
    """

    document_id: str
    set_id: str | None
    name: str
    value: str | None

    def plan(self, state: ProjectState) -> Step | None:
        """Plan the answer; None if it is so already.

        Raises:
            RuleError: the scheme does not ask that, or does not know that answer.
        """
        set_id, changes = planning.begin(state, self.document_id, self.set_id)
        before = {} if self.set_id is None else state.annotation_set(self.document_id, self.set_id).attributes
        answers = {key: value for key, value in before.items() if key != self.name}
        if self.value is not None:
            answers[self.name] = self.value
        if answers == dict(before):
            return None
        rules.check_document_attributes(state.scheme, answers)
        order = [attribute.name for attribute in state.scheme.document_attributes]
        after = MappingProxyType({key: answers[key] for key in order if key in answers})
        changes.append(AnswersChange(document_id=self.document_id, set_id=set_id, before=before, after=after))
        return planning.step(msg("Answer a question about the document"), changes)
