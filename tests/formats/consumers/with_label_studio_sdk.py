"""Label Studio's SDK: its check of tasks against the labelling configuration, and its own converter."""
# /// script
# dependencies = ["label-studio-sdk==2.1.2"]
# ///

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from answering import answer, document
from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface


def load(folder: Path) -> list[dict[str, Any]]:
    """Return the regions and relations of each task, after the SDK has found no fault in them."""
    interface = LabelInterface((folder / "config.xml").read_text(encoding="utf-8"))
    interface.validate()
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    regions = _converted(folder)
    found = []
    for task, converted in zip(tasks, regions, strict=True):
        (annotation,) = task["annotations"]
        assert interface.validate_task({"data": task["data"]})
        # What it says of predictions is what it says of annotations, and with reasons.
        faults = interface.validate_prediction(annotation, return_errors=True)
        assert not faults, faults
        named = {r["id"]: _place(r["value"]) for r in annotation["result"] if r["type"] == "labels"}
        links = [
            (kind, named[r["from_id"]], named[r["to_id"]])
            for r in annotation["result"]
            if r["type"] == "relation"
            for kind in r["labels"]
        ]
        data = task["data"]
        found.append(
            document(map(_place, converted), name=data["document"], text=data["text"], relations=links)
        )
    return found


def _converted(folder: Path) -> list[list[dict[str, Any]]]:
    """Return what the converter's JSON_MIN says of each task's regions."""
    with tempfile.TemporaryDirectory() as place:
        converter = Converter((folder / "config.xml").read_text(encoding="utf-8"), project_dir=place)
        converter.convert_to_json_min(_numbered(folder, place), place, is_dir=False)
        lines = json.loads((Path(place) / "result.json").read_text(encoding="utf-8"))
    return [line.get("label", []) for line in lines]


def _numbered(folder: Path, place: str) -> str:
    """Return a copy of the tasks with ids, which the server gives to each task that it takes in."""
    tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    copy = Path(place) / "tasks.json"
    copy.write_text(json.dumps([task | {"id": n} for n, task in enumerate(tasks)]), encoding="utf-8")
    return str(copy)


def conll(folder: Path) -> list[dict[str, Any]]:
    """Return the rows that the converter makes of the tasks for CoNLL-2003."""
    with tempfile.TemporaryDirectory() as place:
        converter = Converter((folder / "config.xml").read_text(encoding="utf-8"), project_dir=place)
        converter.convert_to_conll2003(_numbered(folder, place), place, is_dir=False)
        rows = (Path(place) / "result.conll").read_text(encoding="utf-8").split("\n")
    return [document([], rows=rows)]


def _place(region: dict[str, Any]) -> tuple[str, int, int]:
    (label,) = region["labels"]
    return label, region["start"], region["end"]


if __name__ == "__main__":
    answer(label_studio=load, label_studio_conll=conll)
