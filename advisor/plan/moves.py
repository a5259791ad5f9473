"""Two plans of one site, the older and the newer: what was answered differently, what moved, and whether that is safe.

Changed answers come first, because they explain most moved versions. A move is judged by what the knowledge documents,
never by hope: what is not documented is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from advisor.model.base import Text
from advisor.model.catalog import Catalog
from advisor.model.component import SeenVersion
from advisor.model.plan import Plan
from advisor.model.version import compare, in_range, parse_version


class MoveVerdict(StrEnum):
    """How a moved component is judged."""

    SAFE = "safe"
    MANUAL = "manual-step"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Move:
    """One component whose version differs, came or went."""

    component: str
    before: str | None
    after: str | None
    verdict: MoveVerdict
    text: Text


@dataclass(frozen=True)
class Drift:
    """What differs between two plans: inputs, decisions, cluster, then moved components."""

    answers: tuple[tuple[str, str, str], ...]
    moves: tuple[Move, ...]

    @property
    def certain(self) -> bool:
        """Whether every move could be judged and none is blocked."""
        return all(move.verdict in (MoveVerdict.SAFE, MoveVerdict.MANUAL) for move in self.moves)


def drift(catalog: Catalog, old: Plan, new: Plan) -> Drift:
    """Compare an older plan with a newer one."""
    before = {c.id: c.version for c in old.components}
    after = {c.id: c.version for c in new.components}
    moved = [c for c in sorted(before.keys() | after.keys()) if before.get(c, "") != after.get(c, "")]
    judged = (_judge(catalog, c, c in before, before.get(c), c in after, after.get(c), new) for c in moved)
    return Drift(answers=_answers(old, new), moves=tuple(judged))


def _answers(old: Plan, new: Plan) -> tuple[tuple[str, str, str], ...]:
    a, b = _stated(old), _stated(new)
    return tuple(
        (key, a.get(key, "-"), b.get(key, "-")) for key in sorted(a.keys() | b.keys()) if a.get(key) != b.get(key)
    )


def _stated(plan: Plan) -> dict[str, str]:
    stated = {f"decision {d.id}": d.choice for d in plan.decisions}
    stated |= {f"input {i.id}": str(i.value) for i in plan.inputs}
    stated["kubernetes"] = plan.cluster.kubernetes
    stated["edition"] = plan.stack.knowledge.edition
    return stated


def _judge(
    catalog: Catalog, component: str, was: bool, before: str | None, now: bool, after: str | None, plan: Plan
) -> Move:
    if not was or not now:
        verdict = MoveVerdict.SAFE if now else MoveVerdict.MANUAL
        text = _TEXTS["added"] if now else _TEXTS["removed"]
        return Move(component, before, after, verdict, text)
    verdict, why = _judge_versions(_seen(catalog, component, after), before, after, plan.cluster.kubernetes)
    return Move(component, before, after, verdict, _TEXTS[why])


def _seen(catalog: Catalog, component: str, version: str | None) -> SeenVersion | None:
    entry = catalog.component_by_id.get(component)
    versions = entry.versions if entry is not None else ()
    return next((seen for seen in versions if seen.version == version), None)


def _judge_versions(
    seen: SeenVersion | None, before: str | None, after: str | None, kubernetes: str
) -> tuple[MoveVerdict, str]:
    if before is None or after is None or seen is None:
        return MoveVerdict.UNKNOWN, "no-version"
    try:
        old, new = parse_version(before), parse_version(after)
    except ValueError:
        return MoveVerdict.UNKNOWN, "no-version"
    if seen.blocked is not None:
        return MoveVerdict.BLOCKED, "blocked"
    if compare(new, old) < 0:
        return MoveVerdict.BLOCKED, "downgrade"
    if seen.kubernetes is None:
        return MoveVerdict.UNKNOWN, "no-range"
    if not in_range(kubernetes, seen.kubernetes):
        return MoveVerdict.BLOCKED, "outside-range"
    if new[:1] != old[:1]:
        return MoveVerdict.MANUAL, "major"
    if new[1:2] and old[1:2] and new[1] - old[1] > 1:
        return MoveVerdict.MANUAL, "skipped"
    return MoveVerdict.SAFE, "documented"


_TEXTS = {
    "added": Text(en="new in this bundle", ko="이번 번들에 새로 들어왔다"),
    "removed": Text(
        en="no longer part of the bundle; uninstall it by hand, data and CRDs stay",
        ko="번들에서 빠졌다. 직접 제거해야 하며 데이터와 CRD는 남는다",
    ),
    "no-version": Text(en="the knowledge does not know this version", ko="지식에 없는 버전이다"),
    "no-range": Text(
        en="no documented Kubernetes range was found for this version",
        ko="이 버전의 쿠버네티스 지원 범위를 찾지 못했다",
    ),
    "outside-range": Text(
        en="this version does not document the cluster's Kubernetes",
        ko="이 버전은 클러스터의 쿠버네티스를 지원 범위에 적지 않았다",
    ),
    "blocked": Text(en="this version is on the block list", ko="차단 목록에 있는 버전이다"),
    "downgrade": Text(en="the newer bundle carries an older version", ko="새 번들의 버전이 더 낮다"),
    "major": Text(
        en="a major version: read the upgrade notes of the project first",
        ko="메이저 버전이 바뀌므로 업그레이드 문서를 먼저 읽는다",
    ),
    "skipped": Text(
        en="minor versions are skipped: many projects want them one by one",
        ko="마이너 버전을 건너뛴다. 한 단계씩 올리라고 하는 프로젝트가 많다",
    ),
    "documented": Text(
        en="documented for the cluster's Kubernetes and not more than one minor version ahead",
        ko="클러스터의 쿠버네티스를 지원하며 마이너 버전 차이도 하나 이하다",
    ),
}
