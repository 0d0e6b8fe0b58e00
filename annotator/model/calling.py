"""What people are called: who is meant by a word, and names that are hardly told apart.

```
Lina · lina · LINA                 alike: a reader would take them for one person
أحمد · احمد · أَحـمد · عبد الله · عبدالله
B · …3f2c1a · 01a21d74-02e5-…      other ways to say who is meant, where several have one name
```
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from annotator.language import isolate, tr
from annotator.model.annotation import Annotator
from annotator.model.sigla import in_order, sigla
from annotator.text.direction import is_bidi_control
from annotator.text.folding import fold

_LONGEST_NAME: Final = 80
_SHORT: Final = 6
"""So many signs at the end of an id are shown. Its beginning is the time, which people have in common."""


def clean_name(name: str) -> str:
    """Return a name as it is kept: one line, single blanks, composed letters, no hidden signs.

    Returns:
        The name; "" if nothing is left.
    """
    kept = "".join(c if c.isprintable() else " " for c in name if not is_bidi_control(c))
    return unicodedata.normalize("NFC", " ".join(kept.split()))[:_LONGEST_NAME].rstrip()


def alike(name: str, people: Iterable[Annotator]) -> tuple[Annotator, ...]:
    """Return the people whose names are this one or differ from it in spelling only.

    That is in case, blanks, vowel signs, tatweel, hamza and the like, as in a search.
    """
    key = _key(name)
    return tuple(one for one in people if _key(one.name) == key)


def _key(name: str) -> str:
    return "".join(fold(unicodedata.normalize("NFKC", name)).split())


def called(wanted: str, people: Sequence[Annotator], *, letters: bool) -> tuple[Annotator, ...]:
    """Return who is meant: those of this name, else who has this id, its end, or this letter.

    Args:
        wanted: what somebody has said.
        people: all of the project's.
        letters: everybody may be meant by their letter; otherwise only those who share their name with
            another, for a letter may be the name of somebody new.

    Returns:
        Nobody, one, or all who have the name.
    """
    name = clean_name(wanted)
    named = tuple(one for one in people if clean_name(one.name) == name)
    if named:
        return named
    end = name.removeprefix("…")
    by_id = tuple(one for one in people if one.id == end or (len(end) >= _SHORT and one.id.endswith(end)))
    if by_id:
        return by_id
    meant = [one for one in people if letters or len(namesakes(one, people)) > 1]
    codes = [sigla(people, code) for code in ("en", "ar")]
    return tuple(one for one in meant if name in {code[one.id] for code in codes})


def namesakes(person: Annotator, people: Iterable[Annotator]) -> tuple[Annotator, ...]:
    """Return the people whose name is a person's, among them the person."""
    return tuple(one for one in people if one.name == person.name)


def told_apart(person: Annotator, people: Sequence[Annotator]) -> str:
    """Return a person's name; where others have it too, with the letter and the end of the id.

    Args:
        person: one of the people.
        people: all of the project's; somebody may come twice.
    """
    if namesakes(person, in_order(people)) == (person,):
        return person.name
    marks = tr(", ").join((sigla(people)[person.id], isolate(f"…{person.id[-_SHORT:]}")))
    return f"{isolate(person.name)} ({marks})"
