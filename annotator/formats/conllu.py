r"""CoNLL-U with entities in its last column, out and in.

```
# global.Entity = eid-etype
# newdoc id = d1
# title = خبر
# sent_id = d1-1
# text = قال زعيم كوريا
1⇥قال⇥_⇥_⇥_⇥_⇥_⇥_⇥_⇥TokenRange=0:3
2⇥زعيم⇥_⇥_⇥_⇥_⇥_⇥_⇥_⇥Entity=(e1-OCC|NER=B-OCC|TokenRange=4:8
3⇥كوريا⇥_⇥_⇥_⇥_⇥_⇥_⇥_⇥Entity=e1)(e2-GPE)|NER=I-OCC|SpacesAfter=\n|TokenRange=9:14
                                                     an empty line ends a sentence
```
`Entity` is that of CorefUD: `(e1-OCC` opens, `e1)` closes, `(e2-GPE)` does both; each span has a number of
its own, so that spans may nest and cross. `NER` is the flat IOB2 tag of the outermost. `TokenRange` is where
the token lies, in code points, half-open. `SpaceAfter=No` and `SpacesAfter` (with `\s \t \r \n \p \\` and,
for other white space, `\u` and four digits) give back the text, character by character; `SpacesBefore`
stands on the first token.

Source: universaldependencies.org/format.html, ufal.mff.cuni.cz/corefud (Entity), ufal.mff.cuni.cz/udpipe
(SpacesAfter).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import UNSET

from annotator.formats import records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.conll.writing import POLICY_NOTES
from annotator.formats.faults import Fault
from annotator.formats.flattening import Fitted
from annotator.formats.loss import LossReport
from annotator.formats.options import ExportOptions, ImportOptions, TokenPolicy
from annotator.formats.reading import opened
from annotator.formats.records import Encoded, Making
from annotator.formats.registry import Format
from annotator.formats.shapes import DocumentShape, SetShape, SpanShape
from annotator.formats.tagging import Tagged
from annotator.formats.tokenized import Tokenized, sentences_of, tokenized
from annotator.language import msg
from annotator.model import AnnotatedDocument, Owner
from annotator.progress import Progress

NAME: Final = "conllu"
_CAPABILITIES: Final = Capabilities(unit=Unit.TOKENS, nesting=True, crossing=True)
_GLOBAL: Final = "# global.Entity = eid-etype\n"
_NEVER_HELD: Final = msg("The format holds no names of readers and no state of work.")
_COLUMNS: Final = 10
_EMPTY: Final = ("_",) * 7
_SPACES: Final = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n", "|": r"\p", "\\": r"\\"}
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")
_BACK: Final = {escape[1]: character for character, escape in _SPACES.items()}
_ROW: Final = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9})|(\.[0-9]{1,9}))?\Z")
_BRACKET: Final = re.compile(r"\(([^()-]+)(?:-([^()-]*))?(?:-[^()]*)?(\))?|([^()]+)\)")


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the documents of a file, with one imported reading each.

    The text is what the spaces say. Without them a space stands between tokens and a line end between
    sentences. Multiword tokens count by the words written in the text.

    Raises:
        InputError: a row is not what it should be; the message names the beginning of its document.
    """
    with opened(path) as file:
        yield from records.read_shapes(path.name, options, _documents(file))


def _documents(file: BinaryIO) -> Iterator[tuple[int, Making]]:
    block: list[bytes] = []
    first = 1
    for number, _, line in records.lines(file):
        if line.startswith(b"# newdoc") and any(
            one.strip() and not one.startswith(b"# global") for one in block
        ):
            yield first, partial(_decode, b"\n".join(block))
            block, first = [], number
        block.append(line.removesuffix(b"\r"))
    if any(one.strip() and not one.startswith(b"#") for one in block):
        yield first, partial(_decode, b"\n".join(block))


def _decode(data: bytes, _: str = "") -> DocumentShape:
    records.refuse_bad_utf8(data, 0)
    return _Reading(data.decode()).document()


class _Reading:
    """One document on its way in."""

    def __init__(self, lines: str) -> None:
        self._text: list[str] = []
        self._length = 0
        self._gap, self._said = "", False
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._open: dict[str, tuple[str, int]] = {}
        self._spans: list[tuple[str, int, int]] = []
        self._tagged = Tagged()
        self._entities = False
        self._named: dict[str, str] = {}
        self._inside_of: tuple[int, int] = (0, -1)
        for line in lines.split("\n"):
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                self._named[key.strip()] = value.strip()
            elif line:
                self._row(line.split("\t"), line)
            elif not self._said and self._gap:
                self._gap = "\n"

    def document(self) -> DocumentShape:
        """Return what the rows said.

        Raises:
            Fault: an entity was opened and never closed.
        """
        if self._open:
            raise Fault(
                msg("the entity {id} is opened and never closed.", id=next(iter(self._open))), "E_SCHEMA"
            )
        self._tagged.cut()
        spans = self._spans if self._entities else self._tagged.spans
        made = [SpanShape(label=s, start=self._starts[a], end=self._ends[b - 1]) for s, a, b in spans]
        made.sort(key=lambda s: (s.start, -s.end, s.label))
        name, title = self._named.get("newdoc id"), self._named.get("title")
        # Space that nobody spoke of is between tokens, not behind the last.
        text = "".join(self._text) + (self._gap if self._said else "")
        return DocumentShape(
            id=name or UNSET,
            title=title or UNSET,
            text=text,
            sets=[SetShape(owner=Owner.IMPORTED, spans=made)],
        )

    def _row(self, columns: list[str], line: str) -> None:
        if len(columns) != _COLUMNS:
            raise Fault(msg("“{line}” has not the ten columns of CoNLL-U.", line=line[:60]), "E_SCHEMA")
        key, form, misc = columns[0], columns[1], columns[9]
        row = _ROW.match(key)
        if row is None:
            raise Fault(msg("“{key}” is no number of a row of CoNLL-U.", key=key[:60]), "E_SCHEMA")
        if row[3]:
            return
        said = dict(one.partition("=")[::2] for one in misc.split("|")) if misc != "_" else {}
        if row[2]:
            self._inside_of = int(row[1]), int(row[2])
        elif self._inside_of[0] <= int(row[1]) <= self._inside_of[1]:
            # A word of a multiword token is no piece of the text; what it opens and closes counts.
            self._brackets(said.get("Entity", ""), len(self._starts) - 1)
            self._inside_of = (0, -1) if int(row[1]) == self._inside_of[1] else self._inside_of
            return
        self._put(form, said)
        self._tagged.row([said.get("NER", "O")])
        self._brackets(said.get("Entity", ""), len(self._starts) - 1)

    def _put(self, form: str, said: dict[str, str]) -> None:
        before = _spaces(said["SpacesBefore"]) if "SpacesBefore" in said else self._gap
        self._text += (before, form)
        start = self._length + len(before)
        self._length = start + len(form)
        self._starts.append(start)
        self._ends.append(self._length)
        self._said = "SpacesAfter" in said or said.get("SpaceAfter") == "No"
        self._gap = _spaces(said["SpacesAfter"]) if "SpacesAfter" in said else "" if self._said else " "

    def _brackets(self, said: str, index: int) -> None:
        for name, kind, closed, closing in _BRACKET.findall(said):
            self._entities = True
            if closing:
                if closing not in self._open:
                    raise Fault(
                        msg("the entity {id} is closed and was never opened.", id=closing), "E_SCHEMA"
                    )
                label, first = self._open.pop(closing)
                self._spans.append((label, first, index + 1))
            elif closed:
                self._spans.append((kind or name, index, index + 1))
            else:
                self._open[name] = kind or name, index


def _spaces(escaped: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _BACK.get(m[2], m[2]), escaped)


def write(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write documents with one reading each."""
    syntax = records.Syntax(
        name=NAME,
        capabilities=_CAPABILITIES,
        encode=partial(_encode, policy=options.tokens, numbers=count(1)),
        decode=_decode,
        before=_GLOBAL.encode(),
        notes=(POLICY_NOTES[options.tokens], _NEVER_HELD),
    )
    return records.write(documents, file, options, progress, syntax)


def _encode(shape: DocumentShape, *, policy: TokenPolicy, numbers: Iterator[int]) -> Encoded:
    laid = tokenized(shape.text, shape.sets[0].spans, policy)
    name = "" if shape.id is UNSET else str(shape.id)
    lines = [f"# newdoc id = {name}\n" if name else "# newdoc\n", f"# title = {shape.title}\n"]
    entities, tags = _entities(laid, numbers), _outermost(laid)
    sentences = sentences_of(shape.text, laid.pieces, laid.fitted)
    lasts = {sentence.stop - 1 for sentence in sentences}
    for number, sentence in enumerate(sentences, start=1):
        first, _ = laid.pieces.range_of(range(sentence.start, sentence.start + 1))
        _, last = laid.pieces.range_of(range(sentence.stop - 1, sentence.stop))
        lines.append(f"# sent_id = {name or 'doc'}-{number}\n")
        lines.append(f"# text = {' '.join(shape.text[first:last].split())}\n")
        for place, index in enumerate(sentence, start=1):
            said = _spacing(shape.text, laid, index, ends_sentence=index in lasts)
            if entities[index]:
                said["Entity"] = entities[index]
            if tags[index] != "O":
                said["NER"] = tags[index]
            misc = "|".join(f"{key}={said[key]}" for key in sorted(said))
            lines.append("\t".join((str(place), laid.pieces.forms[index], *_EMPTY, misc)) + "\n")
        lines.append("\n")
    return Encoded(data="".join(lines).encode(), misfits=laid.misfits)


def _entities(laid: Tokenized, numbers: Iterator[int]) -> list[str]:
    """Return for each token what it closes and opens: the inner is closed first, the outer opened first.

    Closing comes first, because `(e2-PERSe1)` would be one name. A number is used once in a file: two
    mentions of one number would be the same entity, in whatever documents they stand.
    """
    opened: list[list[str]] = [[] for _ in laid.pieces.forms]
    closed: list[list[str]] = [[] for _ in laid.pieces.forms]
    for one, number in zip(laid.fitted, numbers, strict=False):
        first, last = one.pieces.start, one.pieces.stop - 1
        opened[first].append(f"(e{number}-{one.span.label}" + (")" if first == last else ""))
        if first != last:
            closed[last].insert(0, f"e{number})")
    return ["".join((*a, *b)) for a, b in zip(closed, opened, strict=True)]


def _outermost(laid: Tokenized) -> list[str]:
    tags = ["O"] * len(laid.pieces.forms)
    behind = 0
    one: Fitted
    for one in sorted(laid.fitted, key=lambda f: (f.pieces.start, -f.pieces.stop)):
        if one.pieces.start >= behind:
            for index in one.pieces:
                tags[index] = f"I-{one.span.label}"
            tags[one.pieces.start] = f"B-{one.span.label}"
            behind = one.pieces.stop
    return tags


def _spacing(text: str, laid: Tokenized, index: int, *, ends_sentence: bool) -> dict[str, str]:
    """Return where a token lies and what white space is around it."""
    start, end = laid.pieces.range_of(range(index, index + 1))
    following = len(text)
    if index + 1 < len(laid.pieces.forms):
        following, _ = laid.pieces.range_of(range(index + 1, index + 2))
    gap = text[end:following]
    said = {"TokenRange": f"{start}:{end}"}
    if not gap:
        said["SpaceAfter"] = "No"
    elif gap != " " or ends_sentence:
        said["SpacesAfter"] = _escaped(gap)
    if index == 0 and start:
        said["SpacesBefore"] = _escaped(text[:start])
    return said


def _escaped(gap: str) -> str:
    return "".join(_SPACES.get(character, f"\\u{ord(character):04x}") for character in gap)


CONLLU: Final = Format(
    name=NAME,
    title=msg("CoNLL-U with entities"),
    extensions=(".conllu",),
    capabilities=_CAPABILITIES,
    reader=read,
    writer=write,
    takes_tokens=True,
    looks_like=lambda first: (
        re.search(rb"^1(?:-\d+)?\t\S+(?:\t[^\t\n]*){8}\r?$", first, re.MULTILINE) is not None
    ),
)
