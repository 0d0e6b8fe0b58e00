"""Surveyed files become documents of the project: names find their place, the scheme's rules are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annotator.editing.rulebook import Rulebook
from annotator.errors import AnnotatorError, InputError, RuleError
from annotator.language import Message, msg, msgn
from annotator.model import AnnotatedDocument, AnnotationSet, Annotator, LabelScheme, Owner, new_id
from annotator.progress import Progress
from annotator.text.damage import Damage
from annotator.workspace.importing import ParsedFiles, ReadingChoices
from annotator.workspace.naming import ATTRIBUTE, RELATION, Becoming, Decisions, Joining, Settled, found_names
from annotator.workspace.surveying import (
    FileChoice,
    FoundDocument,
    Inventory,
    SurveyedFile,
    inventory_of,
    survey_file,
)


def settle(
    files: Sequence[SurveyedFile],
    *,
    scheme: LabelScheme,
    decisions: Decisions,
    layer: str | None = None,
    annotator: str | None = None,
    progress: Progress | None = None,
) -> ParsedFiles:
    """Give the names of surveyed files their place, and check every reading against the scheme.

    Args:
        files: what was found.
        scheme: of the project.
        decisions: what becomes of names.
        layer: the layer that new labels join; None: the scheme's first.
        annotator: whose readings these are; None: as the files say.
        progress: one step a document.

    Raises:
        Cancelled: through `progress`.
    """
    watch = progress or Progress()
    settled = Settled(inventory_of(files), scheme, decisions, layer)
    book = Rulebook(settled.scheme)
    problems: list[AnnotatorError] = [problem for file in files for problem in file.problems]
    warnings: list[Message] = [warning for file in files for warning in file.warnings]
    documents: list[AnnotatedDocument] = []
    for file in files:
        for found in file.documents:
            watch.step()
            try:
                documents.append(_placed(found.annotated, settled, book, annotator))
            except RuleError as error:
                problems.append(_at(found, error))
    return ParsedFiles(
        documents=tuple(documents),
        scheme=settled.scheme,
        problems=tuple(problems),
        warnings=tuple(warnings),
        additions=settled.additions,
    )


def survey_and_settle(
    paths: Sequence[Path],
    choices: ReadingChoices,
    *,
    scheme: LabelScheme,
    progress: Progress | None = None,
) -> ParsedFiles:
    """Read files whose unknown names join the scheme, if that is wanted.

    Raises:
        InputError: something can't come in, and `skip_bad` is not wanted.
        Cancelled: through `progress`.
    """
    files = survey(paths, choices, scheme=scheme, progress=progress)
    decisions = decided(inventory_of(files), choices, scheme)
    parsed = settle(
        files,
        scheme=scheme,
        decisions=decisions,
        layer=choices.layer,
        annotator=choices.annotator,
        progress=progress,
    )
    if parsed.problems and not choices.skip_bad:
        raise _refusal(parsed.problems)
    return parsed


def survey(
    paths: Sequence[Path],
    choices: ReadingChoices,
    *,
    scheme: LabelScheme,
    progress: Progress | None = None,
) -> tuple[SurveyedFile, ...]:
    """Look at files that are all to be read in the same way.

    Raises:
        Cancelled: through `progress`.
    """
    mend = frozenset(Damage(name) for name in choices.mend)
    return tuple(
        survey_file(
            FileChoice(
                path=path,
                format_name=choices.format_name,
                encoding=choices.encoding,
                unit=choices.unit,
                mend=mend,
            ),
            scheme=scheme,
            progress=progress,
        )
        for path in paths
    )


def decided(inventory: Inventory, choices: ReadingChoices, scheme: LabelScheme) -> dict[str, Becoming]:
    """Return what becomes of names by a map, and by joining the scheme if that is wanted.

    Raises:
        InputError: there is no such map or no such layer.
    """
    from annotator.formats import load_map
    from annotator.formats.mapping import target

    if choices.layer is not None and scheme.layer(choices.layer) is None:
        raise InputError(
            msg(
                "There is no layer {layer}. There are: {layers}.",
                layer=choices.layer,
                layers=", ".join(layer.code for layer in scheme.layers),
            ),
            code="E_LAYER",
        )
    labels = load_map(choices.label_map, scheme, inward=True) if choices.label_map else {}
    decisions: dict[str, Becoming] = {name: target(labels, name) for name in inventory.labels}
    decisions |= {key: value for key, value in labels.items() if key.startswith((RELATION, ATTRIBUTE))}
    if choices.add_names:
        # The labels first: whether relations and attributes fit depends on what they become.
        for kind in (0, 1):
            for found in found_names(inventory, scheme, decisions):
                is_label = found.key in inventory.labels
                if not found.fits and is_label is (kind == 0):
                    decisions[found.key] = Joining.ADD
    return decisions


def _refusal(problems: Sequence[AnnotatorError]) -> InputError:
    """Return one error that names the first of several, and how many there are."""
    return InputError(
        msgn(
            "{first} Nothing has been imported. Correct the file, or skip what is bad (--skip-bad).",
            "{first} There are {count} such problems, and nothing has been imported. See them all with "
            "--dry-run; correct the files, or skip what is bad (--skip-bad).",
            len(problems),
            first=problems[0].message,
        ),
        code=problems[0].code,
    )


def _placed(
    annotated: AnnotatedDocument, settled: Settled, book: Rulebook, annotator: str | None
) -> AnnotatedDocument:
    sets = []
    for reading in annotated.sets:
        placed = _named(settled.renamed(reading), annotator)
        book.check_set(annotated.document, placed)
        sets.append(placed)
    return replace(annotated, sets=tuple(sets))


def _named(reading: AnnotationSet, annotator: str | None) -> AnnotationSet:
    """Give a reading its reader. A name replaces that of a reader, not of gold."""
    if reading.owner not in {Owner.ANNOTATOR, Owner.IMPORTED}:
        return reading
    if annotator is not None:
        return replace(reading, owner=Owner.ANNOTATOR, annotator=Annotator(id=new_id(), name=annotator))
    if reading.owner is Owner.ANNOTATOR and reading.annotator is None:
        raise RuleError(
            msg("a set with the owner “annotator” needs its name. Give it with --annotator."), code="E_SCHEMA"
        )
    return reading


def _at(found: FoundDocument, error: RuleError) -> InputError:
    if found.line is None:
        message = msg("{file}: {reason}", file=found.file, reason=error.message)
    else:
        message = msg("{file}, line {line}: {reason}", file=found.file, line=found.line, reason=error.message)
    return InputError(message, code=error.code)
