"""Hugging Face's datasets, offline."""
# /// script
# dependencies = ["datasets==5.2.0"]
# ///

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

for variable in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE"):
    os.environ[variable] = "1"
home = tempfile.TemporaryDirectory()
os.environ["HF_HOME"] = home.name

import datasets  # noqa: E402 - reads the environment when it is imported
from answering import answer, document  # noqa: E402


def load(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of the one split."""
    loaded = datasets.load_dataset(str(folder), cache_dir=home.name)["train"]
    assert loaded.column_names == ["id", "title", "text", "metadata", "readings", "decisions"]
    return [_document(row) for row in loaded]


def _document(row: dict[str, Any]) -> dict[str, Any]:
    (reading,) = row["readings"]
    places = {span["id"]: (span["label"], span["start"], span["end"]) for span in reading["spans"]}
    assert all(row["text"][s["start"] : s["end"]] == s["text"] for s in reading["spans"])
    links = [(link["type"], places[link["source"]], places[link["target"]]) for link in reading["relations"]]
    return document(places.values(), name=row["id"], text=row["text"], relations=links)


def load_shares(path: Path) -> list[dict[str, Any]]:
    """Return the spans and relations that somebody has, of a file of soft labels."""
    found = []
    for row in datasets.load_dataset("parquet", data_files=str(path), cache_dir=home.name)["train"]:
        spans = [(span["label"], span["start"], span["end"]) for span in row["spans"]]
        links = [(link["type"], spans[link["source"]], spans[link["target"]]) for link in row["relations"]]
        places = [(form, *place) for form, place in zip(row["tokens"], row["places"], strict=True)]
        found.append(document(spans, name=row["id"], text=row["text"], places=places, relations=links))
    return found


if __name__ == "__main__":
    answer(huggingface=load, huggingface_parquet=load, soft_labels_parquet=load_shares)
