"""How one reader's work differs from what was decided: which kinds of difference, how often, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.adjudication.comparison import Compared, Comparison, Kind, Tendency
from annotator.adjudication.positions import positions, readers
from annotator.adjudication.values import Position
from annotator.model import AnnotationSet, Decision, Document, LabelScheme

__all__ = ["Comparison", "Kind", "Profile", "Tendency", "profile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All comparisons of one reader; every number is a number of these.

    Attributes:
        comparisons: in the order of the documents, then of the text.
        open: positions where the reader has something that nobody has decided about yet.
    """

    comparisons: tuple[Comparison, ...]
    open: int = 0

    def of(
        self,
        kind: Kind | None = None,
        *,
        label: str | None = None,
        tendency: Tendency | None = None,
        relation: bool | None = None,
    ) -> tuple[Comparison, ...]:
        """Return the comparisons behind a number; None: of all."""
        return tuple(
            one
            for one in self.comparisons
            if (kind is None or one.kind is kind)
            and (label is None or one.label == label)
            and (tendency is None or one.tendency is tendency)
            and (relation is None or one.relation is relation)
        )

    def kinds(self, *, relation: bool | None = None) -> Mapping[Kind, int]:
        """Return how many there are of each kind, the kinds in order."""
        found = Counter(one.kind for one in self.of(relation=relation))
        return {kind: found[kind] for kind in Kind}

    def labels(self) -> Mapping[str, Mapping[Kind, int]]:
        """Return for each label or relation type how many there are of each kind, the most frequent first."""
        found: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
        for one in self.comparisons:
            found[one.label][one.kind] += 1
        order = sorted(found, key=lambda label: (-found[label].total(), label))
        return {label: {kind: found[label][kind] for kind in Kind} for label in order}

    def confusions(self) -> Mapping[tuple[str, str], int]:
        """Return how often gold's label (first) was called another one (second), the most frequent first."""
        found = Counter((one.label, one.read_label) for one in self.of(Kind.LABEL))
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def tendencies(self) -> Mapping[Tendency, int]:
        """Return how the edges are wrong, of spans with a wrong edge, whatever else is wrong with them."""
        found = Counter(one.tendency for one in self.comparisons)
        return {tendency: found[tendency] for tendency in Tendency}

    def answers(self) -> Mapping[str, int]:
        """Return how often each attribute was answered otherwise, the most frequent first."""
        found = Counter(name for one in self.comparisons for name in one.attributes)
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def profile(
    annotator_id: str,
    documents: Iterable[tuple[Document, Sequence[AnnotationSet], Sequence[Decision]]],
    scheme: LabelScheme,
) -> Profile:
    """Compare a reader with gold.

    Args:
        annotator_id: the reader.
        documents: each with all of its sets and the decisions about it; those without gold say nothing.
        scheme: the label scheme.
    """
    found: list[Comparison] = []
    still_open = 0
    for document, sets, decisions in documents:
        own = [one for one in readers(sets) if one.annotator is not None and one.annotator.id == annotator_id]
        for one in own:
            there = positions(document, sets, scheme, decisions)
            found += Compared(document, one, sets, scheme).comparisons(there)
            still_open += sum(not p.settled and _has(p, one.id) for p in there)
    return Profile(comparisons=tuple(found), open=still_open)


def _has(position: Position, reader: str) -> bool:
    return any(reader in one.readers and not one.is_empty for one in position.variants)
