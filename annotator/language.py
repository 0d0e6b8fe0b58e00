"""The words that a person reads, in Arabic and English.

One catalogue (gettext, `resources/language/ar.po`) serves the window, the command line and the errors.
The English text is the key. Nothing here knows Qt.

A `Message` is translated when it is shown, not when it is made: an error raised before the language is
switched, or the name of a step read back from a file, appears in the reader's language.
"""

from __future__ import annotations

import gettext
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from annotator import resources

LANGUAGES: Final = ("ar", "en")
_LRM, _LRI, _RLI, _FSI, _PDI = "\u200e", "\u2066", "\u2067", "\u2068", "\u2069"
_OPENERS: Final = frozenset({_LRI, _RLI, _FSI})
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_DAY: Final = re.compile(r"[\d\s:.-]*\d-\d[\d\s:.-]*")
_OPTION: Final = re.compile(rf"(?<![A-Za-z{_LRM}-])(?=--[a-z])")


class _Current:
    code: str = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(code: str) -> None:
    """Switch the language of everything translated from now on. `code` is "ar" or "en"."""
    if code not in LANGUAGES:
        raise ValueError(code)
    _Current.code, _Current.catalogue = code, _catalogue(code)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    with resources.path("language", f"{code}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def current() -> str:
    """Return the code of the language in use, "ar" or "en"."""
    return _Current.code


def is_right_to_left() -> bool:
    """Tell whether the interface reads from right to left."""
    return _Current.code == "ar"


def listed(words: Iterable[str]) -> str:
    """Return words one after the other, in the order of the language in use and with its comma.

    A list of names keeps its order wherever it stands: one that opens with a name of the other direction
    would otherwise be read from the wrong side.
    """
    parts = [one if one[:1] in _OPENERS else isolate(one) for one in words]
    said = ("، " if is_right_to_left() else ", ").join(parts)
    if _PDI not in said:
        return said
    return f"{_RLI if is_right_to_left() else _LRI}{said}{_PDI}"


def of_environment(environment: Mapping[str, str] | None = None) -> str:
    """Return the language that the locale variables ask for: "ar" if they ask for Arabic, else "en"."""
    variables = os.environ if environment is None else environment
    for name in ("HASHIYA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = variables.get(name)
        if value:
            return "ar" if value.split("_")[0].split(".")[0].lower() == "ar" else "en"
    return "en"


def isolate(value: str, code: str | None = None) -> str:
    """Wrap `value` in FSI…PDI where its direction could disturb the sentence around it, or that its own.

    Among Arabic letters the parts of a day (2026-11-27) would change their places.

    The sentence is in the language with this code, else in the one in use.

    A value whose letters all run with the interface stays as it is, so that paths in an English message
    can be copied without invisible characters.
    """
    against = {"L"} if (code or _Current.code) == "ar" else _RIGHT_TO_LEFT
    if "L" in against and _DAY.fullmatch(value):
        return f"{_LRI}{value}{_PDI}"
    if any(unicodedata.bidirectional(c) in against for c in value):
        return f"{_FSI}{value}{_PDI}"
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text to be shown, with the values in it, translated when `str()` is called.

    Attributes:
        text: the English text, with `{name}` where a value goes; the catalogue's key.
        values: what goes into the places; strings are isolated where their direction differs, and of
            a mapping with the keys "ar" and "en" the one in use is shown.
        many: the English plural, if the text counts something.
        count: what decides the plural form (six in Arabic); also the value `{count}`.
        context: tells two meanings of one English text apart.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    many: str | None = None
    count: int = 0
    context: str | None = None

    def __str__(self) -> str:
        return self.in_language(_Current.code)

    def in_language(self, code: str) -> str:
        """Return the words in this language ("ar" or "en"), whichever is in use."""
        catalogue = _Current.catalogue if code == _Current.code else _catalogue(code)
        if self.many is not None:
            pattern = catalogue.ngettext(self.text, self.many, self.count)
        elif self.context is not None:
            pattern = catalogue.pgettext(self.context, self.text)
        else:
            pattern = catalogue.gettext(self.text)
        if code == "ar":
            # The two hyphens of an option are neither letters nor figures: they would go to its other end.
            pattern = _OPTION.sub(_LRM, pattern)
        if self.many is None and not self.values:
            return pattern
        shown = {name: _shown(value, code) for name, value in self.values.items()}
        return pattern.format(**shown) if self.many is None else pattern.format(**shown, count=self.count)


def _shown(value: Any, code: str) -> Any:
    """Return what stands in a sentence for `value`: names in the sentence's language, strings isolated."""
    if isinstance(value, Mapping):
        return isolate(str(value[code]), code)
    if isinstance(value, str | os.PathLike):
        return isolate(str(value), code)
    return value


def msg(text: str, /, **values: Any) -> Message:
    """Return a message to be translated later."""
    return Message(text=text, values=values)


def msgn(one: str, many: str, count: int, /, **values: Any) -> Message:
    """Return a counting message to be translated later; `{count}` is the number."""
    return Message(text=one, many=many, count=count, values=values)


def tr(text: str, /, **values: Any) -> str:
    """Translate `text` now."""
    return str(Message(text=text, values=values))


def trn(one: str, many: str, count: int, /, **values: Any) -> str:
    """Translate a counting text now; `{count}` is the number."""
    return str(Message(text=one, many=many, count=count, values=values))


def trc(context: str, text: str, /, **values: Any) -> str:
    """Translate `text` in the meaning that `context` names."""
    return str(Message(text=text, context=context, values=values))
