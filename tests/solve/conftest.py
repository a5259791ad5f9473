"""The catalogue most tests read: six decisions of a small platform."""

from __future__ import annotations

import pytest

from advisor.model.catalog import Catalog
from advisor.solve.engine import Engine
from tests.solve.build import catalog, component, decision, fact, licence, need, policy, rule


def small_platform() -> Catalog:
    return catalog(
        decisions=[
            decision("cni", ["calico", "cilium"]),
            decision("kube-proxy", [{"id": "iptables", "components": ()}, {"id": "replaced", "components": ()}]),
            decision("entry", ["envoy-gateway", {"id": "cilium-gateway", "components": ()}, "ingress-nginx", "none"]),
            decision("storage", ["rook-ceph", "longhorn", {"id": "external", "components": ()}]),
            decision("backup", ["velero", "none"], relevant_when={"fact": "workers", "at_least": 2}),
            decision("secrets", ["vault", "openbao", "none"]),
        ],
        components=[
            component("rook-ceph", provides=["object-storage"]),
            component(
                "velero",
                needs=[
                    need("store", {"capability": "object-storage"}),
                    need("snap", {"component": "rook-ceph"}, optional=True, phase="install"),
                ],
            ),
            component("ingress-nginx", lifecycle="retired"),
            component("vault", licence="BUSL-1.1"),
        ],
        facts=[
            fact("bgp", assume=False),
            fact("kernel", "version", assume="6.1"),
            fact("workers", "integer", minimum=0, assume=3),
            fact("revenue", "integer"),
            fact("needs", "list", ["backup", "gateway", "secrets"], assume=()),
            fact("skills", "list", ["ceph"], assume=()),
            fact("hosted"),
            fact("colour", "enum", ["red", "blue"]),
        ],
        rules=[
            rule(
                "cilium-kernel", "requires", when={"component": "cilium"}, then={"fact": "kernel", "at_least": "5.10"}
            ),
            rule(
                "gateway-needs-cilium",
                "requires",
                when={"chosen": "entry=cilium-gateway"},
                then={"component": "cilium"},
            ),
            rule(
                "replaced-needs-cilium",
                "requires",
                when={"chosen": "kube-proxy=replaced"},
                then={"chosen": "cni=cilium"},
            ),
            rule(
                "cni-bgp",
                "prefers",
                when={"fact": "bgp", "is": True},
                options=["cni=calico"],
                points=8,
                criterion="operations",
            ),
            rule("cni-view", "prefers", options=["cni=cilium"], points=2, criterion="operations"),
            rule(
                "entry-wanted",
                "prefers",
                when={"fact": "needs", "includes": "gateway"},
                wanted=True,
                options=["entry=envoy-gateway", "entry=cilium-gateway", "entry=ingress-nginx"],
                points=1,
                criterion="operations",
            ),
            rule(
                "backup-wanted",
                "prefers",
                when={"fact": "needs", "includes": "backup"},
                wanted=True,
                options=["backup=velero"],
                points=5,
                criterion="operations",
            ),
            rule(
                "secrets-wanted",
                "prefers",
                when={"fact": "needs", "includes": "secrets"},
                wanted=True,
                options=["secrets=vault", "secrets=openbao"],
                points=5,
                criterion="operations",
            ),
            rule("longhorn-easy", "prefers", options=["storage=longhorn"], points=3, criterion="operations"),
            rule(
                "ceph-skill",
                "prefers",
                when={"fact": "skills", "includes": "ceph"},
                options=["storage=rook-ceph"],
                points=6,
                criterion="operations",
            ),
            rule("no-nginx-here", "warns", when={"chosen": "entry=ingress-nginx"}, severity="warning"),
        ],
        licences=[
            licence("Apache-2.0"),
            licence(
                "BUSL-1.1",
                "source-available",
                osi=False,
                predicates=[
                    {"id": "hosted", "when": {"fact": "hosted", "is": True}, "verdict": "refused"},
                    {
                        "id": "cost",
                        "when": {"always": True},
                        "verdict": "conditional",
                        "points": -4,
                        "criterion": "cost",
                    },
                ],
            ),
        ],
        policies=[policy("osi-only", osi=False), policy("no-retired", lifecycles=["retired"])],
        capabilities=["object-storage"],
    )


@pytest.fixture(scope="session")
def platform() -> Catalog:
    return small_platform()


@pytest.fixture(scope="session")
def engine(platform: Catalog) -> Engine:
    return Engine(platform)
