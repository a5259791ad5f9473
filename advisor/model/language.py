"""The languages of the product. Kept free of imports, so that a command can offer them before anything is loaded."""

from __future__ import annotations

from typing import Literal

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")
