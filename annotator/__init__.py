"""Hashiya without a window: text, values, editing, storage, formats, command line."""

__version__ = "0.1.0"
