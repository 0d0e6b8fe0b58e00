"""What a difference between two moments is called, and the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from annotator import language
from annotator.editing.comparing import Aspect, Difference, Fate
from annotator.language import tr, trc
from annotator.model import AnnotatedDocument, AnnotationSet, Attribute, Label, LabelScheme, Owner, State
from annotator.text.direction import base_direction
from ui.panels.state_mark import DocumentState, state_name
from ui.panels.wording import first_and_last, in_one_line

_CONTEXT: Final = 28
"""So many code points are shown before and after a span's words, at most, cut at a blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A stretch of a text and what stands around it, in one line.

    Attributes:
        before: the text in front of it, with its blank.
        words: the stretch itself.
        after: the text behind it, with its blank.
    """

    before: str
    words: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.words}{self.after}"


def fate_name(fate: Fate) -> str:
    """Return what has become of something."""
    names = {Fate.ADDED: tr("Added"), Fate.REMOVED: tr("Removed"), Fate.CHANGED: tr("Changed")}
    return names[fate]


def reader_name(reading: AnnotationSet | None) -> str:
    """Return whose reading it is."""
    if reading is None:
        return ""
    if reading.annotator is not None:
        return reading.annotator.name
    names = {
        Owner.GOLD: trc("reading", "Gold"),
        Owner.IMPORTED: trc("reading", "Imported"),
        Owner.SUGGESTED: trc("reading", "Suggested"),
    }
    return names.get(reading.owner, "–")


def kind_name(difference: Difference, scheme: LabelScheme | None) -> str:
    """Return what it is about: a label, a relation's type, the text, or a whole reading."""
    code = language.current()
    if difference.text is not None:
        return tr("The text")
    if difference.state is not None or difference.answers is not None:
        return tr("A reading")
    if difference.relation is not None:
        kind = None if scheme is None else scheme.relation_type(difference.relation.type)
        return difference.relation.type if kind is None else kind.names.in_language(code)
    span = difference.after or difference.before
    return "" if span is None else label_name(scheme, span.label)


def label_of(difference: Difference, scheme: LabelScheme | None) -> Label | None:
    """Return the label whose mark stands beside the name: that of a span, not of a relation's ends."""
    span = difference.after or difference.before
    if span is None or difference.relation is not None or scheme is None:
        return None
    return scheme.label(span.label)


def label_name(scheme: LabelScheme | None, code: str) -> str:
    """Return a label's name, or its code where the scheme no longer has it."""
    label = None if scheme is None else scheme.label(code)
    return code if label is None else label.names.in_language(language.current())


def excerpt(
    difference: Difference, before: AnnotatedDocument | None, after: AnnotatedDocument | None
) -> Excerpt:
    """Return the words it is about, from the text in which they stand."""
    if difference.text is not None:
        old, new = (in_one_line(words) or "∅" for words in difference.text)
        return Excerpt(before="", words=_led(old, new), after="")
    if difference.relation is not None and difference.before is not None and difference.after is not None:
        source, target = (first_and_last(end.quote) for end in (difference.before, difference.after))
        return Excerpt(before="", words=_led(source, target), after="")
    span = difference.after or difference.before
    state = after if difference.after is not None else before
    if span is None or state is None:
        return Excerpt(before="", words="", after="")
    text, (start, end) = state.document.text, (span.span.start, span.span.end)
    first, last = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(text))
    return Excerpt(
        before=_tail(text[first:start], whole=first == 0),
        words=in_one_line(span.quote),
        after=_head(text[end:last], whole=last == len(text)),
    )


def what_changed(difference: Difference, scheme: LabelScheme | None) -> str:
    """Return what is another, in a few words."""
    if difference.state is not None:
        old, new = (None if state is None else _state(state) for state in difference.state)
        if old is None or new is None:
            return new or ""
        return tr("{old} → {new}", old=old, new=new)
    if difference.answers is not None:
        questions = () if scheme is None else scheme.document_attributes
        return _together(_answers(*difference.answers, questions))
    before, after = difference.before, difference.after
    if difference.fate is not Fate.CHANGED or before is None or after is None:
        return ""
    parts: list[str] = []
    if Aspect.LABEL in difference.aspects:
        old, new = (label_name(scheme, span.label) for span in (before, after))
        parts.append(tr("{old} → {new}", old=old, new=new))
    if Aspect.PLACE in difference.aspects:
        parts.append(tr("Was: “{words}”", words=first_and_last(before.quote)))
    if Aspect.ANSWERS in difference.aspects:
        label = None if scheme is None else scheme.label(after.label)
        parts += _answers(before.attributes, after.attributes, () if label is None else label.attributes)
    if Aspect.NOTE in difference.aspects:
        parts.append(tr("Note: {words}", words=in_one_line(after.comment or "–")))
    if Aspect.FLAG in difference.aspects:
        parts.append(tr("Flag set") if after.flagged else tr("Flag taken away"))
    return _together(parts)


def _together(parts: Iterable[str]) -> str:
    return ("؛ " if language.is_right_to_left() else "; ").join(parts)


def _answers(
    before: Mapping[str, str], after: Mapping[str, str], questions: Iterable[Attribute]
) -> list[str]:
    """Return each question whose answer is another, with the old and the new one."""
    known = {attribute.name: attribute for attribute in questions}
    code = language.current()
    told: list[str] = []
    for name in {**before, **after}:
        if before.get(name) == after.get(name):
            continue
        attribute = known.get(name)
        values = {} if attribute is None else {v.value: v.names.in_language(code) for v in attribute.values}
        old, new = (
            values.get(answer, answer) or "–" for answer in (before.get(name, ""), after.get(name, ""))
        )
        title = name if attribute is None else attribute.names.in_language(code)
        told.append(tr("{question}: {old} → {new}", question=title, old=old, new=new))
    return told


def _led(old: str, new: str) -> str:
    """Return words of texts with an arrow from the one to the other, as the texts run."""
    return f"{old} ← {new}" if base_direction(f"{old}{new}") == "rtl" else f"{old} → {new}"


def _state(state: State) -> str:
    return state_name(DocumentState(state.value))


def _tail(text: str, *, whole: bool) -> str:
    """Return the end of a stretch, from a blank on where it was cut."""
    line = " ".join(text.split())
    if not whole:
        line = line.partition(" ")[2]
    return f"{line} " if line and text[-1:].isspace() else line


def _head(text: str, *, whole: bool) -> str:
    """Return the beginning of a stretch, up to a blank where it was cut."""
    line = " ".join(text.split())
    if not whole:
        line = line.rpartition(" ")[0]
    return f" {line}" if line and text[:1].isspace() else line
