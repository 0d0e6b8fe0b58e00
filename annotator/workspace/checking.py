"""What `check` looks for beyond the file itself: readings that the scheme in force does not allow."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.editing import rules
from annotator.errors import RuleError
from annotator.language import msg
from annotator.model import LabelScheme, Problem
from annotator.store.repository import Repository


def broken_rules(repository: Repository, scheme: LabelScheme) -> Iterator[Problem]:
    """Yield the readings of a sound file that break the scheme's rules."""
    for annotated in repository.annotated():
        for reading in annotated.sets:
            try:
                rules.check_set(scheme, annotated.document, reading)
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
