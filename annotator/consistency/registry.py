"""The rules by name. Each can be switched off for a project: `LabelScheme.silenced`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.language import LANGUAGES, Message, msg


class Code(StrEnum):
    """What a scheme that silences a rule carries."""

    EDGE_SPACE = "edge_space"
    EDGE_PUNCTUATION = "edge_punctuation"
    CONJUNCTION = "conjunction"
    UNBALANCED = "unbalanced_marks"
    PARAGRAPH = "crosses_paragraph"
    MISSING = "missing_answer"
    NO_SOURCE = "claim_without_source"
    NO_CLAIM = "source_without_claim"
    DIFFERS = "labelled_differently"
    UNLABELLED = "unlabelled_elsewhere"
    FLAGS = "finished_with_flags"
    ONCE = "label_used_once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of consistency.

    Attributes:
        code: what a scheme carries that does not want it.
        name: what the list of findings calls it.
        fixable: some of what it finds can be mended without a person's decision.
        project_only: it says something about a whole project, and nothing about one document.
    """

    code: Code
    name: Message
    fixable: bool = True
    project_only: bool = False

    def as_value(self) -> dict[str, str]:
        """Return the name in both languages, as a message carries it."""
        return {code: self.name.in_language(code) for code in LANGUAGES}


RULES: Final = (
    Rule(code=Code.EDGE_SPACE, name=msg("A blank at the edge of a span")),
    Rule(code=Code.EDGE_PUNCTUATION, name=msg("Punctuation at the edge of a span")),
    Rule(code=Code.CONJUNCTION, name=msg("A conjunction inside a span")),
    Rule(code=Code.UNBALANCED, name=msg("Half a pair of quotation marks or brackets")),
    Rule(code=Code.PARAGRAPH, name=msg("A span across paragraphs"), fixable=False),
    Rule(code=Code.MISSING, name=msg("A required answer is missing")),
    Rule(code=Code.NO_SOURCE, name=msg("A claim without a source"), fixable=False),
    Rule(code=Code.NO_CLAIM, name=msg("A source without a claim"), fixable=False),
    Rule(code=Code.DIFFERS, name=msg("The same words under another label")),
    Rule(code=Code.UNLABELLED, name=msg("The same words without a label")),
    Rule(code=Code.FLAGS, name=msg("Finished, with open flags"), fixable=False),
    Rule(code=Code.ONCE, name=msg("A label used once"), fixable=False, project_only=True),
)
"""In the order in which they are shown."""

_BY_CODE: Final = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> Rule | None:
    """Return the rule with this code, or None: a newer program may have more of them."""
    return _BY_CODE.get(Code(code)) if code in set(Code) else None
