"""What a window with a packet open says about that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.language import tr

if TYPE_CHECKING:  # the header is there before the rest of the program is imported
    from annotator.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketWords:
    """What is said of a packet, in the language in use.

    Attributes:
        whole: of which project it is, and for whom.
        short: that it is one.
        told: the same with the day, and what is to be done with it.
    """

    whole: str
    short: str
    told: str


def reader_of(workspace: Workspace) -> str:
    """Return whose work an open packet is; "" if it is none."""
    mark = workspace.packet
    if mark is None:
        return ""
    names = {one.id: one.name for one in workspace.annotators()}
    return names.get(mark.annotator_id, workspace.reader.name)


def packet_of(workspace: Workspace) -> PacketWords | None:
    """Return what the open file is if it is a packet, or None."""
    mark = workspace.packet
    if mark is None:
        return None
    name = reader_of(workspace)
    return PacketWords(
        whole=tr("Packet of “{title}” for {annotator}", title=mark.title, annotator=name),
        short=tr("Packet"),
        told=tr(
            "Packet of “{title}” for {annotator}, handed out on {day}. When the work is done, close it and "
            "send the file back to whoever handed it out.",
            title=mark.title,
            annotator=name,
            day=mark.at[:10],
        ),
    )
