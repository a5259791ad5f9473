"""Sentences about what went stale in a session."""

from __future__ import annotations

from advisor.model.base import Text

PHRASES: dict[str, Text] = {
    "edition": Text(
        en="the session was made with edition {old}, the knowledge is edition {new}",
        ko="세션은 {old}판으로 만들었고, 지금 지식은 {new}판이다",
    ),
    "basis-edition": Text(
        en="{option} was chosen with edition {old}, the knowledge is edition {new}",
        ko="{option}: {old}판에서 골랐고, 지금 지식은 {new}판이다",
    ),
    "basis-lost": Text(
        en="{option} was chosen when these rules spoke about it, and they no longer do: {rules}",
        ko="{option}: 고를 때 근거였던 규칙이 더는 적용되지 않는다: {rules}",
    ),
    "basis-new": Text(
        en="rules speak about {option} that did not when it was chosen: {rules}",
        ko="{option}: 고를 때는 없던 규칙이 적용된다: {rules}",
    ),
    "overruled": Text(
        en="{option} is no longer possible; in force is {other}",
        ko="{option}: 더는 선택할 수 없다. 지금 적용되는 것: {other}",
    ),
    "contradicted": Text(
        en="{option} cannot hold together with the rest of the session",
        ko="{option}: 세션의 나머지 내용과 함께 성립할 수 없다",
    ),
    "licence-refused": Text(
        en="was accepted, but the licence now rules {component} out: {text}",
        ko="승인했지만 이제 라이선스 때문에 쓸 수 없다 ({component}): {text}",
    ),
    "signature": Text(
        en="was accepted, but there is no such finding any more",
        ko="승인했지만 이제 그런 확인 항목이 없다",
    ),
}
