"""The collector of texts finds every one, wherever in the code it is said."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

_SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "messages"


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    pytest.importorskip("babel")
    loader = importlib.machinery.SourceFileLoader("hashiya_messages", str(_SCRIPT))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_texts_are_found_in_f_strings_too_with_their_plurals_and_contexts(messages: ModuleType) -> None:
    code = """
say(f"{tr('All files')} (*);;{trn('{count} row', '{count} rows', n)}")
msg("One text in "
    "two lines", name=name)
trc("dispute", "open")
tr(words)
self.tr("not ours")
"""
    assert list(messages.texts(code)) == [
        ("All files", None),
        (("{count} row", "{count} rows"), None),
        ("One text in two lines", None),
        ("open", "dispute"),
    ]
