"""A whole reading against the scheme, as an import must look at it: what was found sound is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.editing import rules
from annotator.model import AnnotationSet, Document, Label, LabelScheme, Layer, Relation, SpanAnnotation


@dataclass(slots=True)
class _Lane:
    """A layer, and the spans of one reading in it that may still touch those to come."""

    layer: Layer
    open: list[SpanAnnotation] = field(default_factory=list)
    end: int = 0


class Rulebook:
    """The rules of one scheme, applied to one reading after the other.

    The same few labels with the same few answers and relations come again and again, in thousands of
    readings: each combination is looked at once.

    Args:
        scheme: the rules.
    """

    def __init__(self, scheme: LabelScheme) -> None:
        self._scheme = scheme
        self._labels: dict[str, tuple[Label, Layer]] = {}
        self._answers: set[tuple[object, ...]] = set()
        self._joins: set[tuple[str, str, str]] = set()

    def check_set(self, document: Document, annotation_set: AnnotationSet) -> None:
        """Check a whole reading. O(n log n) in the spans, plus the overlaps.

        Raises:
            RuleError: at the first thing that the scheme does not allow.
        """
        rules.check_document_attributes(self._scheme, annotation_set.attributes)
        self._check_spans(document, annotation_set.in_text_order())
        if annotation_set.relations:
            self._check_relations(annotation_set.spans, annotation_set.relations.values())

    def _check_spans(self, document: Document, ordered: Iterable[SpanAnnotation]) -> None:
        text, length = document.text, len(document.text)
        sound = self._answers
        lanes: dict[str, _Lane] = {}
        lane_of: dict[str, _Lane] = {}
        for span in ordered:
            code, place, answers = span.label, span.span, span.attributes
            lane = lane_of.get(code)
            if lane is None:
                layer = self._label(code)[1]
                lane = lane_of[code] = lanes.setdefault(layer.code, _Lane(layer))
            if answers and (code, *answers.items()) not in sound:
                rules.check_attributes(self._label(code)[0], answers)
                sound.add((code, *answers.items()))
            start, end = place.start, place.end
            if start == end or end > length or text[start:end] != span.quote:
                rules.check_place(document, span, zero_width=lane.layer.zero_width)
            if start >= lane.end:  # behind all before it, as most are
                lane.open = [span]
                lane.end = end
                continue
            lane.open = [other for other in lane.open if other.span.end > start]
            for other in lane.open:
                rules.check_pair(self._scheme, self._label(code)[0], span, other)
            lane.open.append(span)
            lane.end = max(lane.end, end)

    def _check_relations(self, spans: Mapping[str, SpanAnnotation], relations: Iterable[Relation]) -> None:
        pairs: dict[tuple[str, str, str], int] = {}
        out: dict[tuple[str, str], int] = {}
        for relation in relations:
            kind = rules.relation_type_of(self._scheme, relation.type)
            source, target = spans.get(relation.source), spans.get(relation.target)
            if (
                source is None
                or target is None
                or source is target
                or (kind.code, source.label, target.label) not in self._joins
            ):
                rules.check_ends(self._scheme, kind, spans, relation)
                self._joins.add((kind.code, spans[relation.source].label, spans[relation.target].label))
            pair = (kind.code, *rules.pair_of(kind, relation))
            leaving = (kind.code, relation.source)
            pairs[pair] = pairs.get(pair, 0) + 1
            out[leaving] = out.get(leaving, 0) + 1
            too_many_out = kind.max_out is not None and out[leaving] > kind.max_out
            if too_many_out or pairs[pair] > (kind.max_per_pair or 1):
                raise rules.too_many(kind, relation)

    def _label(self, code: str) -> tuple[Label, Layer]:
        found = self._labels.get(code)
        if found is None:
            label = rules.label_of(self._scheme, code)
            found = self._labels[code] = label, rules.layer_of(self._scheme, label)
        return found
