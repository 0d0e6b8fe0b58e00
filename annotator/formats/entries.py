"""A list of losses that may be longer than memory: the first ones stay at hand, the others go to the disk."""

from __future__ import annotations

import pickle
import tempfile
import weakref
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, overload

if TYPE_CHECKING:
    from annotator.formats.loss import Element, Loss, LossKind

AT_HAND: Final = 50_000
"""So many entries stay in memory, about 20 MB. Few reports are longer."""
_BATCH: Final = 2_000


class _Spill:
    """A temporary file that is there as long as somebody has a place in it."""

    def __init__(self) -> None:
        self.file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the finalizer
        weakref.finalize(self, self.file.close)


class _Place(NamedTuple):
    """A batch of entries in a temporary file."""

    spill: _Spill
    offset: int
    size: int

    def read(self) -> list[Loss]:
        self.spill.file.seek(self.offset)
        entries: list[Loss] = pickle.loads(zlib.decompress(self.spill.file.read(self.size)))  # noqa: S301 - our own
        return entries


class Entries(Sequence["Loss"]):
    """The entries of a report, in their order. Counts are exact, however many there are.

    Attributes:
        counts: how many there are of each element, kind, and whether somebody asked for it.
    """

    def __init__(self, entries: Iterable[Loss] = ()) -> None:
        self.counts: Counter[tuple[Element, LossKind, bool]] = Counter()
        self._chunks: list[list[Loss] | _Place] = []
        self._open: list[Loss] = []
        self._at_hand = 0
        self._spill: _Spill | None = None
        self.extend(entries)

    def append(self, entry: Loss) -> None:
        """Add an entry."""
        self.counts[entry.element, entry.kind, entry.asked] += 1
        self._open.append(entry)
        if len(self._open) >= _BATCH:
            self._close()

    def extend(self, entries: Iterable[Loss]) -> None:
        """Add entries. Those of another report are taken over as they are kept there."""
        if not isinstance(entries, Entries):
            for entry in entries:
                self.append(entry)
            return
        self._close()
        self.counts.update(entries.counts)
        for chunk in (*entries._chunks, entries._open):  # noqa: SLF001 - another of our own kind
            if isinstance(chunk, _Place):
                self._chunks.append(chunk)
            else:
                self._open = list(chunk)
                self._close()

    def _close(self) -> None:
        """Keep the batch that is being filled, in memory as long as there is room."""
        batch, self._open = self._open, []
        if not batch:
            return
        if self._at_hand + len(batch) <= AT_HAND:
            self._at_hand += len(batch)
            self._chunks.append(batch)
            return
        if self._spill is None:
            self._spill = _Spill()
        data = zlib.compress(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL), 1)
        offset = self._spill.file.seek(0, 2)
        self._spill.file.write(data)
        self._chunks.append(_Place(self._spill, offset, len(data)))

    def __len__(self) -> int:
        """Return how many there are."""
        return self.counts.total()

    def __iter__(self) -> Iterator[Loss]:
        """Yield all entries; those on the disk come a batch at a time."""
        for chunk in (*self._chunks, self._open):
            yield from chunk.read() if isinstance(chunk, _Place) else chunk

    @overload
    def __getitem__(self, index: int) -> Loss: ...
    @overload
    def __getitem__(self, index: slice) -> list[Loss]: ...
    def __getitem__(self, index: int | slice) -> Loss | list[Loss]:
        """Return an entry, or some. Those at the beginning come at once."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        wanted = index + len(self) if index < 0 else index
        for entry in islice(self, wanted, None):
            return entry
        raise IndexError(index)

    def __eq__(self, other: object) -> bool:
        """Tell whether the same entries stand in the same order."""
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # it grows

    def __repr__(self) -> str:
        """Return what a failing test should show."""
        return f"Entries({list(islice(self, 20))!r}{'…' if len(self) > 20 else ''})"  # noqa: PLR2004
