"""Sentences of the editor that several of its parts say."""

from __future__ import annotations

from annotator import language
from annotator.language import tr
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
