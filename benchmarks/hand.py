"""How many keys an annotator presses for a span, and how long the slowest of them keeps the hand waiting.

The typist of the tests builds the gold article in a real window, from nothing, by keys alone: it selects,
labels, answers and relates. What it has built is compared with gold before a figure counts.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from operator import attrgetter
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from annotator.model import AnnotatedDocument
from annotator.model.scheme_json import default_scheme
from annotator.workspace import Workspace
from annotator.workspace.importing import read_files
from benchmarks.measure import Row, peak_mb
from tests.ui.window.typist import Step, Typist, described

_MOST_KEYS: Final = 6
_LONGEST_MS: Final = 100
_ROUNDS: Final = 3


def hand() -> list[Row]:
    """Build the gold article a few times: the same keys, and of each one's times the best counts."""
    beside = Path(__file__).resolve().parent.parent.parent / "shared"
    article = Path(os.environ.get("HASHIYA_SHARED", beside)) / "data" / "gold.jsonl"
    if not article.exists():
        sys.exit(f"hand: the gold article is not here: {article} (set HASHIYA_SHARED)")
    (gold,) = read_files([article], scheme=default_scheme()).documents
    rounds = [_typed(gold) for _ in range(_ROUNDS)]
    spans, relations = len(gold.sets[0].spans), len(gold.sets[0].relations)
    size = f"{spans} spans, {relations} relations"
    keys = sum(not step.held for step in rounds[0]), sum(step.held for step in rounds[0])
    rows = [
        Row(
            work="keys for a span: selecting, labelling, answering, relating",
            size=size,
            ours=(keys[0] + keys[1]) / spans,
            peer=(keys[0] + 2 * keys[1]) / spans,
            peer_name="the same with Shift, Alt and Ctrl counted as keys of their own",
            unit="keys",
            peak_mb=peak_mb(),
            aim=_MOST_KEYS,
        )
    ]
    for name, kind in (("wall", "on the wall"), ("cpu", "processor time")):
        took = attrgetter(name)
        # The keys are the same in each round: of each its best, so that only its own work counts.
        best = sorted((min(same, key=took) for same in zip(*rounds, strict=True)), key=took)
        rows.append(
            Row(
                work=f"the slowest of {len(best)} keys, to the painted frame, {kind}",
                size=size,
                ours=took(best[-1]) * 1000,
                peer=took(best[len(best) // 2]) * 1000,
                peer_name=f"the median of the keys; the slowest was {best[-1].name}",
                unit="ms",
                peak_mb=peak_mb(),
                aim=_LONGEST_MS,
            )
        )
    return rows


def _typed(gold: AnnotatedDocument) -> list[Step]:
    """Return the steps of one round, once what they have built is gold's."""
    from ui import fonts
    from ui.conductor import Conductor
    from ui.language import Speaker
    from ui.main_window import MainWindow
    from ui.settings import Settings
    from ui.theme import theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - for the type checker
    fonts.load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("CONFIG", "DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{part}_HOME"] = str(folder / part.lower())
        (folder / "article.txt").write_text(gold.document.text, encoding="utf-8")
        with Workspace.create(folder / "p.hashiya", title="P", reader="R") as workspace:
            workspace.import_files([folder / "article.txt"])
        window = MainWindow()
        window.set_theme(theme("light"))
        conductor = Conductor(window, Settings(folder / "settings.ini"), Speaker(app))
        window.resize(1440, 900)
        window.show()
        conductor.open(folder / "p.hashiya")
        window.view.setFocus()
        settled = time.perf_counter() + 0.5
        while time.perf_counter() < settled:
            app.processEvents()
        document = conductor.session.document
        if document is None:
            sys.exit("hand: the article did not open")
        typist = Typist(conductor, gold.sets[0], document)
        typist.type_all()
        made = conductor.session.annotation_set
        if made is None or described(made) != described(gold.sets[0]):
            sys.exit("hand: what was typed is not the gold article")
        window.close()
    return typist.steps
