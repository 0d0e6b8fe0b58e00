"""Which document is meant."""

from __future__ import annotations

from annotator.errors import InputError
from annotator.language import msg
from annotator.workspace import Workspace


def document_id(workspace: Workspace, wanted: str) -> str:
    """Return the id of the document that is named by its id or its title.

    Raises:
        InputError: none is called so, or several are.
    """
    if workspace.has_document(wanted):
        return wanted
    found = [one.id for one in workspace.documents() if one.title == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            msg(
                "Several documents are called “{title}”. Name one by its id: {ids}.",
                title=wanted,
                ids=", ".join(found),
            ),
            code="E_DOCUMENT",
        )
    raise InputError(
        msg("The project has no document “{title}”. hashiya documents lists them.", title=wanted),
        code="E_DOCUMENT",
    )
