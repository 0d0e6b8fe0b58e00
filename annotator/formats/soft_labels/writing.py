"""Writes the shares as JSONL or Parquet, counting those who count, and reads them back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import BinaryIO, Final

import msgspec

from annotator.formats import extras, json_shapes, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.comparing import Misfit
from annotator.formats.conll.writing import POLICY_NOTES
from annotator.formats.loss import Element, LossKind, LossReport
from annotator.formats.options import ExportOptions
from annotator.formats.records import Encoded, Plan
from annotator.formats.scope import chosen_layers, document_loss, reader_name
from annotator.formats.shapes import DocumentShape
from annotator.formats.soft_labels.shares import Voice, document_of, soft, symmetric_types
from annotator.formats.soft_labels.values import SoftDocument, arrow_schema
from annotator.language import Message, msg
from annotator.model import AnnotatedDocument, AnnotationSet, Owner, State
from annotator.progress import Progress

JSONL: Final = "soft-labels"
PARQUET: Final = "soft-labels-parquet"
CAPABILITIES: Final = Capabilities(
    unit=Unit.CODE_POINTS,
    nesting=True,
    crossing=True,
    relations=True,
    attributes=True,
    several_sets=True,
    answers=True,
)
_FINISHED: Final = frozenset({State.FINISHED, State.REVIEWED})
_PART: Final = 50
"""So many documents are a row group of Parquet."""
_NOT_COUNTED: Final = msg("gold and suggestions are no annotator's, and are not counted")
_UNFINISHED: Final = msg("it is not finished, and is counted only if its state is chosen (--state)")
_TWICE: Final = msg("the same annotator has it twice, and is counted once")
_NOBODY: Final = msg("No document has a finished reading of an annotator: there is nothing to count.")
_SHARES: Final = msg(
    "Shares are of the annotators who have finished. A token has one tag of each in each layer, that of the "
    "outer span; spans have all of them. A relation's share is of those who have both its ends."
)


class _Way:
    """How documents become shares."""

    def __init__(self, name: str, options: ExportOptions) -> None:
        self.report = LossReport(format=name, notes=[_SHARES, POLICY_NOTES[options.tokens]])
        self._symmetric = symmetric_types(options.scheme)
        self.syntax = records.FolderSyntax(
            name=name, capabilities=CAPABILITIES, encode=self._misfits, either_way=self._symmetric
        )
        self._options = options
        self._layers = chosen_layers(options) or tuple(layer.code for layer in options.scheme.layers)

    def soft(self, shape: DocumentShape) -> SoftDocument:
        """Return the shares of a document."""
        return soft(shape, self._options.scheme, self._layers, self._options.tokens)

    def counted(self, documents: Iterable[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
        """Yield documents with the readings that count; the report names the others."""
        for annotated in documents:
            kept = []
            for reading in annotated.sets:
                reason = self._reason(reading)
                if reason is None:
                    kept.append(reading)
                else:
                    said = reader_name(reading)
                    self.report.entries.append(
                        document_loss(annotated, Element.DOCUMENT, said, reason, asked=True, reading=said)
                    )
            yield replace(annotated, sets=tuple(kept), decisions=())

    def told(self) -> LossReport:
        """Return the report, which says so where nobody counted at all."""
        if not self.report.documents:
            self.report.notes.insert(0, _NOBODY)
        return self.report

    def _misfits(self, shape: DocumentShape) -> Encoded:
        """Return the spans and relations that one annotator has a second time."""
        twice: dict[str, Misfit] = {}
        for reading in shape.sets:
            voice = Voice(reading, self._symmetric)
            first = {id(one) for one in (*voice.spans.values(), *voice.relations.values())}
            ids = [(one.id, id(one)) for one in reading.spans]
            ids += [(one.id, id(one)) for one in reading.relations]
            again = (str(key) for key, one in ids if one not in first)
            twice |= dict.fromkeys(again, Misfit(LossKind.FLATTENED, _TWICE))
        return Encoded(data=b"", misfits=twice)

    def _reason(self, reading: AnnotationSet) -> Message | None:
        if reading.owner in {Owner.GOLD, Owner.SUGGESTED}:
            return _NOT_COUNTED
        through = reading.state in _FINISHED or reading.owner is Owner.IMPORTED
        return None if through or self._options.unfinished else _UNFINISHED


def write_jsonl(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write one document a line."""
    way = _Way(JSONL, options)
    codec = records.Codec(options, way.syntax)
    for annotated in way.counted(documents):
        plan = codec.plan(annotated)
        back = None
        if plan is not None:
            place = file.seek(0, 2)
            file.write(json_shapes.encode(way.soft(plan[0].shape)) + b"\n")
            file.seek(place)
            back = _back(json_shapes.decode(file.read(), SoftDocument, JSONL), plan)
        codec.compare(annotated, plan, back, way.report)
        progress.step()
    return way.told()


def write_parquet(
    documents: Iterable[AnnotatedDocument], file: BinaryIO, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write one document a row."""
    arrow, parquet = extras.load("pyarrow", "parquet"), extras.load("pyarrow.parquet", "parquet")
    way = _Way(PARQUET, options)
    codec = records.Codec(options, way.syntax)
    schema = arrow_schema(arrow)
    stream = way.counted(documents)
    with parquet.ParquetWriter(file, schema) as writer:
        while part := [(annotated, codec.plan(annotated)) for annotated in islice(stream, _PART)]:
            rows = [way.soft(plan[0].shape) for _, plan in part if plan is not None]
            table = arrow.Table.from_pylist(msgspec.to_builtins(rows), schema=schema)
            if rows:
                writer.write_table(table)
            # A file of Parquet can be read when it has its end: what was written is read from one that has.
            alone = io.BytesIO()
            parquet.write_table(table, alone)
            found = iter(msgspec.convert(parquet.read_table(alone).to_pylist(), list[SoftDocument]))
            for annotated, plan in part:
                back = None if plan is None else _back(next(found), plan)
                codec.compare(annotated, plan, back, way.report)
                progress.step()
    return way.told()


def _back(found: SoftDocument, plan: Plan) -> DocumentShape:
    return document_of(found, plan[0].shape)
