"""What the program remembers about a person and a machine, in one INI file.

Nothing of a project's content is here, only where one was in it.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import platformdirs
from PySide6.QtCore import QSettings

from annotator import language
from ui.recent import ProjectFacts, dumps, loads
from ui.text.appearance import COLUMNS, SPACINGS, Appearance, usual
from ui.text.showing import Showing
from ui.theme import THEMES, measures

if TYPE_CHECKING:  # the first paint needs settings, not the model
    from annotator.model import Direction
    from annotator.model.person import Identity

SIZES: Final = (100, 125, 150, 200)
_MOST_RECENT: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a reader was in a project.

    Attributes:
        document_id: the open document.
        first_visible: the first code point on the page.
        span_id: the current span, or None.
    """

    document_id: str
    first_visible: int
    span_id: str | None


class Settings:
    """Reads and writes the settings. What is damaged or unknown falls back to its default.

    Args:
        file: the INI file; None = in the folder that the system has for such files.
        keep: whether anything is written; a run that only draws a picture leaves no trace.
    """

    def __init__(self, file: Path | None = None, *, keep: bool = True) -> None:
        if file is None:
            file = platformdirs.user_config_path("hashiya", appauthor=False) / "settings.ini"
        self._keep = keep
        self._own = ""  # what a run that keeps nothing goes by
        self._values = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The interface's language, "ar" or "en"; at first what the system's locale asks for."""
        code = self._text("language")
        return code if code in language.LANGUAGES else language.of_environment()

    @language.setter
    def language(self, code: str) -> None:
        self._write("language", code)

    @property
    def theme(self) -> str:
        """The name of a theme; at first "light"."""
        name = self._text("theme")
        return name if name in THEMES else THEMES[0]

    @theme.setter
    def theme(self, name: str) -> None:
        self._write("theme", name)

    @property
    def text_px(self) -> int:
        """The size of the text in pixels, one of the measures' steps."""
        px = self._number("text_px")
        return px if px in measures().text_steps else measures().text_px

    @text_px.setter
    def text_px(self, px: int) -> None:
        self._write("text_px", px)

    @property
    def appearance(self) -> Appearance:
        """The text's face, size, ruling and column; at first as designed.

        Whether the face is still there is for whoever uses it to see.
        """
        design = usual()
        spacing, column = self._number("text_spacing"), self._number("text_column")
        return Appearance(
            family=self._text("text_family") or design.family,
            px=self.text_px,
            spacing=spacing if spacing in SPACINGS else design.spacing,
            column=column if column in COLUMNS else design.column,
        )

    @appearance.setter
    def appearance(self, chosen: Appearance) -> None:
        self.text_px = chosen.px
        self._write("text_family", chosen.family)
        self._write("text_spacing", chosen.spacing)
        self._write("text_column", chosen.column)

    def is_out(self, drawer: str) -> bool:
        """Tell whether a drawer of a narrow window ("desk" or "gloss") was left open; at first not."""
        return self._text(f"drawers/{drawer}") == "out"

    def leave_out(self, drawer: str, *, out: bool) -> None:
        """Keep whether a drawer of a narrow window is open."""
        self._write(f"drawers/{drawer}", "out" if out else "in")

    @property
    def relations(self) -> Showing:
        """Which relations are drawn; at first those of the current span."""
        stored = self._text("relations")
        return Showing(stored) if stored in set(Showing) else Showing.CURRENT

    @relations.setter
    def relations(self, showing: Showing) -> None:
        self._write("relations", showing.value)

    @property
    def still(self) -> bool | None:
        """Whether nothing is to move on the page; None = as the desktop has it."""
        return {"yes": True, "no": False}.get(self._text("still"))

    @still.setter
    def still(self, on: bool) -> None:
        self._write("still", "yes" if on else "no")

    @property
    def interface_size(self) -> int:
        """How large the whole window is drawn, percent of what the desktop asks for; one of `SIZES`."""
        percent = self._number("interface_size")
        return percent if percent in SIZES else SIZES[0]

    @interface_size.setter
    def interface_size(self, percent: int) -> None:
        self._write("interface_size", percent)

    @property
    def whole_words(self) -> bool:
        """Whether a double click takes a word with its conjunction and preposition; at first not."""
        return self._text("whole_words") == "yes"

    @whole_words.setter
    def whole_words(self, on: bool) -> None:
        self._write("whole_words", "yes" if on else "no")

    @property
    def invisibles(self) -> bool:
        """Whether every character that can't be seen has a sign on the page; at first not."""
        return self._text("invisibles") == "shown"

    @invisibles.setter
    def invisibles(self, shown: bool) -> None:
        self._write("invisibles", "shown" if shown else "hidden")

    @property
    def reader(self) -> str:
        """The name under which this person annotates; at first the name they are logged in with."""
        return self._text("reader") or self.login

    @reader.setter
    def reader(self, name: str) -> None:
        before, name = self.reader, " ".join(name.split())
        if before != name:
            others = [one for one in self._texts("reader_former") if one not in {before, name}]
            self._write("reader_former", [before, *others][:_MOST_RECENT])
        self._write("reader", name)

    @property
    def login(self) -> str:
        """The name that the person is logged in with: a first guess."""
        return _login()

    @property
    def asks_who(self) -> bool:
        """Whether nobody has said yet who annotates at this machine."""
        return self._keep and not self._text("reader")

    @property
    def identity(self) -> Identity:
        """The person at this machine. The id is made when it is first asked for, and stays."""
        from annotator.model.person import Identity, new_person_id

        own = self._text("reader_id") or self._own
        if not own:
            self._own = own = new_person_id()
            self._write("reader_id", own)
        also = [one for one in self._texts("reader_also") if one != own]
        first = self._text("reader_first")
        ids = sorted((*also, own), key=lambda one: one != first)
        former = tuple(self._texts("reader_former"))
        return Identity(name=self.reader, ids=tuple(ids), own=own, former=former)

    def be(self, person_id: str) -> None:
        """Remember that projects which know somebody by this id mean the person at this machine."""
        own, also = self.identity.own, self._texts("reader_also")
        if person_id not in {own, *also}:
            self._write("reader_also", [*also, person_id])
        self._write("reader_first", person_id)

    def recent(self) -> list[Path]:
        """Return the projects opened last, latest first, without those that are gone."""
        paths = [Path(text) for text in self._texts("recent")]
        return [path for path in paths if path.is_file()]

    def remember(self, project: Path) -> None:
        """Put a project first among the recent ones."""
        here = str(project.resolve())
        others = [path for path in self._texts("recent") if path != here]
        self._write("recent", [here, *others][:_MOST_RECENT])

    def facts(self, project: Path) -> ProjectFacts | None:
        """Return what is remembered of a project, if anything."""
        return loads(self._text("recent_facts")).get(str(project.resolve()))

    def note(self, project: Path, facts: ProjectFacts) -> None:
        """Keep what a project was like when it was left, for as long as it is a recent one."""
        known = loads(self._text("recent_facts")) | {str(project.resolve()): facts}
        recent = set(self._texts("recent"))
        self._write("recent_facts", dumps({path: fact for path, fact in known.items() if path in recent}))

    @property
    def last_project(self) -> Path | None:
        """The project opened last, even if it is gone; None = there never was one."""
        paths = self._texts("recent")
        return Path(paths[0]) if paths else None

    def place(self, project_id: str) -> Place | None:
        """Return where the reader was in a project, or None if it has never been left."""
        document_id = self._text(f"places/{project_id}/document")
        first = self._text(f"places/{project_id}/first_visible")
        if not document_id:
            return None
        return Place(
            document_id=document_id,
            first_visible=int(first) if first.isdecimal() else 0,
            span_id=self._text(f"places/{project_id}/span") or None,
        )

    def leave(self, project_id: str, place: Place) -> None:
        """Keep where the reader is in a project."""
        self._write(f"places/{project_id}/document", place.document_id)
        self._write(f"places/{project_id}/first_visible", place.first_visible)
        self._write(f"places/{project_id}/span", place.span_id or "")

    def choices(self, project_id: str, what: str) -> dict[str, Any]:
        """Return what was chosen in a project the last time, in the dialog of this name; {} at first."""
        try:
            found = json.loads(self._text(f"choices/{project_id}/{what}") or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def keep_choices(self, project_id: str, what: str, chosen: Mapping[str, Any]) -> None:
        """Keep what was chosen; the values are those of JSON."""
        self._write(f"choices/{project_id}/{what}", json.dumps(dict(chosen), ensure_ascii=False))

    def turned(self, project_id: str, document_id: str) -> dict[int, Direction]:
        """Return the paragraphs of a document that were turned round, by their first code point."""
        from annotator.model import Direction

        found = {}
        for words in self._texts(_turned_key(project_id, document_id)):
            start, _, direction = words.partition(" ")
            if start.isdecimal() and direction in {Direction.RTL, Direction.LTR}:
                found[int(start)] = Direction(direction)
        return found

    def turn(self, project_id: str, document_id: str, turned: Mapping[int, Direction]) -> None:
        """Keep which paragraphs of a document are turned round."""
        words = [f"{start} {direction}" for start, direction in sorted(turned.items())]
        self._write(_turned_key(project_id, document_id), words)

    @property
    def geometry(self) -> bytes:
        """The window's place on the screen, as Qt wrote it; empty at first."""
        value = self._values.value("geometry")
        return value.data() if hasattr(value, "data") else b""

    @geometry.setter
    def geometry(self, value: bytes) -> None:
        self._write("geometry", value)

    def sync(self) -> None:
        """Write everything to the file now."""
        if self._keep:
            self._values.sync()

    def _write(self, key: str, value: object) -> None:
        if self._keep:
            self._values.setValue(key, value)

    def _text(self, key: str) -> str:
        value = self._values.value(key, "")
        return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""

    def _number(self, key: str) -> int:
        text = self._text(key)
        return int(text) if text.isdecimal() else 0

    def _texts(self, key: str) -> list[str]:
        # An INI file gives a list of one back as a bare string.
        value = self._values.value(key, [])
        if isinstance(value, str):
            return [value]
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _turned_key(project_id: str, document_id: str) -> str:
    # A slash would begin another group of the file.
    return f"turned/{project_id}/{quote(document_id, safe='')}"


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such user in the system's list, as in a bare container
        return "reader"
