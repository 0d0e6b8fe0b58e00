"""What goes into a project comes out of it, in every part, after closing and opening."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.editing.change import (
    AnnotatorChange,
    DocumentChange,
    RelationChange,
    SchemeChange,
    SetChange,
    SpanChange,
    StateChange,
    Step,
)
from annotator.editing.history import StepKind
from annotator.errors import ProjectFileError
from annotator.language import Message, msg, msgn
from annotator.model import Annotator, Owner, Relation, State, digest
from annotator.model.scheme_json import default_scheme
from annotator.store import Repository
from tests.store.builders import adding, create, do, document, fill, reading, span, tables, tamper, undo


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    opened = create(tmp_path / "p.hashiya")
    yield opened
    opened.close()


def reopened(repository: Repository) -> Repository:
    repository.close()
    return Repository.open(repository.path)


def test_a_name_that_no_file_can_have_is_refused_for_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / f"{'م' * 200}.hashiya"
    with pytest.raises(ProjectFileError, match="too long") as refused:
        Repository.create(path, title="News", scheme=default_scheme())
    assert refused.value.code == "E_NAME"
    assert len(str(refused.value)) < 150


def test_a_new_project_is_empty_and_knows_its_title_and_scheme(repository: Repository) -> None:
    assert repository.title == "تجربة"
    assert repository.scheme() == default_scheme()
    assert repository.summaries() == ()
    assert repository.annotators() == ()
    assert repository.steps() == []
    assert repository.check() == []
    assert not repository.read_only


def test_a_document_and_its_reading_survive_reopening_in_every_detail(repository: Repository) -> None:
    fill(repository)
    identity = repository.project_id
    again = reopened(repository)
    try:
        assert again.project_id == identity
        assert again.document("d1") == document()
        assert again.sets("d1") == (reading(),)
        assert list(again.sets("d1")[0].spans) == ["s2", "s1"], "in the order they were made"
    finally:
        again.close()


def test_summaries_count_without_texts(repository: Repository) -> None:
    fill(repository)
    do(repository, DocumentChange(before=None, after=document("d2", "نص")))
    first, second = repository.summaries()
    assert (first.id, first.characters, second.id, second.characters) == ("d1", len(document().text), "d2", 2)
    assert [(s.id, s.state, s.spans, s.relations) for s in first.sets] == [("set1", State.IN_PROGRESS, 2, 1)]
    assert second.sets == ()
    assert repository.summary("d1") == first


def test_documents_come_in_the_order_of_their_import_and_as_a_stream(repository: Repository) -> None:
    ids = [f"d{n}" for n in (5, 3, 9, *range(10, 150))]
    do(
        repository,
        *(DocumentChange(before=None, after=document(i, f"نص {i}")) for i in ids),
        *(SetChange(before=None, after=reading(f"set-{i}", i, spans=())) for i in reversed(ids)),
    )
    stream = repository.annotated()
    assert next(stream).document.id == "d5"
    do(repository, DocumentChange(before=None, after=document("late")))  # writing while somebody reads
    assert [a.document.id for a in stream] == ids[1:]
    assert all(a.sets[0].document_id == a.document.id for a in repository.annotated(ids))
    assert [a.document.id for a in repository.annotated(["d9", "d5"])] == ["d9", "d5"]


def test_readings_are_ordered_by_owner_annotator_and_id(repository: Repository) -> None:
    badr, amal = Annotator(id="2", name="بدر"), Annotator(id="1", name="أمل")
    do(
        repository,
        DocumentChange(before=None, after=document()),
        AnnotatorChange(before=None, after=badr),
        AnnotatorChange(before=None, after=amal),
        SetChange(before=None, after=reading("gold", owner=Owner.GOLD)),
        SetChange(before=None, after=reading("of-badr", annotator=badr)),
        SetChange(before=None, after=reading("of-amal", annotator=amal)),
    )
    assert [s.id for s in repository.sets("d1")] == ["of-amal", "of-badr", "gold"]
    assert repository.annotators() == (amal, badr)
    assert [s.id for s in repository.summaries()[0].sets] == ["of-amal", "of-badr", "gold"]


def test_documents_are_found_by_the_hash_of_their_text(repository: Repository) -> None:
    fill(repository)
    do(repository, DocumentChange(before=None, after=document("twin")))
    assert repository.document_by_digest(document().sha256) == ["d1", "twin"]
    assert repository.document_by_digest(digest("غير ذلك")) == []


def test_an_unknown_document_or_step_is_a_key_error(repository: Repository) -> None:
    with pytest.raises(KeyError):
        repository.document("x")
    with pytest.raises(KeyError):
        repository.summary("x")
    with pytest.raises(KeyError):
        list(repository.annotated(["x"]))
    with pytest.raises(KeyError):
        repository.changes_of(1)


def test_spans_are_made_changed_and_removed(repository: Repository) -> None:
    fill(repository)
    old = reading().spans["s2"]
    new = replace(old, label="ORG", attributes={}, comment=None, flagged=False)
    do(
        repository,
        adding(span("s3", 0, 1)),
        SpanChange(document_id="d1", set_id="set1", before=old, after=new),
    )
    do(
        repository,
        SpanChange(document_id="d1", set_id="set1", before=span("s3", 0, 1), after=None),
        StateChange(document_id="d1", set_id="set1", before=State.IN_PROGRESS, after=State.FINISHED),
    )
    (now,) = repository.sets("d1")
    assert now.spans == {"s2": new, "s1": reading().spans["s1"]}
    assert now.state is State.FINISHED


def test_two_readings_may_use_the_same_span_ids_and_one_may_not_use_one_twice(
    repository: Repository,
) -> None:
    fill(repository)
    do(repository, SetChange(before=None, after=reading("set2", owner=Owner.GOLD)))
    with pytest.raises(ProjectFileError) as refused:
        do(repository, adding(span("s1", 0, 2)))
    assert refused.value.code == "E_CONFLICT"


def test_a_document_has_one_reading_of_an_owner_and_annotator(repository: Repository) -> None:
    fill(repository)
    with pytest.raises(ProjectFileError):
        do(repository, SetChange(before=None, after=reading("set2")))


def test_a_span_with_relations_does_not_go_without_them(repository: Repository) -> None:
    fill(repository)
    s1 = reading().spans["s1"]
    gone = SpanChange(document_id="d1", set_id="set1", before=s1, after=None)
    with pytest.raises(ProjectFileError):
        do(repository, gone)
    link = Relation(id="r1", type="cue_of", source="s1", target="s2")
    do(repository, RelationChange(document_id="d1", set_id="set1", before=link, after=None), gone)
    assert list(repository.sets("d1")[0].spans) == ["s2"]


@pytest.mark.parametrize(
    "change",
    [
        adding(span("n", 0, 1), set_id="unknown"),
        SpanChange(document_id="d1", set_id="set1", before=span("s1", 0, 2), after=None),
        SpanChange(document_id="d1", set_id="set1", before=span("s1", 0, 2), after=span("s1", 0, 3)),
        StateChange(document_id="d1", set_id="set1", before=State.NEW, after=State.FINISHED),
        DocumentChange(before=replace(document(), title="غيره"), after=None),
        SetChange(before=reading(spans=[]), after=None),
        RelationChange(
            document_id="d1",
            set_id="set1",
            before=None,
            after=Relation(id="r2", type="cue_of", source="s1", target="nowhere"),
        ),
    ],
)
def test_an_edit_that_starts_from_something_else_is_refused_whole(
    repository: Repository,
    change: SpanChange | StateChange | DocumentChange | SetChange | RelationChange,
) -> None:
    fill(repository)
    before = tables(repository.path)
    with pytest.raises(ProjectFileError) as refused:
        do(repository, adding(span("first", 0, 1)), change)
    assert refused.value.code == "E_CONFLICT"
    assert tables(repository.path) == before
    assert len(repository.steps()) == 1
    assert do(repository, adding(span("first", 0, 1))) == 2, "the repository stays usable"


def test_steps_are_remembered_with_names_in_the_reader_s_language(repository: Repository) -> None:
    name = msgn("{count} × {label}", "{count} × {label}", 34, label="GPE", inner=msg("Import"))
    first = repository.apply(
        Step(name=name, changes=(DocumentChange(before=None, after=document()),)),
        author="reader-1",
        kind=StepKind.DO,
    )
    undo(repository, first)
    again = reopened(repository)
    try:
        done, undone = again.steps()
    finally:
        again.close()
    assert (done.id, done.kind, done.of_step, done.author) == (first, StepKind.DO, None, "reader-1")
    assert done.name == name
    assert isinstance(done.name.values["inner"], Message)
    assert (undone.kind, undone.of_step) == (StepKind.UNDO, first)
    assert undone.at.utcoffset() is not None
    assert undone.at >= done.at


def test_the_log_gives_every_change_back_after_reopening(repository: Repository) -> None:
    reader = Annotator(id="a1", name="أمل")
    scheme = default_scheme()
    changes = (
        AnnotatorChange(before=None, after=reader),
        AnnotatorChange(before=reader, after=replace(reader, name="هند")),
        DocumentChange(before=None, after=document()),
        SetChange(before=None, after=reading(annotator=replace(reader, name="هند"))),
        adding(span("s9", 0, 0)),
        SpanChange(document_id="d1", set_id="set1", before=span("s9", 0, 0), after=span("s9", 3, 8)),
        RelationChange(
            document_id="d1",
            set_id="set1",
            before=None,
            after=Relation(id="r9", type="t", source="s9", target="s1", attributes={"k": "v"}),
        ),
        StateChange(document_id="d1", set_id="set1", before=State.IN_PROGRESS, after=State.IGNORED),
        SchemeChange(before=scheme, after=replace(scheme, version=scheme.version + 1)),
        DocumentChange(before=document(), after=replace(document(), title="عنوان آخر")),
    )
    step_id = do(repository, *changes)
    again = reopened(repository)
    try:
        assert again.changes_of(step_id) == changes
        assert again.scheme().version == scheme.version + 1
        assert again.check() == []
    finally:
        again.close()


def test_an_undone_import_comes_back_to_its_place_with_its_text(repository: Repository) -> None:
    do(repository, DocumentChange(before=None, after=document("a", "أ")))
    second = do(repository, DocumentChange(before=None, after=document("b", "ب")))
    do(repository, DocumentChange(before=None, after=document("c", "ج")))
    gone = undo(repository, second)
    assert [d.id for d in repository.summaries()] == ["a", "c"]
    undo(repository, gone)
    assert [d.id for d in repository.summaries()] == ["a", "b", "c"]
    assert repository.document("b").text == "ب"
    assert repository.check() == []


def test_a_quote_that_is_not_in_its_place_is_named(repository: Repository) -> None:
    fill(repository)
    repository.close()
    tamper(repository.path, "UPDATE span SET start = 5 WHERE id = 's2'")
    again = Repository.open(repository.path)
    try:
        with pytest.raises(ProjectFileError) as found:
            again.sets("d1")
        assert found.value.code == "E_QUOTE"
        for part in (str(repository.path), "مقال d1", "s2", "الوزير"):
            assert part in str(found.value)
        assert {p.code for p in again.check()} == {"E_QUOTE", "E_LOG"}
    finally:
        again.close()


def test_a_flipped_bit_in_a_text_is_found_where_sqlite_sees_nothing(repository: Repository) -> None:
    do(repository, DocumentChange(before=None, after=document("d1", "كتاب")))
    repository.close()
    data = repository.path.read_bytes()
    place = data.index("كتاب".encode())
    repository.path.write_bytes(data[: place + 1] + bytes([data[place + 1] ^ 1]) + data[place + 2 :])
    again = Repository.open(repository.path)
    try:
        with pytest.raises(ProjectFileError) as found:
            again.document("d1")
        assert found.value.code == "E_HASH"
        assert [(p.code, p.document_id) for p in again.check()] == [("E_HASH", "d1")]
    finally:
        again.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE span SET label = 'ORG' WHERE id = 's1'", "E_LOG"),
        ("DELETE FROM relation", "E_LOG"),
        ("UPDATE annotation_set SET state = 'finished'", "E_LOG"),
        ("UPDATE document SET position = 7", "E_LOG"),
        ("UPDATE document SET id = 'd7'", "E_LOG"),
        ("INSERT INTO annotator (id, name, role) VALUES ('x', 'x', 'annotator')", "E_LOG"),
        ("UPDATE revision SET after = '[]' WHERE entity = 'set'", "E_LOG"),
        ("UPDATE revision SET before = after WHERE entity = 'set'", "E_LOG"),
        ("DELETE FROM revision WHERE entity = 'set'", "E_LOG"),
    ],
)
def test_the_log_told_again_finds_what_was_changed_past_it(
    repository: Repository, statement: str, code: str
) -> None:
    fill(repository)
    repository.close()
    tamper(repository.path, statement)
    again = Repository.open(repository.path)
    try:
        problems = again.check()
    finally:
        again.close()
    assert code in {p.code for p in problems}
    assert all(str(p.message) for p in problems)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE annotation_set SET owner = 'nobody'",
        "UPDATE annotation_set SET state = 'lost'",
        "UPDATE span SET origin = '?'",
        "UPDATE span SET attributes = '{'",
        "UPDATE document SET direction = 'up'",
        "UPDATE document SET metadata = '7'",
        "UPDATE span SET quote = CAST(x'D9' AS TEXT)",
    ],
)
def test_a_value_that_we_never_write_is_damage_and_no_traceback(
    repository: Repository, statement: str
) -> None:
    fill(repository)
    repository.close()
    tamper(repository.path, statement)
    again = Repository.open(repository.path)
    try:
        with pytest.raises(ProjectFileError) as found:
            again.sets("d1")
    finally:
        again.close()
    assert found.value.code == "E_DAMAGED"
    tamper(repository.path, "DELETE FROM relation")  # the failed reading holds no lock


def test_opening_a_project_does_not_import_sqlite_utils(repository: Repository) -> None:
    repository.close()
    code = (
        "import sys, pathlib; from annotator.store import Repository;"
        "Repository.open(pathlib.Path(sys.argv[1])).close();"
        "print('sqlite_utils' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(repository.path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize("count", [1, 31, 32, 33, 100])
def test_each_span_of_a_set_of_any_size_is_kept_in_its_order(repository: Repository, count: int) -> None:
    spans = [span(f"s{n}", n % 7, n % 7 + 3, comment=str(n)) for n in range(count, 0, -1)]
    do(
        repository,
        DocumentChange(before=None, after=document()),
        SetChange(before=None, after=reading(spans=spans)),
    )
    (found,) = repository.sets("d1")
    assert list(found.spans.values()) == spans
    assert repository.check() == []
