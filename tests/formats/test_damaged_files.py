"""No file, however broken or hostile, gets more out of a reader than one plain error.

`HASHIYA_FUZZ=20000 pytest tests/formats/test_damaged_files.py` gives each reader that many files; the suite
gives it some hundreds. `python -m benchmarks.fuzz` lets coverage choose the files.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.errors import AnnotatorError, InputError
from annotator.formats import ImportOptions
from annotator.model import AnnotatedDocument
from annotator.workspace import ReadingChoices, Workspace
from tests.formats.damage import KINDS, SCHEME, Blow, bombs, readable, seed, struck

INPUTS = int(os.environ.get("HASHIYA_FUZZ", "60"))
HANG = timedelta(seconds=20)

BLOWS = st.lists(
    st.tuples(st.integers(0, KINDS - 1), st.integers(0, 65535), st.integers(0, 65535)), min_size=1, max_size=5
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def read(name: str, path: Path, *, skip_bad: bool = False, scheme: bool = True) -> list[AnnotatedDocument]:
    """Read a file; whatever is wrong with it must come as an error of ours, and what comes must be sound."""
    options = ImportOptions(scheme=SCHEME if scheme else None, problems=[] if skip_bad else None)
    try:
        found = list(formats.get(name).read(path, options))
    except InputError as error:
        str(error).encode()
        return []
    for annotated in found:
        assert_sound(annotated)
    for said in (*options.warnings, *(options.problems or ())):
        str(said).encode()
    return found


def assert_sound(annotated: AnnotatedDocument) -> None:
    """Check what every document that comes in has to be, whoever read it."""
    text = annotated.document.text
    text.encode()
    assert text.strip()
    assert not set(text) & {"\0", "\r", "\ufdd0"}
    for reading in annotated.sets:
        for span in reading.spans.values():
            assert 0 <= span.span.start <= span.span.end <= len(text)
            assert span.quote == text[span.span.start : span.span.end]
        assert {end for r in reading.relations.values() for end in (r.source, r.target)} <= set(reading.spans)


@pytest.mark.parametrize("name", readable())
def test_what_is_going_to_be_broken_is_sound(name: str, place: Path) -> None:
    source = seed(name)
    found = read(name, source.written(place / f"{name}-sound", number=-1, data=b""))
    assert found
    assert name in {"text", "html", "docx"} or all(annotated.sets[0].spans for annotated in found)


@pytest.mark.parametrize("name", readable())
def test_a_broken_file_is_read_or_refused_and_nothing_else(name: str, place: Path) -> None:
    source = seed(name)
    folder = place / name

    @settings(
        max_examples=INPUTS,
        deadline=HANG,
        database=None,
        derandomize=INPUTS < 1000,  # the suite is the same each day, a long run is not
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(BLOWS, st.integers(0, len(source.files) - 1), st.booleans(), st.booleans())
    def strike(blows: list[Blow], number: int, skip_bad: bool, scheme: bool) -> None:  # noqa: FBT001
        path = source.written(folder, number=number, data=struck(source.files[number][1], blows))
        read(name, path, skip_bad=skip_bad, scheme=scheme)

    strike()


@pytest.mark.parametrize("name", readable())
def test_random_bytes_are_read_or_refused_and_nothing_else(name: str, place: Path) -> None:
    path = place / f"random{formats.get(name).extensions[-1]}"

    @settings(
        max_examples=INPUTS // 3,
        deadline=HANG,
        database=None,
        derandomize=INPUTS < 1000,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
    def hand(data: bytes) -> None:
        path.write_bytes(data)
        path.with_suffix(".ann").write_bytes(data)
        read(name, path)
        try:
            formats.recognise(path)
        except InputError as error:
            str(error).encode()

    hand()


@pytest.mark.parametrize("name", readable())
def test_a_bomb_does_not_go_off(name: str, place: Path) -> None:
    source = seed(name)
    for bomb in bombs().values():
        for number in {0, len(source.files) - 1}:
            read(name, source.written(place / f"{name}-bomb", number=number, data=bomb))


def test_a_file_that_is_all_wrong_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_bytes(b"x\n" * 30_000)
    with pytest.raises(InputError, match=r"More than 1,?000 lines can't be used"):
        list(formats.get("hashiya-jsonl").read(path, ImportOptions()))
    skipping = ImportOptions(problems=[])
    with pytest.raises(InputError, match=r"More than 20,?000 lines can't be used"):
        list(formats.get("hashiya-jsonl").read(path, skipping))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "p.hashiya", title="t", reader="ليلى") as workspace:
        yield workspace


@pytest.mark.parametrize("name", readable())
def test_a_broken_file_comes_in_whole_or_not_at_all(name: str, workspace: Workspace, place: Path) -> None:
    """The project takes what the readers let through, and after a refusal it holds what it held."""
    source = seed(name)
    folder = place / f"{name}-imported"
    refused = came = 0
    for n in range(INPUTS // 6):
        shutil.rmtree(folder, ignore_errors=True)
        blows = [(n, 65535 * (n % 17) // 17, 7 * n), (n // 2 + 3, 65535 * (n % 13) // 13, 11 * n)]
        number = n % len(source.files)
        path = source.written(folder, number=number, data=struck(source.files[number][1], blows[: 1 + n % 2]))
        last_step = workspace.undo_name
        before = workspace.documents()
        try:
            workspace.import_files([path], ReadingChoices(format_name=name))
        except AnnotatorError:
            refused += 1
            assert workspace.documents() == before
            assert workspace.undo_name == last_step
            continue
        came += 1
    assert workspace.check() == []
    assert refused
