"""Files are looked at before anything comes in, and their names find a place in the scheme."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.errors import Cancelled, InputError
from annotator.model import Owner
from annotator.model.scheme_json import default_scheme, read_scheme, write_scheme
from annotator.progress import Progress
from annotator.text.damage import Damage
from annotator.workspace import ReadingChoices, Workspace
from annotator.workspace.naming import Joining, found_names, suggested
from annotator.workspace.settling import settle
from annotator.workspace.surveying import FileChoice, SurveyedFile, files_in, inventory_of, survey_file

SCHEME = default_scheme()
ROWS = "سليم B-Person\nخان I-Person\nزار O\nنهر B-RIVER\nدجلة I-RIVER\n\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.hashiya"
    Workspace.create(path, title="p", reader="سلمى").close()
    return path


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def surveyed(path: Path, **choices: object) -> SurveyedFile:
    return survey_file(FileChoice(path=path, **choices), scheme=SCHEME)  # type: ignore[arg-type]


def brat(folder: Path) -> Path:
    written(folder / "d.txt", "سليم يعمل في شركة النور")
    lines = [
        "T1\tPERS 0 4\tسليم",
        "T2\tORG 13 17;18 23\tشركة النور",
        "R1\tworks_for Arg1:T1 Arg2:T2",
        "A1\tgender T1 male",
        "E1\tPERS:T1 Employer:T2",
    ]
    written(folder / "d.ann", "\n".join(lines) + "\n")
    return folder


def test_a_file_says_its_format_its_documents_and_its_problems_by_line(tmp_path: Path) -> None:
    seen = surveyed(written(tmp_path / "a.conll", ROWS + "خطأ OO\n\n"))
    assert seen.format_name == "conll"
    assert [found.line for found in seen.documents] == [1]
    assert [str(problem).split(":")[0] for problem in seen.problems] == ["a.conll, line 7"]
    assert inventory_of([seen]).labels == {"Person": 1, "RIVER": 1}


def test_a_text_whose_encoding_is_not_sure_is_shown_in_each(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("في".encode("cp1256"))
    seen = surveyed(tmp_path / "a.txt")
    assert seen.wants_encoding
    assert seen.beginnings[0].line == "في"
    chosen = surveyed(tmp_path / "a.txt", encoding="cp1256")
    assert not chosen.wants_encoding
    assert [found.annotated.document.text for found in chosen.documents] == ["في"]


def test_damage_is_seen_and_mended_only_as_chosen(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "ﻗﺎل سليم")
    assert surveyed(path).damages == {Damage.FORMS}
    (found,) = surveyed(path, mend=frozenset({Damage.FORMS})).documents
    assert found.annotated.document.text == "قال سليم"
    (tmp_path / "b.txt").write_bytes("قال سليم للناس".encode() + b"\xff")
    damaged = surveyed(tmp_path / "b.txt")
    assert damaged.damages == {Damage.BYTES}
    assert damaged.documents == ()


def test_a_file_that_is_nothing_is_a_problem_and_not_the_end(tmp_path: Path) -> None:
    seen = surveyed(written(tmp_path / "a.xyz", "?"))
    assert seen.format_name is None
    assert len(seen.problems) == 1
    assert len(surveyed(tmp_path / "missing.txt").problems) == 1


def test_the_schemes_maps_and_names_suggest_what_labels_become(tmp_path: Path) -> None:
    rows = "".join(f"كلمة B-{name}\n" for name in ("PERSON", "Person", "شخص", "pers", "PERS", "RIVER"))
    found = inventory_of([surveyed(written(tmp_path / "a.conll", rows + "\n"))])
    assert suggested(found, SCHEME) == {
        "PERSON": "PERS",
        "Person": "PERS",
        "شخص": "PERS",
        "pers": "PERS",
        "RIVER": Joining.ADD,
    }


def test_names_of_all_kinds_join_the_scheme_and_only_what_they_need(tmp_path: Path) -> None:
    files = [surveyed(brat(tmp_path / "b"))]
    inventory = inventory_of(files)
    decisions = suggested(inventory, SCHEME)
    assert decisions == {
        "relation:works_for": Joining.ADD,
        "relation:Employer": Joining.ADD,
        "relation:continues": Joining.ADD,  # the scheme knows it, but not between organisations
        "attribute:gender": Joining.ADD,
    }
    parsed = settle(files, scheme=SCHEME, decisions=decisions)
    assert parsed.problems == ()
    (reading,) = parsed.documents[0].sets
    assert {link.type for link in reading.relations.values()} == {"continues", "works_for", "Employer"}
    assert reading.spans["T1"].attributes == {"gender": "male"}
    person = parsed.scheme.label("PERS")
    assert person is not None
    assert [a.name for a in person.attributes] == ["canonical", "gender"]
    assert parsed.scheme.labels[1:] == SCHEME.labels[1:]
    assert parsed.scheme.version == SCHEME.version + 1
    assert read_scheme(write_scheme(parsed.scheme), name="s") == parsed.scheme


def test_what_is_left_out_takes_what_hangs_on_it_along(tmp_path: Path) -> None:
    files = [surveyed(brat(tmp_path / "b"))]
    parsed = settle(files, scheme=SCHEME, decisions={"ORG": None, "attribute:gender": None})
    assert parsed.problems == ()
    assert not parsed.additions
    assert parsed.scheme is SCHEME
    (reading,) = parsed.documents[0].sets
    assert list(reading.spans) == ["T1"]
    assert reading.spans["T1"].attributes == {}
    assert reading.relations == {}


def test_what_is_not_decided_is_a_problem_with_its_line(tmp_path: Path) -> None:
    parsed = settle([surveyed(written(tmp_path / "a.conll", ROWS))], scheme=SCHEME, decisions={})
    assert parsed.documents == ()
    assert str(parsed.problems[0]).startswith("a.conll, line 1: The scheme")
    assert parsed.problems[0].code == "E_LABEL"


def test_foreign_names_get_codes_of_their_own(tmp_path: Path) -> None:
    rows = "كلمة B-river\nكلمة B-River\nكلمة B-نهر\nكلمة B-7up\n\n"
    files = [surveyed(written(tmp_path / "a.conll", rows))]
    decisions = dict.fromkeys(inventory_of(files).labels, Joining.ADD)
    parsed = settle(files, scheme=SCHEME, decisions=decisions, layer="sources")
    new = parsed.scheme.labels[len(SCHEME.labels) :]
    assert [label.code for label in new] == ["LABEL_7UP", "RIVER", "RIVER_2", "LABEL"]
    assert {label.layer for label in new} == {"sources"}
    assert len({label.color for label in new}) == len(new)
    assert parsed.problems == ()


def test_the_annotator_replaces_a_readers_name_but_not_gold(tmp_path: Path) -> None:
    line = (
        '{"text": "قال سليم", "sets": [{"owner": "gold", "spans": []}, {"owner": "annotator", "spans": []}]}'
    )
    files = [surveyed(written(tmp_path / "a.jsonl", line + "\n"))]
    assert [p.code for p in settle(files, scheme=SCHEME, decisions={}).problems] == ["E_SCHEMA"]
    (document,) = settle(files, scheme=SCHEME, decisions={}, annotator="ليلى").documents
    assert [(s.owner, s.annotator and s.annotator.name) for s in document.sets] == [
        (Owner.GOLD, None),
        (Owner.ANNOTATOR, "ليلى"),
    ]


def test_labels_and_documents_come_in_one_step_and_go_in_one(project: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "a.conll", ROWS)
    with Workspace.open(project) as workspace:
        before = workspace.scheme
        report = workspace.import_files(
            [path], ReadingChoices(add_names=True, label_map='{"Person": "PERS"}')
        )
        assert (report.documents, report.spans, report.added) == (1, 2, ("RIVER",))
        assert workspace.scheme.label("RIVER") is not None
        workspace.undo()
        assert workspace.scheme == before
        assert workspace.documents() == ()
        workspace.redo()
    with Workspace.open(project) as workspace:
        assert workspace.check() == []
        (document,) = workspace.documents()
        (reading,) = workspace.sets(document.id)
        assert [span.label for span in reading.in_text_order()] == ["PERS", "RIVER"]


def test_names_do_not_join_the_scheme_for_documents_that_are_there_already(
    project: Path, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.conll", ROWS)
    with Workspace.open(project) as workspace:
        workspace.import_files([path], ReadingChoices(add_names=True))
        scheme = workspace.scheme
        report = workspace.import_files([path], ReadingChoices(add_names=True))
        assert (report.documents, report.sets, report.known) == (0, 0, 1)
        assert workspace.scheme == scheme


def test_a_second_annotator_stands_beside_the_first(project: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "a.conll", ROWS)
    with Workspace.open(project) as workspace:
        for name in ("ليلى", "سليم"):
            workspace.import_files([path], ReadingChoices(add_names=True, annotator=name))
        (document,) = workspace.documents()
        assert [s.annotator and s.annotator.name for s in workspace.sets(document.id)] == ["سليم", "ليلى"]


def test_a_problem_refuses_everything_unless_it_is_skipped(project: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "a.conll", ROWS + "خطأ OO\n\nخطأ I--ORG\n\n")
    with Workspace.open(project) as workspace:
        with pytest.raises(InputError, match=r"line 7: .*There are 2 such problems"):
            workspace.import_files([path], ReadingChoices(add_names=True))
        assert workspace.documents() == ()
        report = workspace.import_files([path], ReadingChoices(add_names=True, skip_bad=True))
        assert (report.documents, len(report.problems)) == (1, 2)


def test_a_preview_writes_nothing(project: Path, tmp_path: Path) -> None:
    files = [surveyed(written(tmp_path / "a.conll", ROWS))]
    with Workspace.open(project) as workspace:
        parsed = settle(files, scheme=SCHEME, decisions=suggested(inventory_of(files), SCHEME))
        assert workspace.preview_import(parsed).spans == 2
        assert workspace.documents() == ()
        assert workspace.undo_name is None


def test_an_import_can_be_stopped_while_it_is_written_and_leaves_nothing(
    project: Path, tmp_path: Path
) -> None:
    class Impatient(Progress):
        def report(self, done: int, total: int | None) -> None:
            assert total is not None
            assert not workspace.changed_by_others()
            self.cancelled = done == total - 1

    files = [surveyed(written(tmp_path / "a.conll", ROWS + ROWS.replace("نهر", "بحر")))]
    parsed = settle(files, scheme=SCHEME, decisions=suggested(inventory_of(files), SCHEME), annotator="ليلى")
    before = project.read_bytes()
    with Workspace.open(project) as workspace:
        with pytest.raises(Cancelled):
            workspace.import_parsed(parsed, progress=Impatient())
        assert (workspace.documents(), workspace.scheme, workspace.undo_name) == ((), SCHEME, None)
        assert project.read_bytes() == before
        assert workspace.import_parsed(parsed).documents == 1
        assert workspace.check() == []


def test_a_long_write_is_not_taken_for_somebody_elses(project: Path, tmp_path: Path) -> None:
    """A write that outgrows SQLite's cache goes to the file, and locks it, before it is complete."""
    asked: list[bool] = []

    class Asking(Progress):
        def report(self, done: int, total: int | None) -> None:
            if done == total:
                asked.append(workspace.changed_by_others())

    texts = ["\n".join(f"خبر {n} عن المدينة {i}" for i in range(200)) for n in range(40)]
    files = [surveyed(written(tmp_path / f"{n}.txt", text)) for n, text in enumerate(texts)]
    with Workspace.open(project) as workspace:
        workspace._repository._connection.execute("PRAGMA cache_size = 2")
        workspace.import_parsed(settle(files, scheme=SCHEME, decisions={}), progress=Asking())
        assert asked == [False]
        assert not workspace.changed_by_others()


def test_looking_can_be_stopped(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancelled = True
    with pytest.raises(Cancelled):
        survey_file(FileChoice(path=written(tmp_path / "a.txt", "قال")), scheme=SCHEME, progress=progress)


def test_a_folder_gives_its_files_or_stays_one_export(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden/d.txt", "picture.png"):
        written(plain / name, "قال سليم")
    export = brat(tmp_path / "brat")
    assert [p.relative_to(tmp_path).as_posix() for p in files_in([plain, export])] == [
        "plain/a.txt",
        "plain/b.txt",
        "plain/deep/c.txt",
        "brat",
    ]
    assert files_in([export / "d.txt", export / "d.ann"]) == [export / "d.ann"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no file in this folder"):
        files_in([tmp_path / "empty"])


def test_a_strangers_name_joins_without_what_can_not_be_seen(tmp_path: Path) -> None:
    name = "RED\u202e\x1b[31m" + "x" * 500
    line = {"text": "قال\x1b[31m سليم", "spans": [{"label": name, "start": 0, "end": 3}]}
    files = [surveyed(written(tmp_path / "a.jsonl", json.dumps(line) + "\n"))]
    parsed = settle(files, scheme=SCHEME, decisions={name: Joining.ADD})
    (label,) = parsed.additions.labels
    assert label.names.en.isprintable()
    assert label.names.en.startswith("RED[31mxxx")
    assert len(label.code) <= 40
    assert parsed.problems == ()
    assert files[0].documents[0].beginning == "قال[31m سليم"


def test_a_label_that_fits_is_said_to_fit(tmp_path: Path) -> None:
    found = inventory_of([surveyed(written(tmp_path / "a.conll", ROWS))])
    fits = {name.key: name.fits for name in found_names(found, SCHEME, {"Person": "PERS"})}
    assert fits == {"Person": True, "RIVER": False}
