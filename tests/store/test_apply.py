"""A step is on the disk whole or not at all, and its inverse takes it back exactly."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.editing.change import (
    AnnotatorChange,
    Change,
    DocumentChange,
    RelationChange,
    SchemeChange,
    SetChange,
    SpanChange,
    StateChange,
)
from annotator.errors import ProjectFileError
from annotator.model import Annotator, Owner, Relation, State
from annotator.store import Repository, log, projection
from annotator.store.migrations import MIGRATIONS, known_schema, schema_of
from tests.store.builders import (
    TEXT,
    adding,
    create,
    do,
    document,
    fill,
    reading,
    span,
    tables,
    undo,
)


def _random_change(  # noqa: C901, PLR0911 - one branch for each kind of change
    repository: Repository, chance: random.Random, serial: int
) -> Change:
    """Return some change that fits what the project holds."""
    documents = [s.id for s in repository.summaries()]
    sets = [s for d in documents for s in repository.sets(d)]
    kind = chance.choice(
        ["document", "drop", "set", "unset", "span", "span", "edit", "link", "state", "other"]
    )
    if kind == "drop" and documents and not repository.sets(documents[-1]):
        return DocumentChange(before=repository.document(documents[-1]), after=None)
    if kind == "set" and documents:
        free = [d for d in documents if not any(s.document_id == d for s in sets)]
        if free:
            return SetChange(
                before=None, after=reading(f"set-{serial}", chance.choice(free), owner=Owner.GOLD)
            )
    if sets and kind in {"unset", "span", "edit", "link", "state"}:
        chosen = chance.choice(sets)
        where = {"document_id": chosen.document_id, "set_id": chosen.id}
        spans = list(chosen.spans.values())
        start = chance.randrange(len(TEXT))
        new = span(f"n{serial}", start, chance.randrange(start, len(TEXT) + 1), attributes={"k": str(serial)})
        if kind == "unset":
            return SetChange(before=chosen, after=None)
        if kind == "span" or not spans:
            return SpanChange(**where, before=None, after=new)
        if kind == "edit":
            old = chance.choice(spans)
            return SpanChange(**where, before=old, after=replace(new, id=old.id))
        if kind == "link":
            ends = chance.choice(spans).id, chance.choice(spans).id
            link = Relation(id=f"r{serial}", type="t", source=ends[0], target=ends[1])
            return RelationChange(**where, before=None, after=link)
        return StateChange(**where, before=chosen.state, after=chance.choice(list(State)))
    if kind == "other":
        scheme = repository.scheme()
        if chance.random() < 0.5:
            return SchemeChange(before=scheme, after=replace(scheme, version=scheme.version + 1))
        return AnnotatorChange(before=None, after=Annotator(id=f"a{serial}", name="قارئ"))
    return DocumentChange(before=None, after=document(f"d{serial}"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), length=st.integers(1, 12))
def test_taking_every_step_back_leaves_each_earlier_state_exactly(seed: int, length: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice
    with tempfile.TemporaryDirectory() as folder, closing(create(Path(folder) / "p.hashiya")) as repository:
        # The disk is not what this test is about.
        repository._connection.execute("PRAGMA synchronous = OFF")
        stack, states = [], []
        for serial in range(length):
            states.append(tables(repository.path))
            stack.append(do(repository, _random_change(repository, chance, serial)))
        last = tables(repository.path)
        undone = []
        while stack:
            undone.append(undo(repository, stack.pop()))
            assert tables(repository.path) == states[len(stack)]
        while undone:
            undo(repository, undone.pop())
        assert tables(repository.path) == last
        assert repository.check() == []
        assert schema_of(repository._connection) == known_schema(len(MIGRATIONS))


def _fail_at_the_second_set(monkeypatch: pytest.MonkeyPatch, _repository: Repository) -> None:
    real = projection.Projection.write

    def failing(self: projection.Projection, change: Change) -> int | None:
        if isinstance(change, SetChange) and change.after is not None and change.after.id == "set-3":
            message = "disk I/O error"
            raise sqlite3.OperationalError(message)
        return real(self, change)

    monkeypatch.setattr(projection.Projection, "write", failing)


def _fail_in_the_log(monkeypatch: pytest.MonkeyPatch, _repository: Repository) -> None:
    def failing(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(log, "revision_of", failing)


def _fail_in_sqlite(_monkeypatch: pytest.MonkeyPatch, repository: Repository) -> None:
    repository._connection.execute(
        "CREATE TEMP TRIGGER fails BEFORE INSERT ON main.span WHEN NEW.id = 's1'"
        " BEGIN SELECT RAISE(ROLLBACK, 'no'); END"
    )


@pytest.mark.parametrize("fail", [_fail_at_the_second_set, _fail_in_the_log, _fail_in_sqlite])
def test_a_step_that_fails_half_way_leaves_no_trace(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fail: Callable[[pytest.MonkeyPatch, Repository], None],
) -> None:
    changes: list[Change] = []
    for n in (2, 3):
        changes.append(DocumentChange(before=None, after=document(f"d{n}", f"{TEXT} {n}")))
        changes.append(SetChange(before=None, after=reading(f"set-{n}", f"d{n}")))
    with closing(create(tmp_path / "p.hashiya")) as repository:
        fill(repository)
        before = tables(repository.path)
        fail(monkeypatch, repository)
        with pytest.raises((ProjectFileError, KeyboardInterrupt)):
            do(repository, *changes)
        monkeypatch.undo()
        repository._connection.execute("DROP TRIGGER IF EXISTS fails")
        assert tables(repository.path) == before
        assert len(repository.steps()) == 1
        assert repository.document_by_digest(document("d2", f"{TEXT} 2").sha256) == []
        do(repository, *changes)
        assert [d.id for d in repository.summaries()] == ["d1", "d2", "d3"]
        assert repository.check() == []


def test_a_reader_elsewhere_makes_a_write_fail_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.store.connection.BUSY_SECONDS", 0.05)
    with closing(create(tmp_path / "p.hashiya")) as repository:
        fill(repository)
        before = tables(repository.path)
        with closing(sqlite3.connect(repository.path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM span").fetchall()
            with pytest.raises(ProjectFileError) as refused:
                do(repository, adding(span("n", 0, 1)))
        assert refused.value.code == "E_LOCKED"
        assert tables(repository.path) == before
        do(repository, adding(span("n", 0, 1)))


def test_one_edit_reads_no_table_from_end_to_end(tmp_path: Path) -> None:
    statements: list[str] = []
    with closing(create(tmp_path / "p.hashiya")) as repository:
        fill(repository)
        repository._connection.set_trace_callback(statements.append)
        new = span("n", 0, 1)
        do(repository, adding(new))
        edited = replace(new, label="ORG")
        do(repository, SpanChange(document_id="d1", set_id="set1", before=new, after=edited))
        do(repository, SpanChange(document_id="d1", set_id="set1", before=edited, after=None))
        repository.summary("d1")
        repository._connection.set_trace_callback(None)
        plans = [
            (row[3], statement)
            for statement in statements
            if statement.split()[0] in {"SELECT", "UPDATE", "DELETE", "INSERT"}
            for row in repository._connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]
    assert len(plans) > 5
    assert statements[0] == "BEGIN IMMEDIATE", "another writer is met before anything is done"
    assert not any("max(position)" in statement for statement in statements)
    # json_each is the list of wanted keys.
    assert [p for p in plans if p[0].startswith("SCAN") and "VIRTUAL TABLE" not in p[0]] == []


def test_an_empty_change_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with closing(create(tmp_path / "p.hashiya")) as repository, pytest.raises(ValueError, match="nothing"):
        do(repository, DocumentChange(before=None, after=None))
