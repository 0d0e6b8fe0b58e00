"""Who sits at a machine, and by which ids projects may know them.

```
own id of a machine      UUIDv8   made once for each machine; by it the person joins projects
id made in a project     UUIDv7   somebody was named there before they came: whoever bears the name is meant
```
Two machines whose people bear one name have two ids: those stay two people.

Source: UUID versions 7 and 8 (laid out as one likes: here as 7), RFC 9562, sections 5.7 and 5.8.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from annotator.model.identity import new_id

_OF_A_MACHINE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The person at a machine, as the machine knows them.

    Attributes:
        name: what they are called where no project knows them yet.
        ids: by which projects may know them, the likeliest first; never empty.
        own: the one of them by which they join.
        former: names by which they went before, for projects that know no id of theirs.
    """

    name: str
    ids: tuple[str, ...]
    own: str
    former: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the one of now first."""
        return (self.name, *self.former)


def new_person_id() -> str:
    """Return an id for the person at a machine. It sorts among other ids by when it was made."""
    value = uuid.UUID(new_id()).int & ~(0xF << 76) | _OF_A_MACHINE << 76
    return str(uuid.UUID(int=value))


def is_of_a_machine(person_id: str) -> bool:
    """Tell whether a person has this id from their machine, and not from somebody who named them."""
    try:
        return uuid.UUID(person_id).version == _OF_A_MACHINE
    except ValueError:
        return False
