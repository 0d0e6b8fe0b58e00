"""What came home in two versions, and what becomes of what hangs on it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.adjudication.golden import GoldDraft
from annotator.editing.change import Step
from annotator.editing.commands import (
    AddRelation,
    AddSpan,
    DeleteSpans,
    Relabel,
)
from annotator.editing.state import ProjectState
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import SpanAnnotation
from annotator.store.repository import Repository
from annotator.workspace import Workspace
from annotator.workspace.packets import (
    look_at,
)
from annotator.workspace.packets.disputes import choose, conflicts
from tests.team.conftest import Open
from tests.team.offices import add, copied, home, packet, reading, said, word


@dataclass(frozen=True)
class Settle:
    """Put a word into the gold reading."""

    number: int

    def plan(self, state: ProjectState) -> Step:
        text, draft = state.document("d0"), GoldDraft(state, "d0")
        place = word(text, self.number)
        quote = place.of(text.text)
        draft.put(SpanAnnotation(id=f"g{self.number}", label="PERS", span=place, quote=quote))
        return Step(name=msg("Remark"), changes=tuple(draft.changes()))


def test_two_versions_of_one_span_are_shown_and_one_is_chosen(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    span = add(one, 3)
    own = reading(one).id
    other = open_file(copied(one.path, tmp_path / "2.hashiya"))
    one.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="ORG"))
    other.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="GPE"))
    coming = home(office, one.path, other.path)
    assert [preview.conflicting for preview in coming.previews] == [0, 1]
    (found,) = conflicts(office)
    assert (found.kind, found.document_id, found.reader) == ("span", "d0", "ليلى")
    assert {said(version).label for version in found.versions} == {"ORG", "GPE"}
    assert found.versions[0].stands
    assert reading(office).spans[span] == found.versions[0].value
    choose(office, found.item, found.versions[1].id)
    assert reading(office).spans[span] == found.versions[1].value
    assert conflicts(office) == ()
    assert look_at(office.path, [one.path, other.path]).is_news is False
    with pytest.raises(RuleError, match="not there to choose"):
        choose(office, found.item, found.versions[0].id)
    assert office.check() == []


def test_choosing_what_stands_ends_the_conflict_without_a_step(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    span, own = add(one, 3), reading(one).id
    other = open_file(copied(one.path, tmp_path / "2.hashiya"))
    one.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="ORG"))
    other.perform(DeleteSpans(document_id="d0", set_id=own, span_ids=(span,)))
    home(office, one.path, other.path)
    step = office.newest_step
    (found,) = conflicts(office)
    choose(office, found.item, found.versions[0].id)
    assert conflicts(office) == ()
    assert office.newest_step == step
    office.reload()
    assert conflicts(office) == ()


def test_an_edit_after_an_undone_homecoming_stands_against_it(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    span, own = add(opened, 3), reading(opened).id
    home(office, opened.path)
    opened.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="ORG"))
    home(office, opened.path)
    office.undo()
    office.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="GPE"))
    home(office, opened.path)
    assert reading(office).spans[span].label == "GPE"
    (found,) = conflicts(office)
    assert {said(version).label for version in found.versions} == {"ORG", "GPE"}
    assert office.check() == []


def test_a_relation_goes_when_somebody_else_has_taken_one_of_its_ends(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    first, second, own = add(one, 3), add(one, 5), reading(one).id
    other = open_file(copied(one.path, tmp_path / "2.hashiya"))
    link = AddRelation(document_id="d0", set_id=own, type="coref", source=first, target=second)
    one.perform(link)
    other.perform(DeleteSpans(document_id="d0", set_id=own, span_ids=(second,)))
    home(office, one.path)
    assert len(reading(office).relations) == 1
    home(office, other.path)
    assert set(reading(office).spans) == {first}
    assert reading(office).relations == {}
    assert office.check() == []
    other.undo()
    home(office, other.path)
    assert set(reading(office).spans) == {first, second}
    assert len(reading(office).relations) == 1, "it was kept, and has both ends again"
    assert office.check() == []


def test_a_reading_that_its_reader_takes_back_goes_with_all_in_it_and_comes_back(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    first = add(opened, 3)
    home(office, opened.path)
    place = word(office.document("d0"), 5)
    office.perform(AddSpan(document_id="d0", set_id=reading(office).id, label="ORG", span=place))
    (second,) = set(reading(office).spans) - {first}
    opened.undo()
    home(office, opened.path)
    assert office.sets("d0") == ()
    with closing(Repository.look(office.path)) as repository:
        shown = {key for key, _ in repository.union.shown(["d0"]).values() if key is not None}
        stays = [one for one in repository.union.revisions(["d0"]) if one.id in shown]
    assert [one for one in stays if one.value is not None and "assignment" not in one.item] == []
    opened.redo()
    home(office, opened.path)
    assert set(reading(office).spans) == {first, second}
    assert office.check() == []


def test_gold_that_was_settled_in_two_copies_is_one_gold(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    copy = open_file(copied(office.path, tmp_path / "copy.hashiya"))
    office.perform(Settle(3))
    copy.perform(Settle(5))
    home(office, copy.path)
    assert set(reading(office).spans) == {"g3", "g5"}
    assert office.check() == []
