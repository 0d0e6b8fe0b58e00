"""A new project by hand, with what can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError
from ui.conductor import Conductor

MakeWindow = Callable[..., Conductor]


def test_a_project_without_a_place_to_go_is_refused_with_a_reason(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.dialogs.new_project import NewProjectDialog

    def filled(dialog: NewProjectDialog) -> bool:
        dialog.title_field.setText("News")
        dialog.path_field.setText(str(tmp_path / "no such folder" / "p.hashiya"))
        return True

    monkeypatch.setattr(NewProjectDialog, "exec", filled)
    conductor = make_window()
    told: list[AnnotatorError] = []
    conductor.session.failed.connect(told.append)
    conductor.files.new()
    assert not conductor.session.is_open
    assert len(told) == 1
    assert "no such folder" in str(told[0])
