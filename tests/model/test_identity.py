"""Ids: version 7, never twice, and in the order in which they are made."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from annotator.model import new_id


def test_ids_are_uuids_of_version_7_that_begin_with_the_moment() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before - 10 <= made.int >> 80 <= time.time_ns() // 1_000_000 + 10


def test_ids_of_one_millisecond_keep_their_order_also_where_the_clock_stands_or_goes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = [new_id() for _ in range(2000)]
    moment = time.time_ns()
    moments = iter([moment, moment, moment - 10**12] * 500)
    monkeypatch.setattr(time, "time_ns", lambda: next(moments))
    made = first + [new_id() for _ in range(1500)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {uuid.UUID(one).version for one in made} == {7}


def test_threads_never_get_the_same_id() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [one for some in pool.map(lambda _: [new_id() for _ in range(500)], range(8)) for one in some]
    assert len(set(made)) == 4000
