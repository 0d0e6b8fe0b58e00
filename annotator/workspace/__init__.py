"""The one object that the window and the command line talk to, and the long work beside it."""

from annotator.workspace.changes import ChangeSet
from annotator.workspace.exporting import ExportRequest, export_project
from annotator.workspace.history import HistoryEntry, ProjectThen, TrashedDocument
from annotator.workspace.importing import ImportReport, ParsedFiles, ReadingChoices, read_files
from annotator.workspace.opened import DEFAULT_READER
from annotator.workspace.safety import back_up, backups_of, repair_project, restore_backup
from annotator.workspace.selection import Readings, Selection
from annotator.workspace.workspace import Workspace

__all__ = [
    "DEFAULT_READER",
    "ChangeSet",
    "ExportRequest",
    "HistoryEntry",
    "ImportReport",
    "ParsedFiles",
    "ProjectThen",
    "ReadingChoices",
    "Readings",
    "Selection",
    "TrashedDocument",
    "Workspace",
    "back_up",
    "backups_of",
    "export_project",
    "read_files",
    "repair_project",
    "restore_backup",
]
