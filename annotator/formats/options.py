"""What the person who imports or exports may choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.errors import AnnotatorError
from annotator.formats.aligning import Align, by_place
from annotator.formats.capabilities import Unit
from annotator.language import Message
from annotator.model import LabelScheme
from annotator.text.damage import Damage


class TokenPolicy(StrEnum):
    """What a token format does with a span whose edge lies inside a word.

    ```
    the word للصحيفة with the span   [ ل ][ لصحيفة ]   from its second letter on
    expand    للصحيفة B-ORG                              the whole word: the span is widened
    clitic    ل O · لصحيفة B-ORG                         every word is cut behind its known proclitics
    split     ل O · لصحيفة B-ORG                         only this word is cut, where the span begins
    reject    للصحيفة O                                  the span is left out
    ```
    """

    EXPAND = "expand"
    CLITIC = "clitic"
    SPLIT = "split"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How to read.

    Attributes:
        scheme: labels and relations must be of it; None: any well-formed code will do.
        encoding: of plain text, one of `text.ENCODINGS`; None: the one that is recognised for sure.
        annotator: the name that the readings get instead of the file's; None: as in the file.
        problems: None refuses a file at its first fault; a list takes the faults up, and what is whole is
            imported.
        warnings: takes up what is allowed but odd.
        labels: what the file's labels and relation types become, None leaves out; empty: nothing is renamed.
        unit: what offsets count where a format leaves it to its user; None: as the format's page says.
        mend: the damages of plain text that are to be mended; all others are kept or refused.
        as_it_stands: names are taken whatever the scheme says, and empty spans too: whoever asks for that
            checks the readings later.
        places: takes up, for each document that comes, the file's name and the line (from 1).
    """

    scheme: LabelScheme | None = None
    encoding: str | None = None
    annotator: str | None = None
    problems: list[AnnotatorError] | None = None
    warnings: list[Message] = field(default_factory=list)
    labels: Mapping[str, str | None] = field(default_factory=dict)
    unit: Unit | None = None
    mend: frozenset[Damage] = frozenset()
    as_it_stands: bool = False
    places: list[tuple[str, int]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How to write.

    Attributes:
        scheme: says which label is of which layer, and the order of layers.
        layers: codes of the layers to write, the more important first; None: all that the format can
            hold, which for one column of tags is the first layer of the scheme.
        only: codes of the labels to write, of these layers; None: all of theirs.
        tokens: what a token format does with a span whose edge lies inside a word.
        strict: any loss is an error, and nothing is written.
        force: an existing target may be replaced.
        labels: what our labels and relation types become, None leaves out; empty: nothing is renamed.
        unit: what offsets count where a format leaves it to its user; None: as the format's page says.
        readers: what the readings of all documents are called, as in `model.provenance`, in the order of the
            columns of a table that has one for each; None: documents are looked through for them, and held in
            memory meanwhile.
        align: finds the spans of several readers that stand in one row.
        unfinished: readings that are not finished count, too, in formats that count readers.
    """

    scheme: LabelScheme
    layers: tuple[str, ...] | None = None
    only: tuple[str, ...] | None = None
    tokens: TokenPolicy = TokenPolicy.EXPAND
    strict: bool = False
    force: bool = False
    labels: Mapping[str, str | None] = field(default_factory=dict)
    unit: Unit | None = None
    readers: tuple[str, ...] | None = None
    align: Align = by_place
    unfinished: bool = False
