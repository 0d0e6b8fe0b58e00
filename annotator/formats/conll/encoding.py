"""One reading of one document as CoNLL-2003 lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from annotator.formats.comparing import Misfit
from annotator.formats.flattening import Fitted, cut_at_edges, difference, fit, flatten
from annotator.formats.options import TokenPolicy
from annotator.formats.pieces import Pieces, pieces
from annotator.model import LabelScheme, SpanAnnotation
from annotator.text.sentences import sentences

DOCUMENT_START: Final = "-DOCSTART- -X- O O\n\n"
_PREFIX: Final = len(" -X- O ")
"""Where a tag begins in a row, behind its token."""


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
        tokens, written = cut_at_edges(tokens, written)
    return Plan(pieces=tokens, written=written, misfits=misfits, cut=cut)


def lines(text: str, planned: Plan, *, bioes: bool = False) -> str:
    """Return the lines of one document: its mark, then its sentences, an empty line behind each.

    With `bioes` the last token of a span is tagged E-, and the only one S-.
    """
    tokens = planned.pieces
    forms = tokens.forms
    rows = [_row("O")] * len(forms)
    for fitted in planned.written:
        first, last, label = fitted.pieces.start, fitted.pieces.stop - 1, fitted.span.label
        rows[first : last + 1] = [_row(f"I-{label}")] * (last - first + 1)
        rows[first] = _row(f"S-{label}" if bioes and first == last else f"B-{label}")
        if bioes and first < last:
            rows[last] = _row(f"E-{label}")
    closed = 0
    for _, end in sentences(text):
        behind = tokens.before(end)
        # No tag reaches over an empty line, so that two sentences with one span over their border are one.
        if behind > closed and (behind == len(rows) or rows[behind][_PREFIX] not in "IE"):
            rows[behind - 1] += "\n"
            closed = behind
    out = [""] * (2 * len(rows))
    out[::2], out[1::2] = forms, rows
    return DOCUMENT_START + "".join(out)


@cache
def _row(tag: str) -> str:
    """Return what follows a token, to the line's end."""
    return f" -X- O {tag}\n"


def _cut_words(tokens: Pieces, written: Sequence[Fitted]) -> dict[str, str]:
    cut: dict[str, str] = {}
    for fitted in written:
        words = tokens.with_edge_inside(fitted.start, fitted.end)
        if words:
            cut[fitted.span.id] = " ".join(words)
    return cut
