"""Label Studio's tasks with their labelling configuration, out and in.

```
out/config.xml     <View><Labels name="label" toName="text">…</Labels><Text name="text" …/>…</View>
out/tasks.json     [
 {"data":{"text":"قال سليم","title":"خبر","document":"d1","readers":["Salma"]},
  "annotations":[{"ground_truth":false,"result":[
   {"id":"s1","type":"labels","from_name":"label","to_name":"text",
    "value":{"start":4,"end":8,"text":"سليم","labels":["SOURCE"]}},
   {"id":"s1","type":"choices","from_name":"naming","to_name":"text",
    "value":{"start":4,"end":8,"text":"سليم","choices":["named"]}},
   {"type":"relation","from_id":"s1","to_id":"s2","direction":"right","labels":["attribution"]}]}]}
 ]
```
`start` and `end` count UTF-16 units, as a browser does. Attributes are choices on the region, a comment is a
text area on it, a flag is a choice of `flagged`. `direction` is `right`: from `from_id` to `to_id`. Names of
readers stand beside the text, because Label Studio refuses a `completed_by` that it does not know.

Source: labelstud.io/guide/export (raw JSON format of completed tasks) and labelstud.io/tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import msgspec
from msgspec import UNSET

from annotator.formats import json_shapes, records
from annotator.formats.capabilities import Capabilities, Unit
from annotator.formats.faults import Fault
from annotator.formats.loss import LossReport
from annotator.formats.offsets import Offsets
from annotator.formats.options import ExportOptions, ImportOptions
from annotator.formats.reading import opened
from annotator.formats.records import Encoded
from annotator.formats.registry import Format
from annotator.formats.scope import chosen_layers
from annotator.formats.shapes import DocumentShape, RelationShape, SetShape, SpanShape
from annotator.language import msg
from annotator.model import AnnotatedDocument, Attribute, AttributeType, LabelScheme, Owner
from annotator.progress import Progress

NAME: Final = "label-studio"
_TASKS: Final = "tasks.json"
_CONFIG: Final = "config.xml"
_COMMENT: Final = "comment"
_CAPABILITIES: Final = Capabilities(
    unit=Unit.UTF16,
    nesting=True,
    crossing=True,
    relations=True,
    attributes=True,
    comments=True,
    metadata=True,
    several_sets=True,
)
_NEVER_HELD: Final = msg("The format holds no state of work, and no answers on relations.")
_BACKWARDS: Final = "left"


class _Value(msgspec.Struct):
    start: int | None = None
    end: int | None = None
    labels: list[str] = []
    hypertextlabels: list[str] = []
    choices: list[str] = []
    text: str | list[str] = ""


class _Result(msgspec.Struct):
    type: str
    id: str = ""
    from_name: str = ""
    value: _Value = msgspec.field(default_factory=_Value)
    from_id: str = ""
    to_id: str = ""
    direction: str | None = "right"
    labels: list[str] | None = None


class _Annotation(msgspec.Struct):
    result: list[_Result] = []
    ground_truth: bool = False
    was_cancelled: bool = False
    completed_by: Any = None


class _Task(msgspec.Struct):
    data: dict[str, Any]
    id: int | None = None
    annotations: list[_Annotation] = []


def read(path: Path, options: ImportOptions) -> Iterator[AnnotatedDocument]:
    """Yield the tasks of a file, or of the `tasks.json` in a folder, with a reading for each annotation.

    Raises:
        InputError: it is no JSON array, or a task is not what it should be; the message names the tasks.
    """
    file_path = path / _TASKS if path.is_dir() else path
    with opened(file_path) as file:
        data = file.read().removeprefix(records.BOM)
    texts = None if options.scheme is None else _text_attributes(options.scheme)
    yield from records.read_shapes(file_path.name, options, _makings(data, texts))


def _text_attributes(scheme: LabelScheme) -> frozenset[str]:
    """Return the names of the attributes that are answered in a `TextArea`; all other answers are choices."""
    asked = [a for label in scheme.labels for a in label.attributes]
    choices = {a.name for a in asked if a.type is AttributeType.CHOICE}
    return frozenset(a.name for a in asked if a.name not in choices)


def _makings(data: bytes, texts: frozenset[str] | None) -> Iterator[tuple[int, records.Making]]:
    try:
        tasks = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error)

        def refused() -> DocumentShape:
            raise Fault(msg("this is no Label Studio JSON: {reason}.", reason=reason), "E_SCHEMA")

        yield 1, refused
        return
    place, line = 0, 1
    for task in tasks:
        raw = bytes(task)
        begin = data.index(raw, place)
        line += data.count(b"\n", place, begin)
        place = begin
        yield line, partial(_document, raw, texts)


def _document(raw: bytes, texts: frozenset[str] | None) -> DocumentShape:
    task = json_shapes.decode(raw, _Task, NAME)
    data = dict(task.data)
    text = data.pop("text", None)
    if not isinstance(text, str):
        raise Fault(msg("the task has no text: data.text is needed."), "E_SCHEMA")
    title, name = data.pop("title", UNSET), data.pop("document", None)
    readers, metadata = data.pop("readers", None), data.pop("metadata", None)
    names = readers if isinstance(readers, list) else []
    sets = [
        _reading(one, text, names[number] if number < len(names) else None, texts)
        for number, one in enumerate(task.annotations)
        if not one.was_cancelled
    ]
    own = name if name is not None else task.id
    return DocumentShape(
        id=UNSET if own is None else str(own),
        title=title if isinstance(title, str) else UNSET,
        text=text,
        metadata=data | (metadata if isinstance(metadata, dict) else {}),
        sets=sets,
    )


def _reading(annotation: _Annotation, text: str, reader: object, texts: frozenset[str] | None) -> SetShape:
    name = reader if isinstance(reader, str) else _name_of(annotation.completed_by)
    owner = Owner.GOLD if annotation.ground_truth else Owner.ANNOTATOR if name else Owner.IMPORTED
    offsets = Offsets(text, Unit.UTF16)
    spans: dict[str, SpanShape] = {}
    for result in annotation.result:
        value = result.value
        if result.type in {"labels", "hypertextlabels"} and value.start is not None and value.end is not None:
            for number, label in enumerate(value.labels or value.hypertextlabels):
                key = result.id if not number else f"{result.id}-{number + 1}"
                start, end = offsets.into(value.start), offsets.into(value.end)
                spans[key] = SpanShape(id=key, label=label, start=start, end=end)
    relations = []
    for result in annotation.result:
        if result.type == "relation":
            relations += _relations(result)
        elif result.id in spans:
            _answer(spans[result.id], result, texts)
    return SetShape(owner=owner, annotator=name, spans=list(spans.values()), relations=relations)


def _name_of(completed_by: Any) -> str | None:
    if isinstance(completed_by, dict):
        completed_by = completed_by.get("email") or completed_by.get("id")
    return None if completed_by is None else str(completed_by)


def _relations(result: _Result) -> list[RelationShape]:
    source, target = result.from_id, result.to_id
    if result.direction == _BACKWARDS:
        source, target = target, source
    return [
        RelationShape(type=label, source=source, target=target) for label in result.labels or ["relation"]
    ]


def _answer(span: SpanShape, result: _Result, texts: frozenset[str] | None) -> None:
    value = result.value
    if result.type == "textarea":
        said = value.text if isinstance(value.text, str) else "\n".join(value.text)
        # Without a scheme that says which areas are answers, only ours is known to be a comment.
        if result.from_name != _COMMENT if texts is None else result.from_name in texts:
            span.attributes = span.attributes | {result.from_name: said}
        else:
            span.comment = said
    elif result.type == "choices" and result.from_name == "flagged":
        span.flagged = bool(value.choices)
    elif result.type == "choices" and value.choices:
        span.attributes = span.attributes | {result.from_name: value.choices[0]}


def write(
    documents: Iterable[AnnotatedDocument], folder: Path, options: ExportOptions, progress: Progress
) -> LossReport:
    """Write a folder with the tasks and the labelling configuration that they need."""
    (folder / _CONFIG).write_text(_configuration(options.scheme, chosen_layers(options)), encoding="utf-8")
    texts = _text_attributes(options.scheme)
    syntax = records.Syntax(
        name=NAME,
        capabilities=_CAPABILITIES,
        encode=partial(_encode, texts=texts),
        decode=lambda data, _: _document(data, texts),
        before=b"[\n",
        between=b",\n",
        after=b"\n]\n",
        notes=(_NEVER_HELD,),
    )
    with (folder / _TASKS).open("x+b") as file:
        return records.write(documents, file, options, progress, syntax)


def _encode(shape: DocumentShape, *, texts: frozenset[str]) -> Encoded:
    data: dict[str, Any] = {"text": shape.text, "title": shape.title}
    if shape.id is not UNSET:
        data["document"] = shape.id
    data["readers"] = [reading.annotator for reading in shape.sets]
    if shape.metadata:
        data["metadata"] = shape.metadata
    offsets = Offsets(shape.text, Unit.UTF16)
    annotations = [
        {"ground_truth": reading.owner is Owner.GOLD, "result": list(_results(reading, offsets, texts))}
        for reading in shape.sets
    ]
    return Encoded(data=json_shapes.encode({"data": data, "annotations": annotations}))


def _results(reading: SetShape, offsets: Offsets, texts: frozenset[str]) -> Iterator[dict[str, Any]]:
    for span in reading.spans:
        place = {"start": offsets.out(span.start), "end": offsets.out(span.end)}
        region = {"id": span.id, "to_name": "text"}
        there = place | {"text": span.text}
        yield region | {"from_name": "label", "type": "labels", "value": there | {"labels": [span.label]}}
        for name, answer in span.attributes.items():
            if name in texts:
                yield region | {"from_name": name, "type": "textarea", "value": place | {"text": [answer]}}
            else:
                yield region | {"from_name": name, "type": "choices", "value": there | {"choices": [answer]}}
        if span.comment is not None:
            yield region | {
                "from_name": _COMMENT,
                "type": "textarea",
                "value": place | {"text": [span.comment]},
            }
        if span.flagged:
            yield region | {
                "from_name": "flagged",
                "type": "choices",
                "value": there | {"choices": ["flagged"]},
            }
    for link in reading.relations:
        yield {
            "type": "relation",
            "from_id": link.source,
            "to_id": link.target,
            "direction": "right",
            "labels": [link.type],
        }


def _configuration(scheme: LabelScheme, layers: tuple[str, ...] | None) -> str:
    labels = [label for label in scheme.labels if layers is None or label.layer in layers]
    lines = ["<View>", '  <Labels name="label" toName="text">']
    lines += [f"    <Label value={quoteattr(one.code)} background={quoteattr(one.color)}/>" for one in labels]
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>', "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(one.code)}/>" for one in scheme.relation_types]
    lines.append("  </Relations>")
    texts = _text_attributes(scheme)
    questions: dict[str, list[tuple[str, Attribute]]] = {}
    for label in labels:
        for attribute in label.attributes:
            questions.setdefault(attribute.name, []).append((label.code, attribute))
    for name, asked in questions.items():
        codes = ",".join(code for code, _ in asked)
        if name in texts:
            lines.append(
                f'  <TextArea name={quoteattr(name)} toName="text" perRegion="true" whenTagName="label" '
                f"whenLabelValue={quoteattr(codes)}/>"
            )
            continue
        values = dict.fromkeys(value.value for _, attribute in asked for value in attribute.values)
        lines.append(
            f'  <Choices name={quoteattr(name)} toName="text" perRegion="true" whenTagName="label" '
            f"whenLabelValue={quoteattr(codes)}>"
        )
        lines += [f"    <Choice value={quoteattr(value)}/>" for value in values]
        lines.append("  </Choices>")
    lines += [
        '  <TextArea name="comment" toName="text" perRegion="true"/>',
        '  <Choices name="flagged" toName="text" perRegion="true"><Choice value="flagged"/></Choices>',
        "</View>",
    ]
    return "\n".join(lines) + "\n"


def _looks_like(first: bytes) -> bool:
    start = first.removeprefix(records.BOM).lstrip()
    return start[:1] == b"[" and b'"data"' in first


LABEL_STUDIO: Final = Format(
    name=NAME,
    title=msg("Label Studio tasks with their configuration"),
    extensions=(".label-studio", ".json"),
    capabilities=_CAPABILITIES,
    reader=read,
    folder_writer=write,
    looks_like=_looks_like,
    folder_looks_like=lambda folder: (folder / _TASKS).is_file() and (folder / _CONFIG).is_file(),
)
