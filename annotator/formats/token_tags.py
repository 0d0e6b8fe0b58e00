"""What several readers say of each token: a tag in every layer, on tokens that all of them share.

```
token       Salma · entities    Idris · entities
قال         O                   O
سليم        B-PERS              B-PERS
خان         I-PERS              O
```
A token has one tag of each reader in each layer. Of spans of a layer that share a token, the earlier has it,
and of two that begin together the longer: of nested spans the outer one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.formats.flattening import Fitted, cut_at_edges, fit, flatten
from annotator.formats.options import TokenPolicy
from annotator.formats.pieces import Pieces, pieces
from annotator.model import SpanAnnotation
from annotator.model.annotation import text_order
from annotator.text.sentences import sentences

OUTSIDE: Final = "O"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenTags:
    """Tokens of a text and what readers say of them.

    Attributes:
        pieces: the tokens.
        tags: for each reader the IOB2 tags of each layer, a tag for every token.
        sentences: the number of each token's sentence, from 1.
    """

    pieces: Pieces
    tags: list[dict[str, list[str]]]
    sentences: list[int]

    def place(self, token: int) -> tuple[int, int]:
        """Return where a token lies, in code points, half-open."""
        return self.pieces.range_of(range(token, token + 1))


def token_tags(
    text: str,
    readings: Sequence[Sequence[SpanAnnotation]],
    layer_of: Mapping[str, str],
    layers: Sequence[str],
    policy: TokenPolicy,
) -> TokenTags:
    """Lay the spans of several readers on the same tokens.

    Args:
        text: what they have read.
        readings: the spans of each.
        layer_of: the layer of each label.
        layers: those that are written; spans of others are passed over.
        policy: what to do with an edge inside a word; cut words are cut for all readers.
    """
    tokens = pieces(text, clitics_apart=policy is TokenPolicy.CLITIC)
    owners: list[int] = []
    fitted: list[Fitted] = []
    for reader, spans in enumerate(readings):
        for span in sorted(spans, key=text_order):
            found = fit(span, tokens, policy) if layer_of.get(span.label) in layers else None
            if isinstance(found, Fitted):
                owners.append(reader)
                fitted.append(found)
    if policy is TokenPolicy.SPLIT:
        tokens, fitted = cut_at_edges(tokens, fitted)
    tags = [{layer: [OUTSIDE] * len(tokens.forms) for layer in layers} for _ in readings]
    for reader in range(len(readings)):
        own = [one for owner, one in zip(owners, fitted, strict=True) if owner == reader]
        for layer in layers:
            chosen, _ = flatten([[one for one in own if layer_of[one.span.label] == layer]])
            for one in chosen:
                _tag(tags[reader][layer], one)
    return TokenTags(pieces=tokens, tags=tags, sentences=_numbers(text, tokens))


def _numbers(text: str, tokens: Pieces) -> list[int]:
    numbers: list[int] = []
    for _, end in sentences(text):
        number = numbers[-1] + 1 if numbers else 1
        numbers += [number] * (tokens.before(end) - len(numbers))
    return numbers + [numbers[-1] if numbers else 1] * (len(tokens.forms) - len(numbers))


def _tag(tags: list[str], fitted: Fitted) -> None:
    label, touched = fitted.span.label, fitted.pieces
    tags[touched.start : touched.stop] = [f"I-{label}"] * len(touched)
    tags[touched.start] = f"B-{label}"
