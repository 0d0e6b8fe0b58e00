"""One reading of one document as CoNLL-2003 lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from annotator.formats.comparing import Misfit
from annotator.formats.flattening import Fitted, difference, fit, flatten
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
        written = [f._replace(pieces=tokens.touching(f.start, f.end)) for f in written]
    return Plan(pieces=tokens, written=written, misfits=misfits, cut=cut)


def lines(text: str, planned: Plan, *, bioes: bool = False) -> str:
    """Return the lines of one document: its mark, then its sentences, an empty line behind each.

    With `bioes` the last token of a span is tagged E-, and the only one S-.
    """
    tokens = planned.pieces
    out = [DOCUMENT_START]
    here = closed = 0
    # A span that holds a sentence's end is written before the sentence is closed: no tag reaches over an
    # empty line, so the two sentences become one.
    spans = planned.written
    following = 0
    for _, end in sentences(text):
        behind = tokens.before(end)
        while following < len(spans) and spans[following].pieces.start < behind:
            touched, label = spans[following].pieces, spans[following].span.label
            first, last = touched.start, touched.stop - 1
            out += (_rows(tokens.forms[here:first], "O"),)
            if not bioes:
                out += (
                    _rows(tokens.forms[first : first + 1], f"B-{label}"),
                    _rows(tokens.forms[first + 1 : last + 1], f"I-{label}"),
                )
            elif first == last:
                out += (_rows(tokens.forms[first : first + 1], f"S-{label}"),)
            else:
                out += (
                    _rows(tokens.forms[first : first + 1], f"B-{label}"),
                    _rows(tokens.forms[first + 1 : last], f"I-{label}"),
                    _rows(tokens.forms[last : last + 1], f"E-{label}"),
                )
            here = touched.stop
            following += 1
        if here <= behind and closed < behind:
            out += (_rows(tokens.forms[here:behind], "O"), "\n")
            here = closed = behind
    return "".join(out)


def _rows(forms: list[str], tag: str) -> str:
    rest = f" -X- O {tag}\n"
    return rest.join((*forms, "")) if forms else ""


def _cut_words(tokens: Pieces, written: Sequence[Fitted]) -> dict[str, str]:
    cut: dict[str, str] = {}
    for fitted in written:
        touched = fitted.pieces
        start, end = tokens.range_of(touched)
        words = []
        if start < fitted.start:
            words.append(tokens.forms[touched[0]])
        if end > fitted.end and (len(touched) > 1 or not words):
            words.append(tokens.forms[touched[-1]])
        if words:
            cut[fitted.span.id] = " ".join(words)
    return cut
