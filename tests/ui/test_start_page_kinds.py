from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator import formats, language
from ui import fonts
from ui.welcome.page import _kinds
from ui.welcome.rows import RecentRow


def test_the_drop_area_names_each_kind_of_file_once_and_no_folder() -> None:
    kinds = _kinds()
    assert len(kinds) == len(set(kinds))
    assert {"TXT", "JSONL"} <= set(kinds)
    folders = {f.extensions[0].lstrip(".").upper() for f in formats.all_formats() if f.is_folder}
    assert folders
    assert not folders & set(kinds)


def test_a_path_in_an_arabic_list_keeps_its_first_slash_first(qtbot: QtBot) -> None:
    fonts.load()
    language.use("ar")
    try:
        row = RecentRow(Path("/srv/news/p.hashiya"), None, is_first=False)
        qtbot.addWidget(row)
        assert row._about == "\u2068/srv/news\u2069"
    finally:
        language.use("en")
