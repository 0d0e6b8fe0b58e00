"""The documents that every consumer gets: the article, a public corpus, our samples, and made ones."""

from __future__ import annotations

import itertools
import random
import tempfile
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from annotator import formats, resources
from annotator.formats import ImportOptions
from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Document,
    Label,
    LabelScheme,
    Mark,
    Names,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.text.graphemes import borders
from tests.formats.every_format import SCHEME, Triple
from tests.formats.every_format import gold as the_article

EVERYWHERE: Final = ("gold", "wojood", "samples", "generated")

_MADE: Final = {
    "harakat": "قَالَ الْوَزِيرُ أَيْضًا إِنَّ لِلصَّحِيفَةِ دَوْرًا",
    "tatweel": "قـــال سليـم عـــن كــتــاب",
    "emoji": "😀 قال سليم 👩‍💻 عاد 🇵🇸 إلى 5️⃣ بيوت 💻",
    "no-break space": "قال\u00a0سليم خان\u00a0إنه عاد",
    "joiners": "می‌خواهم کتاب‌ها سنة 1446ه‍ قال\u200d سليم",
    "right-to-left mark": "قال\u200f سليم (NATO)\u200f عاد إلى\u200e IBM\u200f.",
    "lines": "عنوان الخبر\n\nقال سليم\nخان إنه عاد.\n",
    "tabs and signs": "قال\tسليم | خان; \"نعم\" = 'لا' \\ # <b>&amp;</b> {1} [2]",
    "clitics": "وقال لمسؤولين وبالكتاب فللصحيفة سيكتبونها",
    "U+2028": "قال\u2028سليم\u0085خان\u2029عاد",
}


def corpus(name: str, shared_data: Path) -> list[AnnotatedDocument]:
    """Return the documents of a corpus, with one reading each and unlike ids."""
    if name == "gold":
        return [the_article(shared_data)]
    if name == "wojood":
        return _wojood(shared_data)
    return _samples() if name == "samples" else generated()


@cache
def _wojood(shared_data: Path) -> list[AnnotatedDocument]:
    parts = ("train", "val", "test")
    paths = [shared_data / "wojood_sample" / f"{part}.txt" for part in parts]
    found = [one for path in paths for one in formats.get("wojood").read(path, ImportOptions())]
    return [_named(one, f"w{number:03}") for number, one in enumerate(found)]


@cache
def _samples() -> list[AnnotatedDocument]:
    found = []
    for path in sorted(resources.path("samples").glob("*.jsonl")):
        (one,) = formats.get("hashiya-jsonl").read(path, ImportOptions(scheme=SCHEME))
        if one.sets:  # one article is there to be read by the person who opens the samples
            found.append(replace(one, sets=one.sets[:1]))
    return found


def _named(one: AnnotatedDocument, name: str) -> AnnotatedDocument:
    (reading,) = one.sets
    reading = replace(reading, document_id=name)
    return replace(one, document=replace(one.document, id=name), sets=(reading,))


@cache
def generated() -> list[AnnotatedDocument]:
    """Return small documents with all that programs stumble over, each with spans of every kind and without.

    An edge of a span lies on a visible character, often inside a word: what formats do with edges on white
    space is another test's matter.
    """
    chance = random.Random(5)  # noqa: S311 - a seeded corpus is no secret
    made: list[AnnotatedDocument] = []
    for name, text in {**_MADE, "CR LF at the source": _from_a_file(_MADE["lines"])}.items():
        number = len(made)
        made += [
            _document(f"g{number}", name, text, _spans(chance, text)),
            _document(f"g{number + 1}", f"{name}, nothing in it", text, []),
        ]
    return [*made, _document("g-short", "one letter", "م", [("PERS", 0, 1)])]


def _from_a_file(text: str) -> str:
    """Return what becomes of a text whose file has CR LF."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_text(text, encoding="utf-8", newline="\r\n")
        (one,) = formats.get("text").read(path, ImportOptions())
        return one.document.text


def _spans(chance: random.Random, text: str) -> list[Triple]:
    """Return spans at the start and the end, over all, nested, crossing, and anywhere."""
    edges = borders(text)
    seen = [(a, b) for a, b in itertools.pairwise(edges) if _is_visible(text[a])]
    (first, first_end), (last, last_end) = seen[0], seen[-1]
    (third, third_end), (middle, middle_end) = seen[len(seen) // 3], seen[len(seen) // 2]
    found = [
        ("CLAIM", first, last_end),
        ("PERS", first, third_end),
        ("GPE", first, first_end),
        ("ORG", third, middle_end),
        ("SOURCE", middle, last_end),
        ("CUE", last, last_end),
    ]
    for label in ("DATE", "EVENT", "LOC"):
        (start, _), (_, end) = sorted(chance.sample(seen, 2))
        found.append((label, start, end))
    return found


def _is_visible(sign: str) -> bool:
    """Tell whether a character is seen by itself: neither space nor mark nor format character."""
    return not sign.isspace() and unicodedata.category(sign)[0] not in "MCZ"


def _document(name: str, title: str, text: str, spans: list[Triple]) -> AnnotatedDocument:
    made = {
        f"s{n}": SpanAnnotation(id=f"s{n}", label=label, span=Span(start, end), quote=text[start:end])
        for n, (label, start, end) in enumerate(spans)
    }
    ties = [("attribution", "s4", "s0"), ("cue", "s5", "s0")] if len(made) > 1 else []
    relations = {
        f"r{n}": Relation(id=f"r{n}", type=kind, source=source, target=target)
        for n, (kind, source, target) in enumerate(ties)
    }
    reading = AnnotationSet(
        id="set",
        document_id=name,
        owner=Owner.GOLD,
        state=State.FINISHED,
        annotator=None,
        spans=made,
        relations=relations,
    )
    document = Document(id=name, title=title, text=text, sha256=digest(text))
    return AnnotatedDocument(document=document, sets=(reading,))


def scheme_of(documents: list[AnnotatedDocument]) -> LabelScheme:
    """Return the default scheme with the labels that it lacks added as entities."""
    said = {span.label for one in documents for span in one.sets[0].spans.values()}
    lacking = sorted(said - {label.code for label in SCHEME.labels})
    return replace(SCHEME, labels=(*SCHEME.labels, *map(_label, lacking)))


def _label(code: str) -> Label:
    names = Names(ar=code, en=code)
    return Label(
        code=code,
        layer="entities",
        names=names,
        short=names,
        description=names,
        color="#808080",
        hotkey=None,
        mark=Mark.FILL,
    )
