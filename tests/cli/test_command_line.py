"""What a person types, and what comes of it: answers, refusals, exit statuses."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from annotator import language, resources
from annotator.cli import main
from annotator.cli.program import program
from annotator.formats import all_formats
from annotator.workspace import Workspace

pytestmark = pytest.mark.usefixtures("english")

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLE = {
    "id": "d1",
    "title": "عودة",
    "text": "وقال لسليم: سنعود.",
    "sets": [
        {
            "owner": "annotator",
            "annotator": "Salma",
            "state": "finished",
            "spans": [
                {"id": "k", "label": "CUE", "start": 1, "end": 4},
                {"id": "p", "label": "PERS", "start": 6, "end": 10, "attributes": {}},
                {"id": "c", "label": "CLAIM", "start": 12, "end": 17},
            ],
            "relations": [{"id": "r", "type": "cue", "source": "k", "target": "c"}],
        }
    ],
}


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a project with one article, read by Salma."""
    path, article = tmp_path / "p.db", tmp_path / "a.jsonl"
    article.write_text(json.dumps(ARTICLE, ensure_ascii=False), encoding="utf-8")
    assert main(["new", str(path), "--title", "خبر"]) == 0
    assert main(["import", str(path), str(article)]) == 0
    capsys.readouterr()
    return path


def hashiya(*arguments: object, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    code = "import sys; from annotator.cli import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HASHIYA_LANGUAGE": "en", **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment,
        capture_output=True,
        check=False,
        **more,
    )


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def complaint(capsys: pytest.CaptureFixture[str], status: int, *arguments: object) -> str:
    """Return the one line that a failed command says, and check that it says nothing else."""
    assert main([str(argument) for argument in arguments]) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("hashiya: ")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    return said.err


def test_the_gold_article_goes_in_and_out_and_in_and_out_byte_for_byte(
    shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: list[Path] = []
    source = shared_data / "gold.jsonl"
    for name in ("1", "2"):
        project, files = tmp_path / f"{name}.db", [*files, tmp_path / f"{name}.jsonl"]
        answer(capsys, "new", project)
        came = answer(capsys, "import", project, source)
        assert (came["documents"], came["spans"], came["relations"]) == (1, 118, 74)
        went = answer(capsys, "export", project, files[-1], "--format", "hashiya-jsonl", "--strict")
        assert went["exact"] == {"spans": 118, "relations": 74}
        source = files[-1]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert answer(capsys, "check", tmp_path / "2.db") == {"ok": True, "problems": []}


def test_a_new_project_is_named_after_its_file_and_never_takes_anothers_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, "new", tmp_path / "news.db")["title"] == "news"
    assert "news.db" in complaint(capsys, 1, "new", tmp_path / "news.db")


def test_a_new_project_may_have_its_own_scheme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = json.loads(resources.path("default_scheme.json").read_text(encoding="utf-8"))
    own["name"] = "ours"
    (tmp_path / "s.json").write_text(json.dumps(own), encoding="utf-8")
    answer(capsys, "new", tmp_path / "p.db", "--scheme", tmp_path / "s.json")
    with Workspace.open(tmp_path / "p.db") as workspace:
        assert workspace.scheme.name == "ours"
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    assert "bad.json" in complaint(capsys, 1, "new", tmp_path / "q.db", "--scheme", tmp_path / "bad.json")
    assert not (tmp_path / "q.db").exists()


def test_documents_are_listed_with_their_numbers(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (listed,) = answer(capsys, "documents", project)
    assert listed["sets"][0]["annotator"] == "Salma"
    del listed["sets"]
    assert listed == {
        "title": "عودة",
        "id": "d1",
        "state": "finished",
        "characters": 18,
        "spans": 3,
        "relations": 1,
        "problems": {"answers": 1},
        "given_to": [],
        "metadata": {},
    }
    assert main(["documents", str(project)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[1].split()[:6] == ["finished", "18", "3", "1", "1", "d1"]


def test_a_document_is_shown_by_its_id_or_its_title(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("d1", "عودة"):
        assert main(["show", str(project), name]) == 0
        shown = capsys.readouterr().out
        assert "و[قال|CUE] ل[سليم|PERS]: [سنعود|CLAIM]." in shown
        assert "cue  k → c" in shown
    assert answer(capsys, "show", project, "d1")["set"]["spans"][1]["text"] == "سليم"
    assert "غائب" in complaint(capsys, 1, "show", project, "غائب")


def test_visual_is_for_terminals_that_cannot_do_arabic(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(project), "d1", "--visual"]) == 0
    shown = capsys.readouterr().out
    assert "ﻢﻴﻠﺳ" in shown
    assert "سليم" not in shown
    assert "\x1b" not in shown


def test_the_token_policy_decides_what_comes_of_a_word_with_a_clitic(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tags = {}
    for policy in ("expand", "clitic", "split", "reject"):
        target = tmp_path / f"{policy}.conll"
        answer(capsys, "export", project, target, "--format", "conll", "--tokens", policy)
        rows = [line.split() for line in target.read_text(encoding="utf-8").splitlines()]
        tags[policy] = [(row[0], row[3]) for row in rows if row and "سليم" in row[0]]
    assert tags == {
        "expand": [("لسليم", "B-PERS")],
        "clitic": [("سليم", "B-PERS")],
        "split": [("سليم", "B-PERS")],
        "reject": [("لسليم", "O")],
    }


def test_the_report_names_what_was_widened_and_what_was_left_out(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.json"
    target = tmp_path / "o.conll"
    assert main(["export", str(project), str(target), "--format", "conll", "--report", str(report)]) == 0
    said = capsys.readouterr().out
    assert "widened: span PERS p 6–10 → 5–10" in said
    entries = json.loads(report.read_text(encoding="utf-8"))["entries"]
    kinds = {(e["element"], e["id"]): e["kind"] for e in entries}
    assert kinds["span", "p"] == "widened"
    assert {key for key, kind in kinds.items() if kind == "left out"} == {
        ("span", "k"),
        ("span", "c"),
        ("relation", "r"),
    }


def test_strict_refuses_any_loss_and_writes_the_report_but_not_the_target(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, report = tmp_path / "o.conll", tmp_path / "r.txt"
    options = ("--format", "conll", "--layers", "entities", "--strict", "--report", report)
    assert "سليم" in complaint(capsys, 1, "export", project, target, *options)
    assert not target.exists()
    assert "PERS p" in report.read_text(encoding="utf-8")
    assert (
        main(["export", str(project), str(target), *map(str, options), "--force", "--tokens", "split"]) == 0
    )
    assert target.exists()


def test_what_is_there_is_not_overwritten_without_force(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "o.jsonl"
    target.write_text("mine", encoding="utf-8")
    assert "--force" in complaint(capsys, 1, "export", project, target, "--format", "hashiya-jsonl")
    assert target.read_text(encoding="utf-8") == "mine"
    answer(capsys, "export", project, target, "--format", "hashiya-jsonl", "--force")
    assert "سليم" in target.read_text(encoding="utf-8")


def test_layers_are_parted_by_commas(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "o.conll"
    options = ("--format", "conll", "--layers", "claims,sources", "--tokens", "split")
    assert answer(capsys, "export", project, target, *options)["exact"]["spans"] == 2


def test_single_labels_and_states_are_chosen(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "o.jsonl"
    options = ("--format", "hashiya-jsonl", "--force")
    every = answer(capsys, "export", project, target, *options)
    few = answer(capsys, "export", project, target, *options, "--labels", "SOURCE,CUE")
    assert 0 < few["exact"]["spans"] < every["exact"]["spans"]
    (document,) = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert {span["label"] for span in document["sets"][0]["spans"]} <= {"SOURCE", "CUE"}
    assert (few["losses"], few["asked"]) == (0, len(few["entries"]))
    assert all("--labels" in entry["reason"] for entry in few["entries"])
    assert "NOPE" in complaint(capsys, 1, "export", project, target, *options, "--labels", "NOPE")
    state = document["sets"][0]["state"]
    other = "ignored" if state == "finished" else "finished"
    for wanted, spans in ((state, every["exact"]["spans"]), (other, 0)):
        assert (
            answer(capsys, "export", project, target, *options, "--state", wanted)["exact"]["spans"] == spans
        )


def test_readings_are_chosen_by_name(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.jsonl"
    came = answer(capsys, "import", project, article, "--annotator", "Huda")
    assert (came["known"], came["sets"]) == (1, 1)
    target = tmp_path / "o.conll"
    assert "--annotator" in complaint(capsys, 1, "export", project, target, "--format", "conll")
    answer(capsys, "export", project, target, "--format", "conll", "--annotator", "Huda")
    assert "Huda, Salma" in complaint(
        capsys, 1, "export", project, "-", "--format", "conll", "--annotator", "Nobody"
    )
    everything = answer(capsys, "export", project, tmp_path / "o.jsonl", "--format", "hashiya-jsonl", "--all")
    assert everything["exact"]["spans"] == 6


def test_skip_bad_brings_in_the_rest_and_says_what_not(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(
        '{"text":"نعم"}\n{"text":"لا","spans":[{"label":"PERS","start":0,"end":9}]}\n', encoding="utf-8"
    )
    assert "bad.jsonl, line 2" in complaint(capsys, 1, "import", project, bad)
    assert len(answer(capsys, "documents", project)) == 1
    assert main(["import", str(project), str(bad), "--skip-bad"]) == 0
    said = capsys.readouterr()
    assert "line 2" in said.err
    assert "1 new document" in said.out


def test_formats_are_listed_with_what_they_hold(capsys: pytest.CaptureFixture[str]) -> None:
    found = {one["name"]: (one["in"], one["out"]) for one in answer(capsys, "formats")}
    assert found == {one.name: (one.can_read, one.can_write) for one in all_formats()}
    assert found["hashiya-jsonl"] == found["conll"] == (True, True)
    assert (found["gliner"], found["text"]) == ((False, True), (True, False))


def test_demo_does_the_whole_job_and_again_without_harm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = answer(capsys, "demo", tmp_path / "demo")
    assert first["documents"] >= 6
    assert first["spans"] > 0
    files = [Path(export["file"]) for export in first["exports"]]
    assert [path.name for path in files[:5]] == [
        "hashiya-jsonl.jsonl",
        "conll-expand.conll",
        "conll-clitic.conll",
        "conll-split.conll",
        "conll-reject.conll",
    ]
    written = {one.name for one in all_formats() if one.can_write and one.is_installed}
    assert {export["format"] for export in first["exports"]} == written
    plain = [path for path in files if path.is_file()]
    before = [path.read_bytes() for path in plain]
    assert answer(capsys, "demo", tmp_path / "demo") == first
    assert [path.read_bytes() for path in plain] == before


def test_a_folder_goes_out_and_comes_in_again(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.brat"
    report = answer(capsys, "export", project, target, "--format", "brat")
    assert (target / "annotation.conf").is_file()
    complaint(capsys, 1, "export", project, target, "--format", "brat")
    answer(capsys, "export", project, target, "--format", "brat", "--force")
    again = tmp_path / "again.hashiya"
    answer(capsys, "new", again)
    found = answer(capsys, "import", again, target)
    assert found["spans"] == report["exact"]["spans"]
    complaint(capsys, 1, "export", project, "-", "--format", "brat")


def test_labels_are_renamed_on_the_way_out_and_in(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.jsonl"
    report = answer(capsys, "export", project, target, "--format", "doccano", "--map", "PARC")
    assert "renamed" in {entry["kind"] for entry in report["entries"]}
    assert '"content"' in target.read_text(encoding="utf-8")
    again = tmp_path / "again.hashiya"
    answer(capsys, "new", again)
    complaint(capsys, 1, "import", again, target)
    labels = tmp_path / "map.json"
    labels.write_text('{"content": "CLAIM", "source": "SOURCE", "cue": "CUE"}', encoding="utf-8")
    found = answer(capsys, "import", again, target, "--map", labels)
    assert found["spans"] == report["exact"]["spans"]


def test_demo_leaves_a_strangers_file_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hashiya-jsonl.jsonl").write_text("mine", encoding="utf-8")
    complaint(capsys, 1, "demo", tmp_path)
    assert (tmp_path / "hashiya-jsonl.jsonl").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["nonsense"], "nonsense"),
        (["export", "p.db", "o"], "--format is missing"),
        (["export", "p.db", "o", "--format", "conll", "--tokens", "x"], "expand, clitic, split, reject"),
        (["export", "p.db", "o", "--format", "conll", "--gold", "--all"], "only one"),
        (["export", "p.db", "-", "--format", "conll", "--json"], "--json"),
        (["import", "p.db"], "FILE"),
        (["documents", "p.db", "--colour"], "--colour"),
        (["documents", "p.db", "q.db"], "q.db"),
        (["import", "p.db", "f", "--format"], "--format"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line_with_status_2(
    arguments: list[str], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = complaint(capsys, 2, *arguments)
    assert part in said
    assert "--help" in said


@pytest.mark.parametrize("arguments", [["documents"], ["check"], ["show"], ["import"], ["export"]])
def test_a_project_that_is_not_there_is_status_1(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = {"show": ["d"], "import": ["f.jsonl"], "export": ["-", "--format", "conll"]}
    said = complaint(capsys, 1, *arguments, tmp_path / "no.db", *more.get(arguments[0], []))
    assert "no.db" in said


def test_without_a_command_the_help_is_shown_and_the_status_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "documents" in said.err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert re.fullmatch(r"hashiya \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_a_fault_of_the_program_is_one_line_and_a_file_with_the_trace(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Workspace) -> None:
        message = "boom"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(Workspace, "documents", broken)
    said = complaint(capsys, 1, "documents", project)
    trace = Path(said.split("the file ")[1].rstrip().rstrip("."))
    assert "ZeroDivisionError: boom" in trace.read_text(encoding="utf-8")
    trace.unlink()


def test_ctrl_c_is_status_130_and_changes_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "import_files", stopped)
    assert main(["import", str(project), str(tmp_path / "a.jsonl")]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_real_interrupt_stops_a_real_import(project: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = "import sys; from annotator.cli import main; sys.exit(main())"
    arguments = ["import", str(project), str(pipe), "--format", "hashiya-jsonl"]
    with (
        subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
        pipe.open("wb"),
    ):  # waits until the other side is reading
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert err.decode().strip() == "hashiya: Stopped. Nothing has been changed."


def test_help_and_refusals_are_in_arabic_when_arabic_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "ar", "--help"]) == 0
    shown = capsys.readouterr().out
    assert "الأوامر" in shown
    assert "Options" not in shown
    assert "Usage" not in shown
    assert main(["documents", "no.db", "--language=ar"]) == 1
    assert re.search("[\u0621-\u064a]{4}", capsys.readouterr().err)
    assert main(["nonsense", "--language", "ar"]) == 2
    assert "لا يوجد أمر" in capsys.readouterr().err


def test_every_word_of_the_help_is_translated() -> None:
    """Click's own English would show where a text of ours is missing."""
    language.use("ar")
    context = click.Context(program(), info_name="hashiya")
    for command in program().commands.values():
        shown = command.get_help(click.Context(command, parent=context, info_name=command.name))
        for words in ("Show this message", "Options:", "Usage:", "required"):
            assert words not in shown
        assert re.search("[\u0621-\u064a]{4}", shown)


def test_data_and_talk_go_their_own_ways(project: Path) -> None:
    done = hashiya("export", project, "-", "--format", "conll", "--tokens", "split")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("-DOCSTART- tokens=split")
    assert b"span exact" in done.stderr
    quiet = hashiya("export", project, "-", "--format", "conll", "--tokens", "split", "--quiet")
    assert (quiet.stdout, quiet.stderr) == (done.stdout, b"")


def test_a_dash_is_the_standard_input(project: Path) -> None:
    done = hashiya("import", project, "-", "--json", input=json.dumps({"text": "نعم"}).encode())
    assert json.loads(done.stdout)["documents"] == 1
    text = hashiya("import", project, "-", "--format", "text", "--json", input="لا".encode())
    assert json.loads(text.stdout)["documents"] == 1


def test_arabic_goes_out_as_utf8_whatever_the_locale(project: Path) -> None:
    odd = {"LC_ALL": "en_US.ISO-8859-1", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = hashiya("documents", project, env=odd)
    assert "عودة" in done.stdout.decode()


def test_a_reader_that_leaves_early_gets_no_complaint(project: Path) -> None:
    code = (
        "import os, sys; from annotator.cli import main; "
        "read, write = os.pipe(); os.dup2(write, 1); os.close(write); os.close(read); sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "show", str(project), "d1"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode == 1


def test_no_colour_is_written_where_it_is_not_wanted(project: Path) -> None:
    assert b"\x1b" not in hashiya("show", project, "d1").stdout


def test_the_page_of_the_command_line_names_every_command_and_option() -> None:
    language.use("en")
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## `hashiya (\w+)(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    general = page.split("\n## ")[0]
    missing = []
    for name, command in program().commands.items():
        for parameter in command.params:
            shown = parameter.opts[0] if isinstance(parameter, click.Option) else parameter.metavar or ""
            if shown not in sections.get(name, "") and shown not in general:
                missing.append(f"{name} {shown}")
    assert missing == []
    assert set(sections) == set(program().commands)
