"""The labels of a scheme as actions."""

from __future__ import annotations

from annotator.language import msg
from annotator.model import LabelScheme
from ui.actions.row import Action, Menu


def label_actions(scheme: LabelScheme) -> tuple[Action, ...]:
    """Return one action for each label that has a key, in the scheme's order."""
    return tuple(
        Action(
            id=f"label:{label.code}",
            text=msg("Label as {label}", label=label.names.as_value()),
            menu=Menu.LABEL,
            keys=(label.hotkey,),
            slot="label",
            arguments=(label.code,),
            needs="document",
            edits=True,
        )
        for label in scheme.labels
        if label.hotkey is not None
    )
