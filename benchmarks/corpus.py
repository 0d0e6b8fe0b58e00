"""Arabic news made by rule: seeded, so that every run measures the same text."""

from __future__ import annotations

import random
from collections.abc import Iterator

from annotator.model import (
    AnnotatedDocument,
    AnnotationSet,
    Document,
    Owner,
    Relation,
    Span,
    SpanAnnotation,
    State,
    digest,
)
from annotator.model.scheme_json import default_scheme

_DEFAULTS = {label.code: label.defaults() for label in default_scheme().labels}
_CUES = ["قال", "أكد", "أعلن", "أوضح", "ذكر", "أضاف"]
_POSTS = ["رئيس", "مدير", "المتحدث باسم", "الأمين العام ل"]
_BODIES = ["مجلس الميناء", "هيئة السدود", "بلدية الواحة", "اتحاد المزارعين", "مؤسسة البحوث الساحلية"]
_PEOPLE = ["سالم الهادي", "ليلى عمران", "يوسف بن ناصر", "هدى القاسم", "مراد السعيد"]
_PLACES = ["الواحة", "المدينة القديمة", "الساحل الشرقي", "وادي الرمان", "ميناء الشمال"]
_DATES = ["يوم الأحد", "مطلع العام المقبل", "في ١٢ مارس", "خلال عام 2024", "الأسبوع الماضي"]
_CLAIMS = [
    "أعمال الصيانة في {place} ستنتهي {date} بعد تأخر دام شهورا بسبب نقص المواد",
    "عدد المستفيدين في {place} ارتفع {date} إلى أكثر من 3.500 أسرة بحسب التقديرات",
    "الخطة الجديدة في {place} ستبدأ {date} وتشمل تدريب العاملين وتجديد المعدات",
    "المياه التي وصلت إلى {place} {date} تكفي الموسم كله إذا استمر هطول الأمطار",
]
_FILLERS = [
    "وجاء ذلك في مؤتمر صحفي حضره عدد من الأهالي والخبراء والمهتمين بالشأن المحلي",
    "ولم تصدر حتى الآن تفاصيل أخرى عن كلفة المشروع أو الجهات التي ستتولى تنفيذه",
    "ويأتي هذا بعد سلسلة من الاجتماعات التي ناقشت ما تحقق وما بقي من وعود سابقة",
]

_WITH_RELATIONS = range(3)
_ARTICLE_LENGTH = 1_900


class _Writer:
    """Collects words and the spans over them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[tuple[str, int, int]] = []
        self.relations: list[tuple[str, int, int]] = []

    def put(self, words: str, label: str | None = None) -> int:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        if label is not None:
            self.spans.append((label, start, self.length))
        return len(self.spans) - 1


def _sentence(write: _Writer, rng: random.Random, *, relation: bool) -> None:
    """Write some 270 code points with 8 spans: a cue; a source with three inside; a claim with two."""
    write.put("و")
    cue = write.put(rng.choice(_CUES), "CUE")
    write.put(" ")
    start = write.length
    write.put(rng.choice(_POSTS), "OCC")
    write.put(" ")
    write.put(rng.choice(_BODIES), "ORG")
    write.put(" ")
    write.put(rng.choice(_PEOPLE), "PERS")
    write.spans.append(("SOURCE", start, write.length))
    source = len(write.spans) - 1
    write.put(" إن ")
    start = write.length
    before, _, rest = rng.choice(_CLAIMS).partition("{place}")
    middle, _, after = rest.partition("{date}")
    write.put(before)
    write.put(rng.choice(_PLACES), "GPE")
    write.put(middle)
    write.put(rng.choice(_DATES), "DATE")
    write.put(after)
    write.spans.append(("CLAIM", start, write.length))
    if relation:
        write.relations.append(("attribution", source, len(write.spans) - 1))
        write.relations.append(("cue", cue, len(write.spans) - 1))
    write.put(". ")
    write.put(rng.choice(_FILLERS))
    write.put(".\n" if rng.choice((True, False)) else ". ")


def _finish(write: _Writer, key: str) -> AnnotatedDocument:
    text = "".join(write.parts).rstrip()
    document = Document(id=key, title=f"خبر {key}", text=text, sha256=digest(text))
    spans = [
        SpanAnnotation(
            id=f"s{i}", label=label, span=Span(start, end), quote=text[start:end], attributes=_DEFAULTS[label]
        )
        for i, (label, start, end) in enumerate(write.spans)
    ]
    relations = [
        Relation(id=f"r{i}", type=kind, source=f"s{source}", target=f"s{target}")
        for i, (kind, source, target) in enumerate(write.relations)
    ]
    reading = AnnotationSet(
        id=f"set-{key}",
        document_id=key,
        owner=Owner.GOLD,
        annotator=None,
        state=State.FINISHED,
        spans={span.id: span for span in spans},
        relations={relation.id: relation for relation in relations},
    )
    return AnnotatedDocument(document=document, sets=(reading,))


def articles(count: int, *, seed: int = 1) -> Iterator[AnnotatedDocument]:
    """Yield `count` articles of about 2,000 code points with 40 spans and 6 relations each."""
    rng = random.Random(seed)
    for number in range(count):
        write = _Writer()
        for sentence in range(5):
            _sentence(write, rng, relation=sentence in _WITH_RELATIONS)
        while write.length < _ARTICLE_LENGTH:
            write.put(rng.choice(_FILLERS) + ". ")
        yield _finish(write, f"{number:06d}")


def long_document(characters: int, spans: int, *, seed: int = 1) -> AnnotatedDocument:
    """Return one document of at least `characters` code points with exactly `spans` spans."""
    rng = random.Random(seed)
    write = _Writer()
    while write.length < characters:
        _sentence(write, rng, relation=False)
    keep = sorted(rng.sample(range(len(write.spans)), spans))
    write.spans = [write.spans[i] for i in keep]
    return _finish(write, "long")
