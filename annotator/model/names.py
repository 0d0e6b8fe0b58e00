"""What things are called in the interface."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """One name in the two languages of the interface."""

    ar: str
    en: str

    def in_language(self, code: str) -> str:
        """Return the name for "ar" or "en"."""
        return self.ar if code == "ar" else self.en

    def as_value(self) -> dict[str, str]:
        """Return the form in which a `Message` carries a name, to be shown in the reader's language."""
        return {"ar": self.ar, "en": self.en}
