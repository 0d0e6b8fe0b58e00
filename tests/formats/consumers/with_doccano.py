"""doccano's importer itself, as its task queue calls it, on a database in memory."""
# /// script
# dependencies = ["doccano==1.8.4", "marshmallow<4", "numpy<2", "setuptools<81"]
# [tool.hashiya]
# python = "3.11"
# ///

from __future__ import annotations

import os
import sys
import warnings
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from answering import answer, document

warnings.simplefilter("ignore")  # of a release of 2023 about its own libraries
os.environ["DATABASE_URL"] = "sqlite:///:memory:"
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
sys.path.insert(0, find_spec("backend").submodule_search_locations[0])

import django  # noqa: E402 - reads the environment

django.setup()

from data_import.datasets import load_dataset  # noqa: E402 - after the setup
from data_import.pipeline.catalog import JSONL, RELATION_EXTRACTION  # noqa: E402
from data_import.pipeline.readers import FileName  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from labels.models import Relation, Span  # noqa: E402
from projects.models import ProjectType, SequenceLabelingProject  # noqa: E402


def load(path: Path) -> list[dict[str, Any]]:
    """Return the spans and relations of each example that the importer saved."""
    plain = _imported(path, ProjectType.SEQUENCE_LABELING)
    related = _imported(path, RELATION_EXTRACTION)
    for one, other in zip(plain, related, strict=True):
        assert one["text"] == other["text"]
        assert Counter(one["spans"]) == Counter(other["spans"])
    return related


def _imported(path: Path, task: str) -> list[dict[str, Any]]:
    user, _ = User.objects.get_or_create(username="reader")
    project = SequenceLabelingProject.objects.create(
        name=path.name,
        project_type=ProjectType.SEQUENCE_LABELING,
        created_by=user,
        allow_overlapping=True,
        use_relation=task == RELATION_EXTRACTION,
    )
    names = [FileName(full_path=str(path), generated_name=path.name, upload_name=path.name)]
    dataset = load_dataset(task, JSONL, names, project)
    dataset.save(user)
    assert not dataset.errors, dataset.errors
    spans: dict[int, list[Any]] = {}
    for span in Span.objects.filter(example__project=project).select_related("label"):
        spans.setdefault(span.example_id, []).append(_place(span))
    links: dict[int, list[Any]] = {}
    for link in Relation.objects.filter(example__project=project).select_related("type", "from_id", "to_id"):
        ends = (_place(link.from_id), _place(link.to_id))
        links.setdefault(link.example_id, []).append((link.type.text, *ends))
    return [
        document(
            spans.get(example.id, []),
            name=example.meta["document"],
            text=example.text,
            relations=links.get(example.id, []),
        )
        for example in project.examples.order_by("id")
    ]


def _place(span: Any) -> tuple[str, int, int]:
    return span.label.text, span.start_offset, span.end_offset


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    answer(doccano=load)
