"""A report may be longer than memory: its counts are exact, and each of its entries can still be had."""

from __future__ import annotations

import gc
import json
import tracemalloc

import pytest

from annotator.formats import Element, LossKind, LossReport, collecting, entries
from annotator.formats.entries import Entries
from annotator.formats.loss import Loss
from annotator.language import msg


def _loss(number: int, *, asked: bool = False, kind: LossKind = LossKind.LEFT_OUT) -> Loss:
    return Loss(
        document_id=f"d{number // 10}",
        document="خبر",
        reading="",
        element=Element.SPAN,
        kind=kind,
        id=f"s{number}",
        label="ORG",
        start=number,
        end=number + 1,
        text="نص",
        reason=msg(
            "it lies inside “{text}” ({label}), and one column holds one tag a token", text="ن", label="A"
        ),
        asked=asked,
    )


def _report(count: int) -> LossReport:
    report = LossReport(format="x", documents=1)
    for number in range(count):
        report.entries.append(_loss(number, asked=number % 4 == 0))
    return report


@pytest.fixture
def short_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "AT_HAND", 3_000)
    monkeypatch.setattr(entries, "_BATCH", 1_000)


@pytest.mark.usefixtures("short_memory")
def test_entries_on_the_disk_come_back_in_their_order() -> None:
    report = _report(9_500)
    assert [entry.start for entry in report.entries] == list(range(9_500))
    assert report.entries[8_123] == _loss(8_123)
    assert report.entries[-1].id == "s9499"
    assert (report.lost, report.asked, len(report.entries)) == (7_125, 2_375, 9_500)
    assert len(report.losses) == report.lost


@pytest.mark.usefixtures("short_memory")
def test_the_reports_of_parts_are_one_report() -> None:
    whole = LossReport(format="x")
    for part in (_report(4_200), _report(3), _report(5_100)):
        whole.add(part)
    wanted = [*range(4_200), *range(3), *range(5_100)]
    assert [entry.start for entry in whole.entries] == wanted
    assert len(whole.entries) == len(wanted)


@pytest.mark.usefixtures("short_memory")
def test_the_json_report_names_every_entry_and_a_short_one_the_losses_first() -> None:
    report = _report(6_000)
    said = json.loads(report.as_json())
    assert [entry["start"] for entry in said["entries"]] == list(range(6_000))
    assert (said["losses"], said["asked"]) == (4_500, 1_500)
    assert sum(count["count"] for count in said["counts"]) == 6_000
    brief = json.loads(report.as_json(limit=100))
    assert len(brief["entries"]) == 100
    assert not any(entry["asked"] for entry in brief["entries"])
    assert json.loads(LossReport(format="x").as_json())["entries"] == []


@pytest.mark.usefixtures("short_memory")
def test_a_report_ten_times_as_long_takes_no_more_memory() -> None:
    def kept(count: int) -> int:
        gc.collect()
        tracemalloc.start()
        report = _report(count)
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert len(report.entries) == count
        return size

    assert kept(40_000) < kept(4_000) * 1.5


def test_an_entry_equals_the_same_entry_elsewhere() -> None:
    assert Entries([_loss(1)]) == [_loss(1)]
    assert Entries([_loss(1)]) != [_loss(2)]
    assert Entries() == []
    with pytest.raises(IndexError):
        Entries([_loss(1)])[1]


def test_the_collector_is_as_before_when_the_last_stream_has_ended() -> None:
    before = gc.get_threshold()
    with collecting.seldom():
        with collecting.seldom():
            assert gc.get_threshold()[0] > before[0]
        seldom = gc.get_threshold()[0]
        assert seldom > before[0]
        with collecting.seldom(collecting.HARDLY_EVER), collecting.seldom():
            assert gc.get_threshold()[0] == collecting.HARDLY_EVER
        assert gc.get_threshold()[0] == seldom
    assert gc.get_threshold() == before
