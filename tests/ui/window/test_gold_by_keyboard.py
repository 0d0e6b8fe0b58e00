"""The gold article, from nothing, in the window, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.model import AnnotatedDocument
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from annotator.workspace.importing import read_files
from tests.ui.window.typist import Typist, described
from ui.conductor import Conductor

MakeWindow = Callable[..., Conductor]

MOST_KEYS = 6.0
"""For each span on average, selection, answers and relations included."""


def _gold(shared_data: Path) -> AnnotatedDocument:
    (found,) = read_files([shared_data / "gold.jsonl"], scheme=default_scheme()).documents
    return found


def test_the_gold_article_is_built_from_nothing_by_keys_alone(
    make_window: MakeWindow, tmp_path: Path, shared_data: Path
) -> None:
    gold = _gold(shared_data)
    article = tmp_path / "article.txt"
    article.write_text(gold.document.text, encoding="utf-8")
    with Workspace.create(tmp_path / "p.hashiya", title="P", reader="Salma") as workspace:
        workspace.import_files([article])
    conductor = make_window(tmp_path / "p.hashiya")
    document = conductor.session.document
    assert document is not None
    assert document.text == gold.document.text
    typist = Typist(conductor, gold.sets[0], document)
    typist.type_all()
    made = conductor.session.annotation_set
    assert made is not None
    assert described(made) == described(gold.sets[0])
    assert len(made.spans) == 118
    assert len(made.relations) == 74
    assert len(typist.steps) / len(made.spans) < MOST_KEYS
