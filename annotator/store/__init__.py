"""The project file: one SQLite database. SQL stands here and nowhere else."""

from annotator.store.repository import Repository

__all__ = ["Repository"]
