"""The few tensors that two readers of training files make before any model is asked, over np.

PyTorch itself is gigabytes. What is stood in for here holds numbers; which tags, tokens and spans become
numbers is the readers' own code.
"""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import Any, Self

import numpy as np


class Tensor(np.ndarray):
    """An array with the names of a tensor's methods."""

    def __new__(cls, values: Any) -> Self:
        """Return the values as a tensor."""
        return np.array(values).view(cls)

    def unsqueeze(self, axis: int) -> Any:
        """Put an axis of length one in."""
        return np.expand_dims(self, axis)

    def expand(self, *shape: int) -> Any:
        """Repeat along axes of length one; -1 keeps an axis."""
        return np.broadcast_to(
            self, [own if new < 0 else new for own, new in zip(self.shape, shape, strict=True)]
        ).view(Tensor)

    def masked_fill(self, mask: Any, value: int) -> Any:
        """Put a value where the mask is true."""
        return np.where(mask, value, self).view(Tensor)


def stand_in(package: str, *inside: str) -> None:
    """Let `torch` and `transformers` be imported, and the modules of a package without its `__init__`.

    Args:
        package: whose own `__init__` would load a model.
        inside: packages in it of which the same is true.
    """
    torch = ModuleType("torch")
    vars(torch).update(
        Tensor=Tensor,
        LongTensor=Tensor,
        arange=lambda count, **_: np.arange(count).view(Tensor),
        stack=lambda parts, dim: np.stack(parts, axis=dim).view(Tensor),
        column_stack=lambda parts: np.column_stack(parts).view(Tensor),
        ones_like=np.ones_like,
        long=None,
    )
    names = [
        "torch.utils",
        "torch.utils.data",
        "torch.nn",
        "torch.nn.utils",
        "torch.nn.utils.rnn",
        "transformers",
    ]
    made = {name: ModuleType(name) for name in names}
    vars(made["torch.utils.data"]).update(DataLoader=object, Dataset=object)
    vars(made["torch.nn.utils.rnn"]).update(pad_sequence=None)
    vars(made["transformers"]).update(BertTokenizer=object)
    sys.modules.update({"torch": torch, **made})
    path = importlib.util.find_spec(package).submodule_search_locations
    for name in (package, *inside):
        module = ModuleType(name)
        module.__path__ = [f"{path[0]}/{'/'.join(name.split('.')[1:])}"]
        sys.modules[name] = module
