"""Archives are read member by member, and none gets out of its box."""

from __future__ import annotations

import tempfile
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import AnnotatorError, InputError
from annotator.formats import ImportOptions
from annotator.formats.archives import opened_archive
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from annotator.workspace.surveying import FileChoice, survey_file
from tests.formats.damage import KINDS, SCHEME, seed, struck

WORDS = "قال سليم: سنعود إلى المدينة غدا."


def archive(path: Path, members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Make an archive."""
    with zipfile.ZipFile(path, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def read(path: Path, options: ImportOptions | None = None) -> dict[str, str]:
    """Return the titles and texts of what is in an archive."""
    found = formats.recognise(path).read(path, options or ImportOptions(scheme=SCHEME))
    return {one.document.title: one.document.text for one in found}


def refusal(path: Path) -> InputError:
    with pytest.raises(InputError) as refused:
        read(path)
    assert path.name in str(refused.value)
    return refused.value


def test_each_file_comes_in_as_if_it_had_come_by_itself(tmp_path: Path) -> None:
    master = seed("hashiya-jsonl").files[0][1]
    members: dict[str, str | bytes] = {
        "أخبار/خبر أول.txt": WORDS,
        "أخبار/قديم/خبر أول.TXT": WORDS + "٢",
        "page.html": "<html><title>صفحة</title><p>نعم",
        "b/أ: ب?.txt": WORDS + "٣",
        "c.jsonl": master,
        "empty/": "",
    }
    path = archive(tmp_path / "a.zip", members)
    options = ImportOptions(scheme=SCHEME, places=[])
    found = list(formats.get("zip").read(path, options))
    assert sorted(one.document.title for one in found if not one.sets) == [
        "أ ب",
        "خبر أول",
        "خبر أول",
        "صفحة",
    ]
    assert sum(len(one.sets) for one in found) == 3
    assert options.places is not None
    assert ("a.zip: c.jsonl", 2) in options.places
    assert options.warnings == []


@pytest.mark.parametrize("name", ["brat", "csv", "huggingface", "label-studio", "hashiya-jsonl", "uima-xmi"])
@pytest.mark.parametrize("above", ["", "out/", "a/b/"])
def test_an_export_comes_back_from_its_archive_whole(name: str, above: str, tmp_path: Path) -> None:
    if not formats.get(name).is_installed:
        pytest.skip(f"{name} needs the extra {formats.get(name).extra}")
    source = seed(name)
    path = archive(tmp_path / "out.zip", {above + member: data for member, data in source.files})
    plain = formats.get(name).read(
        source.written(tmp_path, number=-1, data=b""), ImportOptions(scheme=SCHEME)
    )
    expected = {one.document.text: one for one in plain}
    found = {one.document.text: one for one in formats.get("zip").read(path, ImportOptions(scheme=SCHEME))}
    assert found.keys() == expected.keys()
    for text, one in found.items():
        spans = [s for reading in one.sets for s in reading.spans.values()]
        assert [(s.label, s.span) for s in spans] == [
            (s.label, s.span) for reading in expected[text].sets for s in reading.spans.values()
        ]
        assert (one.document.id, one.document.title) == (
            expected[text].document.id,
            expected[text].document.title,
        )


def test_a_fault_names_the_archive_and_the_file_in_it(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "a.txt": WORDS,
        "x/b.jsonl": "{}",
        "c.txt": "أ\u202eب",
        "d.png": b"",
        "e.zip": b"PK",
    }
    path = archive(tmp_path / "a.zip", members)
    assert "b.jsonl, line 1" in str(refusal(path))
    options = ImportOptions(scheme=SCHEME, problems=[])
    assert set(read(path, options)) == {"a", "c"}
    assert [str(one)[:24] for one in options.problems or ()] == ["a.zip: b.jsonl, line 1: "]
    assert [str(one)[:20] for one in options.warnings] == ["a.zip: 2 files in it", "a.zip: c.txt: the te"]


def test_a_name_in_utf_8_is_read_though_the_archive_does_not_say_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"خبر.txt": WORDS})
    path.write_bytes(path.read_bytes().replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00"))
    with zipfile.ZipFile(path) as file:
        assert "خ" not in file.namelist()[0]
    assert read(path) == {"خبر": WORDS}


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "/a.txt", "..\\a.txt", "C:\\a.txt", "c:a.txt", "a/../../b.txt", "a/..", "//host/a.txt"],
)
def test_a_path_that_leads_out_is_refused_with_all_the_rest(name: str, tmp_path: Path) -> None:
    assert refusal(archive(tmp_path / "a.zip", {"good.txt": WORDS, name: WORDS})).code == "E_PATH"


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr(link, "/etc/hostname")
    assert refusal(tmp_path / "a.zip").code == "E_PATH"


@pytest.mark.parametrize("name", ["./a.txt", "x\\a.txt", "x//a.txt", "12:30/a.txt", "x/./a.txt", "a.b..txt"])
def test_odd_names_that_stay_inside_are_read(name: str, tmp_path: Path) -> None:
    assert list(read(archive(tmp_path / "a.zip", {name: WORDS})).values()) == [WORDS]


@pytest.mark.parametrize(
    "name",
    [
        "CON.txt",
        "nul.tar.txt",
        "lpt1.txt",
        "a. .txt",
        "x" * 240 + ".txt",
        "a\u202e.txt",
        "\x1b[31m.txt",
        "   .txt",
    ],
)
def test_no_name_of_a_member_becomes_a_name_on_the_disk(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    path = archive(tmp_path / "a.zip", {name: WORDS, "b.txt": WORDS + "٢"})
    reader = formats.get("zip").read(path, ImportOptions())
    next(reader)
    made = [file for file in (tmp_path / "t").rglob("*.txt") if file.is_file()]
    assert len(made) == 2
    assert all(len(file.name) <= 64 and file.name.isprintable() for file in made)
    devices = {"CON", "NUL", "LPT1"}
    assert all(
        file.name.split(".")[0].upper() not in devices and file.stem == file.stem.strip(" .") for file in made
    )
    assert len(list(reader)) == 1
    assert list((tmp_path / "t").iterdir()) == []


def test_names_that_a_disk_takes_for_one_stay_apart(tmp_path: Path) -> None:
    members = {"a.txt": "1", "A.txt": "2", "é.txt": "3", "e\u0301.txt": "4", "a?.txt": "5", "x/a.txt": "6"}
    found = list(formats.get("zip").read(archive(tmp_path / "a.zip", members), ImportOptions()))
    assert sorted(one.document.text for one in found) == list("123456")


def test_a_bomb_is_stopped_by_what_it_inflates_to_not_by_what_it_says(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": b"\n" * (3 << 20)})
    assert refusal(path).code == "E_TOO_BIG"
    data = path.read_bytes().replace((3 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    assert refusal(path).code == "E_TOO_BIG"


def test_a_file_that_declares_another_size_is_refused(tmp_path: Path) -> None:
    data = archive(tmp_path / "a.zip", {"a.txt": "x" * 1234}).read_bytes()
    for size in (10, 1233, 1235, 1 << 30):
        (tmp_path / "a.zip").write_bytes(
            data.replace((1234).to_bytes(4, "little"), size.to_bytes(4, "little"))
        )
        assert refusal(tmp_path / "a.zip").code == "E_FORMAT"


def test_all_members_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.archives._MOST_IN_ALL", 1000)
    assert refusal(archive(tmp_path / "a.zip", {f"{n}.txt": WORDS * 5 for n in range(5)})).code == "E_TOO_BIG"


def test_a_directory_of_millions_is_not_even_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.formats.archives._MOST_AT_ONCE", 50_000)
    path = archive(tmp_path / "a.zip", {f"{n}.txt": "" for n in range(1000)})
    made: list[object] = []
    monkeypatch.setattr(zipfile, "ZipInfo", made.append)
    assert refusal(path).code == "E_TOO_BIG"
    assert made == []


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int, tmp_path: Path) -> None:
    assert refusal(archive(tmp_path / "a.zip", {"a.txt": WORDS}, method)).code == "E_FORMAT"


def test_an_archive_with_a_password_says_so(tmp_path: Path) -> None:
    data = bytearray(archive(tmp_path / "a.zip", {"a.txt": "x"}).read_bytes())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    error = refusal(tmp_path / "a.zip")
    assert error.code == "E_FORMAT"
    assert "password" in str(error)


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    for second in ("x/a.txt", "x\\a.txt", "x//a.txt"):
        with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
            warnings.simplefilter("ignore", UserWarning)
            file.writestr("x/a.txt", WORDS)
            file.writestr(second, WORDS)
        assert refusal(tmp_path / "a.zip").code == "E_FORMAT"


@pytest.mark.parametrize(
    "members", [{"x/": b""}, {"a.png": b"x"}, {".hidden.txt": WORDS}, {"__MACOSX/a.txt": WORDS}]
)
def test_an_archive_without_anything_to_read_says_so(members: dict[str, bytes], tmp_path: Path) -> None:
    assert refusal(archive(tmp_path / "a.zip", members)).code == "E_FORMAT"


def test_folders_without_end_are_refused(tmp_path: Path) -> None:
    assert refusal(archive(tmp_path / "a.zip", {"a/" * 40 + "a.txt": WORDS})).code == "E_TOO_BIG"


@pytest.mark.parametrize(
    "members",
    [
        {"archive/data.pkl": b"\x80\2", "archive/version": b"3", "archive/data/0": b""},
        {"m/meta.json": b"{}", "m/config.cfg": b"", "m/vocab/strings.json": b"[]"},
        {"model.joblib": b"x", "weights.pt": b"x"},
    ],
)
def test_a_saved_model_in_an_archive_is_refused_as_one(members: dict[str, bytes], tmp_path: Path) -> None:
    for name in ("model.zip", "model.pt.zip", "pytorch_model.bin"):
        assert refusal(archive(tmp_path / name, members)).code == "E_UNSAFE"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("m.pkl", b"cposix\nsystem\n(S'x'\ntR.", "E_UNSAFE"),
        ("m.joblib", b"x\x9c", "E_UNSAFE"),
        ("m.txt", b"\x80\4\x95.", "E_UNSAFE"),
        ("m.jsonl", b"\x80\2.", "E_UNSAFE"),
        ("m.pt", b"PK\3\4", "E_UNSAFE"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "E_FORMAT"),
        ("a.txt", b"%PDF-1.7\n", "E_FORMAT"),
        ("a.rtf", b"{\\rtf1\\ansi", "E_FORMAT"),
        ("a.jsonl", b"\x1f\x8b\x08", "E_FORMAT"),
        ("a.db", b"SQLite format 3\0", "E_FORMAT"),
    ],
)
def test_what_is_never_read_is_known_by_what_it_is(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    error = refusal(tmp_path / name)
    assert error.code == code
    assert "can't be" in str(error) or "never" in str(error) or "Open it" in str(error)


def test_a_folder_that_is_a_saved_model_is_not_searched_for_texts(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    (folder / "vocab").mkdir(parents=True)
    for name in ("meta.json", "config.cfg", "vocab/strings.json", "notes.txt"):
        (folder / name).write_text("{}")
    with Workspace.create(tmp_path / "p.hashiya", title="t") as workspace:
        with pytest.raises(AnnotatorError) as refused:
            workspace.import_files([folder])
        assert refused.value.code == "E_UNSAFE"


def test_an_archive_that_nobody_reads_on_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    path = archive(tmp_path / "a.zip", {"a.txt": WORDS, "b.txt": WORDS})
    reader = formats.get("zip").read(path, ImportOptions())
    next(reader)
    reader.close()  # type: ignore[attr-defined] # a generator
    assert list((tmp_path / "t").iterdir()) == []


@pytest.mark.parametrize("name", ["docx", "zip"])
def test_broken_bytes_of_an_archive_are_read_or_refused_and_nothing_else(name: str, tmp_path: Path) -> None:
    sound = seed(name).written(tmp_path, number=-1, data=b"").read_bytes()
    path = tmp_path / f"broken.{name}"
    options = ImportOptions(scheme=default_scheme())
    blows = st.tuples(st.integers(0, KINDS - 1), st.integers(0, 65535), st.integers(0, 65535))

    @settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.lists(blows, min_size=1, max_size=3))
    def strike(some: list[tuple[int, int, int]]) -> None:
        path.write_bytes(struck(sound, some))
        try:
            for one in formats.get(name).read(path, options):
                one.document.text.encode()
        except InputError as error:
            str(error).encode()

    strike()


def test_a_member_is_read_by_its_name_only_as_far_as_is_allowed(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a": b"12345", "b/": b""})
    with opened_archive(path) as opened:
        assert opened.names == ("a",)
        assert opened.read("a", 5) == b"12345"
        with pytest.raises(InputError):
            opened.read("a", 4)


def test_a_person_is_asked_for_the_format_of_the_unknown_and_not_of_the_refused(tmp_path: Path) -> None:
    for name, data, is_refused in (("a.pkl", b"\x80\4", True), ("a.none", b"?", False), ("gone", None, True)):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        file = survey_file(FileChoice(path=tmp_path / name), scheme=SCHEME)
        assert (file.is_refused, file.wants_format) == (is_refused, not is_refused)
        assert len(file.problems) == 1
