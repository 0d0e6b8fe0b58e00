"""Who says what: the cards of a reading, and what is tied to nothing."""

from __future__ import annotations

from annotator.editing.attribution import first_part, nearest_end
from annotator.editing.cards import StatementCard, TiedSet, Voice, cards, claims_of, orphans
from annotator.model import AnnotationSet, Owner, Relation, Span, SpanAnnotation
from annotator.model.scheme_json import default_scheme

_SCHEME = default_scheme()


class _Text:
    """A text whose spans are named by their words, each word or phrase standing in it once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: dict[str, SpanAnnotation] = {}
        self.relations: dict[str, Relation] = {}

    def mark(self, label: str, words: str, **attributes: str) -> str:
        start = self.text.index(words)
        self.spans[words] = SpanAnnotation(
            id=words,
            label=label,
            span=Span(start, start + len(words)),
            quote=words,
            attributes=attributes,
        )
        return words

    def tie(self, kind: str, source: str, target: str) -> None:
        key = f"r{len(self.relations)}"
        self.relations[key] = Relation(id=key, type=kind, source=source, target=target)

    @property
    def reading(self) -> AnnotationSet:
        return AnnotationSet(
            id="a",
            document_id="d",
            owner=Owner.GOLD,
            annotator=None,
            spans=self.spans,
            relations=self.relations,
        )

    @property
    def ties(self) -> TiedSet:
        return TiedSet(_SCHEME, self.reading)

    @property
    def cards(self) -> tuple[StatementCard, ...]:
        return cards(self.ties)

    def nearest(self, kind: str, target: str) -> str | None:
        found = _SCHEME.relation_type(kind)
        assert found is not None
        end = nearest_end(self.reading, self.text, found, self.spans[target])
        return None if end is None else end.id


def _said(voices: tuple[Voice, ...]) -> list[tuple[str | None, list[str]]]:
    return [(v.source.id if v.source is not None else None, [c.id for c in v.cues]) for v in voices]


def test_what_one_says_and_another_denies_keeps_each_with_their_own_cue() -> None:
    text = _Text("أكد سليم أن الجسر أغلق، ونفى نديم ذلك.")
    claim = text.mark("CLAIM", "الجسر أغلق")
    for source, cue in (("سليم", "أكد"), ("نديم", "نفى")):
        text.tie("attribution", text.mark("SOURCE", source), claim)
        text.tie("cue", text.mark("CUE", cue), claim)
        text.tie("introduces", cue, source)
    (card,) = text.cards
    assert _said(card.voices) == [("سليم", ["أكد"]), ("نديم", ["نفى"])]


def test_a_cue_that_belongs_to_nobody_among_several_is_not_given_to_anybody() -> None:
    text = _Text("أكد سليم ونديم أن الجسر أغلق.")
    claim = text.mark("CLAIM", "الجسر أغلق")
    text.tie("cue", text.mark("CUE", "أكد"), claim)
    text.tie("attribution", text.mark("SOURCE", "سليم"), claim)
    assert _said(text.cards[0].voices) == [("سليم", ["أكد"])]
    text.tie("attribution", text.mark("SOURCE", "نديم"), claim)
    assert _said(text.cards[0].voices) == [("سليم", []), ("نديم", []), (None, ["أكد"])]


def test_one_source_of_several_claims_is_on_the_card_of_each_with_that_claim_s_cue() -> None:
    text = _Text("قال سليم إن الجسر أغلق، وأضاف أن النهر فاض.")
    source = text.mark("SOURCE", "سليم")
    for claim, cue in (("الجسر أغلق", "قال"), ("النهر فاض", "أضاف")):
        text.tie("attribution", source, text.mark("CLAIM", claim))
        text.tie("cue", text.mark("CUE", cue), claim)
        text.tie("introduces", cue, source)
    assert [_said(card.voices) for card in text.cards] == [[("سليم", ["قال"])], [("سليم", ["أضاف"])]]


def test_an_implicit_source_is_a_voice_and_the_last_speaker_is_the_one_who_spoke_last() -> None:
    text = _Text("قال سليم إن الجسر أغلق. وأضاف أن النهر فاض. وذكر أن الماء بارد.")
    text.tie("attribution", text.mark("SOURCE", "سليم"), text.mark("CLAIM", "الجسر أغلق"))
    added = text.mark("CLAIM", "النهر فاض", implicit_source="last_speaker")
    text.tie("cue", text.mark("CUE", "أضاف"), added)
    text.mark("CLAIM", "الماء بارد", implicit_source="unknown_people")
    _, second, third = text.cards
    (voice,) = second.voices
    assert (voice.implicit, voice.last, _said(second.voices)) == (
        "last_speaker",
        text.spans["سليم"],
        [(None, ["أضاف"])],
    )
    assert (third.voices[0].implicit, third.voices[0].last) == ("unknown_people", None)
    assert second.is_attributed
    assert not second.is_orphan
    assert not third.is_orphan


def test_a_claim_told_within_another_s_words_is_nested() -> None:
    text = _Text("قال سليم إن نديم نفى أن الجسر أغلق.")
    outer = text.mark("CLAIM", "نديم نفى أن الجسر أغلق")
    inner = text.mark("CLAIM", "الجسر أغلق")
    text.tie("attribution", text.mark("SOURCE", "سليم"), outer)
    first, second = text.cards
    assert (second.statement.id, second.depth) == (inner, 0)  # as long as nobody inside says it
    text.tie("attribution", text.mark("SOURCE", "نديم"), inner)
    first, second = text.cards
    assert (first.depth, first.inside) == (0, None)
    assert (second.depth, second.inside) == (1, text.spans[outer])


def test_a_source_that_relays_another_is_named_beside_it() -> None:
    text = _Text("نقلت الصحيفة عن سليم أن الجسر أغلق.")
    claim = text.mark("CLAIM", "الجسر أغلق")
    paper, source = text.mark("SOURCE", "الصحيفة"), text.mark("SOURCE", "سليم")
    text.tie("relays", paper, source)
    text.tie("attribution", source, claim)
    (voice,) = text.cards[0].voices
    assert (voice.through, voice.quoting) == ((text.spans[paper],), ())
    assert len(orphans(text.ties)) == 0


def test_a_claim_inside_quotation_marks_is_what_the_quotation_s_source_says() -> None:
    text = _Text("قال سليم: “الجسر أغلق”.")
    quote, claim = text.mark("QUOTE", "“الجسر أغلق”"), text.mark("CLAIM", "الجسر أغلق")
    text.tie("attribution", text.mark("SOURCE", "سليم"), quote)
    text.tie("cue", text.mark("CUE", "قال"), quote)
    (card,) = text.cards
    assert card.statement.id == claim
    assert [q.id for q in card.quotes] == [quote]
    assert _said(card.voices) == [("سليم", ["قال"])]


def test_a_mixed_claim_is_paired_with_the_quotation_that_it_ends_on() -> None:
    text = _Text("قال سليم إن الجسر “أغلق تماما”.")
    claim, quote = text.mark("CLAIM", "الجسر “أغلق تماما”"), text.mark("QUOTE", "“أغلق تماما”")
    assert [c.id for c in claims_of(text.ties, text.spans[quote])] == [claim]


def test_what_somebody_else_says_inside_a_quotation_is_not_the_quoted_one_s() -> None:
    text = _Text("قال سليم: “أخبرني نديم أن الجسر أغلق”.")
    quote = text.mark("QUOTE", "“أخبرني نديم أن الجسر أغلق”")
    claim = text.mark("CLAIM", "الجسر أغلق")
    text.tie("attribution", text.mark("SOURCE", "سليم"), quote)
    text.tie("attribution", text.mark("SOURCE", "نديم"), claim)
    (card,) = text.cards
    assert _said(card.voices) == [("نديم", [])]
    assert (card.inside, card.depth) == (text.spans[quote], 1)


def test_a_later_part_continues_its_statement_and_is_no_orphan() -> None:
    text = _Text("الجسر، قال سليم، أغلق.")
    first, later = text.mark("CLAIM", "الجسر"), text.mark("CLAIM", "أغلق")
    text.tie("continues", later, first)
    text.tie("attribution", text.mark("SOURCE", "سليم"), first)
    whole, part = text.cards
    assert [span.id for span in whole.parts] == [first, later]
    assert part.continues == text.spans[first]
    assert len(orphans(text.ties)) == 0
    assert first_part(text.reading, text.spans[later]) == text.spans[first]


def test_orphans_of_every_kind_are_found_and_impersonal_reports_are_none() -> None:
    text = _Text("قال سليم إن الجسر أغلق. يذكر أن النهر فاض. أكد نديم.")
    text.mark("CLAIM", "الجسر أغلق")
    text.mark("CLAIM", "النهر فاض", reporting="impersonal")
    text.tie("introduces", text.mark("CUE", "قال"), text.mark("SOURCE", "سليم"))
    text.mark("CUE", "يذكر")
    text.mark("SOURCE", "نديم")
    found = orphans(text.ties)
    assert [span.id for span in found.statements] == ["الجسر أغلق"]
    assert [span.id for span in found.sources] == ["سليم", "نديم"]
    assert [span.id for span in found.cues] == ["يذكر"]


def test_whoever_is_named_outside_a_claim_is_nearer_than_whoever_is_named_inside() -> None:
    text = _Text("قال سليم في لقاء طويل إن نديم نفى أن الجسر أغلق.")
    outer = text.mark("CLAIM", "نديم نفى أن الجسر أغلق")
    text.mark("SOURCE", "نديم")
    text.mark("SOURCE", "سليم")
    assert text.nearest("attribution", outer) == "سليم"
    text.tie("attribution", "سليم", outer)
    assert text.nearest("attribution", outer) == "نديم"


def test_the_source_that_the_claim_s_cue_introduces_comes_first_and_the_other_way_round() -> None:
    text = _Text("قال سليم أمس، ثم أكد نديم أن الجسر أغلق.")
    claim = text.mark("CLAIM", "الجسر أغلق")
    for source, cue in (("سليم", "قال"), ("نديم", "أكد")):
        text.tie("introduces", text.mark("CUE", cue), text.mark("SOURCE", source))
    assert (text.nearest("attribution", claim), text.nearest("cue", claim)) == ("نديم", "أكد")
    text.tie("cue", "قال", claim)
    assert text.nearest("attribution", claim) == "سليم"
    text.relations.popitem()
    text.tie("attribution", "سليم", claim)
    assert text.nearest("cue", claim) == "قال"


def test_a_later_part_of_a_source_is_never_the_nearest() -> None:
    text = _Text("قال سليم أمس الحداد إن الجسر أغلق.")
    claim = text.mark("CLAIM", "الجسر أغلق")
    text.tie("continues", text.mark("SOURCE", "الحداد"), text.mark("SOURCE", "سليم"))
    assert text.nearest("attribution", claim) == "سليم"
