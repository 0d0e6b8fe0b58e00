"""Looks through a whole project: the file, and the readings that the scheme in force does not allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.editing.rulebook import Rulebook
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import LabelScheme, Problem
from annotator.model.sight import Sight
from annotator.progress import Progress
from annotator.store.repository import Repository


def check(repository: Repository, scheme: LabelScheme, progress: Progress, sight: Sight) -> list[Problem]:
    """Return what is wrong with a project; the rules are asked about only where the file is sound.

    Whether a reading keeps the rules is told to who sees it: `sight`.

    Raises:
        Cancelled: through `progress`.
    """
    # Each document is looked at twice. The pages come first and take their time unseen.
    total = 2 * repository.document_count()

    def step() -> None:
        progress.step(total=total)

    problems = repository.check(step) or list(_broken_rules(repository, scheme, step, sight))
    if progress.done < total:
        progress.step(total - progress.done, total=total)
    return problems


def _broken_rules(
    repository: Repository, scheme: LabelScheme, step: Callable[[], None], sight: Sight
) -> Iterator[Problem]:
    book = Rulebook(scheme)
    for annotated in repository.annotated():
        for reading in sight.sets(annotated.sets):
            try:
                book.check_set(annotated.document, reading)
            except RuleError as error:
                yield Problem(
                    code=error.code,
                    message=msg(
                        "A reading of “{document}” breaks the scheme: {reason}",
                        document=annotated.document.title,
                        reason=error.message,
                    ),
                    document_id=annotated.document.id,
                )
        step()
