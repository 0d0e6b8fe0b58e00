"""The file of a project that is open: where it is, and whether it may be written."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from annotator.errors import AnnotatorError
from annotator.store.repository import Repository


class ProjectFile:
    """What can be said of an open project without looking at what it holds."""

    _repository: Repository

    def changed_by_others(self) -> bool:
        """Tell whether the file is no longer what has been read: read it again then.

        Cheap enough for a timer or for each time the window is looked at again. Editing asks by itself.

        Raises:
            ProjectFileError: the file can't be read.
        """
        return self._repository.changed_by_others()

    def close(self) -> None:
        """Let go of the file. Everything is saved already."""
        self._repository.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> Literal[False]:
        self.close()
        return False

    @property
    def path(self) -> Path:
        """Where the project file is."""
        return self._repository.path

    @property
    def title(self) -> str:
        """The project's name."""
        return self._repository.title

    @property
    def project_id(self) -> str:
        """What tells this project from every other, also after the file is moved."""
        return self._repository.project_id

    @property
    def read_only(self) -> bool:
        """Whether the file can be looked at only."""
        return self._repository.read_only

    @property
    def refusal(self) -> AnnotatorError | None:
        """Why the file can be looked at only, and what to do about it; None where it can be edited.

        Its code: "E_HELD" (somebody has it open for writing), "E_READ_ONLY" (the file or its folder),
        "E_DISK_FULL" and "E_DISK" (the disk), "E_LOOKING" (it was opened by `look`).
        """
        return self._repository.refusal
