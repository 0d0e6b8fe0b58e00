"""How a consumer answers: `python with_NAME.py FORMAT ANSWER TARGET…` writes to ANSWER what it loaded.

```
[[{"id": "d1", "text": "قال سليم", "tokens": null,
   "spans": [["CUE", 0, 3], ["SOURCE", 4, 8]],
   "relations": [["introduces", ["CUE", 0, 3], ["SOURCE", 4, 8]]]}, …], …]       a list for each target
```
Places are what the consumer says: code points, UTF-16 units or tokens, half-open. What it does not hold is
null. These scripts run in environments of their own, beside nothing but the consumer (see scripts/consumers).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def document(
    spans: Iterable[Any], *, name: str | None = None, text: str | None = None, **more: Any
) -> dict[str, Any]:
    """Return one document as it goes into the answer; `name` is its id."""
    return {"id": name, "text": text, "tokens": None, "relations": None, "spans": list(spans), **more}


def answer(**loaders: Callable[[Path], list[dict[str, Any]]]) -> None:
    """Load each target with the loader of the format, and write the answer."""
    name, place, *targets = sys.argv[1:]
    load = loaders[name.replace("-", "_")]
    found = [load(Path(target)) for target in targets]
    Path(place).write_text(json.dumps(found), encoding="ascii")
