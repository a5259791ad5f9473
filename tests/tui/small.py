"""A catalogue small enough to know by heart, with every kind of thing the app shows."""

from __future__ import annotations

from functools import cache
from typing import Any

from advisor.model.catalog import Catalog

SOURCE = {"ref": "https://example.org/page", "as_of": "2026-11-01"}


def _t(en: str, ko: str | None = None) -> dict[str, str]:
    return {"en": en, "ko": ko or f"{en} 한글"}


def _component(name: str, ko: str, licence: str = "Apache-2.0", **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": _t(name.title(), ko),
        "description": _t(f"{name} does its job.", f"{ko}은 맡은 일을 한다."),
        "licence": {"expression": licence, "checked": "read", "sources": [SOURCE]},
        "lifecycle": {"state": "active"},
        "versions": [{"version": "1.2.3", "seen": "2026-11-01", "kubernetes": ">=1.30", "sources": [SOURCE]}],
        "sizes": {
            **{size: {"cpu_m": 500, "memory_mi": 512, "storage_gi": 1} for size in ("small", "medium", "large")},
            "estimated": True,
        },
        "sources": [SOURCE],
        "as_of": "2026-11-01",
        **more,
    }


def _decision(name: str, group: str, title: tuple[str, str], options: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "id": name,
        "group": group,
        "name": _t(*title),
        "question": _t(f"Which {title[0]}?", f"어떤 {title[1]}을 쓰는가?"),
        "why": _t("It matters."),
        "options": [
            {"id": o, "name": _t(o.title(), ko), "summary": _t(f"{o} in one line.", f"{ko} 한 줄 설명이다.")}
            for o, ko in options
        ],
    }


def _rule(name: str, effect: str, text: tuple[str, str], **parts: Any) -> dict[str, Any]:
    return {"id": name, "effect": effect, "text": _t(*text), "sources": [SOURCE], "as_of": "2026-11-01", **parts}


def _fact(name: str, kind: str, title: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "kind": kind,
        "group": "site",
        "name": _t(*title),
        "question": _t(f"What about {title[0]}?", f"{title[1]}은 어떤가?"),
        "why": _t("Rules ask for it.", "규칙이 이 답을 쓴다."),
        **more,
    }


@cache
def small_catalog() -> Catalog:
    """Six decisions, six facts, eight rules, one policy."""
    return Catalog.model_validate(
        {
            "edition": {"id": "2026.11", "as_of": "2026-11-01", "title": _t("Test edition"), "kubernetes": []},
            "criteria": [
                {"id": "operations", "name": _t("Operations", "운영"), "weight": 5},
                {"id": "stability", "name": _t("Stability", "안정성"), "weight": 4},
            ],
            "groups": [
                {"id": "network", "name": _t("Network", "네트워크")},
                {"id": "delivery", "name": _t("Delivery", "배포")},
                {"id": "observability", "name": _t("Observability", "관측")},
            ],
            "fact_groups": [{"id": "site", "name": _t("Site", "사이트")}],
            "facts": FACTS,
            "capabilities": [{"id": "object-storage", "name": _t("Object storage", "오브젝트 스토리지")}],
            "decisions": DECISIONS,
            "components": COMPONENTS,
            "rules": RULES,
            "policies": [
                {
                    "id": "osi_only",
                    "name": _t("Only OSI licences", "OSI 라이선스만"),
                    "text": _t("Nothing without an OSI licence.", "OSI 승인 라이선스만 쓴다."),
                    "rejects": {"osi": False},
                    "as_of": "2026-11-01",
                }
            ],
            "licences": LICENCES,
            "inputs": [
                {
                    "id": "domain",
                    "kind": "host",
                    "name": _t("Domain", "도메인"),
                    "text": _t("Domain of the platform", "플랫폼 도메인"),
                    "example": "k8s.example.com",
                }
            ],
        }
    )


FACTS = [
    _fact(
        "location",
        "enum",
        ("Location", "위치"),
        quick=True,
        assume="on-premises",
        values=[
            {"id": "on-premises", "name": _t("On premises", "온프레미스")},
            {"id": "public-cloud", "name": _t("Public cloud", "퍼블릭 클라우드")},
        ],
    ),
    _fact("kernel_version", "version", ("Kernel", "커널"), quick=True, example="5.14", assume="5.14"),
    _fact("air_gapped", "boolean", ("Air gap", "폐쇄망"), quick=True, assume=False),
    _fact("workers", "integer", ("Workers", "워커 수"), minimum=1, maximum=5000, example=5, assume=5),
    _fact(
        "needs",
        "list",
        ("Needs", "필요 기능"),
        assume=[],
        values=[{"id": "tracing", "name": _t("Tracing", "추적")}, {"id": "backup", "name": _t("Backup", "백업")}],
    ),
    _fact(
        "cloud",
        "enum",
        ("Cloud", "클라우드"),
        relevant_when={"fact": "location", "is": "public-cloud"},
        assume="aws",
        values=[{"id": "aws", "name": _t("AWS", "AWS")}, {"id": "other", "name": _t("Other", "기타")}],
    ),
]

DECISIONS = [
    _decision("cni", "network", ("CNI", "컨테이너 네트워크"), [("calico", "칼리코"), ("cilium", "실리움")]),
    _decision(
        "kube-proxy", "network", ("Kube-proxy", "큐브 프록시"), [("iptables", "아이피테이블"), ("replaced", "대체")]
    ),
    _decision("cd", "delivery", ("CD", "지속 배포"), [("argocd", "아르고CD"), ("flux", "플럭스"), ("none", "없음")]),
    _decision("registry", "delivery", ("Registry", "레지스트리"), [("harbor", "하버"), ("external", "외부")]),
    _decision("logs", "observability", ("Log store", "로그 저장소"), [("loki", "로키"), ("elastic", "일래스틱")]),
    _decision(
        "tracing", "observability", ("Tracing", "추적"), [("tempo", "템포"), ("jaeger", "예거"), ("none", "없음")]
    ),
]
for _d in DECISIONS:
    for _o in _d["options"]:
        if _o["id"] in ("iptables", "replaced", "external"):
            _o["components"] = []

COMPONENTS = [
    _component("calico", "칼리코"),
    _component(
        "cilium",
        "실리움",
        claims=[{"text": _t("It is young."), "verdict": "changed", "today": _t("It graduated."), "sources": [SOURCE]}],
    ),
    _component("argocd", "아르고CD"),
    _component("flux", "플럭스"),
    _component("harbor", "하버"),
    _component("loki", "로키", "AGPL-3.0-only"),
    _component("elastic", "일래스틱", "Elastic-2.0"),
    _component("tempo", "템포", "AGPL-3.0-only"),
    _component("jaeger", "예거"),
]

RULES = [
    _rule(
        "cilium-kernel",
        "forbids",
        ("Cilium needs kernel 5.10.", "실리움은 커널 5.10 이상이 필요하다."),
        when={"fact": "kernel_version", "below": "5.10"},
        options=["cni=cilium"],
    ),
    _rule(
        "replaced-needs-cilium",
        "requires",
        ("Only Cilium replaces kube-proxy.", "kube-proxy는 실리움만 대체한다."),
        when={"chosen": "kube-proxy=replaced"},
        then={"chosen": "cni=cilium"},
    ),
    _rule(
        "tempo-not-elastic",
        "conflicts",
        ("Tempo and Elastic do not fit.", "템포와 일래스틱은 맞지 않는다."),
        between=[{"chosen": "tracing=tempo"}, {"chosen": "logs=elastic"}],
    ),
    _rule(
        "calico-proven",
        "prefers",
        ("Calico is proven with BGP.", "칼리코는 BGP에서 검증되었다."),
        options=["cni=calico"],
        points=4,
        criterion="stability",
    ),
    _rule(
        "cilium-one-tool",
        "prefers",
        ("Cilium is one tool for all.", "실리움은 도구 하나로 끝난다."),
        options=["cni=cilium"],
        points=2,
        criterion="operations",
    ),
    _rule(
        "argocd-view",
        "prefers",
        ("Argo CD shows what runs.", "아르고CD는 실행 상태를 보여 준다."),
        options=["cd=argocd"],
        points=3,
        criterion="operations",
    ),
    _rule(
        "needs-tracing",
        "prefers",
        ("Tracing is asked for.", "추적이 필요하다고 답했다."),
        when={"fact": "needs", "includes": "tracing"},
        options=["tracing=tempo", "tracing=jaeger"],
        points=5,
        criterion="operations",
        wanted=True,
    ),
]

LICENCES = [
    {
        "id": "Apache-2.0",
        "name": "Apache 2.0",
        "licence_class": "permissive",
        "osi": True,
        "summary": _t("Free to use."),
        "sources": [SOURCE],
        "as_of": "2026-11-01",
    },
    {
        "id": "AGPL-3.0-only",
        "name": "AGPL 3",
        "licence_class": "network-copyleft",
        "osi": True,
        "summary": _t("Source to network users."),
        "predicates": [
            {
                "id": "agpl-internal",
                "when": {"always": True},
                "verdict": "conditional",
                "text": _t("Fine inside, unless modified.", "수정하지 않고 내부에서 쓰면 문제없다."),
                "sources": [SOURCE],
                "as_of": "2026-11-01",
            }
        ],
        "sources": [SOURCE],
        "as_of": "2026-11-01",
    },
    {
        "id": "Elastic-2.0",
        "name": "Elastic 2",
        "licence_class": "source-available",
        "osi": False,
        "summary": _t("Not as a service."),
        "sources": [SOURCE],
        "as_of": "2026-11-01",
    },
]
