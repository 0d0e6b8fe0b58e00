"""What widgets of our own are to a screen reader, where Qt would only say that something is there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_roles: Final[dict[str, QAccessible.Role]] = {}
"""Roles by the names of classes."""


def give(kind: type[QWidget], role: QAccessible.Role) -> None:
    """Let widgets of this class have this role from now on."""
    if not _roles:
        QAccessible.installFactory(_interface)
    _roles[kind.__name__] = role


def _interface(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = _roles.get(class_name)
    return QAccessibleWidget(thing, role) if role is not None and isinstance(thing, QWidget) else None
