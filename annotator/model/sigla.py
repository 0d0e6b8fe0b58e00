"""Sigla: the letters that stand for readers, as in a critical edition.

```
أ ب ج د هـ و ز ح ط ي ك ل …   the order of the abjad, in an Arabic interface
A B C D E F G …              in an English one
```
After the last letter come two of them: أأ أب أج, AA AB AC.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from annotator import language
from annotator.model.annotation import Annotator

_LETTERS: Final = {
    # Heh alone looks like the digit five: in lists it is written with the stroke of its joined form.
    "ar": tuple("أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ".split()),  # noqa: SIM905 - bidi
    "en": tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
}


def sigla(people: Iterable[Annotator], code: str | None = None) -> dict[str, str]:
    """Return the siglum of each person, by the person's id.

    Nobody's letter depends on a name, a role, or the order in which `people` come: pass all of a
    project's people, so that a person has one letter wherever they are spoken of.

    Args:
        people: all of the project's; a person may come twice.
        code: the interface's language, "ar" or "en"; the one in use if None.
    """
    return {person.id: siglum(number, code) for number, person in enumerate(in_order(people))}


def in_order(people: Iterable[Annotator]) -> tuple[Annotator, ...]:
    """Return people in the order of their sigla (and of their lanes, columns and colours): of their ids.

    Ids made later sort later, so that all copies of a project agree, and who is added comes last.
    """
    return tuple(sorted({person.id: person for person in people}.values(), key=lambda person: person.id))


def siglum(number: int, code: str | None = None) -> str:
    """Return the siglum of the reader with this number, from 0.

    Args:
        number: 0 is أ or A; 28 is أأ, 26 is AA.
        code: the interface's language, "ar" or "en"; the one in use if None.
    """
    letters = _LETTERS[code or language.current()]
    rest, found = number + 1, ""
    while rest:  # numbers without a zero, as the columns of a spreadsheet
        rest, last = divmod(rest - 1, len(letters))
        found = letters[last] + found
    return found
