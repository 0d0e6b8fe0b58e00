"""Finding what does not fit together edit by edit, and words in a long text, beside what one frame allows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from annotator.consistency import Checker, check_project
from annotator.editing.change import SpanChange
from annotator.model import AnnotatedDocument, Span
from annotator.model.scheme_json import default_scheme
from annotator.text.searching import Query, hits
from benchmarks.corpus import articles, long_document
from benchmarks.measure import Row, peak_mb, seconds

_FRAME: Final = 16
_EDITS: Final = 100
_LOOK: Final = 100
_ABSENT: Final = "what is not there"


def edits(characters: int, spans: int) -> list[Row]:
    """Measure looking at a whole reading, and following the edits of one span at a time."""
    annotated = long_document(characters, spans)
    (reading,) = annotated.sets
    scheme = default_scheme()
    size = f"{spans} spans, {characters // 1000}k characters"
    full = seconds(lambda: Checker(annotated.document, reading, scheme).counts())
    checker = Checker(annotated.document, reading, scheme)
    times = sorted(_timed(checker, change) for change in _changes(annotated))
    return [
        Row(
            work="consistency: follow an edit, 95th percentile",
            size=size,
            ours=times[int(len(times) * 0.95)] * 1000,
            peer=full * 1000,
            peer_name="look at the whole reading",
            unit="ms",
            peak_mb=peak_mb(),
            aim=_FRAME,
        )
    ]


def project(count: int) -> Row:
    """Measure looking through a whole project."""
    documents = list(articles(count))
    scheme = default_scheme()
    took = seconds(lambda: sum(1 for _ in check_project(lambda: documents, scheme)), rounds=1)
    return Row(
        work="consistency: look through a project",
        size=f"{count} articles",
        ours=count / took,
        peer=None,
        peer_name="",
        unit="docs/s",
        peak_mb=peak_mb(),
    )


def search(characters: int) -> list[Row]:
    """Measure finding words in a long text in any spelling."""
    text = long_document(characters, 50).document.text
    searches: dict[str, Callable[[], object]] = {
        _ABSENT: lambda: list(hits(text, Query(words="زلزالان"))),
        "a word, in whole words": lambda: list(
            hits(text, Query(words="قال", whole_words=True, proclitics=True))
        ),
    }
    return [
        Row(
            work=f"find {what}",
            size=f"{characters // 1000}k characters",
            ours=seconds(work) * 1000,
            peer=seconds(lambda: text.count("زلزالان")) * 1000,
            peer_name="str.count, one spelling",
            unit="ms",
            peak_mb=peak_mb(),
            aim=_LOOK if what == _ABSENT else None,
        )
        for what, work in searches.items()
    ]


def _changes(annotated: AnnotatedDocument) -> list[SpanChange]:
    """Return edits of spans all over the text: an edge moved, and moved back."""
    (reading,) = annotated.sets
    spans = reading.in_text_order()
    made: list[SpanChange] = []
    for span in spans[:: max(len(spans) // _EDITS, 1)][:_EDITS]:
        wide = Span(span.span.start, min(span.span.end + 1, len(annotated.document.text)))
        moved = replace(span, span=wide, quote=wide.of(annotated.document.text))
        place = {"document_id": annotated.document.id, "set_id": reading.id}
        made.append(SpanChange(**place, before=span, after=moved))
        made.append(SpanChange(**place, before=moved, after=span))
    return made


def _timed(checker: Checker, change: SpanChange) -> float:
    """Return how long an edit takes to the new counts."""
    start = time.perf_counter()
    checker.apply([change])
    checker.counts()
    return time.perf_counter() - start
