"""Crowd-Kit, which aggregates what workers say of tasks: the usual label, and Dawid and Skene's."""
# /// script
# dependencies = ["crowd-kit==1.4.1"]
# ///

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from answering import answer, document
from crowdkit.aggregation import DawidSkene, MajorityVote


def load(folder: Path) -> list[dict[str, Any]]:
    """Return for each document the spans on which its workers are taken to agree."""
    labels = pd.read_csv(folder / "labels.csv", keep_default_na=False)
    tokens = pd.read_csv(folder / "tokens.tsv", sep="\t", quoting=3, keep_default_na=False, dtype=str)
    found = {name: document([], name=name, places=[]) for name in tokens["document"].unique()}
    for row in tokens.itertuples():
        found[row.document]["places"].append((row.token, int(row.start), int(row.end)))
    if len(labels):
        majority = MajorityVote().fit_predict(labels)
        aggregated = DawidSkene(n_iter=3).fit_predict(labels)
        assert list(aggregated.sort_index()) == list(majority.sort_index()), "one worker is always right"
        for row in labels.drop_duplicates("task").itertuples():
            found[row.document]["spans"].append((majority[row.task], row.start, row.end))
    return list(found.values())


if __name__ == "__main__":
    answer(side_by_side=load)
