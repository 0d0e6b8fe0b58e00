"""Sentences of the editor that several of its parts say."""

from __future__ import annotations

from annotator import language
from annotator.editing.commands import SchemeEffect
from annotator.language import tr, trn
from annotator.model import AttributeType, LabelScheme
from ui.colour_vision import Vision
from ui.scheme.colour_checks import Alike


def looks_like(pair: Alike, scheme: LabelScheme) -> str:
    """Say that a label looks like another one, to whose eyes and where."""
    other = scheme.label(pair.other)
    name = pair.other if other is None else other.names.in_language(language.current())
    return tr(
        "Looks like “{label}” to {eyes} ({theme})", label=name, eyes=eyes(pair.vision), theme=page(pair.page)
    )


def eyes(vision: Vision) -> str:
    """Return what such eyes are called."""
    return {
        Vision.USUAL: tr("everybody"),
        Vision.DEUTAN: tr("green-blind eyes"),
        Vision.PROTAN: tr("red-blind eyes"),
        Vision.TRITAN: tr("blue-blind eyes"),
    }[vision]


def page(name: str) -> str:
    """Return what a theme's page is called."""
    return {
        "light": tr("light page"),
        "dark": tr("dark page"),
        "hc_light": tr("light, high contrast"),
        "hc_dark": tr("dark, high contrast"),
    }[name]


def type_name(kind: AttributeType) -> str:
    """Return what a way to answer is called."""
    return {
        AttributeType.CHOICE: tr("One of a list"),
        AttributeType.CHOICES: tr("Several of a list"),
        AttributeType.YES_NO: tr("Yes or no"),
        AttributeType.TEXT: tr("A line of text"),
        AttributeType.NUMBER: tr("A number"),
        AttributeType.DATE: tr("A date"),
        AttributeType.LINK: tr("A link"),
    }[kind]


def effect_sentence(effect: SchemeEffect) -> str:
    """Say what adopting a scheme touches."""
    parts = [
        words
        for count, words in (
            (
                effect.relabelled,
                trn("{count} span gets another label", "{count} spans get another label", effect.relabelled),
            ),
            (effect.deleted, trn("{count} span goes", "{count} spans go", effect.deleted)),
            (
                effect.answered,
                trn(
                    "{count} span changes its answers", "{count} spans change their answers", effect.answered
                ),
            ),
            (effect.unlinked, trn("{count} relation goes", "{count} relations go", effect.unlinked)),
            (
                effect.answers,
                trn("{count} reading answers otherwise", "{count} readings answer otherwise", effect.answers),
            ),
        )
        if count
    ]
    if not parts:
        parts = [tr("Relations are called otherwise")]
    return tr(
        "{what}, in {documents}. It is one step: undo brings all of it back.",
        what=tr(", ").join(parts),
        documents=trn("{count} document", "{count} documents", effect.documents),
    )
