"""Agreement from the file: the known answer, what is undefined, and the places behind each number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from annotator.agreement import F1, Reason, Undefined
from annotator.agreement.comparing import Cell
from annotator.agreement.relations import Ends
from annotator.errors import Cancelled, InputError
from annotator.model import Owner, State
from annotator.progress import Progress
from annotator.statistics import Reader
from annotator.workspace import Workspace
from annotator.workspace.agreement import (
    AgreementReport,
    AgreementRequest,
    AnswerPick,
    By,
    CategoryPick,
    CellPick,
    Measure,
    Pick,
    RelationPick,
    Share,
    SpanPick,
    read_agreement,
    read_places,
)

_TEXT = "قال سليم إن الجسر في الواحة مغلق."
_FIRST = frozenset({Measure.EXACT, Measure.OVERLAP, Measure.CHARACTERS, Measure.SPAN})
_MOST = _FIRST | {Measure.KAPPA, Measure.U}


def _span(span_id: str, label: str, words: str) -> dict[str, Any]:
    start = _TEXT.index(words)
    return {"id": span_id, "label": label, "start": start, "end": start + len(words)}


def _set(
    who: str | None, spans: list[dict[str, Any]], owner: str = "annotator", **more: Any
) -> dict[str, Any]:
    return {"owner": owner, "annotator": who, "state": "finished", "spans": spans, **more}


def _project(folder: Path, *documents: list[dict[str, Any]]) -> Path:
    """Return a project of documents with these sets, all of the same text."""
    file, path = folder / "a.jsonl", folder / "p.hashiya"
    lines = [
        {"id": f"d{n}", "title": f"خبر {n}", "text": _TEXT, "sets": sets}
        for n, sets in enumerate(documents, start=1)
    ]
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    with Workspace.create(path, title="جسر") as workspace:
        workspace.import_files([file])
    return path


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """Return a project with the real article and its two readings."""
    path = tmp_path_factory.mktemp("known") / "p.hashiya"
    with Workspace.create(path, title="مقال") as workspace:
        workspace.import_files([shared_data / "gold.jsonl", shared_data / "reader-2.jsonl"])
    return path


@pytest.fixture(scope="module")
def report(known: Path) -> AgreementReport:
    """Return nearly everything about the real article."""
    request = AgreementRequest(measures=_MOST, apart=_FIRST)
    return read_agreement(known, request, Progress())


def _weight(path: Path, pick: Pick, request: AgreementRequest | None = None) -> int:
    found = read_places(path, request or AgreementRequest(), pick, Progress(), most=100_000)
    return sum(one.count for one in found.places)


def _f1(report: AgreementReport, measure: Measure = Measure.EXACT) -> F1:
    figure = report.overall[measure]
    assert isinstance(figure, F1)
    return figure


def test_the_known_answer_comes_out_of_the_file(report: AgreementReport) -> None:
    figure = _f1(report)
    assert (2 * figure.matched, figure.left + figure.right) == (204, 234)
    assert figure.value == pytest.approx(204 / 234)
    assert [one.name for one in report.readers] == ["reader-1", "reader-2"]
    assert report.documents == 1


def test_every_known_edit_is_found(known: Path, shared_data: Path) -> None:
    edits = json.loads((shared_data / "reader-2_edits.json").read_text(encoding="utf-8"))
    made = Counter(one["kind"] for one in edits)
    different = SpanPick(measure=Measure.EXACT, share=Share.DIFFERENT)
    places = read_places(known, AgreementRequest(), different, Progress()).places
    found = Counter(aspect.value for one in places for aspect in one.differs)
    answers = AnswerPick(label="CLAIM", attribute="certainty", share=Share.DIFFERENT)
    found["attribute"] = _weight(known, answers)
    assert found == {key: made[key] for key in ("missing", "extra", "boundary", "label", "attribute")}


def test_the_places_behind_each_figure_are_as_many_as_it_counts(known: Path, report: AgreementReport) -> None:
    lines = [(None, report.overall)] + [(frozenset({one.code}), one.figures) for one in report.labels[:5]]
    for labels, figures in lines:
        for measure in _FIRST & figures.keys():
            figure = figures[measure]
            assert isinstance(figure, F1)
            counts = {
                share: _weight(known, SpanPick(measure=measure, share=share, labels=labels))
                for share in (Share.MATCHED, Share.LEFT, Share.RIGHT)
            }
            expected = {Share.MATCHED: figure.matched, Share.LEFT: figure.left, Share.RIGHT: figure.right}
            assert counts == expected, (measure, labels)


def test_the_places_behind_each_cell_are_as_many_as_it_says(known: Path, report: AgreementReport) -> None:
    for cell, count in report.confusion.items():
        assert _weight(known, CellPick(left=cell.left, right=cell.right)) == count, cell
    for (left, right), count in list(report.categories.items())[:12]:
        assert _weight(known, CategoryPick(left=left, right=right)) == count, (left, right)
    (gpe_loc,) = {one.quote for one in _places(known, CellPick(left="GPE", right="LOC"))} - {"روسيا"}
    assert gpe_loc == "كوريا الشمالية"


def _places(path: Path, pick: Pick) -> Iterable[Any]:
    return read_places(path, AgreementRequest(), pick, Progress()).places


def test_tokens_have_their_places_too(known: Path) -> None:
    request = AgreementRequest(
        by_token=True, measures=frozenset({Measure.KAPPA}), by=frozenset(), beside=frozenset()
    )
    report = read_agreement(known, request, Progress())
    assert sum(report.categories.values()) == report.overall[Measure.KAPPA].n
    differ = {key: count for key, count in report.categories.items() if key[0] != key[1]}
    pick = SpanPick(measure=Measure.KAPPA, share=Share.DIFFERENT)
    assert _weight(known, pick, request) == sum(differ.values())


def test_relations_and_answers_have_figures_and_places(known: Path, report: AgreementReport) -> None:
    whole = report.relations[0]
    assert (whole.code, whole.exact.left, whole.exact.right) == ("", 74, 71)
    for line in report.relations:
        for ends, figure in ((Ends.EXACT, line.exact), (Ends.ALIGNED, line.aligned)):
            pick = RelationPick(ends=ends, share=Share.MATCHED, type=line.code)
            assert _weight(known, pick) == figure.matched, line.code
    certainty = next(one for one in report.answers if one.attribute == "certainty")
    assert certainty.agreement.value == pytest.approx(21 / 25)
    assert report.attimam is not None
    assert {one.element for one in report.attimam.elements} == {"cue", "source", "content"}


def test_a_place_says_where_it_is_and_what_each_reader_has(known: Path) -> None:
    first = next(iter(_places(known, CellPick(left="GPE", right="LOC"))))
    assert (first.quote, first.paragraph, first.document_id) == ("روسيا", 8, "article")
    assert [one.label for one in (*first.left.spans, *first.right.spans)] == ["GPE", "LOC"]
    assert [one.name for one in first.pair] == ["reader-1", "reader-2"]


def test_layers_and_labels_narrow_everything(known: Path, report: AgreementReport) -> None:
    request = AgreementRequest(
        layers=frozenset({"claims"}),
        measures=_FIRST,
        by=frozenset({By.LABEL}),
        apart=frozenset({Measure.SPAN}),
        beside=frozenset(),
    )
    claims = read_agreement(known, request, Progress())
    assert {one.code for one in claims.labels} == {"CLAIM", "QUOTE"}
    of_layer = next(one for one in report.layers if one.code == "claims")
    for measure, figure in of_layer.figures.items():
        assert claims.overall[measure].value == pytest.approx(figure.value), measure
    assert _weight(known, SpanPick(measure=Measure.EXACT, share=Share.LEFT), request) == _f1(claims).left


def test_gold_can_be_one_of_the_two(tmp_path: Path) -> None:
    bridge, oasis = _span("a", "FAC", "الجسر"), _span("b", "GPE", "الواحة")
    path = _project(
        tmp_path, [_set("Karim", [bridge]), _set("Salma", []), _set(None, [bridge, oasis], owner="gold")]
    )
    usual = read_agreement(path, AgreementRequest(), Progress())
    assert [one.name for one in usual.readers] == ["Karim", "Salma"]
    karim = usual.readers[0]
    gold = next(one for one in usual.known if one.owner is Owner.GOLD)
    against = read_agreement(path, AgreementRequest(readers=(gold, karim)), Progress())
    assert against.pair == (gold, karim)
    assert (_f1(against).recall, _f1(against).precision) == (0.5, 1.0)
    assert gold not in against.sigla


def test_three_readers_have_a_matrix_and_the_means_of_their_pairs(tmp_path: Path) -> None:
    bridge, oasis = _span("a", "FAC", "الجسر"), _span("b", "GPE", "الواحة")
    path = _project(tmp_path, [_set("A", [bridge]), _set("B", [bridge]), _set("C", [oasis])])
    report = read_agreement(path, AgreementRequest(), Progress())
    values = {tuple(one.name for one in pair): f[Measure.EXACT].value for pair, f in report.pairs.items()}
    assert values == {("A", "B"): 1.0, ("A", "C"): 0.0, ("B", "C"): 0.0}
    assert _f1(report).value == pytest.approx(1 / 3)
    assert (report.pair, report.confusion) == (None, {})
    _, _, c = report.readers
    pair = read_agreement(path, AgreementRequest(pair=(c, report.readers[0])), Progress())
    assert pair.confusion == {Cell("GPE", None): 1, Cell(None, "FAC"): 1}
    assert len(pair.pairs) == 3


def test_without_a_common_document_figures_are_undefined(tmp_path: Path) -> None:
    spans = [_span("a", "FAC", "الجسر")]
    path = _project(tmp_path, [_set("A", spans)], [_set("B", spans)])
    report = read_agreement(path, AgreementRequest(), Progress())
    assert report.documents == 0
    assert {one.value for one in report.overall.values()} == {Undefined(Reason.NO_COMMON_DOCUMENT)}
    assert not report.labels
    assert not list(_places(path, SpanPick(measure=Measure.EXACT)))


def test_readers_who_found_nothing_have_nothing_to_compare(tmp_path: Path) -> None:
    report = read_agreement(
        _project(tmp_path, [_set("A", []), _set("B", [])]), AgreementRequest(), Progress()
    )
    assert _f1(report).value == Undefined(Reason.NOTHING)
    assert report.overall[Measure.KAPPA].value == Undefined(Reason.NO_VARIATION)


def test_a_project_with_one_reader_says_who_is_there(tmp_path: Path) -> None:
    path = _project(tmp_path, [_set("Karim", []), _set(None, [], owner="gold")])
    with pytest.raises(InputError, match=r"only Karim is compared.*Karim, Gold") as caught:
        read_agreement(path, AgreementRequest(), Progress())
    assert caught.value.code == "E_READERS"
    with pytest.raises(InputError, match="there is none yet"):
        read_agreement(_empty(tmp_path), AgreementRequest(), Progress())


def _empty(folder: Path) -> Path:
    path = folder / "empty.hashiya"
    Workspace.create(path, title="t").close()
    return path


def test_a_reader_who_has_gone_is_refused(tmp_path: Path) -> None:
    path = _project(tmp_path, [_set("A", []), _set("B", [])])
    gone = Reader(Owner.ANNOTATOR, "A", "somebody else")
    with pytest.raises(InputError, match="has no reading"):
        read_agreement(path, AgreementRequest(pair=(gone, gone)), Progress())


def test_what_is_not_begun_or_not_far_enough_is_left_out(tmp_path: Path) -> None:
    spans = [_span("a", "FAC", "الجسر")]
    path = _project(
        tmp_path,
        [_set("A", spans), _set("B", spans) | {"state": "in_progress"}],
        [_set("A", spans), _set("B", []) | {"state": "new"}],
        [_set("A", spans), _set("B", spans) | {"state": "ignored"}],
    )
    begun = read_agreement(path, AgreementRequest(), Progress())
    assert (begun.documents, begun.unfinished, [one.code for one in begun.by_document]) == (1, 1, ["d1"])
    done = AgreementRequest(states=frozenset({State.FINISHED, State.REVIEWED}))
    assert read_agreement(path, done, Progress()).documents == 0


def test_one_document_can_be_chosen(tmp_path: Path) -> None:
    bridge, oasis = _span("a", "FAC", "الجسر"), _span("b", "GPE", "الواحة")
    path = _project(tmp_path, [_set("A", [bridge]), _set("B", [bridge])], [_set("A", [oasis]), _set("B", [])])
    both = read_agreement(path, AgreementRequest(), Progress())
    assert [one.figures[Measure.EXACT].value for one in both.by_document] == [1.0, 0.0]
    second = read_agreement(path, AgreementRequest(documents=frozenset({"d2"})), Progress())
    assert (_f1(second).value, second.documents) == (0.0, 1)
    pick = SpanPick(measure=Measure.EXACT, share=Share.DIFFERENT, document="d1")
    assert _weight(path, pick) == 0


def test_a_long_list_says_that_there_is_more(known: Path) -> None:
    found = read_places(known, AgreementRequest(), SpanPick(measure=Measure.EXACT), Progress(), most=3)
    assert len(found.places) == 3
    assert found.has_more


class _Counting(Progress):
    """Remembers what it was told, and stops where it is told to."""

    def __init__(self, stop: int = 1 << 30) -> None:
        super().__init__()
        self.told: list[tuple[int, int | None]] = []
        self._stop = stop

    def report(self, done: int, total: int | None) -> None:
        self.told.append((done, total))
        self.cancelled = len(self.told) >= self._stop


def test_work_tells_how_far_it_is_and_can_be_stopped(known: Path) -> None:
    request = AgreementRequest(
        measures=frozenset({Measure.EXACT}), by=frozenset({By.LABEL}), beside=frozenset()
    )
    watch = _Counting()
    read_agreement(known, request, watch)
    done, total = watch.told[-1]
    assert done == total
    assert all(one <= two for (one, _), (two, _) in zip(watch.told, watch.told[1:], strict=False))
    with pytest.raises(Cancelled):
        read_agreement(known, request, _Counting(stop=2))
    stopped = Progress()
    stopped.cancelled = True
    with pytest.raises(Cancelled):
        read_places(known, AgreementRequest(), SpanPick(measure=Measure.EXACT), stopped)


def test_gamma_is_told_by_document_only(tmp_path: Path) -> None:
    spans = [_span("a", "FAC", "الجسر")]
    path = _project(tmp_path, [_set("A", spans), _set("B", spans)])
    request = AgreementRequest(measures=frozenset({Measure.GAMMA}), beside=frozenset())
    report = read_agreement(path, request, Progress())
    assert not report.overall
    assert report.by_document[0].figures[Measure.GAMMA].value == 1.0
