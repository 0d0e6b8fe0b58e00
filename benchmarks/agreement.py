"""How far readers agree, from the project file, beside libraries that get the same spans from memory.

The peers have nothing to read: their lists and arrays are made before the clock starts. seqeval knows tags of
tokens only, so that it gets the one layer whose spans never nest. krippendorff wants a row of all characters
for each reader: on ten thousand documents it does not come back, so it is asked about a few.
"""

from __future__ import annotations

import math
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from annotator.agreement import Categories, Matching, Sheet, SpanF1, Undefined, Value
from annotator.agreement.segments import segments
from annotator.formats import collecting
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Owner,
    Span,
    SpanAnnotation,
    State,
)
from annotator.model.scheme_json import default_scheme
from annotator.model.sight import Sight
from annotator.progress import Progress
from annotator.store.repository import Repository
from annotator.workspace.agreement import AgreementRequest, Measure, agreement
from annotator.workspace.agreement.reading import chosen, known_readers, material
from annotator.workspace.agreement.steps import Steps
from benchmarks.corpus import articles
from benchmarks.measure import Row, peak_mb, seconds

_SPANS: Final = 20
_WORD: Final = 6
_SCHEME: Final = default_scheme()
_LAYERS: Final = {label.code: label.layer for label in _SCHEME.labels}
_OTHER: Final = {"ORG": "PERS", "PERS": "ORG", "GPE": "LOC"}
_MISSED, _SHIFTED, _RENAMED = 0.05, 0.1, 0.13
_AIM, _ALPHA_AIM = 0.5, 5.0


def span_f1(count: int) -> list[Row]:
    """Measure exact span F1 of two readers, against nervaluate and seqeval."""
    with tempfile.TemporaryDirectory() as name, closing(_project(Path(name), count, 2)) as repository:
        ours = seconds(partial(_from_file, repository, _f1), cpu=True)
        whole = seconds(lambda: _reported(repository, Measure.EXACT), cpu=True)
        peak = peak_mb()
        sheets = _sheets(repository)
        size = f"{count} docs x 2, {_units(sheets) // 1000}k spans"
        row = partial(_row, size=size, peak=peak)
        return [
            row("span F1 from the file", ours, _nervaluate(sheets), "nervaluate, from memory", aim=_AIM),
            row("span F1 from the file", ours, _seqeval(sheets), "seqeval, one layer, from memory"),
            row("span F1 with its interval", whole, None, ""),
        ]


def kappa(count: int) -> list[Row]:
    """Measure Cohen's kappa of characters, against scikit-learn."""
    with tempfile.TemporaryDirectory() as name, closing(_project(Path(name), count, 2)) as repository:
        ours = seconds(partial(_from_file, repository, _kappa), cpu=True)
        peak = peak_mb()
        sheets = _sheets(repository)
        size = f"{count} docs x 2, {sum(sheet.length for sheet in sheets) // 1_000_000}M characters"
        peer = "scikit-learn, from arrays"
        return [_row("kappa from the file", ours, _sklearn(sheets), peer, size=size, peak=peak, aim=_AIM)]


def alpha(count: int, *, beside: bool) -> list[Row]:
    """Measure Krippendorff's alpha of three readers, against krippendorff if it is to be beside."""
    with tempfile.TemporaryDirectory() as name, closing(_project(Path(name), count, 3)) as repository:
        ours = seconds(partial(_from_file, repository, _alpha), cpu=True)
        peak = peak_mb()
        size = f"{count} docs x 3"
        row = partial(_row, f"alpha of three from the file{', a few' if beside else ''}", ours)
        if beside:
            theirs = _krippendorff(_sheets(repository))
            return [row(theirs, "krippendorff, from arrays", size=size, peak=peak)]
        return [row(None, "", size=size, peak=peak, aim=_ALPHA_AIM)]


def _row(
    work: str,
    ours: float,
    peer: float | None,
    peer_name: str,
    *,
    size: str,
    peak: float,
    aim: float | None = None,
) -> Row:
    missing = bool(peer_name) and peer is None
    return Row(
        work=f"agreement: {work}",
        size=size,
        ours=ours,
        peer=peer,
        peer_name=f"{peer_name}: not installed" if missing else peer_name,
        unit="s",
        peak_mb=peak,
        aim=aim,
    )


def _sheets(repository: Repository) -> Sequence[Sheet]:
    request = AgreementRequest(beside=frozenset())
    readers = chosen(request, known_readers(repository, Sight()))
    return material(repository, _SCHEME, request, readers, Steps(Progress())).sheets


def _from_file(repository: Repository, figure: Callable[[Sequence[Sheet]], Value]) -> Value:
    with collecting.seldom(collecting.HARDLY_EVER):  # as the workspace does
        return figure(_sheets(repository))


def _f1(sheets: Sequence[Sheet]) -> Value:
    readers = sorted({reader for sheet in sheets for reader in sheet.readings})
    return SpanF1(sheets, [(readers[0], readers[1])], Matching.EXACT, _LAYERS).figure(interval=False).value


def _categories(sheets: Sequence[Sheet]) -> Categories:
    return Categories(sheets, sorted({reader for sheet in sheets for reader in sheet.readings}))


def _kappa(sheets: Sequence[Sheet]) -> Value:
    return _categories(sheets).cohen(interval=False).value


def _alpha(sheets: Sequence[Sheet]) -> Value:
    return _categories(sheets).alpha(interval=False).value


def _reported(repository: Repository, measure: Measure) -> None:
    request = AgreementRequest(measures=frozenset({measure}), by=frozenset(), beside=frozenset())
    agreement(repository, _SCHEME, request, Progress())


def _units(sheets: Sequence[Sheet]) -> int:
    return sum(len(one.units) for sheet in sheets for one in sheet.readings.values())


def _nervaluate(sheets: Sequence[Sheet]) -> float | None:
    if find_spec("nervaluate") is None:
        return None
    evaluator = import_module("nervaluate").Evaluator
    left, right = (
        [[{"label": label, "start": start, "end": end} for start, end, label in units] for units in side]
        for side in _sides(sheets)
    )
    ours = _f1(sheets)
    theirs: list[Any] = []

    def work() -> None:
        theirs[:] = [evaluator(left, right, tags=list(_LAYERS), loader="dict").evaluate()]

    took = seconds(work, rounds=1, cpu=True)
    found = theirs[0]["overall"]["strict"].f1
    _check_same(ours, found, "nervaluate")
    return took


def _check_same(ours: Value, theirs: float, name: str) -> None:
    """End the benchmark where a peer finds something else: its time would be that of other work."""
    if isinstance(ours, Undefined) or not math.isclose(ours, theirs, abs_tol=1e-9):
        sys.exit(f"agreement: {name} finds {theirs}, and we find {ours}")


def _seqeval(sheets: Sequence[Sheet]) -> float | None:
    if find_spec("seqeval") is None:
        return None
    f1_score = import_module("seqeval.metrics").f1_score
    layer = {code for code, name in _LAYERS.items() if name == "entities"}
    left, right = (
        [
            _tags([unit for unit in units if unit[2] in layer], sheet.length)
            for units, sheet in zip(side, sheets, strict=True)
        ]
        for side in _sides(sheets)
    )
    return seconds(lambda: f1_score(left, right), rounds=1, cpu=True)


def _tags(units: Sequence[tuple[int, int, str]], length: int) -> list[str]:
    """Return a tag for every six letters, which is how long a word is here with the blank behind it."""
    tags = ["O"] * (length // _WORD + 1)
    for start, end, label in sorted(units):
        first, last = start // _WORD, (end - 1) // _WORD
        tags[first : last + 1] = [f"B-{label}", *[f"I-{label}"] * (last - first)]
    return tags


def _sides(sheets: Sequence[Sheet]) -> Iterator[list[Sequence[Any]]]:
    for reader in sorted({reader for sheet in sheets for reader in sheet.readings}):
        yield [sheet.readings[reader].units for sheet in sheets]


def _sklearn(sheets: Sequence[Sheet]) -> float | None:
    if find_spec("sklearn") is None:
        return None
    cohen_kappa_score = import_module("sklearn.metrics").cohen_kappa_score
    left, right = _codes(sheets)
    theirs: list[float] = []
    took = seconds(lambda: theirs.append(cohen_kappa_score(left, right)), rounds=1, cpu=True)
    ours = _kappa(sheets)
    _check_same(ours, theirs[0], "scikit-learn")
    return took


def _krippendorff(sheets: Sequence[Sheet]) -> float | None:
    if find_spec("krippendorff") is None:
        return None
    reckon = import_module("krippendorff").alpha
    codes = _codes(sheets)
    theirs: list[float] = []

    def work() -> None:
        theirs.append(reckon(reliability_data=codes, level_of_measurement="nominal"))

    took = seconds(work, rounds=1, cpu=True)
    ours = _alpha(sheets)
    _check_same(ours, theirs[0], "krippendorff")
    return took


def _codes(sheets: Sequence[Sheet]) -> list[Any]:
    """Return the category of each character as a number, an array for each reader."""
    np: Any = import_module("numpy")
    known: dict[str, int] = {"": 0}
    found = []
    for side in _sides(sheets):
        codes = np.zeros(sum(sheet.length for sheet in sheets), dtype=np.int64)
        at = 0
        for sheet, units in zip(sheets, side, strict=True):
            for start, end, category in segments(units):
                codes[at + start : at + end] = known.setdefault(category, len(known))
            at += sheet.length
        found.append(codes)
    return found


def _project(folder: Path, count: int, readers: int) -> Repository:
    """Return a project that another process has made, so that its making is not in our memory."""
    file = folder / "p.hashiya"
    command = [sys.executable, "-m", "benchmarks.agreement", str(file), str(count), str(readers)]
    subprocess.run(command, check=True)  # noqa: S603
    return Repository.look(file)


def _make(file: Path, count: int, readers: int) -> None:
    """Make a project whose readers have found the same spans of each article, but for some."""
    from annotator import formats
    from annotator.workspace import Workspace

    people = [Annotator(id=f"a{n}", name=f"قارئ {n}") for n in range(readers)]
    rng = random.Random(1)
    source = file.with_suffix(".jsonl")
    options = formats.ExportOptions(scheme=_SCHEME)
    read = (_read(article, people, rng) for article in articles(count))
    formats.export(formats.get("hashiya-jsonl"), read, source, options, Progress())
    with Workspace.create(file, title="agreement") as workspace:
        workspace.import_files([source])
    source.unlink()


def _read(article: AnnotatedDocument, people: Sequence[Annotator], rng: random.Random) -> AnnotatedDocument:
    (gold,) = article.sets
    spans = rng.sample(sorted(gold.spans.values(), key=lambda one: one.id), _SPANS)
    sets = [
        AnnotationSet(
            id=f"{article.document.id}-{person.id}",
            document_id=article.document.id,
            owner=Owner.ANNOTATOR,
            annotator=person,
            state=State.FINISHED,
            spans={one.id: one for one in _seen(spans, article.document.text, rng if n else None)},
        )
        for n, person in enumerate(people)
    ]
    return replace(article, sets=tuple(sets))


def _seen(spans: Sequence[SpanAnnotation], text: str, rng: random.Random | None) -> Iterator[SpanAnnotation]:
    """Yield what a reader found: without a generator, all; else some are missed, shifted or renamed."""
    for one in spans:
        chance = 1.0 if rng is None else rng.random()
        if chance < _MISSED:
            continue
        if chance < _SHIFTED and one.span.end - one.span.start > 3:  # noqa: PLR2004 - something is left
            span = Span(one.span.start, one.span.end - 2)
            yield replace(one, span=span, quote=span.of(text))
        elif _SHIFTED < chance < _RENAMED and one.label in _OTHER:
            yield replace(one, label=_OTHER[one.label], attributes={})
        else:
            yield one


if __name__ == "__main__":
    _make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
