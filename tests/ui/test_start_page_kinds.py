from __future__ import annotations

from annotator import formats
from ui.welcome.page import _kinds


def test_the_drop_area_names_each_kind_of_file_once_and_no_folder() -> None:
    kinds = _kinds()
    assert len(kinds) == len(set(kinds))
    assert {"TXT", "JSONL"} <= set(kinds)
    folders = {f.extensions[0].lstrip(".").upper() for f in formats.all_formats() if f.is_folder}
    assert folders
    assert not folders & set(kinds)
