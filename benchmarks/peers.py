"""How many spans come back from a CoNLL file: through Label Studio's converter, and through ours.

The spans are sent layer by layer, since a column holds one tag a token, and both files are read back by the
one decoder here, which knows the text and nothing of how its tokens were made. What of ours does not come
back has to stand in the report by its name: else this measurement fails.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from annotator import formats, resources
from annotator.formats import Element, ExportOptions, ImportOptions, TokenPolicy
from annotator.model import AnnotatedDocument
from annotator.model.scheme_json import default_scheme
from benchmarks.measure import Row, peak_mb
from tests.formats import consuming

_SDK = "label-studio-sdk"
_SCHEME = default_scheme()
Place = tuple[str, int, int]


def conll_spans() -> list[Row]:
    """Return a line for each layer of the article, and one for all of them."""
    python = consuming.installed(_SDK, "label_studio_sdk")
    name, document = _article()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for layer in _SCHEME.layers:
            one = _only(document, layer.code)
            rows.append(_layer(f"{name}, {layer.code}", one, layer.code, python, Path(folder)))
    counts = [int(row.size.split()[0]) for row in rows]
    ours, peers = sum(row.ours for row in rows), [row.peer for row in rows if row.peer is not None]
    peer = sum(peers) if peers else None
    return [*rows, _row(f"{name}, all", sum(counts), int(ours), peer, sum(map(_named, rows)))]


def _article() -> tuple[str, AnnotatedDocument]:
    """Return the article with its gold spans, or where it is not at hand one of the samples."""
    path = consuming.shared() / "data" / "gold.jsonl"
    own = resources.path("samples", "01-economy.jsonl")
    options = ImportOptions(scheme=_SCHEME)
    (document,) = formats.get("hashiya-jsonl").read(path if path.is_file() else own, options)
    return ("article" if path.is_file() else "sample"), document


def _only(document: AnnotatedDocument, layer: str) -> AnnotatedDocument:
    labels = {label.code for label in _SCHEME.labels if label.layer == layer}
    (reading,) = document.sets
    spans = {key: span for key, span in reading.spans.items() if span.label in labels}
    return replace(document, sets=(replace(reading, spans=spans, relations={}),))


def _layer(name: str, document: AnnotatedDocument, layer: str, python: Path | None, folder: Path) -> Row:
    options = ExportOptions(scheme=_SCHEME, layers=(layer,), tokens=TokenPolicy.SPLIT)
    target = folder / f"{layer}.conll"
    report = formats.export(formats.get("conll"), [document], target, options)
    (reading,) = document.sets
    sent = {s.id: (s.label, s.span.start, s.span.end) for s in reading.spans.values()}
    text = document.document.text
    back = _decoded(target.read_text(encoding="utf-8").split("\n")[1:], text)
    ours = Counter(sent.values()) & Counter(back)
    named = {entry.id for entry in report.entries if entry.element is Element.SPAN}
    silent = [key for key, place in sent.items() if key not in named and place not in ours]
    assert not silent, silent  # noqa: S101 - a benchmark of the wrong thing is none
    peer = None
    if python is not None:
        folder_target = folder / f"{layer}.label-studio"
        formats.export(formats.get("label-studio"), [document], folder_target, options)
        ((said,),) = consuming.ask(python, _SDK, "label-studio-conll", [folder_target], folder)
        peer = (Counter(sent.values()) & Counter(_decoded(said["rows"], text))).total()
    return _row(name, len(sent), ours.total(), peer, len(named))


def _row(name: str, sent: int, ours: int, peer: float | None, named: int) -> Row:
    return Row(
        work=f"spans back from CoNLL: {name}",
        size=f"{sent} spans, {named} in our report",
        ours=ours,
        peer=peer,
        peer_name="Label Studio's converter, which reports nothing" if peer is not None else "not installed",
        unit="spans",
        peak_mb=peak_mb(),
    )


def _named(row: Row) -> int:
    return int(row.size.split()[2])


def _decoded(rows: list[str], text: str) -> list[Place]:
    """Return the spans of IOB2 rows, whose first column is found in the text, token behind token."""
    found: list[Place] = []
    at = 0
    going = False
    for row in rows:
        form, *_, tag = row.split(" ") if row else ("", "O")
        if form and form != "-DOCSTART-":
            start = text.index(form, at)
            at = start + len(form)
            if tag.startswith("I-") and going and found[-1][0] == tag[2:]:
                found[-1] = (tag[2:], found[-1][1], at)
            elif tag != "O":
                found.append((tag[2:], start, at))
        going = tag != "O"
    return found
