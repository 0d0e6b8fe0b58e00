"""The schemes that come with the program, to start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator import resources
from annotator.language import Message, msg
from annotator.model.scheme import LabelScheme
from annotator.model.scheme_json import default_scheme, read_scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A scheme to start from.

    Attributes:
        name: what the command line calls it, for example "wojood".
        title: what people read.
    """

    name: str
    title: Message

    def scheme(self) -> LabelScheme:
        """Read it."""
        if self.name == _DEFAULT:
            return default_scheme()
        file = resources.path("schemes", f"{self.name}.json")
        return read_scheme(file.read_bytes(), name=file.name)


_DEFAULT: Final = "news"

PRESETS: Final = (
    Preset(name=_DEFAULT, title=msg("News: entities, claims, and who says what")),
    Preset(name="wojood", title=msg("Wojood: 21 kinds of entities, nested")),
    Preset(name="anercorp", title=msg("ANERcorp: persons, organisations, places, other names")),
    Preset(name="ontonotes", title=msg("OntoNotes: 18 kinds of entities, flat")),
    Preset(name="attribution", title=msg("Attribution: source, cue, content (as PARC and AttImam)")),
    Preset(name="check-worthiness", title=msg("Check-worthiness: what deserves a fact check")),
)
"""In the order in which they are offered; the first is the default."""


def preset(name: str) -> Preset | None:
    """Return the preset of this name, or None."""
    return next((one for one in PRESETS if one.name == name), None)
