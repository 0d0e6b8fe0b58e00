"""What has come in, or would come in, as words and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from annotator.cli.terminal import Output
from annotator.errors import RuleError
from annotator.formats.characters import clean_name
from annotator.language import tr, trn
from annotator.workspace import ImportReport, ParsedFiles, ReadingChoices, Workspace
from annotator.workspace.naming import FoundName, Joining, found_names
from annotator.workspace.settling import decided, settle, survey
from annotator.workspace.surveying import FoundDocument, SurveyedFile, files_in, inventory_of

_SHOWN: Final = 10
_BEGINNING: Final = 60


def sentence(report: ImportReport) -> str:
    """Return what came in, or would, as one line."""
    parts = [
        trn("{count} new document", "{count} new documents", report.documents),
        trn("{count} new reading", "{count} new readings", report.sets),
        trn("{count} span", "{count} spans", report.spans),
        trn("{count} relation", "{count} relations", report.relations),
    ]
    if report.added:
        parts.append(trn("{count} new label", "{count} new labels", len(report.added)))
    if report.known:
        parts.append(
            trn("{count} document was there already", "{count} documents were there already", report.known)
        )
    if report.problems:
        parts.append(trn("{count} thing left out", "{count} things left out", len(report.problems)))
    return tr(", ").join(parts)


def plain(report: ImportReport) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "documents": report.documents,
        "sets": report.sets,
        "spans": report.spans,
        "relations": report.relations,
        "known": report.known,
        "added": list(report.added),
        "problems": [{"code": p.code, "message": str(p)} for p in report.problems],
        "warnings": [str(warning) for warning in report.warnings],
    }


def preview(workspace: Workspace, paths: Sequence[Path], choices: ReadingChoices, output: Output) -> None:
    """Show what files hold and what would come in. Nothing is written."""
    scheme = workspace.scheme
    files = survey(files_in(paths, choices.format_name), choices, scheme=scheme, progress=output.watch())
    inventory = inventory_of(files)
    decisions = decided(inventory, choices, scheme)
    parsed = settle(
        files, scheme=scheme, decisions=decisions, layer=choices.layer, annotator=choices.annotator
    )
    names = found_names(inventory, scheme, decisions)
    becoming = {name.key: _becoming(name, decisions.get(name.key, name.name)) for name in names}
    report, refusal = _report(workspace, parsed)
    lines = [line for file in files for line in _file_lines(file)]
    lines += [f"{clean_name(name.key)}  {name.count}  → {becoming[name.key]}" for name in names]
    lines += [str(warning) for warning in parsed.warnings]
    lines += [str(problem) for problem in parsed.problems]
    lines += [refusal] if refusal else [tr("It would be: {what}.", what=sentence(report))]
    lines.append(tr("Nothing has been written."))
    data = {
        "files": [_plain_file(file) for file in files],
        "names": [
            {"name": n.key, "count": n.count, "fits": n.fits, "becomes": becoming[n.key]} for n in names
        ],
        "refused": refusal,
        "report": plain(report),
    }
    output.answer("\n".join(lines), data)


def _report(workspace: Workspace, parsed: ParsedFiles) -> tuple[ImportReport, str | None]:
    """Return what would come in, and why nothing can."""
    try:
        return workspace.preview_import(parsed), None
    except RuleError as error:
        nothing = ImportReport(
            documents=0,
            sets=0,
            spans=0,
            relations=0,
            known=0,
            problems=parsed.problems,
            warnings=parsed.warnings,
        )
        return nothing, str(error)


def _becoming(name: FoundName, becomes: object) -> str:
    if becomes is None:
        return tr("left out")
    if becomes is Joining.ADD:
        return tr("joins the scheme")
    return clean_name(str(becomes)) if name.fits else tr("does not fit the scheme")


def _file_lines(file: SurveyedFile) -> Iterator[str]:
    what = " · ".join(
        part
        for part in (
            file.format_name or "–",
            file.encoding or "",
            trn("{count} document", "{count} documents", len(file.documents)),
        )
        if part
    )
    yield f"{file.choice.path.name}  {what}"
    for found in file.documents[:_SHOWN]:
        document = found.annotated.document
        yield "   " + tr(
            "{title} · {characters}: {beginning}",
            title=document.title,
            characters=trn("{count} character", "{count} characters", len(document.text)),
            beginning=found.beginning[:_BEGINNING],
        )
    if len(file.documents) > _SHOWN:
        yield "   …"


def _plain_file(file: SurveyedFile) -> dict[str, Any]:
    return {
        "file": str(file.choice.path),
        "format": file.format_name,
        "encoding": file.encoding,
        "encodings": [
            {"encoding": one.encoding, "confidence": round(one.confidence, 4), "line": one.line}
            for one in file.beginnings
        ],
        "damages": sorted(file.damages),
        "documents": [_plain_document(found) for found in file.documents],
    }


def _plain_document(found: FoundDocument) -> dict[str, Any]:
    document = found.annotated.document
    return {
        "line": found.line,
        "title": document.title,
        "characters": len(document.text),
        "beginning": found.beginning[:_BEGINNING],
        "sets": [
            {
                "owner": reading.owner.value,
                "annotator": None if reading.annotator is None else reading.annotator.name,
                "spans": len(reading.spans),
                "relations": len(reading.relations),
            }
            for reading in found.annotated.sets
        ],
    }
