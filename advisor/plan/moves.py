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
from advisor.model.version import Version, compare, in_range, parse_version


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
    kubernetes = (old.cluster.kubernetes, new.cluster.kubernetes)
    moves = [
        Move(component, before.get(component), after.get(component), verdict, _TEXTS[why])
        for component in sorted(before.keys() | after.keys())
        for verdict, why in [_judge(catalog, component, before, after, kubernetes)]
        if why != "unchanged"
    ]
    return Drift(answers=_answers(old, new), moves=tuple(moves))


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


_Versions = dict[str, str | None]
_Judgement = tuple[MoveVerdict, str]


def _judge(
    catalog: Catalog, component: str, before: _Versions, after: _Versions, kubernetes: tuple[str, str]
) -> _Judgement:
    """Verdict on one component between two plans; `kubernetes` are the versions of the two clusters."""
    if component not in after:
        return MoveVerdict.MANUAL, "removed"
    old, new = before.get(component), after[component]
    entry = catalog.component_by_id.get(component)
    seen = next((v for v in entry.versions if v.version == new), None) if entry is not None else None
    if component not in before:
        return _judge_new(seen, kubernetes[1])
    if old == new:
        return _judge_stay(seen, *kubernetes)
    if old is None or seen is None or not (_is_version(old) and _is_version(seen.version)):
        return MoveVerdict.UNKNOWN, "no-version"
    return _judge_step(parse_version(old), parse_version(seen.version), seen, kubernetes[1])


def _judge_new(seen: SeenVersion | None, kubernetes: str) -> _Judgement:
    """A component that came: nothing moves, but its version must suit the cluster."""
    if seen is not None and seen.blocked is not None:
        return MoveVerdict.BLOCKED, "blocked"
    if seen is not None and seen.kubernetes is not None and not in_range(kubernetes, seen.kubernetes):
        return MoveVerdict.BLOCKED, "outside-range"
    return MoveVerdict.SAFE, "added"


def _judge_stay(seen: SeenVersion | None, before: str, after: str) -> _Judgement:
    """A component whose version stays: only another minor of Kubernetes below it makes a difference."""
    if parse_version(before)[:2] == parse_version(after)[:2] or seen is None:
        return MoveVerdict.SAFE, "unchanged"
    if seen.kubernetes is None:
        return MoveVerdict.UNKNOWN, "stays-no-range"
    if not in_range(after, seen.kubernetes):
        return MoveVerdict.BLOCKED, "stays-outside"
    return MoveVerdict.SAFE, "unchanged"


def _judge_step(old: Version, new: Version, seen: SeenVersion, kubernetes: str) -> _Judgement:
    """The first test that fails decides."""
    skipped = new[1:2] > (old[1] + 1,) if len(old) > 1 else False
    tests: tuple[tuple[bool, MoveVerdict, str], ...] = (
        (seen.blocked is not None, MoveVerdict.BLOCKED, "blocked"),
        (compare(new, old) < 0, MoveVerdict.BLOCKED, "downgrade"),
        (seen.by_name is not None, MoveVerdict.UNKNOWN, "by-name"),
        (seen.kubernetes is None, MoveVerdict.UNKNOWN, "no-range"),
        (
            seen.kubernetes is not None and not in_range(kubernetes, seen.kubernetes),
            MoveVerdict.BLOCKED,
            "outside-range",
        ),
        (new[:1] != old[:1], MoveVerdict.MANUAL, "major"),
        (skipped, MoveVerdict.MANUAL, "skipped"),
    )
    for failed, verdict, why in tests:
        if failed:
            return verdict, why
    return MoveVerdict.SAFE, "documented"


def _is_version(text: str) -> bool:
    try:
        parse_version(text)
    except ValueError:
        return False
    return True


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
    "stays-no-range": Text(
        en="the version stays while Kubernetes moves, and its documented range was not found",
        ko="쿠버네티스는 바뀌는데 버전은 그대로이며, 지원 범위를 찾지 못했다",
    ),
    "stays-outside": Text(
        en="the version stays while Kubernetes moves out of its documented range",
        ko="버전은 그대로인데 바뀐 쿠버네티스가 지원 범위를 벗어난다",
    ),
    "outside-range": Text(
        en="this version does not document the cluster's Kubernetes",
        ko="이 버전은 클러스터의 쿠버네티스를 지원 범위에 적지 않았다",
    ),
    "blocked": Text(en="this version is on the block list", ko="차단 목록에 있는 버전이다"),
    "by-name": Text(
        en="only the name of this version was seen, not its chart",
        ko="이 버전은 이름만 확인했고 차트를 읽어 보지 못했다",
    ),
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
