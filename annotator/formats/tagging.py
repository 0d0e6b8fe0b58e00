"""Rows of tokens and tags, in: IOB1, IOB2, BIOES and BILOU, one tag a token or several.

```
مجلس     B-ORG              B-, S-, U-   begin a span
الأمن     I-ORG              I-, E-, L-   go on with the one of their label
ضد       I-ORG
الأسد     I-ORG B-PERS       several tags: nested spans, each label for itself
ليبيا     I--ORG             no tag: reported with its line, and read as O
سوريا     I-GPE              nothing to go on with: read as a beginning, with a warning
```
Such a file has no text. It is made of the tokens with a space between them, a line a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from annotator.formats import records
from annotator.formats.faults import Fault, LineFaults
from annotator.formats.options import ImportOptions
from annotator.formats.reading import opened
from annotator.formats.shapes import DocumentShape, SetShape, SpanShape
from annotator.language import msg
from annotator.model import AnnotatedDocument, Owner

OUTSIDE: Final = "O"
_GOES_ON: Final = frozenset("IEL")
_ENDS: Final = frozenset("ELSU")
_TAG: Final = re.compile(r"([BIESLU])-([^\s-]\S*)\Z")


@dataclass(slots=True)
class Tagged:
    """Spans of tokens, found while rows of tags go by. All numbers are indexes of tokens, half-open.

    A label may stand several times on a row, for spans of one label inside each other:
    ```
    العاملين   B-ORG
    في        I-ORG
    جامعة     I-ORG B-ORG       begins an inner one
    بيرزيت    I-ORG I-ORG       both go on
    اليوم      I-ORG             the inner one has ended, because the outer ones go on first
    ```

    Attributes:
        spans: label, first token, token behind the last; in the order in which they end.
        orphans: rows (as given to `row`) where a tag goes on with nothing, and the tag.
    """

    spans: list[tuple[str, int, int]] = field(default_factory=list)
    orphans: list[tuple[int, str]] = field(default_factory=list)
    _open: dict[str, list[int]] = field(default_factory=dict)
    _count: int = 0

    def row(self, tags: Sequence[str], line: int = 0) -> None:
        """Take up the tags of the next token.

        Raises:
            Fault: one is no tag; all of the row count as O then.
        """
        here: list[tuple[str, str]] = []
        try:
            here = [_parsed(tag) for tag in tags if tag != OUTSIDE]
        finally:
            self._take(here, line)

    def _take(self, here: list[tuple[str, str]], line: int) -> None:
        index = self._count
        self._count += 1
        going: dict[str, list[str]] = {}
        for prefix, label in here:
            if prefix in _GOES_ON:
                going.setdefault(label, []).append(prefix)
        for label in list(self._open):
            self._close(label, len(going.get(label, ())), index)
        for label, prefixes in going.items():
            spans = self._open.setdefault(label, [])
            for prefix in prefixes[len(spans) :]:
                self.orphans.append((line, f"{prefix}-{label}"))
                spans.append(index)
            ended = sum(1 for prefix in prefixes if prefix in _ENDS)
            self._close(label, len(spans) - ended, index + 1)
        for prefix, label in here:
            if prefix in _ENDS and prefix not in _GOES_ON:
                self.spans.append((label, index, index + 1))
            elif prefix not in _GOES_ON:
                self._open.setdefault(label, []).append(index)

    def _close(self, label: str, kept: int, behind: int) -> None:
        """End the inner spans of a label, so that so many of the outer ones stay open."""
        spans = self._open[label]
        while len(spans) > kept:
            self.spans.append((label, spans.pop(), behind))
        if not spans:
            del self._open[label]

    def cut(self) -> None:
        """End every span: a sentence ends here."""
        for label in list(self._open):
            self._close(label, 0, self._count)


def _parsed(tag: str) -> tuple[str, str]:
    match = _TAG.match(tag)
    if match is None:
        raise Fault(
            msg("“{tag}” is no tag: O, B-LABEL and I-LABEL are (or E-, S-). It would be read as O.", tag=tag),
            "E_TAG",
        )
    return match[1], match[2]


Columns = Callable[[list[str]], tuple[str, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file of rows is laid out.

    Attributes:
        columns: gives the token and the tags of a row of two columns or more.
        begins: tells by its columns that a row is the mark before a document.
        ends: tells by its columns that a row is the mark behind a document.
    """

    columns: Columns
    begins: Callable[[list[str]], bool] = lambda _: False
    ends: Callable[[list[str]], bool] = lambda _: False


def read(path: Path, options: ImportOptions, layout: Layout) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a file of rows, with one imported reading each.

    Raises:
        InputError: a row has no tag or a wrong one; the message names every bad line. With
            `options.problems` such tags are read as O, and each line is named there.
    """
    faults = LineFaults(path.name, options.problems)
    with opened(path) as file:
        found = _Rows(path.name, options, layout, faults).documents(file)
        yield from records.read_shapes(path.name, options, found, faults=faults)


class _Rows:
    def __init__(self, name: str, options: ImportOptions, layout: Layout, faults: LineFaults) -> None:
        self._name = name
        self._options = options
        self._layout = layout
        self._faults = faults
        self._forget()

    def _forget(self) -> None:
        self._first = 0
        self._sentences: list[list[str]] = [[]]
        self._tagged = Tagged()

    def documents(self, file: BinaryIO) -> Iterator[tuple[int, records.Making]]:
        line_ends: set[bool] = set()
        for number, place, raw in records.lines(file):
            line_ends.add(raw.endswith(b"\r"))
            columns = self._columns(number, place, raw.removesuffix(b"\r"))
            if not columns:
                self._end_sentence()
            elif self._layout.begins(columns) or self._layout.ends(columns):
                yield from self._document()
            else:
                self._row(number, columns)
        yield from self._document()
        if len(line_ends) > 1:
            self._options.warnings.append(
                msg("{file}: some lines end in CR LF and some in LF; both are read.", file=self._name)
            )

    def _columns(self, number: int, place: int, line: bytes) -> list[str]:
        try:
            records.refuse_bad_utf8(line, place)
        except Fault as fault:
            self._faults.add(number, fault)
        # Only blanks part columns: str.split would also cut tokens at NBSP.
        return [column for column in re.split("[ \t]+", line.decode(errors="replace")) if column]

    def _row(self, number: int, columns: list[str]) -> None:
        form, tags = self._layout.columns(columns)
        self._first = self._first or number
        self._sentences[-1].append(form)
        if not tags:
            reason = msg("the token “{form}” has no tag. It would be read as O.", form=form)
            self._faults.add(number, Fault(reason, "E_TAG"))
        try:
            self._tagged.row(tags, number)
        except Fault as fault:
            self._faults.add(number, fault)

    def _end_sentence(self) -> None:
        self._tagged.cut()
        if self._sentences[-1]:
            self._sentences.append([])

    def _document(self) -> Iterator[tuple[int, records.Making]]:
        self._end_sentence()
        sentences = self._sentences[:-1]
        if sentences:
            for line, tag in self._tagged.orphans:
                self._options.warnings.append(
                    msg(
                        "{file}, line {line}: {tag} goes on with nothing; it is read as a beginning.",
                        file=self._name,
                        line=line,
                        tag=tag,
                    )
                )
            shape = document_of(sentences, self._tagged.spans)
            yield self._first, lambda: shape
        self._forget()


def document_of(sentences: list[list[str]], tagged: list[tuple[str, int, int]]) -> DocumentShape:
    """Return the document that sentences of tokens make, with spans given by the indexes of tokens."""
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    for sentence in sentences:
        for form in sentence:
            starts.append(place)
            ends.append(place + len(form))
            place += len(form) + 1
    spans = [SpanShape(label=label, start=starts[a], end=ends[b - 1]) for label, a, b in tagged]
    spans.sort(key=lambda s: (s.start, -s.end, s.label))
    text = "\n".join(" ".join(sentence) for sentence in sentences)
    return DocumentShape(text=text, sets=[SetShape(owner=Owner.IMPORTED, spans=spans)])
