"""The articles in resources/samples: their offsets are right, and together they show what the README says."""

from __future__ import annotations

import io
import itertools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from annotator import resources
from annotator.formats import ExportOptions, ImportOptions
from annotator.formats.hashiya_jsonl import HASHIYA_JSONL
from annotator.formats.hashiya_jsonl.writing import write
from annotator.model import Owner, Span, State, digest
from annotator.model.scheme_json import default_scheme
from annotator.progress import Progress
from annotator.text.clitics import proclitic_length, split
from annotator.text.tokens import Token, tokenize

FILES = sorted(resources.path("samples").glob("*.jsonl"))
HARAKAT = "[\u064b-\u0652]"
QUOTATION_MARKS = "“”«»"
# Signs that belong to what they stand on; everything else that is punctuation stays outside a span.
OWN_SIGNS = "%٪@#ـ"


scheme = cache(default_scheme)


@cache
def sample(name: str) -> dict[str, Any]:
    (line,) = resources.path("samples", name).read_text(encoding="utf-8").splitlines()
    loaded: dict[str, Any] = json.loads(line)
    return loaded


def samples() -> list[dict[str, Any]]:
    return [sample(file.name) for file in FILES]


def sets() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for document in samples():
        for annotation_set in document["sets"]:
            yield document, annotation_set


def spans(label: str | None = None) -> Iterator[dict[str, Any]]:
    for _, annotation_set in sets():
        yield from (s for s in annotation_set["spans"] if label in {None, s["label"]})


def relations(kind: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the two ends of every relation of one type."""
    for _, annotation_set in sets():
        by_id = {s["id"]: s for s in annotation_set["spans"]}
        for relation in annotation_set["relations"]:
            if relation["type"] == kind:
                yield by_id[relation["source"]], by_id[relation["target"]]


def all_text() -> str:
    return "\n".join(document["text"] for document in samples())


each_file = pytest.mark.parametrize("name", [file.name for file in FILES])


# Each file is sound


@each_file
def test_the_file_is_one_line_of_utf8_that_ends_in_a_line_feed(name: str) -> None:
    raw = resources.path("samples", name).read_bytes()
    assert raw.endswith(b"\n")
    assert raw.count(b"\n") == 1
    assert not raw.startswith(b"\xef\xbb\xbf")


@each_file
def test_the_head_names_the_document_and_proves_its_text(name: str) -> None:
    document = sample(name)
    assert document["hashiya"] == 1
    assert document["id"] == name.removesuffix(".jsonl")
    assert document["sha256"] == digest(document["text"])
    assert document["metadata"]["written_for"] == "Hashiya"
    assert document["metadata"]["genre"]
    assert document["title"] == document["title"].strip()


@each_file
def test_the_article_has_150_to_500_words(name: str) -> None:
    assert 150 <= len(sample(name)["text"].split()) <= 500


@each_file
def test_the_text_is_clean(name: str) -> None:
    for text in (sample(name)["title"], sample(name)["text"]):
        assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc]", text), "a presentation form"
        assert not re.search(r" {2}|\u00a0|\t|\r", text), "white space that nobody meant"
        assert not re.search(r"^ | $", text, re.MULTILINE), "a space at the edge of a line"
        assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text), "a bidi control"
        assert not re.search(r" [،؛؟.:]|[،؛](?=\S)", text), "a comma that stands wrong"
        assert text == text.strip()


@each_file
def test_every_quotation_mark_and_bracket_is_closed(name: str) -> None:
    text = sample(name)["text"]
    for opening, closing in ("“”", "«»", "()", "[]"):
        assert text.count(opening) == text.count(closing)


@each_file
def test_every_span_quotes_the_text_at_its_offsets(name: str) -> None:
    document = sample(name)
    for annotation_set in document["sets"]:
        for s in annotation_set["spans"]:
            assert 0 <= s["start"] < s["end"] <= len(document["text"])
            assert s["text"] == document["text"][s["start"] : s["end"]], s["id"]


@each_file
def test_ids_are_unique_within_a_set(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        for rows in (annotation_set["spans"], annotation_set["relations"]):
            ids = [row["id"] for row in rows]
            assert len(ids) == len(set(ids))


@each_file
def test_the_annotation_is_as_dense_as_an_article_deserves(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        least = 40 if annotation_set["state"] == State.FINISHED else 20
        assert least <= len(annotation_set["spans"]) <= 120


@each_file
def test_import_and_export_give_the_same_bytes(name: str) -> None:
    path = resources.path("samples", name)
    options = ImportOptions(scheme=scheme())
    written = io.BytesIO()
    documents = HASHIYA_JSONL.read(path, options)
    report = write(documents, written, ExportOptions(scheme=scheme()), Progress())
    assert written.getvalue() == path.read_bytes()
    assert options.warnings == []
    assert report.entries == []


# Each file follows the scheme


@each_file
def test_labels_and_attributes_are_the_schemes(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        for s in annotation_set["spans"]:
            label = scheme().label(s["label"])
            assert label is not None, s["label"]
            order = [a.name for a in label.attributes if a.name in s["attributes"]]
            assert list(s["attributes"]) == order, "unknown, or not in the scheme's order"
            for attribute in label.attributes:
                if attribute.name in s["attributes"]:
                    assert attribute.allows(s["attributes"][attribute.name]), s
                else:
                    assert not attribute.required, f"{s['id']} lacks {attribute.name}"


@each_file
def test_relations_join_what_the_scheme_lets_them_join(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        by_id = {s["id"]: s for s in annotation_set["spans"]}
        for relation in annotation_set["relations"]:
            kind = scheme().relation_type(relation["type"])
            assert kind is not None, relation["type"]
            source, target = by_id[relation["source"]], by_id[relation["target"]]
            assert source is not target
            assert source["label"] in kind.domain, relation
            assert target["label"] in kind.range, relation
            assert not kind.same_label or source["label"] == target["label"], relation
            if kind.same_layer:
                assert layer(source) == layer(target), relation


@each_file
def test_no_relation_is_said_twice_and_none_leaves_one_span_too_often(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        said = Counter((r["type"], r["source"], r["target"]) for r in annotation_set["relations"])
        assert max(said.values()) == 1
        for kind in scheme().relation_types:
            out = Counter(r["source"] for r in annotation_set["relations"] if r["type"] == kind.code)
            assert kind.max_out is None or not out or max(out.values()) <= kind.max_out


@each_file
def test_spans_of_one_layer_never_cross_and_no_label_covers_one_range_twice(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        ranges = Counter((s["label"], s["start"], s["end"]) for s in annotation_set["spans"])
        assert max(ranges.values()) == 1
        for a, b in itertools.combinations(annotation_set["spans"], 2):
            if layer(a) == layer(b):
                assert not span(a).crosses(span(b)), (a, b)


def layer(s: dict[str, Any]) -> str:
    label = scheme().label(s["label"])
    assert label is not None
    return label.layer


def span(s: dict[str, Any]) -> Span:
    return Span(s["start"], s["end"])


# Each file follows the practice: edges, sources, cues


@each_file
def test_spans_begin_at_a_word_or_behind_its_proclitic_and_end_with_a_word(name: str) -> None:
    document = sample(name)
    tokens = tokenize(document["text"])
    ends = {token.end for token in tokens}
    starts = {token.start for token in tokens}
    behind = {start for token in tokens for start in behind_proclitics(document["text"], token)}
    for annotation_set in document["sets"]:
        for s in annotation_set["spans"]:
            assert s["end"] in ends, s
            assert s["start"] in starts | behind, s


def behind_proclitics(text: str, token: Token) -> Iterator[int]:
    """Yield the places behind و, behind و and ب …, but not behind the article."""
    word = token.of(text)
    for length in itertools.accumulate(split(word)):
        if length <= proclitic_length(word):
            yield token.start + length


@each_file
def test_span_edges_carry_no_space_and_no_punctuation_of_the_sentence(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        for s in annotation_set["spans"]:
            if s["attributes"].get("form") == "punctuation":
                continue
            own = OWN_SIGNS
            if s["label"] == "QUOTE" or s["attributes"].get("reporting") == "mixed":
                own += QUOTATION_MARKS
            for edge in (s["text"][0], s["text"][-1]):
                assert edge in own or unicodedata.category(edge)[0] in "LNM", s


@each_file
def test_an_implicit_source_is_named_only_where_no_source_is_attached(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        attached = {r["target"] for r in annotation_set["relations"] if r["type"] == "attribution"}
        for s in annotation_set["spans"]:
            assert not (s["id"] in attached and "implicit_source" in s["attributes"]), s


@each_file
def test_every_claim_says_how_it_is_reported_and_has_what_that_takes(name: str) -> None:
    """Direct, indirect and mixed claims have a source; impersonal ones a cue; unattributed ones neither."""
    for annotation_set in sample(name)["sets"]:
        sourced = {r["target"] for r in annotation_set["relations"] if r["type"] == "attribution"}
        cued = {r["target"] for r in annotation_set["relations"] if r["type"] == "cue"}
        later = {r["source"] for r in annotation_set["relations"] if r["type"] == "continues"}
        for s in annotation_set["spans"]:
            if s["label"] != "CLAIM" or s["id"] in later:
                continue
            reporting = s["attributes"]["reporting"]
            if reporting in {"direct", "indirect", "mixed"}:
                assert s["id"] in sourced or "implicit_source" in s["attributes"], s
            elif reporting == "impersonal":
                assert s["id"] in cued, s
            elif reporting == "publisher":
                assert s["id"] in sourced, s
            else:
                assert s["id"] not in sourced | cued, s


@each_file
def test_the_later_part_of_a_discontinuous_span_carries_no_other_relation(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        later = {r["source"] for r in annotation_set["relations"] if r["type"] == "continues"}
        for relation in annotation_set["relations"]:
            if relation["type"] != "continues":
                assert not later & {relation["source"], relation["target"]}, relation


@each_file
def test_every_cue_signals_something_and_every_source_says_something(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        ends = {(r["type"], r["source"]) for r in annotation_set["relations"]}
        for s in annotation_set["spans"]:
            if s["label"] == "CUE":
                assert ("cue", s["id"]) in ends, s
            if s["label"] == "SOURCE":
                assert ("attribution", s["id"]) in ends, s


@each_file
def test_a_cue_of_a_sourced_claim_introduces_one_of_its_sources(name: str) -> None:
    for annotation_set in sample(name)["sets"]:
        pairs: dict[str, set[tuple[str, str]]] = {}
        for relation in annotation_set["relations"]:
            pairs.setdefault(relation["type"], set()).add((relation["source"], relation["target"]))
        for cue, source in pairs.get("introduces", set()):
            contents = {target for c, target in pairs["cue"] if c == cue}
            assert contents & {target for s, target in pairs["attribution"] if s == source}, (cue, source)


# The set as a whole shows what a newcomer and a tester need


def test_there_are_at_least_seven_articles_and_their_genres_differ() -> None:
    assert len(FILES) >= 7
    assert len({document["metadata"]["genre"] for document in samples()}) == len(FILES)


def test_all_states_are_shown() -> None:
    states = Counter(annotation_set["state"] for _, annotation_set in sets())
    assert states[State.FINISHED] >= 5
    assert states[State.IN_PROGRESS] == 1
    assert sum(not document["sets"] for document in samples()) == 1


def test_the_unfinished_article_is_annotated_in_its_first_half() -> None:
    ((document, half),) = [pair for pair in sets() if pair[1]["state"] == State.IN_PROGRESS]
    assert 0.3 < max(s["end"] for s in half["spans"]) / len(document["text"]) < 0.7


def test_every_reading_is_gold_and_nobodys() -> None:
    assert {(s["owner"], s["annotator"]) for _, s in sets()} == {(Owner.GOLD, None)}


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("English curly quotes", "“[^”\n]+”"),
        ("guillemets", "«[^»\n]+»"),
        ("a year in Latin digits", r"\b2024\b"),
        ("a year in Arabic-Indic digits", "٢٠٢٤"),
        ("a Latin decimal", r"[0-9]\.[0-9]"),
        ("an Arabic decimal", "[٠-٩]٫[٠-٩]"),
        ("a decimal comma", "[0-9],[0-9](?![0-9])"),
        ("an Arabic thousands separator", "[٠-٩]٬[٠-٩]{3}"),
        ("a Latin percent sign", "[0-9]%"),
        ("an Arabic percent sign", "[٠-٩]٪"),
        ("a percentage in words", "[0-9] في المائة"),
        ("the tatweel of the Hijri year", "[٠-٩] هـ"),
        ("tatweel inside a word", "العـ{2,}ربية"),
        ("tatweel after a proclitic before a number", "بـ[0-9]"),
        ("a Maghrebi date", "أبريل/نيسان 2025"),
        ("the Moroccan month", "ماي/أيار"),
        ("a word with tanween", "\\w\u064b"),
        ("a fully vocalised verse", f"(?:[ء-ي]{HARAKAT}+[اىي]?[ \n…]*){{12}}"),
        ("a product name with a hyphen and a digit", "Model X-7"),
        ("a Latin product name with a version", r"NahrOS [0-9]"),
        ("square brackets", r"\[[^\]]+\]"),
        ("an abbreviation in parentheses", r"\(موج\)"),
        ("an abbreviation with a full stop", "د\\. ليلى"),
        ("an account", "@[a-z_]+"),
        ("a hashtag", "#[A-Za-z]+"),
        ("a score with a hyphen", r"\b3-2\b"),
        ("a list with hyphens", r"(?m)^- .+\n- "),
        ("a heading: a short line without a full stop", r"(?m)^.{5,40}[^.\n]\n.{60}"),
        ("a blank line", "\n\n"),
        ("the elided article after ل", "\\bلل[ء-ي]"),
        ("the verb without its subject", "وأضاف أن"),
        ("an impersonal report", "يُذكر أن"),
        ("an expectation", "من المتوقع أن"),
        ("a question", "؟"),
        ("a semicolon", "؛"),
    ],
)
def test_somewhere_stands(what: str, pattern: str) -> None:
    assert re.search(pattern, all_text()), what


def test_one_text_has_a_character_outside_the_basic_plane_before_some_spans() -> None:
    """There code points and UTF-16 units part ways: an exporter that mixes them up fails on this text."""
    behind = [
        s
        for document, annotation_set in sets()
        for s in annotation_set["spans"]
        if any(ord(c) > 0xFFFF for c in document["text"][: s["start"]])
    ]
    assert len(behind) >= 20


def test_one_title_and_one_paragraph_begin_with_latin_letters() -> None:
    assert any(re.match("[A-Z]", document["title"]) for document in samples())
    assert any(re.match("[A-Z]", document["text"]) for document in samples())


@pytest.mark.parametrize(
    "reporting", ["direct", "indirect", "mixed", "impersonal", "publisher", "unattributed"]
)
def test_claims_are_reported(reporting: str) -> None:
    assert sum(s["attributes"]["reporting"] == reporting for s in spans("CLAIM")) >= 3


@pytest.mark.parametrize("naming", ["named", "described", "unnamed", "anaphoric"])
def test_sources_are(naming: str) -> None:
    assert sum(s["attributes"]["naming"] == naming for s in spans("SOURCE")) >= 3


@pytest.mark.parametrize(
    "stance", ["neutral", "declarative", "factive", "distancing", "denying", "predictive"]
)
def test_cues_are(stance: str) -> None:
    assert any(s["attributes"]["stance"] == stance for s in spans("CUE"))


@pytest.mark.parametrize("form", ["verb", "noun", "phrase", "punctuation"])
def test_cues_have_the_form_of_a(form: str) -> None:
    assert any(s["attributes"]["form"] == form for s in spans("CUE"))


@pytest.mark.parametrize("who", ["last_speaker", "unknown_people", "other"])
def test_the_implicit_source_is_the(who: str) -> None:
    assert any(s["attributes"].get("implicit_source") == who for s in spans())


def test_every_label_of_the_scheme_is_used() -> None:
    assert {s["label"] for s in spans()} == {label.code for label in scheme().labels}


def test_every_relation_type_of_the_scheme_is_used() -> None:
    for kind in scheme().relation_types:
        assert any(relations(kind.code)), kind.code


def test_a_claim_is_said_by_one_and_denied_by_another_each_with_their_own_cue() -> None:
    found = 0
    for _, annotation_set in sets():
        by_id = {s["id"]: s for s in annotation_set["spans"]}
        links = annotation_set["relations"]
        introduced = {(r["source"], r["target"]) for r in links if r["type"] == "introduces"}
        for claim in (s["id"] for s in annotation_set["spans"] if s["label"] == "CLAIM"):
            sources = {r["source"] for r in links if r["type"] == "attribution" and r["target"] == claim}
            cues = {r["source"] for r in links if r["type"] == "cue" and r["target"] == claim}
            stances = {
                by_id[cue]["attributes"]["stance"]
                for cue in cues
                for source in sources
                if (cue, source) in introduced
            }
            found += len(sources) == 2 and "denying" in stances and len(stances) == 2
    assert found >= 3


def test_a_newspaper_relays_what_somebody_told_it() -> None:
    for secondary, primary in relations("relays"):
        assert secondary["attributes"]["role"] == "secondary"
        assert primary["attributes"]["role"] == "primary"


@pytest.mark.parametrize("label", ["CLAIM", "QUOTE"])
def test_one_span_continues_another_behind_the_reporting_clause(label: str) -> None:
    pairs = [(later, earlier) for later, earlier in relations("continues") if later["label"] == label]
    assert pairs
    assert all(earlier["end"] < later["start"] for later, earlier in pairs)


@pytest.mark.parametrize(
    ("outer", "inner"), [("ORG", "GPE"), ("OCC", "ORG"), ("ORG", "NORP"), ("MONEY", "CURR")]
)
def test_entities_nest(outer: str, inner: str) -> None:
    assert any(
        span(a) != span(b) and span(a).contains(span(b))
        for _, annotation_set in sets()
        for a in annotation_set["spans"]
        for b in annotation_set["spans"]
        if (a["label"], b["label"]) == (outer, inner)
    )


def test_some_spans_begin_inside_a_word() -> None:
    """A token-level export must widen, split or refuse them."""
    inside = 0
    for document, annotation_set in sets():
        starts = {token.start for token in tokenize(document["text"])}
        inside += sum(s["start"] not in starts for s in annotation_set["spans"])
    assert inside >= 40


def test_a_span_begins_on_the_second_lam_of_an_elided_article() -> None:
    assert any(
        document["text"][s["start"] - 1 : s["start"] + 1] == "لل"
        for document, annotation_set in sets()
        for s in annotation_set["spans"]
    )


def test_a_span_begins_at_offset_zero() -> None:
    assert any(s["start"] == 0 for s in spans())


def test_one_span_has_a_comment_and_a_flag() -> None:
    assert any(s["comment"] and s["flagged"] for s in spans())


def test_the_plain_text_for_trying_the_import_is_clean() -> None:
    files = list(resources.path("samples", "text").glob("*.txt"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert len(text.split()) >= 100
        assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc\ufeff]| {2}|\r", text)


def test_the_readme_names_every_sample() -> None:
    readme = resources.path("samples", "README.md").read_text(encoding="utf-8")
    for file in FILES:
        assert f"`{file.name}`" in readme
