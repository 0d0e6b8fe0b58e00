"""What becomes of the names that files bring: decided by a person, or suggested.

```
"PERSON": "PERS"              a label of the scheme
"FAC": Joining.ADD            joins the scheme
"CURR": None                  left out, with all that hangs on it
"attribute:gender": Joining.ADD
"relation:works_for": "affiliation"
```
What is not decided stays what it is, and is a problem if the scheme does not know it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from annotator.editing import rules
from annotator.editing.additions import (
    SchemeAdditions,
    attribute_for,
    code_for,
    label_for,
    relation_type_for,
)
from annotator.model import AnnotationSet, Attribute, Label, LabelScheme, Names, RelationType, SpanAnnotation
from annotator.workspace.surveying import Inventory

ATTRIBUTE: Final = "attribute:"
RELATION: Final = "relation:"
_MARKUP: Final = frozenset("<>")


class Joining(Enum):
    """Said of a name: it joins the scheme."""

    ADD = "add"


Becoming = str | Joining | None
Decisions = Mapping[str, Becoming]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundName:
    """A name that occurs in files.

    Attributes:
        key: as in `Decisions`.
        name: as in the file.
        count: how often it occurs.
        fits: the scheme knows it and allows what it occurs with, as decided.
    """

    key: str
    name: str
    count: int
    fits: bool


def found_names(inventory: Inventory, scheme: LabelScheme, decisions: Decisions) -> tuple[FoundName, ...]:
    """Return labels, then relation types, then attributes; of each kind the most frequent first."""
    settled = Settled(inventory, scheme, decisions, layer=None)
    after = settled.scheme
    labels = [
        FoundName(key=name, name=name, count=count, fits=settled.labels[name] in {None, *_codes(after)})
        for name, count in inventory.labels.items()
    ]
    relations = [
        FoundName(key=RELATION + name, name=name, count=ends.total(), fits=settled.relation_fits(name, after))
        for name, ends in inventory.relations.items()
    ]
    attributes = [
        FoundName(
            key=ATTRIBUTE + name,
            name=name,
            count=sum(values.total() for values in by_label.values()),
            fits=settled.attribute_fits(name, after),
        )
        for name, by_label in inventory.attributes.items()
    ]
    return tuple(n for kind in (labels, relations, attributes) for n in sorted(kind, key=lambda n: -n.count))


def _codes(scheme: LabelScheme) -> set[str]:
    return {label.code for label in scheme.labels}


def suggested(inventory: Inventory, scheme: LabelScheme) -> dict[str, Becoming]:
    """Return what names that the scheme does not know may become: what its maps say, else they join it.

    Nothing is suggested for a name that holds markup or what is invisible: a person has to say what becomes
    of that.
    """
    theirs = _theirs(scheme)
    decisions: dict[str, Becoming] = {}
    for name in inventory.labels:
        if scheme.label(name) is None:
            known = theirs.get(name) or theirs.get(name.casefold())
            if known is not None or _is_plain(name):
                decisions[name] = known or Joining.ADD
    for found in found_names(inventory, scheme, decisions):
        if not found.fits and _is_plain(found.name):
            decisions[found.key] = Joining.ADD
    return decisions


def _is_plain(name: str) -> bool:
    return name.isprintable() and not _MARKUP & set(name)


def _theirs(scheme: LabelScheme) -> dict[str, str]:
    """Return other schemes' names for labels, and our own names in small letters, with our codes."""
    found: dict[str, str] = {}
    for pairs in scheme.maps.values():
        for code, name in pairs.items():
            if name is not None and scheme.label(code) is not None:
                found.setdefault(name, code)
                found.setdefault(name.casefold(), code)
    for label in scheme.labels:
        for name in (label.code, label.names.en, label.names.ar):
            found.setdefault(name.casefold(), label.code)
    return found


def _shown(name: str) -> str:
    """Return a stranger's name without what can't be seen."""
    from annotator.formats.characters import clean_name

    return clean_name(name) or "—"


class Settled:
    """Decisions worked out: what each name becomes, and what joins the scheme for that."""

    def __init__(
        self, inventory: Inventory, scheme: LabelScheme, decisions: Decisions, layer: str | None
    ) -> None:
        self._inventory = inventory
        self._decisions = decisions
        self.labels: dict[str, str | None] = {}
        new = self._new_labels(scheme, layer or scheme.layers[0].code)
        self.relations: dict[str, str | None] = {}
        types = self._new_types()
        attributes = self._new_attributes()
        self._dropped = {n for n in inventory.attributes if decisions.get(ATTRIBUTE + n, n) is None}
        self.additions = SchemeAdditions(labels=new, attributes=attributes, relation_types=types)
        self.scheme = self.additions.joined(scheme)
        self._same = not self._dropped and all(k == v for k, v in {**self.labels, **self.relations}.items())

    def _new_labels(self, scheme: LabelScheme, layer: str) -> tuple[Label, ...]:
        new: dict[str, Label] = {}
        for name in sorted(self._inventory.labels):
            becoming = self._decisions.get(name, name)
            if isinstance(becoming, Joining):
                # One that joined for this very name before is meant, not a second one.
                shown = _shown(name)
                made = (label.code for label in scheme.labels if label.names == Names(ar=shown, en=shown))
                becoming = next(made, None) or code_for(name, {*_codes(scheme), *new})
                if scheme.label(becoming) is None:
                    new[becoming] = label_for(shown, becoming, layer, scheme, len(new))
            self.labels[name] = becoming
        return tuple(new.values())

    def _new_types(self) -> tuple[RelationType, ...]:
        new = []
        for name in sorted(self._inventory.relations):
            becoming = self._decisions.get(RELATION + name, name)
            if isinstance(becoming, Joining):
                becoming = _shown(name)
                new.append(relation_type_for(becoming, self._ends(name)))
            self.relations[name] = becoming
        return tuple(new)

    def _new_attributes(self) -> tuple[tuple[str, Attribute], ...]:
        new = []
        for name in sorted(self._inventory.attributes):
            if isinstance(self._decisions.get(ATTRIBUTE + name), Joining):
                values: dict[str, set[str]] = {}
                for label, found in self._inventory.attributes[name].items():
                    code = self.labels[label]
                    if code is not None:
                        values.setdefault(code, set()).update(found)
                new += [
                    (code, attribute_for(name, _shown(name), said)) for code, said in sorted(values.items())
                ]
        return tuple(new)

    def _ends(self, name: str) -> list[tuple[str, str]]:
        """Return the pairs of label codes that relations of this name join."""
        pairs = ((self.labels[a], self.labels[b]) for a, b in self._inventory.relations[name])
        return [(source, target) for source, target in pairs if source is not None and target is not None]

    def relation_fits(self, name: str, scheme: LabelScheme) -> bool:
        """Tell whether a scheme allows the relations of this name, as they will be."""
        code = self.relations[name]
        if code is None:
            return True
        kind = scheme.relation_type(code)
        return kind is not None and all(rules.may_join(scheme, kind, *pair) for pair in self._ends(name))

    def attribute_fits(self, name: str, scheme: LabelScheme) -> bool:
        """Tell whether a scheme allows the answers of this name, as they will be."""
        if name in self._dropped:
            return True
        for label, values in self._inventory.attributes[name].items():
            becoming = scheme.label(self.labels[label] or "")
            if self.labels[label] is None:
                continue
            attribute = None if becoming is None else becoming.attribute(name)
            if attribute is None or not all(attribute.allows(value) for value in values):
                return False
        return True

    def renamed(self, reading: AnnotationSet) -> AnnotationSet:
        """Return a reading with the names decided on, without what is left out."""
        if self._same:
            return reading
        spans: dict[str, SpanAnnotation] = {}
        for key, span in reading.spans.items():
            code = self.labels[span.label]
            if code is not None:
                kept = {n: value for n, value in span.attributes.items() if n not in self._dropped}
                spans[key] = replace(span, label=code, attributes=kept)
        relations = {}
        for key, link in reading.relations.items():
            kind = self.relations[link.type]
            if kind is not None and link.source in spans and link.target in spans:
                relations[key] = replace(link, type=kind)
        return replace(reading, spans=spans, relations=relations)
