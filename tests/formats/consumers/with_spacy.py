"""spaCy: its DocBin and corpus reader, its CoNLL converter, and its tokens under Prodigy's spans."""
# /// script
# dependencies = ["spacy==3.8.18"]
# ///

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import spacy
from answering import answer, document
from spacy.cli.debug_data import debug_data
from spacy.cli.init_config import init_config
from spacy.tokens import Doc
from spacy.training import Corpus
from spacy.training.converters import conll_ner_to_docs


def docbin(folder: Path) -> list[dict[str, Any]]:
    """Return the group `sc` and the entities of each reference, as `spacy train` reads the corpus."""
    found = []
    pipeline = spacy.load(folder / "tokenizer")
    for path in sorted(folder.glob("*.spacy")):
        for example in Corpus(path)(pipeline):
            read = example.reference
            assert example.predicted.text == read.text
            spans = [(s.label_, s.start_char, s.end_char) for s in read.spans["sc"]]
            entities = [(s.label_, s.start_char, s.end_char) for s in read.ents]
            rule = [token.text for token in pipeline(read.text) if not token.is_space]
            found.append(document(spans, text=read.text, entities=entities, rule=rule))
    return found


def debug(folder: Path) -> list[dict[str, Any]]:
    """Return what `spacy debug data` says of the folder, with its tokenizer taken over; a fault ends here."""
    config = init_config(lang="ar", pipeline=["ner", "spancat"], silent=True)
    base = str(folder / "tokenizer")
    taken = {"@callbacks": "spacy.copy_from_base_model.v1", "tokenizer": base, "vocab": base}
    config["initialize"]["before_init"] = taken
    with tempfile.TemporaryDirectory() as place, contextlib.redirect_stdout(io.StringIO()) as said:
        path = Path(place) / "config.cfg"
        config.to_disk(path)
        overrides = {"paths.train": str(folder), "paths.dev": str(folder)}
        debug_data(path, config_overrides=overrides, no_format=True, silent=False)
    return [document([], said=said.getvalue())]


def conll(path: Path) -> list[dict[str, Any]]:
    """Return the entities that `spacy convert --converter ner` finds."""
    found = []
    header, *rest = conll_ner_to_docs(path.read_text(encoding="utf-8"), no_print=True)
    assert header.text.split() == ["-DOCSTART-"]
    for read in rest:
        spans = [(s.label_, s.start, s.end) for s in read.ents]
        found.append(document(spans, tokens=[token.text for token in read]))
    return found


def prodigy(path: Path) -> list[dict[str, Any]]:
    """Return the spans of each task on a `Doc` of its tokens, found by characters and by tokens alike."""
    found = []
    vocab = spacy.blank("ar").vocab
    for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n"):
        task = json.loads(line)
        words = [token["text"] for token in task["tokens"]]
        read = Doc(vocab, words=words, spaces=[token["ws"] for token in task["tokens"]])
        spans = []
        for span in task["spans"]:
            place = read.char_span(span["start"], span["end"], label=span["label"])
            assert (place.start, place.end) == (span["token_start"], span["token_end"] + 1)
            spans.append((place.label_, place.start_char, place.end_char))
        ends = [
            (
                link["label"],
                *((s["label"], s["start"], s["end"]) for s in (link["head_span"], link["child_span"])),
            )
            for link in task["relations"]
        ]
        found.append(document(spans, text=read.text, relations=ends))
    return found


if __name__ == "__main__":
    answer(spacy=docbin, spacy_debug=debug, conll=conll, prodigy=prodigy)
