"""What has been exchanged with copies comes into a repaired file, all of it or nothing."""

from __future__ import annotations

import sqlite3

from annotator.model import ItemRevision, PacketMark, Written
from annotator.model.items import item_revision
from annotator.store import merging
from annotator.store.merging import UnionWrites
from annotator.store.salvage import UNION, Salvage


def restore(connection: sqlite3.Connection, found: Salvage) -> bool:
    """Write the salvaged union beside a log that has been told again; tell whether it was whole.

    Half a union would be worse than none: what is missing in it would come home once more, as a conflict.

    Args:
        connection: in a writing transaction, on a file whose steps have the numbers that they had.
        found: what could be read.
    """
    rows = found.rows
    for project_id, title, annotator_id, at in rows["packet"].values():
        mark = PacketMark(project_id=project_id, title=title, annotator_id=annotator_id, at=at)
        merging.write_packet(connection, mark)
    if found.damaged.intersection(UNION):
        return False
    try:
        revisions = {key: _revision(found, key) for key in sorted(rows["item_revision"])}
        shown = {name: None if one is None else revisions[one].id for name, one, _ in rows["item"].values()}
    except KeyError:
        return False
    disputed = {name: bool(flag) for name, _, flag in rows["item"].values()}
    merging.write(connection, UnionWrites(revisions=list(revisions.values()), shown=shown, disputed=disputed))
    connection.executemany(
        "INSERT INTO homecoming (step_id) VALUES (?)", [(one,) for one in rows["homecoming"]]
    )
    connection.executemany(
        "INSERT INTO item_log (document_id, step_id) VALUES (?, ?)", rows["item_log"].values()
    )
    return True


def _revision(found: Salvage, key: int) -> ItemRevision:
    """Return a revision with the digest that its content has.

    Raises:
        KeyError: something that it points at is not there.
    """
    rows = found.rows
    item_key, origin_key, number, parents, clock, text_key, value = rows["item_revision"][key]
    uuid, author, at = rows["origin"][origin_key]
    (name, _, _) = rows["item"][item_key]
    text = "" if text_key is None else rows["item_text"][text_key][0]
    written = Written(uuid, number, name, author, at, text, value)
    return item_revision(written, tuple(parents.split()), clock)
