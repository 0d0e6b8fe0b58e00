"""Agreement about attributes: what two readers answered about the spans that they both found.

Compared are the pairs of the alignment with the same label, whatever their ends: another label asks other
questions. A pair is an item where at least one of the two answered; no answer is an answer of its own then.
Several choices are one answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from annotator.agreement.bootstrap import SEED
from annotator.agreement.comparing import Compared, compare
from annotator.agreement.figures import Counted, Figure, Reason, Undefined, Value, mean, ratio
from annotator.agreement.kappa import cohen
from annotator.agreement.paired import Paired
from annotator.agreement.units import Sheet


class Key(NamedTuple):
    """What is counted: a pair of readers by number, a question, and what each answered ("": nothing)."""

    pair: int
    label: str
    attribute: str
    left: str
    right: str


_Coefficient: TypeAlias = Callable[[Mapping[tuple[str, str], int]], Value]


class AnswerAgreement(Paired[Key]):
    """Agreement about attributes: counted once, then asked for many figures."""

    def __init__(
        self,
        sheets: Iterable[Sheet],
        pairs: Sequence[tuple[str, str]],
        layers: Mapping[str, str],
        *,
        seed: int = SEED,
    ) -> None:
        """Count.

        Args:
            sheets: the documents; their readings hold answers.
            pairs: which reader is compared with which.
            layers: label → layer.
            seed: where the bootstrap's draws begin.
        """
        self._layers = layers
        super().__init__(sheets, pairs, seed=seed)

    def questions(self) -> list[tuple[str, str]]:
        """Return (label, attribute) of everything that anybody answered about a span that both found."""
        return sorted({(key.label, key.attribute) for key in self._tallies.total})

    def agreement(
        self,
        attribute: str,
        pair: tuple[str, str] | None = None,
        labels: Collection[str] | None = None,
        document: str | None = None,
        *,
        interval: bool = True,
    ) -> Figure:
        """Return the share of equal answers.

        Args:
            attribute: the question.
            pair: one of the pairs; None: the mean of all.
            labels: only about spans with these; None: all.
            document: only this one; it has no interval.
            interval: whether to resample.
        """
        return self._figure(_share, attribute, pair, labels, document, interval=interval)

    def kappa(
        self,
        attribute: str,
        pair: tuple[str, str] | None = None,
        labels: Collection[str] | None = None,
        document: str | None = None,
        *,
        interval: bool = True,
    ) -> Figure:
        """Return Cohen's kappa of the answers; see `agreement`."""
        return self._figure(cohen, attribute, pair, labels, document, interval=interval)

    def behind(
        self, attribute: str, pair: tuple[str, str], labels: Collection[str] | None = None
    ) -> dict[tuple[str, str], list[Compared]]:
        """Return (left's answer, right's answer) → the pairs of spans that were answered so."""
        found: defaultdict[tuple[str, str], list[Compared]] = defaultdict(list)
        for sheet in self._sheets.values():
            for compared, label, name, left, right in _answers(sheet, pair, self._layers):
                if name == attribute and (labels is None or label in labels):
                    found[left, right].append(compared)
        return dict(found)

    def _figure(
        self,
        coefficient: _Coefficient,
        attribute: str,
        pair: tuple[str, str] | None,
        labels: Collection[str] | None,
        document: str | None,
        *,
        interval: bool,
    ) -> Figure:
        asked = self._asked(pair, document)
        if not asked.documents:
            none = Undefined(Reason.NO_COMMON_DOCUMENT)
            return Figure(value=none, n=0, counted=Counted.ANSWERS, documents=0)

        # Looked for once, since every resample is asked for them.
        keys = [
            key
            for key in self._tallies.total.keys() | asked.counts.keys()
            if key.attribute == attribute and (labels is None or key.label in labels)
        ]

        def tables(counts: Mapping[Key, int]) -> list[Counter[tuple[str, str]]]:
            found: dict[int, Counter[tuple[str, str]]] = {n: Counter() for n in asked.pairs}
            for key in keys:
                if key.pair in found:
                    found[key.pair][key.left, key.right] += counts.get(key, 0)
            return list(found.values())

        def value(counts: Mapping[Key, int]) -> Value:
            return mean([coefficient(table) for table in tables(counts)])

        return Figure(
            value=value(asked.counts),
            n=sum(table.total() for table in tables(asked.counts)),
            counted=Counted.ANSWERS,
            documents=asked.documents,
            interval=self._interval(value, document, interval=interval),
        )

    def _count(self, sheets: Iterable[Sheet]) -> Counter[Key]:
        return Counter(
            Key(n, label, name, left, right)
            for sheet in sheets
            for n in sorted(self._pairs_in(sheet))
            for _, label, name, left, right in _answers(sheet, self.pairs[n], self._layers)
        )


def _answers(
    sheet: Sheet, pair: tuple[str, str], layers: Mapping[str, str]
) -> Iterator[tuple[Compared, str, str, str, str]]:
    """Yield each item: the spans, their label, the attribute, and what each reader answered."""
    left, right = (sheet.readings[reader] for reader in pair)
    if not left.answers or not right.answers:
        return
    for compared in compare(sheet, pair, layers):
        if compared.left is None or compared.right is None:
            continue
        label = left.units[compared.left][2]
        if label != right.units[compared.right][2]:
            continue
        ours, theirs = left.answers[compared.left], right.answers[compared.right]
        for name in sorted(ours.keys() | theirs.keys()):
            one, other = ours.get(name, ""), theirs.get(name, "")
            if one or other:
                yield compared, label, name, one, other


def _share(table: Mapping[tuple[str, str], int]) -> Value:
    return ratio(sum(count for (one, other), count in table.items() if one == other), sum(table.values()))
