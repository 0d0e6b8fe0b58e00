"""The entities of a whole project. Runs in a worker: it opens the file for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.editing.chains import Chain, Entity, chains, entities
from annotator.model import LabelScheme
from annotator.model.person import Identity
from annotator.progress import Progress
from annotator.workspace.opened import DEFAULT_READER, OpenProject


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEntities:
    """What a project is about.

    Attributes:
        entities: the most mentioned first.
        titles: document id → title, of the documents that mention something.
        scheme: what their labels mean.
    """

    entities: tuple[Entity, ...]
    titles: dict[str, str]
    scheme: LabelScheme


def project_entities(
    path: Path, *, reader: Identity | str = DEFAULT_READER, progress: Progress | None = None
) -> ProjectEntities:
    """Return the entities of all documents, in the reading that each opens with for this reader.

    Raises:
        ProjectFileError: the file can't be read.
        Cancelled: through `progress`.
    """
    with OpenProject.look(path, reader=reader) as project:
        titles: dict[str, str] = {}
        found = entities(_chains(project, titles, progress or Progress()))
        return ProjectEntities(entities=found, titles=titles, scheme=project.scheme)


def _chains(project: OpenProject, titles: dict[str, str], progress: Progress) -> Iterator[tuple[str, Chain]]:
    documents = project.documents()
    for summary in documents:
        progress.step(total=len(documents))
        reading = project.active_set(summary.id)
        if reading is None:
            continue
        for chain in chains(reading, project.scheme):
            titles[summary.id] = summary.title
            yield summary.id, chain
