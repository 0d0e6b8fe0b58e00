"""A folder for Hugging Face's `datasets`, out and in: a card, and JSONL or Parquet.

```
out/README.md                     the card: the features and where the splits are
out/data/train-00000.jsonl        {"id":"d1","title":"خبر","text":"قال سليم","metadata":"{}","readings":[
   {"owner":"annotator","annotator":"Salma","state":"finished",
    "spans":[{"id":"s1","label":"SOURCE","start":4,"end":8,"text":"سليم",
              "attributes":[{"name":"naming","value":"named"}],"comment":null,"flagged":false}],
    "relations":[{"id":"r1","type":"introduces","source":"s0","target":"s1","attributes":[]}],"attributes":[]}],"decisions":""}
```
`datasets.load_dataset("out")` gives these columns. Offsets count code points, as Python's strings do. The
features are always written, because nobody could guess the type of an empty list. Metadata are a JSON
string, because their fields differ from document to document.

Source: huggingface.co/docs/datasets (repository structure, dataset card), huggingface.co/docs/hub (YAML of
cards).
"""

from __future__ import annotations

from functools import partial
from typing import Final

from annotator.formats.huggingface.files import CAPABILITIES, is_folder_of, read, write
from annotator.formats.huggingface.parts import JSONL, PARQUET
from annotator.formats.registry import Format
from annotator.language import msg

HUGGINGFACE: Final = Format(
    name="huggingface",
    title=msg("Hugging Face folder, JSONL"),
    extensions=(".dataset",),
    capabilities=CAPABILITIES,
    reader=partial(read, kind=JSONL),
    folder_writer=partial(write, kind=JSONL),
    folder_looks_like=partial(is_folder_of, JSONL),
)
HUGGINGFACE_PARQUET: Final = Format(
    name="huggingface-parquet",
    title=msg("Hugging Face folder, Parquet"),
    extensions=(".dataset",),
    capabilities=CAPABILITIES,
    reader=partial(read, kind=PARQUET),
    folder_writer=partial(write, kind=PARQUET),
    folder_looks_like=partial(is_folder_of, PARQUET),
    extra="parquet",
    needs="pyarrow",
)
