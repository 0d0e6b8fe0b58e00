"""pandas, with the one option that the format's page names."""
# /// script
# dependencies = ["pandas==3.1.1"]
# ///

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from answering import answer, document


def load(folder: Path, *, suffix: str, separator: str, shown: bool = False) -> list[dict[str, Any]]:
    """Return what the tables of documents, spans and relations say.

    Args:
        folder: with the tables.
        suffix: of their names.
        separator: between their cells.
        shown: cells are as a spreadsheet shows them, without the apostrophe that makes them no formula.
    """

    def cell(value: str) -> str:
        return value[1:] if shown and value[:1] == "'" and value[1:2] in set("=+-@\t") else value

    read = partial(pd.read_csv, keep_default_na=False, sep=separator)
    spans = read(folder / f"spans{suffix}")
    relations = read(folder / f"relations{suffix}")
    found = {}
    for row in read(folder / f"documents{suffix}", dtype=str).itertuples():
        found[row.document] = document([], name=row.document, text=cell(row.text), relations=[])
    places = {}
    for row in spans.itertuples():
        places[row.document, row.span] = place = (row.label, row.start, row.end)
        found[row.document]["spans"].append(place)
        found[row.document].setdefault("words", []).append(cell(row.text))
    for row in relations.itertuples():
        ends = (places[row.document, end] for end in (row.source, row.target))
        found[row.document]["relations"].append((row.type, *ends))
    return list(found.values())


def side_by_side(folder: Path) -> list[dict[str, Any]]:
    """Return what the one reader says, whose label and place stand in a column each."""
    spans, relations, tokens = (
        pd.read_csv(folder / f"{name}.csv", keep_default_na=False)
        for name in ("spans", "relations", "tokens")
    )
    found = {name: document([], name=str(name), relations=[]) for name in tokens["document"].unique()}
    (column,) = [name for name in spans.columns if name.startswith("label:")]
    reader = column.removeprefix("label:")
    places = {}
    for row in spans[spans[f"start:{reader}"] != ""].to_dict("records"):
        place = row[column], int(row[f"start:{reader}"]), int(row[f"end:{reader}"])
        places[row["task"]] = place
        found[row["document"]]["spans"].append(place)
    for row in relations[relations[f"has:{reader}"] == "yes"].to_dict("records"):
        ends = (places[row[end]] for end in ("source", "target"))
        found[row["document"]]["relations"].append((row["type"], *ends))
    return list(found.values())


def soft_labels(path: Path) -> list[dict[str, Any]]:
    """Return the spans and relations that all have; one reader is always sure."""
    found = []
    for row in pd.read_json(path, lines=True, dtype=False).itertuples():
        assert {thing["share"] for thing in (*row.spans, *row.relations)} <= {1.0}
        assert all(shares == [1.0] for layer in row.layers for shares in layer["shares"])
        spans = [(span["label"], span["start"], span["end"]) for span in row.spans]
        places = [(form, *place) for form, place in zip(row.tokens, row.places, strict=True)]
        links = [(link["type"], spans[link["source"]], spans[link["target"]]) for link in row.relations]
        found.append(document(spans, name=row.id, text=row.text, places=places, relations=links))
    return found


if __name__ == "__main__":
    answer(
        side_by_side_spreadsheet=side_by_side,
        soft_labels=soft_labels,
        csv=partial(load, suffix=".csv", separator=","),
        tsv=partial(load, suffix=".tsv", separator="\t"),
        spreadsheet=partial(load, suffix=".csv", separator=",", shown=True),
    )
