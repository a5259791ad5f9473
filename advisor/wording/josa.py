"""Korean particles that depend on the sound before them: `을(를)`, `이(가)`, `은(는)`, `과(와)`, `으로(로)`.

Sentences of the knowledge are written with their particle; where a name is filled into a sentence the writer leaves
both forms, and `settle` keeps the one that fits. A parenthesis in between is skipped; Latin letters and digits are
judged by how they are read in Korean.
"""

from __future__ import annotations

import re

_PAIRS = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "과(와)": ("과", "와"),
    "으로(로)": ("으로", "로"),
    "(으)로": ("으로", "로"),
}
_PATTERN = re.compile(r"(\S?)( ?\([^()]*\))?(['\"\]”’」』`]*)(" + "|".join(re.escape(pair) for pair in _PAIRS) + ")")
_DIGITS_WITH_FINAL = "013678"
_LETTERS_WITH_FINAL = "lmnLMNR"
_ENDING_IN_RIEUL = "178lLR"
"""A word that ends in a small r is read without it (Docker: 도커), a capital one by its name (알)."""


def settle(text: str) -> str:
    """`text` with every double particle replaced by the one that fits the character before it."""
    return _PATTERN.sub(lambda m: m[1] + (m[2] or "") + m[3] + _fitting(m[1], m[4]), text)


def _fitting(before: str, pair: str) -> str:
    with_final, without = _PAIRS[pair]
    final, rieul = _sound(before)
    if with_final == "으로" and rieul:
        return without
    return with_final if final else without


def _sound(character: str) -> tuple[bool, bool]:
    """Whether the syllable ends in a consonant, and whether that is rieul."""
    if "가" <= character <= "힣":
        final = (ord(character) - ord("가")) % 28
        return final != 0, final == 8
    if character.isdigit():
        return character in _DIGITS_WITH_FINAL, character in _ENDING_IN_RIEUL
    return character in _LETTERS_WITH_FINAL, character in _ENDING_IN_RIEUL
