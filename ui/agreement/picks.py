"""What the page opens: a pair of readers to look at, or the places behind a number."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.statistics import Reader


@dataclass(frozen=True, slots=True)
class PairPick:
    """Two readers, the first in the rows."""

    left: Reader
    right: Reader
