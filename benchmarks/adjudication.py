"""Laying three readings side by side, and a decision in a long document, saved, to the new positions."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.adjudication.deciding import AcceptAgreements, Decide
from annotator.adjudication.positions import Position, positions
from annotator.adjudication.queue import next_open
from annotator.editing.commands import ImportDocuments
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Annotator,
    Owner,
    Span,
    SpanAnnotation,
    State,
    Verdict,
)
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from benchmarks.corpus import long_document
from benchmarks.measure import Row, peak_mb, seconds

_LOOK_MS, _LONG_LOOK_MS, _KEY_MS = 20, 1000, 100
_DECISIONS = 60


def rows() -> list[Row]:
    """Measure an article and a long document."""
    return [*_adjudicated(118, 6_000, _LOOK_MS), *_adjudicated(2_000, 60_000, _LONG_LOOK_MS)]


def _adjudicated(spans: int, characters: int, aim: float) -> list[Row]:
    read = _three_readings(long_document(characters, spans))
    scheme = default_scheme()
    look = seconds(lambda: positions(read.document, [replace(one) for one in read.sets], scheme, ()))
    with (
        tempfile.TemporaryDirectory() as folder,
        Workspace.create(Path(folder) / "p.hashiya", title="b", scheme=scheme) as workspace,
    ):
        workspace.perform(ImportDocuments(documents=(read,)))
        workspace.perform(AcceptAgreements(document_id=read.document.id))
        times = sorted(_decided(workspace, read.document.id))
    size = f"{spans} spans × 3"
    return [
        Row(
            work="adjudication: lay readings side by side",
            size=size,
            ours=look * 1000,
            peer=None,
            peer_name="",
            unit="ms",
            peak_mb=peak_mb(),
            aim=aim,
        ),
        Row(
            work="adjudication: a decision, saved, to the new positions, 95th percentile",
            size=size,
            ours=times[int(len(times) * 0.95)] * 1000,
            peer=times[len(times) // 2] * 1000,
            peer_name="the median decision",
            unit="ms",
            peak_mb=peak_mb(),
            aim=_KEY_MS,
        ),
    ]


def _decided(workspace: Workspace, key: str) -> Iterator[float]:
    """Yield how long each decision takes, and what the screen then needs."""

    def there() -> tuple[Position, ...]:
        return positions(
            workspace.document(key), workspace.sets(key), workspace.scheme, workspace.decisions(key)
        )

    found = there()
    here = next_open(found)
    for _ in range(_DECISIONS):
        if here is None:
            return
        start = time.perf_counter()
        workspace.perform(Decide(document_id=key, key=here.key, verdict=Verdict.READING, variants=(0,)))
        found = there()
        here = next_open(found, here.key)
        yield time.perf_counter() - start


def _three_readings(read: AnnotatedDocument) -> AnnotatedDocument:
    """Return a document as three have read it: every tenth span is missing, shorter or of another label."""
    (first,) = read.sets
    sets = [_finished(first, "a", first.spans.values())]
    for number, name in enumerate("bc"):
        sets.append(_finished(first, name, _edited(first.in_text_order(), number)))
    return replace(read, sets=tuple(sets))


def _edited(spans: list[SpanAnnotation], turn: int) -> Iterator[SpanAnnotation]:
    labels = {"PERS": "NORP", "GPE": "LOC"}
    for n, span in enumerate(spans):
        match (n + turn * 3) % 30:
            case 0:
                place = Span(span.span.start, span.span.end - 1)
                yield replace(span, span=place, quote=span.quote[:-1])
            case 10:
                pass
            case 20:
                yield replace(span, label=labels.get(span.label, span.label))
            case _:
                yield span


def _finished(first: AnnotationSet, name: str, spans: Iterable[SpanAnnotation]) -> AnnotationSet:
    kept = {one.id: one for one in spans}
    return replace(
        first,
        id=name,
        owner=Owner.ANNOTATOR,
        annotator=Annotator(id=name, name=name),
        state=State.FINISHED,
        spans=kept,
        relations={
            key: one for key, one in first.relations.items() if one.source in kept and one.target in kept
        },
    )
