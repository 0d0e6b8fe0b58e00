"""One reading of one document as CoNLL-2003 lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.formats.flattening import Fitted, Misfit, difference, fit, flatten
from annotator.formats.options import TokenPolicy
from annotator.formats.pieces import Pieces, pieces
from annotator.model import LabelScheme, SpanAnnotation
from annotator.text.sentences import sentences

DOCUMENT_START: Final = "-DOCSTART- -X- O O\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will stand in the file.

    Attributes:
        pieces: the tokens.
        written: the spans that get tags, in text order; they don't overlap.
        misfits: why a span won't come back as it is, by its id. The report trusts this for the reasons only.
        cut: the words that are cut at an edge of a span, by the span's id.
    """

    pieces: Pieces
    written: list[Fitted]
    misfits: dict[str, Misfit]
    cut: dict[str, str]


def plan(
    text: str,
    spans: Sequence[SpanAnnotation],
    scheme: LabelScheme,
    layers: Sequence[str],
    policy: TokenPolicy,
) -> Plan:
    """Fit spans to tokens and choose those that one column of tags can hold.

    Args:
        text: of the document.
        spans: of the chosen layers, in text order.
        scheme: says which label is of which layer.
        layers: their codes, the more important first.
        policy: what to do with an edge inside a word.
    """
    tokens = pieces(text, clitics_apart=policy is TokenPolicy.CLITIC)
    misfits: dict[str, Misfit] = {}
    candidates: dict[str, list[Fitted]] = {layer: [] for layer in layers}
    layer_of = {label.code: label.layer for label in scheme.labels}
    for span in spans:
        fitted = fit(span, tokens, policy)
        if isinstance(fitted, Misfit):
            misfits[span.id] = fitted
        else:
            candidates[layer_of[span.label]].append(fitted)
    written, beaten = flatten(list(candidates.values()))
    misfits |= beaten
    for fitted in written:
        misfit = difference(fitted, policy)
        if misfit is not None:
            misfits[fitted.span.id] = misfit
    cut: dict[str, str] = {}
    if policy is TokenPolicy.SPLIT:
        cut = _cut_words(tokens, written)
        tokens = tokens.cut(sorted({edge for f in written for edge in (f.start, f.end)}))
    return Plan(pieces=tokens, written=written, misfits=misfits, cut=cut)


def lines(text: str, planned: Plan) -> str:
    """Return the lines of one document: its mark, then its sentences, an empty line behind each."""
    tokens = planned.pieces
    tags = ["O"] * len(tokens.forms)
    for fitted in planned.written:
        touched = tokens.touching(fitted.start, fitted.end)
        tags[touched[0]] = f"B-{fitted.span.label}"
        for index in touched[1:]:
            tags[index] = f"I-{fitted.span.label}"
    rows = [f"{form} -X- O {tag}\n" for form, tag in zip(tokens.forms, tags, strict=True)]
    for end in _sentence_ends(text, planned.written):
        touched = tokens.touching(0, end)
        if touched:
            rows[touched[-1]] += "\n"
    return DOCUMENT_START + "".join(rows)


def _sentence_ends(text: str, written: Sequence[Fitted]) -> list[int]:
    """Return where sentences end. An end inside a span is left out: no tag reaches over an empty line."""
    ends = {end for _, end in sentences(text)}
    for fitted in written:
        ends.difference_update([end for end in ends if fitted.start < end < fitted.end])
    return [*sorted(ends - {len(text)}), len(text)]


def _cut_words(tokens: Pieces, written: Sequence[Fitted]) -> dict[str, str]:
    cut: dict[str, str] = {}
    for fitted in written:
        touched = tokens.touching(fitted.start, fitted.end)
        words = [
            tokens.forms[index]
            for index in dict.fromkeys((touched[0], touched[-1]))
            if tokens.starts[index] < fitted.start or tokens.ends[index] > fitted.end
        ]
        if words:
            cut[fitted.span.id] = " ".join(words)
    return cut
