"""Finding by words: English, Korean, and Korean initial consonants (`ㅅㄹㅇ` finds 실리움)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST, _LAST, _PER_INITIAL = 0xAC00, 0xD7A3, 588


@dataclass(frozen=True)
class Entry:
    """Something that can be found: its key, what is shown, a mark, and further words it answers to."""

    key: str
    label: str
    mark: str = ""
    note: str = ""
    words: tuple[str, ...] = ()


def initials(text: str) -> str:
    """`text` with every Korean syllable replaced by its first consonant."""
    return "".join(_INITIALS[(ord(c) - _FIRST) // _PER_INITIAL] if _FIRST <= ord(c) <= _LAST else c for c in text)


def matches(query: str, *texts: str) -> bool:
    """Whether every word of `query` occurs in `texts`; a leading `!` turns the answer round, nothing matches all."""
    wanted = _normal(query)
    if wanted.startswith("!"):
        return len(wanted) == 1 or not matches(wanted[1:], *texts)
    where = " ".join(_normal(t) for t in texts)
    consonants = initials(where).replace(" ", "")
    squeezed = where.replace(" ", "")
    return all(w in squeezed or (_is_initials(w) and w in consonants) for w in wanted.split())


def _is_initials(word: str) -> bool:
    return all(c in _INITIALS for c in word)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def narrow(query: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that match: first those that begin with the query, then those with a word that does."""
    found = [e for e in entries if matches(query, e.label, *e.words)]
    start = _normal(query)
    return sorted(found, key=lambda e: _distance(start, (e.label, *e.words)))


def _distance(start: str, texts: Iterable[str]) -> int:
    """How far a query is from the beginning of the texts: 0, 1 for the beginning of a word, 2 otherwise."""
    known = [_normal(t) for t in texts]
    if not start or any(t.startswith(start) for t in known):
        return 0
    return 1 if any(word.startswith(start) for t in known for word in re.split(r"[^\w]+", t)) else 2
