"""The small words that Arabic writes onto the front of the next one: و ف, then ب ل ك or س, then ال.

The cut is made by rule, with closed lists for what only looks like a clitic (the و of وزير, the ب of بوتين).
No annotation is consulted: one form is always cut in one way, so that the cut can be repeated on any other
text and gives no label away. It is wrong for words on no list, mostly foreign names in ب ف ك ل.

The pieces are pieces of the surface and join to the word again. للصحيفة is ل + ل + صحيفة: its article has
lost the alef, so no piece equals ال. All lengths are code points; marks and tatweel go with the letter before
them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import regex

_LETTER_OR_DIGIT: Final = regex.compile(r"[\p{L}\p{N}--\u0640]", regex.VERSION1)
_ARABIC_LETTER: Final = regex.compile(r"[\p{Arabic}&&\p{L}]", regex.VERSION1)


def _words(table: str) -> list[str]:
    return table.split()


_CONJUNCTIONS: Final = "وف"
_PREPOSITIONS: Final = "بلك"
_FUTURE: Final = "س"
_IMPERFECT: Final = "يتنأ"
_SHORTEST_STEM: Final = 3
_SHORTEST_NOUN: Final = 2

# Words of two letters that a conjunction, or a preposition, may stand before.
_AFTER_CONJUNCTION: Final = frozenset(
    _words("هو هي هم في من عن ما لا قد لم لن إن أن إذ أو أي بل كم كل ثم مع تم به له بك لك ذو ذا ل ب")
)
_AFTER_PREPOSITION: Final = frozenset(_words("أن إن ما من لا كل أي ذا له"))

# Words that are whole although they begin like a clitic and a word.
_WHOLE: Final = frozenset(
    _words("""
    والد والدة والدته والده والي وجه وجها وجهت وجهه وحدة وحده وحدها ورد وردت ورق وسط وصل وصلت وصلوا وضع
    وضعت وضعه وطن وطني وطنية وعد وعدت وعي وفاته وفد وفدا وفق وفقا وفقه وفقها وقت وقتا وقته وقع وقعت وقف
    وقفت ولد ولي
    فئة فتح فتحت فرد فرض فرضت فشل فشلت فقدت فقر فقط فكر فكرة فهم فور فورا فوز فوق فيلم فيما فيه فيها
    فيهم فيهما
    باب بات باتت باع بالغ بالغة بحث بحثت بحر بدء بدأ بدأت بدأوا بدل بدلا بدون برج برد بشر بطل بعد بعدما
    بعده بعدها بقي بقية بقيت بلاد بلاده بلد بلدة بلدين بلغ بلغت بنى بني بهما بهن بوش بيت بيع بين بينما
    بينه بينها بينهم بينهما
    لجأ لحظة لدى لدينا لديه لديها لديهم لعب لعبت لغة لقب لقد لقي لقيت لكن لكننا لكنه لكنها لكنهم لما
    لماذا لهما لهن لولا لون ليس ليست ليسوا ليل ليلا ليلة
    كان كانت كانوا كتب كتبت كذا كذلك كرة كرم كسب كشف كشفت كلا كلام كلتا كلما كلمة كلمته كله كلها كلهم
    كما كنا كنت كون كونه كونها كيف كيم
    ستة ستين سنة سنوات سنويا سنين سيد سيدة سيرة سيف سيما
    التحق التحقت التزام التزم التزمت التفت التقت التقوا التقى التقيا التمس التمست
    """)
)
_BEGINNINGS: Final = tuple(
    _words("""
    واجب واجه واحد وارسو واسع واشنطن واقع وثائق وثيق وجود وديع وراء ورش وزار وزراء وزير وسائ وسيط وسيل
    وصول وضوح وظائ وظيف وفاة وفير وكال وكيل ولاي ويكي
    فاز فاطم فاعل فترة فرنس فريق فضائ فضلا فلادي فلسطين فندق فنزويل فنلند فوستو فوكو فولود فيتنام فيديو
    فيروس فيسبوك فيصل فيينا
    باريس باكستان باندا بايدن بترول بحرين بدائ بداي برازيل برامج برلمان برلين برنامج بروكسل بريطان بضائ
    بضاعة بطول بعثة بعض بعيد بغداد بكين بلجيك بلغار بلينكن بليون بناء بنغاز بنغلاديش بنك بنوك بنية بوتين
    بولند بيئ بيان بيروت بيسكوف بيلاروس بيونغ
    لاجئ لاعب لافروف لبنان لجان لجنة لطيف لقاء لقاح لندن لواء لوائح لوحة لوكاش ليبرال ليبي
    كائن كابل كاتب كارني كافة كامل كبار كبير كتاب كتل كثاف كثير كرملين كفاء كلي كمي كند كنيس كهرباء
    كوادر كوارث كوب كوري كوسوفو كولومبي كيان كيس كيلو كينيا كييف
    سأل ستار ستالين ستراتيج ستوكهولم سناتور سنجار سندات سنغاف سياح سياد سيار سياس سيبير سيدني سيرج سيرغ
    سيطر سيناء سيناريو سيول
    الآن التباس التهم التي الذي اللائ اللات اللتي اللذ الله
    """)
)


def split(word: str) -> tuple[int, ...]:
    """Return the lengths of the pieces of `word`: clitics and article one by one, then the rest.

    They add up to `len(word)`; a word without clitics is one piece, an empty word none.
    """
    cuts = [0, *_cuts(word)[1], len(word)]
    return tuple(end - start for start, end in pairwise(cuts) if end > start)


def proclitic_length(word: str) -> int:
    """Return how much of `word` is conjunction, preposition and future mark, in code points; often 0.

    The article is not counted: what remains of بالرئيس is الرئيس, and of للصحيفة it is لصحيفة.
    """
    return _cuts(word)[0]


def _cuts(word: str) -> tuple[int, list[int]]:
    """Return where the proclitics of `word` end, and all inner borders of its pieces, the article's too."""
    places = [match.start() for match in _LETTER_OR_DIGIT.finditer(word)]
    letters = "".join(word[place] for place in places)
    taken = int(_takes_conjunction(letters))
    borders = [taken] if taken else []
    particle = letters[taken : taken + 1] if _takes_particle(letters[taken:]) else ""
    if particle:
        taken += 1
        borders.append(taken)
    article = _article(letters[taken:], after=particle)
    proclitics = places[taken] if taken else 0
    if article:
        borders.append(taken + article)
    return proclitics, [places[border] for border in borders]


def _is_whole(letters: str) -> bool:
    return letters in _WHOLE or letters.startswith(_BEGINNINGS)


def _takes_conjunction(letters: str) -> bool:
    return letters.startswith(tuple(_CONJUNCTIONS)) and _can_lose_one(letters, _AFTER_CONJUNCTION)


def _takes_particle(letters: str) -> bool:
    if letters.startswith(_FUTURE):
        return letters[1:].startswith(tuple(_IMPERFECT)) and _can_lose_one(letters, frozenset())
    return letters.startswith(tuple(_PREPOSITIONS)) and _can_lose_one(letters, _AFTER_PREPOSITION)


def _can_lose_one(letters: str, short_words: frozenset[str]) -> bool:
    """Tell whether a word can remain when the first letter goes."""
    rest = letters[1:]
    if not rest or _is_whole(letters):
        return False
    return len(rest) >= _SHORTEST_STEM or rest in short_words or not _ARABIC_LETTER.match(rest)


def _article(letters: str, *, after: str) -> int:
    """Return how many letters the article has at the start of `letters`, behind the particle `after`.

    Behind ل it has lost its alef: one letter is left of it.
    """
    spelling = "ل" if after == "ل" else "ال"
    has_noun = len(letters) >= len(spelling) + _SHORTEST_NOUN
    return len(spelling) if has_noun and letters.startswith(spelling) and not _is_whole(letters) else 0
