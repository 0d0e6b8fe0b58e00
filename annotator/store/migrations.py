"""The schema of a project file, as the statements that build it version by version.

A migration that has been released never changes: what a file of version n must look like is what the
first n migrations make of an empty database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from annotator.store import chain, tables

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID: Final = 0x48736879
"""Says "Hshy" in the file's header, so that other programs' databases are told apart."""

KEY_BITS: Final = 24
"""A set's spans, and its relations, have keys from `set_key << KEY_BITS` up to the next set's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step of the schema.

    Attributes:
        name: never changes, never comes twice.
        statements: single SQL statements; `executescript` would commit half way.
        fill: works out what SQL can't for the rows that are there already, after the statements.
    """

    name: str
    statements: tuple[str, ...]
    fill: Callable[[sqlite3.Connection], None] | None = None


MIGRATIONS: tuple[Migration, ...] = (
    Migration(name="m001_schema", statements=tables.SCHEMA),
    Migration(name="m002_step_digests", statements=tables.DIGESTS, fill=chain.fill),
    # No table differs, but the log may hold corrections of texts, which an older program would misread.
    Migration(name="m003_corrections", statements=()),
    Migration(name="m004_talk", statements=tables.TALK),
    Migration(name="m005_index_of_corrections", statements=tables.CORRECTIONS),
    Migration(name="m006_review", statements=tables.REVIEW),
    Migration(name="m007_teams", statements=tables.TEAMS),
)
"""All migrations, oldest first. A file's `user_version` is the number of those it has had."""

SchemaRow = tuple[str, str, str, str | None]


def newest() -> int:
    """Return the version of the files that this program writes."""
    return len(MIGRATIONS)


def schema_of(connection: sqlite3.Connection) -> list[SchemaRow]:
    """Return the type, name, table and SQL of everything that a database's schema holds, sorted."""
    return sorted(
        connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall(),
        key=lambda row: (row[0], row[1]),
    )


def known_schema(version: int) -> list[SchemaRow]:
    """Return what `schema_of` says about a sound file of `version`."""
    return list(_made_by(MIGRATIONS[:version]))


@lru_cache(maxsize=4)
def _made_by(migrations: tuple[Migration, ...]) -> tuple[SchemaRow, ...]:
    """Return the schema that migrations make of an empty database; 10 ms, and asked for with every file."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in tables.BOOKKEEPING:
            connection.execute(statement)
        for migration in migrations:
            for statement in migration.statements:
                connection.execute(statement)
        return tuple(schema_of(connection))
    finally:
        connection.close()


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open database up to the newest version, inside the caller's transaction.

    The caller has proved that the file is ours and not newer than this program:
    `sqlite_utils.Migrations` does not look.
    """
    # 220 ms to import, and needed only where a file is made or is old.
    from sqlite_utils import Database, Migrations

    (bookkept,) = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = '_sqlite_migrations'"
    ).fetchone()
    if not bookkept:
        for statement in tables.BOOKKEEPING:
            connection.execute(statement)
    known = Migrations("hashiya")
    for version, migration in enumerate(MIGRATIONS, start=1):
        known(name=migration.name)(_runner(migration, version))
    known.apply(Database(connection, execute_plugins=False, recursive_triggers=False))


def _runner(migration: Migration, version: int) -> Callable[[Database], None]:
    def run(database: Database, /) -> None:
        connection: sqlite3.Connection = database.conn
        for statement in migration.statements:
            connection.execute(statement)
        if migration.fill is not None and connection.execute("SELECT 1 FROM project").fetchone():
            migration.fill(connection)
        connection.execute(f"PRAGMA user_version = {version:d}")

    return run
