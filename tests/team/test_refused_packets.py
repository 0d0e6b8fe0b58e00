"""Packets that do not fit, or not yet: refused whole, with the reason, and nothing changes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.editing.commands import (
    AddSpan,
    CorrectText,
    DeleteLabel,
    Relabel,
)
from annotator.errors import ProjectFileError, RuleError
from annotator.model import Span
from annotator.text.replacements import Replacement
from annotator.workspace import Workspace
from annotator.workspace.packets import (
    HandOut,
    bring_home,
    hand_out,
    look_at,
)
from annotator.workspace.packets.disputes import conflicts
from tests.store.builders import tamper
from tests.team.conftest import Open
from tests.team.offices import add, copied, home, packet, project, reading, refused, word


def test_labels_that_the_scheme_lacks_refuse_the_packet_unless_they_may_join(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    add(opened, 3, label="FAC")
    office.perform(DeleteLabel(label="FAC"))
    preview = look_at(office.path, [opened.path]).previews[0]
    assert preview.lacking == ("FAC",)
    assert preview.refusal is not None
    assert preview.refusal.code == "E_PACKET_SCHEME"
    before = office.scheme
    home(office, opened.path, add_labels=True)
    assert office.scheme.label("FAC") is not None
    assert office.scheme.version == before.version + 1
    assert [one.label for one in reading(office).spans.values()] == ["FAC"]
    office.undo()
    assert office.scheme == before
    assert office.check() == []


def test_readings_that_break_a_rule_here_are_refused_whole_with_the_reason(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    one = open_file(packet(office, tmp_path / "1.hashiya"))
    add(one, 9)
    other = open_file(copied(one.path, tmp_path / "2.hashiya"))
    for workspace, number in ((one, 2), (other, 3)):
        text = workspace.document("d0")
        across = Span(word(text, number).start, word(text, number + 1).end)
        own = reading(workspace).id
        workspace.perform(AddSpan(document_id="d0", set_id=own, label="PERS", span=across))
    add(other, 7)
    home(office, one.path)
    coming = look_at(office.path, [other.path])
    assert coming.previews[0].refusal is not None
    assert coming.previews[0].refusal.code == "E_PACKET_RULES"
    assert "مقال 0" in str(coming.previews[0].refusal)
    third = open_file(packet(office, tmp_path / "3.hashiya", "كريم"))
    add(third, 3)
    both = bring_home(office, look_at(office.path, [other.path, third.path]))
    assert [one.path for one in both.accepted] == [third.path], "one that is refused does not keep others out"
    assert len(office.sets("d0")) == 2
    assert len(next(s for s in office.sets("d0") if s.annotator and s.annotator.name == "ليلى").spans) == 2
    assert office.check() == []


def test_a_copy_whose_text_was_corrected_is_refused(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    copy = open_file(copied(office.path, tmp_path / "copy.hashiya"))
    correction = CorrectText(document_id="d0", replacements=(Replacement(start=0, end=1, text="٠"),))
    copy.perform(correction)
    add(copy, 3)
    assert refused(office, copy.path) == "E_PACKET_TEXT"
    office.perform(correction)
    home(office, copy.path)
    assert len(reading(office).spans) == 1


def test_what_does_not_belong_here_is_refused_by_name(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    with project(tmp_path / "other.hashiya") as other:
        assert refused(office, other.path) == "E_PACKET_OTHER"
        assert refused(office, packet(other, tmp_path / "foreign.hashiya")) == "E_PACKET_OTHER"
    assert refused(office, office.path) == "E_PACKET_SELF"
    assert refused(office, tmp_path / "nowhere.hashiya") == "E_MISSING"
    text = tmp_path / "text.hashiya"
    text.write_text("نص", encoding="utf-8")
    assert refused(office, text) == "E_NOT_A_PROJECT"
    own = packet(office, tmp_path / "p.hashiya")
    whole = own.read_bytes()
    cut = tmp_path / "cut.hashiya"
    cut.write_bytes(whole[: len(whole) // 2])
    assert refused(office, cut) == "E_DAMAGED"
    newer = copied(own, tmp_path / "newer.hashiya")
    tamper(newer, "PRAGMA user_version = 99")
    assert refused(office, newer) == "E_NEWER"
    opened = open_file(own)
    assert refused(opened, office.path) == "E_PACKET_HOME"
    with pytest.raises(RuleError) as refusal:
        hand_out(
            opened, tmp_path / "packet-of-a-packet.hashiya", HandOut(annotator="كريم", documents=("d0",))
        )
    assert refusal.value.code == "E_PACKET"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE revision SET after = replace(after, 'PERS', 'ORG')", "E_PACKET_DAMAGED"),
        ("UPDATE item_revision SET value = replace(value, 'PERS', 'ORG ')", "E_PACKET_CLASH"),
        ("UPDATE item_revision SET sha256 = randomblob(32) WHERE value LIKE '%PERS%'", "E_PACKET_CLASH"),
        ("DELETE FROM step_digest WHERE step_id = 2", "E_PACKET_DAMAGED"),
    ],
)
def test_an_altered_packet_is_refused_whole(
    office: Workspace, open_file: Open, tmp_path: Path, statement: str, code: str
) -> None:
    first = open_file(packet(office, tmp_path / "1.hashiya"))
    add(first, 3)
    home(office, first.path)
    second = packet(office, tmp_path / "2.hashiya")
    with Workspace.open(second) as opened:
        add(opened, 5)
    if "sha256" not in statement and "item_revision" in statement:
        # A forger who knows how digests are made still can't give two contents one id.
        tamper(second, statement, *_right_digests(second, statement))
    else:
        tamper(second, statement)
    before = reading(office)
    assert refused(office, second) == code
    assert reading(office) == before


def _right_digests(path: Path, statement: str) -> list[str]:
    from annotator.model.items import Written, item_revision
    from annotator.store import merging
    from annotator.store.connection import connect

    copy = copied(path, path.with_suffix(".forged"))
    tamper(copy, statement)
    connection = connect(copy, "ro")
    try:
        revisions = list(merging.read_all(connection))
    finally:
        connection.close()
    made = []
    for place, one in enumerate(revisions, start=1):
        origin, _, number = one.id.partition(".")
        written = Written(origin, int(number, 16), one.item, one.author, one.at, one.text, one.value)
        right = item_revision(written, one.parents, one.clock).digest
        made.append(f"UPDATE item_revision SET sha256 = x'{right}' WHERE key = {place}")  # noqa: S608 - ours
    return made


def test_a_failed_homecoming_changes_nothing(
    office: Workspace, open_file: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.store import merging

    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    add(opened, 3)
    coming = look_at(office.path, [opened.path])

    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError

    step = office.newest_step
    with monkeypatch.context() as patched:
        patched.setattr(merging, "_origins", full)
        with pytest.raises(ProjectFileError):
            bring_home(office, coming)
    assert office.sets("d0") == ()
    assert office.newest_step == step
    office.reload()
    assert office.newest_step == step
    assert office.check() == []
    bring_home(office, coming)
    assert reading(office) == reading(opened)


def test_what_was_looked_at_before_the_project_changed_is_looked_at_again(
    office: Workspace, open_file: Open, tmp_path: Path
) -> None:
    opened = open_file(packet(office, tmp_path / "p.hashiya"))
    span, own = add(opened, 3), reading(opened).id
    home(office, opened.path)
    opened.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="ORG"))
    stale = look_at(office.path, [opened.path])
    office.perform(Relabel(document_id="d0", set_id=own, span_ids=(span,), label="GPE"))
    done = bring_home(office, stale)
    assert done.previews[0].conflicting == 1
    assert len(conflicts(office)) == 1
    assert office.check() == []
