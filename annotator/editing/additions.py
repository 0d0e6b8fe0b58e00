"""What an import adds to a label scheme, so that foreign names have a place in it.

```
labels          FAC in the layer entities
attributes      PERS gets “gender”, to be answered by m or f
relation types  works_for, from PERS to ORG; or a known type that may now join these two as well
```
Nothing of the scheme goes or changes its meaning: what was allowed still is.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from annotator.model import Attribute, AttributeType, AttributeValue, Label, LabelScheme, Names, RelationType

_NO_CODE: Final = re.compile("[^A-Z0-9_]+")
_SPARE: Final = "LABEL"
_MOST_CHOICES: Final = 12
_LONGEST_CHOICE: Final = 40
_SHORT: Final = 6
_LONGEST_CODE: Final = 40
_GOLDEN: Final = 0.618034


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeAdditions:
    """What joins a scheme.

    Attributes:
        labels: new ones; one whose code is taken by then is passed over.
        attributes: the code of a label, old or new, and what may be answered about it. New values of a
            choice that is there join its list.
        relation_types: new ones; the ends of one that is there join what that may join.
    """

    labels: tuple[Label, ...] = ()
    attributes: tuple[tuple[str, Attribute], ...] = ()
    relation_types: tuple[RelationType, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.labels or self.attributes or self.relation_types)

    def joined(self, scheme: LabelScheme) -> LabelScheme:
        """Return the scheme with all this, as its next version; the same scheme if it is all there."""
        labels = {label.code: label for label in (*self.labels, *scheme.labels)}
        ordered = {label.code: labels[label.code] for label in (*scheme.labels, *self.labels)}
        for code, attribute in self.attributes:
            if code in ordered:
                ordered[code] = _with_attribute(ordered[code], attribute)
        types = {kind.code: kind for kind in scheme.relation_types}
        for kind in self.relation_types:
            known = types.get(kind.code)
            types[kind.code] = kind if known is None else _joining(known, kind)
        after = replace(scheme, labels=tuple(ordered.values()), relation_types=tuple(types.values()))
        return scheme if after == scheme else replace(after, version=scheme.version + 1)


def _with_attribute(label: Label, attribute: Attribute) -> Label:
    known = label.attribute(attribute.name)
    if known is None:
        return replace(label, attributes=(*label.attributes, attribute))
    if known.type is AttributeType.TEXT:
        return label
    there = {value.value for value in known.values}
    new = tuple(value for value in attribute.values if value.value not in there)
    wider = replace(known, values=(*known.values, *new))
    return replace(label, attributes=tuple(wider if a is known else a for a in label.attributes))


def _joining(known: RelationType, other: RelationType) -> RelationType:
    return replace(known, domain=known.domain | other.domain, range=known.range | other.range)


def code_for(name: str, taken: Collection[str]) -> str:
    """Return a label's code (`[A-Z][A-Z0-9_]*`) for a foreign name, different from those taken."""
    code = _NO_CODE.sub("_", name.upper()).strip("_")[:_LONGEST_CODE].rstrip("_")
    if not code or not code[0].isalpha():
        code = f"{_SPARE}_{code}".rstrip("_")
    free, number = code, 1
    while free in taken:
        number += 1
        free = f"{code}_{number}"
    return free


def label_for(name: str, code: str, layer: str, scheme: LabelScheme, number: int) -> Label:
    """Return a new label for a foreign name, drawn as its layer's first one is.

    Args:
        name: what people read, without characters that can't be seen.
        code: see `code_for`.
        layer: the code of the layer that it joins.
        scheme: which it joins.
        number: of new labels before it; each gets another colour.
    """
    like = next((label for label in scheme.labels if label.layer == layer), scheme.labels[0])
    red, green, blue = colorsys.hls_to_rgb((number * _GOLDEN + 0.1) % 1, 0.45, 0.5)
    return Label(
        code=code,
        layer=layer,
        names=Names(ar=name, en=name),
        short=Names(ar=name[:_SHORT], en=code[:_SHORT]),
        description=Names(ar="", en=""),
        color=f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}",
        hotkey=None,
        mark=like.mark,
    )


def attribute_for(name: str, shown: str, values: Iterable[str]) -> Attribute:
    """Return an attribute that allows these values: a choice among few short ones, else free text.

    Args:
        name: as exports carry it.
        shown: what people read.
        values: that occur.
    """
    distinct = sorted(set(values))
    few = len(distinct) <= _MOST_CHOICES and all(len(value) <= _LONGEST_CHOICE for value in distinct)
    names = Names(ar=shown, en=shown)
    if not few:
        return Attribute(name=name, names=names, type=AttributeType.TEXT)
    choices = tuple(AttributeValue(value=value, names=Names(ar=value, en=value)) for value in distinct)
    return Attribute(name=name, names=names, values=choices)


def relation_type_for(code: str, ends: Iterable[tuple[str, str]]) -> RelationType:
    """Return a relation type that may join these pairs of label codes (source, target)."""
    pairs = tuple(ends)
    return RelationType(
        code=code,
        names=Names(ar=code, en=code),
        domain=frozenset(source for source, _ in pairs),
        range=frozenset(target for _, target in pairs),
    )
