"""What the programs that read our files find in them is what the documents say.

Each runs in an environment of its own if scripts/consumers has made one, else in this one if it is there.
What it loaded is compared with what the *documents* say, counted by the functions here: never with places
made by an exporter. Our exporters run with `--tokens split`, so that no edge is moved.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest

from annotator import formats
from annotator.formats import ExportOptions, TokenPolicy
from annotator.model import AnnotatedDocument, LabelScheme, Owner
from annotator.text.tokens import tokenize
from tests.formats import consuming, corpora
from tests.formats.consuming import Found, Link, code_points, utf16
from tests.formats.consuming import tokens as by_tokens
from tests.formats.every_format import Triple

ROOT = Path(__file__).resolve().parents[2]
Places = Callable[[str, dict[str, Any]], Callable[[int, int], tuple[int, int]]]
Expected = Callable[[AnnotatedDocument, LabelScheme], list[Triple]]


def every_span(document: AnnotatedDocument, _: LabelScheme) -> list[Triple]:
    (reading,) = document.sets
    return [(s.label, s.span.start, s.span.end) for s in reading.spans.values()]


def outermost(spans: list[Triple]) -> list[Triple]:
    """Return the spans that one row of tags holds: from the left, the longer of two that begin together."""
    found: list[Triple] = []
    for span in sorted(spans, key=lambda s: (s[1], -s[2])):
        if not found or found[-1][2] <= span[1]:
            found.append(span)
    return found


def flat_entities(document: AnnotatedDocument, scheme: LabelScheme) -> list[Triple]:
    layer = {label.code for label in scheme.labels if label.layer == "entities"}
    return outermost([span for span in every_span(document, scheme) if span[0] in layer])


def outermost_of_each_label(document: AnnotatedDocument, scheme: LabelScheme) -> list[Triple]:
    by_label: dict[str, list[Triple]] = {}
    for span in every_span(document, scheme):
        by_label.setdefault(span[0], []).append(span)
    return [span for spans in by_label.values() for span in outermost(spans)]


def short_spans(document: AnnotatedDocument, scheme: LabelScheme) -> list[Triple]:
    """Return the spans of twelve tokens at most; a token ends at each edge of a span."""
    spans = every_span(document, scheme)
    text = document.document.text
    edges = sorted({edge for _, start, end in spans for edge in (start, end)})
    borders = {t.start for t in tokenize(text)} | {edge for edge in edges if text[edge : edge + 1].strip()}
    return [span for span in spans if sum(1 for b in borders if span[1] <= b < span[2]) <= 12]


@dataclass(frozen=True, kw_only=True)
class Row:
    consumer: str
    module: str
    format: str
    places: Places = code_points
    expected: Expected = every_span
    relations: bool = False
    text: bool = True
    turned: bool = False
    """A relation whose type has no direction may have its ends the other way round."""
    every: int = 1
    """Which documents of the large corpus are sent: all, or every so manieth to a consumer that is slow."""


ROWS: Final = [
    Row(consumer="spacy", module="spacy", format="spacy"),
    Row(consumer="spacy", module="spacy", format="prodigy", relations=True),
    Row(
        consumer="spacy", module="spacy", format="conll", places=by_tokens, expected=flat_entities, text=False
    ),
    Row(
        consumer="seqeval",
        module="seqeval",
        format="conll",
        places=by_tokens,
        expected=flat_entities,
        text=False,
    ),
    Row(
        consumer="seqeval",
        module="seqeval",
        format="conll-bioes",
        places=by_tokens,
        expected=flat_entities,
        text=False,
    ),
    Row(
        consumer="sinatools",
        module="sinatools",
        format="wojood",
        places=by_tokens,
        expected=outermost_of_each_label,
        text=False,
    ),
    Row(
        consumer="gliner",
        module="gliner",
        format="gliner",
        places=by_tokens,
        expected=short_spans,
        text=False,
    ),
    Row(consumer="pybrat", module="pybrat", format="brat", relations=True),
    Row(consumer="cassis", module="cassis", format="uima-xmi", relations=True),
    Row(consumer="cassis", module="cassis", format="uima-json", relations=True, every=10),
    Row(consumer="datasets", module="datasets", format="huggingface", relations=True),
    Row(consumer="datasets", module="datasets", format="huggingface-parquet", relations=True),
    Row(consumer="doccano", module="data_import", format="doccano", relations=True),
    Row(
        consumer="label-studio-sdk",
        module="label_studio_sdk",
        format="label-studio",
        places=utf16,
        relations=True,
    ),
    Row(consumer="conllu", module="conllu", format="conllu", text=False),
    Row(consumer="udapi", module="udapi", format="conllu", text=False),
    Row(consumer="pyld", module="pyld", format="web-annotation", relations=True),
    Row(consumer="gatenlp", module="gatenlp", format="bdocjs", relations=True),
    Row(consumer="pandas", module="pandas", format="csv", relations=True),
    Row(consumer="pandas", module="pandas", format="tsv", relations=True),
    Row(consumer="pandas", module="pandas", format="spreadsheet", relations=True),
    Row(consumer="crowd-kit", module="crowdkit", format="side-by-side", text=False),
    Row(
        consumer="pandas",
        module="pandas",
        format="side-by-side-spreadsheet",
        text=False,
        relations=True,
        turned=True,
    ),
    Row(consumer="pandas", module="pandas", format="soft-labels", relations=True, turned=True),
    Row(consumer="datasets", module="datasets", format="soft-labels-parquet", relations=True, turned=True),
]
UNASKED: Final = {
    "hashiya-jsonl": "our own, which is told of by tests/formats/test_hashiya_jsonl.py",
    "side-by-side-parquet": "pyarrow finds the rows of side-by-side in it, says test_side_by_side.py",
    "chat": "what reads it is a language model",
    "attribution": "what reads it is a person",
    "attribution-html": "what reads it is a person",
}


def links_of(document: AnnotatedDocument) -> list[Link]:
    (reading,) = document.sets
    places = {s.id: (s.label, s.span.start, s.span.end) for s in reading.spans.values()}
    return sorted((r.type, places[r.source], places[r.target]) for r in reading.relations.values())


def without_direction(links: list[Link], scheme: LabelScheme) -> list[Link]:
    """Return relations so that those of a type without direction are the same both ways round."""
    symmetric = {kind.code for kind in scheme.relation_types if kind.symmetric}
    return sorted(
        (kind, min(one, other), max(one, other)) if kind in symmetric else (kind, one, other)
        for kind, one, other in links
    )


@pytest.mark.timeout(400)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.consumer}-{row.format}")
def test_a_consumer_finds_what_the_documents_say(row: Row, shared_data: Path, tmp_path: Path) -> None:
    python = consuming.python_of(row.consumer, row.module)
    known = formats.get(row.format)
    if not known.is_installed:
        pytest.skip(f"{row.format} needs the extra {known.extra}: pip install hashiya[{known.extra}]")
    sent = [
        corpora.corpus(name, shared_data)[:: row.every if name == "wojood" else 1]
        for name in corpora.EVERYWHERE
    ]
    if known.counts:  # which gold is not
        sent = [[_read_by_somebody(document) for document in documents] for documents in sent]
    targets = [tmp_path / f"{name}{known.extensions[0]}" for name in corpora.EVERYWHERE]
    for documents, target in zip(sent, targets, strict=True):
        scheme = corpora.scheme_of(documents)
        options = ExportOptions(scheme=scheme, tokens=TokenPolicy.SPLIT)
        formats.export(known, documents, target, options)
    answers = consuming.ask(python, row.consumer, row.format, targets, tmp_path)
    for name, documents, answer in zip(corpora.EVERYWHERE, sent, answers, strict=True):
        assert len(answer) == len(documents), name
        by_id = {said["id"]: said for said in answer}
        for number, document in enumerate(documents):
            said = by_id[document.document.id] if None not in by_id else answer[number]
            found = consuming.in_code_points(said, row.places(document.document.text, said))
            _compare(row, f"{name}/{document.document.id}", document, found)


def _read_by_somebody(document: AnnotatedDocument) -> AnnotatedDocument:
    (own,) = document.sets
    return replace(document, sets=(replace(own, owner=Owner.IMPORTED),))


def _compare(row: Row, where: str, document: AnnotatedDocument, found: Found) -> None:
    text = document.document.text
    if row.text:
        assert found.text == text, where
    scheme = corpora.scheme_of([document])
    expected = sorted(row.expected(document, scheme))
    assert found.spans == expected, where
    if row.relations:
        links = found.relations or [], links_of(document)
        there, said = (without_direction(one, scheme) if row.turned else one for one in links)
        assert there == said, where
    if "words" in found.more:
        assert Counter(found.more["words"]) == Counter(text[a:b] for _, a, b in expected), where
    if "rule" in found.more:
        assert found.more["rule"] == [token.of(text) for token in tokenize(text)], where
    for form, start, end in found.more.get("places", ()):
        assert text[start:end] == form, where
    if "entities" in found.more:
        own = sorted((start, end) for _, start, end in outermost(expected))
        assert sorted((start, end) for _, start, end in found.more["entities"]) == own, where


def test_every_format_that_goes_out_has_a_consumer_whom_its_page_names() -> None:
    written = {known.name for known in formats.all_formats() if known.can_write}
    assert {row.format for row in ROWS} | set(UNASKED) == written
    pages = {page: page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "formats").glob("*.md")}
    for row in ROWS:
        (page,) = (text for text in pages.values() if f"`--format {row.format}`" in text)
        proof = page.split("## Proof\n")[1]
        assert row.consumer.replace("-", " ").replace(" sdk", "") in proof.lower().replace("'s sdk", ""), row


def test_every_consumer_says_what_it_needs() -> None:
    answer = subprocess.run(
        [ROOT / "scripts" / "consumers", "--list"], capture_output=True, text=True, check=True
    )
    assert {line.split()[0] for line in answer.stdout.splitlines()} == {row.consumer for row in ROWS}


def test_spacy_debug_data_finds_no_fault(shared_data: Path, tmp_path: Path) -> None:
    python = consuming.python_of("spacy", "spacy")
    known = formats.get("spacy")
    if not known.is_installed:
        pytest.skip("spacy needs the extra spacy: pip install hashiya[spacy]")
    documents = corpora.corpus("wojood", shared_data)[:150]
    formats.export(known, documents, tmp_path / "out", ExportOptions(scheme=corpora.scheme_of(documents)))
    (((said,),),) = (consuming.ask(python, "spacy", "spacy-debug", [tmp_path / "out"], tmp_path),)
    assert "150 training docs" in said["said"]
    assert "0 missing value(s)" in said["said"]
    assert "misaligned" not in said["said"]
