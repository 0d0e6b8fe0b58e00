"""The card of a folder: YAML that `datasets` reads, and words for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from annotator.formats.huggingface.rows import FEATURES
from annotator.formats.loss import LossReport


def card(suffix: str, report: LossReport) -> str:
    """Return the card.

    Args:
        suffix: of the files with the rows.
        report: says how much there is.
    """
    lines = [
        "---",
        "language:",
        "- ar",
        "task_categories:",
        "- token-classification",
        "configs:",
        "- config_name: default",
        "  data_files:",
        "  - split: train",
        f"    path: data/train-*{suffix}",
        "dataset_info:",
        "  features:",
        *_yaml(FEATURES, "  "),
        "---",
        "",
        "# Annotated Arabic texts",
        "",
        f"Documents: {report.documents}. Spans: {report.spans}. Relations: {report.relations}.",
        "",
        "`start` and `end` count Unicode code points of `text` from 0; the end is not included, so that",
        "`text[start:end]` in Python is the span's own `text`. A document may have several readings.",
        "`metadata` is a JSON string.",
        "",
        "Written by Hashiya.",
        "",
    ]
    return "\n".join(lines)


def _yaml(features: dict[str, Any], indent: str) -> Iterator[str]:
    for name, kind in features.items():
        yield f"{indent}- name: {name}"
        if isinstance(kind, list):
            yield f"{indent}  list:"
            yield from _yaml(kind[0], indent + "  ")
        else:
            yield f"{indent}  dtype: {kind}"


def schema_metadata() -> bytes:
    """Return what a Parquet file says of its features under the key `huggingface`."""
    return json.dumps({"info": {"features": _plain(FEATURES)}}).encode()


def _plain(features: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [_plain(kind[0])] if isinstance(kind, list) else {"dtype": kind, "_type": "Value"}
        for name, kind in features.items()
    }
