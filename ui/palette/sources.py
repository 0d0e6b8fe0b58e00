"""What can be found: the actions that make sense now, the documents, the words of the open text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from annotator.language import LANGUAGES
from annotator.model import DocumentSummary
from ui.menus import ActionSet
from ui.palette.lines import Choice, Group, Line
from ui.palette.passages import passages
from ui.palette.ranking import Item, item, rank
from ui.palette.titles import Titles

OWN_ACTION: Final = "palette"
"""The action that leads here; it is not offered here."""

_COMMANDS: Final = 7
_DOCUMENTS: Final = 7
_PASSAGES: Final = 20
_EVERY_COMMAND: Final = 200
_REMEMBERED: Final = 8


class Sources:
    """All that a query is put to.

    Args:
        actions: the window's.

    Attributes:
        text: of the open document, or "".
        titles: of all documents.
    """

    def __init__(self, actions: ActionSet) -> None:
        self.text = ""
        self.titles = Titles()
        self._actions = actions
        self._commands: list[Item] = []
        self._recent: list[str] = []

    def set_documents(self, summaries: Iterable[DocumentSummary]) -> None:
        """Find these documents from now on."""
        self.titles = Titles(summaries)

    def take_actions(self) -> None:
        """Offer the actions that are enabled now, by their names in every language."""
        self._commands = [
            item(
                row.id,
                self._actions.actions[row.id].iconText(),
                *(row.text.in_language(code) for code in LANGUAGES),
            )
            for row in self._actions.rows()
            if row.id in self._actions.actions
            and row.id != OWN_ACTION
            and self._actions.actions[row.id].isEnabled()
        ]

    def remember(self, action_id: str) -> None:
        """Offer an action first next time: it has just been used."""
        self._recent = [action_id, *(other for other in self._recent if other != action_id)][:_REMEMBERED]

    def lines(self, query: str) -> list[Line]:
        """Return the groups that have hits, each behind its caption. Without a query: all commands."""
        asked = bool(query.strip())
        commands = rank(
            query, self._commands, limit=_COMMANDS if asked else _EVERY_COMMAND, recent=self._recent
        )
        groups: dict[Group, list[Choice]] = {Group.COMMANDS: [self._command(one.id) for one in commands]}
        if asked:
            groups[Group.DOCUMENTS] = [
                Choice(group=Group.DOCUMENTS, target=one.id, words=self.titles.title(one.id))
                for one in rank(query, self.titles.items, limit=_DOCUMENTS)
            ]
            groups[Group.TEXT] = [
                Choice(group=Group.TEXT, target=hit.span, words=hit.words, before=hit.before, after=hit.after)
                for hit in passages(self.text, query, limit=_PASSAGES)
            ]
        found: list[Line] = []
        for group, choices in groups.items():
            if choices:
                found += [group, *choices]
        return found

    def _command(self, id_: str) -> Choice:
        action = self._actions.actions[id_]
        return Choice(
            group=Group.COMMANDS,
            target=id_,
            words=action.iconText(),
            key=self._actions.key(id_),
            is_on=action.isCheckable() and action.isChecked(),
        )
