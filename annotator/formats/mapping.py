"""Other people's names for labels, both ways.

```
{"PERS": "PERSON", "GPE": "LOC", "CURR": null, "*": "MISC", "relation:coref": "same", "attribute:note": null}
```
A key is what stands there, its value what it becomes; null leaves it out, `*` is every other label,
`relation:` stands before the name of a relation type, and `attribute:` before that of an attribute, which an
import can only leave out. A map that
the scheme carries (`--map OntoNotes`) leads from our labels to theirs, and an import turns it round; a file
is used as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from msgspec import UNSET, structs

from annotator.errors import InputError
from annotator.formats.entries import Entries
from annotator.formats.loss import LossKind
from annotator.formats.reading import opened
from annotator.formats.scope import relation_loss, span_loss
from annotator.formats.shapes import DecisionShape, DocumentShape, SetShape
from annotator.language import msg, tr
from annotator.model import AnnotatedDocument, AnnotationSet, Decision, Dispute, Label, LabelScheme, Owner

LabelMap = Mapping[str, str | None]
_OTHERS: Final = "*"
_RELATION: Final = "relation:"
_ATTRIBUTE: Final = "attribute:"
_RENAMED: Final = msg("its label is renamed, as the map says (--map)")
_DROPPED: Final = msg("the map leaves its label out (--map)")
_END_DROPPED: Final = msg("the map leaves the label of one of its ends out (--map)")


def load(name: str, scheme: LabelScheme, *, inward: bool) -> LabelMap:
    """Return the map of this name in the scheme, or else of this file, or the map that is spelt out here.

    Args:
        name: a key of `scheme.maps`, or a path, or JSON.
        scheme: of the project.
        inward: for an import.

    Raises:
        InputError: there is no such map and no such file, or the file is no map.
    """
    known = scheme.maps.get(name)
    if known is not None:
        return _turned(known, scheme) if inward else known
    if name.lstrip().startswith("{"):
        return _parsed(name, tr("The map"))
    path = Path(name)
    if not path.exists():
        raise InputError(
            msg(
                "There is no map {name}: the scheme has {maps}, and there is no file of that name.",
                name=name,
                maps=", ".join(scheme.maps) or "–",
            ),
            code="E_MAP",
        )
    with opened(path) as file:
        return _parsed(file.read(), str(path))


def _parsed(data: bytes | str, name: str) -> LabelMap:
    try:
        found = json.loads(data)
    except ValueError as error:
        raise _no_map(name, str(error)) from error
    if not isinstance(found, dict) or not all(v is None or isinstance(v, str) for v in found.values()):
        raise _no_map(name, '{"…": "…", "…": null}')
    return found


def _no_map(name: str, reason: str) -> InputError:
    return InputError(
        msg(
            "{file} is no map of labels: one JSON object of names is needed ({reason}).",
            file=name,
            reason=reason,
        ),
        code="E_MAP",
    )


def _turned(known: LabelMap, scheme: LabelScheme) -> LabelMap:
    """Return theirs → ours; of several of ours for one of theirs the one of its name, else the first."""
    turned: dict[str, str | None] = {}
    for ours, theirs in known.items():
        if theirs is not None and ours.startswith(_RELATION):
            turned.setdefault(_RELATION + theirs, ours.removeprefix(_RELATION))
        elif theirs is not None and ours != _OTHERS and (theirs not in turned or ours == theirs):
            turned[theirs] = ours if scheme.label(ours) else turned.get(theirs)
    return turned


def target(labels: LabelMap, name: str) -> str | None:
    """Return what a name becomes, or None if it is left out."""
    return labels[name] if name in labels else labels.get(_OTHERS, name)


def _type(labels: LabelMap, name: str) -> str | None:
    """Return what a relation type becomes. It is kept unless it is named: a label may have the same name."""
    return labels.get(_RELATION + name, name)


def _is_of_document(decision: Decision | DecisionShape, labels: LabelMap) -> bool:
    """Tell whether a decision is about a question on the document: nothing that it has seen has an id.

    What the map names is a label all the same.
    """
    if decision.label in labels or decision.gold or not decision.seen:
        return False
    return not any(one.ids for one in decision.seen)


def mapped(shape: DocumentShape, labels: LabelMap) -> DocumentShape:
    """Return what a file says with its labels and relation types renamed, as an import takes it."""
    lone = {} if shape.spans is UNSET else _lists(shape.spans, shape.relations or [], labels)
    sets = [_set(one, labels) for one in shape.sets]
    if shape.decisions is not UNSET:
        kept = {span.id for one in sets for span in one.spans} | {r.id for one in sets for r in one.relations}
        lone["decisions"] = [
            structs.replace(
                one,
                label=one.label if _is_of_document(one, labels) else target(labels, one.label) or one.label,
                gold=tuple(key for key in one.gold if key in kept),
            )
            for one in shape.decisions
        ]
    return structs.replace(shape, sets=sets, **lone)


def _set(one: SetShape, labels: LabelMap) -> SetShape:
    answers = one.attributes
    if answers is not UNSET:
        answers = {
            name: value for name, value in answers.items() if labels.get(_ATTRIBUTE + name, name) is not None
        }
    return structs.replace(one, attributes=answers, **_lists(one.spans, one.relations, labels))


def _lists(spans: list, relations: list, labels: LabelMap) -> dict[str, list]:  # type: ignore[type-arg]
    kept, ids = [], set()
    dropped = {key.removeprefix(_ATTRIBUTE) for key in labels if key.startswith(_ATTRIBUTE)}
    for number, span in enumerate(spans, start=1):
        label = target(labels, span.label)
        if label is not None:
            # The spare id it would have got by its place in the whole list.
            key = f"s{number}" if span.id is UNSET else span.id
            ids.add(key)
            answers = {name: value for name, value in span.attributes.items() if name not in dropped}
            kept.append(structs.replace(span, label=label, id=key, attributes=answers))
    links = []
    for relation in relations:
        kind = _type(labels, relation.type)
        if kind is not None and ids.issuperset((relation.source, relation.target)):
            links.append(structs.replace(relation, type=kind))
    return {"spans": kept, "relations": links}


def renamed_scheme(scheme: LabelScheme, labels: LabelMap) -> LabelScheme:
    """Return the scheme with the labels as they will be written, the first of those that become one.

    Raises:
        InputError: labels of two layers would become one.
    """
    kept: dict[str, Label] = {}
    for label in scheme.labels:
        code = target(labels, label.code)
        if code is None:
            continue
        first = kept.setdefault(code, replace(label, code=code))
        if first.layer != label.layer:
            raise InputError(
                msg(
                    "The map makes labels of the layers {one} and {other} into one label {label}. "
                    "Give them different names.",
                    one=first.layer,
                    other=label.layer,
                    label=code,
                ),
                code="E_MAP",
            )
    return replace(scheme, labels=tuple(kept.values()))


def renamed(
    documents: Iterable[AnnotatedDocument], labels: LabelMap, losses: Entries
) -> Iterator[AnnotatedDocument]:
    """Yield documents with renamed labels, as an export takes them; what is left out is added to `losses`."""
    for annotated in documents:
        sets = tuple(_renamed_set(annotated, reading, labels, losses) for reading in annotated.sets)
        decisions = (_renamed_decision(one, sets, labels) for one in annotated.decisions)
        yield replace(annotated, sets=sets, decisions=tuple(one for one in decisions if one is not None))


def _renamed_decision(decision: Decision, sets: Iterable[AnnotationSet], labels: LabelMap) -> Decision | None:
    """Return a decision with its label renamed; None if the label, or all that it made, is left out."""
    if _is_of_document(decision, labels):
        return decision
    there = {key for one in sets if one.owner is Owner.GOLD for key in (*one.spans, *one.relations)}
    gold = tuple(key for key in decision.gold if key in there)
    name = _type if decision.dispute is Dispute.RELATION else target
    label = name(labels, decision.label)
    return (
        None if label is None or (decision.gold and not gold) else replace(decision, label=label, gold=gold)
    )


def _renamed_set(
    annotated: AnnotatedDocument, reading: AnnotationSet, labels: LabelMap, losses: Entries
) -> AnnotationSet:
    spans = {}
    for span in reading.in_text_order():
        code = target(labels, span.label)
        if code is None:
            losses.append(span_loss(annotated, reading, span, LossKind.LEFT_OUT, _DROPPED, asked=True))
            continue
        if code != span.label:
            losses.append(
                span_loss(
                    annotated,
                    reading,
                    span,
                    LossKind.RENAMED,
                    _RENAMED,
                    asked=True,
                    written=(span.span.start, span.span.end),
                )
            )
        spans[span.id] = replace(span, label=code)
    relations = {}
    for relation in reading.relations.values():
        kind = _type(labels, relation.type)
        if kind is None or not spans.keys() >= {relation.source, relation.target}:
            losses.append(relation_loss(annotated, reading, relation, _END_DROPPED, asked=True))
        else:
            relations[relation.id] = replace(relation, type=kind)
    return replace(reading, spans=spans, relations=relations)
