"""A document as a CAS, and what a CAS says of its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from msgspec import UNSET

from annotator.formats import extras, json_shapes
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.faults import Fault
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.language import msg
from annotator.model import LabelScheme, Owner
from annotator.text.sentences import sentences
from annotator.text.tokens import tokenize

EXTRA: Final = "uima"
CAPABILITIES: Final = Capabilities(
    unit=Unit.UTF16,
    nesting=True,
    crossing=True,
    relations=True,
    attributes=True,
    comments=True,
    metadata=True,
)
SPAN: Final = "webanno.custom.HashiyaSpan"
RELATION: Final = "webanno.custom.HashiyaRelation"
DOCUMENT: Final = "webanno.custom.HashiyaDocument"
_CUSTOM: Final = "webanno.custom."
_ENTITY: Final = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_TOKEN: Final = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"  # noqa: S105 - a type of text
_SENTENCE: Final = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
_ANNOTATION: Final = "uima.tcas.Annotation"
_STRING: Final = "uima.cas.String"
_OWN: Final = frozenset({"label", "value", "identifier", "comment", "flagged", "begin", "end", "sofa"})
_YES: Final = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """One of the two ways to write a CAS.

    Attributes:
        name: of the format.
        extensions: of a file.
        mark: bytes near the beginning of every file.
    """

    name: str
    extensions: tuple[str, ...]
    mark: bytes


XMI: Final = Flavour(name="uima-xmi", extensions=(".xmi",), mark=b"xmi:XMI")
JSON: Final = Flavour(name="uima-json", extensions=(".json",), mark=b'"%TYPES"')


def type_system(scheme: LabelScheme) -> Any:
    """Return our types: DKPro's tokens and sentences, and layers as INCEpTION's users make them."""
    cassis = extras.load("cassis", EXTRA)
    types = cassis.TypeSystem()
    for name in (_SENTENCE, _TOKEN):
        types.create_type(name=name, supertypeName=_ANNOTATION)
    span = types.create_type(name=SPAN, supertypeName=_ANNOTATION)
    names = dict.fromkeys(a.name for label in scheme.labels for a in label.attributes if a.name not in _OWN)
    for feature in ("label", "comment", "flagged", *names):
        types.create_feature(domainType=span, name=feature, rangeType=_STRING)
    relation = types.create_type(name=RELATION, supertypeName=_ANNOTATION)
    types.create_feature(domainType=relation, name="label", rangeType=_STRING)
    for end in ("Governor", "Dependent"):
        types.create_feature(domainType=relation, name=end, rangeType=span)
    document = types.create_type(name=DOCUMENT, supertypeName=_ANNOTATION)
    for feature in ("documentId", "title", "metadata"):
        types.create_feature(domainType=document, name=feature, rangeType=_STRING)
    return types


def to_cas(shape: DocumentShape, types: Any) -> Any:
    """Return a document with its one reading as a CAS. cassis counts code points and writes UTF-16 units."""
    cassis = extras.load("cassis", EXTRA)
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string = shape.text
    cas.sofa_mime = "text/plain"
    made = {name: types.get_type(name) for name in (SPAN, RELATION, DOCUMENT, _TOKEN, _SENTENCE)}
    known = {feature.name for feature in made[SPAN].all_features}
    whole = {"begin": 0, "end": len(shape.text)}
    metadata = json_shapes.encode(shape.metadata).decode() if shape.metadata else None
    name = None if shape.id is UNSET else str(shape.id)
    cas.add(made[DOCUMENT](**whole, documentId=name, title=str(shape.title), metadata=metadata))
    for start, end in sentences(shape.text):
        cas.add(made[_SENTENCE](begin=start, end=end))
    for token in tokenize(shape.text):
        cas.add(made[_TOKEN](begin=token.start, end=token.end))
    (reading,) = shape.sets
    spans = {}
    for span in reading.spans:
        answers = {key: value for key, value in span.attributes.items() if key in known}
        more = {"comment": span.comment, "flagged": _YES if span.flagged else None}
        one = made[SPAN](begin=span.start, end=span.end, label=span.label, **more, **answers)
        spans[str(span.id)] = one
        cas.add(one)
    for link in reading.relations:
        source, target = spans[link.source], spans[link.target]
        place = {"begin": target.begin, "end": target.end}
        cas.add(made[RELATION](**place, label=link.type, Governor=source, Dependent=target))
    return cas


def of_cas(cas: Any, name: str) -> DocumentShape:
    """Return what a CAS says: named entities, and the spans and relations of custom layers, ours too."""
    spans: dict[int, SpanShape] = {}
    links: list[Any] = []
    document: DocumentShape = DocumentShape(id=name, text=cas.sofa_string or "")
    for one in cas.select_all_annotations():
        kind = one.type.name
        if kind == DOCUMENT:
            document.id = one.documentId or name
            document.title = one.title or UNSET
            if one.metadata:
                document.metadata = json_shapes.decode(one.metadata.encode(), dict[str, Any], "CAS")
        elif kind.startswith(_CUSTOM) and _feature(one, "Governor") is not None:
            links.append(one)
        elif kind == _ENTITY or kind.startswith(_CUSTOM):
            spans[id(one)] = _span(one, f"s{len(spans) + 1}")
    relations = []
    for one in links:
        source, target = spans.get(id(one.Governor)), spans.get(id(one.Dependent))
        if source is not None and target is not None:
            label = _feature(one, "label") or one.type.name.rpartition(".")[2]
            relations.append(RelationShape(type=label, source=str(source.id), target=str(target.id)))
    document.sets = [SetShape(owner=Owner.IMPORTED, spans=list(spans.values()), relations=relations)]
    return document


def _span(one: Any, key: str) -> SpanShape:
    if not (isinstance(one.begin, int) and isinstance(one.end, int)):
        raise Fault(msg("an annotation of {kind} has no place in the text.", kind=one.type.name), "E_OFFSETS")
    label = _feature(one, "label") or _feature(one, "value") or one.type.name.rpartition(".")[2]
    features = ((feature.name, _feature(one, feature.name)) for feature in one.type.all_features)
    return SpanShape(
        id=key,
        label=label,
        start=one.begin,
        end=one.end,
        attributes={name: said for name, said in features if name not in _OWN and isinstance(said, str)},
        comment=_feature(one, "comment"),
        flagged=_feature(one, "flagged") == _YES,
    )


def _feature(one: Any, name: str) -> Any:
    return getattr(one, name, None)
