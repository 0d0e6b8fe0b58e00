"""The statements that build the tables of a project file, by the version that they came with.

None of them ever changes: see `migrations`.
"""

from __future__ import annotations

from typing import Final


def _append_only(*tables: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_never_{verb}s BEFORE {verb.upper()} ON {table}\n"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in tables
        for verb in ("update", "delete")
    )


# sqlite-utils makes this table itself where it is missing. Ours is made first, so that a newer
# sqlite-utils can't make it look different from the known schema.
BOOKKEEPING: Final = (
    """\
CREATE TABLE _sqlite_migrations (
    id INTEGER PRIMARY KEY,
    migration_set TEXT NOT NULL,
    name TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    UNIQUE (migration_set, name)
) STRICT""",
)

SCHEMA: Final = (
    # Texts and schemes are kept by their hash and never go: undo and the log point at them.
    """\
CREATE TABLE scheme (
    key INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    version INTEGER NOT NULL,
    json TEXT NOT NULL
) STRICT""",
    """\
CREATE TABLE document_text (
    key INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    characters INTEGER NOT NULL CHECK (characters >= 0),
    text TEXT NOT NULL
) STRICT""",
    """\
CREATE TABLE project (
    key INTEGER PRIMARY KEY CHECK (key = 1),
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    created TEXT NOT NULL,
    scheme_key INTEGER NOT NULL REFERENCES scheme (key) ON DELETE RESTRICT
) STRICT""",
    # What stands now. All of it can be told again from the log.
    """\
CREATE TABLE annotator (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL
) STRICT""",
    """\
CREATE TABLE document (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    text_key INTEGER NOT NULL REFERENCES document_text (key) ON DELETE RESTRICT,
    metadata TEXT NOT NULL,
    direction TEXT NOT NULL
) STRICT""",
    "CREATE INDEX document_by_text ON document (text_key)",
    """\
CREATE TABLE annotation_set (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document_key INTEGER NOT NULL REFERENCES document (key) ON DELETE RESTRICT,
    owner TEXT NOT NULL,
    annotator_key INTEGER REFERENCES annotator (key) ON DELETE RESTRICT,
    state TEXT NOT NULL
) STRICT""",
    """\
CREATE UNIQUE INDEX annotation_set_once
    ON annotation_set (document_key, owner, COALESCE(annotator_key, 0))""",
    "CREATE INDEX annotation_set_by_annotator ON annotation_set (annotator_key)",
    # A set owns the keys from set_key * 2**24 on: its spans lie together on the disk in the order they
    # were made, and are read without an index and without sorting. The same holds for relations.
    """\
CREATE TABLE span (
    key INTEGER PRIMARY KEY CHECK (key >> 24 = set_key),
    set_key INTEGER NOT NULL REFERENCES annotation_set (key) ON DELETE RESTRICT,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    quote TEXT NOT NULL,
    attributes TEXT NOT NULL,
    comment TEXT,
    flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
    origin TEXT NOT NULL,
    UNIQUE (set_key, id)
) STRICT""",
    """\
CREATE TABLE relation (
    key INTEGER PRIMARY KEY CHECK (key >> 24 = set_key),
    set_key INTEGER NOT NULL REFERENCES annotation_set (key) ON DELETE RESTRICT,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    source_key INTEGER NOT NULL REFERENCES span (key) ON DELETE RESTRICT,
    target_key INTEGER NOT NULL REFERENCES span (key) ON DELETE RESTRICT,
    attributes TEXT NOT NULL,
    UNIQUE (set_key, id)
) STRICT""",
    "CREATE INDEX relation_by_source ON relation (source_key)",
    "CREATE INDEX relation_by_target ON relation (target_key)",
    # The log. It holds ids as text, because it outlives the rows it speaks of.
    """\
CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    of_step INTEGER REFERENCES step (id) ON DELETE RESTRICT,
    name TEXT NOT NULL,
    author TEXT,
    at TEXT NOT NULL,
    CHECK ((kind = 'do') = (of_step IS NULL))
) STRICT""",
    """\
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE RESTRICT,
    entity TEXT NOT NULL,
    document_id TEXT,
    set_id TEXT,
    entity_id TEXT,
    before TEXT,
    after TEXT
) STRICT""",
    "CREATE INDEX revision_by_step ON revision (step_id)",
    *_append_only("scheme", "document_text", "step", "revision"),
)

DIGESTS: Final = (
    """\
CREATE TABLE step_digest (
    step_id INTEGER PRIMARY KEY REFERENCES step (id) ON DELETE RESTRICT,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT""",
    *_append_only("step_digest"),
)

TALK: Final = (
    # What a reader answers about a document as a whole.
    "ALTER TABLE annotation_set ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}'",
    # Remarks hold ids as text, like the log: they outlive what they were made on.
    """\
CREATE TABLE remark (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL,
    set_id TEXT,
    span_id TEXT,
    relation_id TEXT,
    quote TEXT NOT NULL,
    matter TEXT NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    answer TEXT,
    answered_by TEXT,
    answered_at TEXT
) STRICT""",
    "CREATE INDEX remark_by_document ON remark (document_id)",
    """\
CREATE TABLE assignment (
    key INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL,
    annotator_id TEXT NOT NULL,
    UNIQUE (document_id, annotator_id)
) STRICT""",
)

# Corrections are few among very many entries, and each document that comes in asks whether its text has been
# corrected since.
CORRECTIONS: Final = ("CREATE INDEX revision_of_text ON revision (document_id) WHERE entity = 'text'",)

REVIEW: Final = (
    "ALTER TABLE annotator ADD COLUMN colour TEXT",
    # Decisions hold ids as text, like remarks: a reading that was decided about may go.
    """\
CREATE TABLE decision (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL,
    dispute TEXT NOT NULL,
    verdict TEXT NOT NULL,
    seen TEXT NOT NULL,
    taken TEXT NOT NULL,
    gold TEXT NOT NULL,
    label TEXT NOT NULL,
    quote TEXT NOT NULL,
    reason TEXT NOT NULL,
    gap INTEGER NOT NULL CHECK (gap IN (0, 1)),
    "by" TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX decision_by_document ON decision (document_id)",
)

TEAMS: Final = (
    # What has been exchanged with other copies, and what it was made from: see `model.items`. A step, an item
    # and a text stand once each, because a reading that comes in is hundreds of revisions of one step. What
    # an item shows is no foreign key: it is written before the revision is, and the check proves it.
    """\
CREATE TABLE origin (
    key INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    author TEXT,
    at TEXT NOT NULL
) STRICT""",
    """\
CREATE TABLE item_text (
    key INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64)
) STRICT""",
    """\
CREATE TABLE item (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    shown INTEGER,
    disputed INTEGER NOT NULL CHECK (disputed IN (0, 1))
) STRICT""",
    "CREATE INDEX item_disputed ON item (key) WHERE disputed",
    """\
CREATE TABLE item_revision (
    key INTEGER PRIMARY KEY,
    item_key INTEGER NOT NULL REFERENCES item (key) ON DELETE RESTRICT,
    origin_key INTEGER NOT NULL REFERENCES origin (key) ON DELETE RESTRICT,
    number INTEGER NOT NULL CHECK (number >= 0),
    parents TEXT NOT NULL,
    clock INTEGER NOT NULL CHECK (clock > 0),
    item_text_key INTEGER REFERENCES item_text (key) ON DELETE RESTRICT,
    value TEXT,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    UNIQUE (origin_key, number)
) STRICT""",
    "CREATE INDEX item_revision_by_item ON item_revision (item_key)",
    # How far the log is in there already, for each document and, as "", for the people.
    """\
CREATE TABLE item_log (
    key INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE,
    step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE RESTRICT
) STRICT""",
    # The steps by which something came home: what they write was made elsewhere.
    """\
CREATE TABLE homecoming (
    step_id INTEGER PRIMARY KEY REFERENCES step (id) ON DELETE RESTRICT
) STRICT""",
    """\
CREATE TABLE packet (
    key INTEGER PRIMARY KEY CHECK (key = 1),
    project_id TEXT NOT NULL,
    title TEXT NOT NULL,
    annotator_id TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT""",
    *_append_only("origin", "item_text", "item_revision", "homecoming", "packet"),
)
