"""The law of every format that is read and written: what comes back is what went out, minus the report."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import formats
from annotator.formats import TokenPolicy
from annotator.model import AnnotatedDocument
from tests.formats.every_format import assert_nothing_silent, documents, export, gold, read

BOTH = [known.name for known in formats.all_formats() if known.can_read and known.can_write]
SEVERAL = [name for name in BOTH if formats.get(name).capabilities.several_sets]
WRITTEN = [known.name for known in formats.all_formats() if known.can_write]


def installed(name: str) -> formats.Format:
    known = formats.get(name)
    if not known.is_installed:
        pytest.skip(f"{name} needs the extra {known.extra}: pip install hashiya[{known.extra}]")
    return known


@pytest.mark.parametrize("name", BOTH)
@given(first=documents(0), second=documents(1), policy=st.sampled_from(list(TokenPolicy)))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_is_lost_in_silence(
    name: str, first: AnnotatedDocument, second: AnnotatedDocument, policy: TokenPolicy
) -> None:
    known = installed(name)
    layers = ("entities", "claims", "sources") if name.startswith("conll-") or name == "conll" else None
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"out{known.extensions[0]}"
        report = export(name, [first, second], target, tokens=policy.value, layers=layers)
        back = read(name, target)
    assert_nothing_silent(known, [first, second], back, report)


@pytest.mark.parametrize("name", SEVERAL)
@given(document=documents(readings=2))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_no_reading_of_several_is_lost_in_silence(name: str, document: AnnotatedDocument) -> None:
    known = installed(name)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"out{known.extensions[0]}"
        report = export(name, [document], target)
        back = read(name, target)
    assert_nothing_silent(known, [document], back, report)


@pytest.mark.parametrize("name", BOTH)
def test_the_gold_article_comes_back_or_is_named(name: str, shared_data: Path, tmp_path: Path) -> None:
    known = installed(name)
    article = gold(shared_data)
    target = tmp_path / f"out{known.extensions[0]}"
    report = export(name, [article], target)
    back = read(name, target)
    assert_nothing_silent(known, [article], back, report)
    spans = sum(1 for entry in report.entries if entry.element is formats.Element.SPAN)
    assert report.spans + spans == 118
    relations = sum(1 for entry in report.entries if entry.element is formats.Element.RELATION)
    assert report.relations + relations == 74


@pytest.mark.parametrize("name", BOTH)
def test_its_own_files_are_recognised(name: str, shared_data: Path, tmp_path: Path) -> None:
    known = installed(name)
    target = tmp_path / f"out{known.extensions[0]}"
    export(name, [gold(shared_data)], target)
    assert formats.recognise(target).name == name


@pytest.mark.parametrize("name", WRITTEN)
def test_an_export_of_nothing_is_a_whole_target(name: str, tmp_path: Path) -> None:
    known = installed(name)
    target = tmp_path / f"out{known.extensions[0]}"
    report = export(name, [], target)
    assert target.exists()
    assert (report.documents, list(report.entries)) == (0, [])
