"""Other packages add formats by an entry point, and the page that says how is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotator import formats
from annotator.errors import InputError
from annotator.formats import registry
from tests.formats.every_format import annotated, export, read, triples

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Return the module that docs/formats/your-own.md shows, importable as `my_lines`."""
    page = (ROOT / "docs" / "formats" / "your-own.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    made = ModuleType("my_lines")
    exec(compile(code, "your-own.md", "exec"), made.__dict__)  # noqa: S102 - our own page
    monkeypatch.setitem(__import__("sys").modules, "my_lines", made)
    registry.all_formats.cache_clear()
    yield made
    registry.all_formats.cache_clear()


def offer(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    def entry_points(*, group: str) -> list[EntryPoint]:
        assert group == "hashiya.formats"
        return [EntryPoint(name="lines", value=value, group=group)]

    monkeypatch.setattr(registry, "entry_points", entry_points)


def test_the_format_of_the_page_is_found_written_and_read(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    offer(monkeypatch, "my_lines:LINES")
    assert formats.all_formats()[-1] is module.LINES
    document = annotated("قال سليم", [("CUE", 0, 3), ("PERS", 4, 8)], attributes={"a": "b"})
    report = export("lines", [document], tmp_path / "a.lines")
    assert (report.spans, [entry.element.value for entry in report.losses]) == (
        2,
        ["attributes", "attributes"],
    )
    (back,) = read("lines", tmp_path / "a.lines")
    assert triples(back) == triples(document)
    assert formats.recognise(tmp_path / "a.lines").name == "lines"


@pytest.mark.parametrize("value", ["nowhere_at_all:X", "my_lines:NOTHING", "my_lines:NAME"])
@pytest.mark.usefixtures("module")
def test_what_is_no_format_is_named(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, value)
    with pytest.raises(InputError, match=value):
        formats.all_formats()


def test_a_name_that_is_taken_is_refused(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    object.__setattr__(module.LINES, "name", "conll")
    offer(monkeypatch, "my_lines:LINES")
    with pytest.raises(InputError, match="conll"):
        formats.all_formats()


def table_of_the_readme() -> dict[str, list[str]]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Formats", 1)[1].split("\n## ", 1)[0]
    rows: dict[str, list[str]] = {}
    for line in section.split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        for name in re.findall(r"`([^`]+)`", cells[0]):
            rows[name] = cells
    return rows


def test_the_table_of_the_readme_is_the_registry() -> None:
    def mark(can: Any) -> str:
        return "✓" if can else "–"

    rows = table_of_the_readme()
    known = {one.name: (mark(one.can_read), mark(one.can_write)) for one in formats.all_formats()}
    assert {name: (cells[1], cells[2]) for name, cells in rows.items()} == known


def test_every_format_has_a_page_that_opens_with_a_picture_and_names_it() -> None:
    for name, cells in table_of_the_readme().items():
        (page,) = re.findall(r"\]\((docs/formats/[a-z-]+\.md)\)", cells[-1])
        text = (ROOT / page).read_text(encoding="utf-8")
        title, empty, fence = text.split("\n")[:3]
        assert (title[:2], empty, fence) == ("# ", "", "```"), page
        assert f"`--format {name}`" in text, page
