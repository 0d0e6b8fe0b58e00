"""The five figures that AttImam's tool reports, for each element of an attribution and for its features.

```
element   exact      of the spans that both found, the share with the same ends
          accuracy   share of all characters that both put in or both leave out
          F          F1 of finding the element, ends aside (OVERLAP)
          kappa      Cohen's kappa of characters, in or out
          agr        mean of agr(left ‖ right) and agr(right ‖ left)
feature   accuracy   share of equal answers about spans that both found; the exact match too
          kappa      Cohen's kappa of these answers
```
agr(a ‖ b) is the share of a's spans that overlap one of b's of the same element: whoever marked more scores
less. The corpus' README names the five and gives no formulas; these are the usual ones for spans of
attribution and of opinion.

Source: AttImam, LDC2022T02, README; exact match: Miltsakaki, Prasad, Joshi & Webber 2004,
https://aclanthology.org/W04-2703; agr: Wiebe, Wilson & Cardie 2005, doi:10.1007/s10579-005-7880-9.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotator.agreement.alignment import match
from annotator.agreement.answers import AnswerAgreement
from annotator.agreement.categories import Categories
from annotator.agreement.f1 import Matching, SpanF1, union
from annotator.agreement.figures import F1, Counted, Figure, Reason, Undefined, Value, mean, ratio
from annotator.agreement.paired import Paired
from annotator.agreement.units import Sheet, Unit

ELEMENTS: Final[Mapping[str, Collection[str]]] = {
    "cue": ("CUE",),
    "source": ("SOURCE",),
    "content": ("CLAIM", "QUOTE"),
}
"""The elements of an attribution by the labels of the default scheme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementRow:
    """One element of attributions.

    Attributes:
        element: its name.
        exact: share of what both found with the same ends; N counts what both found.
        accuracy: share of characters that both put in or both leave out.
        f1: of finding it.
        kappa: of characters.
        agr: the mean of the two directions; N counts the spans of both.
        left_to_right: share of the left one's spans that overlap one of the right one's.
        right_to_left: the other way round.
    """

    element: str
    exact: Figure
    accuracy: Figure
    f1: F1
    kappa: Figure
    agr: Figure
    left_to_right: Figure
    right_to_left: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureRow:
    """One attribute of the elements.

    Attributes:
        label: of the spans that have it.
        attribute: its code.
        accuracy: share of equal answers; for a feature this is the exact match too.
        kappa: of the answers.
    """

    label: str
    attribute: str
    accuracy: Figure
    kappa: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class AttImam:
    """The report: a row an element, a row a feature."""

    elements: tuple[ElementRow, ...]
    features: tuple[FeatureRow, ...]


def attimam(
    sheets: Sequence[Sheet], pair: tuple[str, str], elements: Mapping[str, Collection[str]] = ELEMENTS
) -> AttImam:
    """Return AttImam's figures for two readers.

    Args:
        sheets: the documents.
        pair: the left and the right reader.
        elements: name → labels of its spans.
    """
    labels = frozenset(label for some in elements.values() for label in some)
    layers = {label: name for name, some in elements.items() for label in some}
    kept = [sheet.only(labels) for sheet in sheets]
    answers = AnswerAgreement(kept, [pair], layers)
    return AttImam(
        elements=tuple(_element(kept, pair, name, some) for name, some in elements.items()),
        features=tuple(
            FeatureRow(
                label=label,
                attribute=name,
                accuracy=answers.agreement(name, pair, [label]),
                kappa=answers.kappa(name, pair, [label]),
            )
            for label, name in answers.questions()
        ),
    )


def _element(
    sheets: Sequence[Sheet], pair: tuple[str, str], element: str, labels: Collection[str]
) -> ElementRow:
    # Labels of one element are one: a claim for a quotation is the content found all the same.
    merged = [sheet.only(labels).called(element) for sheet in sheets]
    counted, categories = _Element(merged, [pair]), Categories(merged, pair)
    return ElementRow(
        element=element,
        exact=counted.figure([("exact", "found")], ["found"]),
        accuracy=categories.observed(pair),
        f1=SpanF1(merged, [pair], Matching.OVERLAP, {}).figure(pair),
        kappa=categories.cohen(pair),
        agr=counted.figure([("left touched", "left"), ("right touched", "right")], ["left", "right"]),
        left_to_right=counted.figure([("left touched", "left")], ["left"]),
        right_to_left=counted.figure([("right touched", "right")], ["right"]),
    )


class _Element(Paired[str]):
    """What two readers found of an element, with the same ends or not, and which of their spans overlap."""

    def figure(self, shares: Sequence[tuple[str, str]], n: Sequence[str]) -> Figure:
        """Return the mean of shares, each of one count in another; `n` names what the N adds up."""
        asked = self._asked(None, None)

        def value(counts: Mapping[str, int]) -> Value:
            return mean([ratio(counts.get(one, 0), counts.get(whole, 0)) for one, whole in shares])

        return Figure(
            value=value(asked.counts) if asked.documents else Undefined(Reason.NO_COMMON_DOCUMENT),
            n=sum(asked.counts.get(name, 0) for name in n),
            counted=Counted.SPANS,
            documents=asked.documents,
            interval=self._interval(value, None, interval=True),
        )

    def _count(self, sheets: Iterable[Sheet]) -> Counter[str]:
        found: Counter[str] = Counter()
        ((one, other),) = self.pairs
        for sheet in sheets:
            left, right = sheet.readings[one].units, sheet.readings[other].units
            for pair in match(left, right):
                if pair.left is not None and pair.right is not None:
                    found["found"] += 1
                    found["exact"] += left[pair.left] == right[pair.right]
            found["left"] += len(left)
            found["right"] += len(right)
            found["left touched"] += _touched(left, right)
            found["right touched"] += _touched(right, left)
        return found


def _touched(units: Iterable[Unit], others: Iterable[Unit]) -> int:
    """Return how many units overlap one of the others."""
    ranges = union(others)
    ends = [end for _, end in ranges]
    found = 0
    for start, end, _ in units:
        # The first range that ends behind the start.
        at = bisect_right(ends, start)
        found += at < len(ranges) and ranges[at][0] < end
    return found
