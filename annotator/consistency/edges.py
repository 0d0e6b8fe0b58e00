"""What is wrong with the edges of a span, and what it holds of its surroundings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from annotator.consistency.registry import Code
from annotator.consistency.roles import Roles
from annotator.consistency.words import Words
from annotator.consistency.writing import Draft, shortened
from annotator.language import msg
from annotator.model import Span, SpanAnnotation
from annotator.text import clitics, graphemes
from annotator.text.edges import trimmed
from annotator.text.folding import fold
from annotator.text.pairs import partner_of, unpaired
from annotator.text.tokens import word_at

_BLANK: Final = regex.compile(r"[\s\p{Cc}]+")
_QUOTATION_MARKS: Final = frozenset('“”«»‹›‘’"')
_CONJUNCTIONS: Final = "وف"
_ARTICLE: Final = "ال"


def findings(words: Words, span: SpanAnnotation, roles: Roles) -> Iterator[Draft]:
    """Yield what the rules about edges say of one span of a text."""
    text, place = words.text, span.span
    if not place:
        return
    said = span.label in roles.statements
    clean = _clean(text, place, keeps_marks=said)
    if clean is not None and clean != place:
        yield _edge(text, span, clean)
    inner = clean or place
    if not said:
        yield from _conjunction(words, span, inner)
    yield from _unbalanced(text, span, inner)
    line = text.find("\n", inner.start, inner.end)
    if line >= 0:
        yield Draft(
            rule=Code.PARAGRAPH,
            message=msg("“{words}” goes on in another paragraph.", words=shortened(span.quote)),
            span=span,
        )


def _clean(text: str, place: Span, *, keeps_marks: bool) -> Span | None:
    """Return a place without what does not belong to its edges; None where nothing would be left.

    Args:
        text: all of it.
        place: where a span stands.
        keeps_marks: quotation marks may stand at the edges: it is what somebody said.
    """
    found = trimmed(text, place.start, place.end)
    if found is None:
        # Punctuation can be a cue; blanks are nothing.
        return None
    start, end = found
    if keeps_marks:
        start = _outwards(text, start, place.start, forward=False)
        end = _outwards(text, end, place.end, forward=True)
    return Span(start, end)


def _outwards(text: str, edge: int, limit: int, *, forward: bool) -> int:
    """Return the farthest edge up to `limit` that is a quotation mark, else `edge`."""
    if forward:
        marks = [place for place in range(edge, limit) if text[place] in _QUOTATION_MARKS]
        return marks[-1] + 1 if marks else edge
    return next((place for place in range(limit, edge) if text[place] in _QUOTATION_MARKS), edge)


def _edge(text: str, span: SpanAnnotation, clean: Span) -> Draft:
    cut = text[span.span.start : clean.start] + text[clean.end : span.span.end]
    if _BLANK.fullmatch(cut):
        message = msg("“{words}” begins or ends with a blank.", words=shortened(span.quote))
        return Draft(rule=Code.EDGE_SPACE, message=message, span=span, place=clean)
    message = msg("“{words}” begins or ends with a punctuation mark.", words=shortened(span.quote))
    return Draft(rule=Code.EDGE_PUNCTUATION, message=message, span=span, place=clean)


def _conjunction(words: Words, span: SpanAnnotation, place: Span) -> Iterator[Draft]:
    """Say that a span begins with و or ف where the rest is a word: with an article, or met in the text alone.

    The و of واصفًا is no conjunction, and no list has all such words.
    """
    text = words.text
    word = word_at(text, place.start)
    if word is None or word[0] != place.start:
        return
    letters = text[word[0] : min(word[1], place.end)]
    pieces = clitics.split(letters)
    if len(pieces) < 2 or letters[0] not in _CONJUNCTIONS or not clitics.proclitic_length(letters):  # noqa: PLR2004 - a conjunction and a word
        return
    start = graphemes.widen(text, place.start + pieces[0], place.end)[0]
    rest = text[start : word[1]]
    if start < place.end and (fold(rest).startswith(_ARTICLE) or words.has_word(rest)):
        yield Draft(
            rule=Code.CONJUNCTION,
            message=msg("“{words}” begins with a conjunction.", words=shortened(span.quote)),
            span=span,
            place=Span(start, place.end),
        )


def _unbalanced(text: str, span: SpanAnnotation, place: Span) -> Iterator[Draft]:
    marks = unpaired(text, place.start, place.end)
    if not marks or len(marks) == len(span.quote):
        return
    yield Draft(
        rule=Code.UNBALANCED,
        message=msg(
            "“{words}” has a “{mark}” without its other half.",
            words=shortened(span.quote),
            mark=text[marks[0]],
        ),
        span=span,
        place=_with_other_half(text, place, marks) if len(marks) == 1 else None,
    )


def _with_other_half(text: str, place: Span, marks: list[int]) -> Span | None:
    """Return a place with the other half of its mark, if that stands right beside it."""
    partner = partner_of(text[marks[0]])
    for wider in (Span(place.start, place.end + 1), Span(max(place.start - 1, 0), place.end)):
        added = wider.end - 1 if wider.end > place.end else wider.start
        if wider != place and added < len(text) and text[added] == partner:
            return None if unpaired(text, wider.start, wider.end) else wider
    return None
