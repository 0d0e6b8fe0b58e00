"""What marks a project file as a packet: work that was handed out, and will come home."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketMark:
    """Where a packet belongs. Its own id is the file's project id.

    Attributes:
        project_id: of the project that handed it out.
        title: that project's name.
        annotator_id: whose work it is.
        at: when it was handed out, ISO 8601 in UTC.
    """

    project_id: str
    title: str
    annotator_id: str
    at: str
