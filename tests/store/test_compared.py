"""What agreement reads: places, labels, answers and links of readings, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.editing.change import AnnotatorChange, Change, DocumentChange, SetChange
from annotator.errors import ProjectFileError
from annotator.model import Annotator, Owner, State
from annotator.model.compared import ComparedReading, Whose
from annotator.store import Repository
from tests.store.builders import TEXT, create, do, document, reading, span

_KARIM, _SALMA = Annotator(id="a1", name="Karim"), Annotator(id="a2", name="Salma")
_BY_KARIM, _BY_SALMA = Whose(Owner.ANNOTATOR, "a1"), Whose(Owner.ANNOTATOR, "a2")


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    """Yield a project: d1 was read by two and is gold, d2 by one."""
    with_both = [
        SetChange(before=None, after=reading("k1", annotator=_KARIM)),
        SetChange(
            before=None, after=reading("s1", annotator=_SALMA, spans=[span("x", 4, 10), span("y", 2, 2)])
        ),
        SetChange(before=None, after=reading("g1", owner=Owner.GOLD, spans=[])),
        SetChange(before=None, after=reading("k2", "d2", annotator=_KARIM)),
    ]
    first: list[Change] = [AnnotatorChange(before=None, after=one) for one in (_KARIM, _SALMA)]
    first += [DocumentChange(before=None, after=document(one)) for one in ("d1", "d2")]
    found = create(tmp_path / "p.hashiya")
    do(found, *first, *with_both)
    yield found
    found.close()


def _of(repository: Repository, *whose: Whose, **more: Any) -> dict[str, ComparedReading]:
    documents = list(repository.compared(lambda one, _: one in whose, **more))
    return {one.set_id: one for document in documents for one in document.readings}


def test_spans_come_in_the_order_in_which_they_were_made(repository: Repository) -> None:
    (found,) = repository.compared(lambda one, _: one.owner is Owner.ANNOTATOR)
    assert (found.id, found.title, found.characters, found.text) == ("d1", "مقال d1", len(TEXT), None)
    by_set = {one.set_id: one for one in found.readings}
    assert by_set.keys() == {"k1", "s1"}
    assert by_set["k1"].units == [(4, 10, "SOURCE"), (0, 3, "CUE")]
    assert by_set["s1"].units == [(4, 10, "SOURCE"), (2, 2, "SOURCE")]
    assert (by_set["k1"].whose, by_set["k1"].state) == (_BY_KARIM, State.IN_PROGRESS)
    assert not by_set["k1"].answers
    assert not by_set["k1"].links


def test_a_label_that_the_scheme_does_not_know_is_compared_like_any_other(
    tmp_path: Path, repository: Repository
) -> None:
    repository.close()
    path = tmp_path / "p.hashiya"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE span SET label = 'ALIEN' WHERE id = 'x'")
    connection.close()
    with closing(Repository.look(path)) as changed:
        found = _of(changed, _BY_KARIM, _BY_SALMA)
    assert found["k1"].units == [(4, 10, "SOURCE"), (0, 3, "CUE")]
    assert found["s1"].units == [(4, 10, "ALIEN"), (2, 2, "SOURCE")]


def test_what_one_reader_alone_has_read_is_left_out(repository: Repository) -> None:
    assert _of(repository, _BY_KARIM) == {}
    assert _of(repository, _BY_KARIM, Whose(Owner.GOLD, None)).keys() == {"k1", "g1"}
    assert not list(repository.compared(lambda _, state: state is State.FINISHED))


def test_answers_links_and_texts_come_if_they_are_asked_for(repository: Repository) -> None:
    found = _of(repository, _BY_KARIM, _BY_SALMA, answers=True, links=True)
    assert [dict(one) for one in found["k1"].answers] == [{"naming": "unnamed"}, {}]
    assert found["k1"].links == [("cue_of", 1, 0)]
    assert not found["s1"].links
    (with_text,) = repository.compared(lambda _, __: True, texts=True)
    assert with_text.text == TEXT


def test_readers_are_listed_with_how_much_they_have_read(repository: Repository) -> None:
    assert repository.readers() == {_BY_KARIM: 2, _BY_SALMA: 1, Whose(Owner.GOLD, None): 1}


def test_a_link_into_another_reading_is_a_damage_of_the_file(tmp_path: Path, repository: Repository) -> None:
    repository.close()
    path = tmp_path / "p.hashiya"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE relation SET source_key = (SELECT key FROM span WHERE id = 'x')")
    connection.close()
    damaged = Repository.look(path)
    try:
        with pytest.raises(ProjectFileError, match="is damaged"):
            list(damaged.compared(lambda _, __: True, links=True))
    finally:
        damaged.close()
