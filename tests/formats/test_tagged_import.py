"""Files of tokens and tags come in, however they are laid out, and noise is named line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import formats
from annotator.errors import AnnotatorError, InputError
from annotator.formats import ImportOptions
from annotator.language import Message
from annotator.model import AnnotatedDocument
from annotator.model.scheme_json import default_scheme
from tests.formats.every_format import SCHEME, annotated, export, read, triples

FOUR = "-DOCSTART- -X- O O\n\nزار -X- O O\nسليم -X- O B-PERS\nخان -X- O I-PERS\n\nدمشق -X- O B-GPE\n\n"
NOISY = "زار O\r\nسليم OO\nخان I--ORG\nليبيا I-GPE\nطرابلس\nبنغازي B-GPE\nثم I-GPE B-\n"


def written(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(
    "content",
    [
        FOUR,
        FOUR.replace(" -X- O ", "\t"),
        FOUR.replace(" -X- O ", " "),
        FOUR.replace("\n", "\r\n"),
        FOUR.replace("B-GPE", "S-GPE").replace("I-PERS", "E-PERS"),
        FOUR.replace("B-GPE", "U-GPE").replace("I-PERS", "L-PERS"),
        FOUR.removeprefix("-DOCSTART- -X- O O\n\n").rstrip("\n"),
        "\ufeff" + FOUR,
    ],
)
def test_columns_line_ends_and_schemes_of_tags_make_no_difference(content: str, tmp_path: Path) -> None:
    (document,) = read("conll", written(tmp_path / "a.conll", content))
    assert document.document.text == "زار سليم خان\nدمشق"
    assert triples(document) == [("PERS", 4, 12), ("GPE", 13, 17)]


def test_a_noisy_file_is_refused_with_every_bad_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read("conll", written(tmp_path / "noisy.conll", NOISY))
    said = str(caught.value)
    assert "noisy.conll, line 2: “OO” is no tag" in said
    assert "3, 5, 7" in said


def test_a_noisy_file_comes_in_without_what_is_wrong_if_that_is_wanted(tmp_path: Path) -> None:
    problems: list[AnnotatorError] = []
    warnings: list[Message] = []
    path = written(tmp_path / "noisy.conll", NOISY)
    (document,) = read("conll", path, problems=problems, warnings=warnings)
    assert document.document.text == "زار سليم خان ليبيا طرابلس بنغازي ثم"
    assert triples(document) == [("GPE", 13, 18), ("GPE", 26, 32)]
    assert [str(problem).split(":")[0] for problem in problems] == [
        f"noisy.conll, line {number}" for number in (2, 3, 5, 7)
    ]
    assert [str(warning) for warning in warnings] == [
        "noisy.conll, line 4: I-GPE goes on with nothing; it is read as a beginning.",
        "noisy.conll: some lines end in CR LF and some in LF; both are read.",
    ]


def test_a_span_ends_with_its_sentence_and_its_document(tmp_path: Path) -> None:
    content = "سليم B-PERS\n\nخان I-PERS\n-DOCSTART- O\nثم I-PERS\n"
    first, second = read("conll", written(tmp_path / "a.conll", content))
    assert triples(first) == [("PERS", 0, 4), ("PERS", 5, 8)]
    assert triples(second) == [("PERS", 0, 2)]


def test_unknown_labels_are_refused_and_can_be_mapped(tmp_path: Path) -> None:
    path = written(tmp_path / "a.conll", "سليم B-Person\n")
    with pytest.raises(InputError, match="no label Person"):
        read("conll", path, scheme=SCHEME)
    (document,) = read("conll", path, scheme=SCHEME, labels={"Person": "PERS"})
    assert triples(document) == [("PERS", 0, 4)]


def test_bioes_tags_say_where_a_span_ends(tmp_path: Path) -> None:
    document = annotated("زار سليم بن خان دمشق", [("PERS", 4, 15), ("GPE", 16, 20)])
    export("conll-bioes", [document], tmp_path / "a.bioes")
    rows = (tmp_path / "a.bioes").read_text(encoding="utf-8").split("\n")
    assert [row.split(" ")[-1] for row in rows[4:9]] == ["O", "B-PERS", "I-PERS", "E-PERS", "S-GPE"]


@pytest.mark.parametrize("name", ["train.txt", "val.txt", "test.txt"])
def test_the_wojood_sample_is_recognised(name: str, shared_data: Path) -> None:
    assert formats.recognise(shared_data / "wojood_sample" / name).name == "wojood"


def sample_rows(path: Path) -> list[list[tuple[str, frozenset[str]]]]:
    """Return the token and the tags of each row, document by document, read as plainly as possible."""
    found: list[list[tuple[str, frozenset[str]]]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split()
        if columns[:1] == ["$#$"]:
            found.append([])
        elif columns:
            found[-1].append((columns[0], frozenset(columns[1:]) - {"O"}))
    return [rows for rows in found if rows]


def test_all_of_the_wojood_sample_comes_in_and_goes_out_again(shared_data: Path, tmp_path: Path) -> None:
    spans = crossing = orphans = 0
    for name in ("train.txt", "val.txt", "test.txt"):
        source = shared_data / "wojood_sample" / name
        warnings: list[Message] = []
        options = ImportOptions(scheme=default_scheme(), warnings=warnings)
        documents = list(formats.get("wojood").read(source, options))
        orphans += sum("goes on with nothing" in str(warning) for warning in warnings)
        for document in documents:
            found = triples(document)
            spans += len(found)
            crossing += sum(a[1] < b[1] < a[2] < b[2] for a in found for b in found)
        report = export("wojood", documents, tmp_path / name, tokens="split")
        assert report.entries == []
        # The sample's own tokens are coarser than ours in places: what is tagged is compared, not the cuts.
        again = read("wojood", tmp_path / name)
        assert [tagged(one) for one in again] == [tagged(one) for one in documents]
        assert ["".join(one.document.text.split()) for one in again] == plain_text(source)
    assert (spans, crossing, orphans) == (4223, 0, 1)


def tagged(document: AnnotatedDocument) -> list[tuple[str, str]]:
    (reading,) = document.sets
    return [(s.label, "".join(s.quote.split())) for s in reading.in_text_order()]


def plain_text(path: Path) -> list[str]:
    """Return the characters of each document, read as plainly as can be."""
    rows = path.read_text(encoding="utf-8").replace("$#$ O\n", "\0").split("\0")
    joined = ("".join(row.split()[0] for row in one.split("\n") if row.strip()) for one in rows)
    return [text for text in joined if text]


def test_nested_spans_stand_on_one_row_the_outer_first(tmp_path: Path) -> None:
    document = annotated("أمين مجلس الأمن.", [("OCC", 0, 15), ("ORG", 5, 15), ("ORG", 0, 9)])
    report = export("wojood", [document], tmp_path / "a.wojood")
    assert (tmp_path / "a.wojood").read_text(encoding="utf-8") == (
        "أمين B-OCC B-ORG\nمجلس I-OCC I-ORG\nالأمن I-OCC\n. O\n$#$ O\n\n"
    )
    assert [(entry.id, entry.kind.value) for entry in report.losses] == [("s1", "flattened")]
