"""Phrases of the instruction pages of a bundle."""

from __future__ import annotations

from advisor.model.base import Text

PHRASES: dict[str, Text] = {
    "version": Text(en="Version", ko="버전"),
    "seen": Text(en="seen on", ko="확인일"),
    "unknown": Text(en="not pinned", ko="고정하지 않음"),
    "licence": Text(en="Licence", ko="라이선스"),
    "homepage": Text(en="Home page", ko="홈페이지"),
    "obligations": Text(en="What the licence asks", ko="라이선스 의무"),
}
