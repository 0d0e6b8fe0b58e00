"""A reading laid on tokens, for formats in which spans are ranges of tokens and may nest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.formats.comparing import Misfit
from annotator.formats.flattening import Fitted, cut_at_edges, difference, fit
from annotator.formats.options import TokenPolicy
from annotator.formats.pieces import Pieces, pieces
from annotator.formats.shapes import SpanShape
from annotator.model import Span, SpanAnnotation
from annotator.text.sentences import sentences


@dataclass(frozen=True, slots=True)
class Tokenized:
    """Tokens, and the spans on them.

    Attributes:
        pieces: the tokens.
        fitted: the spans that have a range of tokens, in text order; the outer before the inner.
        misfits: by id, the spans that have none, or another than their own.
    """

    pieces: Pieces
    fitted: list[Fitted]
    misfits: dict[str, Misfit]


def tokenized(text: str, spans: Iterable[SpanShape], policy: TokenPolicy) -> Tokenized:
    """Lay spans on the tokens of their text."""
    tokens = pieces(text, clitics_apart=policy is TokenPolicy.CLITIC)
    fitted: list[Fitted] = []
    misfits: dict[str, Misfit] = {}
    for shape in spans:
        found = fit(_annotation(shape), tokens, policy)
        if isinstance(found, Misfit):
            misfits[str(shape.id)] = found
            continue
        fitted.append(found)
        changed = difference(found, policy)
        if changed is not None:
            misfits[str(shape.id)] = changed
    if policy is TokenPolicy.SPLIT:
        tokens, fitted = cut_at_edges(tokens, fitted)
    return Tokenized(tokens, fitted, misfits)


def sentences_of(text: str, tokens: Pieces, fitted: Iterable[Fitted]) -> list[range]:
    """Return the tokens of each sentence. Sentences that a span reaches over are one."""
    borders = [tokens.before(end) for _, end in sentences(text)]
    for one in fitted:
        borders = [border for border in borders if not one.pieces.start < border < one.pieces.stop]
    borders = sorted({*borders, len(tokens.forms)} - {0})
    return [range(a, b) for a, b in zip([0, *borders], borders, strict=False)]


def words_and_spaces(text: str, pieces: Pieces) -> tuple[list[str], list[bool], list[int]]:
    """Return spaCy's words for a text, whether a space follows each, and which word each piece is.

    White space that is not one space behind a word is a word of its own: `text` is all of them in a row.
    """
    words: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    behind = 0
    for index, form in enumerate((*pieces.forms, "")):
        start = pieces.range_of(range(index, index + 1))[0] if form else len(text)
        gap = text[behind:start]
        if gap and words and gap[0] == " ":
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if form:
            places.append(len(words))
            words.append(form)
            spaces.append(False)
            behind = start + len(form)
    return words, spaces, places


def _annotation(shape: SpanShape) -> SpanAnnotation:
    place = Span(shape.start, shape.end)
    return SpanAnnotation(id=str(shape.id), label=shape.label, span=place, quote=str(shape.text))
