"""What stands behind numbers of agreement and beside them: whose, of what label, in which words and lines."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator import language
from annotator.agreement import Reason, Undefined, bootstrap
from annotator.agreement.relations import Ends
from annotator.progress import Progress
from annotator.statistics import Reader
from annotator.workspace.agreement import (
    AgreementReport,
    AgreementRequest,
    AnswerPick,
    Comparisons,
    Measure,
    Pick,
    RelationPick,
    Share,
    SpanPick,
    read_agreement,
    read_places,
)
from annotator.workspace.agreement.plain import plain_of, plain_places
from annotator.workspace.agreement.plots import label_plot
from annotator.workspace.agreement.steps import Steps
from annotator.workspace.agreement.tables import grids, notes
from tests.workspace.test_agreement import _project, _set, _span

_BRIDGE, _OASIS = _span("a", "FAC", "الجسر"), _span("b", "GPE", "الواحة")


@pytest.fixture(autouse=True)
def _in_english_with_few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    language.use("en")
    monkeypatch.setattr(bootstrap, "TIMES", 40)


def _report(path: Path, **asked: Any) -> AgreementReport:
    return read_agreement(path, AgreementRequest(**asked), Progress())


def _places(path: Path, pick: Pick) -> Comparisons:
    return read_places(path, AgreementRequest(), pick, Progress())


def _readers(path: Path) -> dict[str, Reader]:
    return {one.name: one for one in _report(path).readers}


def test_by_ranges_alone_a_label_is_met_by_any_of_its_layer(tmp_path: Path) -> None:
    as_place = _span("a", "LOC", "الجسر")
    path = _project(tmp_path, [_set("A", [_BRIDGE, _OASIS]), _set("B", [as_place])])
    behind = {
        share: _places(path, SpanPick(measure=Measure.SPAN, share=share, labels=frozenset({"FAC"}))).places
        for share in (Share.MATCHED, Share.LEFT, Share.RIGHT)
    }
    assert [one.quote for one in behind[Share.MATCHED]] == ["الجسر"]
    assert [one.quote for one in behind[Share.LEFT]] == ["الجسر", "الواحة"]
    assert [one.quote for one in behind[Share.RIGHT]] == ["الجسر"]


def test_behind_characters_of_a_label_stand_spans_of_that_label_only(tmp_path: Path) -> None:
    claim = _span("c", "CLAIM", "الجسر في الواحة مغلق")
    path = _project(tmp_path, [_set("A", [_BRIDGE, claim]), _set("B", [_BRIDGE, claim])])
    pick = SpanPick(measure=Measure.CHARACTERS, labels=frozenset({"FAC"}))
    (place,) = _places(path, pick).places
    assert (place.quote, place.count) == ("الجسر", 5)
    for side in (place.left, place.right):
        assert [one.label for one in side.spans] == ["FAC"]


def test_a_pair_that_is_asked_for_is_the_one_that_is_shown(tmp_path: Path) -> None:
    path = _project(tmp_path, [_set("A", [_BRIDGE]), _set("B", [_BRIDGE]), _set("C", [_OASIS])])
    reader = _readers(path)
    for pair, quotes in ((("A", "B"), []), (("B", "C"), ["الجسر", "الواحة"])):
        asked = (reader[pair[0]], reader[pair[1]])
        pick = SpanPick(measure=Measure.EXACT, share=Share.DIFFERENT, pair=asked)
        found = _places(path, pick).places
        assert [one.quote for one in found] == quotes
        assert {one.pair for one in found} <= {asked}


def test_who_has_spans_has_begun_whatever_the_state_says(tmp_path: Path) -> None:
    path = _project(tmp_path, [_set("A", [_BRIDGE]), _set("B", [_BRIDGE]) | {"state": "new"}])
    report = _report(path)
    assert (report.documents, report.unfinished) == (1, 1)
    assert report.overall[Measure.EXACT].value == 1.0


def test_programs_are_told_the_relation_and_the_answer_of_each_side(tmp_path: Path) -> None:
    source, claim = _span("s", "SOURCE", "سليم"), _span("c", "CLAIM", "الجسر في الواحة مغلق")
    says = {"id": "r", "type": "attribution", "source": "s", "target": "c"}
    sure, unsure = ({"attributes": {"certainty": one}} for one in ("certain", "possible"))
    path = _project(
        tmp_path, [_set("A", [source, claim | sure], relations=[says]), _set("B", [source, claim | unsure])]
    )
    (link,) = plain_places(_places(path, RelationPick(ends=Ends.EXACT)))["places"]
    assert link["left"]["relation"]["type"] == "attribution"
    assert "relation" not in link["right"]
    answers = AnswerPick(label="CLAIM", attribute="certainty", share=Share.DIFFERENT)
    (answered,) = plain_places(_places(path, answers))["places"]
    assert (answered["left"]["answer"], answered["right"]["answer"]) == ("certain", "possible")
    report = _report(path)
    assert [one["type"] for one in plain_of(report)["relations"]] == [None, "attribution"]
    (asked,) = (one for one in grids(report) if str(one.title) == "Answers")
    assert [str(row[0]) for row in asked.rows] == ["Claim · Certainty"]


def test_what_has_to_be_known_to_read_the_figures_is_said(tmp_path: Path) -> None:
    path = _project(
        tmp_path,
        [_set("A", [_BRIDGE]), _set("B", [_BRIDGE]) | {"state": "in_progress"}, _set("C", [_OASIS])],
        [_set("A", [_BRIDGE]), _set("B", [_BRIDGE]), _set("C", [_BRIDGE])],
    )
    said = [str(one) for one in notes(_report(path))]
    assert "1 reading that is compared is not finished yet." in said
    assert "Figures of two readers are the means of all pairs." in said
    reader = _readers(path)
    said = [str(one) for one in notes(_report(path, pair=(reader["A"], reader["C"])))]
    assert not any("not finished" in one or "means" in one for one in said)


def test_the_plot_of_labels_shows_intervals_and_a_dash_for_what_is_undefined(tmp_path: Path) -> None:
    documents = [
        [_set("A", [_BRIDGE, _OASIS]), _set("B", [_BRIDGE] if n % 2 else [_BRIDGE, _OASIS])] for n in range(4)
    ]
    report = _report(_project(tmp_path, *documents))
    figures = {one.code: one.figures[Measure.EXACT] for one in report.labels}
    assert figures["GPE"].interval is not None
    plot = label_plot(report, "en")
    reaches = re.findall(r'<line x1="([\d.]+)" x2="([\d.]+)"[^>]* class="reach [a-z]+"/>', plot)
    assert len(reaches) == 3 * sum(one.interval is not None for one in figures.values())
    assert any(float(left) < float(right) for left, right in reaches)
    assert "–" not in plot
    nothing = _project_of_nobody_s_label(tmp_path)
    assert isinstance(nothing.labels[0].figures[Measure.EXACT].value, Undefined)
    assert "–" in label_plot(nothing, "en")


def _project_of_nobody_s_label(folder: Path) -> AgreementReport:
    """Return a report in which a label has a line and no figure."""
    (folder / "n").mkdir()
    report = _report(_project(folder / "n", [_set("A", [_BRIDGE]), _set("B", [_BRIDGE])]))
    (line,) = report.labels
    figure = replace(line.figures[Measure.EXACT], value=Undefined(Reason.NOTHING))
    return replace(report, labels=(replace(line, figures={**line.figures, Measure.EXACT: figure}),))


class _Watch(Progress):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[int, int | None]] = []

    def report(self, done: int, total: int | None) -> None:
        self.told.append((done, total))


def test_a_third_of_the_way_is_reading_and_the_rest_is_counting() -> None:
    watch = _Watch()
    steps = Steps(watch)
    steps.expect(200)
    for _ in range(200):
        steps.document()
    assert watch.told[-1] == (192, 600), "documents are told of by sixty-fours"
    steps.plan(4)
    assert watch.told[-1] == (200, 600)
    for _ in range(4):
        steps.task()
    assert watch.told[-1] == (600, 600)
    steps.task()
    assert watch.told[-1] == (600, 600), "never past the end"
    assert [done for done, _ in watch.told] == sorted(done for done, _ in watch.told)


def test_documents_are_listed_by_how_little_their_readers_agree(tmp_path: Path) -> None:
    path = _project(
        tmp_path,
        [_set("A", []), _set("B", [])],
        [_set("A", [_BRIDGE]), _set("B", [_BRIDGE])],
        [_set("A", [_BRIDGE]), _set("B", [_OASIS])],
    )
    report = _report(path)
    (listed,) = (one for one in grids(report) if str(one.title) == "Documents with the least agreement")
    assert [str(row[0])[-2] for row in listed.rows] == ["3", "2", "1"], "the undefined come last"
    (labels,) = (one for one in grids(report) if str(one.title) == "By label")
    first, *others = (str(cell) for cell in labels.rows[0][2:])
    assert len(re.findall(r"\d\.\d\d", first)) == 3, "a figure with the ends of its interval"
    assert all(len(re.findall(r"\d\.\d\d", one)) <= 1 for one in others)


def test_a_plot_runs_as_its_language_does(tmp_path: Path) -> None:
    report = _report(_project(tmp_path, [_set("A", [_BRIDGE]), _set("B", [_BRIDGE])]))
    for code, direction in (("en", "ltr"), ("ar", "rtl")):
        assert set(re.findall(r'direction="([a-z]+)"', label_plot(report, code))) == {direction}
