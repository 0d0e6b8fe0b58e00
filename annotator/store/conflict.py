"""What a change starts from must be what the file holds."""

from __future__ import annotations

import sqlite3
from typing import Any


class ConflictError(Exception):
    """The file does not hold what a change starts from. Carries the id of the thing."""


def one(connection: sqlite3.Connection, thing: str, sql: str, values: tuple[Any, ...]) -> None:
    """Run a statement that must touch exactly one row.

    Raises:
        ConflictError: it touched none.
    """
    if connection.execute(sql, values).rowcount != 1:
        raise ConflictError(thing)
