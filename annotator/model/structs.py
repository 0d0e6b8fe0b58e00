"""Values that there are millions of, as structs of msgspec: made and compared in C."""

from __future__ import annotations

from dataclasses import make_dataclass
from typing import Any, TypeVar

import msgspec

_Struct = TypeVar("_Struct", bound=msgspec.Struct)


def like_a_dataclass(kind: type[_Struct]) -> type[_Struct]:
    """Let `dataclasses.replace` work on a struct, which type checkers take for a dataclass anyhow."""
    twin: Any = make_dataclass(kind.__name__, kind.__struct_fields__, init=False, repr=False, eq=False)
    setattr(kind, "__dataclass_fields__", twin.__dataclass_fields__)  # noqa: B010 - mypy knows no such thing
    return kind
