"""What is remembered of a project, so that the start page need not open it to say what it is."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from annotator.language import tr, trn

_WEEK, _MONTH = 7, 30
_MOST_WEEKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """A project as it was left.

    Attributes:
        title: its name.
        documents: how many it has.
        finished: how many of them are.
        left: on which day.
        packet_for: whose work it is if it is a packet, else "".
    """

    title: str
    documents: int
    finished: int
    left: date
    packet_for: str = ""


def dumps(facts: dict[str, ProjectFacts]) -> str:
    """Return what is known of projects, by their paths, as one line of JSON."""
    return json.dumps(
        {path: asdict(known) | {"left": known.left.isoformat()} for path, known in facts.items()},
        ensure_ascii=False,
    )


def loads(text: str) -> dict[str, ProjectFacts]:
    """Return what `dumps` has written; what is damaged is left out."""
    try:
        content = json.loads(text)
    except ValueError:
        return {}
    entries = content.items() if isinstance(content, dict) else ()
    return {path: known for path, entry in entries if (known := _facts(entry)) is not None}


def _facts(entry: Any) -> ProjectFacts | None:
    try:
        return ProjectFacts(
            title=str(entry["title"]),
            documents=int(entry["documents"]),
            finished=int(entry["finished"]),
            left=date.fromisoformat(entry["left"]),
            packet_for=str(entry.get("packet_for", "")),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def when(left: date, today: date) -> str:
    """Return how long ago that was, in the language in use."""
    days = max((today - left).days, 0)
    if days == 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    if days < 2 * _WEEK:
        return trn("{count} day ago", "{count} days ago", days)
    if days < _MOST_WEEKS * _WEEK:
        return trn("{count} week ago", "{count} weeks ago", days // _WEEK)
    return trn("{count} month ago", "{count} months ago", days // _MONTH)
